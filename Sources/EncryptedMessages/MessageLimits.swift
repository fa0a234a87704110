/// The most that a reader takes from a message that somebody else has written.
///
/// A header may ask for frames of 4 GiB, and each must be in memory before its tag can be verified.
public struct MessageLimits: Sendable {
    /// Bytes of the header.
    public var header: Int
    /// Encrypted data keys: each may cost a request.
    public var dataKeys: Int
    /// Bytes of a frame, or of a message without frames.
    public var frame: Int

    /// Describes limits.
    public init(header: Int = 256 << 10, dataKeys: Int = 16, frame: Int = 64 << 20) {
        self.header = header
        self.dataKeys = dataKeys
        self.frame = frame
    }
}
