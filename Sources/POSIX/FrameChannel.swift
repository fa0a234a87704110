import CLinux
import Glibc

/// A stream between two processes, by messages of any length, each with an open file if need be.
///
/// A message is its length in four bytes, lowest first, and its bytes. Source: unix(7).
public final class FrameChannel: Sendable {
    /// A message as it was received.
    public struct Frame: ~Copyable {
        public var bytes: [UInt8]
        /// The file that came with it.
        public var file: OpenFile?
    }

    let descriptor: CInt

    init(owning descriptor: CInt) { self.descriptor = descriptor }

    deinit { _ = close(descriptor) }

    /// Takes over an open descriptor that the parent left to this process.
    ///
    /// - Returns: `nil` when it is no socket.
    public convenience init?(inherited descriptor: CInt) {
        var kind: CInt = 0
        var length = socklen_t(MemoryLayout<CInt>.size)
        guard unsafe getsockopt(descriptor, SOL_SOCKET, SO_TYPE, &kind, &length) == 0 else { return nil }
        self.init(owning: descriptor)
    }

    /// Connects to the socket at `path`.
    public convenience init(connectingTo path: [UInt8]) throws(SystemError) {
        self.init(owning: try LocalSocket.connected(to: path))
    }

    /// Makes two ends; `other` is one that a child may inherit.
    static func pair() throws(SystemError) -> (own: FrameChannel, other: CInt) {
        var ends: [CInt] = [-1, -1]
        let kind = CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard unsafe socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw SystemError() }
        return (FrameChannel(owning: ends[0]), ends[1])
    }

    /// Makes two ends, one of which is handed to another process.
    ///
    /// - Returns: The own end, and the other as a file that can be sent.
    /// - Throws: ``SystemError`` when no descriptors are to be had.
    public static func handedOver() throws(SystemError) -> (own: FrameChannel, other: HeldFile) {
        let ends = try pair()
        return (ends.own, HeldFile(OpenFile(owning: ends.other)))
    }

    /// Uses an end that another process has made by ``handedOver()``.
    ///
    /// - Throws: ``SystemError`` when no descriptors are to be had, or the file is no socket.
    public convenience init(taking file: borrowing OpenFile) throws(SystemError) {
        guard let copy = file.duplicate() else { throw SystemError() }
        self.init(owning: copy)
        var kind: CInt = 0
        var length = socklen_t(MemoryLayout<CInt>.size)
        guard unsafe getsockopt(copy, SOL_SOCKET, SO_TYPE, &kind, &length) == 0 else { throw SystemError() }
    }

    /// Limits how long ``receive(upTo:)`` and ``send(_:with:)`` wait, in seconds; 0 for no limit.
    ///
    /// After that they fail with an error whose ``SystemError/isTimeout`` holds.
    public func limitWaiting(seconds: Int) {
        var time = timeval(tv_sec: seconds, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            _ = unsafe setsockopt(descriptor, SOL_SOCKET, option, &time, socklen_t(MemoryLayout<timeval>.size))
        }
    }

    /// Whether the other end is still open.
    ///
    /// Neither waits nor takes anything out; costs one system call.
    public var hasPeer: Bool { linux_has_peer(descriptor) != 0 }

    /// Sends a message.
    public func send(_ bytes: [UInt8]) throws(SystemError) { try send(bytes, descriptor: -1) }

    /// Sends a message and an open file, which the receiver shares with this process.
    public func send(_ bytes: [UInt8], with file: borrowing OpenFile) throws(SystemError) {
        try send(bytes, descriptor: file.descriptor)
    }

    /// Sends a message, and an open file that others hold as well, if there is one.
    public func send(_ bytes: [UInt8], with file: HeldFile?) throws(SystemError) {
        try send(bytes, descriptor: file?.file.descriptor ?? -1)
    }

    /// Sends a message and an open folder.
    public func send(_ bytes: [UInt8], with folder: Directory) throws(SystemError) {
        try send(bytes, descriptor: folder.descriptor)
    }

    func send(_ bytes: [UInt8], descriptor extra: CInt) throws(SystemError) {
        let frame = FrameChannel.head(of: bytes.count) + bytes
        var offset = 0
        while offset < frame.count {
            offset += try sendSome(frame, from: offset, descriptor: extra, waits: true) ?? 0
        }
    }

    /// The length that a message begins with.
    ///
    /// - Parameter count: How long it is, in bytes.
    /// - Returns: Four bytes.
    public static func head(of count: Int) -> [UInt8] {
        let length = UInt32(count)
        return (0..<4).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) }
    }

    /// Sends some of a message.
    ///
    /// - Parameters:
    ///   - frame: ``head(of:)`` and the message.
    ///   - offset: How much of it was sent.
    ///   - file: What the receiver gets with the first byte.
    ///   - waits: Whether to wait for room.
    /// - Returns: How many bytes were sent; `nil` when there is no room for any.
    /// - Throws: ``SystemError`` when the other end has closed.
    public func sendSome(
        _ frame: [UInt8],
        from offset: Int,
        with file: HeldFile? = nil,
        waits: Bool
    ) throws(SystemError) -> Int? {
        try sendSome(frame, from: offset, descriptor: file?.file.descriptor ?? -1, waits: waits)
    }

    private func sendSome(
        _ frame: [UInt8],
        from offset: Int,
        descriptor extra: CInt,
        waits: Bool
    ) throws(SystemError) -> Int? {
        let count = unsafe frame.withUnsafeBytes { buffer in
            unsafe linux_send(
                descriptor,
                buffer.baseAddress?.advanced(by: offset),
                buffer.count - offset,
                offset == 0 ? extra : -1,
                waits ? 1 : 0
            )
        }
        if count > 0 { return count }
        let error = SystemError()
        guard !waits, error.isTimeout else { throw error }
        return nil
    }

    /// Receives a message.
    ///
    /// - Parameter limit: The longest message that is taken, in bytes; a longer one is an error.
    /// - Returns: The message, and the file that came with it; `nil` when the other end has closed before it.
    /// - Throws: ``SystemError`` when it is too long, breaks off, does not come in time or cannot be received.
    public func receive(upTo limit: Int) throws(SystemError) -> Frame? {
        var extra: CInt = -1
        guard let head = try receive(exactly: 4, &extra) else { return nil }
        let file = extra >= 0 ? OpenFile(owning: extra) : nil
        let length = head.reversed().reduce(0) { $0 << 8 | Int($1) }
        guard length <= limit else { throw SystemError(EMSGSIZE) }
        guard let bytes = try receive(exactly: length, &extra) else { throw SystemError(ECONNRESET) }
        if extra >= 0 { _ = close(extra) }
        return Frame(bytes: bytes, file: file)
    }

    private func receive(exactly count: Int, _ extra: inout CInt) throws(SystemError) -> [UInt8]? {
        extra = -1
        var failure: SystemError?
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                var received: CInt = -1
                let result = unsafe linux_receive(
                    descriptor,
                    buffer.baseAddress?.advanced(by: filled),
                    count - filled,
                    &received
                )
                if received >= 0, extra < 0 { extra = received } else if received >= 0 { _ = close(received) }
                if result < 0 { failure = SystemError() }
                guard result > 0 else { return }
                filled += result
            }
        }
        if failure == nil, bytes.count == count { return bytes }
        if extra >= 0 { _ = close(extra) }
        extra = -1
        if let failure { throw failure }
        if bytes.isEmpty { return nil }
        throw SystemError(ECONNRESET)
    }
}

extension SystemError {
    /// Whether the time to wait was over.
    public var isTimeout: Bool { code == EAGAIN || code == ETIMEDOUT }
}
