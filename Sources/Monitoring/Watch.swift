import POSIX
import Synchronization

/// Notices what changes in a bucket.
///
/// Each folder is watched by itself. What it reports are hints; what it may have missed — an overflow, more folders than
/// the system lets one watch — it says, and then a walk finds it.
final class Watch: Sendable {
    private let bucket: Int
    private let root: Directory
    private let dirty: DirtySet
    private let events: FolderEvents
    private let folders = Monitor(Folders())
    private let drained = Monitor(0)
    private let isClosed = Atomic(false)
    private let overflows = Atomic(0)
    private let isIncomplete = Atomic(false)
    /// Called when everything must be looked at again.
    private let needsWalk: @Sendable () -> Void
    /// Called when a folder and all in it may have gone.
    private let hasGone: @Sendable ([UInt8]) -> Void

    /// Which folders are watched.
    private struct Folders {
        var keys: [Int32: [UInt8]] = [:]
        var watches: [[UInt8]: Int32] = [:]
    }

    init(
        bucket: Int,
        root: Directory,
        _ dirty: DirtySet,
        needsWalk: @escaping @Sendable () -> Void,
        hasGone: @escaping @Sendable ([UInt8]) -> Void
    ) throws(SystemError) {
        self.bucket = bucket
        self.root = root
        self.dirty = dirty
        self.needsWalk = needsWalk
        self.hasGone = hasGone
        events = try FolderEvents()
    }

    /// Whether some folders cannot be watched, because the system allows no more.
    var hasBlindSpots: Bool { isIncomplete.load(ordering: .relaxed) }

    /// How often events were lost.
    var overflowCount: Int { overflows.load(ordering: .relaxed) }

    /// How many folders are watched.
    var folderCount: Int { folders.withLock { $0.keys.count } }

    /// Watches a folder from now on; call it before the folder is listed, so that nothing falls between.
    func add(_ directory: Directory, key: [UInt8]) {
        do throws(SystemError) {
            let watch = try events.watch(directory)
            folders.withLock { folders in
                if let old = folders.keys[watch], old != key { folders.watches[old] = nil }
                folders.keys[watch] = key
                folders.watches[key] = watch
            }
        } catch {
            if error.isOutOfWatches { isIncomplete.store(true, ordering: .relaxed) }
        }
    }

    /// Handles events until ``close()``.
    func run() {
        while !isClosed.load(ordering: .acquiring) {
            let hasRung = events.wait()
            while true {
                let batch = events.next()
                if batch.isEmpty { break }
                for event in batch { handle(event) }
            }
            if hasRung {
                drained.withLock { $0 += 1 }
                drained.notifyAll()
            }
        }
    }

    /// Ends ``run()``.
    func close() {
        isClosed.store(true, ordering: .releasing)
        events.ring()
    }

    /// Waits until everything that happened before the call is marked.
    ///
    /// The kernel queues an event before the call that caused it returns, so an empty queue is proof.
    func waitUntilDrained(by deadline: Timestamp) -> Bool {
        // The ring may fall into a round that has read the queue already: the second one cannot.
        for _ in 0..<2 {
            let before = drained.withLock { $0 }
            events.ring()
            guard drained.wait(until: deadline, { $0 > before ? true : nil }) != nil else { return false }
        }
        return true
    }

    private func handle(_ event: FolderEvents.Event) {
        if event.isOverflow {
            overflows.wrappingAdd(1, ordering: .relaxed)
            needsWalk()
            return
        }
        guard let folder = folders.withLock({ $0.keys[event.watch] }) else { return }
        if event.isEnd {
            folders.withLock { folders in
                folders.keys[event.watch] = nil
                if folders.watches[folder] == event.watch { folders.watches[folder] = nil }
            }
            return
        }
        guard !event.name.isEmpty else { return }
        let key = folder.isEmpty ? event.name : folder + [UInt8(ascii: "/")] + event.name
        if event.isFolder {
            if event.isDeparture { forget(key) }
            if event.isArrival { enter(key) }
        } else {
            dirty.mark(ObjectName(bucket: bucket, key: key))
        }
    }

    /// A folder has gone, with all that is in it.
    private func forget(_ key: [UInt8]) {
        let ended = folders.withLock { folders in
            let below = key + [UInt8(ascii: "/")]
            let keys = folders.watches.keys.filter { $0 == key || $0.starts(with: below) }
            return keys.compactMap { key in
                let watch = folders.watches.removeValue(forKey: key)
                if let watch { folders.keys[watch] = nil }
                return watch
            }
        }
        for watch in ended { events.end(watch) }
        hasGone(key)
    }

    /// A folder has come, with whatever is in it already: events tell of the rest only.
    private func enter(_ key: [UInt8]) {
        do throws(SystemError) {
            var folder = root
            for name in key.split(separator: UInt8(ascii: "/")) { folder = try Directory(Array(name), in: folder) }
            try FolderWalk.walk(folder, key: key, device: root.device) { directory, key in
                add(directory, key: key)
            } file: { _, _, key in
                dirty.mark(ObjectName(bucket: bucket, key: key))
            }
        } catch {
            // It has gone again, which is an event of its own, or cannot be read, which the next walk tells.
        }
    }
}

/// A walk over a folder and all below it, in one thread.
enum FolderWalk {
    /// Calls `folder` for each folder before it is listed, then `file` for each regular file in it.
    ///
    /// Links are not followed and other file systems not entered. Folders that cannot be opened are passed over.
    ///
    /// - Returns: How many folders could not be listed.
    @discardableResult
    static func walk(
        _ start: Directory,
        key: [UInt8],
        device: UInt64,
        folder: (Directory, [UInt8]) -> Void,
        file: (Directory, [UInt8], [UInt8]) -> Void
    ) throws(SystemError) -> Int {
        var failures = 0
        var stack: [(parent: Directory?, name: [UInt8], key: [UInt8])] = [(nil, [], key)]
        while let next = stack.popLast() {
            let directory: Directory
            let entries: [Directory.Entry]
            do throws(SystemError) {
                if let parent = next.parent {
                    directory = try Directory(next.name, in: parent)
                } else {
                    directory = start
                }
                guard directory.device == device else { continue }
                folder(directory, next.key)
                entries = try directory.entries()
            } catch {
                if next.parent == nil { throw error }
                failures += error.isNotFound ? 0 : 1
                continue
            }
            for var entry in entries {
                if entry.kind == .unknown { entry.kind = (try? directory.kind(of: entry.name)) ?? .unknown }
                let key = next.key.isEmpty ? entry.name : next.key + [UInt8(ascii: "/")] + entry.name
                switch entry.kind {
                case .directory: stack.append((directory, entry.name, key))
                case .regular: file(directory, entry.name, key)
                default: break
                }
            }
        }
        return failures
    }
}
