public import JobWork
import JSON
public import POSIX
public import Problems
public import Recording
public import Records
import Synchronization

/// Runs discovery jobs: each chosen object is looked at once a run, whatever happens.
///
/// A run first writes down what it has chosen; then it takes some objects, scans them, and writes what was found out and
/// that they are done in one transaction.
public final class JobKeeper: Sendable {
    /// What a job needs of the service.
    public struct Dependencies: Sendable {
        public var threads: Int
        /// Seconds after which a look at an object is broken off, and begun again when no others are left.
        public var quickSeconds: Int
        /// How often an object that cannot be read for a passing reason is tried again.
        public var retries: Int
        /// Whether scanners recognise all that they are to recognise: each object is looked at only once.
        public var isReady: @Sendable () -> Bool
        /// The names of the buckets by their numbers.
        public var buckets: [Int64: String]
        /// Words what is told of a job's objects, by the job's id.
        public var words: @Sendable (_ jobID: String) -> any FindingWording
        public var results: ResultLog
        /// What the threads have that look at objects.
        public var lanes: JobLane.Dependencies
        /// Makes up the id of a job.
        public var makeID: @Sendable () -> String
        /// Whether nothing is to be scanned now.
        public var isResting: @Sendable () -> Bool = { false }

        /// Gathers it.
        public init(
            threads: Int,
            quickSeconds: Int,
            retries: Int,
            isReady: @escaping @Sendable () -> Bool,
            buckets: [Int64: String],
            words: @escaping @Sendable (_ jobID: String) -> any FindingWording,
            results: ResultLog,
            lanes: JobLane.Dependencies,
            makeID: @escaping @Sendable () -> String
        ) {
            self.threads = threads
            self.quickSeconds = quickSeconds
            self.retries = retries
            self.isReady = isReady
            self.buckets = buckets
            self.words = words
            self.results = results
            self.lanes = lanes
            self.makeID = makeID
        }
    }

    let records: RecordStore
    private let events: any EventPublisher
    let dependencies: Dependencies
    private let failures = Failures(
        .job,
        hint: "see that the state folder's disk has room; it is tried again by itself"
    )
    let state: Monitor<State>

    struct State {
        var jobs: [String: JobRecord] = [:]
        /// Jobs that have a thread.
        var running: Set<String> = []
        /// How long the thread of a job has worked, in seconds, and what it has done.
        var pace: [String: (seconds: Double, done: Int)] = [:]
        var isEnding = false
    }

    /// Reads the jobs that the records have.
    ///
    /// - Throws: When that cannot be done.
    public init(_ records: RecordStore, _ events: any EventPublisher, _ dependencies: Dependencies) throws {
        self.records = records
        self.events = events
        self.dependencies = dependencies
        var state = State()
        for job in try records.jobs() { state.jobs[job.id] = job }
        self.state = Monitor(state)
    }

    // MARK: Life

    /// Goes on with what was under way, and keeps schedules.
    public func run() {
        Threads.detach { [self] in
            while !isEnding {
                let now = Timestamp.now().secondsSince1970
                for job in state.withLock({ Array($0.jobs.values) }) {
                    if job.status == "IDLE", let next = job.nextRunAt, next <= now { begin(job.id, at: now) }
                    if job.status == "RUNNING" { startThread(job.id) }
                }
                pause(milliseconds: 500)
            }
        }
    }

    /// Ends all runs, which go on after the next start.
    public func stop(by deadline: Timestamp) {
        state.withLock { $0.isEnding = true }
        state.notifyAll()
        _ = state.wait(until: deadline) { $0.running.isEmpty ? true : nil }
    }

    /// Which jobs cannot go on, and why.
    public var problems: [Problem] { failures.problems + dependencies.lanes.failures.problems }

    private var isEnding: Bool { state.withLock { $0.isEnding } }

    private func pause(milliseconds: Int) {
        _ = state.wait(until: Timestamp.monotonic().adding(milliseconds: milliseconds)) { $0.isEnding ? true : nil }
    }

    /// Changes a job, keeps it, and tells if its status is another.
    func change(_ id: String, _ body: (inout JobRecord) -> Void) throws {
        let (old, new): (JobRecord?, JobRecord?) = try state.withLock { state in
            guard var job = state.jobs[id] else { return (nil, nil) }
            let old = job
            body(&job)
            try records.save(job)
            state.jobs[id] = job
            return (old, job)
        }
        state.notifyAll()
        guard let old, let new, old.status != new.status else { return }
        // What has become of the job is kept; the bus says itself when it cannot take events.
        try? events.announce(
            "Job State Changed",
            .object([
                "jobId": .string(new.id), "name": .string(new.name), "jobStatus": .string(new.status),
                "previousStatus": .string(old.status),
            ])
        )
    }

    private func begin(_ id: String, at time: Double) {
        // A run that cannot begin is due still, and begins at the next look.
        failures.attempt("job \(id) cannot begin") {
            try records.dropObjects(ofJob: id)
            try start(id, at: time)
        }
    }

    private func start(_ id: String, at time: Double) throws {
        let plan = try state.withLock { try $0.jobs[id].map(JobKeeper.plan) }
        try change(id) { job in
            job.status = "RUNNING"
            job.nextRunAt = plan?.next(after: time)
            job.definition = JobKeeper.definition(job.definition, runSince: job.startedAt)
            job.startedAt = time
            job.endedAt = nil
            job.isChosen = false
            job.progress = JobRecord.Progress()
        }
    }

    // MARK: A run

    private func startThread(_ id: String) {
        let starts = state.withLock { state in
            guard !state.isEnding, state.running.insert(id).inserted else { return false }
            state.pace[id] = (0, 0)
            return true
        }
        guard starts else { return }
        Threads.detach { [self] in
            while isRunning(id) {
                let more = failures.attempt("job \(id) cannot go on") { try step(id) }
                if more == false { break }
                // As on a full disk: nothing is lost, it is tried again.
                if more == nil { pause(milliseconds: 1000) }
            }
            failures.end("job \(id) cannot go on")
            state.withLock { state in
                state.running.remove(id)
                state.pace[id] = nil
            }
            state.notifyAll()
        }
    }

    private func isRunning(_ id: String) -> Bool {
        state.withLock { !$0.isEnding && $0.jobs[id]?.status == "RUNNING" }
    }

    /// Does some of a run.
    ///
    /// - Returns: Whether there is more.
    private func step(_ id: String) throws -> Bool {
        guard let job = state.withLock({ $0.jobs[id] }) else { return false }
        let plan = try JobKeeper.plan(job)
        if !job.isChosen { try choose(job, plan) }
        let lanes = (0..<dependencies.threads).map { _ in JobLane(dependencies.lanes, jobID: job.id) }
        let budget = ReadingBudget(speed: plan.speed)
        var backlog = JobBacklog(retries: dependencies.retries)
        while isRunning(id) {
            if plan.rests(at: Timestamp.now().secondsSince1970) || !dependencies.isReady() || dependencies.isResting() {
                pause(milliseconds: 500)
                continue
            }
            let start = Timestamp.monotonic()
            let objects = try records.objects(ofJob: id, limit: 64 * dependencies.threads + backlog.count)
            if objects.isEmpty {
                try change(id) { job in
                    job.status = job.nextRunAt == nil ? "COMPLETE" : "IDLE"
                    job.endedAt = Timestamp.now().secondsSince1970
                }
                return false
            }
            let turn = backlog.turn(of: objects, at: start, threads: dependencies.threads)
            if turn.objects.isEmpty {
                pause(milliseconds: 500)
                continue
            }
            let count = try analyse(turn, id, plan, budget, lanes, &backlog)
            let seconds = Timestamp.monotonic().seconds(since: start)
            state.withLock { state in
                guard let pace = state.pace[id] else { return }
                state.pace[id] = (pace.seconds + seconds, pace.done + count)
            }
        }
        return false
    }

    /// Writes down what the run is to look at.
    private func choose(_ job: JobRecord, _ plan: JobPlan) throws {
        try records.dropObjects(ofJob: job.id)
        let names = dependencies.buckets
        let since = try since(job, plan)
        var position: (bucket: Int64, key: [UInt8])? = (0, [])
        var (count, bytes) = (0, 0)
        while let from = position {
            let chosen = try records.chooseObjects(forJob: job.id, after: from, limit: 20_000) { object in
                names[object.bucket].map { plan.wants(object, in: $0, since: since) } ?? false
            }
            count += chosen.count
            bytes += chosen.bytes
            position = chosen.next
        }
        let (total, size) = (count, bytes)
        try change(job.id) { job in
            job.isChosen = true
            job.progress.chosen = total
            job.progress.chosenBytes = size
        }
    }

    /// The time since which objects count as changed: as with Macie, later runs of a schedule look at what is new.
    private func since(_ job: JobRecord, _ plan: JobPlan) throws -> Double {
        guard plan.recurrence != nil else { return 0 }
        let definition = try JSONValue(parsing: Array(job.definition.utf8))
        return definition["LastRun"]?.number ?? (plan.runsAtOnce ? 0 : job.createdAt)
    }

    /// Looks at objects, for some seconds at most, and writes what was found out.
    ///
    /// - Returns: How many were dealt with.
    private func analyse(
        _ turn: (objects: [(bucket: Int64, key: [UInt8])], isSlow: Bool),
        _ id: String,
        _ plan: JobPlan,
        _ budget: ReadingBudget,
        _ lanes: [JobLane],
        _ backlog: inout JobBacklog
    ) throws -> Int {
        let objects = turn.objects
        let seconds = turn.isSlow ? nil : dependencies.quickSeconds
        let start = Timestamp.now().secondsSince1970
        let deadline = Timestamp.monotonic().adding(milliseconds: 3000)
        let next = Atomic(0)
        let results = Monitor<[Int: JobLane.Result]>([:])
        Threads.run(lanes.count) { [self] number in
            while mayRead(id, plan, budget, until: deadline) {
                let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard index < objects.count, number < lanes.count else { return }
                let object = objects[index]
                guard let result = lanes[number].analyse(object.key, in: object.bucket, within: seconds) else {
                    continue
                }
                budget.spend(result.size)
                results.withLock { $0[index] = result }
            }
        }
        let all = results.withLock { $0.sorted { $0.key < $1.key } }
        let now = Timestamp.monotonic()
        let done = all.filter { index, result in
            let object = JobBacklog.Object(bucket: objects[index].bucket, key: objects[index].key)
            return !backlog.putsAside(object, result.gap, isSlow: turn.isSlow, at: now)
        }
        guard !done.isEmpty else {
            // The bucket is offline: wait for it.
            if all.isEmpty, next.load(ordering: .relaxed) > 0 { pause(milliseconds: 1000) }
            return 0
        }
        guard var job = state.withLock({ $0.jobs[id] }) else { return 0 }
        for (_, result) in done { job.progress.add(result) }
        if try !dependencies.results.append(done.map(\.value.record)) { dependencies.results.leaveOut(done.count) }
        let targets = try records.save(
            done.map(\.value.outcome),
            of: done.map { objects[$0.key] },
            in: job,
            since: start,
            at: Timestamp.now().secondsSince1970,
            words: dependencies.words(id)
        )
        let progress = job.progress
        state.withLock { $0.jobs[id]?.progress = progress }
        events.wake(targets)
        return done.count
    }

    /// Waits until the budget allows to read more.
    ///
    /// - Returns: Whether to go on: not at quiet hours, when the job was paused or cancelled, or it is time to write.
    private func mayRead(_ id: String, _ plan: JobPlan, _ budget: ReadingBudget, until deadline: Timestamp) -> Bool {
        while isRunning(id), !plan.rests(at: Timestamp.now().secondsSince1970), Timestamp.monotonic() < deadline {
            let milliseconds = budget.milliseconds
            if milliseconds == 0 { return true }
            pause(milliseconds: min(milliseconds, 200))
        }
        return false
    }
}
