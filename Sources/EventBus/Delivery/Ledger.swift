import POSIX
import Records

/// Writes about events, many callers in one transaction: while one is flushed, the next gathers.
final class Ledger: Sendable {
    /// Writes, and returns the targets for which there are new events.
    typealias Entry = @Sendable (EventTransaction) throws -> Set<Int64>

    private struct State {
        var nextTicket = 0
        var waiting: [(ticket: Int, entry: Entry)] = []
        var isWriting = false
        var results: [Int: Result<Set<Int64>, any Error>] = [:]
    }

    private let records: RecordStore
    private let state = Monitor(State())

    init(_ records: RecordStore) { self.records = records }

    /// Writes an entry, which is on the disk when this returns.
    ///
    /// - Throws: When the records cannot be written: then nothing was.
    @discardableResult
    func write(_ entry: @escaping Entry) throws -> Set<Int64> {
        let ticket = state.withLock { state in
            state.nextTicket += 1
            state.waiting.append((state.nextTicket, entry))
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
            case .write(let entries): write(entries)
            }
        }
    }

    private enum Turn {
        case done(Result<Set<Int64>, any Error>)
        case write([(ticket: Int, entry: Entry)])
    }

    private func write(_ entries: [(ticket: Int, entry: Entry)]) {
        let result = Result { try records.events { transaction in try entries.map { try $0.entry(transaction) } } }
        state.withLock { state in
            for (index, entry) in entries.enumerated() { state.results[entry.ticket] = result.map { $0[index] } }
            state.isWriting = false
        }
        state.notifyAll()
    }
}
