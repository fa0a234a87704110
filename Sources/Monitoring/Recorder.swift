import EventBus
import POSIX
import Records
import Synchronization

/// Writes what scanners find out, many objects in one transaction.
///
/// The disk decides how many: while one transaction is flushed, the next gathers.
final class Recorder: Sendable {
    private struct State {
        var outcomes: [(name: ObjectName, outcome: Outcome, result: [UInt8])] = []
        var isClosed = false
        var problem: String?
    }

    private let state = Monitor(State())
    private let records: RecordStore
    private let dirty: DirtySet
    private let events: EventBus
    private let wording: Wording
    private let results: ResultLog
    private let saved = Atomic(0)

    /// Objects that wait to be written before scanners must wait too.
    private static let capacity = 2000

    init(_ records: RecordStore, _ dirty: DirtySet, _ events: EventBus, _ wording: Wording, _ results: ResultLog) {
        self.records = records
        self.dirty = dirty
        self.events = events
        self.wording = wording
        self.results = results
    }

    /// How many outcomes were written since the start.
    var savedCount: Int { saved.load(ordering: .relaxed) }

    /// Why outcomes cannot be written, if they cannot.
    var problem: String? { state.withLock { $0.problem } }

    /// Why records of what was looked at are left out, if they are.
    var resultProblem: String? { results.problem }

    /// Hands over what became of an object; waits while too much is waiting.
    ///
    /// - Parameters:
    ///   - name: The object's name.
    ///   - outcome: What became of it.
    ///   - result: The record of it; empty when it was not looked at.
    func add(_ name: ObjectName, _ outcome: Outcome, result: [UInt8] = []) {
        state.wait { state -> Void? in
            guard state.outcomes.count < Recorder.capacity || state.isClosed else { return nil }
            state.outcomes.append((name, outcome, result))
            return ()
        }
        state.notifyAll()
    }

    /// Writes until ``close()``, and then what is left.
    ///
    /// While the records cannot be written, as on a full disk, it keeps what it has and tries again every second.
    func run() {
        // How many of the outcomes that wait have their record in `results` already.
        var logged = 0
        while true {
            let batch: [(name: ObjectName, outcome: Outcome, result: [UInt8])] = state.wait { state in
                if state.outcomes.isEmpty { return state.isClosed ? [] : nil }
                return state.outcomes
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
                    state.problem = nil
                }
                state.notifyAll()
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

    func close() {
        state.withLock { $0.isClosed = true }
        state.notifyAll()
    }
}
