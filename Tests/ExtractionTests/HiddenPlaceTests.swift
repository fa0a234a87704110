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

    /// Programs that keep no count of their strings leave those of deleted cells behind.
    @Test func stringsThatNoCellShowsAreHidden() {
        let strings =
            "<sst><si><t>shown</t></si><si><t>left behind</t></si><si><r><t>in </t></r><r><t>runs</t></r></si></sst>"
        let cells = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>"
        let found = Collector.read(
            ZipMaker.file([
                ZipMaker.Member("[Content_Types].xml", "<Types/>"),
                ZipMaker.Member(
                    "xl/workbook.xml",
                    "<workbook><sheets><sheet name=\"S\" r:id=\"r1\"/></sheets></workbook>"
                ),
                ZipMaker.Member(
                    "xl/_rels/workbook.xml.rels",
                    "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"worksheets/s.xml\"/></Relationships>"
                ),
                ZipMaker.Member("xl/sharedStrings.xml", strings),
                ZipMaker.Member("xl/worksheets/s.xml", "<worksheet><sheetData>\(cells)</sheetData></worksheet>"),
            ])
        )
        #expect(found.pieces.map(\.text) == ["shown\n", "left behind\nin runs\n"])
        #expect(found.pieces.map(\.part) == [.body, .hidden])
    }

    /// Documents may be in the character set that they state, and say something to other programs.
    @Test func xmlIsReadInTheCharacterSetThatItStates() {
        func document(_ encoding: String, _ text: [UInt8]) -> Collector {
            let start = "<?xml version=\"1.0\" encoding=\"\(encoding)\"?><w:document><w:body><w:p><w:r><w:t>"
            return Collector.read(
                ZipMaker.file([
                    ZipMaker.Member("[Content_Types].xml", "<Types/>"),
                    ZipMaker.Member(
                        "word/document.xml",
                        Array(start.utf8) + text + Array("</w:t></w:r></w:p></w:body></w:document>".utf8)
                    ),
                ])
            )
        }
        #expect(document("ISO-8859-1", [0x47, 0x72, 0xFC, 0xDF, 0x65]).all == "Grüße\n")
        #expect(document("windows-1251", [0xC8, 0xE2, 0xE0, 0xED]).all == "Иван\n")
        #expect(document("Shift_JIS", [0x93, 0xFA, 0x96, 0x7B]).all == "日本\n")
        // What is UTF-8 is read as such, whatever it states.
        for encoding in ["UTF-8", "ISO-8859-1", "nonsense"] {
            #expect(document(encoding, Array("Grüße".utf8)).all == "Grüße\n")
        }
    }

    @Test(arguments: ["word/document.xml", "word/styles.xml", "customXml/item1.xml"])
    func instructionsForOtherProgramsAreHiddenText(_ path: String) {
        let text =
            "<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?><a><?note the seed of a note?></a>"
        let found = Collector.read(
            ZipMaker.file([ZipMaker.Member("[Content_Types].xml", "<Types/>"), ZipMaker.Member(path, text)])
        )
        #expect(found.all.contains("the seed of a note"))
        #expect(!found.all.contains("mso-application") && !found.all.contains("version"))
    }
}
