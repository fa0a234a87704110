import Deliveries
import EventRules
import POSIX
import Problems
import Records

extension EventBus {
    /// Makes the events of schedules at their times, and drops what is kept no longer, until the bus ends.
    ///
    /// - Parameter hasBegun: Whether it is known what was left at the start; else that is asked for again.
    package func keepSchedules(hasBegun: Bool) {
        var hasBegun = hasBegun
        var last = Timestamp.now().seconds
        var cleanedAt = 0
        var countedAt = last
        while !isStopping {
            if !hasBegun { hasBegun = goOn() }
            let now = Timestamp.now().seconds
            // A clock that was set back makes nothing happen twice.
            if now > last {
                for rule in state.withLock({ $0.catalogue.rules.values.sorted { $0.record.id < $1.record.id } })
                where rule.isEnabled {
                    guard let next = rule.nextRun(after: last), next <= now
                    else { continue }
                    // A schedule is kept at its time or missed; it is not made up for.
                    failures.attempt("the schedule of rule \(rule.record.name) was not kept") {
                        try fire(rule, at: next)
                    }
                }
                last = now
            }
            if now - countedAt >= 10 {
                keepCounts()
                countedAt = now
            }
            if now - cleanedAt >= 3600 {
                state.withLock { $0.isUnclean = true }
                cleanedAt = now
            }
            // Little by little: schedules are kept meanwhile, and others write.
            if state.withLock({ $0.isUnclean }) {
                // What cannot be dropped now is tried again with the next hour's.
                let hasMore = failures.attempt("old events cannot be dropped") { try clean(now: Double(now)) }
                state.withLock { $0.isUnclean = hasMore ?? false }
            }
            pause(milliseconds: 500)
        }
    }

    private func fire(_ rule: Catalogue.RuleEntry, at time: Int) throws {
        let arn = ARN.rule(named: rule.record.name, on: rule.bus)
        let event = Event(
            source: "aws.events",
            detailType: "Scheduled Event",
            time: Double(time),
            resources: [arn],
            detail: "{}"
        )
        let envelope = event.text
        tail.add(envelope, bus: rule.bus)
        wake(
            try ledger.write { [self] transaction in
                // The rule may have been removed in the meantime.
                let catalogue = state.withLock { $0.catalogue }
                guard catalogue.rules[rule.record.id] != nil else { return [] }
                var route = EventRoute(bus: rule.record.parent)
                route.targets = catalogue.targets(of: rule.record.id).map(\.record.id)
                try transaction.put(envelope, route, at: Timestamp.now().secondsSince1970)
                try transaction.markFired(rule.record.id, at: Double(time))
                return Set(route.targets)
            }
        )
    }

    /// Says which schedules were not kept while nothing ran.
    ///
    /// They are not made up for.
    package func reportMissedSchedules() {
        let now = Timestamp.now().seconds
        for rule in state.withLock({ $0.catalogue.rules.values.sorted { $0.record.id < $1.record.id } })
        where rule.isEnabled {
            guard let fired = rule.record.time, let next = rule.nextRun(after: Int(fired)), next < now
            else { continue }
            say(.missedSchedule(rule.record.name))
        }
    }

    /// How long dead letters and the names of replays are kept, in seconds.
    private static let deadLetterAge = 14.0 * 86_400
    private static let replayAge = 90.0 * 86_400

    /// How many events one transaction drops.
    private static let droppedAtOnce = 5000

    /// Drops some of what is kept no longer.
    ///
    /// - Returns: Whether there is more.
    private func clean(now: Double) throws -> Bool {
        let removed = try records.removedArchives().map { ($0, Double.infinity) }
        let archives = state.withLock { $0.catalogue.archives.values.filter { $0.retention > 0 } }
        let aged = archives.map { ($0.record.id, now - Double($0.retention) * 86_400) }
        return try records.events { transaction in
            try transaction.dropDeadLetters(before: now - EventBus.deadLetterAge)
            try transaction.dropReplays(before: now - EventBus.replayAge)
            for (archive, time) in removed + aged
            where try transaction.dropArchived(archive, before: time, limit: EventBus.droppedAtOnce) { return true }
            return false
        }
    }
}
