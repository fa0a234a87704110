import StrictYAML

/// How much of the machine those who write into buckets, or reach the socket, may have the service use.
///
/// Each limit is a key of `limits` in the configuration, with its unit in its name, a range, and a default that a file
/// server with many users need not change.
public struct Limits: Sendable, Equatable {
    /// What records of objects that were looked at leave free on their disk, in bytes; never more than a quarter of it.
    public var resultsReserve = 64 << 20

    /// Creates the limits that hold when the configuration names none.
    public init() {}

    /// Reads the mapping `limits`.
    init(_ node: YAMLNode) throws(YAMLError) {
        var mapping = try node.mapping()
        resultsReserve =
            (try mapping.optional("resultsReserveMegabytes")?.int(in: 0...1_000_000)).map { $0 << 20 } ?? resultsReserve
        try mapping.finish()
    }
}
