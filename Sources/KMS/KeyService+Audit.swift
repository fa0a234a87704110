public import Auditing
import CustomerKeys
public import JSON
import POSIX
public import ServiceModel

/// The audit log of keys, and what tells that it is whole: anchors of it here and in the service's records, and here also one
/// of the service's own log.
extension KeyService {
    /// The audit log, for the gateway.
    public var auditWriter: any AuditWriter { KeyAuditWriter(log: audit) }

    /// Compares the log with its anchors.
    ///
    /// - Parameter other: An anchor of this log that is kept elsewhere.
    /// - Returns: What is wrong with it, until it is accepted.
    /// - Throws: When it cannot be read.
    @discardableResult
    public func compareAudit(with other: AuditAnchor? = nil) throws -> AuditDamage? {
        try audit.compare(with: other.map { [$0] } ?? [])
    }

    /// Notes the end of the log, so that it shows when it is cut off; nothing while it is damaged.
    public func anchorAudit() throws {
        let kept = AuditAnchor(try audit.notes()[.own]) ?? .start
        guard let end = try audit.moveAnchor(), end != kept else { return }
        try announce("KMS Audit Log Anchored", end.json.members)
    }

    /// The end of the service's log, as it was told last.
    public func anchorOfService() throws -> AuditAnchor? { AuditAnchor(try audit.notes()[.other]) }

    /// Notes the ends of both logs, if this one is whole.
    ///
    /// - Parameters:
    ///   - service: The end of the service's log, which the service has compared with ``anchorOfService()``.
    ///   - other: The anchor of this log that the service keeps.
    /// - Returns: The end of this log, which is on the disk, for the service to keep; `nil` when this log is damaged.
    /// - Throws: When it cannot be read, or the anchors cannot be kept.
    public func exchangeAnchors(_ service: AuditAnchor, for other: AuditAnchor?) throws -> AuditAnchor? {
        try audit.moveAnchor(comparing: other.map { [$0] } ?? [], keeping: [.other: service.json])
    }

    /// Checks the whole log.
    ///
    /// - Parameter other: An anchor of this log that is kept elsewhere.
    /// - Returns: The number of its last entry, and that of the first that is not what was written.
    /// - Throws: When it cannot be read.
    public func verifyAudit(with other: AuditAnchor? = nil) throws -> (count: Int, firstBad: Int?) {
        try audit.verify(with: other.map { [$0] } ?? [])
    }

    /// Takes the log as it is, once an administrator knows why it is so.
    ///
    /// - Parameters:
    ///   - reason: In the administrator's words.
    ///   - principal: Who that is.
    /// - Throws: When it cannot be written: then nothing is accepted.
    public func acceptAudit(because reason: String, by principal: Principal) throws {
        try audit.accept(
            AuditEntry(
                userID: principal.userID,
                userName: principal.name,
                action: "audit:Accept",
                reason: reason,
                result: .success
            )
        )
        try audit.moveAnchor()
    }

    /// Removes entries that are older than they are kept, or too many; none while the log is damaged.
    func retireAudit() throws {
        let since = settings.auditDays.map { settings.now() - Double($0) * KeyService.day }
        try audit.retire(keeping: settings.auditMegabytes.map { $0 << 20 }, since: since) { last in
            AuditEntry(
                userID: System.userID,
                userName: System.userName(of: System.userID) ?? "",
                action: "audit:Remove",
                reason: "entries up to \(last) are not kept",
                result: .success
            )
        }
    }

    /// Looks for entries of the audit log.
    ///
    /// - Parameters:
    ///   - number: Entries behind the one of this number.
    ///   - limit: The most.
    ///   - isWanted: Whether an entry is wanted, as JSON.
    /// - Returns: `entries` in order without seals, `last` and `lastTime`, the number and the time of the last that was
    ///   looked at, and whether that is the `end`.
    /// - Throws: When the log cannot be read.
    public func listAudit(after number: Int, limit: Int, _ isWanted: (JSONValue) -> Bool) throws -> JSONValue {
        let page = try auditFile.page(after: number, limit: limit, isWanted)
        return .object([
            "entries": .array(page.entries), "last": .number(Double(page.last)), "lastTime": .string(page.lastTime),
            "end": .boolean(page.isEnd),
        ])
    }
}

/// Says in AWS's words that the log cannot be written.
private struct KeyAuditWriter: AuditWriter {
    let log: AuditLog

    func requireRoom() throws {
        do {
            try log.requireRoom()
        } catch {
            throw unwritten(error)
        }
    }

    func append(_ entries: [AuditEntry], then done: @escaping AuditAppended) {
        log.append(entries) { result in done(result.mapError { unwritten($0) }) }
    }

    private func unwritten(_ error: any Error) -> ServiceError {
        ServiceError(
            "KMSInternalException",
            "The audit log cannot be written: \(error). Nothing is answered without it."
        )
    }
}

/// The notes about the audit log, among the keys.
struct KeyAuditNotes: AuditNotes {
    let store: KeyStore
    /// What is wrong with the database: then nothing is written there.
    let problem: @Sendable () -> ServiceError?

    private static let names: [AuditNote: String] = [
        .own: "audit", .other: "audit-of-service", .damage: "audit-damage", .base: "audit-base",
    ]

    func notes() throws -> [AuditNote: JSONValue] {
        let documents = try store.notes()
        return try KeyAuditNotes.names.compactMapValues { name in
            try documents.first { $0.name == name }.map { try JSONValue(parsing: Array($0.text.utf8)) }
        }
    }

    func keep(_ notes: [AuditNote: JSONValue?]) throws {
        if let problem = problem() { throw problem }
        var texts: [String: String?] = [:]
        for (note, value) in notes {
            guard let name = KeyAuditNotes.names[note] else { continue }
            texts.updateValue(value?.json, forKey: name)
        }
        try store.keepNotes(texts)
    }
}
