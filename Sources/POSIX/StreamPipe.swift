import CLinux
import Glibc

/// A pipe that this process writes to, whose other end is handed over.
///
/// It is closed when the last reference to its writing end goes. A process that uses one ignores the signal of broken pipes.
public final class StreamPipe: Sendable {
    private let descriptor: CInt
    /// The end that is read from.
    public let reader: HeldFile

    /// Makes a pipe.
    ///
    /// - Parameter room: How many bytes it holds at most, if the system allows as many.
    /// - Throws: ``SystemError`` when no descriptors are to be had.
    public init(room: Int = 1 << 20) throws(SystemError) {
        var ends: [CInt] = [-1, -1]
        guard unsafe linux_pipe(&ends, CInt(clamping: room)) == 0 else { throw SystemError() }
        descriptor = ends[1]
        reader = HeldFile(OpenFile(owning: ends[0]))
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
