public import Configuring
import POSIX
public import Records
import Findings
import Synchronization
public import Watching

/// Writes what scanners find out, many objects in one transaction.
///
/// The disk decides how many: while one transaction is flushed, the next gathers.
public final class Recorder: Sendable {
    private struct State {
        var outcomes: [Item] = []
        /// Bytes of all outcomes, about.
        var weight = 0
        var isClosed = false
        var problem: String?
    }

    private struct Item {
        var name: ObjectName
        var outcome: Outcome
        var result: [UInt8]
        var weight: Int
    }

    private let state = Monitor(State())
    private let records: RecordStore
    private let dirty: DirtySet
    private let events: any EventPublisher
    private let wording: any FindingWording
    private let results: ResultLog
    private let saved = Atomic(0)

    /// Objects that wait to be written before scanners must wait too.
    private static let capacity = 2000

    /// Bytes that wait to be written before scanners must wait too.
    private let heaviest: Int

    /// What one object may add to the records, in bytes a second.
    private let pace: Int

    /// The most that one transaction takes, unless a single outcome is heavier: what is in it is in memory several times.
    private static let heaviestBatch = 4 << 20
    private static let longestBatch = 500

    /// Writes to `records` what is handed over, and tells `events`.
    public init(
        _ records: RecordStore,
        _ dirty: DirtySet,
        _ events: any EventPublisher,
        _ wording: any FindingWording,
        _ results: ResultLog,
        _ limits: Limits = Limits()
    ) {
        heaviest = limits.waitingMegabytes << 20
        pace = limits.recordKilobytesPerSecond << 10
        self.records = records
        self.dirty = dirty
        self.events = events
        self.wording = wording
        self.results = results
    }

    /// How many outcomes were written since the start.
    public var savedCount: Int { saved.load(ordering: .relaxed) }

    /// How many outcomes wait to be written.
    public var waitingCount: Int { state.withLock { $0.outcomes.count } }

    /// Why outcomes cannot be written, if they cannot.
    public var problem: String? { state.withLock { $0.problem } }

    /// Why records of what was looked at are left out, if they are.
    public var resultProblem: String? { results.problem }

    /// Hands over what became of an object; waits while too much is waiting.
    ///
    /// - Parameters:
    ///   - name: The object's name.
    ///   - outcome: What became of it.
    ///   - result: The record of it; empty when it was not looked at.
    public func add(_ name: ObjectName, _ outcome: Outcome, result: [UInt8] = []) {
        let outcome = outcome.lightened
        let weight = outcome.weight + result.count
        state.wait { state -> Void? in
            let hasRoom = state.outcomes.count < Recorder.capacity && state.weight + weight <= heaviest
            guard hasRoom || state.outcomes.isEmpty || state.isClosed else { return nil }
            state.outcomes.append(Item(name: name, outcome: outcome, result: result, weight: weight))
            state.weight += weight
            return ()
        }
        state.notifyAll()
    }

    /// Writes until ``close()``, and then what is left.
    ///
    /// While the records cannot be written, as on a full disk, it keeps what it has and tries again every second.
    public func run() {
        // How many of the outcomes that wait have their record in `results` already.
        var logged = 0
        while true {
            let batch: [Item] = state.wait { state in
                if state.outcomes.isEmpty { return state.isClosed ? [] : nil }
                return Array(state.outcomes.prefix(Recorder.batchCount(state.outcomes)))
            }
            if batch.isEmpty { return }
            do {
                let time = Timestamp.now().secondsSince1970
                // When outcomes are tried again, the records of them are there: once more each second, they fill the disk.
                let isLogged = try results.append(batch.dropFirst(logged).map(\.result))
                if isLogged { logged = batch.count }
                let targets = try records.save(batch.map(\.outcome), at: time, words: wording)
                saved.wrappingAdd(batch.count, ordering: .relaxed)
                if !isLogged { results.leaveOut(batch.dropFirst(logged).count { !$0.result.isEmpty }) }
                logged = 0
                state.withLock { state in
                    state.outcomes.removeFirst(batch.count)
                    state.weight -= batch.reduce(0) { $0 + $1.weight }
                    state.problem = nil
                }
                state.notifyAll()
                for item in batch { rest(item) }
                dirty.finish(batch.map(\.name))
                events.wake(targets)
            } catch {
                let isClosed = state.withLock { state in
                    state.problem = "\(error)"
                    return state.isClosed
                }
                if isClosed { return }
                Threads.sleep(milliseconds: 1000)
            }
        }
    }

    /// Lets an object rest in proportion to what was written about it.
    private func rest(_ item: Item) {
        let written = item.outcome.written + item.result.count
        guard written > Recorder.unnoticed else { return }
        dirty.rest(item.name, milliseconds: min(1000 * written / pace, Recorder.longestRest))
    }

    /// What may be written about an object again and again without a rest, in bytes.
    private static let unnoticed = 8 << 10

    /// In milliseconds.
    public static let longestRest = 300_000

    /// How many of the first outcomes go into one transaction; at least one.
    private static func batchCount(_ outcomes: [Item]) -> Int {
        var weight = 0
        var count = 0
        while count < min(outcomes.count, longestBatch), count == 0 || weight + outcomes[count].weight <= heaviestBatch
        {
            weight += outcomes[count].weight
            count += 1
        }
        return count
    }

    /// Ends ``run()`` when everything is written.
    public func close() {
        state.withLock { $0.isClosed = true }
        state.notifyAll()
    }
}

extension Outcome {
    /// The same without the places in objects, which are in the finding.
    fileprivate var lightened: Outcome {
        guard case .scanned(var scanned) = self else { return self }
        for index in scanned.report.detections.indices { scanned.report.detections[index].occurrences = [] }
        return .scanned(scanned)
    }

    /// What it makes the records and the feed of events grow by, in bytes, about.
    fileprivate var written: Int {
        guard case .scanned(let scanned) = self, let finding = scanned.finding else { return 0 }
        return 2 * finding.textSize + 320 * finding.values.count
    }

    /// What it takes in memory, in bytes, about.
    fileprivate var weight: Int {
        guard case .scanned(let scanned) = self else { return 1024 }
        let finding = scanned.finding.map { $0.textSize + 160 * $0.values.count } ?? 0
        return 1024 + 256 * scanned.report.detections.count + finding
    }
}
