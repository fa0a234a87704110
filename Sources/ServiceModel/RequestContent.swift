/// Bytes that come with a request, and not through the memory of whoever answers: read piece by piece, once.
///
/// For one thread at a time.
public struct RequestContent: Sendable {
    /// How many there are, as the request says.
    public let byteCount: Int
    private let read: @Sendable () throws -> [UInt8]
    private let trailing: @Sendable () -> [String: String]

    /// Describes bytes.
    ///
    /// - Parameters:
    ///   - byteCount: How many there are.
    ///   - trailers: What was said behind them, by names in small letters, once all were read.
    ///   - read: Gives the next piece, and nothing at the end; throws ``ServiceError`` for what is not as it was signed.
    public init(
        _ byteCount: Int,
        trailers: @escaping @Sendable () -> [String: String] = { [:] },
        _ read: @escaping @Sendable () throws -> [UInt8]
    ) {
        self.byteCount = byteCount
        trailing = trailers
        self.read = read
    }

    /// The next piece; nothing at the end: then all that came was what was signed, and as much as was announced.
    ///
    /// - Throws: ``ServiceError`` when it was not, or has broken off.
    public func next() throws -> [UInt8] { try read() }

    /// What was said behind the bytes, by names in small letters; empty before all were read.
    public var trailers: [String: String] { trailing() }
}
