import Bytes
public import FindingDocuments
import ProductIdentity
import Terminal
public import Findings
public import Identifiers
import JSON
public import POSIX

/// The format `sarif`: one document, for viewers of analysis results.
///
/// Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0". Values are never in it, not even
/// masked ones.
public struct SARIFReport: ReportFormatter {
    /// How many occurrences of an identifier in an object have a result of their own.
    public static let locatedOccurrences = 1000

    /// What stands between two results.
    ///
    /// Each begins with it; the first one's is taken away.
    public static let separator = ",\n"

    private let context: ReportContext
    private let ruleIndices: [String: Int]
    private var json = JSONWriter()

    /// Creates a report without results.
    ///
    /// - Parameters:
    ///   - context: The run.
    ///   - identifiers: Those that were looked for, as ``start(_:_:)`` got them.
    public init(_ context: ReportContext, _ identifiers: [ManagedDataIdentifier]) {
        self.context = context
        ruleIndices = Dictionary(identifiers.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    public var bytes: [UInt8] {
        get { json.bytes }
        _modify { yield &json.bytes }
    }

    public mutating func add(_ detection: Detection, in path: [UInt8]) {}

    public mutating func add(_ report: FileReport) {
        let place = context.place(of: report.path)
        for detection in report.detections {
            for occurrence in detection.occurrences { add(occurrence, of: detection, in: report, place) }
        }
    }

    private mutating func add(
        _ occurrence: Occurrence,
        of detection: Detection,
        in report: FileReport,
        _ place: ObjectPlace
    ) {
        json.bytes += SARIFReport.separator.utf8
        json.beginObject()
        json.member("ruleId", detection.identifier.id)
        json.member("ruleIndex", ruleIndices[detection.identifier.id])
        json.member("level", SARIFReport.level(detection.severity))
        let (location, evidence) = (occurrence.location, occurrence.evidence)
        json.message(
            "\(detection.identifier.name), confidence \(evidence.confidence.name): "
                + evidence.reasons.map(\.name).joined(separator: ", ")
        )
        json.key("locations")
        json.beginArray()
        json.beginObject()
        json.key("physicalLocation")
        json.beginObject()
        json.artifact(place, context)
        addRegion(location, in: report)
        json.endObject()
        if let name = location.logicalName {
            json.key("logicalLocations")
            json.beginArray()
            json.beginObject()
            json.member("fullyQualifiedName", name)
            json.endObject()
            json.endArray()
        }
        json.endObject()
        json.endArray()
        if let fingerprint = occurrence.fingerprint {
            json.key("partialFingerprints")
            json.beginObject()
            json.member("value/v1", fingerprint)
            json.endObject()
        }
        json.key("properties")
        json.beginObject()
        json.member("severity", detection.severity.description)
        json.member("category", detection.identifier.category.rawValue)
        json.member("confidence", evidence.confidence.name)
        json.member("occurrencesInObject", detection.count)
        json.endObject()
        json.endObject()
    }

    private mutating func addRegion(_ location: Location, in report: FileReport) {
        json.key("region")
        json.beginObject()
        json.member("startLine", location.line)
        json.member("startColumn", location.column)
        json.member("endLine", location.endLine)
        json.member("endColumn", location.endColumn)
        // Offsets into decoded text would mislead: the standard wants them in bytes of the file.
        if !report.content.isDecoded, location.trail.isEmpty {
            json.member("byteOffset", location.range.lowerBound)
            json.member("byteLength", location.range.count)
        }
        json.endObject()
    }

    // MARK: The document around the results

    /// What comes before the first result.
    public static func start(_ context: ReportContext, _ identifiers: [ManagedDataIdentifier]) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
        json.member("version", "2.1.0")
        json.key("runs")
        json.beginArray()
        json.beginObject()
        json.key("tool")
        json.beginObject()
        json.key("driver")
        json.beginObject()
        json.member("name", Product.name)
        json.member("version", Product.version)
        json.member("semanticVersion", Product.version)
        json.key("rules")
        json.beginArray()
        for identifier in identifiers { json.rule(identifier) }
        json.endArray()
        json.endObject()
        json.endObject()
        json.member("columnKind", "unicodeCodePoints")
        json.key("originalUriBaseIds")
        json.beginObject()
        for index in context.roots.indices where context.roots[index].path != ScanRoot.standardInput {
            json.key(context.baseID(index))
            json.beginObject()
            json.member("uri", "file://" + PercentEncoding.path(context.roots[index].folder.appending([])))
            json.endObject()
        }
        json.endObject()
        json.key("results")
        json.beginArray()
        json.endRecord()
        return json.bytes
    }

    /// What comes behind the last result.
    ///
    /// - Parameters:
    ///   - context: The run.
    ///   - failures: Objects that could not be looked at completely.
    ///   - otherFailures: How many more of them there were.
    ///   - partials: Objects that were looked at in part, though nothing failed.
    ///   - otherPartials: How many more there are.
    ///   - end: When the run ended.
    /// - Returns: The rest of the document.
    public static func end(
        _ context: ReportContext,
        failures: [ScanTally.Failure],
        otherFailures: Int,
        partials: [ScanTally.Partial],
        otherPartials: Int = 0,
        end: Timestamp
    ) -> [UInt8] {
        var json = JSONWriter()
        json.endRecord()
        json.endArray()
        json.key("invocations")
        json.beginArray()
        json.beginObject()
        json.member("executionSuccessful", failures.isEmpty)
        json.member("startTimeUtc", UTCTime.text(context.start))
        json.member("endTimeUtc", UTCTime.text(end))
        json.key("toolExecutionNotifications")
        json.beginArray()
        for failure in failures {
            json.notification("error", Gap(failure.gap), in: context.place(of: failure.path), context)
        }
        for partial in partials {
            json.notification("warning", partial.gap, in: context.place(of: partial.path), context)
        }
        if otherPartials > 0 {
            json.beginObject()
            json.member("level", "warning")
            json.message("\(otherPartials) more objects were looked at only in part")
            json.endObject()
        }
        if otherFailures > 0 {
            json.beginObject()
            json.member("level", "error")
            json.message("\(otherFailures) more objects could not be looked at completely")
            json.endObject()
        }
        json.endArray()
        json.endObject()
        json.endArray()
        json.endObject()
        json.endArray()
        json.endObject()
        json.endRecord()
        return json.bytes
    }

    /// SARIF's word for a severity.
    static func level(_ severity: Severity) -> String {
        switch severity {
        case .low: "note"
        case .medium: "warning"
        case .high: "error"
        }
    }
}

extension Location {
    /// Where it is in the terms of the format; `nil` where lines and columns say it all.
    fileprivate var logicalName: String? {
        var parts = trail.names.map { TerminalText.escaped($0) }
        if let page { parts.append("page \(page)") }
        if let record, jsonPath != nil || record > 0 { parts.append("record \(record)") }
        if let jsonPath { parts.append(jsonPath) }
        if let cell { parts.append("row \(cell.row), column \(cell.columnName ?? String(cell.column))") }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }
}

extension ReportContext {
    /// What URIs below a root are relative to: the bucket's name, with a number if another root has the same.
    func baseID(_ index: Int) -> String {
        let name = roots[index].bucket
        let earlier = roots[..<index].count { $0.bucket == name }
        let text = TerminalText.escaped(name).replacing("\\", with: "_").replacing("\"", with: "_")
        return earlier == 0 ? text : "\(text)-\(earlier + 1)"
    }
}

extension JSONWriter {
    fileprivate mutating func message(_ text: String) {
        key("message")
        beginObject()
        member("text", text)
        endObject()
    }

    /// Tells of what was not looked at.
    fileprivate mutating func notification(
        _ level: String,
        _ gap: Gap,
        in place: ObjectPlace,
        _ context: ReportContext
    ) {
        beginObject()
        key("descriptor")
        beginObject()
        member("id", gap.reason.name)
        endObject()
        member("level", level)
        let member = gap.trail.path.map { "\(TerminalText.escaped($0)): " } ?? ""
        message(member + gap.reason.summary)
        key("locations")
        beginArray()
        beginObject()
        key("physicalLocation")
        beginObject()
        artifact(place, context)
        endObject()
        endObject()
        endArray()
        endObject()
    }

    fileprivate mutating func artifact(_ place: ObjectPlace, _ context: ReportContext) {
        key("artifactLocation")
        beginObject()
        member("uri", PercentEncoding.path(place.key))
        if place.root < context.roots.count, context.roots[place.root].path != ScanRoot.standardInput {
            member("uriBaseId", context.baseID(place.root))
        }
        endObject()
    }

    fileprivate mutating func rule(_ identifier: ManagedDataIdentifier) {
        beginObject()
        member("id", identifier.id)
        message("shortDescription", identifier.name)
        key("defaultConfiguration")
        beginObject()
        let severity = identifier.severity.levels.first?.severity ?? .medium
        member("level", SARIFReport.level(severity))
        endObject()
        if identifier.source.hasPrefix("https://") { member("helpUri", identifier.source) }
        key("properties")
        beginObject()
        member("category", identifier.category.rawValue)
        endObject()
        endObject()
    }

    private mutating func message(_ name: String, _ text: String) {
        key(name)
        beginObject()
        member("text", text)
        endObject()
    }
}
