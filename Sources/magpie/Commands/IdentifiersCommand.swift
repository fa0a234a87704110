import ContentClasses
import Diagnostics
import IdentifierChoice
import IdentifierSources
import Terminal
import ArgumentParser
import Identifiers
import POSIX
import Scanning

/// `magpie identifiers`: what can be found, and whether the rules do what they say.
struct IdentifiersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "identifiers",
        abstract: "Shows and tests managed and custom data identifiers.",
        subcommands: [List.self, Show.self, Test.self, Explain.self]
    )

    /// Where identifiers come from.
    struct Source: ParsableArguments {
        @Option(help: ArgumentHelp("A folder with another rule set.", valueName: "dir"))
        var rules: String?

        @Option(help: ArgumentHelp("A file with custom data identifiers (YAML).", valueName: "file"))
        var custom: [String] = []

        /// Reads all of them, and tells what could not be read.
        ///
        /// - Parameter files: Rule files, or files with custom identifiers, besides.
        /// - Returns: What was read, and what could not be.
        func load(adding files: [String] = []) -> IdentifierSource.Contents {
            let source = IdentifierSource.choose(
                option: rules.map(RawArgument.bytes),
                variable: Environment.current().rules
            )
            var contents = source.load(withExamples: true)
            let custom = IdentifierSource.custom(SourceText.read(custom.map(RawArgument.bytes), &contents.problems))
            if source == .builtIn { contents.identifiers += DocumentIdentifiers.all }
            contents.identifiers += custom.identifiers
            contents.problems += custom.problems
            let more = IdentifierSource.either(SourceText.read(files.map(RawArgument.bytes), &contents.problems))
            contents.identifiers.removeAll { old in more.identifiers.contains { $0.id == old.id } }
            contents.identifiers += more.identifiers
            contents.problems += more.problems
            for problem in contents.problems { StandardError.print(problem) }
            return contents
        }
    }

    /// The form of the answer.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text
        case json
    }

    /// `magpie identifiers list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists all identifiers.")

        @Option(help: "text or json.")
        var format = Format.text

        @OptionGroup var source: Source

        func run() throws {
            let contents = source.load()
            var output = IdentifierText.list(contents.identifiers, format)
            StandardOutput.write(&output)
            if !contents.problems.isEmpty { throw ExitStatus.failure.error }
        }
    }

    /// `magpie identifiers show`.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Shows an identifier with all that makes it up.")

        @Argument(help: ArgumentHelp("The identifier, such as CREDIT_CARD_NUMBER.", valueName: "id"))
        var id: String

        @Option(help: "text or json.")
        var format = Format.text

        @OptionGroup var source: Source

        func run() throws {
            let contents = source.load()
            guard let identifier = contents.identifiers.first(where: { $0.id == id }) else {
                throw Diagnostic.unknownIdentifier(id, among: contents.identifiers.map(\.id))
            }
            var output = IdentifierText.show(identifier, format)
            StandardOutput.write(&output)
            if !contents.problems.isEmpty { throw ExitStatus.failure.error }
        }
    }

    /// `magpie identifiers test`.
    struct Test: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Checks that every identifier finds its examples and not its counterexamples.",
            discussion: "Exit status: 0 when all is well, 1 when an example failed, 2 when something could not be read."
        )

        @Argument(
            help: ArgumentHelp(
                "Files with custom identifiers or rules: only theirs are tested. Default: all identifiers.",
                valueName: "file"
            )
        )
        var files: [String] = []

        @OptionGroup var source: Source

        func run() throws {
            let contents = source.load(adding: files)
            // With a user's own file, those of the rule set are there to compete, and tested elsewhere.
            let isTested = files.isEmpty && (source.custom.isEmpty || source.rules != nil)
            var unread: [Diagnostic] = []
            let texts = SourceText.read(files.map(RawArgument.bytes), &unread)
            let own = Set(IdentifierSource.either(texts).identifiers.map(\.id))
            let tested = contents.identifiers.filter {
                isTested || own.contains($0.id) || (!source.custom.isEmpty && $0.category == .customIdentifier)
            }
            let result = try ExampleCheck.run(tested, among: contents.identifiers)
            var output = Array(result.failures.map { TerminalText.escaped($0) + "\n" }.joined().utf8)
            StandardOutput.write(&output)
            StandardError.print(
                "magpie: \(Quantity.count(tested.count, "identifier")), "
                    + "\(Quantity.count(result.exampleCount, "example")), \(Quantity.count(result.failures.count, "failure"))"
            )
            if !contents.problems.isEmpty { throw ExitStatus.failure.error }
            if !result.failures.isEmpty { throw ExitStatus.findings.error }
        }
    }
}
