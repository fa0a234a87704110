import Glibc

/// Lets one thread end another's waiting for a descriptor; the corresponding C function is `pipe`.
final class Bell: Sendable {
    private let ear: CInt
    private let rope: CInt

    init() throws(SystemError) {
        var ends: [CInt] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else { throw SystemError() }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        ear = ends[0]
        rope = ends[1]
    }

    deinit {
        _ = close(ear)
        _ = close(rope)
    }

    /// Makes ``wait(with:)`` return.
    func ring() {
        var one: UInt8 = 1
        _ = unsafe write(rope, &one, 1)
    }

    /// Waits until something can be read from `descriptor`, or for ``ring()``.
    ///
    /// - Returns: Whether it rang.
    func wait(with descriptor: CInt) -> Bool {
        var polls = [
            pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: ear, events: Int16(POLLIN), revents: 0),
        ]
        _ = unsafe poll(&polls, 2, -1)
        var rings = [UInt8](repeating: 0, count: 256)
        return unsafe read(ear, &rings, rings.count) > 0
    }
}
