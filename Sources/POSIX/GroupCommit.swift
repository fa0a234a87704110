/// Gathers what many threads want written, so that one of them writes for all: while it does, the next group gathers.
///
/// What costs is waiting for the disk, and that is done once for a group.
public final class GroupCommit<Entry: Sendable, Value: Sendable>: Sendable {
    private struct State {
        var nextTicket = 0
        var waiting: [(ticket: Int, entry: Entry)] = []
        var isWriting = false
        var results: [Int: Result<Value, any Error>] = [:]
    }

    private enum Turn {
        case done(Result<Value, any Error>)
        case write([(ticket: Int, entry: Entry)])
    }

    private let state = Monitor(State())
    private let commit: @Sendable ([Entry]) throws -> [Value]

    /// Prepares to gather.
    ///
    /// - Parameter commit: Writes entries in their order, all or none, and returns as many values. It is never called by two
    ///   threads at once.
    public init(_ commit: @escaping @Sendable ([Entry]) throws -> [Value]) { self.commit = commit }

    /// Writes an entry, which is written when this returns.
    ///
    /// - Throws: What writing the group has thrown: then nothing of it was written.
    public func write(_ entry: Entry) throws -> Value {
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
            case .write(let group): write(group)
            }
        }
    }

    private func write(_ group: [(ticket: Int, entry: Entry)]) {
        let result = Result { try commit(group.map(\.entry)) }
        state.withLock { state in
            for (index, member) in group.enumerated() { state.results[member.ticket] = result.map { $0[index] } }
            state.isWriting = false
        }
        state.notifyAll()
    }
}
