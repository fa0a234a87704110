import ArgumentParser
import Classification
import Diagnostics
import FindingDocuments
import Findings
import IdentifierChoice
import JSON
import ObjectReading
import POSIX
import Preparation
import Reporting
import Scanning
import ScanSetups
import Terminal

/// The command `magpie classify`: what documents are, one line each.
struct ClassifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "classify",
        abstract: "Says what documents are: medical, legal, financial and so on.",
        discussion: """
            A line for each object: its class, how probable that is, and its path. Of long objects the beginning, two places \
            within and the end are looked at, \(DocumentSample.mostBytes) bytes in all. Exit status: 0 when everything was \
            done, 2 when something could not be looked at.
            """
    )

    /// How lines are written.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text
        case jsonl
    }

    @Argument(help: ArgumentHelp("Files and folders; '-' is standard input.", valueName: "path"))
    var paths: [String]

    @Option(help: ArgumentHelp("text or jsonl.", valueName: "format"))
    var format = Format.text

    func run() throws {
        var setup = ScanSetup()
        setup.identifiers.selection = IdentifierSelection(included: "none", excluded: [])
        setup.classification = .everything
        var problems: [Diagnostic] = []
        let options = try setup.options(&problems)
        var roots: [[UInt8]] = []
        for path in paths.map(RawArgument.bytes) {
            if path != ScanRoot.standardInput {
                do throws(SystemError) {
                    _ = try FileStatus.of(path)
                } catch {
                    problems.append(Diagnostic(path, error))
                    continue
                }
            }
            roots.append(path)
        }
        let failures = Monitor(0)
        let output = SharedOutput(OutputFile(standardOutput: ()), separatorLength: 0)
        try Scan.run(roots, options: options, control: ScanControl()) {
            ClassConsumer(output, format, failures)
        }
        for problem in problems { StandardError.print(problem) }
        if !problems.isEmpty || failures.withLock({ $0 }) > 0 { System.exit(ExitStatus.failure.rawValue) }
    }
}

/// Writes a line for each object.
private struct ClassConsumer: Scan.Consumer {
    private let output: SharedOutput
    private let format: ClassifyCommand.Format
    private let failures: Monitor<Int>
    private var lines: [UInt8] = []

    init(_ output: SharedOutput, _ format: ClassifyCommand.Format, _ failures: Monitor<Int>) {
        (self.output, self.format, self.failures) = (output, format, failures)
    }

    mutating func take(_ occurrence: Detection, in path: [UInt8], status: FileStatus?) {}

    mutating func take(_ report: FileReport) -> Bool {
        if case .readFailed = report.coverage.reason {
            failures.withLock { $0 += 1 }
            StandardError.print("magpie: \(TerminalText.escaped(report.path)): \(report.coverage.reason?.name ?? "")")
            return true
        }
        switch format {
        case .text: addText(report)
        case .jsonl: addJSON(report)
        }
        return output.write(&lines)
    }

    mutating func finish() { _ = output.write(&lines) }

    private mutating func addText(_ report: FileReport) {
        let best = report.contentClass?.best
        let percentage = best.map { "\(Int(($0.value * 100).rounded())) %" } ?? "-"
        let name = best?.name ?? report.coverage.reason?.name ?? "-"
        let columns = [(name, 18), (percentage, 7)].map { text, width in
            text + String(repeating: " ", count: max(1, width - text.count))
        }
        lines += Array("\(columns.joined())\(TerminalText.escaped(report.path))\n".utf8)
    }

    private mutating func addJSON(_ report: FileReport) {
        var json = JSONWriter()
        json.beginObject()
        json.path(report.path)
        json.add(report.contentClass, missing: report.coverage.reason?.name)
        json.endObject()
        lines += json.bytes + [UInt8(ascii: "\n")]
    }
}
