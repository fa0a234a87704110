import AccessPolicies
import Auditing
import Configuring
import Control
import Fingerprints
import Gateway
import IAM
import JSON
import Macie
import Measuring
import ObjectStore
import POSIX
import Problems
import ProductIdentity
import Queues
import Records
import Scanning
import SecretsManager
import ServiceModel
import Terminal
import Watching

/// What clients may ask for.
struct Operations: Sendable {
    let records: RecordStore
    let key: FingerprintKey
    let audit: AuditLog
    /// What writes into it for requests.
    let auditQueue: AuditQueue
    let auditKeeper: AuditKeeper
    let problems: ProblemTeller
    let limiter: RequestLimiter
    let keys: KeyProcess
    let keyRelay: KeyRelay
    /// What has answers go to SDKs together.
    let answers: AnswerGathering
    let keyCallers: KeyCallers
    /// What keeps secrets.
    let secrets: SecretsManager
    /// What keeps users, roles and policies.
    let identities: IAMService
    let authorizer: PolicyAuthorizer
    /// What keeps queues of messages.
    let queues: QueueService
    /// What is looked for besides what the configuration says.
    let macie: MacieService
    /// What keeps parts of objects.
    let uploads: UploadStore
    /// What keeps policies of buckets.
    let bucketPolicies: BucketSettings<String>
    /// What keeps how buckets encrypt by the word of clients.
    let bucketEncryptions: BucketSettings<WriteEncryption>
    let clients: ClientCounts
    let backups: Backups
    let measures: Measures
    /// How often users have asked where a value is.
    let searches = HourlyQuota()
    /// The folders of buckets in which nothing is left of what was written when the process began.
    let swept = Monitor<Set<[UInt8]>>([])
    /// The door to what runs now.
    let door = Monitor<Door?>(nil)
    /// When the process began.
    let start = Timestamp.monotonic()
    /// What watches and scans now.
    let running: CurrentService

    // MARK: Answers

    /// Answers a request.
    ///
    /// - Parameters:
    ///   - request: What is asked.
    ///   - peer: Who asks.
    ///   - reply: Gets the answer, as JSON on one line, or the `ControlError` that refuses it: before this returns, or later
    ///     on another thread.
    func answer(_ request: ControlRequest, from peer: ControlPeer, then reply: @escaping ControlServer.OneReply) {
        let start = Timestamp.monotonic()
        let gateway = gateway
        let operation = gateway.operation(request.operation)
        let answer: @Sendable (Gateway.Answer) -> Void = { [measures] answer in
            // Those who wait for something say nothing of how long an answer takes.
            if operation?.model.waits != true {
                let seconds = Timestamp.monotonic().seconds(since: start)
                measures.noteRequest(to: operation?.model.group ?? "", seconds: seconds)
            }
            reply(answer.map(\.bytes).mapError { ($0 as? ServiceError).map(ControlError.init) ?? $0 })
        }
        do {
            gateway.perform(try self.request(request, operation, peer), then: answer)
        } catch {
            answer(.failure(error))
        }
    }

    private func request(_ request: ControlRequest, _ operation: Operation?, _ peer: ControlPeer) throws
        -> ServiceRequest
    {
        guard request.userID == nil else { throw ControlError("a client asks for its own user only") }
        try admit(peer, isLogged: operation?.model.service == KMSModel.service)
        guard let operation else {
            throw ControlError("unknown operation '\(request.operation)'", hint: "the client may be newer")
        }
        let now = Timestamp.now().secondsSince1970
        var principal = Principal.user(peer.userID, groups: peer.groupIDs, unit: peer.unit)
        if let token = request.sessionToken {
            let arn = try identities.caller(token: token, at: now).principal.arn
            principal = principal.in(Principal.Session(token: SessionToken(token), arn: arn))
        }
        return try ServiceRequest(operation, json: request.input, by: principal, at: now)
    }

    /// The answer to a request by HTTP for the metrics.
    func metrics(for peer: ControlPeer) throws -> [UInt8] {
        let gateway = gateway
        let name = "\(MagpieModel.service):GetMetrics"
        let request = try request(ControlRequest(name, input: Array("{}".utf8)), gateway.operation(name), peer)
        do {
            return Array(try gateway.perform(request).value().string?.utf8 ?? "".utf8)
        } catch let error as ServiceError {
            throw ControlError(error)
        }
    }

    /// Counts a request whose signature, or token, was not right.
    func noteBadSignature() { measures.refusals.add("signature") }

    private func admit(_ peer: ControlPeer, isLogged: Bool) throws(ControlError) {
        try limiter.admit(peer, isLogged: isLogged, role(of: peer), running().service.settings.limits)
    }

    /// What a client may do: everything as root or as the service itself, else what the configuration says.
    private func role(of peer: ControlPeer) -> Settings.Role {
        if peer.userID == 0 || peer.userID == System.userID { return .admin }
        let settings = running().service.settings
        return peer.unit.flatMap { settings.role(ofUnit: $0) }
            ?? settings.role(ofUser: peer.userID, groups: peer.groupIDs)
    }
}
