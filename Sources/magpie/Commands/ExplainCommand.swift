import AllowLists
import ArgumentParser
import Detection
import Diagnostics
import IdentifierChoice
import Identifiers
import IdentifierSources
import POSIX
import Terminal

extension IdentifiersCommand {
    /// `magpie identifiers explain`.
    struct Explain: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says why something is found or not, and what would change it.",
            usage: """
                magpie identifiers explain ID VALUE
                magpie identifiers explain FILE:LINE
                """,
            discussion: """
                Of a value: which form of the identifier it has, what each check says of it, and which words near it would make \
                more of it. Of a line: what is found on it and why, what gives way to that, and what fails a single check. Values \
                are never shown, or masked. Exit status: 0, or 2 when something could not be read.
                """
        )

        @Argument(
            help: ArgumentHelp(
                "An identifier's id, or a file and the number of a line in it.",
                valueName: "id|file:line"
            )
        )
        var subject: String

        @Argument(
            help: ArgumentHelp("The value; '-' reads it from standard input, where no list of processes shows it.")
        )
        var value: String?

        @Option(help: ArgumentHelp("Tell of one identifier alone.", valueName: "id"))
        var only: String?

        @Option(help: ArgumentHelp("A file with what is no finding.", valueName: "file"))
        var allowList: [String] = []

        @OptionGroup var source: Source

        func run() throws {
            let contents = source.load()
            var problems: [Diagnostic] = []
            let allowList = try AllowList.read(allowList.map(RawArgument.bytes), &problems)
            for problem in problems { StandardError.print(problem) }
            let identifiers = contents.identifiers
            if let only, !identifiers.contains(where: { $0.id == only }) {
                throw Diagnostic.unknownIdentifier(only, among: identifiers.map(\.id), in: "--only")
            }
            var explainer = try Explainer(identifiers, allowing: allowList)
            let lines: [String]
            if let value {
                guard let identifier = identifiers.first(where: { $0.id == subject }) else {
                    throw Diagnostic.unknownIdentifier(subject, among: identifiers.map(\.id))
                }
                lines = explainer.lines(explaining: try Explain.bytes(value), as: identifier)
            } else {
                let (text, line) = try Explain.line(subject, identifiers)
                lines = explainer.lines(explaining: line, of: text, only: only)
            }
            var output = Array(lines.map { TerminalText.escaped($0) + "\n" }.joined().utf8)
            StandardOutput.write(&output)
            if !contents.problems.isEmpty || !problems.isEmpty { throw ExitStatus.failure.error }
        }

        private static func bytes(_ value: String) throws -> [UInt8] {
            guard value == "-" else { return RawArgument.bytes(value) }
            var line = Array((readLine(strippingNewline: true) ?? "").utf8)
            if line.last == 13 { line.removeLast() }
            return line
        }

        /// A file's text, and where one of its lines lies in it.
        private static func line(
            _ subject: String,
            _ identifiers: [ManagedDataIdentifier]
        ) throws(Diagnostic) -> ([UInt8], Range<Int>) {
            let raw = RawArgument.bytes(subject)
            guard let colon = raw.lastIndex(of: UInt8(ascii: ":")), colon > 0,
                let number = Int(String(decoding: raw[(colon + 1)...], as: UTF8.self)), number > 0
            else {
                let isIdentifier = identifiers.contains { $0.id == subject }
                throw Diagnostic(
                    isIdentifier
                        ? "\(subject): no value is given" : "'\(subject)' is no file with the number of a line",
                    hint: "write 'magpie identifiers explain ID VALUE' or 'magpie identifiers explain FILE:LINE'"
                )
            }
            let path = Array(raw[..<colon])
            let text: [UInt8]
            do throws(SystemError) {
                text = try FileContents.read(path)
            } catch {
                throw Diagnostic(path, error)
            }
            var start = 0
            var current = 1
            while current < number, let end = text[start...].firstIndex(of: UInt8(ascii: "\n")) {
                (start, current) = (end + 1, current + 1)
            }
            guard current == number, start < text.count else {
                throw Diagnostic(
                    "\(TerminalText.escaped(path)): there is no line \(number)",
                    hint: "it has \(current) or fewer"
                )
            }
            return (text, start..<(text[start...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count))
        }
    }
}
