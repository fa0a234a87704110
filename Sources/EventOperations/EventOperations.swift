import EventBus
import EventRules
import Filtering
import JSON
import POSIX
import Records
import ServiceModel

extension EventBus {
    /// The most that an event may weigh, in bytes.
    ///
    /// Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html, "Calculating PutEvents event entry size"; 1 MB since January 2026.
    private static let heaviest = 1 << 20

    /// What a detail may be; what lies around it in an event, and around events, can be read as well.
    private static let detailLimits = {
        var limits = JSONLimits.standard
        limits.depth -= 12
        return limits
    }()

    /// An entry of a request that can be put.
    private struct Entry: Sendable {
        var id: String
        /// `nil` when there is none: nobody hears of the event, as in EventBridge.
        var bus: DefinitionRecord?
        var envelope: String
    }

    func putEvents(_ request: ServiceRequest) throws -> JSONValue {
        guard request.text("EndpointId") == nil else {
            throw .validation("Parameter EndpointId is not valid. Reason: There are no endpoints.") as ServiceError
        }
        let time = Timestamp.now().secondsSince1970
        let catalogue = catalogue
        var answers: [JSONValue] = []
        var entries: [Entry] = []
        for input in request.input["Entries"]?.array ?? [] {
            do throws(ServiceError) {
                let entry = try entry(input, catalogue, time)
                entries.append(entry)
                answers.append(.object(["EventId": .string(entry.id)]))
            } catch {
                answers.append(.object(["ErrorCode": .string(error.code), "ErrorMessage": .string(error.message)]))
            }
        }
        let taken = entries.compactMap { entry in entry.bus.map { (bus: $0, envelope: entry.envelope) } }
        if !taken.isEmpty {
            wake(
                try keep { [self] transaction in
                    let router = state.withLock { $0.router }
                    var targets: Set<Int64> = []
                    for entry in taken {
                        tail.add(entry.envelope, bus: entry.bus.name)
                        let route = router.route(entry.envelope, on: entry.bus.id)
                        try transaction.put(entry.envelope, route, at: time)
                        targets.formUnion(route.targets)
                    }
                    return targets
                }
            )
        }
        return .object([
            "FailedEntryCount": .number(Double(answers.count - entries.count)), "Entries": .array(answers),
        ])
    }

    private func entry(_ input: JSONValue, _ catalogue: Catalogue, _ now: Double) throws(ServiceError) -> Entry {
        func required(_ name: String) throws(ServiceError) -> String {
            guard let text = input[name]?.string, !text.isEmpty else {
                throw ServiceError(
                    "InvalidArgument",
                    "Parameter \(name) is not valid. Reason: \(name) is a required argument."
                )
            }
            return text
        }
        let source = try required("Source")
        let detailType = try required("DetailType")
        let text = Array(try required("Detail").utf8)
        guard !source.hasPrefix("aws."), source != EventBus.ownSource else {
            throw ServiceError("NotAuthorizedForSourceException", "Not authorized for the source.")
        }
        // What is handed on is what was checked.
        guard let detail = try? JSONText.checkedObject(text, limits: EventBus.detailLimits) else {
            throw ServiceError("MalformedDetail", "Detail is malformed.")
        }
        let resources = input["Resources"]?.array.compactMap(\.string) ?? []
        let weight =
            (input["Time"] == nil ? 0 : 14) + source.utf8.count + detailType.utf8.count + text.count
            + resources.reduce(0) { $0 + $1.utf8.count }
        guard weight <= EventBus.heaviest else {
            throw .validation("Total size of the entry is \(weight) bytes: the limit is \(EventBus.heaviest).")
        }
        let name = input["EventBusName"]?.string ?? "default"
        let bus = catalogue.bus(named: ARN.bus(name) ?? name)
        if bus == nil {
            // By an ARN it is found out.
            guard !name.hasPrefix("arn:") else { throw missingBus(ARN.bus(name) ?? name) }
            noteLost(to: name)
        }
        let event = Event(
            source: source,
            detailType: detailType,
            time: try input["Time"]?.time("Time") ?? now,
            resources: resources,
            detail: detail
        )
        return Entry(id: event.id, bus: bus, envelope: event.text)
    }

    /// How many names of buses that are none are told of.
    private static let mostLostNames = 100

    /// Tells the operator once of each bus that is none: whoever puts events there is not told.
    private func noteLost(to bus: String) {
        let isNew = state.withLock { state in
            state.lostTo.count < EventBus.mostLostNames && state.lostTo.insert(bus).inserted
        }
        if isNew { say(.noBus(bus)) }
    }

    /// What an event must have to be tested.
    private static let members = ["id", "account", "source", "time", "region", "detail-type"]

    func testEventPattern(_ request: ServiceRequest) throws -> JSONValue {
        let pattern = try pattern(request.required("EventPattern"))
        let text = Array(request.required("Event").utf8)
        guard case .object(let members) = try? JSONValue(parsing: text),
            EventBus.members.allSatisfy({ members[$0] != nil })
        else { throw ServiceError.validation("Parameter Event is not valid.") }
        return .object(["Result": .boolean(try pattern.match(text))])
    }

    func pattern(_ text: String) throws(ServiceError) -> EventPattern {
        do throws(EventPatternError) {
            return try EventPattern(text)
        } catch {
            throw ServiceError("InvalidEventPatternException", "\(error)")
        }
    }

    // MARK: Dry run

    private static let mostExamples = 20

    func dryRun(_ request: ServiceRequest, _ visible: Visibility) throws -> OperationAnswer {
        let name = request.required("ArchiveName")
        guard let archive = catalogue.archive(named: name) else {
            throw .notFound("Archive \(name) does not exist.") as ServiceError
        }
        var matching = EventMatching(EventMatcher([try pattern(request.required("EventPattern"))]))
        let end = try request.time("EventEndTime") ?? .infinity
        var position = (time: try request.time("EventStartTime") ?? 0, event: Int64(0))
        var examined = 0
        var days: [String: Int] = [:]
        var examples: [JSONValue] = []
        while true {
            let events = try records.archivedEvents(archive.record.id, after: position, before: end, limit: 1000)
            guard let last = events.last else { break }
            position = (last.time, last.event)
            for event in events where visible.allows(event: event.envelope) {
                examined += 1
                guard try !matching.patterns(metBy: Array(event.envelope.utf8).span).isEmpty else { continue }
                days[String(UTCTime.text(secondsSince1970: event.time).prefix(10)), default: 0] += 1
                if examples.count < EventBus.mostExamples {
                    examples.append(
                        .object([
                            "EventId": .string(Envelope.id(of: event.envelope)),
                            "IngestionTime": EventBus.text(event.time),
                            "Event": .string(event.envelope),
                        ])
                    )
                }
            }
        }
        return .value(
            .object([
                "ExaminedCount": .number(Double(examined)),
                "MatchedCount": .number(Double(days.values.reduce(0, +))),
                "MatchedByDay": .object(days.mapValues { .number(Double($0)) }), "Examples": .array(examples),
            ])
        )
    }

    // MARK: Dead letters and metrics

    func listDeadLetters(_ request: ServiceRequest, _ visible: Visibility) throws -> OperationAnswer {
        let bus = try bus(request)
        let limit = request.input["Limit"]?.integer ?? 100
        let after = try place(request).flatMap { Int64($0) } ?? 0
        let letters = try records.deadLetters(on: bus.name, rule: request.text("Rule"), after: after, limit: limit)
        var answer: [String: JSONValue] = [:]
        answer["DeadLetters"] = .array(
            letters.filter { visible.allows(event: $0.envelope) }.map { letter in
                .present([
                    "Number": .number(Double(letter.number)),
                    "RuleArn": .string(ARN.rule(named: letter.rule, on: letter.bus)),
                    "TargetId": .string(letter.targetName), "TargetArn": .string(MaskedAddress.text(letter.targetARN)),
                    "ErrorCode": .string(letter.code), "ErrorMessage": .string(letter.message),
                    "ExhaustedRetryCondition": letter.exhausted.map { .string($0) },
                    "RetryAttempts": .number(Double(max(0, letter.attempts - 1))),
                    "Time": EventBus.text(letter.diedAt), "Event": .string(letter.envelope),
                ])
            }
        )
        // A page may end early, when its events are heavy.
        if let last = letters.last?.number,
            try !records.deadLetters(on: bus.name, rule: request.text("Rule"), after: last, limit: 1).isEmpty
        {
            answer["NextToken"] = .string(PageToken.text(String(last)))
        }
        return .value(.object(answer))
    }

    func redrive(_ request: ServiceRequest) throws -> JSONValue {
        let rule = try rule(request)
        let catalogue = catalogue
        var count = 0
        var position: Int64? = 0
        while let from = position {
            let (targets, redriven, last) = try records.events { transaction in
                try transaction.redrive(
                    bus: rule.record.parent,
                    rule: rule.record,
                    on: rule.bus,
                    after: from,
                    at: Timestamp.now().secondsSince1970
                ) { catalogue.targets[$0] != nil }
            }
            count += redriven
            position = last
            wake(targets)
        }
        return .object(["RedrivenCount": .number(Double(count))])
    }

    func purge(_ request: ServiceRequest) throws -> JSONValue {
        let bus = try bus(request)
        let rule = request.required("Rule")
        let count = try records.events { try $0.dropDeadLetters(ofRule: rule, on: bus.name) }
        return .object(["PurgedCount": .number(Double(count))])
    }

    func listMetrics(_ request: ServiceRequest) throws -> JSONValue {
        let bus = try bus(request)
        let (catalogue, matched) = (catalogue, counts.matched)
        let rules = try catalogue.rules(on: bus.id).map { rule in
            let targets = try targetMetrics(of: rule, catalogue).map { metrics in
                JSONValue.present([
                    "Id": .string(metrics.target), "Arn": .string(metrics.arn),
                    "Delivered": .number(Double(metrics.delivered)), "FailedAttempts": .number(Double(metrics.failed)),
                    "DeadLetters": .number(Double(metrics.deadLetters)), "Waiting": .number(Double(metrics.waiting)),
                    "Retrying": .number(Double(metrics.retrying)),
                    "OldestWaitingSeconds": metrics.oldestSeconds.map { .number($0) },
                    "Problem": metrics.problem.map { .string($0) },
                ])
            }
            return JSONValue.object([
                "Name": .string(rule.record.name), "Matched": .number(Double(matched[rule.record.id] ?? 0)),
                "Targets": .array(targets),
            ])
        }
        return .object(["Rules": .array(rules)])
    }
}
