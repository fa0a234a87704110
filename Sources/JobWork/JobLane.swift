public import Findings
public import POSIX
package import Problems
public import Recording
package import Records
public import Scanning
import Synchronization
public import Watching

/// What one thread of a job has: a scanner, and what makes findings of its reports.
public final class JobLane: Sendable {
    /// What all threads have in common.
    public struct Dependencies: Sendable {
        public var makeScanner: @Sendable () throws -> any ObjectScanning
        /// Puts right what a report says of an object that only looks encrypted.
        public var correct: @Sendable (inout FileReport, [UInt8], MonitoredBucket) -> Void
        public var ruleSet: Int64
        /// The buckets by their numbers.
        public var buckets: [Int64: MonitoredBucket]
        /// Reads the lists of rights that decide beside mode bits.
        public var rights: RightsReader
        /// Makes what turns reports into findings of a job, by its id, for one thread.
        public var makeResults: @Sendable (_ jobID: String) -> ResultMaker
        /// What `magpie doctor` has put into buckets.
        public var canaries: Canaries
        /// Scanners that cannot be made.
        package let failures = Failures(
            .scanner,
            hint: "jobs wait meanwhile; see the log of the workers, or 'systemctl status magpie-worker.socket'"
        )

        /// Gathers it.
        public init(
            makeScanner: @escaping @Sendable () throws -> any ObjectScanning,
            correct: @escaping @Sendable (inout FileReport, [UInt8], MonitoredBucket) -> Void,
            ruleSet: Int64,
            buckets: [Int64: MonitoredBucket],
            rights: RightsReader,
            makeResults: @escaping @Sendable (_ jobID: String) -> ResultMaker,
            canaries: Canaries
        ) {
            self.makeScanner = makeScanner
            self.correct = correct
            self.ruleSet = ruleSet
            self.buckets = buckets
            self.rights = rights
            self.makeResults = makeResults
            self.canaries = canaries
        }
    }

    /// What became of an object.
    package struct Result: Sendable {
        package var outcome: Outcome
        /// The record of the object, a line of JSON; empty when it is gone.
        package var record: [UInt8] = []
        /// `complete`, `partial`, `skipped` or `gone`.
        package var verdict: String
        /// Bytes of text that were looked at.
        package var classified: Int
        /// The object's size, in bytes.
        package var size: Int
        package var isSensitive: Bool
        /// What was not looked at.
        package var gap: Gap.Reason?
    }

    private struct Tools {
        var scanner: (any ObjectScanning)?
        var maker: ResultMaker
    }

    private let dependencies: Dependencies
    private let tools: Mutex<Tools>

    /// Has no scanner yet: the first object needs one.
    package init(_ dependencies: Dependencies, jobID: String) {
        self.dependencies = dependencies
        tools = Mutex(Tools(scanner: nil, maker: dependencies.makeResults(jobID)))
    }

    /// Looks at an object.
    ///
    /// - Parameters:
    ///   - key: The object.
    ///   - number: The number of the bucket in which it lies.
    ///   - seconds: How long that may take; `nil` for as long as any scan may.
    /// - Returns: What became of it; `nil` when its bucket is offline or not watched any more, no scanner is to be had or it was
    ///   interrupted.
    package func analyse(_ key: [UInt8], in number: Int64, within seconds: Int? = nil) -> Result? {
        guard let bucket = dependencies.buckets[number], let root = bucket.root else { return nil }
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
                rights: dependencies.rights,
                ruleSet: dependencies.ruleSet,
                isFinal: Outcome.Scanned.isFinal(report, from: start),
                finding
            )
            return Result(
                outcome: .scanned(scanned),
                record: result,
                verdict: report.coverage.verdict.rawValue,
                classified: report.bytesClassified,
                size: report.size ?? 0,
                isSensitive: finding != nil,
                gap: report.coverage.reason
            )
        }
    }
}

extension JobRecord.Progress {
    package mutating func add(_ result: JobLane.Result) {
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
