/// A text that is no JSON, or goes beyond what its reader takes.
public struct JSONError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What is wrong: one clause, lower case, no full stop, with nothing of the text in it.
    public var message: String
    /// Where, in bytes from the start.
    public var offset: Int

    /// Describes a mistake.
    public init(message: String, offset: Int) {
        self.message = message
        self.offset = offset
    }

    public var description: String { "no JSON: \(message) at byte \(offset)" }
}
