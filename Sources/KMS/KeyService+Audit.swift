public import Auditing
import JSON
import KeyRecords
import POSIX
public import ServiceModel

/// The audit log, and what tells that it is whole: anchors of it here and in the service's records, and here also one of the
/// service's own log.
///
/// An anchor never moves while one of them is not in the log it belongs to.
extension KeyService {
    /// What is noted about audit logs, by the names of documents.
    private enum Note: String {
        /// An entry of this log that must be there.
        case own = "audit"
        /// An entry of the service's log that must be there, as the service has said.
        case service = "audit-of-service"
        case damage = "audit-damage"
        /// From where the chain of this log is checked.
        case base = "audit-base"
    }

    private func note(_ name: Note) throws -> JSONValue? {
        try database.all(.anchor).first { $0.name == name.rawValue }
            .map { try JSONValue(parsing: Array($0.text.utf8)) }
    }

    private func keep(_ notes: KeyValuePairs<Note, JSONValue?>) throws {
        try edit { edit in
            for (name, value) in notes {
                edit.change(
                    value.map { .put(KeyDatabase.Document(.anchor, name.rawValue, text: $0.json)) }
                        ?? .remove(.anchor, name.rawValue)
                )
            }
        }
    }

    /// Compares the log with its anchors.
    ///
    /// - Parameter other: An anchor of this log that is kept elsewhere.
    /// - Returns: What is wrong with it, until it is accepted.
    /// - Throws: When it cannot be read.
    @discardableResult
    public func compareAudit(with other: AuditAnchor? = nil) throws -> AuditDamage? {
        try auditing.withLock { _ in try compare(with: other) }
    }

    private func compare(with other: AuditAnchor?) throws -> AuditDamage? {
        let wasReplaced = try audit.reopenIfReplaced()
        if let damage = AuditDamage(try note(.damage)) { return damage }
        if wasReplaced { return try keepDamage("its file was replaced or removed while it was in use") }
        let removed = try base() ?? .start
        for anchor in [AuditAnchor(try note(.own)), other].compactMap(\.self)
        where try !removed.hasRemoved(anchor) && !audit.contains(anchor) {
            return try keepDamage("entry \(anchor.number), which was anchored, is not there or another")
        }
        return nil
    }

    private func keepDamage(_ why: String) throws -> AuditDamage {
        let damage = AuditDamage(why: why, since: settings.now())
        try keep([.damage: damage.json])
        return damage
    }

    /// Notes the end of the log, so that it shows when it is cut off; nothing while it is damaged.
    public func anchorAudit() throws {
        guard try moveAnchor() else { return }
        let end = audit.flushedEnd
        try announce("KMS Audit Log Anchored", end.json.members)
    }

    /// - Returns: Whether the anchor has moved.
    private func moveAnchor() throws -> Bool {
        try auditing.withLock { _ in
            let end = audit.flushedEnd
            guard try compare(with: nil) == nil, end != AuditAnchor(try note(.own)) ?? .start else { return false }
            try keep([.own: end.json])
            return true
        }
    }

    /// The end of the service's log, as it was told last.
    public func anchorOfService() throws -> AuditAnchor? { AuditAnchor(try note(.service)) }

    /// Notes the ends of both logs, if this one is whole.
    ///
    /// - Parameters:
    ///   - service: The end of the service's log, which the service has compared with ``anchorOfService()``.
    ///   - other: The anchor of this log that the service keeps.
    /// - Returns: The end of this log, which is on the disk, for the service to keep; `nil` when this log is damaged.
    /// - Throws: When it cannot be read, or the anchors cannot be kept.
    public func exchangeAnchors(_ service: AuditAnchor, for other: AuditAnchor?) throws -> AuditAnchor? {
        try auditing.withLock { _ in
            guard try compare(with: other) == nil else { return nil }
            let end = audit.flushedEnd
            if try note(.own).flatMap({ AuditAnchor($0) }) != end || AuditAnchor(note(.service)) != service {
                try keep([.own: end.json, .service: service.json])
            }
            return end
        }
    }

    /// Checks the whole log.
    ///
    /// - Parameter other: An anchor of this log that is kept elsewhere.
    /// - Returns: The number of its last entry, and that of the first that is not what was written.
    /// - Throws: When it cannot be read.
    public func verifyAudit(with other: AuditAnchor? = nil) throws -> (count: Int, firstBad: Int?) {
        guard let base = try base() else { return (audit.flushedEnd.number, 1) }
        let anchors = [AuditAnchor(try note(.own)), other].compactMap(\.self)
        let result = try audit.verify(from: base, anchors)
        if let bad = result.firstBad, try note(.damage) == nil {
            _ = try auditing.withLock { _ in try keepDamage("entry \(bad) is not what was written") }
        }
        return result
    }

    /// Takes the log as it is, once an administrator knows why it is so.
    ///
    /// - Parameters:
    ///   - reason: In the administrator's words.
    ///   - principal: Who that is.
    /// - Throws: When it cannot be written: then nothing is accepted.
    public func acceptAudit(because reason: String, by principal: Principal) throws {
        let failure = Monitor<SystemError??>(nil)
        audit.append([
            AuditEntry(
                userID: principal.userID,
                userName: principal.name,
                action: "audit:Accept",
                reason: reason,
                result: .success(followsIntent: false)
            )
        ]) { (error: SystemError?) in
            failure.withLock { $0 = .some(error) }
            failure.notifyAll()
        }
        if let error = failure.wait({ $0 }) { throw error }
        try auditing.withLock { _ in
            let base = try audit.accept(try base() ?? .start)
            let json = try audit.withCode { try base.json($0) }
            try keep([
                .base: base == .start ? .none : json, .damage: .none, .service: .none, .own: audit.flushedEnd.json,
            ])
        }
    }

    /// Removes entries that are older than they are kept, or too many; none while the log is damaged.
    func retireAudit() throws {
        let (bytes, days) = (settings.auditMegabytes.map { $0 << 20 }, settings.auditDays)
        guard bytes != nil || days != nil else { return }
        try auditing.withLock { _ in
            guard try compare(with: nil) == nil, let base = try base() else { return }
            if days != nil { try audit.putAside(olderThan: settings.now() - KeyService.day) }
            let numbers = try audit.filesTooOld(
                keeping: bytes,
                since: days.map { settings.now() - Double($0) * KeyService.day }
            )
            guard let last = numbers.last, let new = try audit.base(base, without: numbers) else { return }
            let entry = AuditEntry(
                userID: System.userID,
                userName: System.userName(of: System.userID) ?? "",
                action: "audit:Remove",
                reason: "entries up to \(last) are not kept",
                result: .success(followsIntent: false)
            )
            audit.append([entry]) { (_: SystemError?) in
            }
            // First what tells that they may be missing.
            try keep([.base: try audit.withCode { try new.json($0) }])
            for number in numbers { try RotatedFiles.remove(audit.aside(number)) }
        }
    }

    /// From where the chain goes; `nil` when what is noted was not sealed with the key of the log.
    private func base() throws -> AuditBase? {
        guard let json = try note(.base) else { return .start }
        return try audit.withCode { try AuditBase(json, $0) }
    }
}
