import Extraction
import Foundation
import Findings
import Testing

/// Documents that python-docx 1.2, openpyxl 3.1, XlsxWriter 3.3, python-pptx 1.0 and odfpy 1.4 made.
@Suite struct OfficeTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/documents")

    static func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: folder.appending(path: name))) }

    static func read(_ name: String) throws -> Collector { Collector.read(try bytes(name)) }

    private static func cells(_ found: Collector) -> [String] {
        found.pieces.compactMap { piece in
            guard let row = piece.place.row, let column = piece.place.column else { return nil }
            let text = piece.text.trimmingCharacters(in: .whitespacesAndNewlines)
            return text.isEmpty ? nil : "\(row):\(column) \(text)"
        }
    }

    @Test func wordDocumentsAreReadInAllTheirParts() throws {
        let found = try Self.read("python-docx.docx")
        #expect(found.gaps == [])
        let body = try #require(found.pieces.first { $0.text.contains("A seed") })
        #expect(body.part == .body)
        #expect(body.text.contains("A seed that is cut into runs.\n"))
        #expect(body.text.contains("Name\tCard\nAda\tseed of a cell\n"))
        let parts = Dictionary(grouping: found.pieces, by: \.part).mapValues { $0.map(\.text).joined() }
        #expect(parts[.header]?.contains("seed of the header") == true)
        #expect(parts[.footer]?.contains("seed of the footer") == true)
        #expect(parts[.comment]?.contains("seed of a comment") == true)
        #expect(parts[.metadata]?.contains("seed.author@acme.example") == true)
        #expect(parts[.metadata]?.contains("seed of the comments") == true)
        #expect(parts[.metadata]?.contains("Grace Example") == true)
    }

    @Test func sheetsAreTablesWithPlaces() throws {
        let found = try Self.read("openpyxl.xlsx")
        #expect(found.gaps == [])
        #expect(
            Self.cells(found) == [
                "1:1 Name", "1:2 Number", "1:3 Born", "1:4 Zip", "2:1 Ada", "2:2 5425278152008031", "2:3 17.05.1990",
                "2:4 00501", "3:1 Grace", "3:2 two lines", "3:4 803-31", "2:1 seed of a comment",
                "5:3 seed of a hidden sheet",
            ]
        )
        let sheet = found.pieces.filter { $0.part == .body }.map(\.text).joined()
        #expect(sheet.hasPrefix("Name\tNumber\tBorn\tZip\nAda\t5425278152008031\t17.05.1990\t00501\n"))
        #expect(found.pieces.first { $0.text.contains("hidden sheet") }?.part == .hidden)
        #expect(found.sheets == ["Staff", "Staff", "Staff", "Behind"])
        #expect(found.all.contains("seed of a name"))
        #expect(found.all.contains("seed of a header"))
        #expect(found.all.contains("seed of the creator"))
    }

    @Test func sharedStringsFormulasAndLinksAreRead() throws {
        let found = try Self.read("xlsxwriter.xlsx")
        #expect(found.gaps == [])
        #expect(
            Self.cells(found) == [
                "1:1 Id", "1:2 Value", "2:1 shared seed", "2:2 4111000000000000", "3:1 rich seed", "3:2 formula seed",
                "4:1 write",
                "2:2 comment seed",
            ]
        )
        #expect(found.all.contains("mailto:link.seed@acme.example"))
        #expect(found.all.contains("box seed"))
    }

    @Test func slidesHaveTheirNumbers() throws {
        let found = try Self.read("python-pptx.pptx")
        let texts = found.pieces.filter { $0.place.page != nil }
        func page(_ word: String) -> [Int?] { texts.filter { $0.text.contains(word) }.map(\.place.page) }
        // The first slide was moved to the end.
        #expect(page("title seed 2") == [1])
        #expect(page("title seed 1") == [2])
        #expect(page("note seed 2") == [1])
        #expect(texts.first { $0.text.contains("note seed") }?.part == .note)
        #expect(texts.contains { $0.text.contains("left 0\tright 0") })
    }

    @Test func openDocumentsAreRead() throws {
        let found = try Self.read("odfpy.odt")
        #expect(found.gaps == [])
        let body = found.pieces.filter { $0.part == .body }.map(\.text).joined()
        #expect(body.contains("A seed in spans   and spaces\nafter the comment\n"))
        #expect(found.pieces.first { $0.text.contains("seed of a comment") }?.part == .comment)
    }

    @Test func repeatedCellsCount() throws {
        let found = try Self.read("odfpy.ods")
        #expect(found.gaps == [])
        #expect(Self.cells(found) == ["1:1 Name", "1:2 Number", "2:1 Ada", "2:2 5425278152008031", "10:3 far seed"])
    }

    @Test(arguments: [
        "python-docx.docx", "openpyxl.xlsx", "xlsxwriter.xlsx", "python-pptx.pptx", "odfpy.odt", "odfpy.ods",
    ])
    func changedBytesDoNoHarm(_ name: String) throws {
        Collector.readChanged(try Self.bytes(name), in: 8, times: 25, seed: 7)
    }

    // MARK: Number formats

    @Test(
        arguments: [
            ("General", "5.425278152008031E15", "5425278152008031"), ("General", "1.5", "1.5"),
            ("General", "1E-2", "0.01"),
            ("00000", "501", "00501"), ("000-00-0000", "12345678", "012-34-5678"), ("#,##0.00", "1234.5", "1234.5"),
            ("dd/mm/yyyy", "33010", "17/05/1990"), ("d. mmmm yy", "33010", "17. May 90"),
            ("[$-407]yyyy\\-mm\\-dd;@", "33010", "1990-05-17"),
            ("hh:mm:ss", "0.5", "12:00:00"), ("h:mm AM/PM", "0.75", "6:00 PM"),
            ("yyyy-mm-dd hh:mm", "33010.25", "1990-05-17 06:00"),
            ("0000\" \"0000\" \"0000\" \"0000", "4242424242424242", "4242 4242 4242 4242"), ("0%", "0.5", "0.5"),
            ("dd.mm.yyyy", "-1", "-1"), ("General", "1E999999999999", "1E999999999999"), ("@", "5", "5"),
        ]
    )
    func numbersAreShownAsTheCellShowsThem(_ code: String, _ value: String, _ shown: String) {
        let styles =
            "<styleSheet><numFmts><numFmt numFmtId=\"200\" formatCode=\"\(code.replacing("\"", with: "&quot;"))\"/></numFmts>"
            + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"200\"/></cellXfs></styleSheet>"
        let found = Self.workbook(
            "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>\(value)</v></c></row>",
            and: ZipMaker.Member("xl/styles.xml", styles)
        )
        #expect(Self.cells(found) == ["1:1 \(shown)"])
    }

    @Test func truthIsShownInWords() {
        let found = Self.workbook("<row r=\"1\"><c r=\"A1\" t=\"b\"><v>1</v></c><c r=\"B1\" t=\"b\"><v>0</v></c></row>")
        #expect(Self.cells(found) == ["1:1 TRUE", "1:2 FALSE"])
    }

    /// A workbook with one sheet, `S`, of these rows.
    private static func workbook(_ rows: String, and more: ZipMaker.Member...) -> Collector {
        Collector.read(
            ZipMaker.file(
                [
                    ZipMaker.Member("[Content_Types].xml", "<Types/>"),
                    ZipMaker.Member(
                        "xl/workbook.xml",
                        "<workbook><sheets><sheet name=\"S\" r:id=\"r1\"/></sheets></workbook>"
                    ),
                    ZipMaker.Member(
                        "xl/_rels/workbook.xml.rels",
                        "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/s.xml\"/></Relationships>"
                    ),
                ] + more + [ZipMaker.Member("xl/worksheets/s.xml", "<worksheet>\(rows)</worksheet>")]
            )
        )
    }

    // MARK: Word

    private static func word(_ body: String) -> Collector {
        Collector.read(
            ZipMaker.file([
                ZipMaker.Member("[Content_Types].xml", "<Types/>"),
                ZipMaker.Member("word/document.xml", "<w:document><w:body>\(body)</w:body></w:document>"),
            ])
        )
    }

    @Test func whatWasDeletedDoesNotSplitWhatStands() {
        let found = Self.word(
            "<w:p><w:r><w:t>be</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:t>fore</w:t></w:r></w:p>"
        )
        #expect(found.pieces.map { "\($0.part) \($0.text)" } == ["body before\n", "deleted gone\n"])
    }

    @Test func alternativesAreReadOnce() {
        let box = "<w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent>"
        let old =
            "<w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p><w:p><w:r><w:t>old</w:t></w:r></w:p></w:txbxContent>"
        let found = Self.word(
            "<w:p><w:r><w:t>out</w:t></w:r><w:r><mc:AlternateContent><mc:Choice>\(box)</mc:Choice><mc:Fallback>\(old)</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>side</w:t></w:r></w:p>"
        )
        #expect(found.all == "outside\nbox\nold\n")
    }

    @Test func anAlternativeWithoutTextTakesNothingAway() {
        let box = "<w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent>"
        let found = Self.word(
            "<w:p><mc:AlternateContent><mc:Choice>\(box)</mc:Choice><mc:Fallback><v:imagedata/></mc:Fallback></mc:AlternateContent></w:p>"
        )
        #expect(found.all.contains("box\n"))
    }

    // MARK: XML

    @Test func entitiesHideNothingAndGrowNothing() {
        let laughs = (1..<30).map { "<!ENTITY l\($0) \"\(String(repeating: "&l\($0 - 1);", count: 10))\">" }.joined()
        let file = ZipMaker.file([
            ZipMaker.Member("[Content_Types].xml", "<Types/>"),
            ZipMaker.Member(
                "word/document.xml",
                "<!DOCTYPE d [<!ENTITY l0 \"the seed\">\(laughs)]><w:document><w:p><w:r><w:t>&l29;&#x41;</w:t></w:r></w:p></w:document>"
            ),
        ])
        let found = Collector.read(file)
        #expect(found.all.contains("the seed"))
        #expect(found.all.contains("&l29;A\n"))
        #expect(found.byteCount < 10_000)
    }

    @Test func deepNestingIsRead() {
        let depth = 100_000
        let body =
            String(repeating: "<a>", count: depth) + "<w:p><w:r><w:t>deep</w:t></w:r></w:p>"
            + String(repeating: "</a>", count: depth)
        #expect(Self.word(body).all == "deep\n")
    }

    @Test func farCellsMakeNoRoom() {
        let found = Self.workbook(
            (1...200).map { "<row r=\"\($0)\"><c r=\"A\($0)\"><v>1</v></c><c r=\"XFD\($0)\"><v>2</v></c></row>" }
                .joined()
        )
        #expect(found.byteCount < 300_000)
        #expect(Self.cells(found).last == "200:16384 2")
    }
}
