import CLinux
import Glibc

/// A pipe that this process writes to, whose other end is handed over.
///
/// It is closed when the last reference to its writing end goes. A process that uses one ignores the signal of broken pipes.
public final class StreamPipe: Sendable {
    private let descriptor: CInt

    private init(owning descriptor: CInt) { self.descriptor = descriptor }

    /// Makes a pipe.
    ///
    /// - Parameter room: How many bytes it holds at most, if the system allows as many.
    /// - Returns: The end that is written to, and the one that is read from: who hands that over lets go of it, or never hears that
    ///   nobody reads any more.
    /// - Throws: ``SystemError`` when no descriptors are to be had.
    public static func make(room: Int = 1 << 20) throws(SystemError) -> (writer: StreamPipe, reader: HeldFile) {
        var ends: [CInt] = [-1, -1]
        guard unsafe linux_pipe(&ends, CInt(clamping: room)) == 0 else { throw SystemError() }
        return (StreamPipe(owning: ends[1]), HeldFile(OpenFile(owning: ends[0])))
    }

    deinit { _ = close(descriptor) }

    /// Writes all of `bytes`, and waits for whoever reads.
    ///
    /// - Parameters:
    ///   - bytes: What to write.
    ///   - seconds: How long nothing may be read.
    /// - Throws: ``SystemError``; its ``SystemError/isBrokenPipe`` holds when nobody reads any more, its
    ///   ``SystemError/isTimeout`` when the time is over.
    public func write(_ bytes: Span<UInt8>, within seconds: Int) throws(SystemError) {
        var failure: SystemError?
        unsafe bytes.withUnsafeBytes { memory in
            var count = 0
            while count < memory.count {
                let start = unsafe memory.baseAddress?.advanced(by: count)
                let result = unsafe Glibc.write(descriptor, start, memory.count - count)
                if result > 0 {
                    count += result
                } else if result < 0, errno == EAGAIN {
                    var place = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                    let ready = unsafe poll(&place, 1, CInt(clamping: seconds * 1000))
                    if ready == 0 { failure = SystemError(ETIMEDOUT) }
                    if ready < 0, errno != EINTR { failure = SystemError() }
                    if failure != nil { return }
                } else if result < 0, errno != EINTR {
                    failure = SystemError()
                    return
                }
            }
        }
        if let failure { throw failure }
    }
}

extension OpenFile {
    /// Reads what comes next like ``next(upTo:)``, but does not wait for ever.
    ///
    /// - Parameters:
    ///   - count: The most that is read, in bytes.
    ///   - seconds: How long nothing may come.
    /// - Returns: Nothing at the end.
    /// - Throws: ``SystemError``; its ``SystemError/isTimeout`` holds when the time is over.
    public borrowing func next(upTo count: Int, within seconds: Int) throws(SystemError) -> [UInt8] {
        var place = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        while true {
            let ready = unsafe poll(&place, 1, CInt(clamping: seconds * 1000))
            if ready == 0 { throw SystemError(ETIMEDOUT) }
            if ready > 0 { return try next(upTo: count) }
            guard errno == EINTR else { throw SystemError() }
        }
    }
}
