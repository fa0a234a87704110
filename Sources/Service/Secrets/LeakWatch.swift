import Cryptography
import Detection
import Findings
import ManagedSecrets
import POSIX
import Prefiltering
import Preparation
import Records
import SecretsManager

/// Lets scan workers recognise the values of all managed secrets, and findings tell which of them are still in use.
///
/// The values pass through this process's memory once, and what workers get are windows and codes of them. One thread does
/// everything, in the order in which it was asked for.
final class LeakWatch: Sendable {
    private enum Wish: Sendable {
        case change(ValueChange)
        case stages(secretARN: String)
        case everything
    }

    private let key: [UInt8]
    private let records: RecordStore
    private let running: @Sendable () -> Daemon.Running
    private let wishes = Monitor<[Wish]>([])
    private let names = Monitor(LeakNames())

    /// How long loading goes on before what is there so far is recognised, in seconds.
    private static let shortestWait = 1.0

    /// Prepares to watch.
    ///
    /// - Parameters:
    ///   - key: 32 bytes, kept for this purpose alone.
    ///   - records: Where the stages of versions are.
    ///   - running: What has workers at the moment.
    init(key: [UInt8], _ records: RecordStore, _ running: @escaping @Sendable () -> Daemon.Running) {
        self.key = key
        self.records = records
        self.running = running
    }

    /// Notes that a value has come or gone.
    func hear(_ change: ValueChange) { wish(.change(change)) }

    /// Notes that the versions of a secret may be in use in another way.
    func noteStages(of secretARN: String) { wish(.stages(secretARN: secretARN)) }

    /// Notes that workers have another set of identifiers, or none has a table yet.
    func noteReload() { wish(.everything) }

    private func wish(_ wish: Wish) {
        wishes.withLock { $0.append(wish) }
        wishes.notifyAll()
    }

    // MARK: The thread

    /// Keeps the workers' table and what findings say up to date, for ever.
    func run(_ secrets: SecretsManager) {
        var values = LeakValues(names)
        var missed = MissedValues()
        var isChanged = false
        // When there may be another table.
        var next = Timestamp.monotonic()
        wish(.everything)
        while true {
            let taken = takeWishes(until: [isChanged ? next : nil, missed.next].compactMap(\.self).min())
            // When the configuration changes meanwhile, a wish for everything is next, for the service then.
            let service = running().service
            var stale: Set<String> = []
            for wish in taken {
                switch wish {
                case .everything:
                    stale.formUnion(load(secrets, &values, &missed, service))
                    // Nobody has to wait for what has taken long.
                    (isChanged, next) = (true, .monotonic())
                case .change(.came(let source)):
                    values.add(source)
                    stale.formUnion(readStages(of: source.secretARN))
                    isChanged = true
                case .change(.went(let arn, let version)):
                    if values.remove(version, of: arn) { isChanged = true }
                case .stages(let arn): stale.formUnion(readStages(of: arn))
                }
            }
            let hasLast = missed.retry(secrets) { source in
                values.add(source)
                stale.formUnion(readStages(of: source.secretARN))
                isChanged = true
            }
            if hasLast { values.trust() }
            let start = Timestamp.monotonic()
            if isChanged, start >= next {
                publish(&values, to: service)
                isChanged = false
                // The more values, the longer a table takes: when many come one after the other, they share tables.
                let taken = Timestamp.monotonic().seconds(since: start)
                next = Timestamp.monotonic().adding(milliseconds: min(2000, Int(taken * 4000)))
            }
            if !isChanged, !missed.areExpected { service.endLearning() }
            if !stale.isEmpty { service.lookAgain(atVersions: stale) }
        }
    }

    /// Waits for wishes; no longer than to `deadline`, by the clock ``Timestamp/monotonic()``, if there is one.
    private func takeWishes(until deadline: Timestamp?) -> [Wish] {
        func take(_ wishes: inout [Wish]) -> [Wish]? {
            guard !wishes.isEmpty else { return nil }
            defer { wishes = [] }
            return wishes
        }
        guard let deadline else { return wishes.wait(take) }
        return wishes.wait(until: deadline, take) ?? []
    }

    /// Takes up all values, unless those that are known can go on being used.
    ///
    /// - Returns: The versions of which findings say something else.
    private func load(
        _ secrets: SecretsManager,
        _ values: inout LeakValues,
        _ missed: inout MissedValues,
        _ service: MonitoringService
    ) -> Set<String> {
        guard !values.isComplete else { return [] }
        var stale: Set<String> = []
        missed = MissedValues()
        do {
            try values.begin(commonness(), key: key)
            let start = Timestamp.monotonic()
            var last = start
            var pause = LeakWatch.shortestWait
            try secrets.forEachFingerprintSource { source, stages in
                if values.add(source, stages: stages) { stale.insert(source.versionID) }
                guard Timestamp.monotonic().seconds(since: last) > pause else { return }
                last = .monotonic()
                publish(&values, to: service)
                // A fifth of the time at most goes into tables that are soon replaced.
                pause = max(LeakWatch.shortestWait, 4 * Timestamp.monotonic().seconds(since: last))
                last = .monotonic()
            } missing: { arn, version, _ in
                missed.add(version, of: arn)
            }
            let seconds = Int(Timestamp.monotonic().seconds(since: start))
            Log.write(.info, "managed secrets are known", ["values": "\(values.count)", "seconds": "\(seconds)"])
        } catch {
            values.distrust()
            Log.write(.error, "leaked secrets cannot be recognised", ["why": "\(error)"])
        }
        if missed.count > 0 {
            values.distrust()
            Log.write(.warning, "secrets that cannot be decrypted are not recognised", ["versions": "\(missed.count)"])
        }
        return stale
    }

    private func commonness() throws -> GramCommonness {
        var problems: [Diagnostic] = []
        return try running().setup.detector(&problems).prefilter.commonness()
    }

    private func publish(_ values: inout LeakValues, to service: MonitoringService) {
        guard let table = values.table() else { return }
        do {
            try service.setManagedSecrets(table) { [names] id in names.withLock { $0[id] } }
        } catch {
            Log.write(.error, "leaked secrets cannot be recognised", ["why": "\(error)"])
        }
    }

    /// Reads which versions of a secret are in use.
    ///
    /// - Returns: The versions of which findings say something else.
    private func readStages(of arn: String) -> Set<String> {
        let placed = try? records.readSecrets { transaction in
            try transaction.secret(arn: arn).map { try transaction.stages(of: $0.id) } ?? [:]
        }
        var stages: [String: [String]] = [:]
        for (stage, version) in placed ?? [:] { stages[version, default: []].append(stage) }
        return names.withLock { [stages = stages.mapValues { $0.sorted() }] in $0.set(stages, of: arn) }
    }
}
