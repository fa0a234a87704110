import POSIX
import Synchronization

/// Tells of changes by a watch on each folder, which every user may have, up to a limit.
final class FolderSource: ChangeSource {
    let name = "inotify"
    private let events: FolderEvents
    private let folders = Monitor(FolderTree())
    private let isIncomplete = Atomic(false)

    init() throws(SystemError) { events = try FolderEvents() }

    var hasBlindSpots: Bool { isIncomplete.load(ordering: .relaxed) }

    var folderCount: Int { folders.withLock { $0.count } }

    func add(_ directory: Directory, key: [UInt8]) {
        do throws(SystemError) {
            let watch = try events.watch(directory)
            folders.withLock { $0.add(watch, key: key) }
        } catch {
            // What else can be wrong with a folder the walk comes across that is at listing it, and counts.
            if error.isOutOfWatches { isIncomplete.store(true, ordering: .relaxed) }
        }
    }

    func forget(_ key: [UInt8]) {
        for watch in folders.withLock({ $0.forget(key) }) { events.end(watch) }
    }

    func wait() -> Bool { events.wait() }

    func wake() { events.wake() }

    func next() -> [Change]? {
        let batch = events.next()
        return batch.isEmpty ? nil : batch.compactMap(change)
    }

    private func change(_ event: FolderEvents.Event) -> Change? {
        if event.isOverflow { return Change(key: [], isOverflow: true) }
        if event.isEnd { return folders.withLock { $0.end(event.watch) } ? Change(key: [], isEnd: true) : nil }
        guard let folder = folders.withLock({ $0.key(of: event.watch) }) else { return nil }
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
