import Extraction
import Findings
import Foundation
import Testing

/// Values in odd places that are real: where programs keep text and show none, where old versions of it stay, and where nobody looks.
///
/// python-docx 1.2, openpyxl 3.1, python-pptx 1.0, reportlab 5.1 with pikepdf 10.18, odfpy 1.4, pyarrow 26, fastavro 1.13, sqlite3, 7z, bsdtar
/// and Python's modules for mail and archives made the files; `places.tsv` has each value with its file and the place.
@Suite struct HiddenPlaceTests {
    private struct Place {
        var value: String
        var what: String
    }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/hidden")

    private static let places: [String: [Place]] = {
        let table = (try? String(contentsOf: folder.appending(path: "places.tsv"), encoding: .utf8)) ?? ""
        var places: [String: [Place]] = [:]
        for line in table.split(separator: "\n") {
            let cells = line.split(separator: "\t").map(String.init)
            if cells.count == 3 { places[cells[0], default: []].append(Place(value: cells[1], what: cells[2])) }
        }
        return places
    }()

    @Test(arguments: places.keys.sorted())
    func whatIsHiddenIsSeen(_ file: String) throws {
        let bytes = [UInt8](try Data(contentsOf: Self.folder.appending(path: file)))
        let text = Collector.read(bytes).pieces.map(\.text).joined()
        for place in Self.places[file] ?? [] { #expect(text.contains(place.value), "\(place.what) of \(file)") }
    }

    @Test func thereAreFilesOfAllFormats() {
        let formats = Set(Self.places.keys.map { URL(filePath: $0).pathExtension })
        #expect(
            formats.isSuperset(of: [
                "docx", "xlsx", "pptx", "odt", "rtf", "pdf", "eml", "html", "zip", "tar", "gz", "7z", "db",
            ])
        )
        #expect(Self.places.values.map(\.count).reduce(0, +) >= 500)
    }

    /// Bytes that only fill up are no text, and no reason to doubt that all was read.
    @Test func paddingIsNothing() throws {
        for (name, padding) in [("tail.zip", [0, 0, 0]), ("tail.pdf", [13, 10]), ("tail.gz", [0])]
            as [(String, [UInt8])]
        {
            let bytes = [UInt8](try Data(contentsOf: Self.folder.appending(path: name)))
            let value = try #require(Self.places[name]?.first?.value)
            let start = try #require(bytes.firstRange(of: Array(value.utf8)))
            let found = Collector.read(bytes[..<start.lowerBound] + padding)
            #expect(found.gaps == [], "\(name)")
            #expect(
                found.pieces.map(\.text) == Collector.read(Array(bytes[..<start.lowerBound])).pieces.map(\.text),
                "\(name)"
            )
        }
    }

    /// A part is read by what it is, though parts of its name hold nothing that people write.
    @Test func namesOfPartsHideNothing() {
        let members = [
            ZipMaker.Member("[Content_Types].xml", Array("<Types/>".utf8)),
            ZipMaker.Member("word/fonts/font1.odttf", Array("the seed of a font".utf8)),
            ZipMaker.Member("xl/printerSettings/printerSettings1.bin", Array("the seed of a printer".utf8)),
            ZipMaker.Member("docProps/thumbnail.jpeg", Array("the seed of a picture".utf8)),
            ZipMaker.Member("word/theme/theme1.xml", Array("<theme>the seed of a theme</theme>".utf8)),
        ]
        let text = Collector.read(ZipMaker.file(members)).pieces.map(\.text).joined(separator: "\n")
        for part in ["font", "printer", "picture", "theme"] {
            #expect(text.contains("the seed of a \(part)"), "\(part)")
        }
    }

    /// Parts as [MS-VSDX] 2.2.4.5 has them.
    @Test func commentsOfDrawingsAreComments() {
        let comments = """
            <Comments><AuthorList><AuthorEntry ID="1" Name="seed of an author"/></AuthorList><CommentList><CommentEntry \
            PageID="0" AuthorID="1">seed of a comment</CommentEntry></CommentList></Comments>
            """
        let found = Collector.read(
            ZipMaker.file([
                ZipMaker.Member("[Content_Types].xml", Array("<Types/>".utf8)),
                ZipMaker.Member("visio/document.xml", Array("<VisioDocument/>".utf8)),
                ZipMaker.Member("visio/comments.xml", Array(comments.utf8)),
            ])
        )
        let text = found.pieces.filter { $0.part == .comment }.map(\.text).joined()
        #expect(text.contains("seed of an author"))
        #expect(text.contains("CommentEntry: seed of a comment"))
    }

    @Test func charactersThatNobodySeesDoNotSplitWords() {
        let page = "<html><body><p>4111\u{200B}1111&#8203;1111\u{2060}11&shy;1\u{AD}1</p></body></html>"
        #expect(Collector.read(Array(page.utf8)).pieces.map(\.text).joined().contains("4111111111111111"))
    }

    @Test func whatLooksLikePackedLinesAndIsNoneStaysText() {
        let mail = "From: a@example.org\nSubject: x\n\nbegin 644 a.txt\nthe seed is here\nend\n"
        let found = Collector.read(Array(mail.utf8))
        #expect(found.pieces.contains { $0.text.contains("the seed is here") })
        #expect(found.gaps == [])
    }
}
