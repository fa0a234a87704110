import Auditing
import Configuration
import ProductIdentity
import Terminal
import Control
import Gateway
import JSON
import Measuring
import POSIX
import Problems
import Records
import Scanning
import SecretsManager
import ServiceModel
import Watching

/// What clients may ask for.
struct Operations: Sendable {
    let records: RecordStore
    let key: FingerprintKey
    let audit: AuditLog
    let auditKeeper: AuditKeeper
    let problems: ProblemTeller
    let gate: Gate
    let keys: KeyProcess
    /// What keeps secrets.
    let secrets: SecretsManager
    let clients: ClientCounts
    let backups: Backups
    let measures: Measures
    /// How often users have asked where a value is.
    let searches = HourlyQuota()
    /// The door to what runs now.
    let door = Monitor<Door?>(nil)
    /// When the process began.
    let start = Timestamp.monotonic()
    let running: @Sendable () -> Daemon.Running

    // MARK: Answers

    /// The answer to a request, as JSON on one line.
    ///
    /// - Throws: `ControlError` when it is refused.
    func answer(_ request: ControlRequest, from peer: ControlPeer) throws -> [UInt8] {
        let start = Timestamp.monotonic()
        let gateway = gateway
        let operation = gateway.operation(request.operation)
        defer {
            // Those who wait for something say nothing of how long an answer takes.
            if operation?.model.waits != true {
                let seconds = Timestamp.monotonic().seconds(since: start)
                measures.noteRequest(to: operation?.model.group ?? "", seconds: seconds)
            }
        }
        guard request.userID == nil else { throw ControlError("a client asks for its own user only") }
        try admit(peer, isLogged: operation?.model.service == KMSModel.service)
        guard let operation else {
            throw ControlError("unknown operation '\(request.operation)'", hint: "the client may be newer")
        }
        do {
            return try gateway.perform(
                ServiceRequest(
                    operation,
                    json: request.input,
                    by: .user(peer.userID),
                    at: Timestamp.now().secondsSince1970
                )
            ).bytes
        } catch let error as ServiceError {
            throw ControlError(error)
        }
    }

    /// The answer to a request by HTTP for the metrics.
    func metrics(for peer: ControlPeer) throws -> [UInt8] {
        try admit(peer, isLogged: false)
        return metrics
    }

    private func admit(_ peer: ControlPeer, isLogged: Bool) throws(ControlError) {
        try gate.admit(peer, isLogged: isLogged, role(of: peer.userID), running().service.settings.limits)
    }

    /// What a user may do: everything as root or as the service itself, else what the configuration says, else read,
    /// which the group of the socket's file has let through.
    @Sendable func role(of userID: UInt32) -> Settings.Role {
        if userID == 0 || userID == System.userID { return .admin }
        return running().service.settings.access.last { $0.user == userID }?.role ?? .read
    }
}
