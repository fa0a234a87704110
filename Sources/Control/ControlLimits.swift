/// How much of a server its clients may use.
///
/// Root and the user that the server runs as may have every connection and all memory that there is; others at most their
/// own share, and together three quarters.
public struct ControlLimits: Sendable, Equatable {
    /// Connections at the same time.
    public var connections = 256

    /// Connections that a user has at the same time.
    public var connectionsPerUser = 32

    /// The longest line that is taken, in bytes.
    public var requestBytes = 1 << 20

    /// Bytes of requests that are being received or answered, of a user; those below ``freeBytes`` do not count.
    public var requestBytesPerUser = 4 << 20

    /// Bytes of requests that are being received or answered, of all users.
    public var requestBytesInAll = 32 << 20

    /// The longest answer, in bytes.
    public var answerBytes = 64 << 20

    /// How long a client may take from the first byte of a request to the last, in milliseconds.
    public var requestMilliseconds = 10_000

    /// How long a client may take to receive an answer, in milliseconds.
    public var answerMilliseconds = 30_000

    /// How long a connection may be without a request, in seconds; 0 for no limit.
    public var idleSeconds = 600

    /// Requests of one connection that are not answered yet, where answers are made by other threads.
    public var requestsInFlight = 64

    /// The users who are served; others are turned away before they can say a word.
    ///
    /// `nil` for all whom the socket's file lets in.
    public var users: Set<UInt32>?

    /// A request up to this size counts as nothing, in bytes: connections are limited as they are.
    static let freeBytes = 65_536

    /// Creates the limits that hold when nobody has set any.
    public init() {}
}
