import EventBus
import EventRules
import Filtering
import JSON
import POSIX
import Records
import ServiceModel

/// Findings that were made before a rule was.
extension EventBus {
    /// How many findings are read, and put, at once.
    private static let pageOfFindings = 200
    /// How many events may wait for a target before a replay of findings stops.
    private static let mostWaitingFindings = 20_000
    /// How long one answer may take, in seconds; what is left begins at its `NextToken`.
    private static let longestFindingReplay = 20.0
    /// What events say that they are replays of.
    private static let findingReplay = "findings"

    /// Gives a rule, and no other, an event for each finding that holds and is not archived.
    ///
    /// Each page is written by itself; where it ended is the answer's `NextToken`. What the service has found is its own, as it
    /// was the first time: rules act if they are armed, and rehearse if not.
    ///
    /// Findings in buckets that who asks may not read are neither put nor counted.
    func replayFindings(_ request: ServiceRequest, _ visible: Visibility) throws -> OperationAnswer {
        let rule = try ownRule(request)
        let isRehearsed = request.input["DryRun"] == .boolean(true)
        guard let text = rule.definition["EventPattern"]?.string else {
            throw .validation("Rule \(rule.record.name) has no event pattern: findings meet none.") as ServiceError
        }
        if !isRehearsed { try checkThatItPasses(on: rule) }
        var matching = EventMatching(EventMatcher([try pattern(text)]))
        var (examined, matched) = (0, 0)
        var last = try place(request) ?? ""
        let start = Timestamp.monotonic()
        let scope = try scope(visible)
        while true {
            let page = try records.openFindings(after: last, limit: EventBus.pageOfFindings, in: scope)
            guard let end = page.last else { return EventBus.answer(examined, matched, next: nil) }
            let envelopes = try page.map { EventBus.event(ofFinding: $0.detail).text }.filter {
                try !matching.patterns(metBy: Array($0.utf8).span).isEmpty
            }
            if !isRehearsed, !envelopes.isEmpty { try put(envelopes, to: rule) }
            last = end.id
            examined += page.count
            matched += envelopes.count
            let isLate = Timestamp.monotonic().seconds(since: start) > EventBus.longestFindingReplay
            if try isLate || !isRehearsed && isWaitedForTooMuch(rule) {
                return EventBus.answer(examined, matched, next: last)
            }
        }
    }

    /// The findings that may be read by who asks.
    private func scope(_ visible: Visibility) throws -> FindingScope {
        if visible.isEverything { return .everything }
        return FindingScope(
            buckets: Set(try records.bucketNames().filter(visible.allows(findingsIn:))),
            users: Set(try records.usersWithFindings().filter(visible.allows(findingsAboutUser:)))
        )
    }

    private static func answer(_ examined: Int, _ matched: Int, next: String?) -> OperationAnswer {
        .value(
            .present([
                "ExaminedCount": .number(Double(examined)), "MatchedCount": .number(Double(matched)),
                "NextToken": next.map { .string(PageToken.text($0)) },
            ])
        )
    }

    /// Refuses a rule that would pass nothing on.
    private func checkThatItPasses(on rule: Catalogue.RuleEntry) throws {
        let name = rule.record.name
        guard rule.definition["State"]?.string != "DISABLED" else {
            throw .validation("Rule \(name) is disabled: enable it first.") as ServiceError
        }
        guard !catalogue.targets(of: rule.record.id).isEmpty else {
            throw .validation("Rule \(name) has no targets.") as ServiceError
        }
    }

    private func isWaitedForTooMuch(_ rule: Catalogue.RuleEntry) throws -> Bool {
        try catalogue.targets(of: rule.record.id).contains {
            try records.isWaited(for: EventBus.mostWaitingFindings, by: $0.record.id)
        }
    }

    private func put(_ envelopes: [String], to rule: Catalogue.RuleEntry) throws {
        let (router, bus) = (state.withLock { $0.router }, rule.record.parent)
        let now = Timestamp.now().secondsSince1970
        let routed = envelopes.map { envelope in
            var route = router.route(envelope, on: bus, toRules: [rule.record.id], isArchived: false)
            route.isOwn = true
            tail.add(envelope, bus: rule.bus)
            return (envelope, route)
        }
        wake(
            try keep { transaction in
                for (envelope, route) in routed { try transaction.put(envelope, route, at: now) }
                return Set(routed.flatMap(\.1.targets))
            }
        )
    }

    /// The event of a finding that is told again.
    private static func event(ofFinding detail: String) -> Event {
        let time = Timestamp.now().secondsSince1970
        var event = Event(source: "aws.macie", detailType: "Macie Finding", time: time, detail: detail)
        event.replay = findingReplay
        return event
    }
}
