import Configuring
import Detection
import Diagnostics
import Filtering
import IdentifierChoice
import Identifiers
import IdentifierSources
import JSON
import Macie
import POSIX
import ScanSetups
import Records
import ServiceModel
import Terminal

/// What the service of discovery is told of the rest: configuration, buckets, jobs.
struct MacieParts: Sendable {
    private let settings: CurrentSettings
    private let records: RecordStore
    /// The identifiers of the configuration that were shown last, and what of it they are from.
    private let shown = Monitor<(Settings.Discovery, [JSONValue])?>(nil)
    private let managed = Monitor<(Settings.Discovery, [(id: String, category: String)])?>(nil)

    init(_ settings: CurrentSettings, _ records: RecordStore) {
        self.settings = settings
        self.records = records
    }

    /// What the service of discovery needs; `changed` hears that what is looked for, or where, is something else by now.
    func dependencies(changed: @escaping @Sendable () -> Void) -> MacieService.Dependencies {
        var dependencies = MacieService.Dependencies()
        dependencies.configured = configured
        dependencies.mistake = MacieParts.mistake
        dependencies.mistakeInPattern = { pattern in
            do {
                _ = try AllowList(patterns: [pattern])
                return nil
            } catch {
                return "The regex is not valid: \(error)."
            }
        }
        dependencies.count = MacieParts.count
        dependencies.managed = managedIdentifiers
        dependencies.status = { bucket, key in MacieParts.words(bucket, key, settings()).status }
        dependencies.buckets = { Set(settings().buckets.map(\.name)) }
        dependencies.jobs = {
            // What cannot be read names nothing: the records themselves say that they cannot be read.
            let jobs = (try? records.jobs()) ?? []
            return jobs.filter { !["COMPLETE", "CANCELLED"].contains($0.status) }
                .compactMap { try? JSONValue(parsing: Array($0.definition.utf8)) }
        }
        dependencies.changed = changed
        return dependencies
    }

    // MARK: The configuration

    private func configured(_ kind: DiscoveryKind) -> [JSONValue] {
        let settings = settings()
        switch kind {
        case .identifier: return identifiers(settings.discovery)
        case .allowList:
            return settings.discovery.allowLists.enumerated().map { index, path in
                .object([
                    "id": .string("configuration-\(index + 1)"), "name": .string(TerminalText.escaped(path)),
                    "description": .string("An allow list of the configuration."), "criteria": .object([:]),
                ])
            }
        case .filter:
            return settings.suppressionRules.enumerated().map { index, rule in
                .object([
                    "id": .string("configuration-\(index + 1)"), "name": .string(rule.name),
                    "action": .string("ARCHIVE"),
                    "description": .string("A suppression rule of the configuration: \(rule.reason)"),
                    "findingCriteria": rule.criteria.json, "position": .number(0),
                ])
            }
        case .setting, .profile, .sample: return []
        }
    }

    private func identifiers(_ discovery: Settings.Discovery) -> [JSONValue] {
        shown.withLock { shown in
            if let shown, shown.0 == discovery { return shown.1 }
            // What is wrong with files was said when the configuration was read.
            var problems: [Diagnostic] = []
            let contents = IdentifierSource.custom(SourceText.read(discovery.custom, &problems))
            let identifiers = contents.identifiers.map(JSONValue.init)
            shown = (discovery, identifiers)
            return identifiers
        }
    }

    private func managedIdentifiers() -> [(id: String, category: String)] {
        let discovery = settings().discovery
        return managed.withLock { managed in
            if let managed, managed.0 == discovery { return managed.1 }
            var problems: [Diagnostic] = []
            var setup = ScanSetup()
            let variable = System.environment("MAGPIE_RULES")
            setup.identifiers.takeRules(
                of: IdentifierSource.choose(option: discovery.rules, variable: variable),
                &problems
            )
            // With neither a selection nor identifiers of users there is nothing that could be refused.
            let identifiers = (try? setup.identifiers.chosen(&problems)) ?? []
            let found = identifiers.map { (id: $0.id, category: $0.category.rawValue) }
            managed = (discovery, found)
            return found
        }
    }

    // MARK: Trying

    /// Why an identifier cannot be looked for.
    private static func mistake(_ identifier: JSONValue) -> String? {
        let problems = IdentifierSource.custom([source(of: identifier)]).problems
        return problems.first.map { "The identifier is not valid: \($0.message)." }
    }

    private static func source(of identifier: JSONValue) -> SourceText {
        var members = identifier.members
        members["id"] = members["id"] ?? .string("identifier")
        return SourceText(name: "request", bytes: MacieService.file(of: [.object(members)]))
    }

    private static func count(_ identifier: JSONValue, in text: String) throws -> Int {
        let contents = IdentifierSource.custom([source(of: identifier)])
        var scanner = try Scanner(Detector(contents.identifiers), allowing: try AllowList())
        guard let count = IdentifierCheck.count(in: text, with: &scanner) else {
            throw ServiceError.validation("The regex takes too long to match: make it simpler.")
        }
        return count
    }

    // MARK: Scans

    /// The lines of a word list that lies in a bucket.
    private static func words(
        _ bucket: String,
        _ key: String,
        _ settings: Settings
    ) -> (lines: [UInt8], status: WordList.Status) {
        guard let bucket = settings.buckets.first(where: { $0.name == bucket }) else { return ([], .missing) }
        let path = Array(key.utf8)
        let slash = path.lastIndex(of: UInt8(ascii: "/"))
        do throws(SystemError) {
            let root = try Directory(path: bucket.path)
            let name = slash.map { Array(path[($0 + 1)...]) } ?? path
            let bytes =
                if let slash {
                    try FileContents.read(
                        name,
                        in: try Directory(beneath: root, Array(path[..<slash])),
                        upTo: WordList.mostBytes
                    )
                } else {
                    try FileContents.read(name, in: root, upTo: WordList.mostBytes)
                }
            return WordList.lines(bytes)
        } catch {
            if error.isNotFound { return ([], .missing) }
            if error.isPermissionDenied { return ([], .denied) }
            return ([], error.isTooLarge ? .tooLarge : .failed)
        }
    }

    /// Has scans look for what the service of discovery says, besides what the configuration says.
    func add(_ inspection: Inspection, to setup: inout ScanSetup, _ settings: Settings) {
        if let identifiers = inspection.identifiers {
            setup.identifiers.custom.append(SourceText(name: "custom data identifiers of Macie", bytes: identifiers))
        }
        var lines: [UInt8] = []
        for pattern in inspection.allowedPatterns {
            let line = pattern.replacing("\n", with: "\\n").replacing("\r", with: "\\r")
            lines += Array("regex:(?:\(line))\n".utf8)
        }
        for list in inspection.allowedWords { lines += MacieParts.words(list.bucket, list.key, settings).lines }
        if !lines.isEmpty { setup.allowLists.append(SourceText(name: "allow lists of Macie", bytes: lines)) }
        // Other rules may have others: what there is no more is nothing to refuse all scans for.
        let known = Set(managedIdentifiers().map(\.id))
        let included = inspection.included.filter(known.contains)
        setup.identifiers.selection.included = ([setup.identifiers.selection.included] + included).joined(
            separator: ","
        )
        setup.identifiers.selection.excluded += inspection.excluded.filter(known.contains)
    }
}

extension SuppressionRule {
    /// A filter of the service of discovery as a rule.
    init(_ filter: ArchivingFilter) {
        self.init(name: filter.name, reason: filter.reason, criteria: filter.criteria)
    }
}

extension JSONValue {
    /// A custom data identifier of the configuration as Macie shows it.
    fileprivate init(_ identifier: ManagedDataIdentifier) {
        let variant = identifier.variants.first
        func texts(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
        self = .object([
            "id": .string(identifier.id), "name": .string(identifier.name),
            "description": .string("An identifier of the configuration, in \(identifier.source)."),
            "regex": .string(variant?.pattern ?? ""), "keywords": texts(variant?.context?.words ?? []),
            "ignoreWords": texts((variant?.exclude ?? []).map(JSONValue.word)),
            "maximumMatchDistance": .number(variant?.context?.distance ?? 50),
            "severityLevels": .array(
                identifier.severity.levels.map { level in
                    .object([
                        "occurrencesThreshold": .number(level.occurrences),
                        "severity": .string(level.severity.description.uppercased()),
                    ])
                }
            ),
        ])
    }

    /// The text of which a pattern was made that matches nothing else, in any case.
    private static func word(_ pattern: String) -> String {
        var text = ""
        var isEscaped = false
        for character in pattern.hasPrefix("(?i)") ? pattern.dropFirst(4) : pattern[...] {
            isEscaped = character == "\\" && !isEscaped
            if !isEscaped { text.append(character) }
        }
        return text
    }
}
