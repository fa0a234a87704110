public import FindingDocuments
import Terminal
import Findings
import Identifiers
import JSON
import POSIX

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
        CoverageSummary.lines(tally.failures.prefix(limit), of: tally.failureCount)
    }

    /// A line for each of the first folders that were not entered because something is mounted there, and one for the rest.
    public func mountLines(limit: Int = 20) -> [String] {
        CoverageSummary.lines(tally.mounts.prefix(limit), of: tally.mountCount)
    }

    /// A line for each of the first objects that were looked at in part, and one for the rest.
    ///
    /// What failed on an object is told by ``failureLines(limit:)``.
    public func partialLines(limit: Int = 20) -> [String] {
        let shown = tally.partials.prefix(limit)
        let lines = shown.map { partial in
            let more = partial.others > 0 ? ", and \(Quantity.count(partial.others, "more gap"))" : ""
            return "\(TerminalText.escaped(partial.path)): \(partial.gap.shown)\(more)"
        }
        let count = tally.partials.count < limit ? lines.count : tally.partialCount
        let hint = "; --verbose names all"
        return count > lines.count ? lines + ["... and \(Quantity.grouped(count - lines.count)) more\(hint)"] : lines
    }

    /// A line for each object that was skipped on purpose, as far as they are kept.
    public func leftOutLines() -> [String] {
        CoverageSummary.lines(tally.leftOut[...], of: tally.leftOut.count)
    }

    private static func lines(_ first: ArraySlice<ScanTally.Failure>, of count: Int) -> [String] {
        let lines = first.map { "\(TerminalText.escaped($0.path)): \($0.gap.summary)" }
        return count > lines.count ? lines + ["... and \(Quantity.grouped(count - lines.count)) more"] : lines
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
        json.partials(tally.partials, of: tally.partialCount)
        json.objects("mounts", tally.mounts, of: tally.mountCount)
        json.objects("failures", tally.failures, of: tally.failureCount)
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

extension Gap {
    /// What was not looked at, in words.
    fileprivate var shown: String {
        let place = page.map { "page \($0): " } ?? ""
        let member = trail.path.map { "\(TerminalText.escaped($0)): " } ?? ""
        return member + place + reason.summary
    }
}

extension JSONWriter {
    /// Writes an object with a total and the first objects that were not looked at.
    fileprivate mutating func objects(_ name: String, _ first: [ScanTally.Failure], of count: Int) {
        key(name)
        beginObject()
        member("total", count)
        key("objects")
        beginArray()
        for failure in first {
            beginObject()
            path(failure.path)
            member("reason", failure.gap.name)
            member("message", failure.gap.summary)
            endObject()
        }
        endArray()
        endObject()
    }

    /// Writes the objects that were looked at in part.
    fileprivate mutating func partials(_ first: [ScanTally.Partial], of count: Int) {
        key("partialObjects")
        beginObject()
        member("total", count)
        key("objects")
        beginArray()
        for partial in first {
            beginObject()
            path(partial.path)
            member(partial.gap.trail)
            member("page", partial.gap.page)
            member("reason", partial.gap.reason.name)
            member("message", partial.gap.reason.summary)
            member("otherGaps", partial.others)
            endObject()
        }
        endArray()
        endObject()
    }

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
