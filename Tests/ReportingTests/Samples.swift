import FindingDocuments
import Findings
import Identifiers
import POSIX
import Reporting

/// Reports as a scan would make them, always the same.
enum Samples {
    static let card = ManagedDataIdentifier(
        id: "CREDIT_CARD_NUMBER",
        name: "Credit card number",
        category: .financialInformation,
        severity: SeverityThresholds([.high: 1]),
        source: "https://example.com/cards",
        variants: [Variant(pattern: "4[0-9]{15}", anchor: .everywhere)]
    )

    static let birthDate = ManagedDataIdentifier(
        id: "DATE_OF_BIRTH",
        name: "Date of birth",
        category: .personalInformation,
        severity: SeverityThresholds([.low: 1, .medium: 2]),
        variants: [Variant(pattern: "x", anchor: .everywhere)]
    )

    static let staff = ManagedDataIdentifier(
        id: "STAFF",
        name: "Staff number",
        category: .customIdentifier,
        severity: SeverityThresholds([.medium: 1]),
        variants: [Variant(pattern: "x", anchor: .everywhere)]
    )

    static let identifiers = [card, birthDate, staff]

    /// A run over `/srv/share`, called `share`.
    static var context: ReportContext {
        let root = ScanRoot(
            path: Array("share".utf8),
            absolutePath: Array("/srv/share".utf8),
            isFolder: true
        )
        var context = ReportContext(
            roots: [root],
            hostName: "vault",
            jobID: "0123456789abcdef0123456789abcdef",
            start: Timestamp(seconds: 1_763_930_000)
        )
        context.now = { Timestamp(seconds: 1_763_933_400) }
        return context
    }

    static func occurrence(line: Int, column: Int = 12, start: Int = 120, cell: Cell? = nil) -> Occurrence {
        var location = Location(
            line: line,
            column: column,
            endLine: line,
            endColumn: column + 16,
            range: start..<start + 16
        )
        location.cell = cell
        return Occurrence(
            at: location,
            Evidence(.high, [.validator("luhn"), .keyword("card")]),
            masked: "42************42",
            fingerprint: "hmac-sha256:9f"
        )
    }

    static func detection(
        of identifier: ManagedDataIdentifier = card,
        count: Int? = nil,
        at occurrences: [Occurrence]
    ) -> Detection {
        let count = count ?? occurrences.count
        return Detection(
            identifier: identifier,
            count: count,
            severity: identifier.severity.severity(of: count) ?? .low,
            confidence: .high,
            occurrences: occurrences
        )
    }

    static func report(_ detections: [Detection], path: String = "share/payroll.csv") -> FileReport {
        var report = FileReport(path: Array(path.utf8), coverage: .complete)
        report.content = .text(.utf8)
        report.bytesClassified = 4096
        report.contentHash = "00ff"
        report.detections = detections
        return report
    }
}

extension ReportFormatter {
    /// What was written so far.
    var text: String { String(decoding: bytes, as: UTF8.self) }
}
