/// A bound on what one file may hold, so that a hostile one cannot exhaust memory or stack.
public enum YAMLLimit: Equatable, Sendable, CaseIterable {
    /// Lists and mappings inside one another.
    case depth
    /// Values after every alias is replaced by what it stands for, which stops "billion laughs".
    case nodes
    /// Bytes of text.
    case bytes

    /// The greatest accepted value.
    public var maximum: Int {
        switch self {
        case .depth: 64
        case .nodes: 1_000_000
        case .bytes: 16 << 20
        }
    }
}
