public import POSIX
public import Findings
public import Problems
public import Recording
import Records
public import Scanning
import Synchronization
public import Watching

/// The threads that scan what is marked.
public final class ObjectScans: Sendable {
    /// What they need of the service.
    public struct Dependencies: Sendable {
        public var makeScanner: @Sendable () throws -> any ObjectScanning
        /// Seconds after which a scan is broken off, and begun again as a slow one.
        public var quickSeconds: Int
        /// The size above which an object may take long, in bytes.
        public var slowSize: Int
        public var ruleSet: Int64
        /// By their places.
        public var buckets: [MonitoredBucket]
        /// Reads the lists of rights that decide beside mode bits.
        public var rights: RightsReader
        /// Makes what turns reports into findings, for one thread.
        public var makeResults: @Sendable () -> ResultMaker
        /// What the service itself has written.
        public var own: OwnWork
        /// What tells which objects are encrypted.
        public var messages: MessageCheck
        /// Told how a scan ended and how long it took, in seconds.
        public var hasScanned: @Sendable (Coverage.Verdict, Double) -> Void
        /// What `magpie doctor` has put into buckets.
        public var canaries: Canaries
        /// Whether nothing is to be scanned now.
        public var isResting: @Sendable () -> Bool = { false }
        /// Whether nothing in a bucket is to be scanned, by its name.
        public var isLeftOut: @Sendable (String) -> Bool = { _ in false }

        /// Gathers them.
        public init(
            makeScanner: @escaping @Sendable () throws -> any ObjectScanning,
            quickSeconds: Int,
            slowSize: Int,
            ruleSet: Int64,
            buckets: [MonitoredBucket],
            rights: RightsReader,
            makeResults: @escaping @Sendable () -> ResultMaker,
            own: OwnWork,
            messages: MessageCheck,
            hasScanned: @escaping @Sendable (Coverage.Verdict, Double) -> Void,
            canaries: Canaries
        ) {
            self.makeScanner = makeScanner
            self.quickSeconds = quickSeconds
            self.slowSize = slowSize
            self.ruleSet = ruleSet
            self.buckets = buckets
            self.rights = rights
            self.makeResults = makeResults
            self.own = own
            self.messages = messages
            self.hasScanned = hasScanned
            self.canaries = canaries
        }
    }

    private let dependencies: Dependencies
    private let dirty: DirtySet
    private let recorder: Recorder
    /// Objects that could not be read.
    public let unread = UnreadObjects()
    /// Objects that somebody could write to.
    public let written: WrittenObjects
    /// Objects that were scanned before all managed secrets could be recognised; `nil` once they can.
    private let earlyNames: Monitor<Set<ObjectName>?>
    private let scanned = Atomic(0)
    private let failed = Atomic(0)
    private let isEnding = Atomic(false)
    private let failures = Failures(
        .scanner,
        hint: "objects wait meanwhile; see the log of the workers, or 'systemctl status magpie-worker.socket'"
    )

    /// How often an object that changes while it is read is read again at once.
    private static let mostRetries = 5

    /// Scans what `dirty` hands out, and hands what it finds to `recorder`.
    public init(_ dependencies: Dependencies, _ dirty: DirtySet, _ recorder: Recorder, isLearning: Bool) {
        self.dependencies = dependencies
        self.dirty = dirty
        self.recorder = recorder
        written = WrittenObjects(dirty)
        earlyNames = Monitor(isLearning ? [] : nil)
    }

    /// Starts the threads.
    public func run(threads: Int) {
        for _ in 0..<threads { Threads.detach { [self] in scan() } }
        Threads.detach { [self] in written.run(look) }
    }

    /// Looks whether somebody can write to an object; `nil` when it is not there.
    func look(at name: ObjectName) -> WrittenObjects.Look? {
        guard let root = dependencies.buckets[name.bucket].root,
            let (status, writers) = ObjectFile.writers(of: name.key, in: root)
        else { return nil }
        return WrittenObjects.Look(
            stamp: ObjectStamp(status, ruleSet: dependencies.ruleSet),
            isWritable: writers == .some
        )
    }

    /// Ends what does not end with the set of marked objects.
    public func stop() {
        isEnding.store(true, ordering: .relaxed)
        written.close()
    }

    /// Why nothing is scanned, if nothing can be.
    public var problems: [Problem] { failures.problems }

    /// Objects that were scanned, and at which a scanner failed, since the start.
    public var scannedCount: Int { scanned.load(ordering: .relaxed) }
    public var failedCount: Int { failed.load(ordering: .relaxed) }

    // MARK: Managed secrets that are not known yet

    /// How many objects were scanned before all managed secrets could be recognised; `nil` once they can.
    public var early: Int? { earlyNames.withLock { $0?.count } }

    /// Has objects scanned again that were scanned early.
    public func endLearning() {
        let names = earlyNames.withLock { $0.take() }
        for name in names ?? [] { dirty.mark(name, isSettled: true) }
        earlyNames.notifyAll()
    }

    /// Waits until no object is left that was scanned early.
    ///
    /// - Returns: Whether that was so before the deadline.
    public func waitUntilNothingIsEarly(by deadline: Timestamp) -> Bool {
        earlyNames.wait(until: deadline) { $0?.isEmpty ?? true ? true : nil } ?? false
    }

    /// Has an object scanned again as soon as all managed secrets are recognised.
    private func scanAgain(_ name: ObjectName) {
        let isKept = earlyNames.withLock { names in
            names?.insert(name)
            return names != nil
        }
        if !isKept { dirty.mark(name, isSettled: true) }
    }

    // MARK: Scans

    /// Whose an object is, and whether it may take long; one that cannot be looked at now is looked at all the same, among
    /// those of root.
    private func traits(of name: ObjectName) -> DirtySet.Traits {
        guard let status = (try? dependencies.buckets[name.bucket].status(of: name.key)).flatMap({ $0 }) else {
            return DirtySet.Traits()
        }
        return DirtySet.Traits(owner: status.userID, isSlow: status.size > dependencies.slowSize)
    }

    private func scan() {
        var maker = dependencies.makeResults()
        var scanner: (any ObjectScanning)?
        while let turn = dirty.next(finding: traits(of:)) {
            let name = turn.name
            let bucket = dependencies.buckets[name.bucket]
            while dependencies.isResting() {
                Threads.sleep(milliseconds: 200)
                if isEnding.load(ordering: .relaxed) { return dirty.finish([name]) }
            }
            // Once it is left out no more, a walk finds what has changed meanwhile.
            if !name.isFolder, dependencies.isLeftOut(bucket.record.name) {
                dirty.finish([name])
                continue
            }
            // Nothing is concluded from an object of a bucket that is not there: the walk will tell when it is.
            guard let root = bucket.root else {
                dirty.finish([name])
                continue
            }
            if name.isFolder {
                look(atFolder: name, bucket, root)
                continue
            }
            while scanner == nil {
                scanner = failures.attempt("no scanner can be made") { try dependencies.makeScanner() }
                if scanner == nil { Threads.sleep(milliseconds: 1000) }
                if isEnding.load(ordering: .relaxed) { return }
            }
            guard let scanner else { return }
            scan(turn, bucket, root, scanner, &maker)
        }
    }

    /// Looks who may enter a folder; when that cannot be told, what is known of it stays, and it counts as not read.
    private func look(atFolder name: ObjectName, _ bucket: MonitoredBucket, _ root: Directory) {
        do throws(SystemError) {
            let access = try FolderAccess(to: name.key, in: root, dependencies.rights)
            unread.note(name, .complete)
            recorder.add(name, .folder(bucket: bucket.record.id, key: name.key, access: access))
        } catch {
            unread.note(name, .skipped(.readFailed(error.code)))
            dirty.finish([name])
        }
    }

    private func scan(
        _ turn: DirtySet.Turn,
        _ bucket: MonitoredBucket,
        _ root: Directory,
        _ scanner: any ObjectScanning,
        _ maker: inout ResultMaker
    ) {
        let name = turn.name
        // One whose status cannot be had is no work of the service's own: the scan says what is wrong with it.
        let isOwn = dependencies.own.isOwn(name) { [ruleSet = dependencies.ruleSet] in
            (try? bucket.status(of: name.key)).flatMap { $0 }.map { ObjectStamp($0, ruleSet: ruleSet) }
        }
        guard !isOwn else { return dirty.finish([name]) }
        let isEarly = earlyNames.withLock { $0 != nil }
        let begin = Timestamp.monotonic()
        var start = Timestamp.now()
        var report = report(on: turn, root, scanner)
        var retries = 0
        // What has lost its name while it was read is another file by now, or gone.
        while report.coverage.verdict == .partial,
            report.coverage.reason == .changedWhileRead || report.coverage.reason == .disappeared,
            retries < ObjectScans.mostRetries
        {
            retries += 1
            start = .now()
            report = self.report(on: turn, root, scanner)
        }
        if !turn.isSlow, report.coverage.reason == .timeLimit { return dirty.slowDown(name) }
        dependencies.hasScanned(report.coverage.verdict, Timestamp.monotonic().seconds(since: begin))
        rest(name, after: report, from: begin)
        dirty.endScan(of: name)
        dependencies.messages.correct(&report, of: name.key, in: bucket)
        unread.note(name, report.coverage)
        written.note(name, report, ruleSet: dependencies.ruleSet)
        if report.coverage.reason?.isPassing == true, !isEnding.load(ordering: .relaxed), dirty.tryAgain(name) {
            return
        }
        scanned.wrappingAdd(1, ordering: .relaxed)
        if report.coverage.reason == .scannerFailed || report.coverage.reason == .timeLimit {
            failed.wrappingAdd(1, ordering: .relaxed)
        }
        dependencies.canaries.noteScan(of: name.key, in: bucket, report.coverage)
        if report.coverage.isNoObject {
            recorder.add(name, .gone(bucket: bucket.record.id, key: name.key))
        } else {
            let (result, finding) = maker.results(of: report)
            let outcome = Outcome.Scanned(
                report,
                name.key,
                in: bucket.record,
                root: root,
                rights: dependencies.rights,
                ruleSet: dependencies.ruleSet,
                isFinal: !isEarly && Outcome.Scanned.isFinal(report, from: start),
                dependencies.canaries.marked(finding, name.key, in: bucket)
            )
            recorder.add(name, .scanned(outcome), result: result)
        }
        if isEarly { scanAgain(name) }
        // A write under one name of a file changes what lies under the others, and nothing tells of that.
        if let status = report.status, status.linkCount > 1 {
            for other in dependencies.buckets { other.markNames(of: status, except: other === bucket ? name.key : []) }
        }
    }

    /// Scans an object; one that is not slow is given up soon.
    private func report(on turn: DirtySet.Turn, _ root: Directory, _ scanner: any ObjectScanning) -> FileReport {
        turn.isSlow
            ? scanner.scan(turn.name.key, in: root)
            : scanner.scan(turn.name.key, in: root, within: dependencies.quickSeconds)
    }

    /// What a look may take without a rest, in milliseconds, and the size below which an object needs none, in bytes.
    private static let unnoticedTime = 100
    private static let unnoticedSize = 1 << 20

    /// Lets a large object rest for as long as the look at it took: one that changes all the time has half a thread at most.
    private func rest(_ name: ObjectName, after report: FileReport, from begin: Timestamp) {
        guard let status = report.status, status.size >= ObjectScans.unnoticedSize else { return }
        let taken = Int(1000 * Timestamp.monotonic().seconds(since: begin))
        guard taken >= ObjectScans.unnoticedTime else { return }
        dirty.rest(name, milliseconds: min(taken, Recorder.longestRest))
    }
}
