/// The token of a session: whoever has it may do what the session may.
///
/// It is never printed.
public struct SessionToken: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    /// The token itself.
    public let exposed: String

    /// Wraps a token.
    public init(_ token: String) { exposed = token }

    public var description: String { "‹session token›" }

    public var customMirror: Mirror { Mirror(self, children: []) }
}
