import Diagnostics
import Terminal
import ArgumentParser
import Control
import Identifiers
import JSON
import POSIX

/// `magpie findings`: what the service has found.
struct FindingsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "findings",
        abstract: "Shows what the service has found.",
        subcommands: [List.self, Show.self, Stats.self, Where.self, Archive.self, Reveal.self]
    )

    /// Which findings are meant.
    struct Selection: ParsableArguments {
        @Option(help: ArgumentHelp("Only findings in this bucket.", valueName: "name"))
        var bucket: String?

        @Option(help: ArgumentHelp("Only findings of this severity or above.", valueName: "severity"))
        var severity = SeverityWord.low

        @Flag(help: "Also findings that are archived.")
        var archived = false

        @Flag(help: "Also findings that hold no longer, and those that are archived.")
        var all = false

        var parameters: [String: JSONValue?] {
            [
                "minimumSeverity": .number(Double(severity.severity.rawValue)), "includesResolved": .boolean(all),
                "includesArchived": .boolean(archived), "bucketName": bucket.map { .string($0) },
            ]
        }
    }

    /// `magpie findings list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists findings, the latest first.",
            discussion: """
                Criteria are Macie's findingCriteria as JSON, such as
                '{"criterion": {"severity.description": {"eq": ["High"]}, "key": {"prefix": ["archive/"]}}}', or \
                file://PATH.
                """
        )

        @OptionGroup var service: ServiceOptions
        @OptionGroup var selection: Selection

        @Option(help: ArgumentHelp("Only findings that meet these.", valueName: "json"))
        var criteria: String?

        @Option(help: ArgumentHelp("The most findings to list.", valueName: "n"))
        var limit = 1000

        @Option(help: ArgumentHelp("Go on behind this finding: its 'position' in JSON.", valueName: "position"))
        var after: String?

        func validate() throws {
            guard (1...List.mostFindings).contains(limit) else {
                throw ValidationError("--limit takes a number from 1 to \(List.mostFindings)")
            }
        }

        private static let mostFindings = 999_999

        func run() throws {
            var parameters = selection.parameters
            // One more than is shown tells whether there are more.
            parameters["maxResults"] = JSONValue.number(Double(limit + 1))
            parameters["findingCriteria"] = try criteria.map(List.parsed)
            parameters["nextToken"] = after.map { JSONValue.string($0) }
            try FindingsCommand.list(ControlRequest("macie2:ListFindingSummaries", parameters), service, upTo: limit)
        }

        private static func parsed(_ argument: String) throws -> JSONValue {
            let text = try TextArgument.content(argument)
            do throws(JSONError) {
                return try JSONValue(parsing: Array(text.utf8))
            } catch {
                throw Diagnostic("criteria: \(error)", hint: "give them as JSON, or as file://PATH")
            }
        }
    }

    /// `magpie findings show`.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Shows a finding, as JSON unless text is asked for.")

        @OptionGroup var service: ServiceOptions

        @Argument(help: ArgumentHelp("The finding's id, or its beginning.", valueName: "id"))
        var id: String

        func run() throws {
            let request = ControlRequest("macie2:GetFindings", ["findingIds": .array([.string(id)])])
            let answer = try service.ask(request)
            let finding = JSONText.value(at: [.member("findings"), .element(0)], in: answer).map(Array.init) ?? []
            var output = service.format == .text ? TextJSON.text(try JSONValue(parsing: finding)) : finding + [10]
            StandardOutput.write(&output)
        }
    }

    /// `magpie findings stats`.
    struct Stats: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Counts findings by a property.")

        @OptionGroup var service: ServiceOptions
        @OptionGroup var selection: Selection

        @Option(
            help: ArgumentHelp(
                "bucket, identifier, job, severity, state or type, or Macie's name for it.",
                valueName: "name"
            )
        )
        var groupBy = "severity"

        func run() throws {
            let parameters = selection.parameters.merging(["groupBy": .string(groupBy)]) { $1 }
            let request = ControlRequest("macie2:CountFindings", parameters)
            try service.print(request, as: FindingStatistics.self, showing: "countsByGroup") { answer in
                Columns.lines(
                    answer.countsByGroup.map { [Quantity.grouped($0.count), TerminalText.escaped($0.groupKey)] }
                )
            }
        }
    }

    /// `magpie findings where`.
    struct Where: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tells which objects hold a value.",
            discussion: """
                The service compares keyed fingerprints: it keeps no values. It takes the role 'reveal'; each search is \
                written to the audit log, without the value, and how many a user may make in an hour is limited.
                """
        )

        @OptionGroup var service: ServiceOptions

        @Option(help: ArgumentHelp("What to look for, such as a mail address, or file://PATH.", valueName: "value"))
        var value: String

        func run() throws {
            let value = try TextArgument.content(value)
            try FindingsCommand.list(ControlRequest("macie2:ListFindingsOfValue", ["value": .string(value)]), service)
        }
    }

    /// `magpie findings archive`.
    struct Archive: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Archives findings: they hold, but are no concern.",
            discussion: "Rules under 'suppressionRules' in the configuration archive findings as they are made."
        )

        @OptionGroup var service: ServiceOptions

        @Argument(help: ArgumentHelp("The findings' ids, or their beginnings.", valueName: "id"))
        var ids: [String]

        @Option(help: ArgumentHelp("Why.", valueName: "text"))
        var reason: String?

        @Flag(help: "Takes that back.")
        var undo = false

        func run() throws {
            for id in ids {
                let request = ControlRequest(
                    undo ? "macie2:UnarchiveFinding" : "macie2:ArchiveFinding",
                    ["findingId": .string(id), "reason": undo ? reason.map { .string($0) } : .string(reason ?? "")]
                )
                let answer = try service.ask(request)
                guard service.format == .json else { continue }
                var output = answer + [UInt8(ascii: "\n")]
                StandardOutput.write(&output)
            }
        }
    }

    /// `magpie findings reveal`.
    struct Reveal: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows the values of a finding, which is written to the audit log first.",
            discussion: """
                The object is read again, and only if it is still the one that was scanned. At most ten values of each \
                type are shown.
                """
        )

        @OptionGroup var service: ServiceOptions

        @Argument(help: ArgumentHelp("The finding's id, or its beginning.", valueName: "id"))
        var id: String

        @Option(help: ArgumentHelp("Why you must see them.", valueName: "text"))
        var reason: String

        func run() throws {
            let request = ControlRequest(
                "macie2:GetSensitiveDataOccurrences",
                ["findingId": .string(id), "reason": .string(reason)]
            )
            try service.print(request, as: RevealedOccurrences.self) { answer in
                Columns.lines(
                    answer.sensitiveDataOccurrences.sorted { $0.key < $1.key }.flatMap { type, occurrences in
                        occurrences.map { ["\($0.line):\($0.column)", type, TerminalText.escaped($0.value)] }
                    }
                )
            }
        }
    }

    private static func list(_ request: ControlRequest, _ service: ServiceOptions, upTo limit: Int = .max) throws {
        let (answer, json) = try service.ask(request, for: FindingsAnswer.self)
        var (findings, output) = (answer.findings, ServiceOptions.part("findings", of: json))
        let isCut = findings.count > limit
        if isCut {
            findings.removeLast(findings.count - limit)
            output = try ControlCoding.json(findings)
        }
        if service.format == .json { output.append(UInt8(ascii: "\n")) } else { output = text(findings) }
        StandardOutput.write(&output)
        guard isCut, let position = findings.last?.position else { return }
        StandardError.print(
            Diagnostic(
                "there are more findings than the \(Quantity.grouped(limit)) that are listed",
                hint: "go on with --after \(position), or list more with --limit",
                level: .warning
            )
        )
    }

    private static func text(_ findings: [FindingSummary]) -> [UInt8] {
        Columns.lines(
            findings.map {
                [
                    $0.updatedAt, $0.severity, $0.archivedBy == nil ? $0.state : "archived",
                    String($0.id.prefix(12)),
                    String($0.type.split(separator: "/").last ?? ""),
                    $0.occurrences == 0 ? "-" : "\($0.occurrences)",
                    TerminalText.escaped(place(of: $0)),
                ]
            }
        )
    }

    /// Where it lies, or whose access key it is about.
    private static func place(of finding: FindingSummary) -> String {
        guard let bucket = finding.bucket else {
            return "\(finding.user.flatMap { $0.split(separator: ":").last } ?? "") \(finding.key)"
        }
        return "\(bucket)/\(finding.key == "/" ? "" : finding.key)"
    }
}

/// Text that is given as it is, or as `file://PATH`.
enum TextArgument {
    /// The text itself.
    static func content(_ argument: String) throws -> String {
        guard argument.hasPrefix("file://") else { return argument }
        let path = Array(argument.dropFirst("file://".count).utf8)
        do throws(SystemError) {
            var bytes = try FileContents.read(path)
            if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
            return String(decoding: bytes, as: UTF8.self)
        } catch {
            throw Diagnostic(path, error)
        }
    }
}
