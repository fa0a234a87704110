import AWSWire
import Configuring
import Gateway
import ObjectStore
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
    ///   - rest: Gives what there is of the body beside what came with the request.
    ///   - signable: The same, as it is signed.
    ///   - claim: Who says to have signed it.
    ///   - note: What the log says of it.
    ///   - reply: Gets the answer: before this returns, or later on another thread.
    func answerStore(
        _ request: WebRequest,
        _ rest: HeldFile?,
        _ signable: SignableRequest,
        _ claim: SignatureClaim?,
        _ note: RequestNote,
        then reply: @escaping Reply
    ) {
        var note = note
        var leave: @Sendable () -> Void = {}
        var isHandedOn = false
        defer { if !isHandedOn { leave() } }
        let time = Timestamp.now().secondsSince1970
        let store = S3Request(
            method: signable.method,
            path: signable.path,
            query: signable.query,
            headers: signable.headers
        )
        do throws(ServiceError) {
            let payload = try S3Payload(store, isPresigned: claim?.isPresigned == true)
            try checkTime(claim, time)
            let signer = try signer(claim, signable, request.body, time, path: .asSent, payloadHash: payload?.text)
            note.principal = signer.principal.name
            leave = try admitStore(signer, isTransfer: rest != nil)
            let gateway = operations.gateway
            // What says nothing of its body was checked with it, if all of it came with the request.
            guard payload != nil || rest == nil else {
                throw ServiceError("InvalidRequest", "Missing required header for this request: x-amz-content-sha256")
            }
            let body = try S3Content(
                store,
                payload ?? .unsigned,
                signer.chunks,
                from: WireDoor.body(request.body, rest)
            )
            var document: [UInt8]?
            let call = try S3Call(store) { limit throws(ServiceError) in
                let bytes = try body.all(upTo: limit)
                document = bytes
                return bytes
            } model: {
                gateway.operation("\(S3Model.service):\($0)")?.model
            }
            note.action = "\(S3Model.service):\(call.operation)"
            guard let operation = gateway.operation(note.action) else {
                throw ServiceError("NotImplemented", "There is no such operation.")
            }
            if let document, call.describesBody { try WireDoor.check(document, call) }
            var asked = ServiceRequest(operation.model, call.input, by: signer.principal, at: time)
            asked.conditions = WireDoor.conditions(request, signable, signer)
            if call.hasContent { asked.content = body.content }
            isHandedOn = true
            gateway.perform(asked) { [self, note, leave] answer in
                leave()
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

    /// Returns when a signature is of now, or still good, as S3 has it.
    private func checkTime(_ claim: SignatureClaim?, _ time: Double) throws(ServiceError) {
        guard let claim, !settings.takesAnyCredentials else { return }
        do throws(SignatureRefusal) { try claim.checkTime(time) } catch {
            operations.noteBadSignature()
            guard claim.isPresigned else {
                throw ServiceError(
                    "RequestTimeTooSkewed",
                    "The difference between the request time and the current time is too large."
                )
            }
            throw ServiceError("AccessDenied", "Request has expired")
        }
    }

    /// Counts a request of S3.
    ///
    /// - Parameters:
    ///   - signer: Who has signed it.
    ///   - isTransfer: Whether its body is still on its way.
    /// - Returns: What is to be called when it is answered.
    /// - Throws: `ServiceError` with the code `SlowDown` when who has signed asks, or sends, too much at once.
    private func admitStore(_ signer: Signer, isTransfer: Bool) throws(ServiceError) -> @Sendable () -> Void {
        let leave: @Sendable () -> Void
        do throws(ServiceError) { leave = try admit(signer) } catch { throw WireDoor.slowDown }
        guard isTransfer, signer.principal.credential != nil else { return leave }
        let sender = WireDoor.sender(signer.principal.name)
        guard transfers.enter(sender) else {
            leave()
            // The audit log has it, and who gets it knows another word.
            _ = operations.limiter.refuse(signer.principal.name, because: "more than its share of objects on their way")
            throw WireDoor.slowDown
        }
        return { [transfers] in
            transfers.leave(sender)
            leave()
        }
    }

    private static let slowDown = ServiceError("SlowDown", "Please reduce your request rate.")

    /// Whom a transfer counts for: all sessions of a role are one, for anybody who has it begins as many as he likes.
    static func sender(_ arn: String) -> String {
        // Bytes are quicker than characters: this is done for each request.
        let bytes = arn.utf8
        guard bytes.starts(with: WireDoor.sessions),
            bytes.dropFirst(WireDoor.sessions.count + 12).starts(with: WireDoor.assumed),
            let slash = bytes.lastIndex(of: UInt8(ascii: "/"))
        else { return arn }
        return String(arn[..<slash])
    }

    // How ARNs of sessions of roles begin, before and behind the twelve digits of the account.
    private static let sessions = Array("arn:aws:sts::".utf8)
    private static let assumed = Array(":assumed-role/".utf8)

    /// How long nothing of a body may come, in seconds; the process that hears it has less patience.
    private static let patience = 300
    /// How much of a body is read at once, in bytes.
    private static let pieceBytes = 256 << 10

    /// Gives a body: first what came with the request, then what comes behind it.
    private static func body(_ start: [UInt8], _ rest: HeldFile?) -> S3Content.Source {
        let waiting = Monitor<[UInt8]>(start)
        return { () throws(ServiceError) in
            let first = waiting.withLock { bytes in
                defer { bytes = [] }
                return bytes
            }
            guard first.isEmpty, let rest else { return first }
            do throws(SystemError) {
                return try rest.file.next(upTo: pieceBytes, within: patience)
            } catch {
                throw ServiceError("RequestTimeout", "The body has not come in time.")
            }
        }
    }

    private static func check(_ document: [UInt8], _ call: S3Call) throws(ServiceError) {
        do { try ContentSums.check(document, call.input) } catch { throw refusal(error) }
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
