import CLinux
import Glibc

/// An open folder.
///
/// Everything below it is opened relative to it, so that a folder renamed or replaced by a link during a walk cannot
/// lead out of the tree. Names are bytes. Closed when the last reference goes.
public final class Directory: Sendable {
    /// The path under which it was reached, as given and without a slash at the end (except for `/`).
    public let path: [UInt8]

    /// Where it lies.
    public let placement: Placement

    /// The file system that it lies on.
    public var device: UInt64 { placement.device }

    let descriptor: CInt

    /// A name in a folder.
    public struct Entry: Sendable {
        /// The name; any bytes but `/` and NUL.
        public var name: [UInt8]

        /// What it names, as far as the file system says without a look at it.
        public var kind: FileKind
    }

    /// Opens the folder at `path`, following symbolic links: the user named it.
    public init(path: [UInt8]) throws(SystemError) {
        descriptor = try Directory.open(AT_FDCWD, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        placement = try Directory.placement(of: descriptor)
        self.path = path
    }

    /// Opens the folder `name` in `parent`; never follows a symbolic link.
    public init(_ name: [UInt8], in parent: Directory) throws(SystemError) {
        descriptor = try Directory.open(parent.descriptor, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
        placement = try Directory.placement(of: descriptor)
        path = parent.path(of: name)
    }

    /// Opens the folder at `path` below `root`, by way of no link, no other file system and no `..` that leads out.
    ///
    /// The corresponding system call is `openat2`; a path longer than it takes is opened piece by piece. Where the kernel or a
    /// filter of system calls refuses it, each folder on the way is opened and looked at by itself, to the same end: three
    /// system calls for each.
    ///
    /// - Parameters:
    ///   - root: The folder that must not be left.
    ///   - path: Relative; empty for `root` itself. Of any length.
    /// - Throws: ``SystemError``; its ``SystemError/isOtherFileSystem`` holds when something is mounted on the way.
    public init(beneath root: Directory, _ path: [UInt8]) throws(SystemError) {
        descriptor = try Directory.openBeneath(root.descriptor, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        placement = try Directory.placement(of: descriptor)
        self.path = path.isEmpty ? root.path : root.path(of: path)
    }

    /// Takes over an open folder.
    init(owning descriptor: CInt, path: [UInt8]) throws(SystemError) {
        self.descriptor = descriptor
        placement = try Directory.placement(of: descriptor)
        self.path = path
    }

    deinit { _ = close(descriptor) }

    /// The path of the entry `name`.
    public func path(of name: [UInt8]) -> [UInt8] {
        path.last == UInt8(ascii: "/") ? path + name : path + [UInt8(ascii: "/")] + name
    }

    /// Reads names except `.` and `..`, sorted by their bytes: all of them, or a page.
    ///
    /// The corresponding C function is `readdir`. Each page reads the whole folder, and holds twice as many names as it may
    /// have: so a folder of any size is read in bounded memory, in as many rounds as it has pages.
    ///
    /// - Parameters:
    ///   - previous: The last name of the page before; `nil` for the first page.
    ///   - limit: How many names a page has; from 1.
    /// - Returns: The page; fewer names than `limit` when there are no more.
    /// - Throws: ``SystemError``; names that were read before it are lost, so report the folder as not looked at.
    public func entries(after previous: [UInt8]? = nil, limit: Int = .max) throws(SystemError) -> [Entry] {
        var page = Page(after: previous, limit: limit)
        try readEach { page.add($0) }
        return page.sorted()
    }

    /// Gives every name except `.` and `..` to `body`, in no order.
    func readEach(_ body: (Entry) -> Void) throws(SystemError) {
        guard let nameOffset = MemoryLayout<dirent>.offset(of: \.d_name) else { throw SystemError(ENOSYS) }
        // `fdopendir` takes the descriptor over, and this folder still needs its own.
        let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
        guard copy >= 0 else { throw SystemError() }
        guard let stream = unsafe fdopendir(copy) else {
            let error = SystemError()
            _ = close(copy)
            throw error
        }
        defer { unsafe closedir(stream) }
        unsafe rewinddir(stream)
        while true {
            errno = 0
            guard let record = unsafe readdir(stream) else {
                guard errno == 0 else { throw SystemError() }
                return
            }
            // The name is read where it lies: copying the record's fixed-size field may run past a short record.
            let name = unsafe UnsafeRawPointer(record) + nameOffset
            let length = unsafe strlen(name.assumingMemoryBound(to: CChar.self))
            let bytes = unsafe [UInt8](UnsafeRawBufferPointer(start: name, count: length))
            if bytes == [46] || bytes == [46, 46] { continue }
            body(Entry(name: bytes, kind: unsafe FileKind(directoryType: record.pointee.d_type)))
        }
    }

    /// The least names behind one, of those that come in any order.
    private struct Page {
        let previous: [UInt8]?
        let limit: Int
        private var entries: [Entry] = []
        /// Names from here on have no place in the page any more.
        private var last: [UInt8]?

        init(after previous: [UInt8]?, limit: Int) {
            self.previous = previous
            self.limit = limit
        }

        mutating func add(_ entry: Entry) {
            if let previous, !previous.lexicographicallyPrecedes(entry.name) { return }
            if let last, !entry.name.lexicographicallyPrecedes(last) { return }
            entries.append(entry)
            guard entries.count / 2 >= limit else { return }
            entries = sorted()
            last = entries.last?.name
        }

        func sorted() -> [Entry] {
            let sorted = entries.sorted { $0.name.lexicographicallyPrecedes($1.name) }
            return sorted.count > limit ? Array(sorted.prefix(limit)) : sorted
        }
    }

    /// What `name` is, by a look at it; links are not followed.
    public func kind(of name: [UInt8]) throws(SystemError) -> FileKind {
        var status = stat()
        let result = unsafe Directory.withPath(name) { unsafe fstatat(descriptor, $0, &status, AT_SYMLINK_NOFOLLOW) }
        guard result == 0 else { throw SystemError() }
        return FileKind(mode: status.st_mode)
    }

    /// What the file system knows of `name`; links are not followed.
    public func status(of name: [UInt8]) throws(SystemError) -> FileStatus {
        var status = stat()
        let result = unsafe Directory.withPath(name) { unsafe fstatat(descriptor, $0, &status, AT_SYMLINK_NOFOLLOW) }
        guard result == 0 else { throw SystemError() }
        return FileStatus(status)
    }

    static func open(_ parent: CInt, _ path: [UInt8], _ flags: CInt) throws(SystemError) -> CInt {
        let descriptor = unsafe withPath(path) { unsafe openat(parent, $0, flags) }
        guard descriptor >= 0 else { throw SystemError() }
        return descriptor
    }

    /// Where an open folder lies, which is closed if that cannot be told.
    static func placement(of descriptor: CInt) throws(SystemError) -> Placement {
        do throws(SystemError) {
            return try Placement(of: descriptor)
        } catch {
            _ = close(descriptor)
            throw error
        }
    }

    /// Calls `body` with `path` as a C string.
    static func withPath<Result>(_ path: [UInt8], _ body: (UnsafePointer<CChar>) -> Result) -> Result {
        unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: path.count + 1) { buffer in
            guard let start = buffer.baseAddress else { preconditionFailure("a path has at least its end") }
            for index in path.indices { unsafe buffer[index] = CChar(bitPattern: path[index]) }
            unsafe buffer[path.count] = 0
            return unsafe body(UnsafePointer(start))
        }
    }
}

/// What a name in a folder stands for.
public enum FileKind: String, Sendable {
    case regular
    case directory
    case symbolicLink = "symbolic link"
    case pipe = "named pipe"
    case socket
    case characterDevice = "character device"
    case blockDevice = "block device"
    /// The file system does not say: ask ``Directory/kind(of:)``.
    case unknown

    init(directoryType: UInt8) {
        self =
            switch Int(directoryType) {
            case Int(DT_REG): .regular
            case Int(DT_DIR): .directory
            case Int(DT_LNK): .symbolicLink
            case Int(DT_FIFO): .pipe
            case Int(DT_SOCK): .socket
            case Int(DT_CHR): .characterDevice
            case Int(DT_BLK): .blockDevice
            default: .unknown
            }
    }

    init(mode: mode_t) {
        self =
            switch mode & S_IFMT {
            case S_IFREG: .regular
            case S_IFDIR: .directory
            case S_IFLNK: .symbolicLink
            case S_IFIFO: .pipe
            case S_IFSOCK: .socket
            case S_IFCHR: .characterDevice
            case S_IFBLK: .blockDevice
            default: .unknown
            }
    }
}
