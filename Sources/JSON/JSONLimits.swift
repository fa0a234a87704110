/// What a reader of JSON takes, where RFC 8259 (sections 4 and 9) leaves it to the reader.
public struct JSONLimits: Sendable, Equatable {
    /// What to do about an object that has two members of one name.
    public enum Duplicates: Sendable {
        /// The last counts, as with the AWS CLI, JavaScript, Python and Go.
        case lastCounts
        /// The text is refused: for texts that are handed on to other readers, some of which take the first.
        case refused
    }

    /// The longest text, in bytes.
    ///
    /// The values that it stands for take up to about 30 times as much memory.
    public var bytes = 64 << 20

    /// How many arrays and objects may lie in each other.
    public var depth = 512

    /// What to do about two members of one name.
    ///
    /// Names are compared as Swift compares strings: `é` is the same as `e` with U+0301.
    public var duplicates = Duplicates.lastCounts

    /// Limits as they are for everything that comes over a local socket or from the state.
    public static let standard = JSONLimits()

    /// Creates the standard limits.
    public init() {}
}
