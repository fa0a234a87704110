import Bytes
import Auditing
import Control
import Cryptography
import POSIX
import Problems
import Records
import Scanning

/// What users have asked for, kept so that nobody can change it unnoticed without the key.
///
/// Each entry carries HMAC-SHA256 over the seal of the one before and its own text, so that an entry that was edited,
/// removed or moved breaks the chain. That its end was cut off shows by anchors, which ``AuditKeeper`` keeps elsewhere.
final class AuditLog: Sendable {
    let records: RecordStore
    private let key: [UInt8]
    private let group: GroupCommit<[RecordStore.AuditDraft], Void>
    private let problems: ProblemBook

    /// The longest text of an entry that somebody else has chosen, in bytes; the rest is cut off.
    private static let longestText = 2048

    /// Uses the key in the file at `keyPath`, which is made when it is not there.
    ///
    /// - Parameters:
    ///   - records: Where the entries are.
    ///   - keyPath: A private file.
    ///   - problems: Hears when entries cannot be written.
    /// - Throws: When the key or the records cannot be read.
    init(_ records: RecordStore, keyPath: [UInt8], _ problems: ProblemBook) throws {
        self.records = records
        self.problems = problems
        let isNew = (try? FileStatus.of(keyPath)) == nil
        let key = try KeyFile.bytes(at: keyPath)
        self.key = key
        group = GroupCommit { groups in
            try records.audit(groups.flatMap(\.self)) { try AuditLog.seal($0, $1, key) }
            return groups.map { _ in () }
        }
        let state = try records.auditState()
        if isNew, state.end != .start, state.notes[.damage] == nil {
            let damage = AuditDamage(
                why: "its key was gone, and a new one was made",
                since: Timestamp.now().secondsSince1970
            )
            try records.keepAuditNotes([.damage: damage.json])
        }
    }

    /// Writes an entry; what it is about may be done when this has returned.
    ///
    /// - Throws: When it could not be written.
    func write(_ action: String, _ subject: String, reason: String, by peer: ControlPeer) throws {
        try write(action, [(subject, reason)], by: peer)
        Log.write(
            .info,
            "audit",
            [
                "user": System.userName(of: peer.userID) ?? String(peer.userID), "action": action,
                "subject": AuditLog.shortened(subject),
            ]
        )
    }

    /// Writes entries that differ in what they are about, and why, but not in the log of the service.
    ///
    /// - Throws: When they could not be written: then none was.
    func write(_ action: String, _ entries: [(subject: String, reason: String)], by peer: ControlPeer) throws {
        let time = Double(Timestamp.now().seconds)
        try write(
            entries.map { entry in
                RecordStore.AuditDraft(
                    action,
                    AuditLog.shortened(entry.subject),
                    reason: AuditLog.shortened(entry.reason),
                    by: peer.userID,
                    at: time
                )
            }
        )
    }

    /// Writes rows, and says when they cannot be written.
    func write(_ wishes: [RecordStore.AuditDraft]) throws {
        do {
            try group.write(wishes)
            problems.resolve(.auditWriting)
        } catch {
            problems.report(
                Problem(
                    .auditWriting,
                    "the audit log cannot be written, and nothing that belongs there is done: \(error)",
                    hint: "make room on the disk with the state"
                )
            )
            throw error
        }
    }

    static func shortened(_ text: String) -> String {
        text.utf8.count <= longestText ? text : String(decoding: text.utf8.prefix(longestText), as: UTF8.self) + "..."
    }

    /// Checks all seals.
    ///
    /// - Returns: The number of the last entry, and that of the first that is not what was written.
    func verify() throws -> (count: Int, firstBad: Int?) {
        guard let base = try base() else { return (try records.auditState().end.number, 1) }
        let chain = try chain(from: base, digestsAll: false)
        return (chain.end.number, chain.firstBad)
    }

    /// From where the chain goes once all entries that are there were taken as they are.
    ///
    /// - Returns: `nil` when the chain is whole.
    func acceptedBase() throws -> AuditBase? {
        let base = try base() ?? .start
        let chain = try chain(from: base, digestsAll: true)
        guard chain.firstBad != nil else { return nil }
        return AuditBase(
            removed: base.removed,
            accepted: chain.count,
            digest: chain.digest,
            end: try records.auditState().end
        )
    }

    /// Removes some of the entries that are older than they are kept, or too many.
    ///
    /// - Parameters:
    ///   - bytes: How much is kept; `nil` for all.
    ///   - time: Since when entries are kept, in seconds since 1970; `nil` for all.
    /// - Throws: When the records cannot be changed.
    func retire(keeping bytes: Int?, since time: Double?) throws {
        guard let last = try records.lastAuditEntryTooOld(keeping: bytes, since: time), let base = try base() else {
            return
        }
        let (count, end) = try records.auditEntries(upTo: last)
        let new = try base.removing(count, upTo: end) { left in
            var chain = AuditChain(from: AuditBase(accepted: left, digest: "", end: .start))
            try records.forEachAuditEntry { entry in
                guard entry.number > Int64(last), chain.count < left else { return }
                try chain.take(AuditLog.bytes(of: entry), nil) { _ in false }
            }
            return chain.digest
        }
        try write(
            "audit-remove",
            [("entries up to \(last)", "they are not kept")],
            by: ControlPeer(userID: System.userID)
        )
        try records.removeAuditEntries(upTo: last, keeping: try new.json(code))
    }

    private static func bytes(of entry: AuditRow) -> [UInt8] { Array("\(entry.text)\u{0}\(entry.seal)".utf8) }

    /// Makes codes with the key of the log.
    func code(for bytes: Span<UInt8>) throws -> [UInt8] { try HMACSHA256(key: key).code(for: bytes) }

    /// From where the chain goes; `nil` when what is noted was not sealed with the key of the log.
    func base() throws -> AuditBase? {
        guard let json = try records.auditState().notes[.base] else { return .start }
        return try AuditBase(json, code)
    }

    private func chain(from base: AuditBase, digestsAll: Bool) throws -> AuditChain {
        var chain = AuditChain(from: base, digestsAll: digestsAll)
        try records.forEachAuditEntry { entry in
            let anchor = AuditAnchor(number: Int(entry.number), seal: entry.seal)
            try chain.take(AuditLog.bytes(of: entry), anchor) { previous in
                try AuditLog.seal(previous, entry.text, key) == entry.seal
            }
        }
        chain.finish()
        return chain
    }

    private static func seal(_ previous: String, _ text: String, _ key: [UInt8]) throws -> String {
        let code = try HMACSHA256(key: key).code(for: Array("\(previous)\u{0}\(text)".utf8).span)
        return Hexadecimal.text(code)
    }
}
