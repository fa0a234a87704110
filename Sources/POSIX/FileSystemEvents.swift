import CLinux
import Glibc

/// The kernel's queue of what happens in a whole file system: fanotify.
///
/// One mark sees every folder, however many there are, and no limit of the user's watches applies. Needs the capability
/// to administer the system, or a queue from a process that has it, and the one to open folders by their handles.
///
/// Source: fanotify(7).
public final class FileSystemEvents: Sendable {
    /// Something that happened.
    public struct Event: Sendable {
        /// What happened, as a set of bits in no order: the kernel merges events of one name.
        public var mask: UInt64
        /// What stands for the folder; empty for an overflow.
        public var folder: Handle
        /// The name in that folder; `.` when the folder itself is meant.
        public var name: [UInt8]
        /// What stands for the file itself.
        public var file: Handle

        /// Whether events were lost: everything must be looked at again.
        public var isOverflow: Bool { mask & UInt64(LINUX_FAN_QUEUE_OVERFLOW) != 0 }
        /// Whether the name is, or was, a folder's.
        public var isFolder: Bool { mask & UInt64(LINUX_FAN_FOLDER) != 0 }
        /// Whether a name has appeared.
        public var isArrival: Bool { mask & UInt64(IN_CREATE | IN_MOVED_TO) != 0 }
        /// Whether a name has gone.
        public var isDeparture: Bool { mask & UInt64(IN_DELETE | IN_MOVED_FROM) != 0 }
        /// Whether a name that was there before has come or gone.
        public var isMove: Bool { mask & UInt64(IN_MOVED_TO | IN_MOVED_FROM) != 0 }
        /// Whether content was written.
        public var isWrite: Bool { mask & UInt64(IN_MODIFY | IN_CLOSE_WRITE) != 0 }
    }

    /// What stands for a folder or file of a file system as long as it is there, whatever it is called.
    public struct Handle: Hashable, Sendable {
        var bytes: [UInt8]

        /// Whether it stands for nothing.
        public var isEmpty: Bool { bytes.isEmpty }
    }

    private let queue: CInt
    private let wakeup: Wakeup
    /// Where events are read to; kept, because most reads give a few bytes, and some thousand a second may come.
    private let buffer = Monitor([UInt8](repeating: 0, count: 262_144))

    /// Begins to watch the file system that `folder` lies on.
    ///
    /// - Parameters:
    ///   - folder: An open folder.
    ///   - watcher: A socket at which ``serve(_:)`` hands queues to those who may not make them.
    /// - Throws: ``SystemError``: without the capability, or where the file system has no such events.
    public convenience init(of folder: Directory, askingAt watcher: [UInt8]? = nil) throws(SystemError) {
        var queue = linux_watch_file_system(folder.descriptor)
        if queue < 0, SystemError().isPermissionDenied, let watcher {
            queue = try FileSystemEvents.ask(watcher, for: folder)
        }
        guard queue >= 0 else { throw SystemError() }
        try self.init(queue)
        // A queue alone is of no use.
        guard let handle = handle(of: folder), path(of: handle, on: folder) != nil else { throw SystemError(EPERM) }
    }

    private static func ask(_ watcher: [UInt8], for folder: Directory) throws(SystemError) -> CInt {
        let channel = try FrameChannel(connectingTo: watcher)
        channel.limitWaiting(seconds: 10)
        try channel.send([], with: folder)
        guard let answer = try channel.receive(upTo: 16) else { throw SystemError(ECONNRESET) }
        guard let queue = answer.file?.duplicate() else { throw SystemError(EPERM) }
        return queue
    }

    /// Makes queues for whoever is at the other end, until that closes: each message is a folder, answered by the queue
    /// of its file system, or by a message without one.
    public static func serve(_ channel: FrameChannel) throws(SystemError) {
        while let request = try channel.receive(upTo: 16) {
            guard let queue = request.file?.makeFileSystemQueue() else { throw SystemError(EBADMSG) }
            try channel.send([], descriptor: queue)
            if queue >= 0 { _ = close(queue) }
        }
    }

    private init(_ queue: CInt) throws(SystemError) {
        self.queue = queue
        do throws(SystemError) {
            wakeup = try Wakeup()
        } catch {
            _ = close(queue)
            throw error
        }
    }

    deinit { _ = close(queue) }

    /// Makes ``wait()`` return.
    public func wake() { wakeup.wake() }

    /// Waits for events or for ``wake()``.
    ///
    /// - Returns: Whether it rang.
    public func wait() -> Bool { wakeup.wait(with: queue) }

    /// Takes events out of the queue; empty when there are none.
    public func next() -> [Event] {
        buffer.withLock { buffer in
            let count = unsafe read(queue, &buffer, buffer.count)
            guard count > 0 else { return [] }
            var events: [Event] = []
            var offset = 0
            while offset + FileSystemEvents.headLength <= count {
                let length = Int(buffer.number(at: offset, bytes: 4))
                guard length >= FileSystemEvents.headLength, offset + length <= count else { break }
                events.append(FileSystemEvents.event(buffer[offset..<offset + length]))
                offset += length
            }
            return events
        }
    }

    /// The length of `struct fanotify_event_metadata`, in bytes.
    private static let headLength = 24

    /// Kinds of information records.
    private enum Kind: UInt64 {
        case file = 1
        case folderAndName = 2
        case folder = 3
    }

    /// Reads `struct fanotify_event_metadata` and the records behind it.
    private static func event(_ bytes: ArraySlice<UInt8>) -> Event {
        var event = Event(
            mask: bytes.number(at: bytes.startIndex + 8, bytes: 8),
            folder: Handle(bytes: []),
            name: [],
            file: Handle(bytes: [])
        )
        var offset = bytes.startIndex + headLength
        while offset + 20 <= bytes.endIndex {
            let kind = Kind(rawValue: bytes.number(at: offset, bytes: 1))
            let length = Int(bytes.number(at: offset + 2, bytes: 2))
            guard length >= 20, offset + length <= bytes.endIndex else { break }
            // A header of 4 bytes, the file system's id of 8, then a `struct file_handle`, whose first member is the
            // length of what is behind its 8 bytes.
            let handleStart = offset + 12
            let handleEnd = handleStart + 8 + Int(bytes.number(at: handleStart, bytes: 4))
            guard handleEnd <= offset + length else { break }
            let handle = Handle(bytes: Array(bytes[handleStart..<handleEnd]))
            switch kind {
            case .folderAndName:
                event.folder = handle
                event.name = Array(bytes[handleEnd..<offset + length].prefix { $0 != 0 })
            case .folder: event.folder = handle
            case .file: event.file = handle
            case nil: break
            }
            offset += length
        }
        return event
    }

    /// The path that the folder behind a handle has now.
    ///
    /// - Parameters:
    ///   - handle: From an event.
    ///   - root: Any open folder of the same file system.
    /// - Returns: The path; `nil` when the folder is gone, empty when it is longer than the 4,095 bytes that the kernel
    ///   tells.
    public func path(of handle: Handle, on root: Directory) -> [UInt8]? {
        let descriptor = open(handle, on: root)
        guard descriptor >= 0 else { return nil }
        defer { _ = close(descriptor) }
        var status = stat()
        // A folder that was removed has a path still, to which " (deleted)" was added.
        guard unsafe fstat(descriptor, &status) == 0, status.st_nlink > 0 else { return nil }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let link = Array("/proc/self/fd/\(descriptor)".utf8)
        let count = unsafe buffer.withUnsafeMutableBytes { buffer in
            guard let start = buffer.baseAddress else { return 0 }
            return unsafe Directory.withPath(link) { unsafe readlink($0, start, buffer.count) }
        }
        guard count > 0 else { return SystemError().code == ENAMETOOLONG ? [] : nil }
        return Array(buffer[..<count])
    }

    /// What the file system knows of the file behind a handle; `nil` when it is gone.
    public func status(of handle: Handle, on root: Directory) -> FileStatus? {
        let descriptor = open(handle, on: root)
        guard descriptor >= 0 else { return nil }
        defer { _ = close(descriptor) }
        var status = stat()
        return unsafe fstat(descriptor, &status) == 0 ? FileStatus(status) : nil
    }

    private func open(_ handle: Handle, on root: Directory) -> CInt {
        unsafe handle.bytes.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else { return -1 }
            return unsafe linux_open_handle(root.descriptor, start, bytes.count)
        }
    }

    /// The handle of an open folder; the corresponding C function is `name_to_handle_at`.
    private func handle(of folder: Directory) -> Handle? {
        var bytes = [UInt8](repeating: 0, count: 8 + 128)
        bytes[0] = 128
        let result = unsafe bytes.withUnsafeMutableBytes { buffer in
            guard let start = buffer.baseAddress else { return CInt(-1) }
            return unsafe linux_handle(folder.descriptor, start)
        }
        return result == 0 ? Handle(bytes: Array(bytes.prefix(8 + Int(bytes[0])))) : nil
    }
}

extension RandomAccessCollection<UInt8> where Index == Int {
    /// A number in the machine's order, which is lowest byte first on all that are supported.
    fileprivate func number(at offset: Int, bytes count: Int) -> UInt64 {
        (0..<count).reversed().reduce(0) { $0 << 8 | UInt64(self[offset + $1]) }
    }
}

extension OpenFile {
    /// The queue of the file system that the file lies on; negative when there is none.
    ///
    /// A method, because the file stays open for as long as a method of it runs, and not a moment longer.
    fileprivate borrowing func makeFileSystemQueue() -> CInt { linux_watch_file_system(descriptor) }
}
