import Terminal
public import Actions
public import Configuration
public import Discovery
public import EventBus
public import Findings
import Jobs
public import Measuring
public import ObjectActions
public import POSIX
import Recording
public import Records
import Reporting
public import Scanning
public import ServiceModel
import Synchronization
public import Watching

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
    let scans: ObjectScans
    private let ruleSet: Int64
    private let context: ReportContext
    let dirty: DirtySet
    let canaries = Canaries()
    let recorder: Recorder
    let housekeeper: Housekeeper
    let buckets: [MonitoredBucket]
    private let jobs: JobKeeper
    let objects: ObjectKeeper
    private let messages: MessageCheck
    private let secretNames = ManagedSecretNames()
    private let rotator = Monitor<ObjectKeeper.Rotate?>(nil)
    private let recording = Monitor(false)
    private let start = Timestamp.monotonic()

    /// Prepares the service.
    ///
    /// - Parameters:
    ///   - settings: What to do; a bucket that is not there is reported and waited for.
    ///   - scanners: What objects are scanned with.
    ///   - records: What was found so far.
    ///   - events: Takes what happens; the service runs and stops it.
    ///   - actions: Who rewrites objects.
    ///   - notices: Takes what is worth a line in the log.
    ///   - measures: Counts what outlives the service.
    ///   - rights: Reads the lists of rights that decide beside mode bits.
    /// - Throws: When the records cannot be written.
    public init(
        _ settings: Settings,
        _ scanners: Scanners,
        _ records: RecordStore,
        _ events: EventBus,
        _ actions: ActionSource,
        _ notices: Notices,
        _ measures: Measures = Measures(),
        rights: RightsReader = .system
    ) throws {
        self.settings = settings
        self.scanners = scanners
        self.records = records
        self.events = events
        try records.forgetSamples()
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
        context.rights = rights
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
            retries: settings.limits.readRetries,
            room: settings.limits.waitingNamesMegabytes << 20
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
        for (index, bucket) in buckets.enumerated() { context.roots[index].held = { bucket.root } }
        let wording = Wording(
            context,
            SuppressionRules(settings.suppressionRules),
            events,
            bucketNames: Dictionary(uniqueKeysWithValues: buckets.map { ($0.record.id, $0.record.name) }),
            canaries
        )
        objects = ObjectKeeper(
            records,
            events,
            dirty,
            ObjectKeeper.Place(
                source: actions,
                buckets: buckets,
                rights: rights,
                ruleSet: ruleSet,
                words: wording,
                encryptionsPerHour: settings.encryptionsPerHour,
                encryptedPercentPerDay: settings.encryptedPercentPerDay,
                foldersPerOwner: settings.limits.foldersPerOwner,
                rotationsPerSecretPerHour: settings.limits.rotationsPerSecretPerHour,
                canaries: canaries
            )
        )
        recorder = Recorder(records, dirty, events, wording, results, settings.limits)
        housekeeper = Housekeeper(records, settings.limits.retention)
        records.keepFormerFindings(settings.limits.retention.findingsOfObject)
        let messages = MessageCheck(records)
        self.messages = messages
        let slowSize = settings.limits.slowMegabytes << 20
        dirty.setPlacing { [buckets] name in
            guard let status = (try? buckets[name.bucket].status(of: name.key)).flatMap({ $0 }) else {
                return DirtySet.Place()
            }
            return DirtySet.Place(owner: status.userID, isSlow: status.size > slowSize)
        }
        scans = ObjectScans(
            ObjectScans.Place(
                makeScanner: scanners.make,
                quickSeconds: settings.limits.quickScanSeconds,
                ruleSet: ruleSet,
                buckets: buckets,
                context: context,
                own: objects.own,
                messages: messages,
                measures: measures,
                canaries: canaries
            ),
            dirty,
            recorder,
            isLearning: scanners.recognise != nil
        )
        jobs = try JobKeeper(
            records,
            events,
            JobKeeper.Place(
                threads: settings.threads,
                quickSeconds: settings.limits.quickScanSeconds,
                retries: settings.limits.readRetries,
                makeScanner: scanners.make,
                correct: { messages.correct(&$0, of: $1, in: $2) },
                isReady: { [scans] in scans.early == nil },
                ruleSet: ruleSet,
                buckets: Dictionary(uniqueKeysWithValues: buckets.map { ($0.record.id, $0) }),
                context: context,
                words: wording,
                results: results,
                canaries: canaries
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
        scans.run(threads: settings.threads)
        for bucket in buckets { bucket.start() }
        Threads.detach { [housekeeper] in housekeeper.run() }
        jobs.run()
        objects.run()
        events.setActor { [objects, rotator] action in
            if action.event.finding?.isSample == true { return objects.rehearseSample(action) }
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
        canaries.close()
        scans.stop()
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
            scans.waitUntilNothingIsEarly(by: deadline)
        else { return false }
        return dirty.waitUntilAnswered(by: deadline) && events.waitUntilDelivered(by: deadline)
    }

    /// How many objects could not be read when they were looked at last.
    public var unreadCount: Int { scans.unread.count }

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
        scans.endLearning()
    }

    /// Has objects looked at again in which versions of secrets were found, because something else is to be said of them.
    public func lookAgain(atVersions versions: Set<String>) {
        for bucket in buckets {
            for key in (try? records.keys(ofFindingsNaming: versions, in: bucket.record.id)) ?? [] {
                dirty.mark(ObjectName(bucket: bucket.index, key: key), isSettled: true)
            }
        }
    }

    /// Says how secrets are rotated that rules want to have rotated.
    public func setRotator(_ rotate: @escaping ObjectKeeper.Rotate) {
        rotator.withLock { $0 = rotate }
    }

    /// Says how it is known which objects are encrypted under keys of this service.
    public func setKeyCheck(_ isKnown: @escaping MessageCheck.KeyCheck) { messages.set(isKnown) }

    // MARK: Operations

    /// Adds the operations on discovery jobs; whoever serves requests does so once.
    public func addJobOperations(to table: inout OperationTable) { jobs.addOperations(to: &table) }

    /// The operations on objects; whoever serves requests makes the table once.
    public func makeObjectOperations() -> OperationTable { objects.makeOperations() }

    // MARK: Health

    /// How the service is now.
    public var health: Health {
        let views = buckets.map { Health.Bucket($0.record, $0.health) }
        return Health(
            seconds: Timestamp.monotonic().seconds(since: start),
            waiting: dirty.count,
            oldestSeconds: dirty.oldestSeconds,
            unwritten: recorder.waitingCount,
            unread: scans.unread.count,
            scanned: scans.scannedCount,
            failed: scans.failedCount,
            recorded: recorder.savedCount,
            delivered: events.deliveredCounts.feed,
            scannedEarly: scans.early,
            openForWriting: scans.written.count,
            buckets: views
        )
    }

    /// The open folder of a bucket; `nil` when there is none of this name, or it is offline.
    public func root(of bucket: String) -> Directory? { buckets.first { $0.record.name == bucket }?.root }
}
