import Auditing
import Configuring
import JSON
import POSIX
import Problems
import ServiceModel

/// Sees to it that both audit logs are whole: the service's in its records, and that of keys.
///
/// Each keeps an anchor of the other, so that whoever makes one shorter has to change the other process's database too. They
/// are compared before they move, and do not move while one of them is not in its log, until an administrator accepts that.
final class AuditKeeper: Sendable {
    let log: AuditLog
    private let keys: KeyProcess
    private let problems: ProblemBook
    private let outside: OutsideAnchors
    /// Held while anchors are compared and moved.
    private let turn = Monitor(())
    private let isStopping = Monitor(false)
    private let settings = Monitor(AuditSettings())

    /// How often anchors move, in milliseconds: what an attacker can cut off unnoticed is not older.
    private static let interval = 5000

    init(_ log: AuditLog, _ keys: KeyProcess, _ problems: ProblemBook) {
        self.log = log
        self.keys = keys
        self.problems = problems
        outside = OutsideAnchors(log, problems)
    }

    /// Compares and moves anchors until ``stop()``.
    func run() {
        while true {
            // Each tells the problem book what went wrong; the next turn tries again.
            _ = try? exchange()
            try? retire()
            let deadline = Timestamp.monotonic().adding(milliseconds: AuditKeeper.interval)
            if isStopping.wait(until: deadline, { $0 ? true : nil }) == true { return }
        }
    }

    /// Moves the anchors to the ends, which nothing follows.
    func stop() {
        isStopping.withLock { $0 = true }
        isStopping.notifyAll()
        // Anchors that cannot be moved stay where they are: what follows them is compared at the next start.
        guard (try? exchange())?.isEmpty == true else { return }
        outside.finish()
    }

    /// Uses these places outside, and keeps entries as long as that, from now on.
    func follow(_ settings: AuditSettings) {
        outside.use(file: settings.anchorFile, syslog: settings.anchorSyslog)
        self.settings.withLock { $0 = settings }
    }

    /// Removes a part of the entries of the service's log that are kept no longer; none while it is damaged.
    private func retire() throws {
        let settings = settings.withLock { $0 }
        let now = Timestamp.now().secondsSince1970
        try turn.withLock { _ in
            try log.retire(
                keeping: settings.keepMegabytes.map { $0 << 20 },
                since: settings.keepDays.map { now - Double($0) * 86_400 }
            ) { last in
                AuditEntry(
                    userID: System.userID,
                    userName: System.userName(of: System.userID) ?? "",
                    action: "audit-remove",
                    subjects: ["entries up to \(last)"],
                    reason: "they are not kept",
                    result: .success
                )
            }
        }
    }

    /// Compares both logs with their anchors, and moves these to their ends if both are whole.
    ///
    /// - Returns: What is wrong, by log; empty when both are whole.
    /// - Throws: When the records cannot be used, or the key process does not answer.
    @discardableResult
    func exchange() throws -> [Problem.Name: AuditDamage] {
        try turn.withLock { _ in
            do {
                // The service's own log first: it is there, also when the key process is not.
                tell(.auditDamaged, try compareOwn(nil))
                let damages = try moveAnchors()
                for name in [Problem.Name.auditDamaged, .keyAuditDamaged] { tell(name, damages[name]) }
                problems.resolve(.anchors)
                return damages
            } catch {
                problems.report(
                    Problem(
                        .anchors,
                        "the anchors of the audit logs do not move: \(error)",
                        hint: "they do once the key process answers and the records can be written"
                    )
                )
                throw error
            }
        }
    }

    private func tell(_ name: Problem.Name, _ damage: AuditDamage?) {
        problems.set(
            name,
            damage.map { Problem(name, AuditKeeper.words(name, $0), hint: AuditKeeper.hint, since: $0.since) }
        )
    }

    private static let hint = "compare it with a backup, and accept it with 'magpie audit accept' when you know why"

    private static func words(_ name: Problem.Name, _ damage: AuditDamage) -> String {
        "the audit log of \(name == .auditDamaged ? "the service" : "keys") is damaged: \(damage.why)"
    }

    private func moveAnchors() throws -> [Problem.Name: AuditDamage] {
        var damages: [Problem.Name: AuditDamage] = [:]
        let (kept, anchors) = (try log.notes()[.other], outside.anchors)
        let answer = try ask("keys:CompareAuditLog", ["Keys": kept])
        damages[.keyAuditDamaged] = AuditDamage(answer["damage"])
        if damages[.keyAuditDamaged] == nil, let anchor = anchors[.keys] {
            damages[.keyAuditDamaged] = AuditDamage(try ask("keys:CompareAuditLog", ["Keys": anchor.json])["damage"])
        }
        let ownEnd = try log.end
        damages[.auditDamaged] =
            try compareOwn(AuditAnchor(answer["service"]), isAnswered: true) ?? compareOwn(anchors[.service])
        guard damages.isEmpty else { return damages }
        let moved = try ask("keys:ExchangeAuditAnchors", ["Service": ownEnd.json, "Keys": kept])
        guard let end = AuditAnchor(moved["end"]) else {
            damages[.keyAuditDamaged] = AuditDamage(try ask("keys:CompareAuditLog", ["Keys": kept])["damage"])
            return damages
        }
        if try log.notes()[.own] != ownEnd.json || kept != end.json {
            try log.keep([.own: ownEnd.json, .other: end.json])
        }
        outside.write([.service: ownEnd, .keys: end], compared: anchors)
        return damages
    }

    /// Compares the service's log with anchors.
    ///
    /// - Parameters:
    ///   - other: One that was kept elsewhere.
    ///   - isAnswered: Whether the key process has been asked for it: then it must have one, if there ever was one.
    /// - Returns: What is wrong, until it is accepted.
    /// - Throws: When the records cannot be used.
    private func compareOwn(_ other: AuditAnchor?, isAnswered: Bool = false) throws -> AuditDamage? {
        if let damage = try log.compare(with: other.map { [$0] } ?? []) { return damage }
        guard isAnswered, other == nil, AuditAnchor(try log.notes()[.own]) != nil else { return nil }
        return try log.noteDamage("its anchor in the database of keys is gone")
    }

    private func ask(
        _ operation: String,
        _ members: [String: JSONValue?],
        onBehalfOf userID: UInt32? = nil
    ) throws -> JSONValue {
        try JSONValue(parsing: try keys.ask(operation, JSONValue.present(members).bytes, onBehalfOf: userID))
    }

    // MARK: Operations

    /// Checks both logs completely.
    ///
    /// - Returns: How many entries they have.
    /// - Throws: `ServiceError` when one of them is damaged.
    func verify() throws -> (service: Int, keys: Int) {
        let own = try log.verifyChain()
        let keys = try ask("keys:VerifyAuditLog", ["Keys": try log.notes()[.other]])
        let damages = try exchange()
        if let bad = own.firstBad {
            throw ServiceError.plain(
                "entry \(bad) of the audit log is not what was written",
                hint: "compare magpie.sqlite with a backup; somebody has changed it"
            )
        }
        if let bad = keys["firstBad"]?.integer {
            throw ServiceError.plain(
                "entry \(bad) of the audit log of keys is not what was written",
                hint: "compare audit.log in the folder of the keys with a backup; somebody has changed it"
            )
        }
        for (name, damage) in damages.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            throw ServiceError.plain(AuditKeeper.words(name, damage), hint: AuditKeeper.hint)
        }
        return (own.count, keys["count"]?.integer ?? 0)
    }

    /// What is wrong with the logs, for whoever takes them as they are.
    ///
    /// - Returns: Nothing where only a single entry, or the file outside, is wrong.
    /// - Throws: `ServiceError` when there is nothing to accept; other errors when the logs cannot be compared.
    func damagesToAccept() throws -> [String] {
        let damages = try exchange()
        guard try !damages.isEmpty || problems.has(.anchorFile) || log.verifyChain().firstBad != nil else {
            throw ServiceError.plain("both audit logs are whole", hint: "'magpie audit verify' checks every entry")
        }
        let words = damages.sorted { $0.key.rawValue < $1.key.rawValue }.map {
            "\($0.key == .auditDamaged ? "audit" : "keyAudit"): \($0.value.why)"
        }
        return [words.joined(separator: "; ")]
    }

    /// Takes both logs as they are from now on.
    ///
    /// - Parameters:
    ///   - reason: In the administrator's words.
    ///   - userID: Who that is.
    /// - Throws: When that cannot be kept.
    func accept(because reason: String, by userID: UInt32) throws {
        try turn.withLock { _ in
            _ = try ask("keys:AcceptAuditLog", ["Reason": .string(reason)], onBehalfOf: userID)
            try log.accept()
            outside.forget()
        }
        try exchange()
    }
}
