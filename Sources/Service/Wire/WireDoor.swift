import AWSWire
import AccessPolicies
import Bytes
import Configuring
import Control
import Cryptography
import Gateway
import IAM
import Measuring
import POSIX
import ServiceModel
import Signatures
import WebMessages

/// The door for SDKs of AWS: finds out who has signed a request and what it asks for, and asks the gateway.
///
/// It takes nobody's word but a signature's, so that whoever takes over the process that hears requests can make none that
/// nobody has signed.
final class WireDoor: Sendable {
    let operations: Operations
    let settings: APISettings
    private let keys = SigningKeys()
    /// Requests on their way: of those that the process that hears them lets in, nobody has more than half, even alone.
    private let shares = KeyShares(most: 512)
    /// Objects that are on their way: of 128 threads here, and 64 of the process that writes, others always have some.
    let transfers = KeyShares(room: 32, most: 40)
    let tokens = MetadataTokens()
    let metadataLooks = MetadataLooks()
    private let requestIDs = RequestIDs()

    /// Serves what `operations` have.
    init(_ operations: Operations, _ settings: APISettings) {
        self.operations = operations
        self.settings = settings
    }

    /// Gets an answer, and the file that has its body, if that is not in the answer.
    typealias Reply = @Sendable (WebAnswer, HeldFile?) -> Void

    /// Somebody whose signature was right.
    struct Signer {
        var principal: Principal
        var region: String
        /// With what pieces of the body are signed; `nil` where nobody's signature counts.
        var chunks: ChunkSignatures?
    }

    /// Has another thread do something that may wait.
    typealias HandOn = (@escaping @Sendable () -> Void) -> Void

    /// Answers a request.
    ///
    /// - Parameters:
    ///   - request: As it came.
    ///   - rest: Gives what there is of the body beside what came with the request.
    ///   - handOn: Takes what may wait, for the disk or another process, off a thread that others wait for.
    ///   - reply: Gets the answer: before this returns, or later on another thread.
    func answer(
        _ request: WebRequest,
        _ rest: HeldFile? = nil,
        handingOn handOn: HandOn = { $0() },
        then reply: @escaping Reply
    ) {
        if request.target == WireDoor.health {
            return reply(WebAnswer(id: request.id, 200, body: Array(#"{"status":"running"}"#.utf8)), nil)
        }
        if request.target == WireDoor.credentials {
            return handOn { [self] in answerContainer(request) { reply($0, nil) } }
        }
        if isForMetadata(request) { return handOn { [self] in answerMetadata(request) { reply($0, nil) } } }
        let note = RequestNote(id: requestIDs.next(), start: Timestamp.monotonic())
        let signable = SignableRequest(
            request.method,
            request.target,
            headers: request.headers.map { ($0.name, $0.value) }
        )
        do throws(ServiceError) {
            let claim = try WireDoor.claim(signable)
            if claim?.scope.service == S3Model.service {
                return handOn { [self] in answerStore(request, rest, signable, claim, note, then: reply) }
            }
            // A key that is not derived yet has a secret to be decrypted; what is written of requests may wait, too.
            if settings.logsRequests || !knows(claim) {
                return handOn { [self] in answer(request, signable, claim, note, handingOn: { $0() }, then: reply) }
            }
            answer(request, signable, claim, note, handingOn: handOn, then: reply)
        } catch {
            refuse(request, signable, nil, note, error, then: reply)
        }
    }

    /// Answers a request to anything but S3.
    private func answer(
        _ request: WebRequest,
        _ signable: SignableRequest,
        _ claim: SignatureClaim?,
        _ begun: RequestNote,
        handingOn handOn: HandOn,
        then reply: @escaping Reply
    ) {
        let time = Timestamp.now().secondsSince1970
        let service = claim.flatMap { WireService.named($0.scope.service) }
        var note = begun
        var style: WireStyle?
        var isHandedOn = false
        do throws(ServiceError) {
            let signer = try signer(claim, signable, request.body, time)
            note.principal = signer.principal.name
            let leave = try admit(signer)
            defer { if !isHandedOn { leave() } }
            guard let service else {
                throw ServiceError("UnknownOperationException", "There is no service of this name here.")
            }
            let gateway = operations.gateway
            let call = try WireCall(service, signable, body: request.body) { gateway.operation($0)?.model }
            note.action = call.qualifiedName
            style = call.style
            guard let operation = gateway.operation(call.qualifiedName) else {
                throw ServiceError("UnknownOperationException", "There is no such operation.")
            }
            var asked = try ServiceRequest(operation, json: call.input, by: signer.principal, at: time)
            asked.conditions = WireDoor.conditions(request, signable, signer)
            isHandedOn = true
            let (whole, known) = (asked, note)
            let work: @Sendable () -> Void = { [self] in
                perform(whole, call, known, gateway) { answer in
                    leave()
                    reply(WireDoor.web(answer, request.id), nil)
                }
            }
            if operations.isQuick(asked) { work() } else { handOn(work) }
        } catch {
            refuse(request, signable, service, note, error, in: style, then: reply)
        }
    }

    /// Answers a request that is refused before it is one of an operation.
    private func refuse(
        _ request: WebRequest,
        _ signable: SignableRequest,
        _ service: WireService?,
        _ note: RequestNote,
        _ error: ServiceError,
        in style: WireStyle? = nil,
        then reply: Reply
    ) {
        let style =
            style
            ?? WireStyle(
                service,
                contentType: signable.header("content-type"),
                target: signable.header("x-amz-target")
            )
        finish(note, operation: nil, error)
        reply(WireDoor.web(WireAnswer(error, in: style, requestID: note.id), request.id), nil)
    }

    /// Whether nothing is to be decrypted to find out who has signed.
    private func knows(_ claim: SignatureClaim?) -> Bool {
        guard let claim, !settings.takesAnyCredentials else { return true }
        return keys.has(claim)
    }

    /// Where whoever watches the service asks whether it runs.
    private static let health = "/_magpie/health"

    // MARK: Signatures

    static func claim(_ request: SignableRequest) throws(ServiceError) -> SignatureClaim? {
        do throws(SignatureRefusal) {
            return try SignatureClaim(request)
        } catch {
            throw ServiceError(error)
        }
    }

    /// Finds out who has signed a request.
    ///
    /// - Parameters:
    ///   - claim: What it says of that.
    ///   - request: The request.
    ///   - body: Its body.
    ///   - time: Now, in seconds since 1970.
    ///   - style: How its service writes paths.
    ///   - payloadHash: What stands for the body in what is signed; `nil` for its SHA-256.
    /// - Returns: Who has.
    /// - Throws: `ServiceError` when nobody has.
    func signer(
        _ claim: SignatureClaim?,
        _ request: SignableRequest,
        _ body: [UInt8],
        _ time: Double,
        path style: CanonicalRequest.PathStyle = .normalized,
        payloadHash: String? = nil
    ) throws(ServiceError) -> Signer {
        if settings.takesAnyCredentials {
            let region = claim?.scope.region ?? ""
            return Signer(principal: .service("any credentials", runningAs: System.userID), region: region)
        }
        do {
            guard let claim else { throw SignatureRefusal.missing }
            try claim.checkTime(time)
            let (caller, key) = try keys.key(of: claim, operations.identities, at: time)
            let hash = try payloadHash ?? WireDoor.digest(of: body)
            try claim.check(request, payloadHash: hash, key: key, path: style)
            let credential = Principal.Credential(
                accessKeyID: claim.accessKeyID,
                sessionToken: claim.sessionToken
            )
            return Signer(
                principal: .identity(caller.principal.arn, signingWith: credential),
                region: claim.scope.region,
                chunks: claim.chunks(key: key)
            )
        } catch let refusal as SignatureRefusal {
            operations.noteBadSignature()
            throw ServiceError(refusal)
        } catch let error as ServiceError {
            operations.noteBadSignature()
            throw error
        } catch {
            Log.write(.error, "a signature cannot be checked", ["error": "\(error)"])
            throw WireDoor.failure
        }
    }

    /// Counts a request of an access key, and of whom that belongs to: sessions of a role are one.
    ///
    /// - Returns: What is to be called when it is answered.
    /// - Throws: `ServiceError` when the key asks too much.
    func admit(_ signer: Signer) throws(ServiceError) -> @Sendable () -> Void {
        guard let key = signer.principal.credential?.accessKeyID else { return {} }
        let name = signer.principal.name
        let rate = operations.running().service.settings.limits.accessKeyRequestsPerSecond
        try operations.limiter.admit(signer: key, name, rate: rate)
        let sender = WireDoor.sender(name)
        guard shares.enter(sender) else {
            throw operations.limiter.refuse(name, because: "more than its share of requests that wait")
        }
        return { [shares] in shares.leave(sender) }
    }

    /// The SHA-256 of a body, in hexadecimal digits.
    private static func digest(of body: [UInt8]) throws -> String {
        var digest = try SHA256()
        digest.update(body.span)
        return Hexadecimal.text(digest.finalize())
    }

    private static let failure = ServiceError("InternalFailure", "The service has failed: its log says why.")

    // Made ready once.
    private static let secureTransport = ContextKey("aws:SecureTransport")
    private static let viaService = ContextKey("aws:ViaAWSService")
    private static let requestedRegion = ContextKey("aws:RequestedRegion")
    private static let sourceAddress = ContextKey("aws:SourceIp")
    private static let userAgent = ContextKey("aws:UserAgent")
    private static let refererKey = ContextKey("aws:Referer")

    /// What the door says of a request.
    ///
    /// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
    static func conditions(
        _ request: WebRequest,
        _ signable: SignableRequest,
        _ signer: Signer
    ) -> PolicyContext {
        var context = PolicyContext()
        context.set(secureTransport, "false")
        context.set(viaService, "false")
        if !signer.region.isEmpty { context.set(requestedRegion, signer.region) }
        if !request.address.isEmpty { context.set(sourceAddress, request.address) }
        if let agent = signable.header("user-agent") { context.set(userAgent, agent) }
        if let referer = signable.header("referer") { context.set(refererKey, referer) }
        return context
    }

    // MARK: Doing

    private func perform(
        _ request: ServiceRequest,
        _ call: WireCall,
        _ note: RequestNote,
        _ gateway: Gateway,
        _ reply: @escaping @Sendable (WireAnswer) -> Void
    ) {
        gateway.perform(request) { [self] answer in
            do {
                let written = try WireAnswer(try answer.get(), to: call, requestID: note.id)
                finish(note, operation: request.operation, nil)
                reply(written)
            } catch {
                let refusal = WireDoor.refusal(error)
                finish(note, operation: request.operation, refusal)
                reply(WireAnswer(refusal, in: call.style, requestID: note.id))
            }
        }
    }

    /// What a client is told of an error.
    static func refusal(_ error: any Error) -> ServiceError {
        switch error {
        case let error as ServiceError: return error
        // Of the key process: what has no code there is a mistake of who asks.
        case let error as ControlError: return ServiceError(error.code ?? "ValidationException", error.message)
        default:
            Log.write(.error, "a request has failed", ["error": "\(error)"])
            return failure
        }
    }

    private static func web(_ answer: WireAnswer, _ id: Int) -> WebAnswer {
        WebAnswer(
            id: id,
            answer.status,
            headers: answer.headers.map { WebRequest.Header($0.name, $0.value) },
            body: answer.body
        )
    }

    // MARK: What is noted

    /// What the log and metrics say of a request.
    struct RequestNote {
        var id: String
        var start: Timestamp
        var action = ""
        var principal = ""
    }

    func finish(_ note: RequestNote, operation: OperationModel?, _ error: ServiceError?) {
        let seconds = Timestamp.monotonic().seconds(since: note.start)
        if let operation, !operation.waits {
            operations.measures.noteRequest(to: operation.group, seconds: seconds)
        }
        guard settings.logsRequests else { return }
        Log.write(
            .info,
            "request",
            [
                "id": note.id, "action": note.action.isEmpty ? nil : note.action,
                "principal": note.principal.isEmpty ? nil : note.principal, "result": error?.code ?? "done",
                "microseconds": String(Int(seconds * 1_000_000)),
            ]
        )
    }
}
