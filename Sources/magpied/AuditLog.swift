import Control
import Cryptography
import POSIX
import Records
import Reporting
import Scanning

/// What users have asked for, kept so that nobody can change it unnoticed without the key.
///
/// Each entry carries HMAC-SHA256 over the seal of the one before and its own text, so that an entry that was edited,
/// removed or moved breaks the chain. The end of the chain can be cut off unnoticed: a backup shows that.
final class AuditLog: Sendable {
    private let records: RecordStore
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
    /// - Returns: How many entries there are, and the number of the first that is not what was written.
    func verify() throws -> (count: Int, firstBad: Int?) {
        var previous = ""
        let entries = try records.auditEntries()
        for (index, entry) in entries.enumerated() {
            guard entry.number == Int64(index + 1), try AuditLog.seal(previous, entry.text, key) == entry.seal else {
                return (entries.count, index + 1)
            }
            previous = entry.seal
        }
        return (entries.count, nil)
    }

    private static func seal(_ previous: String, _ text: String, _ key: [UInt8]) throws -> String {
        let code = try HMACSHA256(key: key).code(for: Array("\(previous)\u{0}\(text)".utf8).span)
        return Hexadecimal.text(code)
    }
}
