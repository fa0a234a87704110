import ManagedSecrets
import POSIX
import Prefiltering
public import Problems
public import Records
public import Findings
public import SecretsManager

/// Lets scan workers recognise the values of all managed secrets, and findings tell which of them are still in use.
///
/// The values pass through this process's memory once, and what workers get are windows and codes of them. One thread does
/// everything, in the order in which it was asked for.
public final class LeakWatch: Sendable {
    /// What the thread is asked for.
    private enum Request: Sendable {
        case change(ValueChange)
        case stages(secretARN: String)
        case serve(any LeakRecognizer)
        case end
    }

    /// What the thread knows between two requests.
    private struct Memory: ~Copyable {
        var recognizer: (any LeakRecognizer)?
        var values: LeakValues
        var missed = MissedValues()
        /// Whether the recogniser has not got the newest table.
        var isChanged = false
        /// When it may have the next one.
        var nextTable = Timestamp.monotonic()
        /// Secrets of which the stages are to be read.
        var unread: Set<String> = []
        /// Versions of which findings say something else than is so.
        var stale: Set<String> = []
        /// Whether values could not be loaded, which is tried again.
        var isUnloaded = false
        /// When what has failed is tried again; `nil` when nothing has.
        var retry: Timestamp?
    }

    private let key: [UInt8]
    private let records: RecordStore
    private let further: [any FurtherValues]
    private let say: @Sendable (LeakNotice) -> Void
    private let requests = Monitor<[Request]>([])
    private let names = Monitor(LeakNames())
    /// What prevents that leaks are recognised, by what it is.
    private let failures = Monitor<[Failure: String]>([:])

    private enum Failure: String {
        case values = "not all values could be loaded"
        case table = "the table of values could not be handed over"
        case stages = "it could not be read which versions are in use"
        case findings = "findings whose secrets have changed could not be read"
    }

    /// How long loading goes on before what is there so far is recognised, in seconds.
    private static let shortestWait = 1.0

    /// How long what has failed rests before it is tried again, in milliseconds.
    private static let pause = 1000

    /// Prepares to watch.
    ///
    /// - Parameters:
    ///   - key: 32 bytes, kept for this purpose alone.
    ///   - records: Where the stages of versions are.
    ///   - further: What is recognised besides the values of secrets.
    ///   - say: Takes what is worth a line in the log.
    public init(
        key: [UInt8],
        _ records: RecordStore,
        also further: [any FurtherValues] = [],
        say: @escaping @Sendable (LeakNotice) -> Void = { _ in }
    ) {
        self.key = key
        self.records = records
        self.further = further
        self.say = say
    }

    /// The version of a secret that a number in a table stands for; `nil` when it is not known.
    ///
    /// Numbers are never used again, so that the newest names also serve for a worker with the table before.
    public func name(of id: UInt32) -> ManagedSecretName? { names.withLock { $0[id] } }

    /// Notes that a value has come or gone.
    public func hear(_ change: ValueChange) { ask(.change(change)) }

    /// Notes that the versions of a secret may be in use in another way.
    public func noteStages(of secretARN: String) { ask(.stages(secretARN: secretARN)) }

    /// Serves a recogniser from now on, in place of the one before it.
    public func serve(_ recognizer: any LeakRecognizer) { ask(.serve(recognizer)) }

    /// Ends ``run(_:)``.
    public func close() { ask(.end) }

    private func ask(_ request: Request) {
        requests.withLock { $0.append(request) }
        requests.notifyAll()
    }

    /// What prevents that leaked secrets are recognised now.
    public var problems: [Problem] {
        failures.withLock { $0 }.sorted { $0.key.rawValue < $1.key.rawValue }.map { failure, reason in
            Problem(
                .leakRecognition,
                of: "\(failure)",
                "leaked secrets may not be recognised: \(failure.rawValue): \(reason)",
                hint: failure == .values
                    ? "see that the keys of all secrets can be used ('magpie kms list-keys'); it is tried again by itself"
                    : "see that the state folder's disk and the memory have room; it is tried again by itself"
            )
        }
    }

    private func note(_ failure: Failure, _ reason: String?) { failures.withLock { $0[failure] = reason } }

    // MARK: The thread

    /// Keeps the recogniser's table and what findings say up to date until ``close()``, on the caller's thread.
    public func run(_ secrets: SecretsManager) {
        var memory = Memory(values: LeakValues(names))
        while true {
            let deadline = [memory.isChanged && memory.recognizer != nil ? memory.nextTable : nil, memory.missed.next]
            for request in take(until: (deadline + [memory.retry]).compactMap(\.self).min()) {
                switch request {
                case .serve(let recognizer):
                    memory.recognizer = recognizer
                    load(secrets, &memory)
                    // Nobody has to wait for what has taken long.
                    (memory.isChanged, memory.nextTable) = (true, .monotonic())
                case .change(.came(let source)): add(source, &memory)
                case .change(.went(let arn, let version)):
                    if memory.values.remove(version, of: arn) { memory.isChanged = true }
                case .stages(let arn): memory.unread.insert(arn)
                case .end: return
                }
            }
            if memory.isUnloaded, let due = memory.retry, Timestamp.monotonic() >= due {
                load(secrets, &memory)
                memory.isChanged = true
            }
            retryMissed(secrets, &memory)
            publishInTime(&memory)
            update(&memory)
        }
    }

    /// Waits for requests; no longer than to `deadline`, by the clock ``Timestamp/monotonic()``, if there is one.
    private func take(until deadline: Timestamp?) -> [Request] {
        func drain(_ requests: inout [Request]) -> [Request]? {
            guard !requests.isEmpty else { return nil }
            defer { requests = [] }
            return requests
        }
        guard let deadline else { return requests.wait(drain) }
        return requests.wait(until: deadline, drain) ?? []
    }

    private func add(_ source: FingerprintSource, _ memory: inout Memory) {
        memory.values.add(source)
        memory.unread.insert(source.secretARN)
        memory.isChanged = true
    }

    /// Takes up all values, unless those that are known can go on being used.
    private func load(_ secrets: SecretsManager, _ memory: inout Memory) {
        guard let recognizer = memory.recognizer, !memory.values.isComplete else { return }
        memory.missed = MissedValues()
        memory.isUnloaded = false
        do {
            try memory.values.begin(try recognizer.commonness(), key: key)
            let start = Timestamp.monotonic()
            var last = start
            var pause = LeakWatch.shortestWait
            try secrets.forEachFingerprintSource { source, stages in
                if memory.values.add(source, stages: stages) { memory.stale.insert(source.versionID) }
                guard Timestamp.monotonic().seconds(since: last) > pause else { return }
                last = .monotonic()
                publish(&memory)
                // A fifth of the time at most goes into tables that are soon replaced.
                pause = max(LeakWatch.shortestWait, 4 * Timestamp.monotonic().seconds(since: last))
                last = .monotonic()
            } missing: { arn, version, _ in
                memory.missed.add(version, of: arn)
            }
            for values in further {
                try values.forEach {
                    if memory.values.add($0, stages: $1) { memory.stale.insert($0.versionID) }
                } missing: {
                    memory.missed.add($1, of: $0)
                }
            }
            let seconds = Int(Timestamp.monotonic().seconds(since: start))
            say(.known(values: memory.values.count, seconds: seconds))
            note(.values, nil)
        } catch {
            memory.values.distrust()
            memory.isUnloaded = true
            note(.values, "\(error)")
        }
        if memory.missed.count > 0 {
            memory.values.distrust()
            say(.missing(versions: memory.missed.count))
            noteMissing(memory.missed)
        }
    }

    private func noteMissing(_ missed: MissedValues) {
        let versions = missed.count == 1 ? "a version" : "\(missed.count) versions"
        note(.values, missed.count == 0 ? nil : "\(versions) of secrets cannot be decrypted")
    }

    private func retryMissed(_ secrets: SecretsManager, _ memory: inout Memory) {
        guard memory.missed.count > 0, !memory.isUnloaded else { return }
        var found: [FingerprintSource] = []
        let hasLast = memory.missed.retry {
            for values in further where values.labels(of: $0) != nil { return try values.source(of: $0, $1) }
            return try secrets.fingerprintSource(of: $0, $1)
        } body: {
            found.append($0)
        }
        for source in found { add(source, &memory) }
        if hasLast { memory.values.trust() }
        noteMissing(memory.missed)
    }

    /// Hands the newest table over when it is time for it.
    private func publishInTime(_ memory: inout Memory) {
        guard let recognizer = memory.recognizer else { return }
        let start = Timestamp.monotonic()
        if memory.isChanged, start >= memory.nextTable {
            publish(&memory)
            memory.isChanged = false
            // The more values, the longer a table takes: when many come one after the other, they share tables.
            let taken = Timestamp.monotonic().seconds(since: start)
            memory.nextTable = Timestamp.monotonic().adding(milliseconds: min(2000, Int(taken * 4000)))
        }
        if !memory.isChanged, !memory.missed.areExpected { recognizer.endLearning() }
    }

    private func publish(_ memory: inout Memory) {
        guard let table = memory.values.table() else { return }
        do {
            try memory.recognizer?.recognise(table)
            note(.table, nil)
        } catch {
            note(.table, "\(error)")
        }
    }

    /// Reads which versions are in use, and has findings say so; what fails is tried again.
    private func update(_ memory: inout Memory) {
        memory.retry = nil
        for arn in memory.unread {
            do {
                memory.stale.formUnion(try readStages(of: arn))
                memory.unread.remove(arn)
                note(.stages, nil)
            } catch {
                note(.stages, "\(error)")
            }
        }
        if !memory.stale.isEmpty, let recognizer = memory.recognizer {
            do {
                try recognizer.lookAgain(atVersions: memory.stale)
                memory.stale = []
                note(.findings, nil)
            } catch {
                note(.findings, "\(error)")
            }
        }
        if memory.isUnloaded || !memory.unread.isEmpty || (!memory.stale.isEmpty && memory.recognizer != nil) {
            memory.retry = Timestamp.monotonic().adding(milliseconds: LeakWatch.pause)
        }
    }

    /// Reads which versions of a secret are in use.
    ///
    /// - Returns: The versions of which findings say something else.
    private func readStages(of arn: String) throws -> Set<String> {
        for values in further {
            if let labels = values.labels(of: arn) { return names.withLock { $0.set(labels, of: arn) } }
        }
        let placed = try records.readSecrets { transaction in
            try transaction.secret(arn: arn).map { try transaction.stages(of: $0.id) } ?? [:]
        }
        var stages: [String: [String]] = [:]
        for (stage, version) in placed { stages[version, default: []].append(stage) }
        return names.withLock { [stages = stages.mapValues { $0.sorted() }] in $0.set(stages, of: arn) }
    }
}
