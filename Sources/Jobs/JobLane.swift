import FindingDocuments
import Findings
import POSIX
import Problems
import Recording
import Records
import Scanning
import Synchronization
import Watching

/// What one thread of a job has: a scanner, and what makes findings of its reports.
final class JobLane: Sendable {
    /// What became of an object.
    struct Result: Sendable {
        var outcome: Outcome
        /// The record of the object, a line of JSON; empty when it is gone.
        var record: [UInt8] = []
        /// `complete`, `partial`, `skipped` or `gone`.
        var verdict: String
        /// Bytes of text that were looked at.
        var classified: Int
        /// The object's size, in bytes.
        var size: Int
        var isSensitive: Bool
        /// What was not looked at.
        var gap: Gap.Reason?
    }

    private struct Tools {
        var scanner: (any ObjectScanning)?
        var maker: ResultMaker
    }

    private let dependencies: JobKeeper.Dependencies
    private let tools: Mutex<Tools>

    init(_ dependencies: JobKeeper.Dependencies, jobID: String) {
        self.dependencies = dependencies
        var context = dependencies.context
        context.jobID = jobID
        context.isAutomated = false
        tools = Mutex(Tools(scanner: nil, maker: ResultMaker(context)))
    }

    /// Looks at an object.
    ///
    /// - Parameters:
    ///   - key: The object.
    ///   - bucket: In which it lies.
    ///   - seconds: How long that may take; `nil` for as long as any scan may.
    /// - Returns: What became of it; `nil` when its bucket is offline, no scanner is to be had or it was interrupted.
    func analyse(_ key: [UInt8], in bucket: MonitoredBucket, within seconds: Int? = nil) -> Result? {
        guard let root = bucket.root else { return nil }
        return tools.withLock { tools in
            if tools.scanner == nil {
                tools.scanner = dependencies.failures.attempt("no scanner can be made for jobs") {
                    try dependencies.makeScanner()
                }
            }
            guard let scanner = tools.scanner else { return nil }
            let start = Timestamp.now()
            var report = seconds.map { scanner.scan(key, in: root, within: $0) } ?? scanner.scan(key, in: root)
            dependencies.correct(&report, key, bucket)
            if report.coverage.verdict == .skipped, report.coverage.reason == .interrupted { return nil }
            if report.coverage.isNoObject {
                let outcome = Outcome.gone(bucket: bucket.record.id, key: key)
                return Result(outcome: outcome, verdict: "gone", classified: 0, size: 0, isSensitive: false)
            }
            let (result, record) = tools.maker.results(of: report)
            let finding = dependencies.canaries.marked(record, key, in: bucket)
            let scanned = Outcome.Scanned(
                report,
                key,
                in: bucket.record,
                root: root,
                rights: dependencies.context.rights,
                ruleSet: dependencies.ruleSet,
                isFinal: Outcome.Scanned.isFinal(report, from: start),
                finding
            )
            return Result(
                outcome: .scanned(scanned),
                record: result,
                verdict: report.coverage.verdict.rawValue,
                classified: report.bytesClassified,
                size: Int(report.status?.size ?? 0),
                isSensitive: finding != nil,
                gap: report.coverage.reason
            )
        }
    }
}

extension JobRecord.Progress {
    mutating func add(_ result: JobLane.Result) {
        switch result.verdict {
        case "complete": complete += 1
        case "partial": partial += 1
        case "skipped": skipped += 1
        default: gone += 1
        }
        bytes += result.classified
        if result.isSensitive { sensitive += 1 }
    }
}
