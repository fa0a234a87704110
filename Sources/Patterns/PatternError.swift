/// Why a pattern could not be made ready for matching.
public enum PatternError: Error, Equatable, Sendable {
    /// PCRE2 refused the pattern; `offset` counts bytes from its start.
    case invalid(reason: String, offset: Int)

    /// The pattern can match without end, or more than ``Pattern/greatestLength`` bytes; `offset` is where it does.
    case unbounded(offset: Int)

    /// The system refused an allocation.
    case outOfMemory
}

extension PatternError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .invalid(let reason, let offset): "the pattern is not valid at byte \(offset): \(reason)"
        case .unbounded(let offset):
            "the pattern has no upper bound at byte \(offset): write {1,200} instead of '+', '*' or '{1,}'"
        case .outOfMemory: "out of memory while compiling a pattern"
        }
    }
}
