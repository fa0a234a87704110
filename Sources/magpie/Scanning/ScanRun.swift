import Diagnostics
import FindingDocuments
import Fingerprints
import Terminal
import Detection
import Findings
import Identifiers
import POSIX
import Preparation
import Reporting
import Scanning
import TextScanning

/// A scan from its first message to its exit status.
struct ScanRun {
    private let plan: ScanPlan
    private let session: ScanSession

    /// Makes ready to run `plan`.
    init(_ plan: ScanPlan) {
        self.plan = plan
        session = ScanSession(plan.output, flushThreshold: plan.flushThreshold, failureLimit: plan.failureLimit)
    }

    /// Runs it.
    ///
    /// - Returns: The exit status.
    func run() -> CInt {
        for problem in plan.problems { tell(problem) }
        var hasFailed = plan.problems.contains { $0.level == .error }
        let start = Timestamp.monotonic()
        endWhenAsked()
        if plan.showsProgress { session.showProgress(since: start) }
        if plan.format == .sarif {
            plan.output.writeFrame(SARIFReport.start(plan.context, plan.options.text.detector.identifiers))
        }
        do {
            try scan()
        } catch {
            tell(Diagnostic("the scan could not begin: \(error)"))
            hasFailed = true
        }
        let seconds = Timestamp.monotonic().seconds(since: start)
        let tally = session.tally
        if plan.format == .sarif {
            plan.output.writeFrame(
                SARIFReport.end(
                    plan.context,
                    failures: tally.failures,
                    otherFailures: tally.failureCount - tally.failures.count,
                    partials: tally.partials,
                    otherPartials: tally.otherPartials,
                    end: .now()
                )
            )
        }
        session.endProgress()
        hasFailed =
            conclude(CoverageSummary(tally, seconds: seconds, isInterrupted: session.endRequest != nil)) || hasFailed
        if let request = session.endRequest { return request.exitStatus }
        if hasFailed || tally.failureCount > 0 { return ExitStatus.failure.rawValue }
        if plan.failsOnPartial, tally.partialCount > 0 { return ExitStatus.failure.rawValue }
        if let least = plan.failOn, let severest = tally.severest, severest >= least {
            return ExitStatus.findings.rawValue
        }
        return ExitStatus.done.rawValue
    }

    private func scan() throws {
        guard !plan.roots.isEmpty else { return }
        let (plan, session) = (plan.forThreads, session)
        try Scan.run(plan.roots, options: plan.options, control: session.control) {
            SessionConsumer(session, plan.formatter(), failureLimit: plan.failureLimit)
        }
    }

    /// Says what was covered and what was not.
    ///
    /// - Returns: Whether something failed.
    private func conclude(_ summary: CoverageSummary) -> Bool {
        var hasFailed = false
        switch plan.output.state {
        case .open: break
        case .closed:
            // The reader has seen enough; it wants no account of the rest.
            return false
        case .failed(let error):
            tell(Diagnostic("writing the results failed: \(error)", hint: "the results are not complete"))
            hasFailed = true
        }
        if let path = plan.summary {
            do throws(SystemError) {
                try OutputFile(path: path).write(summary.document(plan.context))
            } catch {
                tell(Diagnostic("--summary \(TerminalText.escaped(path)): \(error)"))
                hasFailed = true
            }
        }
        let named = plan.namesAllGaps ? Int.max : 20
        for line in summary.failureLines(limit: named) { StandardError.print("magpie: " + line) }
        if let baseline = plan.options.text.baseline, !baseline.isCollecting {
            for line in BaselineCommand.account(of: baseline, isWhole: !summary.isInterrupted) {
                StandardError.print("magpie: " + line)
            }
        }
        if plan.printsCoverage {
            for line in summary.partialLines(limit: named) {
                StandardError.print("magpie: in part only: " + line)
            }
            if plan.namesAllGaps {
                for line in summary.leftOutLines() { StandardError.print("magpie: skipped: " + line) }
            }
            for line in summary.mountLines() { StandardError.print("magpie: not entered: " + line) }
            StandardError.print("magpie: " + summary.line)
        }
        return hasFailed
    }

    /// Ends the scan when the user or the system wants it, within two seconds whatever it is at.
    private func endWhenAsked() {
        let session = session
        Signals.whenAskedToEnd { request in
            session.end(because: request)
            Threads.sleep(milliseconds: 2000)
            // A thread is held up in a read that does not return: standard input, or a server that is away.
            session.endProgress()
            StandardError.print("magpie: interrupted; what was being read is not in the results")
            System.exit(request.exitStatus)
        }
    }

    private func tell(_ problem: Diagnostic) { StandardError.print(problem, plan.messageStyle) }
}

extension ScanPlan {
    /// The part of a plan that threads need.
    struct ForThreads: Sendable {
        var roots: [[UInt8]]
        var options: ScanOptions
        var format: ReportFormat
        var context: ReportContext
        var style: Style
        var failureLimit: Int

        /// A formatter for one thread.
        func formatter() -> any ReportFormatter {
            if options.text.baseline?.isCollecting == true { return NoReport() }
            return switch format {
            case .text: TextReport(style)
            case .jsonl: FindingReport(context)
            case .matches: MatchReport()
            case .sarif: SARIFReport(context, options.text.detector.identifiers)
            }
        }
    }

    var forThreads: ForThreads {
        ForThreads(
            roots: roots,
            options: options,
            format: format,
            context: context,
            style: style,
            failureLimit: failureLimit
        )
    }
}

/// Writes nothing, where findings are only gathered.
private struct NoReport: ReportFormatter {
    var bytes: [UInt8] = []

    mutating func add(_ detection: Detection, in path: [UInt8]) {}

    mutating func add(_ report: FileReport) {}
}
