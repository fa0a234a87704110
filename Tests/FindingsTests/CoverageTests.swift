import Findings
import POSIX
import Testing

@Suite struct CoverageTests {
    /// Whatever the order in which gaps are met, the same speaks for the object, and none is lost.
    @Test(
        arguments: [
            ([.changedWhileRead, .unsupportedFormat("a/b")], .unsupportedFormat("a/b")),
            ([.encrypted, .limitReached], .limitReached), ([.limitReached, .readFailed(5)], .readFailed(5)),
            ([.readFailed(5), .timeLimit], .timeLimit), ([.unsupportedFormat("a/b"), .readLimit], .readLimit),
            ([.limitReached, .disappeared], .disappeared), ([.changedWhileRead, .interrupted], .interrupted),
        ] as [([Gap.Reason], Gap.Reason)]
    )
    func theWeightiestGapSpeaks(_ reasons: [Gap.Reason], _ expected: Gap.Reason) {
        for order in [reasons, reasons.reversed()] {
            var coverage = Coverage.complete
            for reason in order { coverage.add(reason) }
            #expect(coverage.verdict == .partial)
            #expect(coverage.reason == expected)
            #expect(Set(coverage.gaps.map(\.reason)) == Set(reasons))
        }
    }

    @Test func ofEqualGapsTheFirstSpeaks() {
        var coverage = Coverage.complete
        coverage.add(.unsupportedFormat("a/b"))
        coverage.add(.unsupportedFormat("c/d"))
        coverage.add(.unsupportedFormat("a/b"))
        #expect(coverage.gaps.map(\.reason) == [.unsupportedFormat("a/b"), .unsupportedFormat("c/d")])
        coverage.replace(.unsupportedFormat("a/b"), with: .encrypted)
        #expect(coverage.gaps.map(\.reason) == [.encrypted, .unsupportedFormat("c/d")])
    }

    @Test func nothingWasLookedAtAfterAll() {
        var coverage = Coverage.complete
        coverage.add(.encrypted)
        coverage.skip(.readFailed(5))
        #expect(coverage.verdict == .skipped)
        #expect(coverage.gaps.map(\.reason) == [.readFailed(5), .encrypted])
    }

    /// A container with more members than are named: the rest is counted.
    @Test func gapsAreBounded() {
        var coverage = Coverage.complete
        for number in 0..<Coverage.mostGaps + 50 {
            coverage.add(Gap(.encrypted, in: Trail([Array("\(number)".utf8)]), page: nil))
        }
        coverage.add(.timeLimit)
        #expect(coverage.gaps.count == Coverage.mostGaps)
        #expect(coverage.otherGaps == 51)
        #expect(coverage.reason == .timeLimit)
        let again = Coverage(coverage.verdict, coverage.gaps, otherGaps: coverage.otherGaps)
        #expect(again == coverage)
    }

    @Test func whatContradictsItselfIsNoCoverage() {
        let gap = Gap(.encrypted)
        #expect(Coverage(.complete, [], otherGaps: 0) == .complete)
        #expect(Coverage(.complete, [gap], otherGaps: 0) == nil)
        #expect(Coverage(.partial, [], otherGaps: 0) == nil)
        #expect(Coverage(.partial, [gap], otherGaps: 1) == nil)
        #expect(Coverage(.partial, [gap], otherGaps: -1) == nil)
        let many = (0...Coverage.mostGaps).map { Gap(.encrypted, page: $0 + 1) }
        #expect(Coverage(.partial, many, otherGaps: 0) == nil)
    }

    @Test(
        arguments: [
            (.skipped(.disappeared), true), (.skipped(.symbolicLink), true), (.skipped(.special(.socket)), true),
            (.skipped(.permissionDenied), false), (.partial(.disappeared), false), (.complete, false),
        ] as [(Coverage, Bool)]
    )
    func someThingsAreNoObjects(_ coverage: Coverage, _ expected: Bool) {
        #expect(coverage.isNoObject == expected)
    }

    /// Records of earlier versions hold these texts: with others, every finding would count as changed.
    @Test(
        arguments: [
            (.complete, "complete"), (.partial(.encrypted), "partial(Scanning.CoverageGap.encrypted)"),
            (.partial(.readFailed(5)), "partial(Scanning.CoverageGap.readFailed(5))"),
            (
                .partial(.unsupportedFormat("application/zip")),
                "partial(Scanning.CoverageGap.unsupportedFormat(\"application/zip\"))"
            ), (.partial(.changedWhileRead), "partial(Scanning.CoverageGap.changedWhileRead)"),
            (.skipped(.binary), "skipped(Scanning.CoverageGap.binary)"),
        ] as [(Coverage, String)]
    )
    func marksStay(_ coverage: Coverage, _ expected: String) { #expect(coverage.mark == expected) }

    /// Where only the compression is not known, people can do something about it.
    @Test func formatsWhoseCompressionIsNotKnownSayWhatToDo() {
        let packed = Gap.Reason.unsupportedFormat("application/vnd.apache.parquet; compression=brotli").summary
        #expect(packed.contains("parquet content is not unpacked, as its brotli compression is not known"))
        #expect(packed.hasSuffix("written with zstd or snappy it is read"))
        let other = Gap.Reason.unsupportedFormat("application/zip").summary
        #expect(other == "application/zip content is not unpacked; only its raw bytes were scanned")
    }
}
