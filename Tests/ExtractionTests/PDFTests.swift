import Extraction
import Findings
import Testing

/// PDF files: one that reportlab 5 wrote, and files that the tests write.
@Suite struct PDFTests {
    /// A file of a page with the given content and font, whose places are left to be repaired.
    static func file(
        _ content: String,
        font: String = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        more: String = ""
    ) -> [UInt8] {
        var text = "%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n"
        text += "2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n"
        text += "3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
        text += "/Resources << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >> >> endobj\n"
        text += "4 0 obj << /Length \(content.utf8.count) >> stream\n\(content)\nendstream endobj\n"
        text += "5 0 obj \(font) endobj\n\(more)trailer << /Root 1 0 R /Size 10 >>\n%%EOF\n"
        return Array(text.utf8)
    }

    private static func text(_ content: String) -> String { Collector.read(file(content)).all }

    /// What no viewer shows: comments between operators, and what is said of a place between them.
    @Test func commentsInTheContentOfPagesAreHiddenText() {
        let text = "BT /F1 9 Tf 50 700 Td (100% shown) Tj ET"
        let content = "% the seed of a comment\n\(text) /Tag << /Note (the seed of a point) >> DP"
        let found = Collector.read(Self.file(content))
        let hidden = found.pieces.filter { $0.part == .hidden }.map(\.text).joined()
        #expect(hidden.contains("the seed of a comment") && hidden.contains("the seed of a point"))
        #expect(!hidden.contains("shown") && found.all.contains("100% shown"))
    }

    @Test func pagesAreReadWithWhatHangsOnThem() throws {
        let found = Collector.read(try OfficeTests.bytes("reportlab.pdf"))
        #expect(found.gaps == [])
        let pages = found.pieces.filter { $0.part == .body }
        #expect(pages.map(\.place.page) == [1, 2])
        #expect(pages[0].text == "The seed of page one\n5425 2781 5200 8031\nleft column\tright column\n")
        #expect(pages[1].text.hasPrefix("The seed of page two\n"))
        for seed in [
            "seed of the author", "seed of a bookmark", "mailto:link.seed@acme.example", "seed of a note",
            "seed of a field",
        ] {
            #expect(found.all.contains(seed), "\(seed)")
        }
    }

    @Test(
        arguments: [
            ("BT /F1 10 Tf 50 700 Td (se) Tj (ed) Tj ET", "seed\n"),
            ("BT /F1 10 Tf 50 700 Td [(s) 20 (e) -10 (ed)] TJ ET", "seed\n"),
            ("BT /F1 10 Tf 50 700 Td [(two) -600 (words)] TJ ET", "two words\n"),
            ("BT /F1 10 Tf 50 700 Td (one) Tj 0 -12 Td (two) Tj ET", "one\ntwo\n"),
            // In another order than it is read.
            ("BT /F1 10 Tf 1 0 0 1 61 700 Tm (ed) Tj 1 0 0 1 50.5 700 Tm (se) Tj ET", "seed\n"),
            ("BT /F1 10 Tf 50 700 Td (left) Tj 200 0 Td (right) Tj ET", "left\tright\n"),
            ("BT /F1 10 Tf 12 TL 50 700 Td <73656564> Tj (\\050\\n\\)) ' ET", "seed\n()\n"),
            ("q 2 0 0 2 0 0 cm BT /F1 5 Tf 50 300 Td (seed) Tj ET Q", "seed\n"),
            ("BT /F1 10 Tf 50 700 Td (bold) Tj ET BT /F1 10 Tf 50.1 700 Td (bold) Tj ET", "bold\n"),
            ("BT /F1 10 Tf 0 1 -1 0 50 100 Tm (up) Tj ( side) Tj ET", "up side\n"),
        ]
    )
    func wordsArePutTogetherByTheirPlaces(_ content: String, _ expected: String) {
        #expect(Self.text(content) == expected)
    }

    @Test func glyphsAreLettersByTheirNames() {
        let font =
            "<< /Type /Font /Subtype /Type1 /BaseFont /X /Encoding << /Differences [65 /f_f_i /fl /uni0040 /one] >> >>"
        let found = Collector.read(Self.file("BT /F1 10 Tf 50 700 Td (ABCD) Tj ET", font: font))
        #expect(found.all == "ffifl@1\n")
    }

    @Test func mapsOfCharactersCount() {
        let map =
            "beginbfchar <01> <FB03> endbfchar 2 beginbfrange <02> <04> <0061> <05> <06> [<0078> <0079>] endbfrange"
        let more = "7 0 obj << /Length \(map.utf8.count) >> stream\n\(map)\nendstream endobj\n"
        let font = "<< /Type /Font /Subtype /Type1 /BaseFont /X /ToUnicode 7 0 R >>"
        let found = Collector.read(Self.file("BT /F1 10 Tf 50 700 Td <010203040506> Tj ET", font: font, more: more))
        #expect(found.all == "ffiabcxy\n")
    }

    /// Ranges of 65,536 codes that each stand for 64 bytes: a kilobyte of them asked for seconds.
    @Test func mapsOfLongTextsAreReadWithinBounds() {
        func read(_ length: Int) -> Collector {
            let range = "1 beginbfrange <0000> <FFFF> <\(String(repeating: "0041", count: length / 2))> endbfrange\n"
            let map =
                String(repeating: range, count: 3)
                + "1 beginbfchar <42> <0078> endbfchar 1 beginbfrange <43> <43> <0079> endbfrange"
            let more = "7 0 obj << /Length \(map.utf8.count) >> stream\n\(map)\nendstream endobj\n"
            let font = "<< /Type /Font /Subtype /Type1 /BaseFont /X /ToUnicode 7 0 R >>"
            return Collector.read(Self.file("BT /F1 10 Tf 50 700 Td <4243> Tj ET", font: font, more: more))
        }
        let short = read(2)
        #expect(short.gaps == [])
        #expect(short.all == "xy\n")
        // Two such ranges are as much as a font may ask for; what is not read is said.
        let long = read(64)
        #expect(long.gaps == [": expansion-limit"])
        #expect(!long.all.contains("y"))
    }

    @Test func picturesWithoutTextAreGaps() {
        let image =
            "6 0 obj << /Type /XObject /Subtype /Image /Width 1 /Height 1 /Length 1 >> stream\nx\nendstream endobj\n"
        let found = Collector.read(Self.file("q /X Do Q", more: image))
        #expect(found.gaps == [": no-text"])
        #expect(Collector.read(Self.file("q Q")).gaps == [])
    }

    /// fpdf2 2.8 wrote the first; in the second an element holds itself.
    @Test func descriptionsOfPicturesAreRead() throws {
        let found = try OfficeTests.read("fpdf2-alt.pdf")
        #expect(found.gaps == [])
        let hidden = found.pieces.filter { $0.part == .hidden }.map(\.text).joined()
        #expect(hidden.contains("seed of a description\n") && hidden.contains("seed of a title\n"))
        let circle = "7 0 obj << /K [7 0 R 7 0 R 0] /Alt (seed) >> endobj\n"
        let catalog = String(decoding: Self.file("q Q", more: circle), as: UTF8.self)
            .replacing("/Type /Catalog", with: "/Type /Catalog /StructTreeRoot 7 0 R")
        #expect(Collector.read(Array(catalog.utf8)).all == "seed\n")
    }

    @Test func formsThatHoldThemselvesEnd() {
        let form =
            "6 0 obj << /Type /XObject /Subtype /Form /Resources << /XObject << /X 6 0 R >> /Font << /F1 5 0 R >> >> /Length 52 >> stream\n"
            + "/X Do BT /F1 9 Tf 50 600 Td (seed) Tj ET            \nendstream endobj\n"
        let found = Collector.read(Self.file("/X Do", more: form))
        #expect(found.all.contains("seed"))
    }

    @Test func changedBytesDoNoHarm() throws {
        let bytes = try OfficeTests.bytes("reportlab.pdf")
        Collector.readChanged(bytes, in: 6, times: 40, seed: 11)
        for count in stride(from: 0, to: bytes.count, by: 400) { _ = Collector.read(Array(bytes.prefix(count))) }
    }

    /// A file of a few bytes that states half a million objects, in nine versions: none of them is looked for where none can be.
    @Test func objectsThatAreOnlyStatedCostNothing() {
        let page = "3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R >> endobj\n"
        var file =
            "%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n"
        for version in 0..<9 {
            file += page + "4 0 obj << /Note (seed \(version)) /Length 0 >> stream\n\nendstream endobj\n"
            file += "trailer << /Size 500000 /Root 1 0 R >>\n%%EOF\n"
        }
        let found = Collector.read(Array(file.utf8))
        let text = found.pieces.map(\.text).joined()
        for version in 0..<9 { #expect(text.contains("seed \(version)"), "\(version)") }
        #expect(!found.gaps.contains { $0.contains("expansion") })
    }
}
