import Findings
import Foundation
import POSIX
import Testing

@testable import Reporting

@Suite struct CoverageTests {
    static var tally: ScanTally {
        var first = ScanTally()
        first.add(Samples.report([Samples.detection(at: [Samples.occurrence(line: 1)])]))
        first.add(Samples.report([], path: "b"))
        var second = ScanTally()
        second.add(FileReport(path: Array("c\n".utf8), coverage: .skipped(.permissionDenied)))
        second.add(FileReport(path: Array("d".utf8), coverage: .skipped(.symbolicLink)))
        second.add(FileReport(path: Array("e".utf8), coverage: .partial(.unsupportedFormat("application/zip"))))
        first.add(second)
        return first
    }

    @Test func theLineHasEverything() {
        #expect(
            CoverageSummary(Self.tally, seconds: 0.02).line
                == "5 objects seen, 2 analysed, 1 partial (1 unsupported-format), "
                + "2 skipped (1 permission-denied, 1 symbolic-link); 8.2 kB in 0.02 s; "
                + "findings: 1 high, 0 medium, 0 low (1 occurrence)"
        )
    }

    @Test func anInterruptedScanSaysSo() {
        #expect(CoverageSummary(ScanTally(), seconds: 1, isInterrupted: true).line.hasPrefix("interrupted; 0 objects"))
    }

    @Test func failuresAreNamed() {
        #expect(CoverageSummary(Self.tally, seconds: 1).failureLines() == [#"c\x0a: permission denied"#])
    }

    /// Threads count for themselves, and together name no more than one may; the rest is counted, failures apart.
    @Test func whatIsReadInPartIsNamedOrCounted() {
        func tally(_ count: Int) -> ScanTally {
            var tally = ScanTally(failureLimit: 5)
            for _ in 0..<count { tally.add(FileReport(path: [97], coverage: .partial(.encrypted))) }
            tally.add(FileReport(path: [98], coverage: .partial(.timeLimit)))
            return tally
        }
        var all = tally(3)
        #expect(all.otherPartials == 0)
        all.add(tally(7))
        #expect(all.partials.count == 5)
        #expect(all.otherPartials == 5)
        let document = SARIFReport.end(
            Samples.context,
            failures: [],
            otherFailures: 0,
            partials: all.partials,
            otherPartials: all.otherPartials,
            end: Timestamp(seconds: 0)
        )
        #expect(String(decoding: document, as: UTF8.self).contains("5 more objects were looked at only in part"))
    }

    @Test func manyFailuresAreCounted() {
        var tally = ScanTally()
        for _ in 0..<30 { tally.add(FileReport(path: [97], coverage: .skipped(.permissionDenied))) }
        let lines = CoverageSummary(tally, seconds: 1).failureLines()
        #expect(lines.count == 21)
        #expect(lines.last == "... and 10 more")
    }

    @Test func theDocumentHasTheSame() throws {
        let document = CoverageSummary(Self.tally, seconds: 1.5).document(Samples.context)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(document)) as? [String: Any])
        #expect(object["objects"] as? Int == 5)
        #expect(object["seconds"] as? Double == 1.5)
        #expect((object["skipped"] as? [String: Any])?["total"] as? Int == 2)
        #expect((object["findings"] as? [String: Any])?["by"] as? [String: Int] == ["High": 1, "Medium": 0, "Low": 0])
        #expect(((object["failures"] as? [String: Any])?["objects"] as? [Any])?.count == 1)
    }
}
