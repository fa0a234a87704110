import Glibc

/// A file of lines that others read while it grows.
///
/// Each call appends whole lines; a line that a crash cut short is taken off when the file is opened again.
public final class AppendedFile: Sendable {
    private let descriptor: CInt

    /// Opens or creates the file at `path`, with mode 0640 where it is new.
    public init(path: [UInt8]) throws(SystemError) {
        descriptor = unsafe Directory.withPath(path) {
            unsafe open($0, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY, 0o640)
        }
        guard descriptor >= 0 else { throw SystemError() }
        try dropTornLine()
    }

    deinit { _ = close(descriptor) }

    /// The length of the file, in bytes.
    public var size: Int {
        var status = stat()
        return unsafe fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
    }

    /// Appends `lines`, which end with a line feed, and waits until they are on the disk.
    public func append(_ lines: [UInt8]) throws(SystemError) {
        let start = size
        var offset = 0
        while offset < lines.count {
            let count = unsafe lines.withUnsafeBytes { buffer in
                unsafe write(descriptor, buffer.baseAddress?.advanced(by: offset), buffer.count - offset)
            }
            if count >= 0 {
                offset += count
            } else if errno != EINTR {
                let error = SystemError()
                // Readers must never take half a line for a whole one when the disk has room again.
                _ = ftruncate(descriptor, off_t(start))
                throw error
            }
        }
        guard fdatasync(descriptor) == 0 else {
            let error = SystemError()
            // Whoever is told that it failed may append the same lines again.
            _ = ftruncate(descriptor, off_t(start))
            throw error
        }
    }

    /// The last line, without its line feed; `nil` when there is none, or it is longer than 1 MiB.
    public func lastLine() throws(SystemError) -> [UInt8]? {
        let end = size
        let count = min(end, 1 << 20)
        guard count > 0 else { return nil }
        var bytes = [UInt8](repeating: 0, count: count)
        guard unsafe pread(descriptor, &bytes, count, off_t(end - count)) == count else { throw SystemError() }
        let start = bytes.dropLast().lastIndex(of: 10)
        if start == nil, count < end { return nil }
        return Array(bytes[(start.map { $0 + 1 } ?? 0)...].dropLast())
    }

    /// Whether `path` still leads to this file.
    public func isStill(at path: [UInt8]) -> Bool {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, let other = try? FileStatus.of(path) else { return false }
        return FileStatus(status).isSameFile(as: other)
    }

    private func dropTornLine() throws(SystemError) {
        var end = size
        var byte: UInt8 = 10
        while end > 0 {
            guard unsafe pread(descriptor, &byte, 1, off_t(end - 1)) == 1 else { throw SystemError() }
            if byte == 10 { break }
            end -= 1
        }
        guard end < size else { return }
        guard ftruncate(descriptor, off_t(end)) == 0 else { throw SystemError() }
    }
}

/// Files that are put aside: `log` becomes `log.1`, that becomes `log.2`, and so on.
public enum RotatedFiles {
    /// Puts the file at `path` aside.
    ///
    /// - Parameters:
    ///   - path: The file that is to make room for a new one.
    ///   - count: How many files that were put aside are kept; the oldest is removed.
    public static func rotate(_ path: [UInt8], keeping count: Int) throws(SystemError) {
        func name(_ number: Int) -> [UInt8] { number == 0 ? path : path + Array(".\(number)".utf8) }
        if count == 0 {
            guard unsafe Directory.withPath(path, { unsafe unlink($0) }) == 0 else { throw SystemError() }
            return
        }
        for number in (0..<count).reversed() {
            let result = unsafe Directory.withPath(name(number)) { old in
                unsafe Directory.withPath(name(number + 1)) { unsafe rename(old, $0) }
            }
            guard result == 0 || (errno == ENOENT && number > 0) else { throw SystemError() }
        }
    }
}

extension RotatedFiles {
    /// Gives a file another name, in place of one that has it.
    public static func move(_ path: [UInt8], to other: [UInt8]) throws(SystemError) {
        let result = unsafe Directory.withPath(path) { old in unsafe Directory.withPath(other) { unsafe rename(old, $0) } }
        guard result == 0 else { throw SystemError() }
    }

    /// Waits until a file is on the disk, and then gives it its name.
    public static func publish(_ draft: [UInt8], as path: [UInt8]) throws(SystemError) {
        let descriptor = unsafe Directory.withPath(draft) { unsafe open($0, O_RDONLY | O_CLOEXEC) }
        guard descriptor >= 0 else { throw SystemError() }
        defer { _ = close(descriptor) }
        guard fsync(descriptor) == 0 else { throw SystemError() }
        try move(draft, to: path)
    }

    /// Removes a file.
    public static func remove(_ path: [UInt8]) throws(SystemError) {
        guard unsafe Directory.withPath(path, { unsafe unlink($0) }) == 0 else { throw SystemError() }
    }
}

/// A lock on a file, held as long as the process lives or the value does.
///
/// The corresponding C function is `flock`.
public final class FileLock: Sendable {
    private let descriptor: CInt

    /// Takes the lock at `path`, making the file if it is missing.
    ///
    /// - Throws: ``SystemError``; its ``SystemError/isHeldByAnother`` holds when another process has it.
    public init(path: [UInt8]) throws(SystemError) {
        descriptor = unsafe Directory.withPath(path) { unsafe open($0, O_RDWR | O_CREAT | O_CLOEXEC, 0o600) }
        guard descriptor >= 0 else { throw SystemError() }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let error = SystemError()
            _ = close(descriptor)
            throw error
        }
    }

    deinit { _ = close(descriptor) }
}

extension SystemError {
    /// Whether another process holds the lock.
    public var isHeldByAnother: Bool { code == EWOULDBLOCK }
}
