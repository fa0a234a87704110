import Glibc

/// The bytes of an open file in any order, whatever position others read it at.
///
/// The corresponding C function is `pread`.
public final class FileBytes {
    private var descriptor: CInt

    fileprivate init(_ descriptor: CInt) { self.descriptor = descriptor }

    fileprivate func close() { descriptor = -1 }

    /// Up to `limit` bytes from `offset` on; fewer only at the end of the file.
    ///
    /// - Throws: `SystemError` when reading fails.
    public func read(at offset: Int, upTo limit: Int) throws(SystemError) -> [UInt8] {
        guard offset >= 0, limit > 0 else { return [] }
        var failure: SystemError?
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: limit) { buffer, filled in
            while filled < limit {
                let count = unsafe pread(
                    descriptor,
                    buffer.baseAddress?.advanced(by: filled),
                    limit - filled,
                    offset + filled
                )
                if count < 0, errno == EINTR { continue }
                if count < 0 { failure = SystemError() }
                guard count > 0 else { return }
                filled += count
            }
        }
        if let failure { throw failure }
        return bytes
    }
}

extension OpenFile {
    /// Calls `body` with the bytes of the file, which can be read until it returns.
    public borrowing func withBytes<Result, Failure>(
        _ body: (FileBytes) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let bytes = FileBytes(descriptor)
        defer { bytes.close() }
        return try body(bytes)
    }
}
