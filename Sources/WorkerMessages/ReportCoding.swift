package import Findings
package import HelperProcesses
import Identifiers

/// A report without path and status, which the coordinator knows better than a worker.
package enum ReportCoding {
    package static func bytes(_ report: FileReport) -> [UInt8] {
        var writer = ByteWriter()
        write(report.content, &writer)
        write(report.coverage, &writer)
        writer.write(report.bytesClassified)
        writer.write(report.contentHash) { $0.write($1) }
        writer.write(report.detections) { writer, detection in
            writer.write(detection.identifier.id)
            writer.write(detection.identifier.name)
            writer.write(detection.identifier.category.rawValue)
            writer.write(detection.count)
            writer.write(detection.severity.rawValue)
            writer.write(detection.confidence.rawValue)
            writer.write(detection.occurrences) { write($1, &$0) }
            writer.write(detection.otherValues) { $0.write($1.bytes) }
        }
        writer.write(report.managedSecrets) { $0.write(Int($1)) }
        writer.write(report.isUnverified ? 1 : 0)
        writer.write(report.contentClass) { writer, content in
            writer.write(content.byteCount)
            writer.write(content.classes) { writer, probability in
                writer.write(probability.name)
                writer.write(Int((probability.value * 1_000_000).rounded()))
            }
        }
        return writer.bytes
    }

    package static func report(_ bytes: [UInt8], path: [UInt8]) throws(ByteReader.Malformed) -> FileReport {
        var reader = ByteReader(bytes)
        var report = FileReport(path: path, coverage: .complete)
        report.content = try content(&reader)
        report.coverage = try coverage(&reader)
        report.bytesClassified = try reader.int(in: 0...Int.max)
        report.contentHash = try reader.optional { reader throws(ByteReader.Malformed) in
            let hash = try reader.string()
            guard hash.utf8.count == 64, hash.utf8.allSatisfy({ $0 &- 48 < 10 || $0 &- 97 < 6 }) else {
                throw ByteReader.Malformed()
            }
            return hash
        }
        report.detections = try reader.list(detection)
        report.managedSecrets = try reader.list { reader throws(ByteReader.Malformed) in
            UInt32(try reader.int(in: 0...Int(UInt32.max)))
        }
        report.isUnverified = try reader.int(in: 0...1) == 1
        report.contentClass = try reader.optional(contentClass)
        try reader.finish()
        return report
    }

    private static func contentClass(_ reader: inout ByteReader) throws(ByteReader.Malformed) -> ContentClass {
        let byteCount = try reader.int(in: 1...1_000_000)
        let classes = try reader.list { reader throws(ByteReader.Malformed) in
            let name = try reader.string()
            return ContentClass.Probability(name, Double(try reader.int(in: 0...1_000_000)) / 1_000_000)
        }
        guard !classes.isEmpty, classes.count <= 64 else { throw ByteReader.Malformed() }
        return ContentClass(classes: classes, byteCount: byteCount)
    }

    // MARK: Detections

    private static func detection(_ reader: inout ByteReader) throws(ByteReader.Malformed) -> Detection {
        let id = try reader.string()
        let name = try reader.string()
        guard let category = Category(rawValue: try reader.string()) else { throw ByteReader.Malformed() }
        let count = try reader.int(in: 1...Int.max)
        guard let severity = Severity(rawValue: try reader.int()),
            let confidence = Confidence(rawValue: try reader.int())
        else { throw ByteReader.Malformed() }
        var detection = Detection(
            identifier: ManagedDataIdentifier(
                id: id,
                name: name,
                category: category,
                severity: SeverityThresholds([severity: 1]),
                variants: []
            ),
            count: count,
            severity: severity,
            confidence: confidence,
            occurrences: try reader.list(occurrence)
        )
        detection.otherValues = try reader.optional { reader throws(ByteReader.Malformed) in
            ValueSum(bytes: try reader.bytes())
        }
        return detection
    }

    private static func write(_ occurrence: Occurrence, _ writer: inout ByteWriter) {
        write(occurrence.location, &writer)
        writer.write(occurrence.evidence.confidence.rawValue)
        writer.write(occurrence.evidence.reasons) { $0.write($1.name) }
        writer.write(occurrence.masked)
        writer.write(occurrence.fingerprint) { $0.write($1) }
        writer.write(occurrence.value) { $0.write($1.revealed()) }
    }

    private static func occurrence(_ reader: inout ByteReader) throws(ByteReader.Malformed) -> Occurrence {
        let location = try location(&reader)
        guard let confidence = Confidence(rawValue: try reader.int()) else { throw ByteReader.Malformed() }
        let reasons = try reader.list { reader throws(ByteReader.Malformed) in
            Evidence.Reason(name: try reader.string())
        }
        return Occurrence(
            at: location,
            Evidence(confidence, reasons),
            masked: try reader.string(),
            fingerprint: try reader.optional { reader throws(ByteReader.Malformed) in try reader.string() },
            value: try reader.optional { reader throws(ByteReader.Malformed) in SensitiveBytes(try reader.bytes()) }
        )
    }

    // MARK: Places

    static func write(_ location: Location, _ writer: inout ByteWriter) {
        write(location.trail, &writer)
        writer.write(location.page) { $0.write($1) }
        writer.write(location.cell) { writer, cell in
            writer.write(cell.column)
            writer.write(cell.columnName) { $0.write($1) }
            writer.write(cell.row)
            writer.write(cell.reference) { $0.write($1) }
        }
        writer.write(location.record) { $0.write($1) }
        writer.write(location.jsonPath) { $0.write($1) }
        writer.write(location.line)
        writer.write(location.column)
        writer.write(location.endLine)
        writer.write(location.endColumn)
        writer.write(location.range.lowerBound)
        writer.write(location.range.count)
    }

    static func location(_ reader: inout ByteReader) throws(ByteReader.Malformed) -> Location {
        let trail = try trail(&reader)
        let page = try page(&reader)
        let cell = try reader.optional { reader throws(ByteReader.Malformed) in
            let column = try reader.int()
            let name = try reader.optional { reader throws(ByteReader.Malformed) in try reader.string() }
            let row = try reader.int()
            let reference = try reader.optional { reader throws(ByteReader.Malformed) in try reader.string() }
            return Cell(column: column, columnName: name, row: row, reference: reference)
        }
        let record = try reader.optional { reader throws(ByteReader.Malformed) in try reader.int(in: 0...Int.max) }
        let jsonPath = try reader.optional { reader throws(ByteReader.Malformed) in try reader.string() }
        let line = try reader.int()
        let column = try reader.int()
        let endLine = try reader.int()
        let endColumn = try reader.int()
        let start = try reader.int(in: 0...Int.max / 2)
        let count = try reader.int(in: 0...Int.max / 2)
        var location = Location(
            line: line,
            column: column,
            endLine: endLine,
            endColumn: endColumn,
            range: start..<start + count
        )
        (location.trail, location.page, location.cell) = (trail, page, cell)
        (location.record, location.jsonPath) = (record, jsonPath)
        return location
    }

    private static func write(_ trail: Trail, _ writer: inout ByteWriter) { writer.write(trail.names) { $0.write($1) } }

    private static func trail(_ reader: inout ByteReader) throws(ByteReader.Malformed) -> Trail {
        let names = try reader.list { reader throws(ByteReader.Malformed) in try reader.bytes() }
        guard names.count <= Trail.mostSteps else { throw ByteReader.Malformed() }
        return Trail(names)
    }

    private static func page(_ reader: inout ByteReader) throws(ByteReader.Malformed) -> Int? {
        try reader.optional { reader throws(ByteReader.Malformed) in try reader.int(in: 1...Int.max) }
    }

    // MARK: Content and coverage

    private static func write(_ content: ContentKind, _ writer: inout ByteWriter) {
        switch content {
        case .empty: writer.write(0)
        case .binary: writer.write(1)
        case .packed(let type):
            writer.write(2)
            writer.write(type)
        case .text(let encoding):
            writer.write(3)
            writer.write(encoding.rawValue)
        case .document(let type):
            writer.write(4)
            writer.write(type)
        }
    }

    private static func content(_ reader: inout ByteReader) throws(ByteReader.Malformed) -> ContentKind {
        switch try reader.int() {
        case 0: return .empty
        case 1: return .binary
        case 2: return .packed(try reader.string())
        case 4: return .document(try reader.string())
        default:
            guard let encoding = TextEncoding(rawValue: try reader.string()) else { throw ByteReader.Malformed() }
            return .text(encoding)
        }
    }

    private static func write(_ coverage: Coverage, _ writer: inout ByteWriter) {
        writer.write(Coverage.Verdict.allCases.firstIndex(of: coverage.verdict) ?? 0)
        writer.write(coverage.gaps) { writer, gap in
            write(gap.reason, &writer)
            write(gap.trail, &writer)
            writer.write(gap.page) { $0.write($1) }
        }
        writer.write(coverage.otherGaps)
    }

    private static func coverage(_ reader: inout ByteReader) throws(ByteReader.Malformed) -> Coverage {
        let verdict = Coverage.Verdict.allCases[try reader.int(in: 0...Coverage.Verdict.allCases.count - 1)]
        let gaps = try reader.list { reader throws(ByteReader.Malformed) in
            Gap(try reason(&reader), in: try trail(&reader), page: try page(&reader))
        }
        let others = try reader.int(in: 0...Int.max)
        guard let coverage = Coverage(verdict, gaps, otherGaps: others) else { throw ByteReader.Malformed() }
        return coverage
    }

    private static func write(_ reason: Gap.Reason, _ writer: inout ByteWriter) {
        writer.write(reason.name)
        switch reason {
        case .readFailed(let code): writer.write(Int(code))
        case .unsupportedFormat(let format): writer.write(format)
        default: break
        }
    }

    /// The reasons for gaps that the scan of an open file can have.
    private static func reason(_ reader: inout ByteReader) throws(ByteReader.Malformed) -> Gap.Reason {
        let name = try reader.string()
        switch name {
        case Gap.Reason.readFailed(0).name: return .readFailed(Int32(truncatingIfNeeded: try reader.int()))
        case Gap.Reason.unsupportedFormat("").name: return .unsupportedFormat(try reader.string())
        default:
            let plain: [Gap.Reason] = [
                .changedWhileRead, .disappeared, .tooLarge, .binary, .encrypted, .limitReached, .timeLimit, .readLimit,
                .interrupted, .malformed, .expansionLimit, .ratioLimit, .nestingLimit, .memberLimit, .memoryLimit,
                .noText,
                .archive,
            ]
            guard let reason = plain.first(where: { $0.name == name }) else { throw ByteReader.Malformed() }
            return reason
        }
    }
}
