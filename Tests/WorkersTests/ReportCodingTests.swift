import Findings
import HelperProcesses
import Identifiers
import Testing

@testable import WorkerMessages

/// Reports as they come from a worker.
@Suite struct ReportCodingTests {
    private static func report() -> FileReport {
        var location = Location(line: 3, column: 4, endLine: 5, endColumn: 6, range: 7..<19)
        location.trail = Trail([Array("a.zip".utf8), [0xFF, 0x21]])
        (location.page, location.record, location.jsonPath) = (8, 9, "$.a")
        location.cell = Cell(column: 1, columnName: "n", row: 2, reference: "S!A2")
        let identifier = ManagedDataIdentifier(
            id: "A",
            name: "a",
            category: .credentials,
            severity: SeverityThresholds([.high: 1]),
            variants: []
        )
        let reasons: [Evidence.Reason] = [
            .pattern, .validator("luhn"), .entropy, .knownName, .keyword("keyword:x"), .encoding("plain"), .disguised,
        ]
        var report = FileReport(path: Array("p".utf8), coverage: .complete)
        report.contentClass = ContentClass(
            classes: [ContentClass.Probability("legal", 0.75), ContentClass.Probability("other", 0.25)],
            byteCount: 17
        )
        report.detections = [
            Detection(
                identifier: identifier,
                count: 1,
                severity: .high,
                confidence: .medium,
                occurrences: [
                    Occurrence(at: location, Evidence(.medium, reasons), masked: "*", fingerprint: "f")
                ]
            )
        ]
        report.coverage.add(.readFailed(5))
        report.coverage.add(Gap(.encrypted, in: location.trail, page: 3))
        report.coverage.add(Gap(.unsupportedFormat("a/b"), in: Trail([[1]])))
        return report
    }

    @Test func everythingArrives() throws {
        let report = Self.report()
        let read = try ReportCoding.report(ReportCoding.bytes(report), path: report.path)
        #expect(read.coverage == report.coverage)
        #expect(read.contentClass == report.contentClass)
        let (sent, received) = (
            report.detections[0].occurrences[0], try #require(read.detections.first?.occurrences.first)
        )
        #expect(received.location == sent.location)
        #expect(received.evidence == sent.evidence)
        #expect(ReportCoding.bytes(read) == ReportCoding.bytes(report))
    }

    @Test func asManyGapsAsAreKeptArrive() throws {
        var report = Self.report()
        for page in 1...Coverage.mostGaps + 7 { report.coverage.add(Gap(.limitReached, page: page)) }
        #expect(report.coverage.otherGaps > 0)
        #expect(try ReportCoding.report(ReportCoding.bytes(report), path: []).coverage == report.coverage)
    }

    /// A worker that was taken over can send nothing that is no report.
    @Test func whatContradictsItselfIsRefused() {
        let bytes = ReportCoding.bytes(Self.report())
        for count in 0..<bytes.count {
            #expect(throws: ByteReader.Malformed.self) { try ReportCoding.report(Array(bytes.prefix(count)), path: []) }
        }
    }

    @Test(
        arguments: [
            (0, 0, true), (1, 1, true), (2, Coverage.mostGaps, true), (0, 1, false), (1, 0, false), (2, 0, false),
            (3, 1, false), (1, Coverage.mostGaps + 1, false),
        ]
    )
    func verdictAndGapsBelongTogether(_ verdict: Int, _ gaps: Int, _ isAccepted: Bool) {
        var writer = ByteWriter()
        // An empty object.
        writer.write(0)
        writer.write(verdict)
        writer.write(Array(0..<gaps)) { writer, page in
            writer.write(Gap.Reason.encrypted.name)
            writer.write([[UInt8]]()) { $0.write($1) }
            writer.write(Optional(page + 1)) { $0.write($1) }
        }
        // No more gaps, no bytes, no hash, nothing found, nothing unverified, no class.
        for _ in 0..<2 { writer.write(0) }
        writer.write(false)
        for _ in 0..<3 { writer.write(0) }
        writer.write(false)
        #expect(((try? ReportCoding.report(writer.bytes, path: [])) != nil) == isAccepted)
    }
}
