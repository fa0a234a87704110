import CLinux
import Glibc

/// A stream between two processes of one machine, by lines.
///
/// Source: unix(7).
public final class LocalSocket: Sendable {
    let descriptor: CInt

    /// What was received behind the last line that was taken.
    private let rest = Monitor(Rest())

    /// Bytes, of which those from `start` on are to be taken yet.
    private struct Rest {
        var bytes: [UInt8] = []
        var start = 0
    }

    /// The longest line that is taken, in bytes.
    public static let longestLine = 64 << 20

    /// Room for most lines, in bytes.
    private static let usualLine = 2048

    /// One more than the longest path, in bytes.
    private static let longestPath = 108

    /// The owner and the group may connect.
    private static let mode: mode_t = 0o660

    private init(descriptor: CInt) { self.descriptor = descriptor }

    deinit { _ = close(descriptor) }

    /// Connects to the socket at `path`.
    public init(connectingTo path: [UInt8]) throws(SystemError) {
        descriptor = try LocalSocket.connected(to: path)
    }

    /// Connects to the socket at `path`, which is one of a stream or one of datagrams.
    public init(connectingTo path: [UInt8], isStream: Bool) throws(SystemError) {
        descriptor = try unsafe LocalSocket.make(path, isStream: isStream) { unsafe connect($0, $1, $2) }
    }

    static func connected(to path: [UInt8]) throws(SystemError) -> CInt {
        try unsafe LocalSocket.make(path) { unsafe connect($0, $1, $2) }
    }

    /// Limits how long sending and receiving wait.
    public func limitWaiting(seconds: Int) {
        var time = timeval(tv_sec: seconds, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            _ = unsafe setsockopt(descriptor, SOL_SOCKET, option, &time, socklen_t(MemoryLayout<timeval>.size))
        }
    }

    /// Says that nothing more comes.
    public func endSending() throws(SystemError) {
        guard shutdown(descriptor, CInt(SHUT_WR)) == 0 else { throw SystemError() }
    }

    /// Receives the next bytes, at most 64 KiB, in bounded time; none when the other end has read everything and closed.
    ///
    /// - Throws: ``SystemError``, whose ``SystemError/isTimeout`` holds when nothing comes in time, and among others when
    ///   the other end closes without having read everything.
    public func receiveBytes(within milliseconds: Int) throws(SystemError) -> [UInt8] {
        try wait(for: POLLIN, until: Timestamp.monotonic().adding(milliseconds: milliseconds))
        return try receiveBytes()
    }

    /// Ends the stream in both directions; the corresponding C function is `shutdown`.
    public func shutDown() { _ = shutdown(descriptor, CInt(SHUT_RDWR)) }

    /// Sends a datagram.
    public func sendMessage(_ bytes: [UInt8]) throws(SystemError) {
        while unsafe Glibc.send(descriptor, bytes, bytes.count, CInt(MSG_NOSIGNAL)) < 0 {
            guard errno == EINTR else { throw SystemError() }
        }
    }

    /// Listens at `path`, in place of a socket that nobody listens at any more.
    ///
    /// The file has mode 0660: the group decides who may connect. The socket gets its mode before it has a name (unix(7) gives the
    /// file the mode of the socket, less the umask), so nobody ever connects who may not, and the umask, which all threads share,
    /// stays what it is.
    public init(listeningAt path: [UInt8]) throws(SystemError) {
        _ = unsafe Directory.withPath(path) { unsafe unlink($0) }
        descriptor = try unsafe LocalSocket.make(path) { descriptor, address, length in
            guard fchmod(descriptor, LocalSocket.mode) == 0, unsafe bind(descriptor, address, length) == 0 else {
                return -1
            }
            return unsafe Directory.withPath(path) {
                unsafe fchmodat(AT_FDCWD, $0, LocalSocket.mode, AT_SYMLINK_NOFOLLOW)
            }
        }
        guard listen(descriptor, 64) == 0 else {
            let error = SystemError()
            _ = close(descriptor)
            throw error
        }
    }

    private static func make(
        _ path: [UInt8],
        isStream: Bool = true,
        _ use: (CInt, UnsafePointer<sockaddr>, socklen_t) -> CInt
    ) throws(SystemError) -> CInt {
        var address = sockaddr_un()
        guard path.count < LocalSocket.longestPath else { throw SystemError(ENAMETOOLONG) }
        let kind = isStream ? SOCK_STREAM : SOCK_DGRAM
        let descriptor = socket(AF_UNIX, CInt(kind.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw SystemError() }
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path) }
        let result = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe use(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0 else {
            let error = SystemError()
            _ = close(descriptor)
            throw error
        }
        return descriptor
    }

    /// Sends one message to a datagram socket, in vain when nobody is there; a path that begins with `@` is abstract.
    public static func sendDatagram(_ message: [UInt8], to path: [UInt8]) {
        let descriptor = socket(AF_UNIX, CInt(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0, path.count < longestPath else { return }
        defer { _ = close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let name = path.first == UInt8(ascii: "@") ? [0] + path.dropFirst() : path
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: name) }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + name.count)
        _ = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe sendto(descriptor, message, message.count, CInt(MSG_NOSIGNAL), $0, length)
            }
        }
    }

    /// Waits for somebody to connect.
    public func accept() throws(SystemError) -> LocalSocket {
        while true {
            let result = Glibc.accept(descriptor, nil, nil)
            if result >= 0 {
                _ = fcntl(result, F_SETFD, FD_CLOEXEC)
                return LocalSocket(descriptor: result)
            }
            guard errno == EINTR || errno == ECONNABORTED else { throw SystemError() }
        }
    }

    /// Sends a line; `line` holds no line feed.
    public func send(_ line: consuming [UInt8]) throws(SystemError) {
        line.append(10)
        try sendBytes(line)
    }

    /// Sends bytes as they are.
    public func sendBytes(_ bytes: [UInt8]) throws(SystemError) {
        var offset = 0
        while offset < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.send(
                    descriptor,
                    buffer.baseAddress?.advanced(by: offset),
                    buffer.count - offset,
                    CInt(MSG_NOSIGNAL)
                )
            }
            if count >= 0 { offset += count } else if errno != EINTR { throw SystemError() }
        }
    }

    /// Receives the next bytes; none when the other end has closed.
    public func receiveBytes() throws(SystemError) -> [UInt8] {
        var bytes: [UInt8] = []
        try receiveBytes(into: &bytes, upTo: 65_536)
        return bytes
    }

    /// Appends the next bytes, at most `count`; none when the other end has closed.
    private func receiveBytes(into bytes: inout [UInt8], upTo count: Int) throws(SystemError) {
        var failure: CInt?
        bytes.append(addingCapacity: count) { (output: inout OutputSpan<UInt8>) in
            unsafe output.withUnsafeMutableBufferPointer { buffer, initialized in
                var received = unsafe recv(descriptor, buffer.baseAddress, count, 0)
                while received < 0, errno == EINTR { received = unsafe recv(descriptor, buffer.baseAddress, count, 0) }
                if received < 0 { failure = errno }
                initialized = max(0, received)
            }
        }
        if let failure { throw SystemError(failure) }
    }

    /// Receives a line without its line feed; `nil` when the other end has closed.
    ///
    /// Lines that come together are taken one by one.
    public func receive() throws(SystemError) -> [UInt8]? {
        try receive(upTo: LocalSocket.longestLine, within: nil) { _, _ in true }
    }

    /// Receives a line of bounded length in bounded time.
    ///
    /// How long its first byte is waited for is what ``limitWaiting(seconds:)`` was told.
    ///
    /// - Parameters:
    ///   - limit: The longest line that is taken, in bytes.
    ///   - milliseconds: How long it may take from its first byte to its last; `nil` for ever.
    ///   - admit: Asked for room before more of a long line is taken: gets how many bytes there are, and until when it may
    ///     wait for room; tells whether there is.
    /// - Returns: The line without its line feed; `nil` when the other end has closed.
    /// - Throws: ``SystemError``, whose ``SystemError/isMessageTooLong`` holds when the line is longer or there is no room for
    ///   it, and whose ``SystemError/isTimeout`` holds when the time is over.
    public func receive(
        upTo limit: Int,
        within milliseconds: Int?,
        admit: (_ count: Int, _ deadline: Timestamp) -> Bool
    ) throws(SystemError) -> [UInt8]? {
        var (bytes, start) = rest.withLock { rest in
            defer { rest = Rest() }
            return (rest.bytes, rest.start)
        }
        var searched = start
        var deadline: Timestamp?
        while true {
            if let end = bytes[searched...].firstIndex(of: 10) {
                guard end - start <= limit else { throw SystemError(EMSGSIZE) }
                if start == 0, end + 1 == bytes.count {
                    bytes.removeLast()
                    return bytes
                }
                let line = Array(bytes[start..<end])
                if end + 1 < bytes.count { rest.withLock { $0 = Rest(bytes: bytes, start: end + 1) } }
                return line
            }
            bytes.removeSubrange(..<start)
            start = 0
            searched = bytes.count
            guard searched <= limit else { throw SystemError(EMSGSIZE) }
            if searched > 0, let milliseconds {
                // The time begins with the first bytes, which most lines are complete with.
                let end = deadline ?? Timestamp.monotonic().adding(milliseconds: milliseconds)
                deadline = end
                guard admit(searched, end) else { throw SystemError(EMSGSIZE) }
                try wait(for: POLLIN, until: end)
            }
            // Most lines are short; room that is not needed costs time where memory is wiped as it is given and freed.
            let count = max(LocalSocket.usualLine, min(searched, limit + 1 - searched))
            try receiveBytes(into: &bytes, upTo: count)
            if bytes.count == searched { return nil }
        }
    }

    /// Sends as many bytes as the other end has room for.
    ///
    /// - Returns: How many.
    public func sendSome(_ bytes: ArraySlice<UInt8>) throws(SystemError) -> Int {
        while true {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.send(
                    descriptor,
                    buffer.baseAddress,
                    buffer.count,
                    CInt(MSG_NOSIGNAL) | CInt(MSG_DONTWAIT)
                )
            }
            if count >= 0 { return count }
            if errno == EAGAIN { return 0 }
            guard errno == EINTR else { throw SystemError() }
        }
    }

    /// Sends bytes in bounded time.
    ///
    /// - Throws: ``SystemError``, whose ``SystemError/isTimeout`` holds when the other end has not taken them in time.
    public func sendBytes(_ bytes: [UInt8], within milliseconds: Int) throws(SystemError) {
        var offset = try sendSome(bytes[...])
        guard offset < bytes.count else { return }
        let deadline = Timestamp.monotonic().adding(milliseconds: milliseconds)
        while offset < bytes.count {
            try wait(for: POLLOUT, until: deadline)
            offset += try sendSome(bytes[offset...])
        }
    }

    /// Waits until there is something to be received, or the other end has closed.
    ///
    /// - Parameter milliseconds: How long.
    /// - Returns: Whether it is so.
    public func hasSomething(within milliseconds: Int) -> Bool {
        let deadline = Timestamp.monotonic().adding(milliseconds: milliseconds)
        return (try? wait(for: POLLIN, until: deadline)) != nil
    }

    /// Waits until bytes can be received or sent; the corresponding C function is `poll`.
    private func wait(for events: CInt, until deadline: Timestamp) throws(SystemError) {
        while true {
            let left = max(0, (deadline.microseconds - Timestamp.monotonic().microseconds + 999) / 1000)
            var entry = pollfd(fd: descriptor, events: Int16(events), revents: 0)
            let result = unsafe Glibc.poll(&entry, 1, CInt(clamping: left))
            if result > 0 { return }
            guard result == 0 || errno == EINTR else { throw SystemError() }
            guard left > 0 else { throw SystemError(ETIMEDOUT) }
        }
    }
}

extension SystemError {
    /// Whether a datagram was longer than the socket takes.
    public var isMessageTooLong: Bool { code == EMSGSIZE }
}
