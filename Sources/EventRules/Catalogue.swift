package import Filtering
package import JSON
import POSIX
package import Records
package import Schedules
import ServiceModel

/// All buses, rules, targets and archives, as they are kept.
package struct Catalogue: Sendable {
    /// The number of the bus `default`, of the rule of the feed and of its target.
    package static let defaultBus: Int64 = 1
    package static let feedRuleID: Int64 = 1
    package static let feedTargetID: Int64 = 1

    /// A rule and what its definition says.
    package struct RuleEntry: Sendable {
        package var record: DefinitionRecord
        package var bus: String
        package var definition: JSONValue
        package var pattern: EventPattern?
        package var schedule: Schedule?
        package var isEnabled: Bool
        /// When it was put, in seconds since 1970.
        package var putAt: Int
        package var isManaged: Bool
    }

    /// A target and what its definition says.
    package struct TargetEntry: Sendable {
        package var record: DefinitionRecord
        package var bus: String
        package var rule: String
        package var definition: JSONValue
        package var target: Target
    }

    /// An archive and what its definition says.
    package struct ArchiveEntry: Sendable {
        package var record: DefinitionRecord
        package var definition: JSONValue
        package var pattern: EventPattern?
        /// Days; 0 for ever.
        package var retention: Int
    }

    /// A connection or API destination, and what its definition says.
    package struct DestinationEntry: Sendable {
        package var record: DefinitionRecord
        package var definition: JSONValue
        /// What the ARN ends with.
        package var id: String { definition["Id"]?.string ?? "" }
    }

    package private(set) var buses: [DefinitionRecord] = []
    package private(set) var rules: [Int64: RuleEntry] = [:]
    package private(set) var targets: [Int64: TargetEntry] = [:]
    package private(set) var archives: [Int64: ArchiveEntry] = [:]
    package private(set) var connections: [String: DestinationEntry] = [:]
    package private(set) var apiDestinations: [String: DestinationEntry] = [:]

    /// Knows nothing.
    package init() {}

    /// Reads what is kept; what cannot be used is left out and reported.
    package init(_ records: RecordStore, _ settings: BusSettings, report: (String, String) -> Void) throws {
        buses = try records.eventBuses()
        let names = Dictionary(uniqueKeysWithValues: buses.map { ($0.id, $0.name) })
        for record in try records.rules() {
            let kept = record.id == Catalogue.feedRuleID ? Catalogue.feedRule : Catalogue.json(record.definition)
            let definition = kept ?? .object([:])
            var entry = RuleEntry(
                record: record,
                bus: names[record.parent] ?? "",
                definition: definition,
                isEnabled: kept != nil && definition["State"]?.string != "DISABLED",
                putAt: definition["PutAt"]?.integer ?? 0,
                isManaged: record.id == Catalogue.feedRuleID
            )
            if kept == nil { report("rule \(record.name)", Catalogue.damaged) }
            do {
                if let text = definition["EventPattern"]?.string { entry.pattern = try EventPattern(text) }
                if let text = definition["ScheduleExpression"]?.string { entry.schedule = try Schedule(text) }
            } catch {
                entry.isEnabled = false
                report("rule \(record.name)", "\(error)")
            }
            rules[record.id] = entry
        }
        for record in try records.ruleTargets() {
            guard let rule = rules[record.parent] else { continue }
            let isFeed = record.id == Catalogue.feedTargetID
            let kept = isFeed ? Catalogue.feedTarget(settings) : Catalogue.json(record.definition)
            guard let definition = kept else {
                report("target \(record.name) of rule \(rule.record.name)", Catalogue.damaged)
                continue
            }
            do {
                var target = try Target(definition)
                target.isPatient = record.id == Catalogue.feedTargetID
                targets[record.id] = TargetEntry(
                    record: record,
                    bus: rule.bus,
                    rule: rule.record.name,
                    definition: definition,
                    target: target
                )
            } catch {
                report("target \(record.name) of rule \(rule.record.name)", error.message)
            }
        }
        connections = try Catalogue.destinations(.connection, records, report)
        apiDestinations = try Catalogue.destinations(.apiDestination, records, report)
        for record in try records.archives() {
            guard let definition = Catalogue.json(record.definition) else {
                report("archive \(record.name)", Catalogue.damaged)
                continue
            }
            var entry = ArchiveEntry(
                record: record,
                definition: definition,
                retention: definition["RetentionDays"]?.integer ?? 0
            )
            do {
                if let text = definition["EventPattern"]?.string { entry.pattern = try EventPattern(text) }
                archives[record.id] = entry
            } catch {
                report("archive \(record.name)", "\(error)")
            }
        }
    }

    /// The connections or API destinations that can be used, by name.
    private static func destinations(
        _ kind: DestinationKind,
        _ records: RecordStore,
        _ report: (String, String) -> Void
    ) throws -> [String: DestinationEntry] {
        var entries: [String: DestinationEntry] = [:]
        for record in try records.destinations(kind) {
            if let definition = json(record.definition) {
                entries[record.name] = DestinationEntry(record: record, definition: definition)
            } else {
                report("\(kind.rawValue) \(record.name)", damaged)
            }
        }
        return entries
    }

    /// A definition as it is kept; `nil` when it is no object any more, which whoever reads it reports.
    private static func json(_ text: String) -> JSONValue? {
        guard let value = try? JSONValue(parsing: Array(text.utf8)), case .object = value else { return nil }
        return value
    }

    private static let damaged = "what is kept of it is damaged: put it again, or bring the records back from a backup"

    private static let feedRule = JSONValue.object([
        "EventPattern": .string(
            #"{"source":["aws.macie","magpie"],"detail-type":["Macie Finding","Finding Resolved"]}"#
        ),
        "Description": .string("Findings, for the file that the configuration names."),
        "ManagedBy": .string("magpie"),
    ])

    private static func feedTarget(_ settings: BusSettings) -> JSONValue {
        let path = String(decoding: settings.feed, as: UTF8.self)
        let group = settings.feedGroup.map { JSONValue.string(FileReaders(group: $0).name) }
        return .present([
            "Id": .string("feed"), "Arn": .string("jsonl:" + path),
            "FileParameters": group.map { .object(["Group": $0]) },
        ])
    }

    // MARK: Looking up

    package func bus(named name: String) -> DefinitionRecord? { buses.first { $0.name == name } }

    package func rule(named name: String, on bus: Int64) -> RuleEntry? {
        rules.values.first { $0.record.name == name && $0.record.parent == bus }
    }

    package func rules(on bus: Int64) -> [RuleEntry] {
        rules.values.filter { $0.record.parent == bus }.sorted { $0.record.name < $1.record.name }
    }

    package func targets(of rule: Int64) -> [TargetEntry] {
        targets.values.filter { $0.record.parent == rule }.sorted { $0.record.name < $1.record.name }
    }

    /// The connection with this ARN.
    package func connection(_ arn: String) -> DestinationEntry? {
        ARN.connection(arn).flatMap { connections[$0] }.flatMap { ARN.connection($0) == arn ? $0 : nil }
    }

    /// The API destination with this ARN.
    package func apiDestination(_ arn: String) -> DestinationEntry? {
        ARN.apiDestination(arn).flatMap { apiDestinations[$0] }.flatMap { ARN.apiDestination($0) == arn ? $0 : nil }
    }

    package func archive(named name: String) -> ArchiveEntry? { archives.values.first { $0.record.name == name } }

    /// Arranges what has a pattern.
    package func router(_ tally: Tally) -> Router {
        var byRule: [Int64: [TargetEntry]] = [:]
        for entry in targets.values { byRule[entry.record.parent, default: []].append(entry) }
        var routed: [Int64: [Router.Rule]] = [:]
        for (id, rule) in rules where rule.isEnabled {
            guard let pattern = rule.pattern else { continue }
            let own = (byRule[id] ?? []).sorted { $0.record.id < $1.record.id }
            let buses = own.filter { if case .bus = $0.target.destination { true } else { false } }
            routed[rule.record.parent, default: []].append(
                Router.Rule(
                    id: id,
                    pattern: pattern,
                    targets: own.map(\.record.id),
                    buses: Set(buses.map(\.record.id))
                )
            )
        }
        var kept: [Int64: [Router.Archive]] = [:]
        for (id, archive) in archives {
            kept[archive.record.parent, default: []].append(Router.Archive(id: id, pattern: archive.pattern))
        }
        return Router(routed, kept, tally)
    }
}

extension Catalogue.RuleEntry {
    /// When the rule's schedule has it run next after a time, in seconds since 1970; `nil` for never, and without a schedule.
    package func nextRun(after time: Int) -> Int? { schedule?.next(after: time, start: putAt) }

    /// Whether a text is a schedule that a rule can have.
    package static func isSchedule(_ text: String) -> Bool { (try? Schedule(text)) != nil }
}
