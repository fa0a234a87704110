import POSIX

/// Threads that take up work as it comes, each item one of them; more are started while all are busy.
///
/// Of those that are idle the one goes on that was busy last, so that under little load few threads wake.
final class WorkerPool<Item: Sendable>: Sendable {
    private struct State {
        /// None where an item was that somebody has taken.
        var waiting: [Item?] = []
        var next = 0
        var idle: [Monitor<Item?>] = []
        var threads = 0
    }

    /// What becomes of an item.
    private enum Step {
        case hand(Monitor<Item?>)
        case start
        case wait
    }

    private let most: Int
    private let state = Monitor(State())
    private let work: @Sendable (Item) -> Void

    /// Starts none yet.
    ///
    /// - Parameters:
    ///   - most: How many threads there may be.
    ///   - work: Does an item; may wait.
    init(atMost most: Int, _ work: @escaping @Sendable (Item) -> Void) {
        self.most = most
        self.work = work
    }

    /// How many items nobody has taken up yet.
    var waitingCount: Int { state.withLock { $0.waiting.count - $0.next } }

    /// Has an item done, after those that wait.
    func add(_ item: Item) {
        let step: Step = state.withLock { state in
            if let idle = state.idle.popLast() { return .hand(idle) }
            guard state.threads < most else {
                state.waiting.append(item)
                return .wait
            }
            state.threads += 1
            return .start
        }
        switch step {
        case .wait: return
        case .hand(let thread):
            thread.withLock { $0 = item }
            thread.notifyAll()
        case .start:
            // Where it is taken out of: a thread that is idle holds no item, nor what that holds.
            let own = Monitor<Item?>(item)
            guard !Threads.detach({ [self] in run(own) }) else { return }
            // No thread is to be had: this one does it, and those that there are do the next.
            state.withLock { $0.threads -= 1 }
            work(item)
        }
    }

    private func run(_ own: Monitor<Item?>) {
        while true {
            work(own.wait { $0.take() })
            state.withLock { state in
                guard state.next < state.waiting.count else {
                    state.waiting.removeAll(keepingCapacity: state.waiting.count < 1024)
                    state.next = 0
                    state.idle.append(own)
                    return
                }
                let next = state.waiting[state.next].take()
                own.withLock { $0 = next }
                state.next += 1
            }
        }
    }
}
