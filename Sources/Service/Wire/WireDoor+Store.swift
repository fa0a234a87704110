import AWSWire
import Gateway
import POSIX
import S3Wire
import ServiceModel
import Signatures
import WebMessages

/// The door for what SDKs say to S3.
extension WireDoor {
    /// Answers a request.
    ///
    /// - Parameters:
    ///   - request: As it came.
    ///   - signable: The same, as it is signed.
    ///   - claim: Who says to have signed it.
    ///   - note: What the log says of it.
    ///   - reply: Gets the answer: before this returns, or later on another thread.
    func answerStore(
        _ request: WebRequest,
        _ signable: SignableRequest,
        _ claim: SignatureClaim?,
        _ note: RequestNote,
        then reply: @escaping Reply
    ) {
        var note = note
        let time = Timestamp.now().secondsSince1970
        let store = S3Request(
            method: signable.method,
            path: signable.path,
            query: signable.query,
            headers: signable.headers
        )
        do throws(ServiceError) {
            let hash = WireDoor.payloadHash(signable, claim)
            let signer = try signer(claim, signable, request.body, time, path: .asSent, payloadHash: hash)
            note.principal = signer.principal.name
            let gateway = operations.gateway
            let call = try S3Call(store, body: request.body) { gateway.operation("\(S3Model.service):\($0)")?.model }
            note.action = "\(S3Model.service):\(call.operation)"
            guard let operation = gateway.operation(note.action) else {
                throw ServiceError("NotImplemented", "There is no such operation.")
            }
            var asked = ServiceRequest(operation.model, call.input, by: signer.principal, at: time)
            asked.conditions = WireDoor.conditions(request, signable, signer)
            gateway.perform(asked) { [self, note] answer in
                do {
                    let answer = try answer.get()
                    let written = S3Answer(try answer.value(), to: call, requestID: note.id)
                    finish(note, operation: operation.model, nil)
                    guard case .content(_, let content) = answer else { return reply(web(written, request), nil) }
                    reply(web(written, request, content), content.file)
                } catch {
                    let refusal = WireDoor.refusal(error)
                    finish(note, operation: operation.model, refusal)
                    reply(web(S3Answer(refusal, to: store, requestID: note.id), request), nil)
                }
            }
        } catch {
            finish(note, operation: nil, error)
            reply(web(S3Answer(error, to: store, requestID: note.id), request), nil)
        }
    }

    /// What stands for the body in what is signed, where that is not its SHA-256: what is signed for later says nothing of it.
    ///
    /// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
    private static func payloadHash(_ request: SignableRequest, _ claim: SignatureClaim?) -> String? {
        let unsigned = "UNSIGNED-PAYLOAD"
        let said = request.header("x-amz-content-sha256")
        return said == unsigned || (said == nil && claim?.isPresigned == true) ? unsigned : nil
    }

    private func web(_ answer: S3Answer, _ request: WebRequest, _ content: AnswerContent? = nil) -> WebAnswer {
        var web = WebAnswer(
            id: request.id,
            answer.status,
            headers: answer.headers.map { WebRequest.Header($0.name, $0.value) },
            body: answer.body
        )
        web.content = content.map { WebAnswer.Content(at: $0.offset, count: $0.count) }
        return web
    }
}
