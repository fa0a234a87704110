import POSIX
import Synchronization

/// Tells of changes by a watch on each folder, which every user may have, up to a limit.
final class FolderSource: ChangeSource {
    let name = "inotify"
    private let events: FolderEvents
    private let folders = Monitor(Folders())
    private let isIncomplete = Atomic(false)

    /// Which folders are watched.
    private struct Folders {
        var keys: [Int32: [UInt8]] = [:]
        var watches: [[UInt8]: Int32] = [:]
    }

    init() throws(SystemError) { events = try FolderEvents() }

    var hasBlindSpots: Bool { isIncomplete.load(ordering: .relaxed) }

    var folderCount: Int { folders.withLock { $0.keys.count } }

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

    func forget(_ key: [UInt8]) {
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
    }

    func wait() -> Bool { events.wait() }

    func ring() { events.ring() }

    func next() -> [Change]? {
        let batch = events.next()
        return batch.isEmpty ? nil : batch.compactMap(change)
    }

    private func change(_ event: FolderEvents.Event) -> Change? {
        if event.isOverflow { return Change(key: [], isOverflow: true) }
        guard let folder = folders.withLock({ $0.keys[event.watch] }) else { return nil }
        if event.isEnd {
            folders.withLock { folders in
                folders.keys[event.watch] = nil
                if folders.watches[folder] == event.watch { folders.watches[folder] = nil }
            }
            return folder.isEmpty ? Change(key: [], isEnd: true) : nil
        }
        // What happens to a folder itself its parent tells too, but for the bucket.
        if event.name.isEmpty { return folder.isEmpty ? Change(key: [], isFolder: true) : nil }
        return Change(
            key: folder.isEmpty ? event.name : folder + [UInt8(ascii: "/")] + event.name,
            isFolder: event.isFolder,
            isArrival: event.isArrival,
            isDeparture: event.isDeparture
        )
    }
}
