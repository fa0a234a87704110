import Glibc

/// Writes all of `bytes` to a descriptor.
///
/// The corresponding C function is `write`; an interrupted or short call is continued.
///
/// - Throws: ``SystemError``; some of the bytes may have been written.
func writeAll(_ bytes: [UInt8], to descriptor: CInt) throws(SystemError) {
    var offset = 0
    while offset < bytes.count {
        let count = unsafe bytes.withUnsafeBytes { buffer in
            unsafe Glibc.write(descriptor, buffer.baseAddress?.advanced(by: offset), buffer.count - offset)
        }
        if count >= 0 {
            offset += count
        } else if errno == EAGAIN {
            // The other end made the shared file description non-blocking: wait until it takes more.
            var poll = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            _ = unsafe Glibc.poll(&poll, 1, -1)
        } else if errno != EINTR {
            throw SystemError()
        }
    }
}
