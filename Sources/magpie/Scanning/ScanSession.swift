import Findings
import ObjectReading
import POSIX
import Reporting
import Scanning
import Synchronization

/// What the threads of a scan share: the output, the counts, and how the scan may be ended.
final class ScanSession: Sendable {
    /// Tells how far the scan is, and ends it.
    let control = ScanControl()

    /// Where records go.
    let output: SharedOutput

    /// From how many bytes on a thread hands its records over.
    let flushThreshold: Int

    private let total: Monitor<ScanTally>
    private let request = Atomic<CInt>(0)
    private let objectCount = Atomic(0)
    private let findingCount = Atomic(0)
    private let line = Monitor<ProgressLine?>(nil)

    /// Creates a session that has not begun.
    init(_ output: SharedOutput, flushThreshold: Int, failureLimit: Int) {
        self.output = output
        self.flushThreshold = flushThreshold
        total = Monitor(ScanTally(failureLimit: failureLimit))
    }

    /// Objects that were seen so far.
    var objects: Int { objectCount.load(ordering: .relaxed) }

    /// Objects so far in which something was found.
    var findings: Int { findingCount.load(ordering: .relaxed) }

    /// What was counted by the threads that have ended.
    var tally: ScanTally { total.withLock { $0 } }

    /// The request that ended the scan early, if one did.
    var endRequest: Signals.Request? { Signals.Request(rawValue: request.load(ordering: .relaxed)) }

    /// Shows how far the scan is until ``endProgress()``.
    func showProgress(since start: Timestamp) {
        let line = ProgressLine(self, start: start)
        self.line.withLock { $0 = line }
        line.show()
    }

    /// Takes the progress line away.
    func endProgress() {
        line.withLock { $0 }?.finish()
        line.withLock { $0 = nil }
    }

    /// Counts an object for those who watch.
    func count(_ report: FileReport) {
        objectCount.wrappingAdd(1, ordering: .relaxed)
        if !report.detections.isEmpty { findingCount.wrappingAdd(1, ordering: .relaxed) }
    }

    /// Writes records and empties `bytes`.
    ///
    /// - Returns: Whether more are wanted.
    func write(_ bytes: inout [UInt8]) -> Bool {
        let line = line.withLock { $0 }
        let isWanted = line?.stepAside { output.write(&bytes) } ?? output.write(&bytes)
        if !isWanted { control.stop() }
        return isWanted
    }

    /// Adds what a thread counted.
    func add(_ tally: ScanTally) { total.withLock { $0.add(tally) } }

    /// Ends the scan because the process is asked to.
    func end(because request: Signals.Request) {
        self.request.store(request.rawValue, ordering: .relaxed)
        control.stop()
    }
}

/// What one thread does with what it finds.
struct SessionConsumer: Scan.Consumer {
    private let session: ScanSession
    private var formatter: any ReportFormatter
    private var tally: ScanTally

    /// Creates a consumer.
    init(_ session: ScanSession, _ formatter: any ReportFormatter, failureLimit: Int) {
        self.session = session
        self.formatter = formatter
        tally = ScanTally(failureLimit: failureLimit)
    }

    mutating func take(_ occurrence: Detection, in path: [UInt8], status: FileStatus?) {
        formatter.add(occurrence, in: path)
        if formatter.bytes.count >= session.flushThreshold { _ = session.write(&formatter.bytes) }
    }

    mutating func take(_ report: FileReport) -> Bool {
        tally.add(report)
        session.count(report)
        formatter.add(report)
        if formatter.bytes.count >= session.flushThreshold { return session.write(&formatter.bytes) }
        return true
    }

    mutating func finish() {
        if !formatter.bytes.isEmpty { _ = session.write(&formatter.bytes) }
        session.add(tally)
    }
}
