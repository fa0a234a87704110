import Findings
import Foundation
import Identifiers
import POSIX
import Terminal
import Testing

@testable import FindingDocuments
@testable import Reporting

/// Where things lie in documents and containers, in every format.
@Suite struct LocationTests {
    /// An occurrence at a place that `body` describes further.
    private static func occurrence(_ body: (inout Location) -> Void) -> Occurrence {
        var occurrence = Samples.occurrence(line: 3)
        body(&occurrence.location)
        return occurrence
    }

    private static func finding(_ occurrences: [Occurrence], _ coverage: Coverage = .complete) -> String {
        var report = Samples.report([Samples.detection(at: occurrences)])
        report.coverage = coverage
        var formatter = FindingReport(Samples.context)
        formatter.add(report)
        return formatter.text
    }

    /// People look for a cell by what their spreadsheet calls it, and for text by its line.
    @Test func placesAreShownAsPeopleLookForThem() {
        var place = Location(line: 3, column: 12, endLine: 3, endColumn: 20, range: 0..<8)
        #expect(place.shown == "3:12")
        place.page = 7
        #expect(place.shown == "page 7, 3:12")
        place.page = nil
        place.cell = Cell(column: 3, columnName: "iban", row: 5)
        #expect(place.shown == "3:12")
        place.cell?.reference = "Sheet2!C5"
        place.trail = Trail([Array("z.zip".utf8), Array("b.xlsx".utf8)])
        #expect(place.shown == "z.zip!b.xlsx Sheet2!C5")
    }

    /// Macie has one list for each kind of place; nothing is in two of them.
    ///
    /// A path without a record, as XML and YAML have it, is
    /// said beside the place in the text.
    @Test func eachPlaceIsInTheListOfItsKind() {
        let text = Self.finding([
            Self.occurrence { $0.page = 7 },
            Self.occurrence { ($0.record, $0.jsonPath) = (2, "$.a[0]") },
            Self.occurrence { $0.jsonPath = "$.b" },
            Self.occurrence {
                $0.page = 1
                $0.cell = Cell(column: 3, columnName: nil, row: 5, reference: "Sheet2!C5")
            },
            Self.occurrence { _ in },
        ])
        #expect(
            text.contains(
                """
                "occurrences":{"lineRanges":[{"start":3,"end":3,"startColumn":12},{"start":3,"end":3,"startColumn":12}],\
                "cells":[{"row":5,"column":3,"columnName":null,"cellReference":"Sheet2!C5"}],\
                "records":[{"recordIndex":2,"jsonPath":"$.a[0]"}],\
                "pages":[{"pageNumber":7,"lineRange":null,"offsetRange":null}],"offsetRanges":null}
                """
            )
        )
    }

    @Test func aMatchNamesItsMemberPageAndPath() {
        var report = MatchReport()
        let occurrence = Self.occurrence {
            $0.trail = Trail([Array("outer.zip".utf8), Array("in/b\u{FF}".utf8) + [0xFF]])
            ($0.page, $0.jsonPath) = (4, "$.a")
        }
        report.add(Samples.detection(at: [occurrence]), in: Array("a".utf8))
        #expect(report.text.contains("\"member\":\"outer.zip!in/b\u{FF}\u{FFFD}\",\"type\""))
        #expect(report.text.contains(#""page":4,"jsonPath":"$.a","masked""#))
    }

    /// Offsets into a member are none into the file.
    @Test func sarifSaysInWordsWhatItHasNoMembersFor() {
        var report = SARIFReport(Samples.context, Samples.identifiers)
        let occurrence = Self.occurrence {
            ($0.trail, $0.page) = (Trail([Array("m".utf8)]), 2)
            ($0.record, $0.jsonPath) = (0, "$.a")
        }
        report.add(Samples.report([Samples.detection(at: [occurrence])]))
        #expect(report.text.contains(#""logicalLocations":[{"fullyQualifiedName":"m, page 2, record 0, $.a"}]"#))
        #expect(!report.text.contains("byteOffset"))
    }

    @Test func textSaysInWhichMemberAndPage() {
        var report = TextReport(Style(isColored: false))
        let occurrence = Self.occurrence {
            ($0.trail, $0.page) = (Trail([Array("m\u{1B}".utf8)]), 2)
        }
        report.add(Samples.report([Samples.detection(at: [occurrence])]))
        #expect(report.text.contains(#"  m\x1b page 2, 3:12  42****"#))
    }

    /// One gap of the whole object is all in `status`; more are named one by one.
    @Test func allGapsAreNamed() {
        #expect(!Self.finding([Self.occurrence { _ in }]).contains("\"gaps\""))
        #expect(!Self.finding([Self.occurrence { _ in }], .partial(.timeLimit)).contains("\"gaps\""))
        var coverage = Coverage.partial(.limitReached)
        coverage.add(Gap(.encrypted, in: Trail([Array("a.zip".utf8), Array("b".utf8)])))
        coverage.add(Gap(.limitReached, in: Trail([Array("c.pdf".utf8)]), page: 9))
        let text = Self.finding([Self.occurrence { _ in }], coverage)
        #expect(text.contains(#""status":{"code":"PARTIAL","reason":"TIME_CUT_OFF_REACHED"}"#))
        #expect(
            text.contains(
                """
                "status":"limit-reached","gaps":[\
                {"member":null,"page":null,"reason":"limit-reached","detail":"a pattern reached its limit"},\
                {"member":"c.pdf","page":9,"reason":"limit-reached","detail":"a pattern reached its limit"},\
                {"member":"a.zip!b","page":null,"reason":"encrypted","detail":"its content is encrypted"}],"detections"
                """
            )
        )
        #expect((try? JSONSerialization.jsonObject(with: Data(text.utf8))) != nil)
    }

    @Test func gapsThatAreNotNamedAreCounted() {
        var coverage = Coverage.complete
        for page in 1...Coverage.mostGaps + 3 { coverage.add(Gap(.limitReached, page: page)) }
        #expect(Self.finding([Self.occurrence { _ in }], coverage).contains(#"],"otherGaps":3,"detections""#))
    }

    /// What others are told of a finding beyond what is kept: whether it is new.
    @Test(
        arguments: [
            (nil, #""local":{"path":"#), (.new, #""local":{"state":"new","path":"#),
            (.changed(replacing: "0f"), #""local":{"state":"changed","replaces":"0f","path":"#),
        ] as [(Finding.Novelty?, String)]
    )
    func aFindingSaysWhetherItIsNew(_ novelty: Finding.Novelty?, _ expected: String) throws {
        var maker = FindingMaker(Samples.context)
        let report = Samples.report([Samples.detection(at: [Self.occurrence { _ in }])])
        let made = maker.finding(of: report)
        var finding = try #require(made)
        finding.novelty = novelty
        #expect(FindingWriter.text(finding).contains(expected))
        (finding.isArchived, finding.isSample) = (true, true)
        #expect(FindingWriter.text(finding).contains(#""sample":true,"archived":true,"#))
    }

    /// What a finding takes is known well enough before it is written.
    @Test(arguments: [0, 1, 15, 1000]) func theSizeOfAFindingIsKnownAbout(_ count: Int) throws {
        var maker = FindingMaker(Samples.context)
        let occurrences = (0..<count).map { Samples.occurrence(line: $0 + 1) }
        let result = maker.result(of: Samples.report([Samples.detection(count: max(count, 1), at: occurrences)]))
        let record = try #require(FindingRecord(result, showing: FindingWriter.locatedOccurrences))
        #expect(record.finding.object?.detections.first?.occurrences.count == min(count, 15))
        let size = FindingWriter.text(record.finding).utf8.count
        #expect((size / 2...size * 2).contains(record.textSize), "\(size), \(record.textSize)")
        // What is shown does not depend on what is kept.
        #expect(FindingWriter.text(record.finding) == FindingWriter.text(result))
    }
}
