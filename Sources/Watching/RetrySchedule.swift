/// How often, and after which pauses, what has failed for a reason that may pass is tried again.
public struct RetrySchedule<Name: Hashable & Sendable>: Sendable {
    private var failures: [Name: Int] = [:]

    /// Knows of no failure.
    public init() {}

    /// The most names that have failed and are tried again.
    private static var capacity: Int { 100_000 }

    /// The longest pause, in milliseconds.
    private static var longestPause: Int { 300_000 }

    /// Notes that something has failed.
    ///
    /// - Parameters:
    ///   - name: What has failed.
    ///   - retries: How often it is tried again.
    /// - Returns: After how many milliseconds it is tried again: a second, then twice as long each time; `nil` when it was tried
    ///   often enough, or too many others are.
    public mutating func fail(_ name: Name, atMost retries: Int) -> Int? {
        let count = failures[name, default: 0]
        guard count < retries, count > 0 || failures.count < Self.capacity else { return nil }
        failures[name] = count + 1
        return min(1000 << min(count, 10), Self.longestPause)
    }

    /// Notes that it need not be tried again.
    public mutating func forget(_ name: Name) { failures[name] = nil }
}
