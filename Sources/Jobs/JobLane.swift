import Reporting
import POSIX
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
        var gap: CoverageGap?
    }

    private struct Tools {
        var scanner: (any ObjectScanning)?
        var maker: FindingMaker
    }

    private let place: JobKeeper.Place
    private let tools: Mutex<Tools>

    init(_ place: JobKeeper.Place, jobID: String) {
        self.place = place
        var context = place.context
        context.jobID = jobID
        context.isAutomated = false
        tools = Mutex(Tools(scanner: nil, maker: FindingMaker(context)))
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
            if tools.scanner == nil { tools.scanner = try? place.makeScanner() }
            guard let scanner = tools.scanner else { return nil }
            let start = Timestamp.now()
            var report = seconds.map { scanner.scan(key, in: root, within: $0) } ?? scanner.scan(key, in: root)
            place.correct(&report, key, bucket)
            switch report.coverage {
            case .skipped(.interrupted): return nil
            case .skipped(.disappeared), .skipped(.symbolicLink), .skipped(.special):
                let outcome = Outcome.gone(bucket: bucket.record.id, key: key)
                return Result(outcome: outcome, verdict: "gone", classified: 0, size: 0, isSensitive: false)
            default: break
            }
            let finding = place.canaries.marked(tools.maker.finding(of: report), key, in: bucket)
            let scanned = Outcome.Scanned(
                report,
                key,
                in: bucket.record,
                root: root,
                rights: place.context.rights,
                ruleSet: place.ruleSet,
                isFinal: Outcome.Scanned.isFinal(report, from: start),
                finding
            )
            return Result(
                outcome: .scanned(scanned),
                record: tools.maker.result(of: report),
                verdict: report.coverage.verdict,
                classified: report.bytesClassified,
                size: Int(report.status?.size ?? 0),
                isSensitive: finding != nil,
                gap: report.coverage.gap
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
