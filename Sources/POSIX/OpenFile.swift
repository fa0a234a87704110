public import Bytes
import CLinux
import Glibc

/// A file that is open for reading.
public struct OpenFile: ~Copyable, Sendable {
    let descriptor: CInt
    private let isOwned: Bool

    /// Opens the file `name` in `directory`; never follows a symbolic link, never waits for the other end of a pipe.
    public init(_ name: [UInt8], in directory: Directory) throws(SystemError) {
        descriptor = try Directory.open(
            directory.descriptor,
            name,
            O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY | O_NONBLOCK
        )
        isOwned = true
    }

    /// Opens the file `name` in `directory` like ``init(_:in:)``, unless something else is mounted over it.
    ///
    /// - Throws: ``SystemError``; its ``SystemError/isOtherFileSystem`` holds when something is mounted there.
    public init(_ name: [UInt8], onMountOf directory: Directory) throws(SystemError) {
        let flags = O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY | O_NONBLOCK
        descriptor = try Directory.openBeneath(directory.descriptor, name, flags)
        isOwned = true
    }

    /// Opens the file at `path`, following symbolic links: the user named it.
    public init(path: [UInt8]) throws(SystemError) {
        descriptor = try Directory.open(AT_FDCWD, path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
        isOwned = true
    }

    init(owning descriptor: CInt) {
        self.descriptor = descriptor
        isOwned = true
    }

    /// Reads standard input, which stays open.
    public init(standardInput: Void) {
        descriptor = STDIN_FILENO
        isOwned = false
    }

    deinit { if isOwned { _ = close(descriptor) } }

    /// Appends up to `limit` bytes to `buffer`, which must have room for them.
    ///
    /// The corresponding C function is `read`; an interrupted call is made again.
    ///
    /// - Returns: The number of bytes read; less than `limit` only at the end of a regular file, 0 at the end of any.
    public borrowing func read(into buffer: inout TextBuffer, upTo limit: Int) throws(SystemError) -> Int {
        var failure: SystemError?
        let descriptor = descriptor
        let count = unsafe buffer.append(upTo: limit) { memory in
            while true {
                let result = unsafe Glibc.read(descriptor, memory.baseAddress, memory.count)
                if result >= 0 { return result }
                guard errno == EINTR else { break }
            }
            failure = SystemError()
            return 0
        }
        if let failure { throw failure }
        return count
    }

    /// What the file system knows of the file now.
    public borrowing func status() throws(SystemError) -> FileStatus {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw SystemError() }
        return FileStatus(status)
    }

    /// Another descriptor of the same file, which the caller must close; `nil` when there are too many.
    borrowing func duplicate() -> CInt? {
        let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
        return copy >= 0 ? copy : nil
    }

    /// Goes back to the start; `false` where that cannot be, as in a pipe.
    public borrowing func rewind() -> Bool { lseek(descriptor, 0, SEEK_SET) == 0 }

    /// Measures the hole that begins at `position`: bytes that take no room and read as zeroes.
    ///
    /// The corresponding C function is `lseek` with `SEEK_DATA`; the position for reading stays what it was.
    ///
    /// - Parameter position: At which the file is being read, in bytes.
    /// - Returns: How many bytes from there on are a hole; 0 for data, or where the file system does not tell.
    public borrowing func holeLength(at position: Int) -> Int {
        let data = linux_next_data(descriptor, Int64(position))
        guard lseek(descriptor, position, SEEK_SET) == position else { return 0 }
        guard data >= 0 else {
            // Nothing but a hole follows, up to the end.
            guard data == -Int64(ENXIO), let size = try? status().size else { return 0 }
            return max(0, size - position)
        }
        return max(0, Int(data) - position)
    }

    /// Goes on reading `count` bytes further on; `false` where that cannot be.
    public borrowing func skip(_ count: Int) -> Bool { lseek(descriptor, count, SEEK_CUR) >= 0 }

    /// Tells the kernel that the file will be read from start to end, once.
    public borrowing func adviseSequential() { _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL) }
}

/// What the file system knows of a file.
public struct FileStatus: Equatable, Sendable {
    public var kind: FileKind
    public var device: UInt64
    public var inode: UInt64
    /// In bytes.
    public var size: Int
    /// Permission bits, with set-user-id, set-group-id and sticky.
    public var mode: UInt32
    public var userID: UInt32
    public var groupID: UInt32
    public var linkCount: Int
    /// Last change of the content.
    public var modified: Timestamp
    /// Last change of content or metadata.
    public var changed: Timestamp

    /// Whether both are of one file, by whatever names.
    public func isSameFile(as other: FileStatus) -> Bool { device == other.device && inode == other.inode }

    init(_ status: stat) {
        kind = FileKind(mode: status.st_mode)
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
        size = Int(status.st_size)
        mode = UInt32(status.st_mode & 0o7777)
        userID = status.st_uid
        groupID = status.st_gid
        linkCount = Int(status.st_nlink)
        modified = Timestamp(status.st_mtim)
        changed = Timestamp(status.st_ctim)
    }
}

/// A point in time: seconds since 1970-01-01T00:00:00Z, and nanoseconds.
public struct Timestamp: Equatable, Comparable, Sendable {
    public var seconds: Int
    public var nanoseconds: Int

    /// This point, later by some milliseconds.
    public func adding(milliseconds: Int) -> Timestamp {
        let sum = nanoseconds + milliseconds % 1000 * 1_000_000
        return Timestamp(seconds: seconds + milliseconds / 1000 + sum / 1_000_000_000, nanoseconds: sum % 1_000_000_000)
    }

    /// Creates a point in time.
    public init(seconds: Int, nanoseconds: Int = 0) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    init(_ time: timespec) { self.init(seconds: time.tv_sec, nanoseconds: time.tv_nsec) }

    /// The time of day.
    public static func now() -> Timestamp { read(CLOCK_REALTIME) }

    /// A clock for durations, which nobody sets.
    public static func monotonic() -> Timestamp { read(CLOCK_MONOTONIC) }

    private static func read(_ clock: clockid_t) -> Timestamp {
        var time = timespec()
        _ = unsafe clock_gettime(clock, &time)
        return Timestamp(time)
    }

    /// Since the clock's beginning; for the time of day, that is 1970.
    public var secondsSince1970: Double { Double(seconds) + Double(nanoseconds) / 1e9 }

    /// Since the clock's beginning.
    public var microseconds: Int { seconds * 1_000_000 + nanoseconds / 1000 }

    /// Seconds from `earlier` to this point.
    public func seconds(since earlier: Timestamp) -> Double {
        Double(seconds - earlier.seconds) + Double(nanoseconds - earlier.nanoseconds) / 1e9
    }

    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }
}
