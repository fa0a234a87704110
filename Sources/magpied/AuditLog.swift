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

    /// Entries of many clients go to the disk in one transaction: while one is flushed, the next gathers.
    private struct State {
        var nextTicket = 0
        var waiting: [(ticket: Int, wish: RecordStore.AuditWish)] = []
        var isWriting = false
        var results: [Int: Result<Void, any Error>] = [:]
    }

    private let state = Monitor(State())

    /// Uses the key in the file at `keyPath`, which is made when it is not there.
    init(_ records: RecordStore, keyPath: [UInt8]) throws {
        self.records = records
        key = try KeyFile.bytes(at: keyPath)
    }

    /// Writes an entry; what it is about may be done when this has returned.
    ///
    /// - Throws: When it could not be written.
    func write(_ action: String, _ subject: String, reason: String, by peer: ControlPeer, isLogged: Bool = true) throws
    {
        let time = Double(Timestamp.now().seconds)
        try write(RecordStore.AuditWish(action, subject, reason: reason, by: peer.userID, at: time))
        guard isLogged else { return }
        Log.write(
            .info,
            "audit",
            ["user": System.userName(of: peer.userID) ?? String(peer.userID), "action": action, "subject": subject]
        )
    }

    private enum Turn {
        case done(Result<Void, any Error>)
        case write([(ticket: Int, wish: RecordStore.AuditWish)])
    }

    private func write(_ wish: RecordStore.AuditWish) throws {
        let ticket = state.withLock { state in
            state.nextTicket += 1
            state.waiting.append((state.nextTicket, wish))
            return state.nextTicket
        }
        while true {
            // Whoever finds nobody writing writes for all.
            let turn: Turn = state.wait { state in
                if let result = state.results.removeValue(forKey: ticket) { return .done(result) }
                guard !state.isWriting else { return nil }
                state.isWriting = true
                defer { state.waiting.removeAll() }
                return .write(state.waiting)
            }
            switch turn {
            case .done(let result): return try result.get()
            case .write(let entries):
                let result = Result { try records.audit(entries.map(\.wish), seal: seal) }
                state.withLock { state in
                    for entry in entries { state.results[entry.ticket] = result }
                    state.isWriting = false
                }
                state.notifyAll()
            }
        }
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
