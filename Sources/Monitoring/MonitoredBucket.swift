import POSIX
import Records

/// A bucket at work: watched, and compared with the records whenever something may have been missed.
final class MonitoredBucket: Sendable {
    let record: BucketRecord
    let root: Directory

    /// Where the bucket is with regard to its records.
    enum State: String, Sendable {
        /// A walk compares what is there with what is known.
        case reconciling
        /// Every change is noticed as it happens.
        case live
        /// Changes are found by walks only, or for some folders.
        case polling
        /// The folder cannot be read.
        case offline
    }

    private struct Progress {
        var state = State.reconciling
        var isWalkWanted = true
        var isForced = false
        var walks = 0
        var isClosed = false
        var problem: String?
    }

    private let index: Int
    private let dirty: DirtySet
    private let records: RecordStore
    private let progress = Monitor(Progress())
    private let watch = Monitor<Watch?>(nil)

    init(_ record: BucketRecord, root: Directory, index: Int, _ dirty: DirtySet, _ records: RecordStore) {
        self.record = record
        self.root = root
        self.index = index
        self.dirty = dirty
        self.records = records
    }

    /// Begins to watch and to walk.
    func start(reconcileSeconds: Int, pollSeconds: Int) {
        do throws(SystemError) {
            let watch = try Watch(bucket: index, root: root, dirty) { [weak self] in
                self?.wantWalk()
            } hasGone: { [weak self] key in
                self?.markKnown(below: key)
            }
            self.watch.withLock { $0 = watch }
            Threads.detach { watch.run() }
        } catch {
            progress.withLock { $0.problem = "changes cannot be watched: \(error)" }
        }
        Threads.detach { [self] in
            while true {
                let watch = watch.withLock { $0 }
                let isBlind = watch == nil || watch?.hasBlindSpots == true
                let seconds = isBlind ? pollSeconds : reconcileSeconds
                let deadline = Timestamp.monotonic().adding(milliseconds: seconds * 1000)
                let isWanted: Bool? = progress.wait(until: deadline) { progress in
                    if progress.isClosed { return false }
                    guard progress.isWalkWanted else { return nil }
                    progress.isWalkWanted = false
                    return true
                }
                if isWanted == false { return }
                walk()
            }
        }
    }

    /// Ends watching.
    func close() {
        watch.withLock { $0 }?.close()
        progress.withLock { $0.isClosed = true }
        progress.notifyAll()
    }

    /// What is known of the bucket's state.
    var health: (state: State, problem: String?, folders: Int, overflows: Int) {
        let watch = watch.withLock { $0 }
        return progress.withLock { ($0.state, $0.problem, watch?.folderCount ?? 0, watch?.overflowCount ?? 0) }
    }

    /// Waits until everything that was changed before the call is marked.
    func waitUntilMarked(by deadline: Timestamp) -> Bool {
        if let watch = watch.withLock({ $0 }), !watch.hasBlindSpots {
            guard watch.waitUntilDrained(by: deadline) else { return false }
        } else {
            wantWalk()
        }
        return progress.wait(until: deadline) { $0.isWalkWanted || $0.state == .reconciling ? nil : true } ?? false
    }

    private func wantWalk() {
        progress.withLock { progress in
            progress.isWalkWanted = true
            progress.state = .reconciling
        }
        progress.notifyAll()
    }

    /// Compares the folder with the records, and marks what differs.
    private func walk() {
        progress.withLock { $0.state = .reconciling }
        let watch = watch.withLock { $0 }
        var known: [[UInt8]: ObjectStamp] = [:]
        do {
            try records.forEachObject(in: record.id) { known[$0] = $1 }
            let failures = try FolderWalk.walk(root, key: [], device: root.device) { directory, key in
                watch?.add(directory, key: key)
            } file: { directory, name, key in
                let stamp = known.removeValue(forKey: key)
                if let stamp, let status = try? directory.status(of: name), ObjectStamp(status) == stamp { return }
                dirty.mark(ObjectName(bucket: index, key: key), isSettled: true)
            }
            for key in known.keys { dirty.mark(ObjectName(bucket: index, key: key), isSettled: true) }
            try records.markReconciled(record.id, at: Timestamp.now().secondsSince1970)
            let isBlind = watch == nil || watch?.hasBlindSpots == true
            progress.withLock { progress in
                progress.walks += 1
                progress.state = isBlind ? .polling : .live
                progress.problem =
                    if watch?.hasBlindSpots == true {
                        "more folders than the system lets one watch: raise fs.inotify.max_user_watches"
                    } else if failures > 0 {
                        "\(failures) folders could not be listed"
                    } else if watch == nil {
                        progress.problem
                    } else {
                        nil
                    }
            }
        } catch {
            progress.withLock { progress in
                progress.state = .offline
                progress.problem = "\(error)"
            }
        }
        progress.notifyAll()
    }

    /// Marks all objects that the records have in a folder.
    private func markKnown(below key: [UInt8]) {
        for key in (try? records.keys(below: key, in: record.id)) ?? [] {
            dirty.mark(ObjectName(bucket: index, key: key), isSettled: true)
        }
    }
}

extension Timestamp {
    var secondsSince1970: Double { Double(seconds) + Double(nanoseconds) / 1e9 }
}
