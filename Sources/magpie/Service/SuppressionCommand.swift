import Terminal
import ArgumentParser
import Control
import JSON

/// `magpie suppression`: rules of the configuration that archive findings.
struct SuppressionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "suppression",
        abstract: "Has suppression rules catch what was found before them.",
        subcommands: [Apply.self]
    )

    /// `magpie suppression apply`.
    struct Apply: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Archives the findings that hold and that a rule catches.",
            discussion: """
                Rules under 'suppressionRules' in the configuration archive findings as they are made; this does it for \
                those that are there. It takes the role 'operate' and is written to the audit log.
                """
        )

        @OptionGroup var service: ServiceOptions

        @Argument(help: ArgumentHelp("The rule's name.", valueName: "name"))
        var name: String

        @Flag(help: "Tells what would be archived, and changes nothing.")
        var dryRun = false

        func run() throws {
            let operation = dryRun ? "macie2:TestFindingsFilter" : "macie2:ApplyFindingsFilter"
            let request = ControlRequest(operation, ["name": .string(name)])
            let answer = try service.ask(request)
            var output = answer + [UInt8(ascii: "\n")]
            if service.format != .json { output = text(try JSONValue(parsing: answer)) }
            StandardOutput.write(&output)
        }

        private func text(_ answer: JSONValue) -> [UInt8] {
            let matched = answer["matched"]?.integer ?? 0
            let became = dryRun ? "would be archived" : matched == 1 ? "was archived" : "were archived"
            var text =
                "\(Quantity.grouped(matched)) of \(Quantity.count(answer["examined"]?.integer ?? 0, "finding")) \(became)\n"
            for id in answer["examples"]?.array.compactMap(\.string) ?? [] { text += "  \(id)\n" }
            return Array(text.utf8)
        }
    }
}
