import ArgumentParser
import Control
import Identifiers
import Reporting

/// `magpie findings`: what the service has found.
struct FindingsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "findings",
        abstract: "Shows what the service has found.",
        subcommands: [List.self, Show.self, Where.self]
    )

    /// `magpie findings list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists findings, the latest first.")

        @OptionGroup var service: ServiceOptions

        @Option(help: ArgumentHelp("Only findings in this bucket.", valueName: "name"))
        var bucket: String?

        @Option(help: ArgumentHelp("Only findings of this severity or above.", valueName: "severity"))
        var severity = SeverityWord.low

        @Flag(help: "Also findings that hold no longer.")
        var all = false

        @Option(help: ArgumentHelp("The most findings to list.", valueName: "n"))
        var limit = 1000

        func run() throws {
            var parameters = [
                "severity": String(severity.severity.rawValue), "all": String(all), "limit": String(limit),
            ]
            parameters["bucket"] = bucket
            try FindingsCommand.list(ControlRequest("findings-list", parameters), service)
        }
    }

    /// `magpie findings show`.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Shows a finding as JSON.")

        @OptionGroup var service: ServiceOptions

        @Argument(help: ArgumentHelp("The finding's id, or its beginning.", valueName: "id"))
        var id: String

        func run() throws {
            var output = try service.ask(ControlRequest("findings-show", ["id": id])) + [UInt8(ascii: "\n")]
            StandardOutput.write(&output)
        }
    }

    /// `magpie findings where`.
    struct Where: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tells which objects hold a value.",
            discussion: "The service compares keyed fingerprints: it keeps no values."
        )

        @OptionGroup var service: ServiceOptions

        @Option(help: ArgumentHelp("What to look for, such as a mail address.", valueName: "value"))
        var value: String

        func run() throws { try FindingsCommand.list(ControlRequest("findings-where", ["value": value]), service) }
    }

    private static func list(_ request: ControlRequest, _ service: ServiceOptions) throws {
        var (findings, output) = try service.ask(request, for: [FindingSummary].self)
        if service.format == .json {
            output.append(UInt8(ascii: "\n"))
        } else {
            output = Columns.lines(
                findings.map {
                    [
                        $0.updatedAt, $0.severity, $0.state, String($0.id.prefix(12)),
                        String($0.type.split(separator: "/").last ?? ""), "\($0.occurrences)",
                        TerminalText.escaped("\($0.bucket)/\($0.key)"),
                    ]
                }
            )
        }
        StandardOutput.write(&output)
    }
}
