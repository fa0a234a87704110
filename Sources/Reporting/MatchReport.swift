import Identifiers
import JSON
public import Scanning

/// The format `matches`: one occurrence a line, for tools.
///
/// The members and their order are promised; see the description of `magpie scan`.
public struct MatchReport: ReportFormatter {
    private var json = JSONWriter()
    /// The members that are the same for all occurrences in an object.
    private var prefix: (path: [UInt8], bytes: [UInt8]) = ([], [])

    /// Creates a report without lines.
    public init() {}

    public var bytes: [UInt8] {
        get { json.bytes }
        _modify { yield &json.bytes }
    }

    public mutating func add(_ detection: Detection, in path: [UInt8]) {
        if prefix.path != path || prefix.bytes.isEmpty {
            var start = JSONWriter()
            start.beginObject()
            start.path(path)
            prefix = (path, start.bytes)
        }
        for occurrence in detection.occurrences { add(occurrence, of: detection) }
    }

    public mutating func add(_ report: FileReport) {}

    private mutating func add(_ occurrence: Occurrence, of detection: Detection) {
        json.bytes += prefix.bytes
        json.member("member", nil as String?)
        json.member("type", detection.identifier.id)
        json.member("category", detection.identifier.category.rawValue)
        json.member("severity", detection.severity.description)
        json.member("confidence", occurrence.confidence.name)
        json.member("line", occurrence.line)
        json.member("column", occurrence.column)
        json.member("start", occurrence.range.lowerBound)
        json.member("end", occurrence.range.upperBound)
        json.key("cell")
        if let cell = occurrence.cell { json.cell(cell) } else { json.null() }
        json.member("page", nil as Int?)
        json.member("jsonPath", nil as String?)
        json.member("masked", occurrence.masked)
        json.member("fingerprint", occurrence.fingerprint)
        json.key("value")
        if let value = occurrence.value { json.string(lossy: value.revealed()) } else { json.null() }
        json.member("reason", occurrence.reasons)
        json.endObject()
        json.endRecord()
    }
}

extension JSONWriter {
    /// Writes a cell in Macie's form.
    mutating func cell(_ cell: Cell) {
        beginObject()
        member("row", cell.row)
        member("column", cell.column)
        member("columnName", cell.columnName)
        member("cellReference", nil as String?)
        endObject()
    }
}
