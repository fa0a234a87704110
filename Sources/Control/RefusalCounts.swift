public import POSIX

/// Refusals for a log: the first of a user and an operation at once, those that follow within a minute as their number.
public final class RefusalCounts: Sendable {
    private struct Kind: Hashable {
        var user: UInt32
        var name: String
        var operation: String
        var code: String
        var reason: String

        var sender: Sender { Sender(user: user, name: name) }
    }

    /// Who was refused.
    private struct Sender: Hashable {
        var user: UInt32
        var name: String
    }

    private struct State {
        var counts: [Kind: Count] = [:]
        /// How many kinds there are of each sender.
        var kinds: [Sender: Int] = [:]
    }

    private struct Count {
        var since: Timestamp
        /// What the entry of the first calls itself.
        var id: String
        /// Besides the first, which was written.
        var more = 0
    }

    private let state = Monitor(State())
    private let write: @Sendable (Refusal) -> Void

    /// What is written of a refusal, or of several.
    public struct Refusal: Sendable {
        public var user: UInt32
        /// What who is no user of the machine is called; empty for users, and for several.
        public var name: String
        /// The operation that was asked for; empty for several.
        public var operation: String
        /// The code of the error.
        public var code: String
        /// Why, for people.
        public var reason: String
    }

    private static let seconds = 60.0
    /// Kinds of a sender that are told apart at the same time: more than there are operations.
    ///
    /// Beyond that, all of the sender's count as one. So nobody hides what others try.
    private static let mostOfSender = 1024
    /// Kinds of all senders that are told apart at the same time.
    private static let most = 16_384

    /// Begins without any.
    ///
    /// - Parameter write: Writes an entry; refusals are refusals also when it cannot.
    public init(_ write: @escaping @Sendable (Refusal) -> Void) { self.write = write }

    /// Notes a refusal.
    ///
    /// - Parameters:
    ///   - operation: One that there is.
    ///   - code: The code of the error.
    ///   - reason: Why, in words that do not vary.
    ///   - id: What an entry calls itself, so that it is found again.
    ///   - detail: What an entry says besides, of this refusal.
    ///   - user: Who was refused.
    ///   - name: What that is called, if it is no user of the machine.
    ///   - now: By a clock that only goes forward.
    /// - Returns: The id of the entry that tells of it: that of the first of its kind within the minute.
    @discardableResult
    public func note(
        _ operation: String,
        _ code: String,
        reason: String,
        id: String = "",
        detail: String = "",
        user: UInt32,
        name: String = "",
        at now: Timestamp = .monotonic()
    ) -> String {
        flush(at: now)
        var known = id
        let kind: Kind? = state.withLock { state in
            var kind = Kind(user: user, name: name, operation: operation, code: code, reason: reason)
            if state.counts[kind] == nil {
                if state.counts.count >= RefusalCounts.most {
                    kind = Kind(user: user, name: "", operation: "", code: code, reason: "")
                } else if state.kinds[kind.sender, default: 0] >= RefusalCounts.mostOfSender {
                    kind = Kind(user: user, name: name, operation: "", code: code, reason: "")
                }
            }
            if let count = state.counts[kind] {
                state.counts[kind]?.more += 1
                known = count.id
                return nil
            }
            state.counts[kind] = Count(since: now, id: id)
            state.kinds[kind.sender, default: 0] += 1
            return kind
        }
        if let kind { write(RefusalCounts.refusal(kind, kind.reason + detail)) }
        return known
    }

    /// Writes the numbers of those whose minute is over.
    public func flush(at now: Timestamp = .monotonic()) {
        let over = state.withLock { state in
            let over = state.counts.filter { now.seconds(since: $1.since) >= RefusalCounts.seconds }
            for kind in over.keys {
                state.counts[kind] = nil
                let rest = state.kinds[kind.sender, default: 1] - 1
                state.kinds[kind.sender] = rest == 0 ? nil : rest
            }
            return over
        }
        for (kind, count) in over where count.more > 0 {
            let words = (kind.reason.isEmpty ? "" : kind.reason + "; ") + "\(count.more) more within a minute"
            write(RefusalCounts.refusal(kind, words))
        }
    }

    private static func refusal(_ kind: Kind, _ reason: String) -> Refusal {
        Refusal(user: kind.user, name: kind.name, operation: kind.operation, code: kind.code, reason: reason)
    }
}
