import POSIX

/// Tells of changes by one mark on the file system, which needs privileges and no memory for folders.
final class FileSystemSource: ChangeSource {
    let name = "fanotify"
    let hasBlindSpots = false
    let folderCount = 0
    private let events: FileSystemEvents
    private let root: Directory
    private let places: Monitor<Places>

    /// Which folders lie where. A cache only: what is not in it is asked for.
    private struct Places {
        /// The bucket's path, without links.
        var root: [UInt8]
        /// Paths below the bucket; `nil` for folders outside.
        var keys: [FileSystemEvents.Handle: [UInt8]?] = [:]
    }

    /// The most folders that are remembered.
    private static let capacity = 100_000

    /// Begins to watch.
    ///
    /// - Parameters:
    ///   - root: The bucket.
    ///   - watcher: A socket to ask at where this process may not watch.
    /// - Throws: `SystemError` where that cannot be.
    init(_ root: Directory, askingAt watcher: [UInt8]?) throws(SystemError) {
        guard let path = root.currentPath else { throw SystemError(2) }
        events = try FileSystemEvents(of: root, askingAt: watcher)
        self.root = root
        places = Monitor(Places(root: path))
    }

    func add(_ directory: Directory, key: [UInt8]) {}

    func forget(_ key: [UInt8]) {}

    func wait() -> Bool { events.wait() }

    func ring() { events.ring() }

    func next() -> [Change]? {
        let batch = events.next()
        return batch.isEmpty ? nil : batch.compactMap(change)
    }

    private func change(_ event: FileSystemEvents.Event) -> Change? {
        if event.isOverflow { return Change(key: [], isOverflow: true) }
        defer {
            // Everything below it may lie elsewhere now.
            if event.isFolder, event.isArrival || event.isDeparture {
                places.withLock { $0.keys.removeAll(keepingCapacity: true) }
            }
        }
        guard let folder = key(of: event.folder) else { return writeElsewhere(event) }
        if event.name.isEmpty || event.name == [UInt8(ascii: ".")] {
            return Change(key: folder, isFolder: true)
        }
        return Change(
            key: folder.isEmpty ? event.name : folder + [UInt8(ascii: "/")] + event.name,
            isFolder: event.isFolder,
            isArrival: event.isArrival,
            isDeparture: event.isDeparture
        )
    }

    /// A write outside the bucket matters when the file has another name inside.
    private func writeElsewhere(_ event: FileSystemEvents.Event) -> Change? {
        guard event.isWrite, !event.isFolder, !event.file.isEmpty,
            let status = events.status(of: event.file, on: root), status.linkCount > 1
        else { return nil }
        return Change(key: [], otherName: status)
    }

    /// The path of a folder below the bucket; `nil` when it lies outside or has gone.
    private func key(of folder: FileSystemEvents.Handle) -> [UInt8]? {
        if let known = places.withLock({ $0.keys[folder] }) { return known }
        let path = events.path(of: folder, on: root)
        return places.withLock { places in
            let key = path.flatMap { path -> [UInt8]? in
                if path == places.root { return [] }
                let prefix = places.root.last == UInt8(ascii: "/") ? places.root : places.root + [UInt8(ascii: "/")]
                return path.starts(with: prefix) ? Array(path.dropFirst(prefix.count)) : nil
            }
            if places.keys.count >= FileSystemSource.capacity { places.keys.removeAll(keepingCapacity: true) }
            // What has gone is not remembered: its handle stands for nothing any more.
            if path != nil { places.keys[folder] = .some(key) }
            return key
        }
    }
}
