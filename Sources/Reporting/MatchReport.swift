import FindingDocuments
public import Findings
import Identifiers
import JSON

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
        let (location, evidence) = (occurrence.location, occurrence.evidence)
        json.member(location.trail)
        json.member("type", detection.identifier.id)
        json.member("category", detection.identifier.category.rawValue)
        json.member("severity", detection.severity.description)
        json.member("confidence", evidence.confidence.name)
        json.member("line", location.line)
        json.member("column", location.column)
        json.member("start", location.range.lowerBound)
        json.member("end", location.range.upperBound)
        json.key("cell")
        if let cell = location.cell { json.cell(cell) } else { json.null() }
        json.member("page", location.page)
        json.member("jsonPath", location.jsonPath)
        json.member("masked", occurrence.masked)
        json.member("fingerprint", occurrence.fingerprint)
        json.key("value")
        if let value = occurrence.value { json.string(lossy: value.revealed()) } else { json.null() }
        json.member("reason", evidence.reasons.map(\.name))
        json.endObject()
        json.endRecord()
    }
}
