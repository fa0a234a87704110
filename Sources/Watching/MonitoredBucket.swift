import Configuring
public import POSIX
public import Records

/// A bucket at work: watched, and compared with the records whenever something may have been missed.
public final class MonitoredBucket: Sendable {
    private struct Progress {
        var state = State.reconciling
        var isWalkWanted = true
        var isCheckWanted = false
        /// Whether something has changed that only a walk finds, which may wait.
        var isDeepWalkWanted = false
        var isClosed = false
        var problem: String?
        /// Why changes are not watched although they should be.
        var unwatchedBecause: String?
        var walks = 0
        var walkSeconds: Double?
        var mounts = NestedMounts()
        /// Of watches that have ended.
        var overflows = 0
        /// The bucket as it is now; `nil` while it is offline.
        var open: OpenBucket?
    }

    /// An open bucket.
    private struct OpenBucket {
        var root: Directory
        var status: FileStatus
        var watch: Watch?
    }

    public let record: BucketRecord
    /// Its place among all buckets, by which marks name it.
    public let index: Int
    /// The folder that the configuration insists on.
    private let inodeAllowed: UInt64?
    private let options: WatchOptions
    private let dirty: DirtySet
    private let marks: BucketMarks
    private let records: RecordStore
    private let notices: Notices
    private let progress = Monitor(Progress())

    /// Opens the bucket, or notes why that cannot be.
    public init(
        _ record: BucketRecord,
        index: Int,
        _ options: WatchOptions,
        ruleSet: Int64,
        _ dirty: DirtySet,
        _ records: RecordStore,
        _ notices: Notices
    ) {
        self.record = record
        self.index = index
        inodeAllowed = options.inode
        self.options = options
        self.dirty = dirty
        marks = BucketMarks(bucket: record, index: index, ruleSet: ruleSet, dirty: dirty, records: records)
        self.records = records
        self.notices = notices
        open()
    }

    /// The open bucket; `nil` while it is offline.
    public var root: Directory? { progress.withLock { $0.open?.root } }

    /// What the file system knows of an object; `nil` when it is not there, or the bucket is offline.
    ///
    /// - Throws: `SystemError` when that cannot be told: nothing may be concluded from it.
    public func status(of key: [UInt8]) throws(SystemError) -> FileStatus? {
        guard let root else { return nil }
        let (folder, name) = MonitoredBucket.split(key)
        do throws(SystemError) {
            return try Directory(beneath: root, folder).status(of: name)
        } catch  where error.isNotFound || error.isSymbolicLink || error.isOtherFileSystem {
            return nil
        }
    }

    /// The folder that an object lies in, empty for the bucket itself, and its name there.
    public static func split(_ key: [UInt8]) -> (folder: [UInt8], name: [UInt8]) {
        guard let slash = key.lastIndex(of: UInt8(ascii: "/")) else { return ([], key) }
        return (Array(key[..<slash]), Array(key[(slash + 1)...]))
    }

    /// What is known of the bucket's state.
    public var health: Health {
        progress.withLock { progress in
            let watch = progress.open?.watch
            return Health(
                state: progress.state,
                problem: progress.problem,
                backend: watch?.sourceName ?? "polling",
                folders: watch?.folderCount ?? 0,
                overflows: progress.overflows + (watch?.overflowCount ?? 0),
                walks: progress.walks,
                walkSeconds: progress.walkSeconds,
                mounts: progress.mounts
            )
        }
    }

    /// Begins to watch and to walk.
    public func start() {
        if let watch = progress.withLock({ $0.open?.watch }) { Threads.detach { watch.run() } }
        Threads.detach { [self] in
            var lastWalk = Timestamp.monotonic()
            var mounts = MountTable.places(below: record.path)
            while let isWalkWanted = waitForWork() {
                guard isThere() else { continue }
                // No event tells of what is mounted over a folder, and nobody sees what it hides.
                let mountsNow = MountTable.places(below: record.path)
                let hasMountsChanged = mountsNow != mounts
                mounts = mountsNow
                let seconds = Int(Timestamp.monotonic().seconds(since: lastWalk))
                let isDue = seconds >= (isBlind ? options.pollSeconds : options.reconcileSeconds)
                guard isWalkWanted || isDue || hasMountsChanged || isDeepWalkDue(seconds) else { continue }
                walk()
                lastWalk = .monotonic()
            }
        }
    }

    /// Whether it is time for a walk because of changes far down: the next look at the bucket, but a tenth of the time at most.
    private func isDeepWalkDue(_ seconds: Int) -> Bool {
        progress.withLock { progress in
            progress.isDeepWalkWanted && Double(seconds) >= 10 * (progress.walkSeconds ?? 0)
        }
    }

    /// Ends watching.
    public func close() {
        progress.withLock { progress in
            progress.isClosed = true
            progress.open?.watch?.close()
        }
        progress.notifyAll()
    }

    /// Waits until everything that was changed before the call is marked.
    public func waitUntilMarked(by deadline: Timestamp) -> Bool {
        if let watch = progress.withLock({ $0.open?.watch }), !isBlind {
            guard watch.waitUntilDrained(by: deadline) else { return false }
            if progress.withLock({ $0.isDeepWalkWanted }) { wantWalk() }
        } else {
            wantWalk()
        }
        return progress.wait(until: deadline) { progress in
            progress.isClosed || progress.state == .offline
                || (!progress.isWalkWanted && progress.state != .reconciling)
                ? true : nil
        } ?? false
    }

    /// Has everything looked at again that has changed.
    public func wantWalk() {
        progress.withLock { progress in
            progress.isWalkWanted = true
            if progress.state != .offline { progress.state = .reconciling }
        }
        progress.notifyAll()
    }

    /// Whether walks must find what no event tells.
    private var isBlind: Bool {
        progress.withLock { progress in
            guard let bucket = progress.open, let watch = bucket.watch else { return true }
            return watch.hasBlindSpots || bucket.root.fileSystemKind == .remote
        }
    }

    /// Waits until a walk is wanted or it is time for a look.
    ///
    /// - Returns: Whether a walk is wanted; `nil` when the service ends.
    private func waitForWork() -> Bool? {
        let deadline = Timestamp.monotonic().adding(milliseconds: options.pollSeconds * 1000)
        let work: Bool?? = progress.wait(until: deadline) { progress -> Bool?? in
            if progress.isClosed { return .some(nil) }
            guard progress.isWalkWanted || progress.isCheckWanted else { return nil }
            defer {
                progress.isWalkWanted = false
                progress.isCheckWanted = false
            }
            return progress.isWalkWanted
        }
        return work ?? false
    }

    // MARK: Coming and going

    /// Whether the bucket is there and the same as before; opens it anew if it has come back.
    private func isThere() -> Bool {
        if let bucket = progress.withLock({ $0.open }) {
            // Whatever stands in its place now, nothing but what is held open is looked at. What cannot be opened is opened
            // anew below, which says why it cannot.
            if let folder = try? RootFolder(at: record.path), folder.status.isSameFile(as: bucket.status) {
                return true
            }
            bucket.watch?.close()
            progress.withLock { progress in
                progress.overflows += bucket.watch?.overflowCount ?? 0
                progress.open = nil
            }
        }
        open()
        guard let bucket = progress.withLock({ $0.open }) else { return false }
        if let watch = bucket.watch { Threads.detach { watch.run() } }
        wantWalk()
        return true
    }

    /// Opens the bucket and makes its watch; what prevents that becomes the bucket's problem.
    private func open() {
        do {
            let folder = try RootFolder(at: record.path)
            let (root, status) = (folder.directory, folder.status)
            if let problem = try problem(of: folder) {
                goOffline(problem)
                return
            }
            if root.fileSystemKind == .pseudo {
                goOffline("is no place for files")
                return
            }
            if try records.hasLostItsFileSystem(record.id, now: root.device), try root.entries(limit: 1).isEmpty {
                goOffline("is empty and on another file system than before: is what belongs there mounted?")
                return
            }
            let watch = makeWatch(root)
            progress.withLock { progress in
                progress.open = OpenBucket(root: root, status: status, watch: watch)
                progress.state = .reconciling
                progress.problem = nil
            }
            notices.say(.bucketOpened(record.name, backend: watch?.sourceName ?? "polling"))
        } catch let error as RootFolderError {
            goOffline(error.words)
        } catch {
            goOffline("\(error)")
        }
        progress.notifyAll()
    }

    /// Why a folder is not taken for the bucket; `nil` when it is, which is then remembered.
    ///
    /// Where nobody but root and the service's own user can exchange it, another folder than before is a new beginning;
    /// where others can, an administrator must say that it is the right one.
    private func problem(of folder: RootFolder) throws -> String? {
        let inode = folder.status.inode
        if let inodeAllowed, inodeAllowed != inode {
            return "has inode \(inode), and the configuration says \(inodeAllowed)"
        }
        if inodeAllowed == nil, let exchanger = folder.exchanger, let before = try records.rootInode(of: record.id),
            before != inode
        {
            let user = System.userName(of: exchanger) ?? String(exchanger)
            return
                "is another folder than before, and user \(user) may have put it there: if it is the right one, write "
                + "'inode: \(inode)' behind the bucket's path in the configuration, and reload it"
        }
        try records.keepRootInode(inode, of: record.id)
        return nil
    }

    private func goOffline(_ problem: String) {
        let isNew = progress.withLock { progress in
            let isNew = progress.problem != problem
            progress.state = .offline
            progress.problem = problem
            return isNew
        }
        if isNew { notices.say(.bucketOffline(record.name, problem)) }
        progress.notifyAll()
    }

    /// A way to learn of changes, found by trying: the whole file system, each folder, or none.
    ///
    /// That the first is not to be had is no problem as long as the second is; that none is although one is wanted is.
    private func makeWatch(_ root: Directory) -> Watch? {
        var source: (any ChangeSource)?
        var failure: SystemError?
        if [.auto, .fanotify].contains(options.method) {
            do throws(SystemError) {
                source = try FileSystemSource(root, askingAt: options.watcherSocket)
            } catch {
                failure = error
            }
        }
        if source == nil, [.auto, .inotify].contains(options.method) {
            do throws(SystemError) {
                source = try FolderSource()
            } catch {
                failure = error
            }
        }
        let reason = source == nil ? failure.map { "changes cannot be watched, only compared: \($0)" } : nil
        progress.withLock { $0.unwatchedBecause = reason }
        return source.map { Watch(bucket: index, root: root, dirty, $0, listener) }
    }

    private var listener: Watch.Listener {
        Watch.Listener(
            needsWalk: { [weak self] in
                guard let self else { return }
                notices.say(.overflow(record.name))
                wantWalk()
            },
            hasNoRoom: { [weak self] in self?.findLater() },
            hasGone: { [weak self, marks] key in if !marks.markKnown(below: key) { self?.findLater() } },
            hasAccessChanged: { [weak self, marks] key in if !marks.markFolders(below: key) { self?.findLater() } },
            hasOtherName: { [weak self, marks] status in if !marks.markNames(of: status) { self?.findLater() } },
            hasMount: { [weak self] key, boundary in
                self?.progress.withLock { $0.mounts.add(key, boundary) }
            },
            hasDeepChange: { [weak self] in self?.progress.withLock { $0.isDeepWalkWanted = true } },
            mayHaveEnded: { [weak self] in
                guard let self else { return }
                progress.withLock { $0.isCheckWanted = true }
                progress.notifyAll()
            }
        )
    }

    // MARK: Walks

    /// Compares the folder with the records, and marks what differs.
    private func walk() {
        guard let bucket = progress.withLock({ $0.open }) else { return }
        progress.withLock { progress in
            progress.state = .reconciling
            progress.isDeepWalkWanted = false
        }
        let start = Timestamp.monotonic()
        do {
            let (failures, mounts) = try marks.compare(bucket.root, bucket.watch)
            progress.withLock { $0.mounts = mounts }
            finishWalk(bucket, failures: failures, seconds: Timestamp.monotonic().seconds(since: start))
        } catch {
            goOffline("\(error)")
        }
        progress.notifyAll()
    }

    private func finishWalk(_ bucket: OpenBucket, failures: Int, seconds: Double) {
        let isBlind = isBlind
        progress.withLock { progress in
            progress.walks += 1
            progress.walkSeconds = seconds
            // A walk that was asked for since is still to come.
            if !progress.isWalkWanted { progress.state = isBlind ? .polling : .live }
            progress.problem =
                if bucket.watch?.hasBlindSpots == true {
                    "more folders than the system lets one watch: raise fs.inotify.max_user_watches"
                } else if failures > 0 {
                    "\(failures) folders could not be listed"
                } else {
                    progress.unwatchedBecause
                }
        }
        notices.say(.walked(record.name, seconds: seconds, folders: failures))
    }

    /// Marks the names in this bucket of a file that was written to under another.
    public func markNames(of status: FileStatus, except key: [UInt8] = []) {
        if !marks.markNames(of: status, except: key) { findLater() }
    }

    /// Has a walk find what there was no room for.
    private func findLater() {
        let isNew = progress.withLock { progress in
            defer { progress.isWalkWanted = true }
            return !progress.isWalkWanted
        }
        // One for all until the walk begins.
        if isNew { notices.say(.fullQueue(record.name)) }
        wantWalk()
    }
}
