public import ObjectEncryption
public import POSIX

/// How an object is to be once it is whole.
public struct ObjectCommit: Sendable, Equatable {
    /// What must be at the place.
    public enum Condition: Sendable, Equatable {
        /// Anything that may be replaced.
        case anything
        /// Nothing.
        case nothing
        /// This file, unchanged.
        case file(FileIdentity)
    }

    /// An extended attribute.
    public struct Attribute: Sendable, Equatable {
        /// Such as `user.comment`.
        public var name: String
        public var value: [UInt8]
        /// Whether the object is not to be without it.
        public var isRequired: Bool

        /// Describes an attribute.
        public init(_ name: String, _ value: [UInt8], isRequired: Bool) {
            self.name = name
            self.value = value
            self.isRequired = isRequired
        }
    }

    public var condition: Condition
    public var attributes: [Attribute]
    /// When its content was changed last.
    public var modified: Timestamp

    /// Describes an object.
    public init(_ condition: Condition = .anything, attributes: [Attribute] = [], modified: Timestamp) {
        self.condition = condition
        self.attributes = attributes
        self.modified = modified
    }
}
