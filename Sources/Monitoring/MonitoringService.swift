import Detection
import Identifiers
public import POSIX
public import Records
import Reporting
public import Scanning
import Synchronization

/// Watches buckets, scans what changes, keeps what is found, and hands the events on.
///
/// One straight line of threads: a watch for each bucket marks objects, scanners take them when they have settled, one
/// recorder writes the outcomes, one feed appends the events.
public final class MonitoringService: Sendable {
    /// What the service is to do.
    public let settings: Settings

    /// What it keeps.
    public let records: RecordStore

    private let options: ScanOptions
    private let control = ScanControl()
    private let dirty: DirtySet
    private let recorder: Recorder
    private let feed: Feed
    private let buckets: [MonitoredBucket]
    private let offline: [(bucket: Settings.Bucket, problem: String)]
    private let scanned = Atomic(0)
    private let recording = Monitor(false)
    private let start = Timestamp.monotonic()

    /// How often an object that changes while it is read is read again at once.
    private static let mostRetries = 5

    /// Occurrences of an identifier whose values can be searched for, in an object.
    private static let searchableOccurrences = 1000

    /// Prepares the service.
    ///
    /// - Parameters:
    ///   - settings: What to do; a bucket that is not there is reported, and the others are watched.
    ///   - options: What to look for and how.
    ///   - records: What was found so far.
    /// - Throws: When the records cannot be written.
    public init(_ settings: Settings, _ options: ScanOptions, _ records: RecordStore) throws {
        var options = options
        options.locatedOccurrences = MonitoringService.searchableOccurrences
        options.details.hashesContent = true
        self.settings = settings
        self.options = options
        self.records = records
        dirty = DirtySet(DirtySet.Settling(quiet: settings.settle, longest: settings.longestSettle))
        feed = Feed(path: settings.feed, records)
        recorder = Recorder(records, dirty, feed)
        var buckets: [MonitoredBucket] = []
        var offline: [(bucket: Settings.Bucket, problem: String)] = []
        for bucket in settings.buckets {
            do throws(SystemError) {
                let path = FileStatus.absolutePath(of: bucket.path) ?? bucket.path
                let root = try Directory(path: path)
                guard let record = try? records.bucket(named: bucket.name, path: path) else { continue }
                buckets.append(MonitoredBucket(record, root: root, index: buckets.count, dirty, records))
            } catch {
                offline.append((bucket, "\(error)"))
            }
        }
        self.buckets = buckets
        self.offline = offline
    }

    /// Starts all threads.
    public func run() {
        Threads.detach { [feed] in feed.run() }
        Threads.detach { [recorder, recording] in
            recorder.run()
            recording.withLock { $0 = true }
            recording.notifyAll()
        }
        for _ in 0..<settings.threads { Threads.detach { [self] in scan() } }
        for bucket in buckets {
            bucket.start(reconcileSeconds: settings.reconcileHours * 3600, pollSeconds: settings.pollSeconds)
        }
    }

    /// Ends: what is being scanned is scanned to its end, what was found out is written and handed on.
    ///
    /// What is still marked is found by the walk at the next start.
    public func stop(by deadline: Timestamp) {
        for bucket in buckets { bucket.close() }
        dirty.close()
        control.stop()
        recorder.close()
        _ = recording.wait(until: deadline) { $0 ? true : nil }
        _ = feed.waitUntilDelivered(by: deadline)
        feed.close()
    }

    /// Waits until everything that was written to the buckets before the call has been scanned and its events are out.
    ///
    /// - Returns: Whether that was so before the deadline.
    public func waitUntilSettled(by deadline: Timestamp) -> Bool {
        for bucket in buckets where !bucket.waitUntilMarked(by: deadline) { return false }
        return dirty.waitUntilAnswered(by: deadline) && feed.waitUntilDelivered(by: deadline)
    }

    // MARK: Scanning

    private func scan() {
        guard var scanner = try? ObjectScanner(options, control) else { return }
        let roots = buckets.map { ScanRoot(path: $0.record.path, absolutePath: $0.record.path, isFolder: true) }
        let context = ReportContext(
            roots: roots,
            hostName: System.hostName,
            jobID: ReportContext.makeJobID(),
            start: .now()
        )
        var maker = FindingMaker(context)
        while let name = dirty.next() {
            let bucket = buckets[name.bucket]
            var report = scanner.scan(name.key, in: bucket.root)
            var retries = 0
            while report.coverage == .partial(.changedWhileRead), retries < MonitoringService.mostRetries {
                retries += 1
                report = scanner.scan(name.key, in: bucket.root)
            }
            // An object that was cut short is no outcome: the walk at the next start finds it again.
            if report.coverage == .partial(.interrupted) { continue }
            scanned.wrappingAdd(1, ordering: .relaxed)
            recorder.add(name, outcome(of: report, name, bucket, &maker))
            if let status = report.status, status.linkCount > 1 { markOtherNames(of: status, name, bucket) }
        }
    }

    private func outcome(
        of report: FileReport,
        _ name: ObjectName,
        _ bucket: MonitoredBucket,
        _ maker: inout FindingMaker
    ) -> Outcome {
        switch report.coverage {
        case .skipped(.disappeared), .skipped(.symbolicLink), .skipped(.special):
            .gone(bucket: bucket.record.id, key: name.key)
        default:
            .scanned(bucket: bucket.record.id, key: name.key, report: report, finding: maker.finding(of: report))
        }
    }

    /// A write under one name of a file changes what lies under the others, and nothing tells of that.
    private func markOtherNames(of status: FileStatus, _ name: ObjectName, _ bucket: MonitoredBucket) {
        for other in buckets.indices {
            let keys =
                (try? records.keys(of: ObjectStamp(status), except: name.key, in: buckets[other].record.id)) ?? []
            for key in keys { dirty.mark(ObjectName(bucket: other, key: key), isSettled: true) }
        }
    }

    // MARK: Health

    /// How the service is.
    public struct Health: Sendable {
        public var seconds: Double
        /// Objects that wait to be scanned or written.
        public var waiting: Int
        /// Objects that were scanned since the start.
        public var scanned: Int
        /// Events that were handed on since the start.
        public var delivered: Int
        public var buckets: [BucketHealth]
        /// What is wrong, for people; empty when all is well.
        public var problems: [String]
    }

    /// How a bucket is.
    public struct BucketHealth: Sendable {
        public var name: String
        public var path: [UInt8]
        /// `reconciling`, `live`, `polling` or `offline`.
        public var state: String
        /// Folders that are watched.
        public var folders: Int
        /// How often events were lost, and found again by a walk.
        public var overflows: Int
    }

    /// How the service is now.
    public var health: Health {
        var problems: [String] = []
        var views: [BucketHealth] = []
        for bucket in buckets {
            let health = bucket.health
            views.append(
                BucketHealth(
                    name: bucket.record.name,
                    path: bucket.record.path,
                    state: health.state.rawValue,
                    folders: health.folders,
                    overflows: health.overflows
                )
            )
            if let problem = health.problem { problems.append("bucket \(bucket.record.name): \(problem)") }
        }
        for (bucket, problem) in offline {
            views.append(
                BucketHealth(
                    name: bucket.name,
                    path: bucket.path,
                    state: MonitoredBucket.State.offline.rawValue,
                    folders: 0,
                    overflows: 0
                )
            )
            problems.append("bucket \(bucket.name): \(problem)")
        }
        if let problem = recorder.problem { problems.append("records cannot be written: \(problem)") }
        if let problem = feed.problem { problems.append("events cannot be written: \(problem)") }
        return Health(
            seconds: Timestamp.monotonic().seconds(since: start),
            waiting: dirty.count,
            scanned: scanned.load(ordering: .relaxed),
            delivered: feed.deliveredCount,
            buckets: views,
            problems: problems
        )
    }

    /// The fingerprint that a value has in findings; `nil` when there is no key.
    public func fingerprint(of value: [UInt8]) -> String? {
        options.details.fingerprintKey?.fingerprint(of: value)
    }
}
