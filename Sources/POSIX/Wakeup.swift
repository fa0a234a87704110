import Glibc

/// Lets one thread end another's waiting for a descriptor; the corresponding C function is `pipe`.
final class Wakeup: Sendable {
    private let readEnd: CInt
    private let writeEnd: CInt

    init() throws(SystemError) {
        var ends: [CInt] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else { throw SystemError() }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        readEnd = ends[0]
        writeEnd = ends[1]
    }

    deinit {
        _ = close(readEnd)
        _ = close(writeEnd)
    }

    /// Makes ``wait(with:)`` return.
    func wake() {
        var one: UInt8 = 1
        _ = unsafe write(writeEnd, &one, 1)
    }

    /// Waits until something can be read from `descriptor`, or for ``wake()``.
    ///
    /// - Returns: Whether it was woken.
    func wait(with descriptor: CInt) -> Bool {
        var polls = [
            pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0),
        ]
        _ = unsafe poll(&polls, 2, -1)
        var bytes = [UInt8](repeating: 0, count: 256)
        return unsafe read(readEnd, &bytes, bytes.count) > 0
    }
}
