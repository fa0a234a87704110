public import POSIX

/// Counts how often each user has done something within an hour, and says when that is enough.
///
/// The hour of a user begins with the first time.
public final class HourlyQuota: Sendable {
    private struct Use {
        var since: Timestamp
        var count: Int
    }

    private let uses = Monitor<[UInt32: Use]>([:])

    /// Users above which those whose hour is over are forgotten.
    private static let most = 1024

    /// Creates a quota of which nothing is used.
    public init() {}

    /// Counts one more for a user.
    ///
    /// - Parameters:
    ///   - user: The user's number.
    ///   - limit: How often it may be within an hour.
    ///   - now: By the clock ``Timestamp/monotonic()``.
    /// - Returns: `nil` if it may be done, else the seconds, 1 to 3600, after which it may.
    public func take(for user: UInt32, of limit: Int, at now: Timestamp = .monotonic()) -> Int? {
        uses.withLock { uses in
            if uses.count > HourlyQuota.most { uses = uses.filter { now.seconds(since: $0.value.since) < 3600 } }
            guard let use = uses[user], now.seconds(since: use.since) < 3600 else {
                uses[user] = Use(since: now, count: 1)
                return limit > 0 ? nil : 3600
            }
            guard use.count < limit else { return max(1, Int((3600 - now.seconds(since: use.since)).rounded(.up))) }
            uses[user]?.count += 1
            return nil
        }
    }
}
