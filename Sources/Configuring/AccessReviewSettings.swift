import StrictYAML

/// When rights and access keys are told of that nobody uses, or that are too old.
public struct AccessReviewSettings: Sendable, Equatable {
    /// After how many days users, roles, access keys and rights count as unused.
    public var unusedDays = 90

    /// From which age on an access key is too old, in days.
    public var keyAgeDays = 90

    /// Creates what holds when the configuration says nothing.
    public init() {}

    /// Reads the mapping `accessReview`.
    init(_ node: YAMLNode) throws(YAMLError) {
        var mapping = try node.mapping()
        unusedDays = try mapping.optional("unusedDays")?.int(in: 1...3650) ?? unusedDays
        keyAgeDays = try mapping.optional("keyAgeDays")?.int(in: 1...3650) ?? keyAgeDays
        try mapping.finish()
    }
}
