import StrictYAML

/// How much of the machine those who write into buckets, or reach the socket, may have the service use.
///
/// Each limit is a key of `limits` in the configuration, with its unit in its name, a range, and a default that a file
/// server with many users need not change.
public struct Limits: Sendable, Equatable {
    /// Creates the limits that hold when the configuration names none.
    public init() {}

    /// Reads the mapping `limits`.
    init(_ node: YAMLNode) throws(YAMLError) {
        let mapping = try node.mapping()
        try mapping.finish()
    }
}
