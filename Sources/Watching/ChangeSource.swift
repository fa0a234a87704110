import POSIX

/// Something that happened in a bucket: a hint, after which the file system must be looked at.
struct Change: Sendable {
    /// The path below the bucket; empty for the bucket itself.
    var key: [UInt8]
    var isFolder = false
    /// Whether a name has appeared.
    var isArrival = false
    /// Whether a name has gone.
    var isDeparture = false
    /// Whether events were lost: everything must be looked at again.
    var isOverflow = false
    /// Whether it happened somewhere so deep down that nobody can tell where, which a walk finds.
    var isDeep = false
    /// Whether the bucket itself has gone.
    var isEnd = false
    /// The file that was written to under a name outside the bucket, though it may have one inside.
    var otherName: FileStatus?
}

/// Tells of changes in a bucket.
protocol ChangeSource: Sendable {
    /// What it is called in health: `inotify` or `fanotify`.
    var name: String { get }

    /// Whether some folders are not seen.
    var hasBlindSpots: Bool { get }

    /// How many folders it watches one by one.
    var folderCount: Int { get }

    /// Watches a folder from now on; call it before the folder is listed, so that nothing falls between.
    func add(_ directory: Directory, key: [UInt8])

    /// Forgets a folder that has gone, and all below it.
    func forget(_ key: [UInt8])

    /// Waits for changes or for ``wake()``.
    ///
    /// - Returns: Whether it rang.
    func wait() -> Bool

    /// Makes ``wait()`` return.
    func wake()

    /// Takes changes out of the queue; `nil` when it is empty.
    func next() -> [Change]?
}
