import POSIX

/// Tells of changes by one mark on the file system, which needs privileges and no memory for folders.
final class FileSystemSource: ChangeSource {
    let name = "fanotify"
    let hasBlindSpots = false
    let folderCount = 0
    private let events: FileSystemEvents
    private let root: Directory
    private let locations: Monitor<Locations>

    /// Which folders lie where.
    ///
    /// A cache only: what is not in it is asked for.
    private struct Locations {
        /// The bucket's path, without links.
        var root: [UInt8]
        /// Paths below the bucket; `nil` for folders outside.
        var keys: [FileSystemEvents.Handle: Location] = [:]
        /// Bytes of all paths.
        var weight = 0
    }

    /// Where a folder lies.
    private enum Location {
        case inside([UInt8])
        case outside
        /// Its path is longer than the kernel tells.
        case deep
    }

    /// The most folders that are remembered, and bytes of their paths.
    private static let capacity = 100_000
    private static let heaviest = 16 << 20

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
        locations = Monitor(Locations(root: path))
    }

    func add(_ directory: Directory, key: [UInt8]) {}

    func forget(_ key: [UInt8]) {}

    func wait() -> Bool { events.wait() }

    func wake() { events.wake() }

    func next() -> [Change]? {
        let batch = events.next()
        return batch.isEmpty ? nil : batch.compactMap(change)
    }

    private func change(_ event: FileSystemEvents.Event) -> Change? {
        if event.isOverflow { return Change(key: [], isOverflow: true) }
        defer {
            // Everything below it may lie elsewhere now.
            if event.isFolder, event.isMove { locations.withLock { FileSystemSource.clear(&$0) } }
        }
        let folder: [UInt8]
        switch location(of: event.folder) {
        case .inside(let key): folder = key
        case .deep: return Change(key: [], isDeep: true)
        case .outside: return writeElsewhere(event)
        }
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

    private static func clear(_ locations: inout Locations) {
        locations.keys.removeAll(keepingCapacity: true)
        locations.weight = 0
    }

    /// Where a folder lies; outside when it has gone.
    private func location(of folder: FileSystemEvents.Handle) -> Location {
        if let known = locations.withLock({ $0.keys[folder] }) { return known }
        // What has gone is not remembered: its handle stands for nothing any more.
        guard let path = events.path(of: folder, on: root) else { return .outside }
        return locations.withLock { locations in
            let location = FileSystemSource.location(path, below: locations.root)
            if locations.keys.count >= FileSystemSource.capacity || locations.weight >= FileSystemSource.heaviest {
                FileSystemSource.clear(&locations)
            }
            locations.keys[folder] = location
            if case .inside(let key) = location { locations.weight += key.count }
            return location
        }
    }

    private static func location(_ path: [UInt8], below root: [UInt8]) -> Location {
        if path.isEmpty { return .deep }
        if path == root { return .inside([]) }
        let prefix = root.last == UInt8(ascii: "/") ? root : root + [UInt8(ascii: "/")]
        return path.starts(with: prefix) ? .inside(Array(path.dropFirst(prefix.count))) : .outside
    }
}
