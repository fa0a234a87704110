import Configuring
import Auditing
import Control
import Measuring
import POSIX
import Problems
import ServiceModel

/// What is asked before a request is looked at: whether its user asks too much, and whether it may still be logged.
///
/// Root and the service's own user pass always.
final class RequestLimiter: Sendable {
    let refusals: RefusalCounts
    private let rates = RequestRates<UInt32>()
    private let signers = RequestRates<String>()
    private let problems: ProblemBook
    private let measures: Measures
    private let state: [UInt8]
    private let space = Monitor<(isLow: Bool, at: Timestamp?)>((false, nil))

    /// What the audit log calls requests whatever they are for.
    private static let requests = "requests"

    /// How long a client is held back that asks again and again although it is refused, in milliseconds.
    private static let refusalPause = 100

    /// - Parameters:
    ///   - audit: Gets refusals.
    ///   - problems: Hears when the disk is full.
    ///   - measures: Counts refusals.
    ///   - state: The folder whose disk the logs are on.
    init(_ audit: AuditLog, _ problems: ProblemBook, _ measures: Measures, state: [UInt8]) {
        self.problems = problems
        self.measures = measures
        self.state = state
        refusals = RefusalCounts { refusal in
            let name =
                refusal.name.isEmpty ? System.userName(of: refusal.user) ?? String(refusal.user) : refusal.name
            let action = refusal.operation.isEmpty ? RequestLimiter.requests : refusal.operation
            // A refusal stays one, whether it can be written or not: the log says itself when it cannot be written.
            _ = try? audit.write(
                AuditEntry(
                    userID: refusal.user,
                    userName: name,
                    action: action,
                    reason: refusal.reason,
                    result: .refused(refusal.code)
                )
            )
            Log.write(.info, "audit", ["user": name, "action": action, "result": refusal.code])
        }
    }

    /// Lets a request through, perhaps after a moment.
    ///
    /// - Parameters:
    ///   - peer: Who asks.
    ///   - isLogged: Whether an audit log gets an entry for it whatever the user's role.
    ///   - role: What the user may do.
    ///   - limits: Those of the configuration.
    /// - Throws: `ControlError` for a user who asks too much, and for the lowest role where the disk is nearly full.
    func admit(_ peer: ControlPeer, isLogged: Bool, _ role: Settings.Role, _ limits: Limits) throws(ControlError) {
        guard peer.userID != 0, peer.userID != System.userID else { return }
        let rate = role == .read ? limits.readerRequestsPerSecond : limits.userRequestsPerSecond
        guard let wait = rates.take(for: peer.userID, rate: Double(rate)) else {
            measures.refusals.add("rate")
            refusals.note(
                RequestLimiter.requests,
                ControlError.throttlingCode,
                reason: "more than \(rate) a second",
                user: peer.userID
            )
            Threads.sleep(milliseconds: RequestLimiter.refusalPause)
            throw .throttled("more than \(rate) requests a second", hint: "ask less often")
        }
        if wait > 0 { Threads.sleep(milliseconds: wait) }
        guard isLogged, role == .read, isDiskLow(limits) else { return }
        measures.refusals.add("disk")
        Threads.sleep(milliseconds: RequestLimiter.refusalPause)
        throw .throttled(
            "the disk with the audit log is nearly full: what is left is for those who have more than the role 'read'",
            hint: "an administrator can make room"
        )
    }

    /// Lets a request of an access key through.
    ///
    /// - Parameters:
    ///   - accessKeyID: Whose signature was right.
    ///   - name: The ARN of who has signed.
    ///   - rate: How many requests a second a key may make.
    /// - Throws: `ServiceError` for a key that asks too much.
    func admit(signer accessKeyID: String, _ name: String, rate: Int) throws(ServiceError) {
        if signers.take(for: accessKeyID, rate: Double(rate)) == 0 { return }
        throw refuse(name, because: "more than \(rate) a second with an access key")
    }

    /// Notes that somebody with an access key asks too much.
    ///
    /// - Parameters:
    ///   - name: The ARN of who has signed.
    ///   - reason: For the audit log.
    /// - Returns: What an SDK is told, which tries it again after a while.
    func refuse(_ name: String, because reason: String) -> ServiceError {
        measures.refusals.add("rate")
        refusals.note(
            RequestLimiter.requests,
            ServiceError.throttlingCode,
            reason: reason,
            user: Principal.noUserID,
            name: name
        )
        return .throttled("Rate exceeded", hint: "ask less often")
    }

    /// Looks at the disk, and says what it is like: before that is shown.
    func lookAtDisk(_ limits: Limits) { _ = isDiskLow(limits, notSeenFor: 0) }

    /// Looks at the disk, unless that was done a moment ago, and says what it is like.
    private func isDiskLow(_ limits: Limits, notSeenFor seconds: Double = 1) -> Bool {
        space.withLock { space in
            let now = Timestamp.monotonic()
            if let at = space.at, now.seconds(since: at) < seconds { return space.isLow }
            // What cannot be told is as it was; the records themselves fail where the disk does.
            guard let disk = try? DiskSpace(at: state) else { return space.isLow }
            let reserve = min(limits.stateReserveMegabytes << 20, disk.size / 4)
            space = (disk.free < reserve, now)
            problems.set(
                .disk,
                space.isLow
                    ? Problem(
                        .disk,
                        "the disk with the state has \(disk.free >> 20) MiB left of the \(reserve >> 20) that are to stay free: "
                            + "requests of users with the role 'read' that would be logged are refused",
                        hint: "make room on it"
                    ) : nil
            )
            return space.isLow
        }
    }
}
