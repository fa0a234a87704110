import Auditing
import Cryptography
import JSON
import POSIX
import Problems
import Records
import ServiceModel

/// The entries of the service's audit log, as rows of its records.
///
/// The reason of a row is in the user's words, or begins with the mark of an outcome: ``AuditRemark``.
final class AuditRows: AuditStore {
    /// The longest text of an entry that somebody else has chosen, in bytes; the rest is cut off.
    private static let longestText = 2048

    private let records: RecordStore
    private let group: GroupCommit<[RecordStore.AuditDraft], Int>

    /// Keeps entries in `records`, sealed with `key`; `problems` hears when they cannot be written.
    init(_ records: RecordStore, key: SecretBytes, _ problems: ProblemBook) {
        self.records = records
        group = GroupCommit { groups in
            do {
                let sealer = try AuditSealer(key)
                var number = try records.audit(groups.flatMap(\.self)) { previous, text in
                    String(decoding: sealer.seal(text.utf8, after: previous.utf8), as: UTF8.self)
                }
                problems.resolve(.auditWriting)
                return groups.map { drafts in
                    defer { number += drafts.count }
                    return number
                }
            } catch {
                problems.report(AuditRows.problem(error))
                throw error
            }
        }
    }

    private static func problem(_ error: any Error) -> Problem {
        Problem(
            .auditWriting,
            "the audit log cannot be written, and nothing that belongs there is done: \(error)",
            hint: "make room on the disk with the state"
        )
    }

    // MARK: Writing

    /// Never refuses: what cannot be written is not done either.
    func requireRoom() {}

    func append(_ entries: [AuditEntry], then done: @escaping AuditAppended) {
        let time = Double(Timestamp.now().seconds)
        group.write(entries.map { AuditRows.row($0, at: time) }) { result in
            if case .success = result { AuditRows.log(entries) }
            done(result)
        }
    }

    /// Programs read values all the time, and each intent has an outcome: the log of the service has intents only.
    private static func log(_ entries: [AuditEntry]) {
        for entry in entries where entry.result == .intent {
            let isIdentity = entry.userID == Principal.noUserID
            Log.write(
                .info,
                "audit",
                [
                    "user": isIdentity
                        ? entry.userName : System.userName(of: entry.userID) ?? String(entry.userID),
                    "action": entry.action,
                    "subject": shortened(entry.subjects.joined(separator: " ")),
                ]
            )
        }
    }

    private static func row(_ entry: AuditEntry, at time: Double) -> RecordStore.AuditDraft {
        RecordStore.AuditDraft(
            entry.action,
            shortened(entry.subjects.joined(separator: " ")),
            reason: shortened(AuditRemark(entry).text),
            by: entry.userID,
            at: time
        )
    }

    private static func shortened(_ text: String) -> String {
        text.utf8.count <= longestText ? text : String(decoding: text.utf8.prefix(longestText), as: UTF8.self) + "..."
    }

    // MARK: Reading

    var end: AuditAnchor { get throws { try records.auditState().end } }

    func contains(_ anchor: AuditAnchor) throws -> Bool { try records.auditState([anchor]).present.contains(anchor) }

    func forEachEntry(removedUpTo removed: Int, _ body: (StoredAuditEntry) throws -> Void) throws {
        try forEachEntry(behind: 0, body)
    }

    func forEachEntry(behind number: Int, _ body: (StoredAuditEntry) throws -> Void) throws {
        try records.forEachAuditEntry(after: Int64(number)) { entry in
            try body(
                StoredAuditEntry(
                    bytes: Array("\(entry.text)\u{0}\(entry.seal)".utf8),
                    anchor: AuditAnchor(number: Int(entry.number), seal: entry.seal),
                    content: Array(entry.text.utf8)[...],
                    seal: Array(entry.seal.utf8)[...]
                )
            )
        }
    }

    func alone<Value>(_ body: () throws -> Value) throws -> Value { try body() }

    func replacement() -> String? { nil }

    // MARK: Retention

    func lastTooOld(keeping bytes: Int?, since time: Double?) throws -> Int? {
        try records.lastAuditEntryTooOld(keeping: bytes, since: time)
    }

    func entries(upTo number: Int) throws -> (count: Int, end: AuditAnchor)? {
        try records.auditEntries(upTo: number)
    }

    func removeEntries(upTo number: Int, keeping base: JSONValue) throws {
        try records.removeAuditEntries(upTo: number, keeping: base)
    }

    // MARK: Notes

    private static let names: [AuditNote: RecordStore.AuditNote] = [
        .own: .own, .other: .keys, .damage: .damage, .base: .base, .outside: .outside,
    ]

    func notes() throws -> [AuditNote: JSONValue] {
        let notes = try records.auditState().notes
        return AuditRows.names.compactMapValues { notes[$0] }
    }

    func keep(_ notes: [AuditNote: JSONValue?]) throws {
        var rows: [RecordStore.AuditNote: JSONValue?] = [:]
        for (note, value) in notes { if let name = AuditRows.names[note] { rows.updateValue(value, forKey: name) } }
        try records.keepAuditNotes(rows)
    }
}
