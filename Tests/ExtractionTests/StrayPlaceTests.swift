import Extraction
import Findings
import Foundation
import Testing

/// Values where formats have nothing to say, and where programs that write them or people who hide something put them all the same.
@Suite struct StrayPlaceTests {
    private static func package(_ members: KeyValuePairs<String, String>) -> Collector {
        Collector.read(
            ZipMaker.file(
                [ZipMaker.Member("[Content_Types].xml", "<Types/>")] + members.map { ZipMaker.Member($0.key, $0.value) }
            )
        )
    }

    private static func workbook(_ sheet: String) -> Collector {
        package([
            "xl/workbook.xml": "<workbook><sheets><sheet name=\"S\" r:id=\"r1\"/></sheets></workbook>",
            "xl/_rels/workbook.xml.rels":
                "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"worksheets/s.xml\"/></Relationships>",
            "xl/worksheets/s.xml": "<worksheet xmlns:z=\"urn:z\"><sheetData>\(sheet)</sheetData></worksheet>",
        ])
    }

    @Test(
        arguments: [
            "<row r=\"1\" z:note=\"the seed\"><c r=\"A1\"><v>1</v></c></row>",
            "<row z:note=\"the seed\" r=\"1\"><c r=\"A1\"><v>1</v></c></row>",
            "<row r=\"1\" note=\"the seed 4771 1179\"><c r=\"A1\"><v>1</v></c></row>",
            "<row r=\"1\"><c r=\"A1\" z:n=\"the seed\"><v>1</v></c></row>",
            "<row r=\"1\"><c z:n='the seed' r=\"A1\" t=\"b\"><v>1</v></c></row>",
            "<row r=\"1\"><c r=\"A1\"><v z:n=\"the seed\">1</v></c></row>",
            "<row r=\"1\"><c r=\"A1\"><!-- the seed --><v>1</v></c></row>",
            "<row r=\"1\"><c r=\"A1\"><v>1</v></c><other of=\"the seed\"/></row>",
        ]
    )
    func attributesOfRowsAndCellsAreSeen(_ sheet: String) {
        let found = Self.workbook(sheet)
        #expect(found.pieces.contains { $0.part == .hidden && $0.text.contains("the seed") })
        #expect(
            found.pieces.contains { $0.part == .body && $0.text.contains(sheet.contains("t=\"b\"") ? "TRUE" : "1") }
        )
    }

    /// What formats themselves put into attributes is nothing.
    @Test func usualAttributesAreNothing() {
        let sheet = """
            <row r="1" spans="1:12" ht="15.75" customHeight="1" x14ac:dyDescent="0.25"><c r="A1" s="0" cm="1"><v>1</v></c></row>
            """
        #expect(Self.workbook(sheet).pieces.map(\.part) == [.body])
        let paragraph = """
            <w:p w14:paraId="4F81BD00" w:rsidR="00CB0664" w:rsidRDefault="00FC693F"><w:pPr><w:pStyle w:val="Heading1"/><w:rFonts \
            w:ascii="Times New Roman"/></w:pPr><w:r><w:t>shown</w:t></w:r></w:p>
            """
        #expect(
            Self.package(["word/document.xml": "<w:document>\(paragraph)</w:document>"]).pieces.map(\.part) == [.body]
        )
        let text = """
            <text:p text:style-name="Text_20_body_20_1" xml:id="list212828101465676"><draw:frame svg:width="12.345cm" \
            fo:border="0.99pt solid #4f81bd">shown</draw:frame></text:p>
            """
        #expect(Self.openDocument("<office:text>\(text)</office:text>").pieces.map(\.part) == [.body])
    }

    private static func openDocument(_ body: String) -> Collector {
        Collector.read(
            ZipMaker.file([
                ZipMaker.Member("mimetype", Array("application/vnd.oasis.opendocument.text".utf8)),
                ZipMaker.Member("META-INF/manifest.xml", "<manifest/>"),
                ZipMaker.Member(
                    "content.xml",
                    "<office:document-content><office:body>\(body)</office:body></office:document-content>"
                ),
            ])
        )
    }

    @Test(
        arguments: [
            "<w:p z:a=\"the seed\"><w:r><w:t>x</w:t></w:r></w:p>",
            "<w:p><w:r z:a=\"the seed\"><w:t>x</w:t></w:r></w:p>",
            "<w:p><w:r><w:t w:unknown=\"the seed 1\">x</w:t></w:r></w:p>",
            "<w:p><z:e z:f=\"the seed\"/></w:p>",
            "<w:p><w:hyperlink w:docLocation=\"the seed\"><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>",
            "<w:sdt><w:sdtPr><w:dropDownList w:lastValue=\"the seed\"/></w:sdtPr></w:sdt>",
        ]
    )
    func attributesOfParagraphsAreSeen(_ body: String) {
        let found = Self.package(["word/document.xml": "<w:document><w:body>\(body)</w:body></w:document>"])
        #expect(found.all.components(separatedBy: "the seed").count == 2)
    }

    @Test(
        arguments: [
            "<text:p z:a=\"the seed\">x</text:p>",
            "<draw:area-rectangle xlink:href=\"http://the seed/\"/>",
            "<table:database-source-sql table:sql-statement=\"select the seed\"/>",
            "<text:drop-down><text:label text:value=\"the seed\"/></text:drop-down>",
            "<style:map style:condition=\"cell-content()=&quot;the seed&quot;\"/>",
            // A cell may have a text that it stores and none that it shows, or another one.
            "<table:table><table:table-row><table:table-cell office:value-type=\"string\" office:string-value=\"the seed\"/>"
                + "</table:table-row></table:table>",
            "<table:table><table:table-row><table:table-cell office:value-type=\"string\" office:string-value=\"the seed\">"
                + "<text:p>x</text:p></table:table-cell></table:table-row></table:table>",
            "<table:table><table:table-row><table:table-cell office:value-type=\"string\" office:string-value=\"the seed\">"
                + "<text:p>the seed</text:p></table:table-cell></table:table-row></table:table>",
        ]
    )
    func attributesOfOpenDocumentsAreSeenOnce(_ body: String) {
        #expect(Self.openDocument(body).all.components(separatedBy: "the seed").count == 2)
    }

    // MARK: PDF

    private static func pdf(_ edit: (String) -> String) -> Collector {
        let content = "BT /F1 9 Tf 50 50 Td (on the page) Tj ET"
        let file = """
            %PDF-1.7
            %\u{e2}\u{e3}\u{cf}\u{d3}
            1 0 obj
            << /Type /Catalog /Pages 2 0 R >>
            endobj
            2 0 obj
            << /Type /Pages /Kids [3 0 R] /Count 1 >>
            endobj
            3 0 obj
            << /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>
            endobj
            4 0 obj
            << /Length \(content.utf8.count) >> stream
            \(content)
            endstream
            endobj
            5 0 obj
            << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>
            endobj
            trailer << /Root 1 0 R /Size 6 >>
            startxref
            0
            %%EOF

            """
        return Collector.read(edit(file).unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) })
    }

    @Test func marksOfFilesAreNoText() {
        let found = Self.pdf { $0 }
        #expect(found.pieces.map(\.text) == ["on the page\n"])
        #expect(found.gaps == [])
    }

    @Test(
        arguments: [
            ("1 0 obj", "% the seed\n1 0 obj"), ("<< /Type /Catalog", "<< % the seed\n/Type /Catalog"),
            ("\n3 0 obj", "\n(the seed)\n3 0 obj"), ("endobj\ntrailer", "endobj\nthe seed\ntrailer"),
            ("startxref", "%the seed\nstartxref"), ("endstream", "endstream % the seed"),
            ("trailer <<", "trailer << /Note /an%20address@the%20seed"),
        ]
    )
    func whatStandsBetweenObjectsIsSeen(_ place: String, _ replacement: String) {
        let found = Self.pdf { $0.replacing(place, with: replacement, maxReplacements: 1) }
        #expect(found.all.contains("the seed") || found.all.contains("@the"))
        #expect(found.all.contains("on the page"))
    }

    /// Viewers look for the beginning of a file within its first 1024 bytes.
    @Test(arguments: [
        "the seed\n", "\0\u{1}\u{2}\0binary the seed\n", "<html><body>the seed</body></html>\n", "{\\rtf1 the seed}\n",
    ])
    func whatStandsBeforeAFileHidesNothing(_ start: String) {
        let found = Self.pdf { start + $0 }
        #expect(found.all.contains("the seed"))
        #expect(found.pieces.contains { $0.place.page == 1 && $0.text == "on the page\n" })
    }

    /// A library that repairs a file reads from each line to the next token: of two megabytes that took a minute.
    @Test(.timeLimit(.minutes(1)), arguments: ["%abcd\n", " \n", "trailer <<\n"])
    func linesThatSayNothingAreReadOnce(_ line: String) {
        let lines = String(repeating: line, count: (2 << 20) / line.utf8.count)
        let found = Self.pdf { $0.replacing("\n3 0 obj", with: "\n" + lines + "3 0 obj", maxReplacements: 1) }
        #expect(found.all.contains("on the page"))
        var bytes = Array(("%PDF-1.7\n" + lines + "1 0 obj").utf8)
        let count = bytes.count
        #expect(!PDFBombs.disarm(&bytes))
        #expect(bytes.count == count)
        #expect(bytes.starts(with: "%PDF-1.7\n".utf8))
        #expect(bytes.suffix(7).elementsEqual("1 0 obj".utf8))
    }

    @Test func whatSpeaksOfSuchFilesIsText() {
        let text = "The header of such a file is %PDF-1.7, and objects follow it.\n"
        let found = Collector.read(Array(text.utf8))
        #expect(found.pieces.map(\.text) == [text])
        #expect(found.gaps == [])
    }

    // MARK: Others

    @Test(
        arguments: [
            "{\\fonttbl{\\f0 Arial the-seed@acme.example;}}", "{\\stylesheet{\\s1 the-seed@acme.example;}}",
            "{\\*\\listtable{\\list{\\listlevel{\\leveltext the-seed@acme.example;}}}}",
            "{\\*\\objclass the-seed@acme.example}",
            "{\\*\\pnseclvl1{\\pntxtb the-seed@acme.example}}", "\\bin22 the-seed@acme.example!",
        ]
    )
    func namesOfDocumentsInRTFAreSeen(_ group: String) {
        let found = Collector.read(Array("{\\rtf1\\ansi \(group) shown}".utf8))
        #expect(found.all.contains("the-seed@acme.example"))
        #expect(found.all.contains("shown"))
        let plain = Collector.read(
            Array("{\\rtf1{\\fonttbl{\\f0{\\*\\panose 02020603050405020304}Times New Roman;}}shown}".utf8)
        )
        #expect(plain.pieces.map(\.text) == ["shown"])
    }

    /// Python's `mailbox` writes the fields that a message has, which may be one.
    @Test func mailboxesOfMessagesWithOneFieldAreMailboxes() {
        let mailbox = """
            From MAILER-DAEMON Thu Jan  1 00:00:00 2026
            Subject: one

            first

            From MAILER-DAEMON Thu Jan  1 00:00:01 2026
            Subject: two
            Content-Type: text/plain
            Content-Transfer-Encoding: base64

            dGhlIHNlZWQ=

            """
        #expect(Collector.read(Array(mailbox.utf8)).all.contains("the seed"))
        let letter = "From here on it is all: nothing more than a letter.\nSubject: none\nAnd so on.\n"
        #expect(Collector.read(Array(letter.utf8)).pieces.map(\.text) == [letter])
    }
}
