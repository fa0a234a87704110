import Deliveries
package import EventRules
import POSIX
import Problems
package import Records

/// What became of the events that a rule met, at one of its targets.
public struct TargetMetrics: Sendable {
    public var bus: String
    public var rule: String
    public var target: String
    public var delivered: Int
    /// Tries that have failed.
    public var failed: Int
    public var waiting: Int
    /// Of these, those that have failed at least once.
    public var retrying: Int
    /// How long the oldest has waited, in seconds; `nil` when none waits.
    public var oldestSeconds: Double?
    public var deadLetters: Int
    /// Why nothing can be delivered, if nothing can.
    public var problem: String?
    package var arn: String
}

extension EventBus {
    /// What was counted since rules and targets were made.
    package var counts: EventCounts { state.withLock { $0.earlier } + tally.all }

    /// Writes the counts, as is done from time to time: a crash loses those of some seconds.
    package func keepCounts() {
        let counts = counts
        failures.attempt("counts of events cannot be kept") { try records.events { try $0.save(counts) } }
    }

    /// What became of events at all targets, by bus, rule and target.
    public func targetMetrics() throws -> [TargetMetrics] {
        let catalogue = catalogue
        return try catalogue.buses.flatMap { bus in
            try catalogue.rules(on: bus.id).flatMap { try targetMetrics(of: $0, catalogue) }
        }
    }

    package func targetMetrics(of rule: Catalogue.RuleEntry, _ catalogue: Catalogue) throws -> [TargetMetrics] {
        let (counts, queues) = (counts, state.withLock { $0.queues })
        let now = Timestamp.now().secondsSince1970
        return try catalogue.targets(of: rule.record.id).map { entry in
            let id = entry.record.id
            let backlog = try records.backlog(of: id)
            return TargetMetrics(
                bus: rule.bus,
                rule: rule.record.name,
                target: entry.record.name,
                delivered: counts.delivered[id] ?? 0,
                failed: counts.failed[id] ?? 0,
                waiting: backlog.waiting,
                retrying: backlog.failing,
                oldestSeconds: backlog.oldest.map { max(0, (now - $0).rounded()) },
                deadLetters: backlog.deadLetters,
                problem: queues[id]?.problem,
                arn: ARN.shown(entry.target.arn)
            )
        }
    }

    /// How many events each rule has met, by bus and rule.
    public var matchedCounts: [(bus: String, rule: String, count: Int)] {
        let (catalogue, counts) = (catalogue, counts.matched)
        return catalogue.buses.flatMap { bus in
            catalogue.rules(on: bus.id).map { (bus.name, $0.record.name, counts[$0.record.id] ?? 0) }
        }
    }
}
