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
struct AuditLog: Sendable {
    private let records: RecordStore
    private let key: [UInt8]

    /// Uses the key in the file at `keyPath`, which is made when it is not there.
    init(_ records: RecordStore, keyPath: [UInt8]) throws {
        self.records = records
        key = try KeyFile.bytes(at: keyPath)
    }

    /// Writes an entry; what it is about may be done when this has returned.
    func write(_ action: String, _ subject: String, reason: String, by peer: ControlPeer) throws {
        let time = Double(Timestamp.now().seconds)
        try records.audit(action, subject, reason: reason, by: peer.userID, at: time, seal: seal)
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
            guard entry.number == Int64(index + 1), try seal(previous, entry.text) == entry.seal else {
                return (entries.count, index + 1)
            }
            previous = entry.seal
        }
        return (entries.count, nil)
    }

    @Sendable
    private func seal(_ previous: String, _ text: String) throws -> String {
        let code = try HMACSHA256(key: key).code(for: Array("\(previous)\u{0}\(text)".utf8).span)
        return Hexadecimal.text(code)
    }
}
