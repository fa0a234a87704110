public import POSIX

/// A bucket as the store sees it: a folder, and what others know of it.
public struct StoredBucket: Sendable {
    public var name: String
    /// The open folder; `nil` while it is not there.
    public var root: @Sendable () -> Directory?
    /// Whether it may be written to.
    public var isWritable = false
    /// How objects are encrypted whose writers say nothing else; `nil` in clear.
    public var encryption: WriteEncryption?
    /// Which of some keys are known to be those of encrypted messages, so that no other file is looked into for a list.
    public var messages: @Sendable (_ keys: [[UInt8]]) throws -> Set<[UInt8]>

    /// Describes a bucket.
    ///
    /// - Parameters:
    ///   - name: Its name.
    ///   - messages: Which of some keys are known to be those of encrypted messages; by default none is.
    ///   - root: The open folder.
    public init(
        _ name: String,
        messages: @escaping @Sendable (_ keys: [[UInt8]]) throws -> Set<[UInt8]> = { _ in [] },
        root: @escaping @Sendable () -> Directory?
    ) {
        self.name = name
        self.messages = messages
        self.root = root
    }
}
