import FindingDocuments
public import Findings
import JSON
import Terminal

/// What is seen of objects, for `magpie extract`: each stretch of text with its place, and how much of the object that was.
public struct ExtractReport {
    /// How it is written.
    public enum Format: String, Sendable, CaseIterable {
        case text
        case jsonl
    }

    private let format: Format
    private var json = JSONWriter()
    private var output: [UInt8] = []
    private var heading = ""
    /// Whether what was written last is a whole line.
    private var endsLine = true

    /// Creates a report without lines.
    public init(_ format: Format) { self.format = format }

    /// What was written since it was asked last.
    public mutating func take() -> [UInt8] {
        if let last = output.last { endsLine = last == 10 }
        defer { (output, json) = ([], JSONWriter()) }
        return output + json.bytes
    }

    /// Adds a stretch of text.
    public mutating func add(_ text: [UInt8], _ part: String, at location: Location, of path: [UInt8]) {
        switch format {
        case .text:
            let here = ExtractReport.heading(part, location, path)
            if here != heading {
                beginLine()
                output += Array("== \(here)\n".utf8)
                heading = here
            }
            // Line ends and tabs are the text's own; all else that moves a cursor is shown.
            for (index, line) in text.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
                if index > 0 { output.append(10) }
                let cells = line.split(separator: 9, omittingEmptySubsequences: false).map {
                    TerminalText.escaped(Array($0))
                }
                output += Array(cells.joined(separator: "\t").utf8)
            }
        case .jsonl:
            json.beginObject()
            json.path(path)
            json.member(location.trail)
            json.member("page", location.page)
            json.key("cell")
            if let cell = location.cell { json.cell(cell) } else { json.null() }
            json.member("record", location.record)
            json.member("jsonPath", location.jsonPath)
            json.member("part", part)
            json.key("text")
            // What stands between cells is in none of them.
            let isCell = location.cell != nil
            let cell = text.drop { $0 == 9 }.reversed().drop { $0 == 9 || $0 == 10 }.reversed()
            json.string(lossy: isCell ? Array(cell) : text)
            json.endObject()
            json.endRecord()
        }
    }

    private mutating func beginLine() {
        if !(output.last.map { $0 == 10 } ?? endsLine) { output.append(10) }
    }

    private static func heading(_ part: String, _ location: Location, _ path: [UInt8]) -> String {
        var words = [TerminalText.escaped(path)]
        if let member = location.trail.path { words.append(TerminalText.escaped(member)) }
        if let page = location.page { words.append("page \(page)") }
        if let reference = location.cell?.reference?.split(separator: "!").first {
            words.append(TerminalText.escaped(String(reference)))
        }
        return words.joined(separator: " ") + " (\(part))"
    }

    /// Adds how much of an object was seen.
    public mutating func finish(_ report: FileReport) {
        switch format {
        case .text:
            beginLine()
            heading = ""
            var line = "== \(TerminalText.escaped(report.path)): \(report.coverage.verdict.rawValue), "
            line += "\(Quantity.grouped(report.bytesClassified)) bytes of text\n"
            for gap in report.coverage.gaps {
                let member = gap.trail.path.map { TerminalText.escaped($0) + ": " } ?? ""
                line += "==   not read: \(member)\(gap.reason.summary)\n"
            }
            output += Array(line.utf8)
        case .jsonl:
            json.beginObject()
            json.path(report.path)
            json.key("coverage")
            json.beginObject()
            json.member("status", report.coverage.verdict.rawValue)
            json.member("characters", report.bytesClassified)
            json.gaps(report.coverage.gaps)
            json.member("otherGaps", report.coverage.otherGaps)
            json.endObject()
            json.endObject()
            json.endRecord()
        }
    }
}
