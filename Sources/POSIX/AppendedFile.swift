import Glibc

/// A file of lines that others read while it grows.
///
/// Each call appends whole lines, in one write wherever the disk has room. What others may have written is never cut:
/// where a line was left without its end, by a crash or a full disk, the next call ends it before it writes its own.
public final class AppendedFile: Sendable {
    /// Who else writes into a file.
    public enum Writers: Sendable {
        /// Other targets, other processes and other programs.
        ///
        /// Those of Magpie take turns by a lock (`flock`), which is waited for ``AppendedFile/patience`` at most, and once that
        /// was in vain not for a while: whoever may read the file may hold it, and must neither stop what is appended nor make
        /// it slow.
        case many
        /// Nobody: the file lies in a folder of the service, which another lock keeps for one process.
        ///
        /// Only here a line that was cut short is taken off, so that a chain of lines has no hole.
        case one
    }

    private let descriptor: CInt
    private let writers: Writers

    /// How long it is waited for the lock, in milliseconds.
    private static let patience = 2000
    /// How long it is not waited for when that was in vain, in milliseconds.
    private static let impatience = 60_000
    /// Until when nobody waits for the lock.
    private let impatientUntil = Monitor<Timestamp?>(nil)

    /// Opens or creates the file at `path`, with mode 0640 where it is new.
    ///
    /// - Parameters:
    ///   - path: Where it is.
    ///   - writers: Who else writes into it.
    ///   - readers: Who else may read it, as far as the process can give them that; ``FileReaders/denial(of:)`` says
    ///     where it could not.
    /// - Throws: ``SystemError`` when it cannot be opened.
    public init(
        path: [UInt8],
        writers: Writers = .many,
        readers: FileReaders? = nil
    ) throws(SystemError) {
        self.writers = writers
        descriptor = unsafe Directory.withPath(path) {
            unsafe open($0, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY, 0o640)
        }
        guard descriptor >= 0 else { throw SystemError() }
        if let readers, !FileReaders.isLink(path) { try? readers.admit(toFile: descriptor) }
        if writers == .one { try dropTornLine() }
    }

    deinit { _ = close(descriptor) }

    /// The length of the file, in bytes.
    public var size: Int {
        var status = stat()
        return unsafe fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
    }

    /// Appends `lines`, which end with a line feed, and waits until they are on the disk.
    ///
    /// - Throws: ``SystemError`` when they may not all be there; some may be, and the last of these without its end.
    public func append(_ lines: [UInt8]) throws(SystemError) {
        switch writers {
        case .one: try appendAlone(lines)
        case .many:
            try taking(turn: ()) { () throws(SystemError) in try appendAmongOthers(lines) }
        }
    }

    /// Appends `lines` to the file if it is still the one at `path` and shorter than `limit`.
    ///
    /// Both are looked at while no other writer of Magpie can put the file aside.
    ///
    /// - Parameters:
    ///   - lines: End with a line feed.
    ///   - path: Where readers look for the file.
    ///   - limit: In bytes.
    ///   - putAside: Called, still in turn, when the file has reached `limit`.
    /// - Returns: Whether they were appended; otherwise the file must be opened again.
    /// - Throws: ``SystemError``, as ``append(_:)``.
    public func append(
        _ lines: [UInt8],
        ifAt path: [UInt8],
        shorterThan limit: Int,
        otherwise putAside: () throws(SystemError) -> Void
    ) throws(SystemError) -> Bool {
        try taking(turn: ()) { () throws(SystemError) in
            guard isStill(at: path) else { return false }
            guard size < limit else {
                try putAside()
                return false
            }
            try appendAmongOthers(lines)
            return true
        }
    }

    /// Does something while no other writer of Magpie does, or after ``patience``.
    private func taking<Value>(turn: Void, _ body: () throws(SystemError) -> Value) throws(SystemError) -> Value {
        let start = Timestamp.monotonic()
        let isImpatient = impatientUntil.withLock { $0.map { start < $0 } ?? false }
        let end = isImpatient ? start : start.adding(milliseconds: AppendedFile.patience)
        var isLocked = false
        while !isLocked {
            isLocked = flock(descriptor, LOCK_EX | LOCK_NB) == 0
            guard !isLocked, errno == EWOULDBLOCK || errno == EINTR, Timestamp.monotonic() < end else { break }
            Threads.sleep(milliseconds: 1)
        }
        if !isLocked, !isImpatient {
            impatientUntil.withLock { $0 = end.adding(milliseconds: AppendedFile.impatience) }
        }
        defer { if isLocked { _ = flock(descriptor, LOCK_UN) } }
        return try body()
    }

    private func appendAmongOthers(_ lines: [UInt8]) throws(SystemError) {
        try writeAll(try endsTorn ? [UInt8(ascii: "\n")] + lines : lines, to: descriptor)
        guard fdatasync(descriptor) == 0 || errno == EINVAL else { throw SystemError() }
    }

    /// Whether the last line has no end.
    private var endsTorn: Bool {
        get throws(SystemError) {
            let end = size
            guard end > 0 else { return false }
            var byte: UInt8 = 10
            // Nothing is there to be read where somebody has made the file shorter meanwhile.
            guard unsafe pread(descriptor, &byte, 1, off_t(end - 1)) >= 0 else { throw SystemError() }
            return byte != 10
        }
    }

    private func appendAlone(_ lines: [UInt8]) throws(SystemError) {
        let start = size
        do throws(SystemError) {
            try writeAll(lines, to: descriptor)
            guard fdatasync(descriptor) == 0 else { throw SystemError() }
        } catch {
            // Whoever is told that it failed appends the same lines again.
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
    /// What the file at `path` is called after it was put aside `number` times.
    static func name(of path: [UInt8], _ number: Int) -> [UInt8] {
        number == 0 ? path : path + Array(".\(number)".utf8)
    }

    /// Puts the file at `path` aside.
    ///
    /// - Parameters:
    ///   - path: The file that is to make room for a new one.
    ///   - count: How many files that were put aside are kept; the oldest is removed.
    /// - Throws: ``SystemError`` when a file cannot be renamed or removed; older ones may have their new names by then.
    public static func rotate(_ path: [UInt8], keeping count: Int) throws(SystemError) {
        func name(_ number: Int) -> [UInt8] { RotatedFiles.name(of: path, number) }
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
        let result = unsafe Directory.withPath(path) { old in
            unsafe Directory.withPath(other) { unsafe rename(old, $0) }
        }
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
