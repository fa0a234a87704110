public import POSIX

/// How fast users may ask: each has tokens, of which a request takes one and which come back at a rate.
public final class RequestRates<Key: Hashable & Sendable>: Sendable {
    private struct Bucket {
        var tokens: Double
        var since: Timestamp
    }

    private let buckets = Monitor<[Key: Bucket]>([:])

    /// How many seconds' worth of requests may come at once.
    private static var burstSeconds: Double { 10 }
    /// How long a request may be held back before it is refused, in seconds.
    private static var longestWait: Double { 1 }
    /// Users whose tokens are remembered; those with all of theirs are forgotten above that.
    private static var mostUsers: Int { 1024 }

    /// Begins with all tokens of everybody.
    public init() {}

    /// Takes a token, if it is there within a second.
    ///
    /// - Parameters:
    ///   - user: Who asks.
    ///   - rate: Requests a second.
    ///   - now: By a clock that only goes forward.
    /// - Returns: How many milliseconds the request has to wait; `nil` when it is refused.
    public func take(for user: Key, rate: Double, at now: Timestamp = .monotonic()) -> Int? {
        buckets.withLock { buckets in
            let most = rate * RequestRates.burstSeconds
            if buckets[user] == nil, buckets.count >= RequestRates.mostUsers {
                buckets = buckets.filter { $1.tokens + now.seconds(since: $1.since) * rate < most }
            }
            var bucket = buckets[user] ?? Bucket(tokens: most, since: now)
            bucket.tokens = min(most, bucket.tokens + max(0, now.seconds(since: bucket.since)) * rate)
            bucket.since = now
            defer { buckets[user] = bucket }
            guard bucket.tokens - 1 > -rate * RequestRates.longestWait else { return nil }
            bucket.tokens -= 1
            return bucket.tokens >= 0 ? 0 : Int(-bucket.tokens / rate * 1000) + 1
        }
    }
}
