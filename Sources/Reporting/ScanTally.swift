public import Findings
public import Identifiers

/// What a scan looked at and what came out, counted.
///
/// Each thread counts for itself; ``add(_:)-(ScanTally)`` brings the counts together.
public struct ScanTally: Sendable {
    /// An object that was not looked at completely.
    public struct Failure: Equatable, Sendable {
        public var path: [UInt8]
        public var gap: Gap.Reason
    }

    /// Everything that the scan came across: files, and what was skipped.
    public private(set) var objects = 0

    /// Objects that every identifier saw every byte of.
    public private(set) var analyzed = 0

    /// Objects that were looked at in part, by reason.
    public private(set) var partial: [String: Int] = [:]

    /// Objects that were not looked at, by reason.
    public private(set) var skipped: [String: Int] = [:]

    /// Bytes of text that were looked at.
    public private(set) var bytes = 0

    /// Objects in which something was found, by the severity of the whole.
    public private(set) var findings: [Severity: Int] = [:]

    /// Occurrences of sensitive data in all of them.
    public private(set) var occurrences = 0

    /// The first of the objects that were looked at in part for another reason than a failure, with their weightiest gap.
    public private(set) var partials: [Partial] = []

    /// How many of them there were.
    public var partialCount: Int { partial.values.reduce(0, +) }

    /// How many more there were than ``partials`` has.
    public private(set) var otherPartials = 0

    /// The first of the objects that were skipped for another reason than a failure.
    public private(set) var leftOut: [Failure] = []

    /// An object that was looked at in part.
    public struct Partial: Equatable, Sendable {
        public var path: [UInt8]
        /// The gap that says most.
        public var gap: Gap
        /// How many more it has.
        public var others: Int
    }

    /// The first of the objects that could not be looked at completely.
    public private(set) var failures: [Failure] = []

    /// How many of them there were.
    public private(set) var failureCount = 0

    /// The first of the folders that were not entered because something is mounted there.
    public private(set) var mounts: [Failure] = []

    /// How many of them there were.
    public private(set) var mountCount = 0

    /// How many of each are kept.
    private let failureLimit: Int

    /// Creates a tally of nothing.
    ///
    /// - Parameter failureLimit: How many objects that could not be looked at are kept by name.
    public init(failureLimit: Int = 20) { self.failureLimit = failureLimit }

    /// The severest finding.
    public var severest: Severity? { findings.keys.max() }

    /// Counts an object.
    public mutating func add(_ report: FileReport) {
        objects += 1
        bytes += report.bytesClassified
        let reason = report.coverage.reason
        switch report.coverage.verdict {
        case .complete: analyzed += 1
        case .partial: partial[reason?.name ?? "", default: 0] += 1
        case .skipped: skipped[reason?.name ?? "", default: 0] += 1
        }
        if let severity = report.severity {
            findings[severity, default: 0] += 1
            occurrences += report.detections.map(\.count).reduce(0, +)
        }
        guard let reason else { return }
        if report.coverage.verdict == .partial, !reason.isFailure, let gap = report.coverage.gaps.first {
            let others = report.coverage.gaps.count - 1 + report.coverage.otherGaps
            if partials.count < failureLimit {
                partials.append(Partial(path: report.path, gap: gap, others: others))
            } else {
                otherPartials += 1
            }
        }
        if report.coverage.verdict == .skipped, !reason.isFailure, !reason.isMount, leftOut.count < failureLimit {
            leftOut.append(Failure(path: report.path, gap: reason))
        }
        if reason.isFailure {
            failureCount += 1
            if failures.count < failureLimit { failures.append(Failure(path: report.path, gap: reason)) }
        }
        if reason.isMount {
            mountCount += 1
            if mounts.count < failureLimit { mounts.append(Failure(path: report.path, gap: reason)) }
        }
    }

    /// Adds what another thread counted.
    public mutating func add(_ other: ScanTally) {
        objects += other.objects
        analyzed += other.analyzed
        partial.merge(other.partial, uniquingKeysWith: +)
        skipped.merge(other.skipped, uniquingKeysWith: +)
        bytes += other.bytes
        findings.merge(other.findings, uniquingKeysWith: +)
        occurrences += other.occurrences
        failureCount += other.failureCount
        let named = other.partials.prefix(failureLimit - partials.count)
        partials += named
        otherPartials += other.otherPartials + other.partials.count - named.count
        leftOut += other.leftOut.prefix(failureLimit - leftOut.count)
        failures += other.failures.prefix(failureLimit - failures.count)
        mountCount += other.mountCount
        mounts += other.mounts.prefix(failureLimit - mounts.count)
    }
}
