import Announcing
public import Configuring
public import Discovery
public import EventBus
public import EventRules
import FindingDocuments
public import Findings
public import HelperProcesses
import Jobs
import JobWork
public import Measuring
public import ObjectActions
import ObjectRewriting
public import POSIX
import Recording
public import Records
public import Scanning
public import ServiceModel
import Synchronization
import Terminal
public import Watching

/// Watches buckets, scans what changes, keeps what is found, and hands the events on: what a reload of the configuration
/// replaces as a whole.
///
/// One straight line of threads: a watch for each bucket marks objects, scanners take them when they have settled, one
/// recorder writes the outcomes. The bus that brings the events on is not its own.
public final class MonitoringService: Sendable {
    /// What objects are scanned with.
    public struct Scanners: Sendable {
        /// Makes a scanner for one thread.
        public var make: @Sendable () throws -> any ObjectScanning
        /// Tells this set of identifiers and options from others: with another, everything is scanned again.
        public var digest: String
        /// Whether they are still to learn managed secrets: ``MonitoringService/endLearning()`` says when they know all.
        public var areLearning: Bool

        /// Wraps what makes scanners.
        public init(
            digest: String,
            areLearning: Bool = false,
            make: @escaping @Sendable () throws -> any ObjectScanning
        ) {
            self.digest = digest
            self.areLearning = areLearning
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

    let scans: ObjectScans
    private let ruleSet: Int64
    private let context: ReportContext
    let dirty: DirtySet
    let canaries = Canaries()
    let recorder: Recorder
    let housekeeper: Housekeeper
    let buckets: [MonitoredBucket]
    let jobs: JobKeeper
    let objects: ObjectKeeper
    /// Which findings are archived as they are made.
    let suppressions: SuppressionRules
    private let recording = Monitor(false)
    private let start = Timestamp.monotonic()

    /// What is decided about scans and findings while they go on.
    public struct DiscoveryRules: Sendable {
        /// Whether nothing is scanned now, not by jobs either.
        public var areJobsResting: @Sendable () -> Bool = { false }
        /// Whether nothing is scanned now because it has changed.
        public var areScansResting: @Sendable () -> Bool = { false }
        /// Whether only jobs look at a bucket, by its name.
        public var isLeftOut: @Sendable (String) -> Bool = { _ in false }
        /// The rules that archive findings besides those of the configuration.
        public var suppressions: @Sendable () -> [SuppressionRule] = { [] }

        /// Decides nothing.
        public init() {}
    }

    /// What the service is given, which outlives it.
    public struct Dependencies: Sendable {
        /// What was found so far.
        public var records: RecordStore
        /// Takes what happens; its owner runs and stops it.
        public var events: EventBus
        /// Rewrite objects.
        public var rewriters: Helper
        /// Rotates secrets that were found.
        public var rotator: any SecretRotating
        /// Lets an access key be used no longer, and tells whether it could be until then.
        public var deactivateKey: @Sendable (_ id: String) throws -> Bool = { _ in false }
        /// Decides what the roles may do that rules act as.
        public var roles: any RuleRights = OpenRuleRights()
        /// Tells which objects are encrypted under keys of this service; `nil` where there is no key service.
        public var isKnownKey: MessageCheck.KeyCheck?
        /// Names the values in the table of managed secrets, which is called on any thread and must not wait.
        public var secretName: @Sendable (UInt32) -> ManagedSecretName? = { _ in nil }
        /// Takes what is worth a line in the log.
        public var notices = Notices { _ in }
        /// Counts what outlives the service.
        public var measures = Measures()
        /// Reads the lists of rights that decide beside mode bits.
        public var rights = RightsReader.system
        /// What the service of discovery decides.
        public var discovery = DiscoveryRules()

        /// Gathers what cannot be left out.
        public init(
            records: RecordStore,
            events: EventBus,
            rewriters: Helper,
            rotator: any SecretRotating
        ) {
            self.records = records
            self.events = events
            self.rewriters = rewriters
            self.rotator = rotator
        }
    }

    /// Prepares the service.
    ///
    /// - Parameters:
    ///   - settings: What to do; a bucket that is not there is reported and waited for.
    ///   - scanners: What objects are scanned with.
    ///   - dependencies: What it is given.
    /// - Throws: When the records cannot be written.
    public init(_ settings: Settings, _ scanners: Scanners, _ dependencies: Dependencies) throws {
        let (records, events, rights) = (dependencies.records, dependencies.events, dependencies.rights)
        self.settings = settings
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
        context.managedSecret = dependencies.secretName
        if settings.resultsFiles > 0 {
            context.resultsLocation = "file://\(TerminalText.escaped(settings.results))/"
        }
        let results = ResultLog(
            ResultLog.Storage(
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
                MonitoredBucket.WatchOptions(
                    reconcileSeconds: settings.reconcileHours * 3600,
                    pollSeconds: settings.pollSeconds,
                    method: bucket.watch,
                    watcherSocket: settings.watcherSocket,
                    inode: bucket.inode
                ),
                ruleSet: ruleSet,
                dirty,
                records,
                dependencies.notices
            )
        }
        for (index, bucket) in buckets.enumerated() { context.roots[index].held = { bucket.root } }
        let discovery = dependencies.discovery
        suppressions = SuppressionRules(settings.suppressionRules, and: discovery.suppressions)
        let bucketNames = Dictionary(uniqueKeysWithValues: buckets.map { ($0.record.id, $0.record.name) })
        let wording = Wording(
            context,
            suppressions,
            events,
            bucketNames: bucketNames,
            canaries
        )
        objects = ObjectKeeper(
            records,
            events,
            ObjectRewriter(
                records,
                events,
                dirty,
                ObjectRewriter.Dependencies(
                    processes: dependencies.rewriters,
                    rights: rights,
                    ruleSet: ruleSet,
                    words: wording
                )
            ),
            ObjectKeeper.Dependencies(
                buckets: buckets,
                encryptionsPerHour: settings.encryptionsPerHour,
                encryptedPercentPerDay: settings.encryptedPercentPerDay,
                foldersPerOwner: settings.limits.foldersPerOwner,
                rotationsPerSecretPerHour: settings.limits.rotationsPerSecretPerHour,
                rotator: dependencies.rotator,
                deactivateKey: dependencies.deactivateKey,
                roles: dependencies.roles,
                canaries: canaries
            )
        )
        recorder = Recorder(records, dirty, events, wording, results, settings.limits)
        housekeeper = Housekeeper(records, settings.limits.retention)
        records.keepFormerFindings(settings.limits.retention.findingsOfObject)
        let messages = MessageCheck(records, dependencies.isKnownKey)
        var scanning = ObjectScans.Dependencies(
            makeScanner: scanners.make,
            quickSeconds: settings.limits.quickScanSeconds,
            slowSize: settings.limits.slowMegabytes << 20,
            ruleSet: ruleSet,
            buckets: buckets,
            rights: rights,
            makeResults: { [context] in ResultMaker(context) },
            own: objects.rewriter.own,
            messages: messages,
            hasScanned: { [measures = dependencies.measures] verdict, seconds in
                measures.scans[verdict.rawValue]?.observe(seconds: seconds)
            },
            canaries: canaries
        )
        scanning.isResting = discovery.areScansResting
        scanning.isLeftOut = discovery.isLeftOut
        scans = ObjectScans(
            scanning,
            dirty,
            recorder,
            isLearning: scanners.areLearning
        )
        var working = JobKeeper.Dependencies(
            threads: settings.threads,
            quickSeconds: settings.limits.quickScanSeconds,
            retries: settings.limits.readRetries,
            isReady: { [scans] in scans.early == nil },
            buckets: bucketNames,
            words: { id in
                var words = wording
                words.jobID = id
                return words
            },
            results: results,
            lanes: JobLane.Dependencies(
                makeScanner: scanners.make,
                correct: { messages.correct(&$0, of: $1, in: $2) },
                ruleSet: ruleSet,
                buckets: Dictionary(uniqueKeysWithValues: buckets.map { ($0.record.id, $0) }),
                rights: rights,
                makeResults: { [context] id in
                    var context = context
                    context.jobID = id
                    context.isAutomated = false
                    return ResultMaker(context)
                },
                canaries: canaries
            ),
            makeID: ReportContext.makeJobID
        )
        working.isResting = discovery.areJobsResting
        jobs = try JobKeeper(records, events, working)
        self.ruleSet = ruleSet
        self.context = context
        self.dirty = dirty
    }

    /// Starts all threads.
    public func run() {
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
    }

    /// Ends: what was found out is written.
    ///
    /// What is still marked or being scanned is found by the walk at the next start.
    public func stop(by deadline: Timestamp) {
        canaries.close()
        scans.stop()
        objects.stop()
        housekeeper.stop()
        jobs.stop(by: deadline)
        for bucket in buckets { bucket.close() }
        dirty.close()
        recorder.close()
        _ = recording.wait(until: deadline) { $0 ? true : nil }
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

    /// Says that all managed secrets are recognised by now, apart from new ones.
    ///
    /// What was scanned before that is scanned again, and jobs begin. A new secret is one that nobody has had yet: nothing is
    /// scanned again for it, and where an old one lies a discovery job tells, which looks at every object with the newest
    /// table.
    public func endLearning() {
        scans.endLearning()
    }

    /// Has objects looked at again in which versions of secrets were found, because something else is to be said of them.
    ///
    /// - Throws: When the records cannot be read.
    public func lookAgain(atVersions versions: Set<String>) throws {
        for bucket in buckets {
            for key in try records.keys(ofFindingsNaming: versions, in: bucket.record.id) {
                dirty.mark(ObjectName(bucket: bucket.index, key: key), isSettled: true)
            }
        }
    }

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
            scannedEarly: scans.early,
            openForWriting: scans.written.count,
            buckets: views
        )
    }

    /// The open folder of a bucket; `nil` when there is none of this name, or it is offline.
    public func root(of bucket: String) -> Directory? { buckets.first { $0.record.name == bucket }?.root }
}
