import Extraction
import Findings
import Testing

/// What is read at once where it is written as usual gives the same as what is read event by event.
@Suite struct PlainFormTests {
    private static func workbook(_ cells: String, strings: String) -> [UInt8] {
        ZipMaker.file([
            ZipMaker.Member("[Content_Types].xml", Array("<Types/>".utf8)),
            ZipMaker.Member(
                "xl/workbook.xml",
                Array("<workbook><sheets><sheet name=\"S\" r:id=\"r1\"/></sheets></workbook>".utf8)
            ),
            ZipMaker.Member(
                "xl/_rels/workbook.xml.rels",
                Array("<R><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"worksheets/s.xml\"/></R>".utf8)
            ),
            ZipMaker.Member("xl/sharedStrings.xml", Array("<sst>\(strings)</sst>".utf8)),
            ZipMaker.Member(
                "xl/styles.xml",
                Array("<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>".utf8)
            ),
            ZipMaker.Member(
                "xl/worksheets/s.xml",
                Array("<worksheet><sheetData><row r=\"3\">\(cells)</row></sheetData></worksheet>".utf8)
            ),
        ])
    }

    private static let strings =
        "<si><t>the seed</t></si><si><t xml:space=\"preserve\"> kept </t></si><si><t>a &amp; b</t></si><si><t/></si>"

    /// A cell as programs write it, and the same in a form that they do not use.
    @Test(arguments: [
        ("<c r=\"B3\"><v>12.5</v></c>", "<c  r='B3'><v>12.5</v></c>"),
        ("<c r=\"B3\" s=\"1\"><v>33010</v></c>", "<c s='1' r='B3'><v>33010</v></c>"),
        ("<c r=\"B3\" s=\"0\"><v>5.4E+15</v></c>", "<c r='B3' s='0'><v>5.4E+15</v></c>"),
        ("<c r=\"B3\" s=\"7\"><v>1</v></c>", "<c r='B3' s='7'><v>1</v></c>"),
        ("<c r=\"B3\" t=\"s\"><v>0</v></c>", "<c r='B3' t='s'><v>0</v></c>"),
        ("<c r=\"B3\" t=\"s\"><v>1</v></c>", "<c r='B3' t='s'><v>1</v></c>"),
        ("<c r=\"B3\" t=\"s\"><v>2</v></c>", "<c r='B3' t='s'><v>2</v></c>"),
        ("<c r=\"B3\" t=\"s\"><v>3</v></c>", "<c r='B3' t='s'><v>3</v></c>"),
        ("<c r=\"B3\" t=\"s\"><v>99</v></c>", "<c r='B3' t='s'><v>99</v></c>"),
        ("<c r=\"B3\" t=\"s\"><v>no number</v></c>", "<c r='B3' t='s'><v>no number</v></c>"),
        ("<c r=\"B3\" t=\"b\"><v>1</v></c>", "<c r='B3' t='b'><v>1</v></c>"),
        ("<c r=\"B3\" t=\"b\"><v>neither</v></c>", "<c r='B3' t='b'><v>neither</v></c>"),
        ("<c r=\"B3\" t=\"str\"><v>a result</v></c>", "<c r='B3' t='str'><v>a result</v></c>"),
        ("<c r=\"B3\" t=\"str\"><v>two\nlines</v></c>", "<c r='B3' t='str'><v>two\nlines</v></c>"),
        ("<c r=\"B3\" t=\"e\"><v>#N/A</v></c>", "<c r='B3' t='e'><v>#N/A</v></c>"),
        ("<c r=\"B3\" s=\"1\"/>", "<c r='B3' s='1'/>"),
        ("<c r=\"B3\"><v></v></c>", "<c r='B3'><v></v></c>"),
        ("<c r=\"B0\"><v>5</v></c>", "<c r='B0'><v>5</v></c>"),
        ("<c r=\"3\"><v>5</v></c>", "<c r='3'><v>5</v></c>"),
        ("<c r=\"B3\"><v>1 &lt; 2</v></c>", "<c r='B3'><v>1 &#60; 2</v></c>"),
    ])
    func cellsAreTheSameInEveryForm(_ plain: String, _ other: String) {
        // What follows shows that reading goes on at the right place.
        let next = "<c r=\"D3\" t=\"s\"><v>0</v></c>"
        let first = Collector.read(Self.workbook(plain + next, strings: Self.strings))
        let second = Collector.read(Self.workbook(other + next, strings: Self.strings))
        #expect(first.pieces == second.pieces)
        #expect(first.gaps == second.gaps)
        #expect(first.pieces.contains { $0.text.contains("the seed") && $0.place.column == 4 })
    }

    /// Cells that are cut anywhere by the end of what is read at a time.
    @Test func cellsAreReadAcrossPieces() {
        var cells = ""
        for row in 1...6000 {
            cells +=
                "<c r=\"A\(row)\"><v>\(row)</v></c><c r=\"B\(row)\" t=\"s\"><v>0</v></c></row><row r=\"\(row + 1)\">"
        }
        let found = Collector.read(Self.workbook(cells, strings: Self.strings))
        let text = found.pieces.map(\.text).joined()
        #expect(text.matches(of: /the seed/).count == 6000)
        for row in 1...6000
        where !found.pieces.contains(where: {
            $0.place.row == row && $0.place.column == 1 && $0.text.contains("\(row)")
        }) {
            Issue.record("the cell A\(row) is missing")
            return
        }
    }

    /// The lines of base64 of a mail, with what stands between the letters.
    @Test(arguments: [
        "VGhlIHNlZWQgb2YgYSBtYWls", "VGhlIHNl\r\nZWQgb2Yg YSBtYWls",
        "VGhlIHNlZWQgb2YgYSBtYWls==",
    ])
    func lettersBecomeBytes(_ letters: String) {
        let mail = "From: a@example.org\r\nSubject: x\r\nContent-Transfer-Encoding: base64\r\n\r\n\(letters)\r\n"
        let found = Collector.read(Array(mail.utf8))
        #expect(found.pieces.contains { $0.text == "The seed of a mail" })
    }
}
