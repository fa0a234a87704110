import Deliveries
import EventRules
package import JSON
import POSIX
import Problems
package import Records

extension EventBus {
    /// What a replay's definition says.
    package struct ReplayPlan: Sendable {
        package var archive: String
        package var end: Double
        package var bus: String
        /// The rules that get the events; `nil` for all.
        package var rules: [String]?

        package init(_ definition: JSONValue) {
            archive = definition["EventSourceArn"]?.string.flatMap { ARN.archive($0) } ?? ""
            end = definition["EventEndTime"]?.number ?? 0
            let destination = definition["Destination"]
            bus = destination?["Arn"]?.string.flatMap { ARN.bus($0) } ?? ""
            let filters = destination?["FilterArns"]?.array.compactMap(\.string) ?? []
            rules = filters.isEmpty ? nil : filters
        }
    }

    private static let batch = 500

    /// How many events may wait for each target of a replay before it pauses.
    private static let mostWaiting = 20_000

    /// Puts the events of an archive on their bus again, on a thread of its own.
    ///
    /// What was put and how far that is are written together: each event is put once, whatever happens. It goes as fast as
    /// the fastest of its targets, so that none has to wait for one that hangs.
    package func start(_ replay: ReplayRecord) {
        state.withLock { _ = $0.replays.insert(replay.name) }
        let starts = Threads.detach { [self] in
            run(replay)
            state.withLock { _ = $0.replays.remove(replay.name) }
            state.notifyAll()
        }
        if !starts { state.withLock { _ = $0.replays.remove(replay.name) } }
    }

    private func run(_ replay: ReplayRecord) {
        var replay = replay
        var targets: Set<Int64> = []
        // A definition that is no JSON names no archive: the replay fails, and says that.
        let plan = ReplayPlan((try? JSONValue(parsing: Array(replay.definition.utf8))) ?? .null)
        let failure = "replay \(replay.name) cannot go on"
        defer { failures.end(failure) }
        while !isStopping {
            do {
                if try isTooFast(for: targets), try records.replays().contains(where: { $0.isUnderWay(replay.name) }) {
                    pause(milliseconds: 100)
                } else if try !goOn(&replay, plan, &targets) {
                    return
                }
                failures.end(failure)
            } catch {
                failures.note(failure, "\(error)")
                pause(milliseconds: 1000)
            }
        }
    }

    private func isTooFast(for targets: Set<Int64>) throws -> Bool {
        let there = state.withLock { $0.catalogue.targets }
        let own = targets.filter { there[$0] != nil }
        return try !own.isEmpty && own.allSatisfy { try records.isWaited(for: EventBus.mostWaiting, by: $0) }
    }

    /// Puts the next events.
    ///
    /// - Parameters:
    ///   - replay: How far it is.
    ///   - plan: What its definition says.
    ///   - targets: Those that events were put to.
    /// - Returns: Whether there are more.
    /// - Throws: When the records cannot be read or written.
    private func goOn(_ replay: inout ReplayRecord, _ plan: ReplayPlan, _ targets: inout Set<Int64>) throws -> Bool {
        let (catalogue, router) = state.withLock { ($0.catalogue, $0.router) }
        let now = Timestamp.now().secondsSince1970
        guard let archive = catalogue.archive(named: plan.archive), let bus = catalogue.bus(named: plan.bus) else {
            replay.state = "FAILED"
            replay.reason = "The archive or the event bus was deleted."
            replay.endedAt = now
            let ended = replay
            try ledger.write { transaction in
                try transaction.save(ended)
                return []
            }
            return false
        }
        let rules = plan.rules.map { arns in
            Set(
                catalogue.rules(on: bus.id).filter { arns.contains(ARN.rule(named: $0.record.name, on: bus.name)) }.map(
                    \.record.id
                )
            )
        }
        let events = try records.archivedEvents(
            archive.record.id,
            after: (replay.time, replay.event),
            before: plan.end,
            limit: EventBus.batch
        )
        var next = replay
        if let last = events.last {
            (next.time, next.event) = (last.time, last.event)
            next.count += events.count
        } else {
            next.state = "COMPLETED"
            next.endedAt = now
        }
        let (before, after) = (replay, next)
        let outcome = Monitor(next)
        let woken = try ledger.write { [tail] transaction in
            if try transaction.replayState(after.name) == "CANCELLING" {
                var cancelled = before
                cancelled.state = "CANCELLED"
                cancelled.endedAt = now
                try transaction.save(cancelled)
                outcome.withLock { [cancelled] in $0 = cancelled }
                return []
            }
            var targets: Set<Int64> = []
            for event in events {
                let envelope = try Event.replayed(event.envelope, by: after.name)
                tail.add(envelope, bus: bus.name)
                var route = router.route(envelope, on: bus.id, toRules: rules, isArchived: false)
                route.isOwn = event.isOwn
                try transaction.put(envelope, route, at: now)
                targets.formUnion(route.targets)
            }
            try transaction.save(after)
            return targets
        }
        wake(woken)
        targets.formUnion(woken)
        replay = outcome.withLock { $0 }
        return replay.state == "RUNNING"
    }
}

extension ReplayRecord {
    fileprivate func isUnderWay(_ name: String) -> Bool { self.name == name && state == "RUNNING" }
}
