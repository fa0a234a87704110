/// Why an object cannot be written, removed or marked.
public struct WritingError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What stands in the way.
    public enum Reason: String, Sendable, CaseIterable {
        /// There is no way to the place by names of files: a link, a mount, a file on the way, or a folder at the end.
        case obstructed
        /// The object is not as it was demanded, or has changed meanwhile.
        case precondition
        /// The disk, or somebody's share of it, is full.
        case full
        /// The file system takes no changes, or the process may not make them.
        case readOnly
        /// The file system keeps no attributes, and some are to be kept.
        case attributes
        /// There is no data key.
        case dataKey
        /// Too many objects are being written.
        case busy
        /// Anything else.
        case failed
    }

    public var reason: Reason
    /// What is wrong: one clause, lower case, no full stop.
    public var message: String
    /// The name that KMS has for it, if it is from there.
    public var code: String

    /// Describes an error.
    public init(_ reason: Reason, _ message: String, code: String = "") {
        self.reason = reason
        self.message = message
        self.code = code
    }

    public var description: String { message }
}
