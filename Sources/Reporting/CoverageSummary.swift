import POSIX
import Identifiers
import Scanning

/// What a scan covered, said at its end.
public struct CoverageSummary: Sendable {
    /// What was counted.
    public var tally: ScanTally

    /// How long it took, in seconds.
    public var seconds: Double

    /// Whether it was ended before all was done.
    public var isInterrupted: Bool

    /// Creates a summary.
    public init(_ tally: ScanTally, seconds: Double, isInterrupted: Bool = false) {
        self.tally = tally
        self.seconds = seconds
        self.isInterrupted = isInterrupted
    }

    /// One line for people, without a line feed.
    public var line: String {
        var parts = [Quantity.count(tally.objects, "object") + " seen", "\(Quantity.grouped(tally.analyzed)) analysed"]
        parts.append(counted(tally.partial, "partial"))
        parts.append(counted(tally.skipped, "skipped"))
        // Of less than half a second, a rate says more about starting up than about scanning.
        let rate = seconds >= 0.5 ? " (\(Quantity.bytes(Double(tally.bytes) / seconds))/s)" : ""
        let severities = Severity.allCases.reversed().map { severity in
            "\(Quantity.grouped(tally.findings[severity] ?? 0)) \(severity.description.lowercased())"
        }
        return (isInterrupted ? "interrupted; " : "") + parts.joined(separator: ", ")
            + "; \(Quantity.bytes(Double(tally.bytes))) in \(Quantity.duration(seconds))\(rate)"
            + "; findings: \(severities.joined(separator: ", "))"
            + " (\(Quantity.count(tally.occurrences, "occurrence")))"
    }

    /// A line for each of the first objects that could not be looked at, and one for the rest.
    public func failureLines(limit: Int = 20) -> [String] {
        var lines = tally.failures.prefix(limit).map { failure in
            "\(TerminalText.escaped(failure.path)): \(failure.gap.summary)"
        }
        let others = tally.failureCount - lines.count
        if others > 0 { lines.append("... and \(Quantity.grouped(others)) more") }
        return lines
    }

    /// The same as a JSON document, with a line feed.
    ///
    /// - Parameter context: The run.
    /// - Returns: The document; `version` in it changes when a member changes its meaning.
    public func document(_ context: ReportContext) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.member("version", 1)
        json.member("jobId", context.jobID)
        json.member("startedAt", UTCTime.text(context.start))
        json.member("interrupted", isInterrupted)
        json.member("objects", tally.objects)
        json.member("analysed", tally.analyzed)
        json.counts("partial", tally.partial)
        json.counts("skipped", tally.skipped)
        json.member("bytes", tally.bytes)
        json.key("seconds")
        json.decimal(seconds)
        json.counts(
            "findings",
            Dictionary(uniqueKeysWithValues: Severity.allCases.map { ($0.description, tally.findings[$0] ?? 0) })
        )
        json.member("occurrences", tally.occurrences)
        json.key("failures")
        json.beginObject()
        json.member("total", tally.failureCount)
        json.key("objects")
        json.beginArray()
        for failure in tally.failures {
            json.beginObject()
            json.path(failure.path)
            json.member("reason", failure.gap.name)
            json.member("message", failure.gap.summary)
            json.endObject()
        }
        json.endArray()
        json.endObject()
        json.endObject()
        json.endRecord()
        return json.bytes
    }

    /// `3 skipped (2 symbolic-link, 1 permission-denied)`.
    private func counted(_ reasons: [String: Int], _ word: String) -> String {
        let total = reasons.values.reduce(0, +)
        guard total > 0 else { return "0 \(word)" }
        let list = reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
            "\(Quantity.grouped($0.value)) \($0.key)"
        }
        return "\(Quantity.grouped(total)) \(word) (\(list.joined(separator: ", ")))"
    }
}

extension JSONWriter {
    /// Writes an object with a total and the counts by reason.
    fileprivate mutating func counts(_ name: String, _ counts: [String: Int]) {
        key(name)
        beginObject()
        member("total", counts.values.reduce(0, +))
        key("by")
        beginObject()
        for (reason, count) in counts.sorted(by: { $0.key < $1.key }) { member(reason, count) }
        endObject()
        endObject()
    }
}
