import Diagnostics
public import Findings
public import HelperProcesses
public import POSIX
public import ScanSetups
import ProductIdentity
public import Scanning
import WorkerMessages

/// The coordinator's side of one worker, which is started when it is needed and replaced when it has died or served long.
///
/// For one thread at a time.
public final class WorkerClient: ObjectScanning {
    /// What became of workers, for health and metrics.
    public struct Events: Sendable {
        /// Called when a worker has ended without an answer about the object with this path.
        public var hasEnded: @Sendable (_ path: [UInt8], _ wasTimeout: Bool) -> Void
        /// Called when a worker was started.
        public var hasStarted: @Sendable (Confinement.Level) -> Void

        /// Wraps what is to be called.
        public init(
            hasEnded: @escaping @Sendable ([UInt8], Bool) -> Void,
            hasStarted: @escaping @Sendable (Confinement.Level) -> Void
        ) {
            self.hasEnded = hasEnded
            self.hasStarted = hasStarted
        }
    }

    /// How much of an object is looked at.
    public struct Bounds: Sendable, Equatable {
        /// The most wall-clock seconds; small objects get a minute at most.
        public var seconds = 3600
        /// The most bytes that are really read; holes are not.
        public var bytes = 100 << 30

        /// Creates the bounds that hold unless others are set.
        public init() {}
    }

    private let helper: Helper
    private let bounds: Bounds
    private let setup: [UInt8]
    private let events: Events
    private let secrets: SecretTable?
    private let connection: HelperConnection
    /// What the worker that serves has, and how often it was asked.
    private var serving = Serving()

    /// For tests: the name of an object that no worker survives.
    var killsWorkersAt: [UInt8]?

    /// Objects that a worker serves before another takes its place.
    private static let mostObjects = 20_000

    /// The time that any object may take, in seconds, and the bytes for which it may take one more.
    private static let leastSeconds = 60
    private static let bytesPerSecond = 2_000_000

    private struct Serving {
        var served = 0
        /// The number of the table of secrets that it has.
        var secrets = 0
    }

    /// Starts a worker, so that a setup that is wrong is known at once.
    ///
    /// - Parameters:
    ///   - helper: Where workers come from.
    ///   - setup: What they are to look for.
    ///   - secrets: The managed secrets that they recognise, if the setup says so.
    ///   - bounds: How much of each object is looked at.
    ///   - events: What is told of them.
    /// - Throws: `Diagnostic` when the setup is wrong or no worker can be started.
    public init(
        _ helper: Helper,
        _ setup: ScanSetup,
        recognising secrets: SecretTable? = nil,
        within bounds: Bounds = Bounds(),
        _ events: Events
    ) throws {
        self.bounds = bounds
        self.helper = helper
        connection = HelperConnection(helper)
        self.secrets = secrets
        self.setup = SetupCoding.bytes(setup)
        self.events = events
        try connect()
    }

    /// The setup as bytes, to tell one from another.
    public static func bytes(of setup: ScanSetup) -> [UInt8] { SetupCoding.bytes(setup) }

    public func scan(_ key: [UInt8], in root: Directory) -> FileReport {
        ObjectFile.open(key, in: root) { file, path in scan(file, path: path, within: nil) }
    }

    public func scan(_ key: [UInt8], in root: Directory, within seconds: Int) -> FileReport {
        ObjectFile.open(key, in: root) { file, path in scan(file, path: path, within: seconds) }
    }

    /// Scans a file that somebody else has opened.
    ///
    /// - Parameters:
    ///   - file: A regular file, at its start.
    ///   - path: How it is called in the report.
    /// - Returns: The report.
    public func scan(_ file: borrowing OpenFile, path: [UInt8]) -> FileReport { scan(file, path: path, within: nil) }

    /// Has all text of a file told.
    ///
    /// - Parameters:
    ///   - file: A regular file.
    ///   - path: How it is called in the report.
    ///   - tell: Called for each stretch of text, in reading order.
    /// - Returns: What was found, and what was not read.
    public func listTexts(of file: borrowing OpenFile, path: [UInt8], _ tell: (ListedText) -> Void) -> FileReport {
        guard let size = try? file.status().size, connectPatiently() else {
            return FileReport(path: path, coverage: .skipped(.interrupted))
        }
        do {
            let channel = try connection.channel()
            let seconds = min(WorkerClient.leastSeconds + size / WorkerClient.bytesPerSecond, bounds.seconds)
            let job = job(seconds: seconds, isListing: true, path)
            channel.limitWaiting(seconds: seconds + WorkerMessage.graceSeconds)
            try channel.send(job, with: file)
            while let answer = try channel.receive(upTo: WorkerMessage.longestReport) {
                switch try TextCoding.message(answer.bytes) {
                case .text(let text): tell(text)
                case .report(let bytes):
                    var report = try ReportCoding.report(bytes, path: path)
                    report.status = try file.status()
                    return report
                }
            }
        } catch {
            let wasTimeout = (error as? SystemError)?.isTimeout == true
            connection.closeDead(wasTimeout ? "it took too long" : "it ended while it read")
            return FileReport(path: path, coverage: .skipped(wasTimeout ? .timeLimit : .scannerFailed))
        }
        connection.closeDead("it ended while it read")
        return FileReport(path: path, coverage: .skipped(.scannerFailed))
    }

    /// Scans an open file; a worker that dies of it is replaced, and has another try.
    private func scan(_ file: borrowing OpenFile, path: [UInt8], within limit: Int?) -> FileReport {
        guard let before = try? file.status() else { return FileReport(path: path, coverage: .skipped(.disappeared)) }
        let usual = min(WorkerClient.leastSeconds + before.size / WorkerClient.bytesPerSecond, bounds.seconds)
        let seconds = max(1, min(limit ?? usual, usual))
        var gap = Gap.Reason.scannerFailed
        for _ in 0..<2 {
            // That no worker is to be had is not the object's fault: without a status it is looked at again.
            guard connectPatiently() else { return FileReport(path: path, coverage: .skipped(.interrupted)) }
            do {
                var report = try ask(file, seconds: seconds, path: path)
                report.status = try file.status()
                let after = report.status
                if report.coverage == .complete, after?.modified != before.modified || after?.size != before.size {
                    report.coverage.add(.changedWhileRead)
                }
                return report
            } catch {
                // What ran into its limit once would do so again.
                let wasTimeout = (error as? SystemError)?.isTimeout == true
                connection.closeDead(wasTimeout ? "it took too long" : "it ended while it scanned")
                events.hasEnded(path, wasTimeout)
                gap = wasTimeout ? .timeLimit : .scannerFailed
                if wasTimeout || !file.rewind() { break }
            }
        }
        var report = FileReport(path: path, coverage: .skipped(gap))
        // The report says why the object was skipped; what else is known of it is a help only.
        report.status = try? file.status()
        return report
    }

    private func ask(_ file: borrowing OpenFile, seconds: Int, path: [UInt8]) throws -> FileReport {
        let channel = try connection.channel()
        let job = job(seconds: seconds, isListing: false, path)
        // A worker that is as it should be answers in time, and says how far it came.
        channel.limitWaiting(seconds: seconds + WorkerMessage.graceSeconds)
        try handOverSecrets(on: channel)
        if let name = killsWorkersAt, path.suffix(name.count).elementsEqual(name) { killWorker() }
        try channel.send(job, with: file)
        guard let answer = try channel.receive(upTo: WorkerMessage.longestReport) else { throw ByteReader.Malformed() }
        serving.served += 1
        return try ReportCoding.report(answer.bytes, path: path)
    }

    /// What a worker is told of a file besides its bytes: what it is called says what it is, and whether findings in it are known.
    private func job(seconds: Int, isListing: Bool, _ path: [UInt8]) -> [UInt8] {
        var job = ByteWriter()
        job.write(seconds)
        job.write(bounds.bytes)
        job.write(isListing)
        job.write(Array(path.suffix(WorkerMessage.longestPath)))
        return job.bytes
    }

    /// Gives the worker the table of secrets, if it has another.
    private func handOverSecrets(on channel: FrameChannel) throws {
        guard let version = secrets?.version, let file = version.file, version.number != serving.secrets else {
            return
        }
        try channel.send(WorkerMessage.table, with: file)
        guard let answer = try channel.receive(upTo: 1), answer.bytes == WorkerMessage.tookTable else {
            throw ByteReader.Malformed()
        }
        serving.secrets = version.number
    }

    /// Makes sure that there is a worker; tries for half a minute.
    private func connectPatiently() -> Bool {
        if serving.served == WorkerClient.mostObjects { connection.close() }
        for attempt in 0..<30 where !connection.isOpen {
            if attempt > 0 { Threads.sleep(milliseconds: 1000) }
            // Why not is known to the helper, of whose health the service tells.
            try? connect()
        }
        return connection.isOpen
    }

    /// Starts a worker, and tells it what to look for.
    private func connect() throws {
        let channel = try open()
        serving = Serving()
        channel.limitWaiting(seconds: WorkerClient.leastSeconds)
        do {
            switch try? greet(channel) {
            case .refusal(let problem): throw problem
            case .ready(let version, let landlock, let isFiltered):
                guard version == Product.version else {
                    throw Diagnostic(
                        "the worker is of version \(version), this is \(Product.version)",
                        hint: "install both"
                    )
                }
                events.hasStarted(Confinement.Level(landlock: landlock, isFiltered: isFiltered))
            case nil: throw Diagnostic("a worker has ended at once", hint: "see its messages in the log")
            }
        } catch {
            connection.close()
            helper.noteObstacle((error as? Diagnostic)?.message ?? "\(error)")
            throw error
        }
    }

    /// Tells a worker what to look for.
    private func greet(_ channel: FrameChannel) throws -> WorkerMessage? {
        try channel.send(setup)
        guard let answer = try channel.receive(upTo: WorkerMessage.longestSetup) else { return nil }
        return try WorkerMessage(answer.bytes)
    }

    private func open() throws(Diagnostic) -> FrameChannel {
        do throws(SystemError) {
            return try connection.channel()
        } catch {
            switch helper.source {
            case .program(let program):
                throw Diagnostic(
                    program.path,
                    error,
                    hint: "'magpie' must lie beside 'magpied': 'make service' builds both"
                )
            case .socket(let path):
                throw Diagnostic(
                    path,
                    error,
                    hint: "start the unit that listens there: 'systemctl start magpie-worker.socket'"
                )
            }
        }
    }

    /// For tests: kills the worker, if there is one that was started here, and leaves its channel.
    func killWorker() { connection.endProcess() }
}

extension HelperSource {
    /// Workers that are started from the program at `path`: `magpie`.
    public static func worker(_ path: [UInt8]) -> HelperSource {
        .program(HelperProgram(path: path, arguments: ["magpie", "worker"]))
    }
}
