import POSIX

/// Shares the service among users and roles: when many requests are on their way, none may have more than its share of them.
///
/// Objects on their way hold a thread each as long as their senders please, so of those nobody has more than a part, even alone.
///
/// As long as there is room, whoever asks is answered; it is others' waiting that makes much of one caller too much.
final class KeyShares: Sendable {
    private struct State {
        var total = 0
        var counts: [String: Int] = [:]
    }

    private let state = Monitor(State())
    private let room: Int
    private let most: Int

    /// - Parameters:
    ///   - room: How many requests may be on their way before anybody is refused.
    ///   - most: How many one may have on their way, also alone.
    init(room: Int = 256, most: Int = .max) {
        self.room = room
        self.most = most
    }

    /// Counts a request that begins.
    ///
    /// - Returns: Whether it may: else it is not counted, and ``leave(_:)`` is not to be called.
    func enter(_ caller: String) -> Bool {
        state.withLock { state in
            let own = state.counts[caller] ?? 0
            guard own < most else { return false }
            // Alone, it has all that anybody may have.
            let others = state.counts.count - (own > 0 ? 1 : 0)
            guard others == 0 || state.total < room || own < room / (others + 1) else { return false }
            state.total += 1
            state.counts[caller] = own + 1
            return true
        }
    }

    /// Counts a request that was answered.
    func leave(_ caller: String) {
        state.withLock { state in
            state.total -= 1
            let own = state.counts[caller] ?? 0
            state.counts[caller] = own > 1 ? own - 1 : nil
        }
    }
}
