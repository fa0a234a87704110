/// A folder in a bucket that is not read because something is mounted there, in answers of the service.
public struct NestedMount: Codable, Sendable {
    /// The path below the bucket.
    public var path: String
    /// `other-file-system`, `other-mount` (the same file system once more, as by a bind mount) or `automount`.
    public var reason: String
    /// The reason in words.
    public var message: String

    /// Describes such a folder.
    public init(path: String, reason: String, message: String) {
        self.path = path
        self.reason = reason
        self.message = message
    }

    /// The folder and the reason on one line.
    public var line: String { "\(path): \(message)" }
}
