import ArgumentParser
import Detection
import Diagnostics
import Identifiers
import IdentifierSources
import JSON
import POSIX
import RulePacks
import Terminal

/// `magpie rules`: rule sets as signed packs, which are updated without the program.
struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "Makes, shows and installs rule packs: signed rule sets with a version.",
        subcommands: [Pack.self, Show.self, Install.self]
    )

    /// `magpie rules pack`.
    struct Pack: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes a pack of the rule files in a folder.",
            discussion: "All examples in the files must pass first. The key is one of P-256, PKCS #8 in PEM."
        )

        @Argument(help: ArgumentHelp("The folder with rule files.", valueName: "dir"))
        var folder: String

        @Option(help: ArgumentHelp("Numbers with dots, greater than those of the pack before.", valueName: "version"))
        var version: String

        @Option(help: ArgumentHelp("The file with the maker's private key.", valueName: "file"))
        var key: String

        @Option(help: ArgumentHelp("The pack before: what changes is told in the new one.", valueName: "file"))
        var previous: String?

        @Option(help: ArgumentHelp("The file for the pack.", valueName: "file"))
        var output: String

        func run() throws {
            guard RulePack.isVersion(version) else {
                throw Diagnostic("'\(version)' is no version", hint: "write numbers with dots, such as 2026.11.1")
            }
            let former = try previous.map { try RulePackFile.read(RawArgument.bytes($0)) }
            if let former, !RulePack.isVersion(former.version, before: version) {
                throw Diagnostic(
                    "version \(version) does not come after \(former.version)",
                    hint: "those who have the pack before would refuse this one"
                )
            }
            let source = IdentifierSource.path(RawArgument.bytes(folder))
            var problems: [Diagnostic] = []
            var texts = source.texts(&problems) ?? []
            try RulesCommand.check(source, problems)
            let prefix = TerminalText.escaped(RawArgument.bytes(folder)) + "/"
            for index in texts.indices where texts[index].name.hasPrefix(prefix) {
                texts[index].name.removeFirst(prefix.count)
            }
            let privateKey = try RulePackFile.privateKey(RawArgument.bytes(key))
            let bytes = try RulePack.bytes(
                of: texts,
                version: version,
                changing: former.map { RulePack.Changes(from: $0.files, to: texts) } ?? RulePack.Changes(),
                signedBy: privateKey
            )
            try RulesCommand.write(bytes, to: RawArgument.bytes(output))
            StandardError.print("magpie: version \(version), \(Quantity.count(texts.count, "file")) in \(output)")
        }
    }

    /// `magpie rules show`.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows the version of a pack, what it finds, and what has changed since the one before."
        )

        @Argument(help: ArgumentHelp("The pack. Default: /etc/magpie/rules.pack.", valueName: "file"))
        var file: String?

        @Option(help: "text or json.")
        var format = IdentifiersCommand.Format.text

        func run() throws {
            let pack = try RulePackFile.read(file.map(RawArgument.bytes) ?? RulePackFile.systemPath)
            let lists = [
                ("added", pack.changes.added), ("changed", pack.changes.changed), ("removed", pack.changes.removed),
            ]
            var output: [UInt8] = []
            if format == .json {
                var json = JSONWriter()
                json.beginObject()
                json.member("version", pack.version)
                json.member("files", pack.files.map(\.name))
                for (name, ids) in lists { json.member(name, ids) }
                json.endObject()
                json.endRecord()
                output = json.bytes
            } else {
                var rows = [["version", pack.version], ["files", String(pack.files.count)]]
                for (name, ids) in lists {
                    rows.append([name, ids.isEmpty ? "-" : TerminalText.escaped(ids.joined(separator: ", "))])
                }
                output = Columns.lines(rows)
            }
            StandardOutput.write(&output)
        }
    }

    /// `magpie rules install`.
    struct Install: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Puts a pack where this machine's scans and service find it.",
            discussion: """
                The pack must be signed with a key in /etc/magpie/rules.pub, its examples must pass, and its version must come \
                after that of the pack that is there. The service follows it after 'systemctl reload magpied'.
                """
        )

        @Argument(help: ArgumentHelp("The pack.", valueName: "file"))
        var file: String

        @Option(help: ArgumentHelp("Where it goes. Default: /etc/magpie/rules.pack.", valueName: "file"))
        var to: String?

        @Flag(help: "Take an older version in place of a newer one.")
        var downgrade = false

        func run() throws {
            let path = RawArgument.bytes(file)
            let pack = try RulePackFile.read(path)
            try RulesCommand.check(.path(path), [])
            let target = to.map(RawArgument.bytes) ?? RulePackFile.systemPath
            if (try? FileStatus.of(target)) != nil, !downgrade {
                let former = try RulePackFile.read(target)
                guard RulePack.isVersion(former.version, before: pack.version) else {
                    throw Diagnostic(
                        "version \(former.version) is there, and \(pack.version) does not come after it",
                        hint: "'--downgrade' takes it all the same"
                    )
                }
            }
            let bytes: [UInt8]
            do throws(SystemError) {
                bytes = try FileContents.read(path, upTo: RulePack.mostBytes)
            } catch {
                throw Diagnostic(path, error)
            }
            try RulesCommand.write(bytes, to: target)
            StandardError.print(
                "magpie: rules of version \(pack.version) are installed; reload the service to use them"
            )
        }
    }

    /// Refuses rules that cannot be read, or of which an example fails.
    private static func check(_ source: IdentifierSource, _ problems: [Diagnostic]) throws {
        let contents = source.load(withExamples: true)
        for problem in problems + contents.problems { StandardError.print(problem) }
        guard problems.isEmpty, contents.problems.isEmpty else { throw ExitStatus.failure.error }
        let result = try ExampleCheck.run(contents.identifiers, among: contents.identifiers)
        guard !result.failures.isEmpty else { return }
        for failure in result.failures.prefix(20) { StandardError.print("magpie: \(TerminalText.escaped(failure))") }
        throw Diagnostic(
            "\(Quantity.count(result.failures.count, "example")) of \(result.exampleCount) fail",
            hint: "see 'magpie identifiers test --rules DIR'"
        )
    }

    /// Puts a file in place of another, readable for all: packs are signed and no secret.
    private static func write(_ bytes: [UInt8], to path: [UInt8]) throws(Diagnostic) {
        do throws(SystemError) {
            try PrivateFile.replace(path, bytes.span)
            try PrivateFile.publish(path)
        } catch {
            throw Diagnostic(path, error)
        }
    }
}
