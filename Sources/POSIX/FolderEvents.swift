import Glibc

/// The kernel's queue of what happens in folders: inotify.
///
/// A folder is watched by itself, not what lies below it. Events are hints: the queue may overflow, and who acts on an
/// event must look at the file system again.
///
/// Source: inotify(7).
public final class FolderEvents: Sendable {
    /// Something that happened in a watched folder.
    public struct Event: Sendable {
        /// The watch that ``watch(_:)`` returned; -1 for an overflow.
        public var watch: CInt
        /// What happened, as a set of bits.
        public var mask: UInt32
        /// The name in the folder; empty when the folder itself is meant.
        public var name: [UInt8]

        /// Whether events were lost: everything must be looked at again.
        public var isOverflow: Bool { mask & UInt32(IN_Q_OVERFLOW) != 0 }
        /// Whether the name is, or was, a folder's.
        public var isFolder: Bool { mask & UInt32(IN_ISDIR) != 0 }
        /// Whether a name has appeared.
        public var isArrival: Bool { mask & UInt32(IN_CREATE | IN_MOVED_TO) != 0 }
        /// Whether a name has gone.
        public var isDeparture: Bool { mask & UInt32(IN_DELETE | IN_MOVED_FROM) != 0 }
        /// Whether the watch has ended.
        public var isEnd: Bool { mask & UInt32(IN_IGNORED) != 0 }
    }

    private let queue: CInt
    private let wakeup: Wakeup
    private static let interest =
        UInt32(IN_CREATE | IN_MOVED_TO | IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB | IN_DELETE | IN_MOVED_FROM)
        | UInt32(IN_ONLYDIR | IN_EXCL_UNLINK)

    /// Makes an empty queue; the corresponding C function is `inotify_init1`.
    public init() throws(SystemError) {
        queue = inotify_init1(CInt(IN_NONBLOCK | IN_CLOEXEC))
        guard queue >= 0 else { throw SystemError() }
        do throws(SystemError) {
            wakeup = try Wakeup()
        } catch {
            _ = close(queue)
            throw error
        }
    }

    deinit { _ = close(queue) }

    /// Watches an open folder.
    ///
    /// - Returns: What events of it carry; the same number again for a folder that is watched already.
    /// - Throws: ``SystemError``; its ``SystemError/isOutOfWatches`` holds when the user's limit is reached.
    public func watch(_ directory: Directory) throws(SystemError) -> CInt {
        // By way of the open folder, for the name may stand for another one by now.
        let path = Array("/proc/self/fd/\(directory.descriptor)".utf8)
        let watch = unsafe Directory.withPath(path) { unsafe inotify_add_watch(queue, $0, FolderEvents.interest) }
        guard watch >= 0 else { throw SystemError() }
        return watch
    }

    /// Ends a watch.
    public func end(_ watch: CInt) { _ = inotify_rm_watch(queue, watch) }

    /// Makes ``wait()`` return.
    public func wake() { wakeup.wake() }

    /// Waits for events or for ``wake()``.
    ///
    /// - Returns: Whether it rang.
    public func wait() -> Bool { wakeup.wait(with: queue) }

    /// Takes events out of the queue; empty when there are none.
    public func next() -> [Event] {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = unsafe read(queue, &buffer, buffer.count)
        guard count > 0 else { return [] }
        var events: [Event] = []
        let headLength = MemoryLayout<inotify_event>.size
        unsafe buffer.withUnsafeBytes { bytes in
            var offset = 0
            while offset + headLength <= count {
                let head = unsafe bytes.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
                let name = unsafe bytes[offset + headLength..<offset + headLength + Int(head.len)].prefix { $0 != 0 }
                events.append(Event(watch: head.wd, mask: head.mask, name: unsafe Array(name)))
                offset += headLength + Int(head.len)
            }
        }
        return events
    }
}

extension SystemError {
    /// Whether the user watches as many folders as the system allows.
    public var isOutOfWatches: Bool { code == ENOSPC }
}
