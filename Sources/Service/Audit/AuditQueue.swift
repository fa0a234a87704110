import Auditing
import POSIX

/// Writes what requests leave in the audit log on a thread of its own: nobody else waits for the disk, and while one group is
/// being written the next gathers.
final class AuditQueue: AuditWriter {
    private struct Member: Sendable {
        var entries: [AuditEntry]
        var done: AuditAppended
    }

    private struct State {
        var waiting: [Member] = []
        var isClosed = false
    }

    private let log: any AuditWriter
    private let state = Monitor(State())
    private let hasThread: Bool

    /// Writes into `log`; `answers` has those go together to whom it is told together.
    init(_ log: any AuditWriter, _ answers: AnswerGathering) {
        self.log = log
        hasThread = Threads.detach { [state] in AuditQueue.write(state, log, answers) }
    }

    deinit {
        state.withLock { $0.isClosed = true }
        state.notifyAll()
    }

    func requireRoom() throws { try log.requireRoom() }

    func append(_ entries: [AuditEntry], then done: @escaping AuditAppended) {
        guard hasThread else { return log.append(entries, then: done) }
        state.withLock { $0.waiting.append(Member(entries: entries, done: done)) }
        state.notifyAll()
    }

    private static func write(_ state: Monitor<State>, _ log: any AuditWriter, _ answers: AnswerGathering) {
        while true {
            let group = state.wait { state -> [Member]? in
                guard !state.waiting.isEmpty else { return state.isClosed ? [] : nil }
                defer { state.waiting = [] }
                return state.waiting
            }
            guard !group.isEmpty else { return }
            log.append(group.flatMap(\.entries)) { result in
                answers.gather {
                    var count = 0
                    for member in group {
                        let before = count
                        member.done(result.map { $0 + before })
                        count += member.entries.count
                    }
                }
            }
        }
    }
}
