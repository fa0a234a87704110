import Configuration
import Control
import JSON
import Measuring
import POSIX
import Problems
import Records
import Reporting
import Scanning
import SecretsManager
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
    /// When the process began.
    let start = Timestamp.monotonic()
    let running: @Sendable () -> Daemon.Running

    /// An operation: the role that it takes, and what it does.
    private struct Operation {
        var role: Settings.Role
        var run: (ControlRequest, ControlPeer) throws -> [UInt8]
    }

    /// All operations.
    ///
    /// Each names its role, so that none can forget it.
    private var table: [String: Operation] {
        [
            "status": Operation(role: .read) { _, _ in try ControlCoding.json(status) },
            "wait-settled": Operation(role: .read) { request, _ in try waitSettled(request) },
            "metrics": Operation(role: .read) { _, _ in try ControlCoding.json(String(decoding: metrics, as: UTF8.self))
            },
            "buckets-list": Operation(role: .read) { request, _ in try bucketsList(request) },
            "buckets-show": Operation(role: .read) { request, _ in try bucketsShow(request) },
            "findings-list": Operation(role: .read) { request, _ in try findingsList(request) },
            "findings-show": Operation(role: .read) { request, _ in try finding(request) },
            "findings-stats": Operation(role: .read) { request, _ in try statistics(request) },
            "findings-where": Operation(role: .reveal) { request, peer in try findingsWhere(request, peer) },
            "findings-archive": Operation(role: .operate) { request, peer in try archive(request, peer) },
            "suppression-apply": Operation(role: .operate) { request, peer in try applySuppression(request, peer) },
            "findings-reveal": Operation(role: .reveal) { request, peer in try reveal(request, peer) },
            "audit-list": Operation(role: .admin) { request, _ in try auditList(request) },
            "audit-verify": Operation(role: .admin) { _, _ in try auditVerify() },
            "audit-accept": Operation(role: .admin) { request, peer in try auditAccept(request, peer) },
            "events-tail": Operation(role: .read) { request, _ in try eventsTail(request) },
            "doctor": Operation(role: .admin) { request, peer in try doctor(request, peer) },
            "doctor-examine": Operation(role: .admin) { request, _ in try doctorExamine(request) },
            "doctor-end": Operation(role: .admin) { request, _ in try doctorEnd(request) },
            "backup": Operation(role: .admin) { request, peer in try backUp(request, peer) },
            "backup-part": Operation(role: .admin) { request, _ in try backups.part(of: request).bytes },
            "backup-end": Operation(role: .admin) { request, _ in
                backups.end(request)
                return Array("{}".utf8)
            },
        ]
    }

    /// The answer to a request, as JSON on one line.
    func answer(_ request: ControlRequest, from peer: ControlPeer) throws -> [UInt8] {
        let start = Timestamp.monotonic()
        defer {
            // Those who wait for something say nothing of how long an answer takes.
            if !["events-tail", "wait-settled", "doctor", "doctor-examine", "doctor-end"].contains(request.operation) {
                measures.noteRequest(request.operation, seconds: Timestamp.monotonic().seconds(since: start))
            }
        }
        try admit(peer, isLogged: request.operation.hasPrefix("kms:"))
        if let input = request.input { return try answer(request.operation, input, from: peer) }
        guard let operation = table[request.operation] else {
            throw ControlError("unknown operation '\(request.operation)'", hint: "the client may be newer")
        }
        try require(operation.role, of: peer, for: request.operation)
        return try operation.run(request, peer)
    }

    /// The answer to a request by HTTP for the metrics.
    func metrics(for peer: ControlPeer) throws -> [UInt8] {
        try admit(peer, isLogged: false)
        return metrics
    }

    private func admit(_ peer: ControlPeer, isLogged: Bool) throws(ControlError) {
        try gate.admit(peer, isLogged: isLogged, role(of: peer), running().service.settings.limits)
    }

    /// Refuses a user who has not the role, and has that in the audit log.
    ///
    /// - Parameters:
    ///   - role: The least that it takes.
    ///   - peer: Who asks.
    ///   - operation: The name of one that there is, for the audit log.
    /// - Throws: `ControlError` with the role that it takes, when the user has a lesser one.
    func require(_ role: Settings.Role, of peer: ControlPeer, for operation: String) throws(ControlError) {
        guard self.role(of: peer) < role else { return }
        measures.refusals.add("role")
        gate.refusals.note(operation, "it takes the role '\(role.rawValue)'", user: peer.userID)
        throw ControlError(
            "user \(System.userName(of: peer.userID) ?? String(peer.userID)) may not do that: "
                + "it takes the role '\(role.rawValue)'",
            hint: "an administrator can give it under 'access' in the configuration"
        )
    }

    /// What a user may do: everything as root or as the service itself, else what the configuration says, else read,
    /// which the group of the socket's file has let through.
    private func role(of peer: ControlPeer) -> Settings.Role {
        if peer.userID == 0 || peer.userID == System.userID { return .admin }
        return running().service.settings.access.last { $0.user == peer.userID }?.role ?? .read
    }

    private var status: ServiceStatus {
        problems.refresh()
        let (running, summary, clients) = (running(), problems.book.summary, clients.now)
        let (health, totals) = (running.service.health, running.totals)
        return ServiceStatus(
            version: Product.version,
            uptimeSeconds: Timestamp.monotonic().seconds(since: start),
            waiting: health.waiting,
            unread: health.unread,
            scanned: totals.scanned,
            delivered: totals.delivered,
            scannedEarly: health.scannedEarly,
            clients: clients.connected,
            clientsTurnedAway: clients.turnedAway,
            buckets: health.buckets.map {
                ServiceStatus.Bucket(
                    name: $0.name,
                    path: TerminalText.escaped($0.path),
                    state: $0.state,
                    backend: $0.backend,
                    watchedFolders: $0.folders,
                    overflows: $0.overflows,
                    mountCount: $0.mounts.count,
                    mounts: $0.mounts.first.map(NestedMount.init)
                )
            },
            problems: summary.wrong.map(\.sentence),
            details: summary.entries.map(ServiceStatus.Problem.init),
            problemsLeftOut: summary.leftOut.values.reduce(0, +)
        )
    }

    private func waitSettled(_ request: ControlRequest) throws -> [UInt8] {
        let seconds = try request.number("timeout", in: 1...86_400) ?? 60
        let deadline = Timestamp.monotonic().adding(milliseconds: seconds * 1000)
        guard running().service.waitUntilSettled(by: deadline) else {
            throw ControlError("not settled after \(seconds) s", hint: "see 'magpie status'; --timeout waits longer")
        }
        return Array(JSONValue.object(["unread": .number(Double(running().service.unreadCount))]).json.utf8)
    }

    /// The service in numbers, in the text format of Prometheus.
    var metrics: [UInt8] {
        problems.refresh()
        let source = Metrics.Source(
            running: running(),
            records: records,
            problems: problems.book,
            measures: measures,
            clients: clients.now,
            start: start
        )
        return Array(Metrics.text(of: source).utf8)
    }

    private func backUp(_ request: ControlRequest, _ peer: ControlPeer) throws -> [UInt8] {
        guard let name = request.parameters["for"] else {
            throw ControlError(
                "this client is older than the service",
                hint: "use the 'magpie' of the service's version"
            )
        }
        try audit.write("backup", name, reason: "", by: peer)
        return try backups.begin().bytes
    }
}

extension ControlRequest {
    /// A parameter that is a number; `nil` when it is not there.
    func number(_ name: String, in range: ClosedRange<Int>) throws -> Int? {
        guard let text = parameters[name] else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw ControlError("'\(name)' takes a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// A parameter that must be there.
    func required(_ name: String) throws -> String {
        guard let text = parameters[name], !text.isEmpty else {
            throw ControlError("no \(name)", hint: "say --\(name)")
        }
        return text
    }
}

extension ServiceStatus.Problem {
    fileprivate init(_ entry: ProblemBook.Entry) {
        let problem = entry.problem
        self.init(
            name: problem.name.rawValue,
            subject: problem.subject,
            severity: problem.severity.rawValue,
            since: UTCTime.text(secondsSince1970: entry.since),
            count: entry.count,
            text: problem.text,
            hint: problem.hint
        )
    }
}
