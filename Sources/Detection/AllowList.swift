import Patterns

/// Values that are no findings, because the user says so.
public struct AllowList: Sendable {
    /// Values, compared byte for byte.
    public var values: Set<[UInt8]>

    /// Values in small letters, of ASCII, which are compared without regard to case.
    public var caselessValues: Set<[UInt8]> = []

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

    /// Bytes with small letters in place of capital ones, of ASCII.
    public static func folded(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        bytes.map { 65...90 ~= $0 ? $0 | 0x20 : $0 }
    }

    /// Whether one of the values is this.
    func contains(_ value: Span<UInt8>) -> Bool {
        guard !values.isEmpty || !caselessValues.isEmpty else { return false }
        let bytes = value.indices.map { value[$0] }
        return values.contains(bytes) || (!caselessValues.isEmpty && caselessValues.contains(AllowList.folded(bytes)))
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
