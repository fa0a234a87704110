public import ArgumentParser
import Diagnostics
import Findings
import Fingerprints
import HelperProcesses
import Identifiers
import POSIX
import Preparation
public import Reporting
import Scanning
import ScanSetups
import Terminal
import WorkerClients

/// The command `magpie extract`: what a scan sees in files.
struct ExtractCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extract",
        abstract: "Prints the text that a scan sees in files.",
        discussion: """
            Text comes in reading order, with the member, page or cell that it lies in; the last line of a file says how much of \
            it was read. Whatever a scan would find is starred out. Exit status: 0 when everything was done, 2 when a file \
            could not be looked at.
            """
    )

    @Argument(help: ArgumentHelp("Files.", valueName: "file"))
    var paths: [String]

    @Option(help: ArgumentHelp("text or jsonl.", valueName: "format"))
    var format = ExtractReport.Format.text

    @Flag(help: "Show what a scan would find.")
    var reveal = false

    func run() throws {
        guard let program = System.programPath else {
            throw Diagnostic("this program cannot start itself", hint: "mount /proc")
        }
        var setup = ScanSetup()
        setup.details.revealsValues = reveal
        setup.minimumConfidence = .medium
        let helper = Helper("worker", from: .worker(program))
        let worker = try WorkerClient(
            helper,
            setup,
            WorkerClient.Events { _, _ in
            } hasStarted: { _ in
            }
        )
        let output = SharedOutput(OutputFile(standardOutput: ()))
        var hasFailed = false
        for path in paths.map(RawArgument.bytes) {
            do throws(SystemError) {
                let file = try OpenFile(path: path)
                let kind = try file.status().kind
                guard kind == .regular else {
                    StandardError.print(Diagnostic("\(TerminalText.escaped(path)): is a \(kind.rawValue)"))
                    hasFailed = true
                    continue
                }
                var report = ExtractReport(format)
                let result = worker.listTexts(of: file, path: path) { text in
                    report.add(text.bytes, text.part, at: text.location, of: path)
                    var bytes = report.take()
                    output.write(&bytes)
                }
                report.finish(result)
                var bytes = report.take()
                output.write(&bytes)
                if result.coverage.verdict == .skipped { hasFailed = true }
            } catch {
                StandardError.print(Diagnostic(path, error))
                hasFailed = true
            }
        }
        if hasFailed { System.exit(ExitStatus.failure.rawValue) }
    }
}

extension ExtractReport.Format: ExpressibleByArgument {}
