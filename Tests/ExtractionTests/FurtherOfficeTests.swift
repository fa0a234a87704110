import Extraction
import Findings
import Testing

/// Binary workbooks, books and drawings: EbookLib 0.20 made the book; the workbook was written by its specification, and LibreOffice
/// 7.4 and pyxlsb 1.0 read the same in it.
@Suite struct FurtherOfficeTests {
    private static func text(_ found: Collector, _ part: TextOrigin.Part) -> String {
        found.pieces.filter { $0.part == part }.map(\.text).joined()
    }

    @Test func binaryWorkbooksAreTablesWithPlaces() throws {
        let found = try OfficeTests.read("biff12.xlsb")
        #expect(found.gaps == [])
        let cells = found.pieces.compactMap { piece in
            piece.place.row.map {
                "\($0):\(piece.place.column ?? 0) \(piece.part) \(piece.text.filter { $0 != "\t" && $0 != "\n" })"
            }
        }
        #expect(
            cells == [
                "1:1 body Name", "1:2 body Number", "1:4 body Zip", "1:5 body Born", "2:1 body Ada Grüße €",
                "2:2 body 5425278152008031", "2:4 body 00501", "2:5 body 17.05.1990",
                "4:1 body seed of a formula seed in quotes ", "4:2 body 1.5", "4:3 body seed shared",
                "2:1 comment seed of a comment", "5:3 hidden seed of a hidden sheet",
            ]
        )
        #expect(found.sheets.first == "Staff")
        #expect(found.sheets.last == "Behind")
        let hidden = Self.text(found, .hidden)
        #expect(hidden.contains("Rate: seed of a name"))
        #expect(hidden.contains("seed of a header"))
        let links = Self.text(found, .link)
        for seed in ["seed location", "seed tooltip", "seed display", "https://seed.example/x"] {
            #expect(links.contains(seed), "\(seed)")
        }
        #expect(Self.text(found, .metadata).contains("Grace Example"))
    }

    /// XlsxWriter 3 and xlwt 1.3 wrote the codes for fonts, sizes and colours right before the words.
    @Test(arguments: ["xlsxwriter-header.xlsx", "xlwt-header.xls"])
    func headersOfSheetsComeWithoutTheirCodes(_ name: String) throws {
        let found = try OfficeTests.read(name)
        #expect(found.gaps == [])
        let expected = "Accounts \nDE89370400440532013000\nSmith & Sons 4 of \n4242 4242 4242 4242"
        #expect(found.pieces.contains { $0.text.contains(expected.prefix(50)) }, "\(found.all)")
        #expect(found.all.contains("4242 4242 4242 4242"))
        #expect(!found.all.contains("&C") && !found.all.contains("Arial,Bold"))
    }

    @Test func namesOfPropertiesStandBeforeTheirValues() throws {
        let found = try OfficeTests.read("xlsxwriter-properties.xlsx")
        #expect(found.gaps == [])
        let metadata = Self.text(found, .metadata)
        #expect(metadata.contains("card number: 4242424242424242\n"))
        #expect(!metadata.contains("fmtid"))
        #expect(found.all.contains("seed of a button"))
        let sheet = try OfficeTests.read("odfpy-list.ods")
        #expect(Self.text(sheet, .metadata).contains("card number: 4242424242424242\n"))
        #expect(Self.text(sheet, .hidden).contains("seed of a list"))
    }

    /// What no part of a document refers to is read as what it is, whatever it is called.
    @Test func partsThatNothingRefersToAreRead() {
        let found = Collector.read(
            ZipMaker.file([
                ZipMaker.Member("[Content_Types].xml", "<Types/>"), ZipMaker.Member("word/document.xml", "<document/>"),
                ZipMaker.Member("docProps/thumbnail.txt", "the seed behind a name"),
            ])
        )
        #expect(found.texts == ["docProps/thumbnail.txt: the seed behind a name"])
    }

    @Test func recordsThatLieAreGaps() {
        let start = [
            ZipMaker.Member("[Content_Types].xml", "<Types/>"), ZipMaker.Member("xl/workbook.bin", [0x83, 1, 0]),
        ]
        for bytes in [[0x83], [0x83, 1], [0x13, 0xFF, 0xFF, 0xFF, 0x7F], [0x13, 0xFF, 0xFF]] as [[UInt8]] {
            let found = Collector.read(ZipMaker.file(start + [ZipMaker.Member("xl/tables/table1.bin", bytes)]))
            #expect(found.gaps == [": malformed"])
        }
        // A string that claims to be longer than its record.
        let long = ZipMaker.Member(
            "xl/tables/table1.bin",
            [0x13, 17, 0, 0xFE, 0xFF, 0xFF, 0xFF] + Array("s\0e\0e\0d\0o\0k\0".utf8)
        )
        #expect(Collector.read(ZipMaker.file(start + [long])).all.contains("seedok"))
    }

    @Test func booksAreReadChapterByChapter() throws {
        let found = try OfficeTests.read("ebooklib.epub")
        #expect(found.gaps == [])
        let metadata = Self.text(found, .metadata)
        for seed in ["seed of the title", "Ada Example", "seed of a description"] {
            #expect(metadata.contains(seed), "\(seed)")
        }
        let chapters = found.pieces.filter { $0.trail.hasSuffix(".xhtml") && !$0.trail.hasSuffix("nav.xhtml") }
        #expect(chapters.first?.trail == "EPUB/b.xhtml")
        #expect(chapters.last?.trail == "EPUB/a.xhtml")
        #expect(found.all.contains("seed of chapter one"))
        #expect(found.all.contains("seed of a comment"))
    }

    @Test func chaptersThatAreEncryptedAreGaps() {
        let found = Collector.read(
            ZipMaker.file([
                ZipMaker.Member("mimetype", "application/epub+zip"),
                ZipMaker.Member("META-INF/container.xml", #"<container><rootfile full-path="o/c.opf"/></container>"#),
                ZipMaker.Member(
                    "META-INF/encryption.xml",
                    #"<e><EncryptedData><EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/>"#
                        + #"<CipherReference URI="o/a%20b.xhtml"/></EncryptedData></e>"#
                ),
                ZipMaker.Member(
                    "o/c.opf",
                    #"<package><manifest><item id="a" href="a%20b.xhtml"/></manifest><spine><itemref idref="a"/></spine></package>"#
                ),
                ZipMaker.Member("o/a b.xhtml", "\u{1}\u{2}"),
            ])
        )
        #expect(found.gaps == ["o/a b.xhtml: encrypted"])
    }

    @Test func drawingsAreReadPageByPage() {
        let page = """
            <PageContents><Shapes><Shape><Cell N="PinX" V="4.2512345"/><Section N="Property"><Row N="Row_1">
            <Cell N="Label" V="Case"/><Cell N="Value" V="seed of a property"/></Row></Section>
            <Section N="Hyperlink"><Row><Cell N="Address" V="https://seed.example/"/></Row></Section>
            <Text><cp IX="0"/>seed of <cp IX="1"/>a shape
            </Text></Shape></Shapes></PageContents>
            """
        let found = Collector.read(
            ZipMaker.file([
                ZipMaker.Member("[Content_Types].xml", "<Types/>"), ZipMaker.Member("visio/pages/page2.xml", page),
                ZipMaker.Member("visio/document.xml", #"<VisioDocument><StyleSheet Name="unseen"/></VisioDocument>"#),
            ])
        )
        #expect(found.gaps == [])
        #expect(Self.text(found, .body) == "seed of a shape\n")
        #expect(found.pieces.first { $0.part == .body }?.place.page == 2)
        #expect(Self.text(found, .hidden) == "Case: seed of a property\n")
        #expect(Self.text(found, .link) == "https://seed.example/\n")
        #expect(!found.all.contains("4.25") && !found.all.contains("unseen"))
    }

    @Test func whatNobodyReadsOfADocumentIsAGap() {
        let found = Collector.read(
            ZipMaker.file([
                ZipMaker.Member("Index/Document.iwa", [0, 4, 0, 0, 1, 2, 3, 4]), ZipMaker.Member("preview.txt", "seed"),
            ])
        )
        #expect(found.gaps.first == ": unsupported-format")
        #expect(found.texts.contains("preview.txt: seed"))
    }

    @Test func pagesThatAreOnlyDrawnAreRead() {
        let page = """
            <FixedPage><Canvas><Glyphs OriginX="9" OriginY="20" UnicodeString="{}{seed"/>
            <Glyphs OriginX="40" OriginY="20" UnicodeString="of a line" FixedPage.NavigateUri="https://seed.example/"/>
            <Glyphs OriginY="35" UnicodeString="another &amp;c"/></Canvas></FixedPage>
            """
        let units = page.utf16.flatMap { ZipMaker.number(Int($0), 2) }
        let found = Collector.read(
            ZipMaker.file([
                ZipMaker.Member("[Content_Types].xml", "<Types/>"),
                ZipMaker.Member("Documents/1/Pages/3.fpage", [0xFF, 0xFE] + units),
            ])
        )
        #expect(found.gaps == [])
        #expect(Self.text(found, .body) == "{seed of a line\nanother &c\n")
        #expect(found.pieces.first?.place.page == 3)
        #expect(Self.text(found, .link) == "https://seed.example/\n")
    }

    @Test func textsOfObjectsAreRead() {
        func field(_ number: UInt8, _ bytes: [UInt8]) -> [UInt8] { [number << 3 | 2, UInt8(bytes.count)] + bytes }
        let message = field(1, [8, 5] + field(3, Array("seed of a körper".utf8))) + [16, 7]
        let description = [8, 1] + field(2, [8, 2, 24, UInt8(message.count)])
        let objects = [UInt8(description.count)] + description + message
        // A block of one stretch as it is.
        let block = [UInt8(objects.count), UInt8(objects.count - 1) << 2] + objects
        let archive = [0] + ZipMaker.number(block.count, 3) + block
        let found = Collector.read(ZipMaker.file([ZipMaker.Member("Index/Document.iwa", archive)]))
        #expect(found.gaps == [": unsupported-format"])
        #expect(found.all.contains("seed of a körper\n"))
        Collector.readChanged(archive, in: 4, times: 100, seed: 3)
        for end in 1..<archive.count {
            let cut = Collector.read(ZipMaker.file([ZipMaker.Member("Index/Document.iwa", Array(archive[..<end]))]))
            #expect(cut.gaps.first == ": unsupported-format")
        }
    }

    @Test func partsMayBeCalledAnything() {
        let rels = { (type: String, target: String) in
            "<Relationships><Relationship Id=\"r1\" Type=\"http://x/\(type)\" Target=\"\(target)\"/></Relationships>"
        }
        let found = Collector.read(
            ZipMaker.file([
                ZipMaker.Member("[Content_Types].xml", "<Types/>"),
                ZipMaker.Member("_rels/.rels", rels("officeDocument", "xl/book7.xml")),
                ZipMaker.Member("xl/book7.xml", #"<workbook><sheets><sheet name="S" r:id="r1"/></sheets></workbook>"#),
                ZipMaker.Member("xl/_rels/book7.xml.rels", rels("worksheet", "s/one.xml")),
                ZipMaker.Member(
                    "xl/s/one.xml",
                    #"<worksheet><row r="3"><c r="B3" t="inlineStr"><is><t>seed</t></is></c></row></worksheet>"#
                ),
            ])
        )
        let cell = found.pieces.first { $0.text.contains("seed") }
        #expect((cell?.place.row, cell?.place.column) == (3, 2))
        #expect(found.sheets == ["S"])
    }

    /// Each place in which people can write, and which programs show seldom or never.
    @Test(
        arguments: [
            (#"<w:bookmarkStart w:name="seed"/>"#, TextOrigin.Part.hidden),
            (#"<w:fldSimple w:instr="DOCPROPERTY seed"/>"#, .link),
            (#"<w:sdt><w:listItem w:displayText="a" w:value="seed"/></w:sdt>"#, .hidden),
            (#"<w:tblPr><w:tblDescription w:val="seed"/></w:tblPr>"#, .hidden),
            (#"<v:textpath string="seed"/>"#, .hidden), (#"<w:customXml w:element="seed"/>"#, .hidden),
            (#"<w:rPrChange w:author="seed"/>"#, .metadata),
            (#"<w:moveFrom w:author="seed"><w:r><w:t>x</w:t></w:r></w:moveFrom>"#, .metadata),
            (#"<w:moveFrom><w:r><w:t>seed</w:t></w:r></w:moveFrom>"#, .deleted),
            (
                #"<w:ruby><w:rt><w:r><w:t>seed</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>b</w:t></w:r></w:rubyBase></w:ruby>"#,
                .hidden
            ),
        ]
    )
    func whatDocumentsHoldBesideTheirTextIsRead(_ xml: String, _ part: TextOrigin.Part) {
        let found = Collector.read(
            ZipMaker.file([
                ZipMaker.Member("[Content_Types].xml", "<Types/>"),
                ZipMaker.Member(
                    "word/document.xml",
                    "<w:document><w:body><w:p><w:r><w:t>one</w:t></w:r>\(xml)<w:r><w:t>word</w:t></w:r></w:p></w:body></w:document>"
                ),
            ])
        )
        #expect(Self.text(found, part).contains("seed"))
        // It does not stand in the word around it.
        let body = Self.text(found, .body)
        #expect(body == "oneword\n" || body == "onebword\n")
    }

    @Test(
        arguments: [
            #"<scenarios><scenario name="s" comment="seed"/></scenarios>"#, #"<filter val="seed"/>"#,
            #"<cfRule text="seed"><formula>1</formula></cfRule>"#,
            "<cfRule><formula>&quot;seed&quot;</formula></cfRule>",
            "<extLst><ext><xm:f>&quot;seed&quot;</xm:f></ext></extLst>",
        ]
    )
    func whatSheetsHoldBesideTheirCellsIsRead(_ xml: String) {
        let found = Collector.read(
            ZipMaker.file([
                ZipMaker.Member("[Content_Types].xml", "<Types/>"),
                ZipMaker.Member(
                    "xl/workbook.xml",
                    #"<workbook><sheets><sheet name="S" r:id="r1"/></sheets></workbook>"#
                ),
                ZipMaker.Member(
                    "xl/_rels/workbook.xml.rels",
                    #"<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/a.xml"/></Relationships>"#
                ),
                ZipMaker.Member(
                    "xl/worksheets/a.xml",
                    #"<worksheet><row r="1"><c r="A1"><v>1</v></c></row>\#(xml)</worksheet>"#
                ),
                ZipMaker.Member(
                    "xl/styles.xml",
                    #"<styleSheet><numFmt numFmtId="164" formatCode="&quot;shown with it&quot;0"/></styleSheet>"#
                ),
            ])
        )
        #expect(Self.text(found, .hidden).contains("seed"))
        #expect(Self.text(found, .hidden).contains("shown with it"))
    }

    @Test func aStringThatManyCellsShowEndsTheReading() {
        var limits = ExtractionLimits()
        limits.expandedBytes = 1 << 20
        let cells = String(repeating: #"<c t="s"><v>0</v></c>"#, count: 2000)
        let file = ZipMaker.file([
            ZipMaker.Member("[Content_Types].xml", "<Types/>"),
            ZipMaker.Member("xl/workbook.xml", #"<workbook><sheets><sheet name="S" r:id="r1"/></sheets></workbook>"#),
            ZipMaker.Member(
                "xl/_rels/workbook.xml.rels",
                #"<Relationships><Relationship Id="r1" Type="x/worksheet" Target="a.xml"/></Relationships>"#
            ),
            ZipMaker.Member(
                "xl/sharedStrings.xml",
                "<sst><si><t>\(String(repeating: "x", count: 10_000))</t></si></sst>"
            ),
            ZipMaker.Member("xl/a.xml", "<worksheet><row>\(cells)</row></worksheet>"),
        ])
        let found = Collector.read(file, limits)
        #expect(found.gaps == [": expansion-limit"])
        #expect(found.byteCount < 2 << 20)
    }
}
