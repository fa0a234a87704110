import Identifiers
import Scanning

/// A report without path and status, which the coordinator knows better than a worker.
enum ReportCoding {
    static func bytes(_ report: FileReport) -> [UInt8] {
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
        return writer.bytes
    }

    static func report(_ bytes: [UInt8], path: [UInt8]) throws(ByteReader.Malformed) -> FileReport {
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
        try reader.finish()
        return report
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
        writer.write(occurrence.range.lowerBound)
        writer.write(occurrence.range.count)
        writer.write(occurrence.line)
        writer.write(occurrence.endLine)
        writer.write(occurrence.column)
        writer.write(occurrence.endColumn)
        writer.write(occurrence.cell) { writer, cell in
            writer.write(cell.column)
            writer.write(cell.columnName) { $0.write($1) }
            writer.write(cell.row)
        }
        writer.write(occurrence.confidence.rawValue)
        writer.write(occurrence.reasons) { $0.write($1) }
        writer.write(occurrence.masked)
        writer.write(occurrence.fingerprint) { $0.write($1) }
        writer.write(occurrence.value) { $0.write($1.revealed()) }
    }

    private static func occurrence(_ reader: inout ByteReader) throws(ByteReader.Malformed) -> Occurrence {
        let start = try reader.int(in: 0...Int.max / 2)
        let count = try reader.int(in: 0...Int.max / 2)
        let line = try reader.int()
        let endLine = try reader.int()
        let column = try reader.int()
        let endColumn = try reader.int()
        let cell = try reader.optional { reader throws(ByteReader.Malformed) in
            let column = try reader.int()
            let name = try reader.optional { reader throws(ByteReader.Malformed) in try reader.string() }
            return Cell(column: column, columnName: name, row: try reader.int())
        }
        guard let confidence = Confidence(rawValue: try reader.int()) else { throw ByteReader.Malformed() }
        return Occurrence(
            range: start..<start + count,
            line: line,
            endLine: endLine,
            column: column,
            endColumn: endColumn,
            cell: cell,
            confidence: confidence,
            reasons: try reader.list { reader throws(ByteReader.Malformed) in try reader.string() },
            masked: try reader.string(),
            fingerprint: try reader.optional { reader throws(ByteReader.Malformed) in try reader.string() },
            value: try reader.optional { reader throws(ByteReader.Malformed) in SensitiveBytes(try reader.bytes()) }
        )
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
        }
    }

    private static func content(_ reader: inout ByteReader) throws(ByteReader.Malformed) -> ContentKind {
        switch try reader.int() {
        case 0: return .empty
        case 1: return .binary
        case 2: return .packed(try reader.string())
        default:
            guard let encoding = TextEncoding(rawValue: try reader.string()) else { throw ByteReader.Malformed() }
            return .text(encoding)
        }
    }

    private static func write(_ coverage: Coverage, _ writer: inout ByteWriter) {
        switch coverage {
        case .complete: writer.write(0)
        case .partial: writer.write(1)
        case .skipped: writer.write(2)
        }
        guard let gap = coverage.gap else { return }
        writer.write(gap.name)
        switch gap {
        case .readFailed(let code): writer.write(Int(code))
        case .unsupportedFormat(let format): writer.write(format)
        default: break
        }
    }

    private static func coverage(_ reader: inout ByteReader) throws(ByteReader.Malformed) -> Coverage {
        switch try reader.int() {
        case 0: .complete
        case 1: .partial(try gap(&reader))
        default: .skipped(try gap(&reader))
        }
    }

    /// The gaps that the scan of an open file can have.
    private static func gap(_ reader: inout ByteReader) throws(ByteReader.Malformed) -> CoverageGap {
        let name = try reader.string()
        switch name {
        case CoverageGap.readFailed(0).name: return .readFailed(Int32(truncatingIfNeeded: try reader.int()))
        case CoverageGap.unsupportedFormat("").name: return .unsupportedFormat(try reader.string())
        default:
            let plain: [CoverageGap] = [
                .changedWhileRead, .disappeared, .tooLarge, .binary, .encrypted, .limitReached, .timeLimit, .readLimit,
                .interrupted,
            ]
            guard let gap = plain.first(where: { $0.name == name }) else { throw ByteReader.Malformed() }
            return gap
        }
    }
}
