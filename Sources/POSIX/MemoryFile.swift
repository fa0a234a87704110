import CLinux
import Glibc

/// Bytes that another process may read and nobody can change: a file without a name, sealed.
///
/// The corresponding C functions are `memfd_create` and `fcntl` with `F_ADD_SEALS`.
public final class MemoryFile: Sendable {
    let descriptor: CInt

    /// Puts `bytes` into a file of their own.
    public init(_ bytes: [UInt8]) throws(SystemError) {
        descriptor = linux_memory_file()
        guard descriptor >= 0 else { throw SystemError() }
        try writeAll(bytes, to: descriptor)
        guard linux_seal(descriptor) == 0 else { throw SystemError() }
    }

    deinit { _ = close(descriptor) }
}

extension FrameChannel {
    /// Sends a message and a file in memory, which the receiver can only read.
    public func send(_ bytes: [UInt8], with file: MemoryFile) throws(SystemError) {
        try send(bytes, descriptor: file.descriptor)
    }
}

extension OpenFile {
    /// Creates an empty file in memory that has no name, for bytes that are read more than once.
    ///
    /// The corresponding C function is `memfd_create`.
    public init(inMemory: Void) throws(SystemError) {
        let descriptor = linux_memory_file()
        guard descriptor >= 0 else { throw SystemError() }
        self.init(owning: descriptor)
    }

    /// Writes bytes behind those that were written before, in a file that was created in memory.
    public borrowing func append(_ bytes: Span<UInt8>) throws(SystemError) {
        try writeAll(bytes.indices.map { bytes[$0] }, to: descriptor)
    }

    /// All its bytes, wherever others who share it have read to.
    ///
    /// The corresponding C function is `pread`.
    ///
    /// - Throws: `SystemError`, with `EFBIG` for more than `limit` bytes.
    public borrowing func contents(upTo limit: Int) throws(SystemError) -> [UInt8] {
        let size = try status().size
        guard size <= limit else { throw SystemError(EFBIG) }
        var failure: SystemError?
        let descriptor = descriptor
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
            while filled < size {
                let count = unsafe pread(
                    descriptor,
                    buffer.baseAddress?.advanced(by: filled),
                    size - filled,
                    filled
                )
                if count < 0 { failure = SystemError() }
                guard count > 0 else { return }
                filled += count
            }
        }
        if let failure { throw failure }
        return bytes
    }
}
