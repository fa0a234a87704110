import Auditing
import Control
import Cryptography
import POSIX
import Records
import Reporting
import Scanning

/// What users have asked for, kept so that nobody can change it unnoticed without the key.
///
/// Each entry carries HMAC-SHA256 over the seal of the one before and its own text, so that an entry that was edited,
/// removed or moved breaks the chain. That its end was cut off shows by anchors, which ``AuditKeeper`` keeps elsewhere.
final class AuditLog: Sendable {
    let records: RecordStore
    private let key: [UInt8]
    private let group: GroupCommit<RecordStore.AuditWish, Void>

    /// Uses the key in the file at `keyPath`, which is made when it is not there.
    init(_ records: RecordStore, keyPath: [UInt8]) throws {
        self.records = records
        let key = try KeyFile.bytes(at: keyPath)
        self.key = key
        group = GroupCommit { wishes in
            try records.audit(wishes) { try AuditLog.seal($0, $1, key) }
            return wishes.map { _ in () }
        }
    }

    /// Writes an entry; what it is about may be done when this has returned.
    ///
    /// - Throws: When it could not be written.
    func write(_ action: String, _ subject: String, reason: String, by peer: ControlPeer, isLogged: Bool = true) throws
    {
        let time = Double(Timestamp.now().seconds)
        try group.write(RecordStore.AuditWish(action, subject, reason: reason, by: peer.userID, at: time))
        guard isLogged else { return }
        Log.write(
            .info,
            "audit",
            ["user": System.userName(of: peer.userID) ?? String(peer.userID), "action": action, "subject": subject]
        )
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
        let chain = try chain(from: try base() ?? .start, digestsAll: true)
        guard chain.firstBad != nil else { return nil }
        return AuditBase(accepted: chain.count, digest: chain.digest, end: try records.auditState().end)
    }

    /// Makes codes with the key of the log.
    func code(for bytes: Span<UInt8>) throws -> [UInt8] { try HMACSHA256(key: key).code(for: bytes) }

    /// From where the chain goes; `nil` when what is noted was not sealed with the key of the log.
    private func base() throws -> AuditBase? {
        guard let json = try records.auditState().notes[.base] else { return .start }
        return try AuditBase(json, code)
    }

    private func chain(from base: AuditBase, digestsAll: Bool) throws -> AuditChain {
        var chain = AuditChain(from: base, digestsAll: digestsAll)
        try records.forEachAuditEntry { entry in
            let anchor = AuditAnchor(number: Int(entry.number), seal: entry.seal)
            try chain.take(Array("\(entry.text)\u{0}\(entry.seal)".utf8), anchor) { previous in
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
