import POSIX
import Synchronization

/// Notices what changes in a bucket.
///
/// What it is told are hints; what it may have missed — an overflow, more folders than the system lets one watch — it
/// says, and then a walk finds it.
final class Watch: Sendable {
    /// Who must know of what a change of one object is not.
    struct Listener: Sendable {
        /// Everything must be looked at again.
        var needsWalk: @Sendable () -> Void
        /// The same, because too many names wait to be looked at.
        var hasNoRoom: @Sendable () -> Void
        /// A folder and all in it may have gone.
        var hasGone: @Sendable ([UInt8]) -> Void
        /// A folder is another's now, or others may enter it.
        var hasAccessChanged: @Sendable ([UInt8]) -> Void
        /// A file was written to under a name outside the bucket.
        var hasOtherName: @Sendable (FileStatus) -> Void
        /// Something is mounted at a folder that has come.
        var hasMount: @Sendable ([UInt8], MountBoundary) -> Void
        /// Something happened so deep down that nobody can tell where.
        var hasDeepChange: @Sendable () -> Void
        /// The bucket itself may have gone.
        var mayHaveEnded: @Sendable () -> Void
    }

    private let bucket: Int
    private let root: Directory
    private let dirty: DirtySet
    private let source: any ChangeSource
    private let listener: Listener
    private let drained = Monitor(0)
    private let isClosed = Atomic(false)
    /// Folders that have come and are still to be looked through, which is not done where changes are handled.
    private let arrivals = Arrivals()
    /// The same far down, so that nobody else waits for that: the deeper a tree, the longer it takes.
    private let deepArrivals = Arrivals(rests: true)
    private let overflows = Atomic(0)

    /// How long a path is that counts as deep, in bytes, and how many levels of what has come are looked through at once.
    private static let deepLength = 1024
    private static let shallowLevels = 32

    /// How long nobody looks after changes that do not concern the bucket, in milliseconds.
    private static let rest = 2

    init(bucket: Int, root: Directory, _ dirty: DirtySet, _ source: any ChangeSource, _ listener: Listener) {
        self.bucket = bucket
        self.root = root
        self.dirty = dirty
        self.source = source
        self.listener = listener
    }

    /// What notices the changes.
    var sourceName: String { source.name }

    /// Whether some folders cannot be watched, because the system allows no more.
    var hasBlindSpots: Bool { source.hasBlindSpots }

    /// How often events were lost.
    var overflowCount: Int { overflows.load(ordering: .relaxed) }

    /// How many folders are watched one by one.
    var folderCount: Int { source.folderCount }

    /// Watches a folder from now on; call it before the folder is listed, so that nothing falls between.
    func add(_ directory: Directory, key: [UInt8]) { source.add(directory, key: key) }

    /// Handles changes until ``close()``.
    func run() {
        Threads.detach { [self] in arrivals.run { enter($0, mostLevels: Watch.shallowLevels) } }
        Threads.detach { [self] in deepArrivals.run { enter($0, mostLevels: nil) } }
        while !isClosed.load(ordering: .acquiring) {
            let wasWoken = source.wait()
            var isConcerned = false
            while let batch = source.next() {
                for change in batch { handle(change) }
                isConcerned = isConcerned || !batch.isEmpty
            }
            // Others write to the file system, too: the kernel makes one event of many while nobody looks.
            if !wasWoken, !isConcerned { Threads.sleep(milliseconds: Watch.rest) }
            if wasWoken {
                drained.withLock { $0 += 1 }
                drained.notifyAll()
            }
        }
    }

    /// Ends ``run()``.
    func close() {
        isClosed.store(true, ordering: .releasing)
        source.wake()
        arrivals.close()
        deepArrivals.close()
    }

    /// Waits until everything that happened before the call is marked.
    ///
    /// The kernel queues an event before the call that caused it returns, so an empty queue is proof.
    func waitUntilDrained(by deadline: Timestamp) -> Bool {
        // The ring may fall into a round that has read the queue already: the second one cannot.
        for _ in 0..<2 {
            let before = drained.withLock { $0 }
            source.wake()
            guard drained.wait(until: deadline, { $0 > before ? true : nil }) != nil else { return false }
        }
        // In this order: the first hands over to the second.
        return arrivals.waitUntilEmpty(by: deadline) && deepArrivals.waitUntilEmpty(by: deadline)
    }

    private func arrive(_ key: [UInt8]) {
        if !(key.count > Watch.deepLength ? deepArrivals : arrivals).add(key) { listener.needsWalk() }
    }

    private func handle(_ change: Change) {
        if change.isOverflow {
            overflows.wrappingAdd(1, ordering: .relaxed)
            listener.needsWalk()
        } else if change.isDeep {
            listener.hasDeepChange()
        } else if change.isEnd {
            listener.mayHaveEnded()
        } else if let status = change.otherName {
            listener.hasOtherName(status)
        } else if change.isFolder {
            if change.isDeparture {
                source.forget(change.key)
                listener.hasGone(change.key)
            }
            if change.isArrival { arrive(change.key) }
            if !change.isDeparture, !change.isArrival { listener.hasAccessChanged(change.key) }
        } else {
            if !dirty.mark(ObjectName(bucket: bucket, key: change.key)) { listener.hasNoRoom() }
        }
    }

    /// A folder has come, with whatever is in it already: events tell of the rest only.
    private func enter(_ key: [UInt8], mostLevels: Int?) {
        if isClosed.load(ordering: .acquiring) { return }
        do throws(SystemError) {
            var walk = FolderWalk { [source] directory, key in
                source.add(directory, key: key)
            } file: { [dirty, bucket, listener] _, _, key in
                if !dirty.mark(ObjectName(bucket: bucket, key: key)) { listener.hasNoRoom() }
            } mount: { [listener] key, boundary in
                listener.hasMount(key, boundary)
            }
            walk.mostLevels = mostLevels
            walk.deeper = { [self] key in if !deepArrivals.add(key) { listener.needsWalk() } }
            try walk.walk(Directory(beneath: root, key), key: key)
        } catch {
            // It has gone again, which is an event of its own, or cannot be read, which the next walk tells.
        }
    }
}
