import Extraction
import Findings
import Testing

/// The order in which the text of a page is read, and what its letters are.
@Suite struct PDFLayoutTests {
    /// Lines of text, each at a place.
    private static func page(_ lines: [(x: Int, y: Int, text: String)]) -> String {
        lines.map { "BT /F1 10 Tf 1 0 0 1 \($0.x) \($0.y) Tm (\($0.text)) Tj ET" }.joined(separator: "\n")
    }

    private static func read(_ content: String, font: String? = nil, more: String = "") -> Collector {
        Collector.read(
            font.map { PDFTests.file(content, font: $0, more: more) } ?? PDFTests.file(content, more: more)
        )
    }

    @Test func columnsOfRunningTextAreReadOneAfterTheOther() {
        let left = (1...6).map { "left line \($0) of a column of text" }
        let right = (1...6).map { "right line \($0) of another column" }
        var lines: [(x: Int, y: Int, text: String)] = []
        for index in 0..<6 {
            let y = 700 - 12 * index
            lines += [(x: 50, y: y, text: left[index]), (x: 300, y: y, text: right[index])]
        }
        #expect(Self.read(Self.page(lines)).all == (left + right).joined(separator: "\n") + "\n")
    }

    @Test func rowsOfTablesAndLabelsStayTogether() {
        let rows = (1...8).map { "Name \($0)\tValue \($0)\tPlace \($0)" }
        var cells: [(x: Int, y: Int, text: String)] = []
        for row in 0..<8 {
            for (column, name) in ["Name", "Value", "Place"].enumerated() {
                cells.append((x: 50 + 150 * column, y: 700 - 12 * row, text: "\(name) \(row + 1)"))
            }
        }
        #expect(Self.read(Self.page(cells)).all == rows.joined(separator: "\n") + "\n")
        var form: [(x: Int, y: Int, text: String)] = []
        for row in 0..<6 {
            form.append((x: 50, y: 700 - 12 * row, text: "Label \(row)"))
            form.append((x: 250, y: 700 - 12 * row, text: "a longer answer to the question \(row)"))
        }
        #expect(Self.read(Self.page(form)).all.hasPrefix("Label 0\ta longer answer to the question 0\nLabel 1\t"))
    }

    @Test(
        arguments: [
            (["The contri-", "bution of all"], "The contribution of all\n"),
            (["for every-", "One else"], "for every-\nOne else\n"),
            (["the key AB12-", "cd34 is whole"], "the key AB12-\ncd34 is whole\n"),
            (["from 2031-", "32 on"], "from 2031-\n32 on\n"), (["a dash -", "and more"], "a dash -\nand more\n"),
        ]
    )
    func wordsThatALineEndCutsAreWhole(_ lines: [String], _ expected: String) {
        let page = Self.page(lines.enumerated().map { (x: 50, y: 700 - 12 * $0, text: $1) })
        #expect(Self.read(page).all == expected)
    }

    @Test func marksOfNotesAreNoPartOfNumbers() {
        let content = "BT /F1 10 Tf 50 700 Td (the number 1234) Tj /F1 6 Tf 4 Ts (1) Tj ET"
        #expect(Self.read(content).all == "the number 1234 1\n")
    }

    @Test func cellsThatCutWhatTheyHoldAreApart() {
        let content = """
            q 50 690 60 20 re W n BT /F1 10 Tf 50 700 Td (first of the cells) Tj ET Q
            q 110 690 60 20 re W n BT /F1 10 Tf 110 700 Td (second) Tj ET Q
            """
        #expect(Self.read(content).all.contains("second"))
        #expect(!Self.read(content).all.contains("cellssecond"))
    }

    @Test func textOverTextIsWhole() {
        let content = Self.page([(50, 700, "what stands below"), (60, 700, "what lies above")])
        let text = Self.read(content).all
        #expect(text.contains("what stands below") && text.contains("what lies above"))
    }

    @Test(
        arguments: [
            (
                "<< /Type /Font /Subtype /TrueType /BaseFont /X /Encoding /MacRomanEncoding >>",
                "Gr\\232\\247e \\336", "Größe fi\n"
            ),
            ("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", "\\256n \\373", "fin ß\n"),
            (
                "<< /Type /Font /Subtype /Type1 /BaseFont /X /Encoding << /Differences "
                    + "[65 /Lslash /zdotaccent /afii10017 /Omega /nacute] >> >>",
                "ABCDE", "ŁżАΩń\n"
            ),
            (
                "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /UniGB-UCS2-H "
                    + "/DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 >>] >>",
                "\\126\\375\\141\\123", "国慓\n"
            ),
        ]
    )
    func lettersAreThoseOfTheEncoding(_ font: String, _ text: String, _ expected: String) {
        #expect(Self.read("BT /F1 10 Tf 50 700 Td (\(text)) Tj ET", font: font).all == expected)
    }

    @Test func fontProgramsSayWhatNothingElseSays() {
        let program =
            "%!PS-AdobeFont-1.0: X\n/Encoding 256 array\ndup 1 /s put\ndup 2 /e put\ndup 3 /d put\nreadonly def\n"
            + "currentfile eexec"
        let more = """
            7 0 obj << /Type /FontDescriptor /FontName /X /Flags 4 /FontFile 8 0 R >> endobj
            8 0 obj << /Length \(program.utf8.count) /Length1 \(program.utf8.count) >> stream
            \(program)
            endstream endobj

            """
        let font = "<< /Type /Font /Subtype /Type1 /BaseFont /X /FontDescriptor 7 0 R >>"
        let found = Self.read("BT /F1 10 Tf 50 700 Td (\\001\\002\\002\\003) Tj ET", font: font, more: more)
        #expect(found.all == "seed\n")
    }

    /// Sixteen maps that are one and the same, of thirty groups that are one and the same: 4,800,000 codes in 600 bytes.
    @Test func mapsOfFontsCountTogether() {
        func number(_ value: Int, _ width: Int) -> [UInt8] {
            (0..<width).reversed().map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
        }
        var map = number(12, 2) + number(0, 10) + number(30, 4)
        for _ in 0..<30 { map += number(32, 4) + number(10_031, 4) + number(1, 4) }
        var table = number(0, 2) + number(16, 2)
        for _ in 0..<16 { table += number(3, 2) + number(1, 2) + number(132, 4) }
        table += map
        let program =
            number(0x10000, 4) + number(1, 2) + number(0, 6) + Array("cmap".utf8) + number(0, 4) + number(28, 4)
            + number(table.count, 4) + table
        let letters = program.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        let more = """
            7 0 obj << /Type /FontDescriptor /FontName /X /Flags 4 /FontFile2 8 0 R >> endobj
            8 0 obj << /Length \(letters.utf8.count) /Length1 \(program.count) /Filter /ASCIIHexDecode >> stream
            \(letters)
            endstream endobj

            """
        let font =
            "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H "
            + "/DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /FontDescriptor 7 0 R >>] >>"
        let found = Self.read("BT /F1 10 Tf 50 700 Td <005400460046> Tj ET", font: font, more: more)
        #expect(found.all == "see\n")
        #expect(!found.gaps.isEmpty)
    }

    @Test func whatCanBeChosenAndWhatRunsIsRead() {
        let more = """
            1 0 obj << /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [7 0 R] >>
            /Names << /JavaScript << /Names [(a) 8 0 R] >> /EmbeddedFiles << /Names [(x) 9 0 R] >> >> >> endobj
            7 0 obj << /FT /Ch /T (colour) /V (seed one) /Opt [(seed one) [(v) (seed two)]] >> endobj
            8 0 obj << /S /JavaScript /JS (var seed = 3;) >> endobj
            9 0 obj << /Type /Filespec /F (x.txt) /Desc (seed of a description) /EF << /F 10 0 R >> >> endobj
            10 0 obj << /Length 12 >> stream
            seed inside

            endstream endobj

            """
        let found = Self.read("", more: more)
        let form = found.pieces.first { $0.part == .form }?.text
        #expect(form?.hasSuffix("colour: seed one\nv\nseed two\n") == true)
        for seed in ["var seed = 3;", "seed of a description", "seed inside"] {
            #expect(found.all.contains(seed), "\(seed)")
        }
    }
}
