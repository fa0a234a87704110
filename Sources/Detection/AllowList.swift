import Patterns

/// Values that are no findings, because the user says so.
public struct AllowList: Sendable {
    /// Values, compared byte for byte.
    public var values: Set<[UInt8]>

    /// PCRE2 patterns, which must match a whole value.
    public var patterns: [String]

    /// Creates a list.
    ///
    /// - Throws: `PatternError` when a pattern is not valid.
    public init(values: Set<[UInt8]> = [], patterns: [String] = []) throws {
        self.values = values
        self.patterns = patterns
        _ = try AllowList.compile(patterns)
    }

    /// The patterns, ready for one thread.
    func compiled() throws -> [Pattern] { try AllowList.compile(patterns) }

    private static func compile(_ patterns: [String]) throws(PatternError) -> [Pattern] {
        var compiled: [Pattern] = []
        for pattern in patterns {
            compiled.append(
                try Pattern(
                    "\\A(?:\(pattern))\\z",
                    anchoring: .atOffset,
                    bounding: .cut(after: Pattern.greatestLength)
                )
            )
        }
        return compiled
    }
}
