/// A stretch of text that lies in one place of an object.
public struct ListedText: Sendable {
    /// Where it begins.
    public var location: Location

    /// What part of the object it is, such as `body` or `comment`.
    public var part: String

    /// The text; matches in it are starred out unless they are to be seen.
    public var bytes: [UInt8]

    /// Describes a stretch.
    public init(location: Location, part: String, bytes: [UInt8]) {
        (self.location, self.part, self.bytes) = (location, part, bytes)
    }
}
