import JSON

/// Whose findings are looked at: those that are hidden from somebody are neither listed nor counted for him, nor changed.
public struct FindingScope: Sendable, Equatable {
    /// The names of the buckets; `nil` for all.
    public var buckets: Set<String>?
    /// The ARNs of the users about whose access keys there are findings; `nil` for all.
    public var users: Set<String>?

    /// Looks at some findings.
    ///
    /// - Parameters:
    ///   - buckets: Names; `nil` for all.
    ///   - users: ARNs; `nil` for all.
    public init(buckets: Set<String>?, users: Set<String>?) {
        self.buckets = buckets
        self.users = users
    }

    /// All that there are.
    public static let everything = FindingScope(buckets: nil, users: nil)

    /// Whether nothing is hidden.
    public var isEverything: Bool { buckets == nil && users == nil }

    /// The buckets as a statement's parameter, for ``isVisible(_:)``.
    var bucketNames: String? { FindingScope.parameter(buckets) }
    /// The users as a statement's parameter, for ``isAboutVisible(_:)``.
    var userARNs: String? { FindingScope.parameter(users) }

    private static func parameter(_ texts: Set<String>?) -> String? {
        texts.map { JSONValue.array($0.sorted().map { .string($0) }).json }
    }

    /// The condition that a bucket is one of those of a parameter.
    static func isVisible(_ parameter: String) -> String { isOne("bucket.name", parameter) }

    /// The condition that a finding about an access key is about a user of a parameter.
    static func isAboutVisible(_ parameter: String) -> String { isOne("user", parameter) }

    private static func isOne(_ column: String, _ parameter: String) -> String {
        "(\(parameter) IS NULL OR \(column) IN (SELECT value FROM json_each(\(parameter))))"
    }
}
