/// The values of one file, flattened into two arrays.
///
/// Immutable, so that nodes, which are an index and a reference to this, may cross threads. Aliases are expanded: each
/// use has values of its own, at the location of the definition.
final class YAMLDocument: Sendable {
    /// One value.
    struct Value: Sendable {
        var content: Content
        var line: Int32
        var column: Int32
    }

    enum Content: Sendable {
        /// Text without its quotes; only text that had none can be a number, a boolean or nothing.
        case scalar(String, isPlain: Bool)
        /// A range of ``children``.
        case list(Range<Int>)
        /// A range of ``children`` in which keys, always scalars, and values alternate.
        case mapping(Range<Int>)
    }

    let file: String
    let values: [Value]
    /// Indexes into ``values``.
    let children: [Int32]

    init(file: String, values: [Value], children: [Int32]) {
        self.file = file
        self.values = values
        self.children = children
    }

    func location(of index: Int) -> SourceLocation {
        SourceLocation(file: file, line: Int(values[index].line), column: Int(values[index].column))
    }

    /// The text of a scalar, as it is for keys; empty for anything else.
    func text(of index: Int) -> String {
        guard case .scalar(let text, _) = values[index].content else { return "" }
        return text
    }
}
