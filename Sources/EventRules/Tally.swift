package import Records
import Synchronization

/// Counts what rules meet and what targets take since the start.
///
/// There is one for the whole bus: routers and queues come and go with the definitions, and what one of them still does
/// while it is replaced counts too.
package final class Tally: Sendable {
    private let counts = Mutex(EventCounts())

    /// Has counted nothing yet.
    package init() {}

    package var all: EventCounts { counts.withLock { $0 } }

    package func addMatched(_ rules: [Int64]) {
        if rules.isEmpty { return }
        counts.withLock { counts in for rule in rules { counts.matched[rule, default: 0] += 1 } }
    }

    package func addDelivered(_ count: Int, to target: Int64) {
        counts.withLock { $0.delivered[target, default: 0] += count }
    }

    package func addFailed(to target: Int64) { counts.withLock { $0.failed[target, default: 0] += 1 } }
}
