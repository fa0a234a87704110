public import Actions
public import EventBus
public import JSON
public import POSIX
public import Records
public import Reporting
public import Scanning
public import ServiceModel
import Synchronization

/// Watches buckets, scans what changes, keeps what is found, and hands the events on.
///
/// One straight line of threads: a watch for each bucket marks objects, scanners take them when they have settled, one
/// recorder writes the outcomes, one bus brings the events on.
public final class MonitoringService: Sendable {
    /// What objects are scanned with.
    public struct Scanners: Sendable {
        /// Makes a scanner for one thread.
        public var make: @Sendable () throws -> any ObjectScanning
        /// Tells this set of identifiers and options from others: with another, everything is scanned again.
        public var digest: String
        /// Gives all scanners, those to come included, another table of managed secrets.
        public var recognise: (@Sendable (_ table: [UInt8]) throws -> Void)?

        /// Wraps what makes scanners.
        public init(
            digest: String,
            recognise: (@Sendable ([UInt8]) throws -> Void)? = nil,
            make: @escaping @Sendable () throws -> any ObjectScanning
        ) {
            self.digest = digest
            self.recognise = recognise
            self.make = make
        }
    }

    /// Occurrences of an identifier whose values can be searched for, in an object.
    public static let searchableOccurrences = 1000

    /// What the service is to do.
    public let settings: Settings

    /// What it keeps.
    public let records: RecordStore

    /// Brings what happens to those who want to know.
    public let events: EventBus

    private let scanners: Scanners
    /// Objects that were scanned before all managed secrets could be recognised; `nil` once they can.
    private let early: Monitor<Set<ObjectName>?>
    private let ruleSet: Int64
    private let context: ReportContext
    private let dirty: DirtySet
    private let recorder: Recorder
    private let housekeeper: Housekeeper
    private let buckets: [MonitoredBucket]
    private let jobs: JobKeeper
    private let objects: ObjectKeeper
    private let messages: MessageCheck
    private let secretNames = ManagedSecretNames()
    private let unread = UnreadObjects()
    private let rotator = Monitor<Rotate?>(nil)
    private let scanned = Atomic(0)
    private let failed = Atomic(0)
    private let isEnding = Atomic(false)
    private let recording = Monitor(false)
    private let start = Timestamp.monotonic()

    /// How often an object that changes while it is read is read again at once.
    private static let mostRetries = 5

    /// Prepares the service.
    ///
    /// - Parameters:
    ///   - settings: What to do; a bucket that is not there is reported and waited for.
    ///   - scanners: What objects are scanned with.
    ///   - records: What was found so far.
    ///   - events: Takes what happens; the service runs and stops it.
    ///   - actions: Who rewrites objects.
    ///   - notices: Takes what is worth a line in the log.
    /// - Throws: When the records cannot be written.
    public init(
        _ settings: Settings,
        _ scanners: Scanners,
        _ records: RecordStore,
        _ events: EventBus,
        _ actions: ActionSource,
        _ notices: Notices
    ) throws {
        self.settings = settings
        self.scanners = scanners
        early = Monitor(scanners.recognise == nil ? nil : [])
        self.records = records
        self.events = events
        let ruleSet = try records.ruleSet(scanners.digest, at: Timestamp.now().secondsSince1970)
        let roots = settings.buckets.map { bucket in
            var root = ScanRoot(path: bucket.path, absolutePath: bucket.path, isFolder: true)
            root.bucketName = bucket.name
            return root
        }
        var context = ReportContext(
            roots: roots,
            hostName: System.hostName,
            jobID: ReportContext.makeJobID(),
            start: .now()
        )
        context.isAutomated = true
        context.managedSecret = { [secretNames] in secretNames($0) }
        if settings.resultsFiles > 0 {
            context.resultsLocation = "file://\(TerminalText.escaped(settings.results))/"
        }
        let results = ResultLog(
            ResultLog.Place(
                folder: settings.results,
                size: settings.resultsSize,
                files: settings.resultsFiles,
                reserve: settings.limits.resultsReserve
            )
        )
        let dirty = DirtySet(
            DirtySet.Settling(quiet: settings.settle, longest: settings.longestSettle),
            threads: settings.threads,
            retries: settings.limits.readRetries
        )
        buckets = try settings.buckets.enumerated().map { index, bucket in
            MonitoredBucket(
                try records.bucket(named: bucket.name, path: bucket.path),
                index: index,
                MonitoredBucket.Rhythm(
                    reconcileSeconds: settings.reconcileHours * 3600,
                    pollSeconds: settings.pollSeconds,
                    method: bucket.watch,
                    watcherSocket: settings.watcherSocket,
                    inode: bucket.inode
                ),
                ruleSet: ruleSet,
                dirty,
                records,
                notices
            )
        }
        let wording = Wording(
            context,
            SuppressionRules(settings.suppressionRules),
            events,
            bucketNames: Dictionary(uniqueKeysWithValues: buckets.map { ($0.record.id, $0.record.name) })
        )
        objects = ObjectKeeper(
            records,
            events,
            dirty,
            ObjectKeeper.Place(
                source: actions,
                buckets: buckets,
                ruleSet: ruleSet,
                words: wording,
                encryptionsPerHour: settings.encryptionsPerHour,
                encryptedPercentPerDay: settings.encryptedPercentPerDay,
                foldersPerOwner: settings.limits.foldersPerOwner,
                rotationsPerSecretPerHour: settings.limits.rotationsPerSecretPerHour
            )
        )
        recorder = Recorder(records, dirty, events, wording, results, settings.limits)
        housekeeper = Housekeeper(records, settings.limits.retention)
        records.keepFormerFindings(settings.limits.retention.findingsOfObject)
        let messages = MessageCheck(records)
        self.messages = messages
        let slowSize = settings.limits.slowMegabytes << 20
        dirty.setPlacing { [buckets] name in
            guard let status = buckets[name.bucket].status(of: name.key) else { return DirtySet.Place() }
            return DirtySet.Place(owner: status.userID, isSlow: status.size > slowSize)
        }
        jobs = try JobKeeper(
            records,
            events,
            JobKeeper.Place(
                threads: settings.threads,
                makeScanner: scanners.make,
                correct: { messages.correct(&$0, of: $1, in: $2) },
                isReady: { [early] in early.withLock { $0 == nil } },
                ruleSet: ruleSet,
                buckets: Dictionary(uniqueKeysWithValues: buckets.map { ($0.record.id, $0) }),
                context: context,
                words: wording,
                results: results
            )
        )
        self.ruleSet = ruleSet
        self.context = context
        self.dirty = dirty
    }

    /// Starts all threads.
    public func run() {
        events.run()
        Threads.detach { [recorder, recording] in
            recorder.run()
            recording.withLock { $0 = true }
            recording.notifyAll()
        }
        for _ in 0..<settings.threads { Threads.detach { [self] in scan() } }
        for bucket in buckets { bucket.start() }
        Threads.detach { [housekeeper] in housekeeper.run() }
        jobs.run()
        objects.run()
        events.setActor { [objects, rotator] action in
            switch action.kind {
            case .encryptObject(let key): return objects.act(action, key: key)
            case .rotateSecret:
                guard let rotate = rotator.withLock({ $0 }) else {
                    return .failed(code: "NOT_READY", message: "the service is starting", isFinal: false)
                }
                return objects.act(action, rotate: rotate)
            }
        }
    }

    /// Ends: what was found out is written and handed on.
    ///
    /// What is still marked or being scanned is found by the walk at the next start.
    public func stop(by deadline: Timestamp) {
        isEnding.store(true, ordering: .relaxed)
        events.setActor(nil)
        housekeeper.stop()
        jobs.stop(by: deadline)
        for bucket in buckets { bucket.close() }
        dirty.close()
        recorder.close()
        _ = recording.wait(until: deadline) { $0 ? true : nil }
        events.stop(by: deadline)
    }

    /// Waits until everything that was written to the buckets before the call has been scanned and its events are out.
    ///
    /// What could not be read for a passing reason counts as scanned; ``unreadCount`` tells of it.
    ///
    /// - Returns: Whether that was so before the deadline.
    public func waitUntilSettled(by deadline: Timestamp) -> Bool {
        for bucket in buckets where !bucket.waitUntilMarked(by: deadline) { return false }
        guard dirty.waitUntilAnswered(by: deadline),
            early.wait(until: deadline, { $0?.isEmpty ?? true ? true : nil }) != nil
        else { return false }
        return dirty.waitUntilAnswered(by: deadline) && events.waitUntilDelivered(by: deadline)
    }

    /// How many objects could not be read when they were looked at last.
    public var unreadCount: Int { unread.count }

    // MARK: Scanning

    private func scan() {
        var maker = FindingMaker(context)
        var scanner: (any ObjectScanning)?
        while let turn = dirty.next() {
            let name = turn.name
            let bucket = buckets[name.bucket]
            // Nothing is concluded from an object of a bucket that is not there: the walk will tell when it is.
            guard let root = bucket.root else {
                dirty.finish([name])
                continue
            }
            if name.isFolder {
                let access = FolderAccess(to: name.key, in: root)
                recorder.add(name, .folder(bucket: bucket.record.id, key: name.key, access: access))
                continue
            }
            while scanner == nil {
                scanner = try? scanners.make()
                if scanner == nil { Threads.sleep(milliseconds: 1000) }
                if isEnding.load(ordering: .relaxed) { return }
            }
            guard let scanner else { return }
            scan(turn, bucket, root, scanner, &maker)
        }
    }

    private func scan(
        _ turn: DirtySet.Turn,
        _ bucket: MonitoredBucket,
        _ root: Directory,
        _ scanner: any ObjectScanning,
        _ maker: inout FindingMaker
    ) {
        let name = turn.name
        let isOwn = objects.own.isOwn(name) { [ruleSet] in
            bucket.status(of: name.key).map { ObjectStamp($0, ruleSet: ruleSet) }
        }
        guard !isOwn else { return dirty.finish([name]) }
        let isEarly = early.withLock { $0 != nil }
        var start = Timestamp.now()
        var report = report(on: turn, root, scanner)
        var retries = 0
        // What has lost its name while it was read is another file by now, or gone.
        while [.partial(.changedWhileRead), .partial(.disappeared)].contains(report.coverage),
            retries < MonitoringService.mostRetries
        {
            retries += 1
            start = .now()
            report = self.report(on: turn, root, scanner)
        }
        if !turn.isSlow, report.coverage.gap == .timeLimit { return dirty.slowDown(name) }
        dirty.endScan(of: name)
        messages.correct(&report, of: name.key, in: bucket)
        unread.note(name, report.coverage)
        if report.coverage.gap?.isPassing == true, !isEnding.load(ordering: .relaxed), dirty.tryAgain(name) { return }
        scanned.wrappingAdd(1, ordering: .relaxed)
        if report.coverage.gap == .scannerFailed || report.coverage.gap == .timeLimit {
            failed.wrappingAdd(1, ordering: .relaxed)
        }
        switch report.coverage {
        case .skipped(.disappeared), .skipped(.symbolicLink), .skipped(.special):
            recorder.add(name, .gone(bucket: bucket.record.id, key: name.key))
        default:
            let outcome = Outcome.Scanned(
                report,
                name.key,
                in: bucket.record,
                root: root,
                ruleSet: ruleSet,
                isFinal: !isEarly && MonitoringService.isFinal(report, from: start),
                maker.finding(of: report)
            )
            recorder.add(name, .scanned(outcome), result: maker.result(of: report))
        }
        if isEarly { scanAgain(name) }
        // A write under one name of a file changes what lies under the others, and nothing tells of that.
        if let status = report.status, status.linkCount > 1 {
            for other in buckets { other.markNames(of: status, except: other === bucket ? name.key : []) }
        }
    }

    /// Scans an object; one that is not slow is given up soon.
    private func report(on turn: DirtySet.Turn, _ root: Directory, _ scanner: any ObjectScanning) -> FileReport {
        turn.isSlow
            ? scanner.scan(turn.name.key, in: root)
            : scanner.scan(turn.name.key, in: root, within: settings.limits.quickScanSeconds)
    }

    /// Whether a report holds until the object's stamp is another.
    ///
    /// Where the times of files only tick a hundred times a second or so, a change right before the scan may have the same
    /// time as one right after the content was read.
    static func isFinal(_ report: FileReport, from start: Timestamp) -> Bool {
        guard report.coverage.gap?.mayPass != true, let status = report.status else { return false }
        return System.hasFineFileTimes || status.changed.adding(milliseconds: 20) < start
    }

    // MARK: Managed secrets

    /// Has managed secrets recognised in whatever is scanned from now on.
    ///
    /// What was scanned before is not scanned again once ``endLearning()`` was called: a new secret is one that nobody
    /// has had yet, and where an old one lies a discovery job tells, which looks at every object with the newest table.
    ///
    /// - Parameters:
    ///   - table: What `LeakTableBuilder.build()` made. Each worker gets it with its next object.
    ///   - lookup: What the numbers in it stand for. It is called on any thread and must not wait; a number whose secret is
    ///     gone may still come up.
    /// - Throws: When the table cannot be handed over; then the one before holds.
    public func setManagedSecrets(
        _ table: [UInt8],
        lookup: @escaping @Sendable (UInt32) -> ManagedSecretName?
    ) throws {
        try scanners.recognise?(table)
        secretNames.replace(with: lookup)
    }

    /// Says that all managed secrets are recognised by now, apart from new ones.
    ///
    /// What was scanned before that is scanned again, and jobs begin.
    public func endLearning() {
        let names = early.withLock { $0.take() }
        for name in names ?? [] { dirty.mark(name, isSettled: true) }
        early.notifyAll()
    }

    /// Has an object scanned again as soon as all managed secrets are recognised.
    private func scanAgain(_ name: ObjectName) {
        let isKept = early.withLock { names in
            names?.insert(name)
            return names != nil
        }
        if !isKept { dirty.mark(name, isSettled: true) }
    }

    /// Has objects looked at again in which versions of secrets were found, because something else is to be said of them.
    public func lookAgain(atVersions versions: Set<String>) {
        for bucket in buckets {
            for key in (try? records.keys(ofFindingsNaming: versions, in: bucket.record.id)) ?? [] {
                dirty.mark(ObjectName(bucket: bucket.index, key: key), isSettled: true)
            }
        }
    }

    /// What has become of the rotation of a secret that a rule wants to have rotated.
    public enum Rotation: Sendable {
        /// It has begun: the version that comes.
        case started(String)
        /// It is under way already: the version that comes.
        case underWay(String)
        /// The version that was found is in use no more.
        case notNeeded
        /// None is under way, and none may begin.
        case notAllowed
    }

    /// Rotates a secret: why, its ARN, the version that was found, and whether a rotation may begin.
    public typealias Rotate = @Sendable (String, String, String, Bool) throws -> Rotation

    /// Says how secrets are rotated that rules want to have rotated.
    public func setRotator(_ rotate: @escaping Rotate) {
        rotator.withLock { $0 = rotate }
    }

    /// Tells whether the key service has a key with this ARN; `nil` when it cannot be asked.
    public typealias KeyCheck = @Sendable (String) -> Bool?

    /// Says how it is known which objects are encrypted under keys of this service.
    public func setKeyCheck(_ isKnown: @escaping KeyCheck) { messages.set(isKnown) }

    // MARK: Jobs

    /// Does what a request about discovery jobs asks for.
    ///
    /// - Parameters:
    ///   - operation: One of ``JobsModel/operations``.
    ///   - input: Its parameters.
    /// - Returns: The answer.
    /// - Throws: `ServiceError` when the request is refused.
    public func performOnJobs(_ operation: OperationModel, _ input: JSONValue) throws -> JSONValue {
        try jobs.perform(operation, input)
    }

    // MARK: Objects

    /// Does what a request about objects asks for.
    ///
    /// - Parameters:
    ///   - operation: One of ``ObjectsModel/operations``.
    ///   - input: Its parameters.
    ///   - user: Who asks.
    /// - Returns: The answer.
    /// - Throws: `ServiceError` when the request is refused; other errors when it cannot be done.
    public func performOnObjects(_ operation: OperationModel, _ input: JSONValue, by user: UInt32) throws -> JSONValue {
        try objects.perform(operation, input, by: user)
    }

    // MARK: Health

    /// How the service is now.
    public var health: Health {
        var problems: [String] = []
        var views: [Health.Bucket] = []
        for bucket in buckets {
            let health = bucket.health
            views.append(Health.Bucket(bucket.record, health))
            if let problem = health.problem { problems.append("bucket \(bucket.record.name): \(problem)") }
        }
        if let problem = recorder.problem { problems.append("records cannot be written: \(problem)") }
        if let problem = recorder.resultProblem { problems.append(problem) }
        if let problem = housekeeper.problem { problems.append(problem) }
        let passing = unread.passingCount
        if passing > 0 { problems.append("\(passing) objects could not be read for reasons that may pass: they are tried again") }
        problems += events.problems
        problems += objects.problems
        return Health(
            seconds: Timestamp.monotonic().seconds(since: start),
            waiting: dirty.count,
            unread: unread.count,
            scanned: scanned.load(ordering: .relaxed),
            failed: failed.load(ordering: .relaxed),
            recorded: recorder.savedCount,
            delivered: events.deliveredCounts.feed,
            scannedEarly: early.withLock { $0?.count },
            buckets: views,
            problems: problems
        )
    }

    /// The open folder of a bucket; `nil` when there is none of this name, or it is offline.
    public func root(of bucket: String) -> Directory? { buckets.first { $0.record.name == bucket }?.root }
}
