import Glibc

extension PrivateFile {
    /// Reads a small file at once, and what the file system knows of it while it is open.
    ///
    /// A symbolic link is not followed, and nothing but a regular file is read. The bytes lie in this array only, so that
    /// the caller can wipe them.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - limit: The most bytes that it may have.
    /// - Returns: Its bytes; none when it is no regular file.
    /// - Throws: ``SystemError``, with `EFBIG` for a larger file.
    public static func read(_ path: [UInt8], upTo limit: Int) throws(SystemError) -> (
        bytes: [UInt8], status: FileStatus
    ) {
        let file = OpenFile(
            owning: try Directory.open(AT_FDCWD, path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY | O_NONBLOCK)
        )
        let status = try file.status()
        guard status.kind == .regular else { return ([], status) }
        var bytes = [UInt8](repeating: 0, count: limit + 1)
        var count = 0
        while count <= limit {
            let result = unsafe bytes.withUnsafeMutableBytes { buffer in
                unsafe Glibc.read(file.descriptor, buffer.baseAddress?.advanced(by: count), buffer.count - count)
            }
            if result == 0 { break }
            guard result > 0 || errno == EINTR else { throw SystemError() }
            count += max(0, result)
        }
        guard count <= limit else { throw SystemError(EFBIG) }
        bytes.removeLast(bytes.count - count)
        return (bytes, status)
    }

    /// Makes `bytes` the content of the file at `path`, whatever it was: after a crash it has the old or the new one.
    ///
    /// When this returns, file and name are on the disk. The file has mode 0600. The corresponding C functions are `open`,
    /// `fsync` and `rename`.
    ///
    /// - Throws: ``SystemError``; the file is then as it was.
    public static func replace(_ path: [UInt8], _ bytes: Span<UInt8>) throws(SystemError) {
        try createFolders(above: path)
        let draft = draft(of: path)
        try write(draft, bytes)
        let result = unsafe Directory.withPath(draft) { new in
            unsafe Directory.withPath(path) { unsafe rename(new, $0) }
        }
        guard result == 0 else {
            let error = SystemError()
            _ = unsafe Directory.withPath(draft) { unsafe unlink($0) }
            throw error
        }
        try syncFolders(above: path)
    }

    /// Removes the file at `path`, and what a crash has left of one; when this returns, that is on the disk.
    ///
    /// - Throws: ``SystemError``, but not when there is no such file.
    public static func remove(_ path: [UInt8]) throws(SystemError) {
        _ = unsafe Directory.withPath(draft(of: path)) { unsafe unlink($0) }
        let result = unsafe Directory.withPath(path) { unsafe unlink($0) }
        guard result == 0 || errno == ENOENT else { throw SystemError() }
        try syncFolders(above: path)
    }

    /// Writes a new file with mode 0600, down to the disk; what another process left under the name goes first.
    private static func write(_ path: [UInt8], _ bytes: Span<UInt8>) throws(SystemError) {
        _ = unsafe Directory.withPath(path) { unsafe unlink($0) }
        let descriptor = unsafe Directory.withPath(path) {
            unsafe open($0, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        }
        guard descriptor >= 0 else { throw SystemError() }
        let written = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
        let failure = written < 0 ? SystemError() : written < bytes.count ? SystemError(ENOSPC) : nil
        let isSynced = fsync(descriptor) == 0
        let syncFailure = isSynced ? nil : SystemError()
        _ = close(descriptor)
        guard let error = failure ?? syncFailure else { return }
        _ = unsafe Directory.withPath(path) { unsafe unlink($0) }
        throw error
    }

    /// Where a file is until it is complete: one name, so that the next attempt finds what a crash has left.
    private static func draft(of path: [UInt8]) -> [UInt8] { path + Array(".new".utf8) }

    /// Writes the names in the folder of `path` down to the disk, and in those above, which may be new as well.
    private static func syncFolders(above path: [UInt8]) throws(SystemError) {
        let slashes = path.indices.filter { path[$0] == UInt8(ascii: "/") }
        try syncFolder(slashes.last.map { Array(path[...$0]) } ?? Array(".".utf8))
        // One that this user cannot read was not made by this user.
        for slash in slashes.dropLast() { try? syncFolder(Array(path[...slash])) }
    }

    private static func syncFolder(_ path: [UInt8]) throws(SystemError) {
        let descriptor = try Directory.open(AT_FDCWD, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        defer { _ = close(descriptor) }
        guard fsync(descriptor) == 0 else { throw SystemError() }
    }
}

extension SystemError {
    /// Whether a file is larger than it may be.
    public var isTooLarge: Bool { code == EFBIG }
}
