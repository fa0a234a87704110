import Glibc

/// A part of a file that is handed over piece by piece.
public enum FilePart {
    /// The length of a file, in bytes.
    public static func size(of path: [UInt8]) throws(SystemError) -> Int {
        var status = stat()
        guard unsafe Directory.withPath(path, { unsafe stat($0, &status) }) == 0 else { throw SystemError() }
        return Int(status.st_size)
    }

    /// Reads up to `count` bytes of the file at `path` from `offset` on; fewer only at its end.
    public static func read(_ path: [UInt8], from offset: Int, upTo count: Int) throws(SystemError) -> [UInt8] {
        let descriptor = try Directory.open(AT_FDCWD, path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        defer { _ = close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let got = unsafe bytes.withUnsafeMutableBytes { buffer in
                unsafe pread(
                    descriptor,
                    buffer.baseAddress?.advanced(by: filled),
                    count - filled,
                    off_t(offset + filled)
                )
            }
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw SystemError() }
            if got == 0 { break }
            filled += got
        }
        bytes.removeLast(count - filled)
        return bytes
    }
}

/// A new file that nobody else can read, and that is gone again unless it is finished.
public final class NewFile {
    private let descriptor: CInt
    private let path: [UInt8]
    private var isFinished = false

    /// Creates the file at `path`, with mode 0600.
    ///
    /// - Throws: ``SystemError``; its ``SystemError/isAlreadyThere`` holds when there is anything of that name.
    public init(path: [UInt8]) throws(SystemError) {
        let descriptor = unsafe Directory.withPath(path) {
            unsafe open($0, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY, 0o600)
        }
        // Only now: what is not this object's must not go with it.
        guard descriptor >= 0 else { throw SystemError() }
        self.descriptor = descriptor
        self.path = path
    }

    deinit {
        _ = close(descriptor)
        if !isFinished { _ = unsafe Directory.withPath(path) { unsafe unlink($0) } }
    }

    /// Appends bytes.
    public func append(_ bytes: [UInt8]) throws(SystemError) { try writeAll(bytes, to: descriptor) }

    /// Waits until everything is on the disk, and lets the file stay.
    public func finish() throws(SystemError) {
        guard fsync(descriptor) == 0 else { throw SystemError() }
        isFinished = true
    }
}
