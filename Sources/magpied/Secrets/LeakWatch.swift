import Cryptography
import Detection
import ManagedSecrets
import Monitoring
import POSIX
import Prefiltering
import Preparation
import Records
import Reporting
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

    /// A value by what it is, not by what tables call it.
    private struct Place: Hashable {
        var secretARN: String
        var versionID: String
        var part: String
    }

    /// What tables call values, and the other way round.
    private struct Names: Sendable {
        private(set) var all: [UInt32: ManagedSecretName] = [:]
        private(set) var ids: [String: [UInt32]] = [:]

        subscript(id: UInt32) -> ManagedSecretName? { all[id] }

        mutating func add(_ name: ManagedSecretName, id: UInt32) {
            let stages = all[id]?.stages
            all[id] = name
            if let stages { all[id]?.stages = stages } else { ids[name.arn, default: []].append(id) }
        }

        /// Notes which versions of a secret are in use.
        ///
        /// - Returns: The versions for which that is new.
        mutating func set(_ stages: [String: [String]], of arn: String) -> Set<String> {
            var changed: Set<String> = []
            for id in ids[arn] ?? [] {
                guard let name = all[id], name.stages != stages[name.versionID] ?? [] else { continue }
                all[id]?.stages = stages[name.versionID] ?? []
                changed.insert(name.versionID)
            }
            return changed
        }
    }

    private let key: [UInt8]
    private let records: RecordStore
    private let running: @Sendable () -> Daemon.Running
    private let wishes = Monitor<[Wish]>([])
    private let names = Monitor(Names())

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
        var ids: [Place: UInt32] = [:]
        var last: UInt32 = 0
        var builder = try? makeBuilder()
        wish(.everything)
        while true {
            let taken: [Wish] = wishes.wait { wishes in
                guard !wishes.isEmpty else { return nil }
                defer { wishes = [] }
                return wishes
            }
            var isChanged = false
            var stale: Set<String> = []
            func take(_ source: FingerprintSource, _ builder: inout LeakTableBuilder?) {
                for part in source.parts {
                    let place = Place(secretARN: source.secretARN, versionID: source.versionID, part: part.label)
                    if ids[place] == nil {
                        last += 1
                        ids[place] = last
                    }
                    guard let id = ids[place] else { continue }
                    let name = ManagedSecretName(
                        arn: source.secretARN,
                        name: source.name,
                        versionID: source.versionID,
                        part: part.label
                    )
                    names.withLock { $0.add(name, id: id) }
                    // What is too common to be recognised stays out.
                    part.value.withBytes { bytes in try? builder?.add(bytes, id: id) }
                    isChanged = true
                }
            }
            for wish in taken {
                switch wish {
                case .everything:
                    builder = try? makeBuilder()
                    try? secrets.forEachFingerprintSource { take($0, &builder) }
                    isChanged = true
                    for secret in (try? records.readSecrets({ try $0.secrets() })) ?? [] {
                        stale.formUnion(readStages(of: secret.arn))
                    }
                case .change(.came(let source)):
                    take(source, &builder)
                    stale.formUnion(readStages(of: source.secretARN))
                case .change(.went(let arn, let version)):
                    for id in names.withLock({ $0.ids[arn] ?? [] }) {
                        guard let name = names.withLock({ $0[id] }), name.versionID == version, let part = name.part
                        else { continue }
                        builder?.remove(id)
                        ids[Place(secretARN: arn, versionID: version, part: part)] = nil
                        isChanged = true
                    }
                case .stages(let arn): stale.formUnion(readStages(of: arn))
                }
            }
            let start = Timestamp.monotonic()
            if isChanged, let table = builder?.build() { publish(table) }
            if !stale.isEmpty { running().service.lookAgain(atVersions: stale) }
            // The more values, the longer a table takes: when many come one after the other, they share tables.
            Threads.sleep(milliseconds: min(2000, Int(Timestamp.monotonic().seconds(since: start) * 4000)))
        }
    }

    private func makeBuilder() throws -> LeakTableBuilder {
        var problems: [Diagnostic] = []
        let detector = try running().setup.detector(&problems)
        return try LeakTableBuilder(for: detector.prefilter.sampling, key: key)
    }

    private func publish(_ table: [UInt8]) {
        do {
            try running().service.setManagedSecrets(table) { [names] id in names.withLock { $0[id] } }
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
