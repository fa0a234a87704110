import CLinux
import Glibc

/// A file that is read or written at places: one that is to be rewritten, or what it is rewritten to.
public struct PlacedFile: ~Copyable {
    let descriptor: CInt

    /// Opens the file `name` in `folder` for reading; never by way of a link or another file system.
    ///
    /// Its time of last access stays as it is where the process may have that.
    public init(_ name: [UInt8], in folder: Directory) throws(SystemError) {
        let flags = O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY | O_NONBLOCK
        do throws(SystemError) {
            descriptor = try Directory.openBeneath(folder.descriptor, name, flags | linux_no_access_time)
        } catch  where error.isPermissionDenied {
            descriptor = try Directory.openBeneath(folder.descriptor, name, flags)
        }
    }

    /// Creates the file `name` in `folder`, for its owner only.
    ///
    /// - Throws: ``SystemError``; its ``SystemError/isAlreadyThere`` holds when there is anything of that name.
    public init(creating name: [UInt8], in folder: Directory) throws(SystemError) {
        descriptor = unsafe Directory.withPath(name) {
            unsafe openat(folder.descriptor, $0, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY, 0o600)
        }
        guard descriptor >= 0 else { throw SystemError() }
    }

    init(owning descriptor: CInt) { self.descriptor = descriptor }

    deinit { _ = close(descriptor) }

    /// What the file system knows of the file now.
    public borrowing func status() throws(SystemError) -> FileStatus {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw SystemError() }
        return FileStatus(status)
    }

    /// Whether the file has `bytes` at `offset`.
    ///
    /// - Parameters:
    ///   - bytes: What to compare with.
    ///   - offset: Where, in bytes from the start of the file.
    ///   - buffer: Room that is kept from call to call.
    /// - Returns: `false` also where the file ends too early.
    /// - Throws: ``SystemError`` when the file cannot be read.
    public borrowing func has(
        _ bytes: Span<UInt8>,
        at offset: Int,
        _ buffer: inout [UInt8]
    ) throws(SystemError) -> Bool {
        if buffer.count != bytes.count { buffer = [UInt8](repeating: 0, count: bytes.count) }
        guard try read(into: &buffer, at: offset) == bytes.count else { return false }
        return unsafe bytes.withUnsafeBytes { left in
            unsafe buffer.withUnsafeBytes { right in
                guard let left = left.baseAddress, let right = right.baseAddress else { return true }
                return unsafe memcmp(left, right, bytes.count) == 0
            }
        }
    }

    /// Fills `buffer` from `offset` on; the corresponding C function is `pread`.
    ///
    /// - Returns: How many bytes were read; fewer than `buffer` has only at the end of the file.
    public borrowing func read(into buffer: inout [UInt8], at offset: Int) throws(SystemError) -> Int {
        var failure: SystemError?
        let descriptor = descriptor
        let count = unsafe buffer.withUnsafeMutableBytes { memory in
            var count = 0
            while count < memory.count {
                let start = unsafe memory.baseAddress?.advanced(by: count)
                let result = unsafe pread(descriptor, start, memory.count - count, off_t(offset + count))
                if result > 0 {
                    count += result
                } else if result == 0 {
                    break
                } else if errno != EINTR {
                    failure = SystemError()
                    break
                }
            }
            return count
        }
        if let failure { throw failure }
        return count
    }

    /// Writes all of `bytes` from `offset` on; the corresponding C function is `pwrite`.
    public borrowing func write(_ bytes: Span<UInt8>, at offset: Int) throws(SystemError) {
        var failure: SystemError?
        let descriptor = descriptor
        unsafe bytes.withUnsafeBytes { memory in
            var count = 0
            while count < memory.count {
                let start = unsafe memory.baseAddress?.advanced(by: count)
                let result = unsafe pwrite(descriptor, start, memory.count - count, off_t(offset + count))
                if result >= 0 {
                    count += result
                } else if errno != EINTR {
                    failure = SystemError()
                    return
                }
            }
        }
        if let failure { throw failure }
    }

    /// Reserves room for `count` bytes and gives the file that length, so that a full disk shows before any work.
    ///
    /// Where the file system cannot reserve, nothing happens.
    public borrowing func allocate(_ count: Int) throws(SystemError) {
        if count == 0 || linux_allocate(descriptor, Int64(count)) == 0 { return }
        let error = SystemError()
        guard error.isUnsupported else { throw error }
    }

    /// Has a part of the file be written to the disk while more is made; waits for nothing and promises nothing.
    public borrowing func startWriting(_ range: Range<Int>) {
        _ = linux_start_writing(descriptor, Int64(range.lowerBound), Int64(range.count))
    }

    /// Cuts the file.
    public borrowing func truncate(to count: Int) throws(SystemError) {
        guard ftruncate(descriptor, off_t(count)) == 0 else { throw SystemError() }
    }

    /// Waits until content and metadata are on the disk; the corresponding C function is `fsync`.
    ///
    /// When it fails, the content may be lost, and a second call may hide that: do not use the file.
    public borrowing func flush() throws(SystemError) {
        guard fsync(descriptor) == 0 else { throw SystemError() }
    }

    /// Lets the kernel forget what it has of the file, so that it is read from the disk next.
    public borrowing func dropCache() { _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED) }

    /// Tells the kernel that the file will be read from start to end.
    public borrowing func adviseSequential() { _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL) }

    /// Asks that nobody writes to the file without this process noticing: ``hasLease`` then no longer holds.
    ///
    /// The corresponding C function is `fcntl` with `F_SETLEASE`. The lease ends with the file's closing.
    ///
    /// - Throws: ``SystemError``; its ``SystemError/isHeldByAnother`` holds when somebody has the file open for writing,
    ///   others say that no lease is to be had here.
    public borrowing func takeLease() throws(SystemError) {
        guard linux_take_lease(descriptor) == 0 else { throw SystemError() }
    }

    /// Whether the lease is held and nobody has opened the file for writing, or waits to.
    public var hasLease: Bool { linux_has_lease(descriptor) != 0 }

    /// Ends the lease, so that those who wait can write.
    public borrowing func endLease() { _ = linux_end_lease(descriptor) }

    /// Whether somebody else has locked the file or a part of it.
    public var isLocked: Bool { linux_is_locked(descriptor) != 0 }

    /// Locks the file as long as it is open, for those who ask.
    ///
    /// The corresponding C function is `flock`.
    ///
    /// - Returns: Whether nobody else has.
    public borrowing func tryLock() throws(SystemError) -> Bool {
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
        let error = SystemError()
        guard error.isHeldByAnother else { throw error }
        return false
    }
}
