import CLinux
import Glibc

/// An open file that several hold, closed when the last of them lets go of it.
public final class HeldFile: Sendable {
    /// The file.
    public let file: OpenFile

    /// Takes a file over.
    public init(_ file: consuming OpenFile) { self.file = file }
}

extension OpenFile {
    /// Reads up to `count` bytes from `offset` on, wherever the file is read otherwise; the corresponding C function is `pread`.
    ///
    /// - Returns: Fewer bytes only at the end of the file.
    /// - Throws: ``SystemError`` when the file cannot be read.
    public borrowing func bytes(at offset: Int, upTo count: Int) throws(SystemError) -> [UInt8] {
        var failure: SystemError?
        let descriptor = descriptor
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { memory, filled in
            while filled < count {
                let start = unsafe memory.baseAddress?.advanced(by: filled)
                let result = unsafe pread(descriptor, start, count - filled, off_t(offset + filled))
                if result < 0, errno == EINTR { continue }
                if result < 0 { failure = SystemError() }
                guard result > 0 else { return }
                filled += result
            }
        }
        if let failure { throw failure }
        return bytes
    }

    /// Reads what comes next, up to `count` bytes; of a pipe what there is, once there is something.
    ///
    /// - Returns: Nothing at the end.
    /// - Throws: ``SystemError`` when the file cannot be read.
    public borrowing func next(upTo count: Int) throws(SystemError) -> [UInt8] {
        var failure: SystemError?
        let descriptor = descriptor
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { memory, filled in
            while true {
                let result = unsafe Glibc.read(descriptor, memory.baseAddress, count)
                if result < 0, errno == EINTR { continue }
                if result < 0 { failure = SystemError() }
                filled = max(0, result)
                return
            }
        }
        if let failure { throw failure }
        return bytes
    }

    /// The value of an extended attribute, as setfattr(1) sets it.
    ///
    /// - Parameters:
    ///   - name: Such as `user.comment`.
    ///   - limit: The longest value that is read, in bytes.
    /// - Returns: `nil` when there is none, a longer one, or the file system has no attributes.
    /// - Throws: ``SystemError`` when it cannot be read.
    public borrowing func attribute(_ name: String, upTo limit: Int) throws(SystemError) -> [UInt8]? {
        var failure: SystemError?
        let descriptor = descriptor
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: limit) { memory, filled in
            let start = memory.baseAddress
            let result = unsafe Directory.withPath(Array(name.utf8)) {
                unsafe linux_attribute(descriptor, $0, start, limit)
            }
            if result < 0 { failure = SystemError() }
            filled = max(0, result)
        }
        guard let failure else { return bytes }
        if failure.isNoAttribute || failure.isUnsupported || failure.code == ERANGE { return nil }
        throw failure
    }
}

extension PlacedFile {
    /// Gives an extended attribute a value.
    ///
    /// - Parameters:
    ///   - name: Such as `user.comment`.
    ///   - value: What it shall have.
    /// - Throws: ``SystemError``; its ``SystemError/isUnsupported`` holds where the file system has no attributes.
    public borrowing func setAttribute(_ name: String, to value: [UInt8]) throws(SystemError) {
        let result = unsafe Directory.withPath(Array(name.utf8)) { name in
            unsafe value.withUnsafeBytes {
                unsafe linux_set_attribute(descriptor, name, $0.baseAddress, $0.count)
            }
        }
        guard result == 0 else { throw SystemError() }
    }
}
