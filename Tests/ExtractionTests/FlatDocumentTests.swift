import Extraction
import Findings
import Foundation
import Testing

/// Documents that are one file of XML: those that odfpy 1.4 and LibreOffice 7.4 wrote, and others by their schemas.
@Suite struct FlatDocumentTests {
    private static func read(_ text: String) -> Collector { Collector.read(Array(text.utf8)) }

    private static func text(_ found: Collector, _ part: TextOrigin.Part) -> String {
        found.pieces.filter { $0.part == part }.map(\.text).joined()
    }

    @Test func flatTextsAreReadInAllTheirParts() throws {
        let found = try OfficeTests.read("odfpy.fodt")
        #expect(found.gaps == [])
        let body = Self.text(found, .body)
        // What hangs on a paragraph does not stand in its words.
        #expect(body.contains("Body Grüße € Привет 日本 😀 card 5425278152008031a link\n"))
        #expect(body.contains("Name\tCard\nAda\tseed of a cell\n"))
        #expect(body.contains("anchor\nseed of a box\n"))
        #expect(Self.text(found, .header) == "seed of the header\n\n")
        #expect(Self.text(found, .footer) == "seed of the footer\n\n")
        #expect(Self.text(found, .comment) == "seed of a comment\n\n")
        #expect(Self.text(found, .note).contains("seed of a note"))
        #expect(Self.text(found, .link) == "https://seed.example/link\n")
        #expect(Self.text(found, .metadata).contains("Grace Example"))
    }

    @Test func flatSheetsAreTablesWithPlaces() throws {
        let found = try OfficeTests.read("odfpy.fods")
        #expect(found.gaps == [])
        let cell = try #require(found.pieces.first { $0.text.contains("5425278152008031") })
        #expect((cell.place.row, cell.place.column) == (2, 2))
        #expect(found.sheets == ["Staff"])
    }

    @Test func propertiesMacrosAndFilesInThemAreRead() {
        let zip = Data(ZipMaker.file([ZipMaker.Member("inner.txt", "seed in a zip")])).base64EncodedString()
        let found = Self.read(
            """
            <?xml version="1.0"?><!-- seed of a comment -->
            <office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">
            <office:meta><dc:title>seed of a title</dc:title><meta:user-defined meta:name="Case">seed 4711</meta:user-defined>
            </office:meta><office:settings><config:config-item>secret of a setting</config:config-item></office:settings>
            <office:scripts><script:module>Const Key = "seed of a macro"</script:module></office:scripts>
            <office:body><text:p>text</text:p><office:binary-data>\(zip)</office:binary-data></office:body></office:document>
            """
        )
        #expect(Self.text(found, .metadata) == "title: seed of a title\nCase: seed 4711\n")
        #expect(Self.text(found, .hidden).contains("seed of a macro"))
        #expect(Self.text(found, .hidden).contains("seed of a comment"))
        #expect(found.texts.contains("inner.txt: seed in a zip"))
        #expect(!found.all.contains("setting"))
    }

    @Test func documentsOfWord2003AreReadInAllTheirParts() throws {
        let found = try OfficeTests.read("libreoffice-word2003.xml")
        #expect(found.gaps == [])
        let body = Self.text(found, .body)
        #expect(body.contains("Body Grüße € Привет 日本 😀 card 5425278152008031a link\n"))
        #expect(body.contains("Name\tCard\nAda\tseed of a cell\n"))
        #expect(body.contains("seed of a box\n"))
        #expect(Self.text(found, .header) == "seed of the header\n")
        #expect(Self.text(found, .footer) == "seed of the footer\n")
        #expect(Self.text(found, .comment) == "seed of a comment\n")
        #expect(Self.text(found, .note).contains("seed of a note"))
        #expect(Self.text(found, .link) == "https://seed.example/link\n")
        #expect(Self.text(found, .metadata).contains("Case: seed of a property\n"))
        Collector.readChanged(try OfficeTests.bytes("libreoffice-word2003.xml"), in: 20, times: 20, seed: 5)
    }

    @Test func packagesInOneFileAreReadPartByPart() {
        let zip = Data(ZipMaker.file([ZipMaker.Member("inner.txt", "seed in a zip")])).base64EncodedString()
        let found = Self.read(
            """
            <?xml version="1.0" standalone="yes"?><?mso-application progid="Word.Document"?>
            <pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">
            <pkg:part pkg:name="/word/document.xml"><pkg:xmlData><w:document><w:body><w:p><w:r><w:t>seed of </w:t></w:r>
            <w:r><w:t>the body</w:t></w:r></w:p></w:body></w:document></pkg:xmlData></pkg:part>
            <pkg:part pkg:name="/word/header1.xml"><pkg:xmlData><w:hdr><w:p><w:r><w:t>seed of the header</w:t></w:r></w:p>
            </w:hdr></pkg:xmlData></pkg:part><pkg:part pkg:name="/word/styles.xml"><pkg:xmlData><w:styles>
            <w:style w:name="unseen style"/></w:styles></pkg:xmlData></pkg:part>
            <pkg:part pkg:name="/docProps/core.xml"><pkg:xmlData><c><dc:creator>Ada Example</dc:creator></c></pkg:xmlData>
            </pkg:part><pkg:part pkg:name="/word/_rels/document.xml.rels"><pkg:xmlData><Relationships>
            <Relationship Target="https://seed.example/" TargetMode="External"/></Relationships></pkg:xmlData></pkg:part>
            <pkg:part pkg:name="/word/embeddings/a.bin"><pkg:binaryData>\(zip)</pkg:binaryData></pkg:part></pkg:package>
            """
        )
        #expect(Self.text(found, .body).contains("seed of the body\n"))
        #expect(Self.text(found, .header) == "seed of the header\n")
        #expect(Self.text(found, .metadata) == "creator: Ada Example\n")
        #expect(Self.text(found, .link) == "https://seed.example/\n")
        #expect(found.texts.contains("a.bin!inner.txt: seed in a zip"))
        #expect(!found.all.contains("unseen"))
    }

    @Test func workbooksOfExcel2003AreTablesWithPlaces() {
        let found = Self.read(
            """
            <?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
            <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
             xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel">
            <DocumentProperties><Author>Ada Example</Author></DocumentProperties>
            <Styles><Style ss:ID="z"><NumberFormat ss:Format="00000"/></Style>
            <Style ss:ID="d"><NumberFormat ss:Format="dd.mm.yyyy"/></Style></Styles>
            <Names><NamedRange ss:Name="Rate" ss:RefersTo="=&quot;seed of a name&quot;"/></Names>
            <Worksheet ss:Name="Staff"><Table><Row><Cell><Data ss:Type="String">Name</Data></Cell>
            <Cell ss:Index="3"><Data ss:Type="String">Number</Data></Cell></Row><Row ss:Index="5">
            <Cell><Data ss:Type="String"><B>Ada</B> Example</Data><Comment ss:Author="Grace"><ss:Data>seed of a comment</ss:Data>
            </Comment></Cell><Cell ss:StyleID="z"><Data ss:Type="Number">501</Data></Cell>
            <Cell><Data ss:Type="Number">5425278152008031</Data></Cell>
            <Cell ss:StyleID="d" ss:HRef="https://seed.example/"><Data ss:Type="DateTime">1990-05-17T00:00:00.000</Data></Cell>
            </Row></Table><x:WorksheetOptions><x:PageSetup><x:Header x:Data="&amp;Cseed of a header"/></x:PageSetup>
            </x:WorksheetOptions></Worksheet></Workbook>
            """
        )
        #expect(found.gaps == [])
        let cells = found.pieces.compactMap { piece in
            piece.place.row.map { "\($0):\(piece.place.column ?? 0) \(piece.text.filter { $0 != "\t" && $0 != "\n" })" }
        }
        #expect(
            cells == [
                "1:1 Name", "1:3 Number", "5:1 Ada Example", "5:2 00501", "5:3 5425278152008031", "5:4 17.05.1990",
            ]
        )
        #expect(Self.text(found, .metadata) == "Author: Ada Example\nGrace\n")
        #expect(Self.text(found, .hidden) == "Rate: =\"seed of a name\"\n")
        #expect(Self.text(found, .comment).contains("seed of a comment"))
        #expect(Self.text(found, .header) == "seed of a header\n")
        #expect(Self.text(found, .link) == "https://seed.example/\n")
    }

    /// Each place in which people can write beside paragraphs.
    @Test(
        arguments: [
            (#"<text:hidden-text text:string-value="seed"/>"#, TextOrigin.Part.hidden),
            (#"<text:bookmark text:name="seed"/>"#, .hidden), (#"<text:section text:name="seed"/>"#, .hidden),
            (#"<text:section-source xlink:href="seed"/>"#, .link), (#"<form:option form:label="seed"/>"#, .hidden),
            (#"<script:event-listener xlink:href="seed"/>"#, .link), ("<svg:desc>seed</svg:desc>", .hidden),
            ("<text:note><text:note-body><text:p>seed</text:p></text:note-body></text:note>", .note),
            ("<draw:custom-shape><text:p>seed</text:p></draw:custom-shape>", .body),
            ("<office:annotation><dc:creator>seed</dc:creator></office:annotation>", .metadata),
        ]
    )
    func whatTextsHoldBesideTheirParagraphsIsRead(_ xml: String, _ part: TextOrigin.Part) {
        let found = Self.read(
            """
            <office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"><office:body>
            <text:p>one\(xml)word</text:p></office:body></office:document>
            """
        )
        #expect(Self.text(found, part).contains("seed"))
        // It does not stand in the word around it.
        #expect(Self.text(found, .body).contains("oneword\n"))
    }

    @Test func formulasOfCellsAreRead() {
        let found = Self.read(
            """
            <office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"><table:table table:name="S">
            <table:table-row><table:table-cell table:formula="of:=LEN(&quot;seed of a formula&quot;)"><text:p>17</text:p>
            </table:table-cell></table:table-row></table:table></office:document>
            """
        )
        #expect(found.all.contains("17 seed of a formula"))
    }
}
