import Control
import POSIX

/// A connection to the key process with one group of requests on its way at a time, and a thread that waits for the answers.
final class KeyLane: Sendable {
    /// What becomes of a group, and of the connection.
    enum Outcome: Sendable {
        /// The group was answered; the connection is free.
        case answered(KeyLane, [KeyRelay.Member], [Result<[UInt8], ControlError>])
        /// The connection is no more. What was on its way has failed for a reason; without one, it may be asked again.
        case ended(KeyLane, [KeyRelay.Member], (any Error)?)
    }

    private struct State {
        var client: ControlClient?
        var group: [KeyRelay.Member]?
        var since = Timestamp.monotonic()
        var isBegun = false
        /// Whether the connection is no more, so that nobody would answer.
        var isOver = false
    }

    private let keys: KeyProcess
    private let tell: @Sendable (Outcome) -> Void
    private let state = Monitor(State())

    /// Connects with the first group.
    ///
    /// - Parameters:
    ///   - keys: The process.
    ///   - tell: Gets what becomes of groups, on a thread of this connection.
    init(_ keys: KeyProcess, _ tell: @escaping @Sendable (Outcome) -> Void) {
        self.keys = keys
        self.tell = tell
    }

    /// Sends a group; the one before it is answered.
    ///
    /// - Returns: `false` when the connection has ended meanwhile, and nothing is done.
    func begin(_ group: [KeyRelay.Member]) -> Bool {
        let (client, isFirst, isOver) = state.withLock { state -> (ControlClient?, Bool, Bool) in
            guard !state.isOver else { return (nil, false, true) }
            state.group = group
            state.since = .monotonic()
            defer { state.isBegun = true }
            return (state.client, !state.isBegun, false)
        }
        if isOver { return false }
        if let client {
            // Where the other end has closed, the thread that waits finds out.
            try? client.send(group.map(\.call.request))
        } else if isFirst, !Threads.detach({ [self] in run() }) {
            end(because: KeyProcess.unavailable("there are too many threads"))
        }
        return true
    }

    private func run() {
        let client: ControlClient
        do {
            client = try keys.connect()
            let group = state.withLock { state in
                state.client = client
                return state.group ?? []
            }
            try client.send(group.map(\.call.request))
        } catch let error as SystemError {
            return end(because: KeyProcess.unavailable("\(error)"))
        } catch {
            return end(because: error)
        }
        while true {
            guard client.waitForAnswer(seconds: KeyProcess.patience) else {
                let isLate = state.withLock { state in
                    state.group != nil
                        && Timestamp.monotonic().seconds(since: state.since) >= Double(KeyProcess.patience)
                }
                if isLate { return end(because: KeyProcess.unavailable("no answer in time")) }
                continue
            }
            guard let group = state.withLock({ $0.group }) else { return end(because: nil) }
            let results: [Result<[UInt8], ControlError>]
            do {
                results = try client.answers(to: group.count)
            } catch {
                // It may still do it when it is only late: then it is not asked twice.
                let isLate = (error as? SystemError)?.isTimeout == true
                return end(because: isLate ? KeyProcess.unavailable("no answer in time") : nil)
            }
            state.withLock { $0.group = nil }
            tell(.answered(self, group, results))
        }
    }

    private func end(because error: (any Error)?) {
        let group = state.withLock { state in
            state.isOver = true
            return state.group.take() ?? []
        }
        tell(.ended(self, group, error))
    }
}
