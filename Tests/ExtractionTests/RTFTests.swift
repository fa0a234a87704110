import Extraction
import Findings
import Testing

/// Documents in RTF: one that LibreOffice 7.4 wrote, and others as the specification has them.
@Suite struct RTFTests {
    private static func read(_ text: String) -> Collector { Collector.read(Array(text.utf8)) }

    private static func text(_ found: Collector, _ part: TextOrigin.Part) -> String {
        found.pieces.filter { $0.part == part }.map(\.text).joined()
    }

    private static func hex(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    @Test func documentsOfLibreOfficeAreReadInAllTheirParts() throws {
        let found = try OfficeTests.read("libreoffice.rtf")
        #expect(found.gaps == [])
        let body = Self.text(found, .body)
        #expect(body.contains("Body Grüße € Привет 日本 😀 card 5425278152008031a link\n"))
        #expect(body.contains("Name\tCard\nAda\tseed of a cell\n"))
        #expect(body.hasSuffix("anchor\nseed of a box\n"))
        #expect(Self.text(found, .header) == "seed of the header\n")
        #expect(Self.text(found, .footer) == "seed of the footer\n")
        #expect(Self.text(found, .comment) == "seed of a comment\n")
        #expect(Self.text(found, .note).contains("seed of a note"))
        #expect(Self.text(found, .link).contains("https://seed.example/link"))
        let properties = Self.text(found, .metadata)
        #expect(properties.contains("title: seed of the title\nauthor: Ada Example\n"))
        #expect(properties.contains("Case: seed of a property\n"))
        #expect(properties.contains("atnauthor: Grace Example\n"))
    }

    @Test func charactersComeInTheCodePageOfTheirFont() {
        let found = Self.read(
            #"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}{\f2\fcharset238 C;}}"#
                + #"\f0 Gr\'fc\'dfe {\f1 \'cf\'f0\'e8} \f2\'f8\'e1d \plain\'80 \u8364?\u-10179?\u-8704?"#
                + #" {\uc2\u26085\'93\'fa} a\~b\_c\emdash d\{\}\\}"#
        )
        #expect(found.all == "Grüße При řád € €😀 日 a\u{A0}b-c—d{}\\")
        #expect(found.gaps == [])
    }

    @Test(
        arguments: [
            (#"{\rtf1\ansi{\fonttbl{\f0\fcharset177 A;}}\f0\'f9\'ec\'e5\'ed}"#, "שלום"),
            (#"{\rtf1\ansi{\fonttbl{\f0\fcharset186 A;}}\f0\'e0\'e8}"#, "ąč"),
            (#"{\rtf1\ansi{\fonttbl{\f0\fcharset161 A;}}\f0\'d9\'ec}"#, "Ωμ"),
            (#"{\rtf1\ansi{\fonttbl{\f0\cpg866 A;}}\f0\'84\'80}"#, "ДА"), (#"{\rtf1\mac M\'9fller}"#, "Müller"),
            (#"{\rtf1\pc M\'81ller}"#, "Müller"), (#"{\rtf1\pca Stra\'e1e}"#, "Straße"),
            (#"{\rtf1\ansi\ansicpg874\'a1}"#, "ก"),
            // The second byte of a letter may stand as it is.
            (#"{\rtf1\ansi{\fonttbl{\f0\fcharset128 A;}}\f0\'93\'fa\'83A}"#, "日ア"),
            (#"{\rtf1\ansi{\fonttbl{\f0\fcharset134 A;}}\f0\'d6\'d0}"#, "中"),
            (#"{\rtf1\ansi{\fonttbl{\f0\fcharset129 A;}}\f0\'c7\'d1}"#, "한"),
            (#"{\rtf1\ansi{\fonttbl{\f0\fcharset136 A;}}\f0\'a4\'a4}"#, "中"),
        ]
    )
    func codePagesAreThoseOfWindowsDOSAndTheMacintosh(_ document: String, _ text: String) {
        #expect(Self.read(document).all == text)
    }

    @Test func cellsAndParagraphsAreLines() {
        let found = Self.read(
            #"{\rtf1\trowd\intbl Name\cell Card\par two\cell\row\trowd\intbl Ada\cell 54{\b 25}\cell\row\pard end\par}"#
        )
        #expect(found.all == "Name\tCard two\nAda\t5425\nend\n")
    }

    @Test func whatIsNotShownIsRead() {
        let found = Self.read(
            #"{\rtf1 a{\v seed one}b\par{\deleted seed two}c\par{\*\unknown seed three}"#
                + #"{\*\docvar {name}{seed four}}{\shp{\*\shpinst{\sp{\sn wzDescription}{\sv seed five}}"#
                + #"{\sp{\sn rotation}{\sv 123456}}{\shptxt box\par}}{\shprslt box\par\pard seed six\par}}d\par"#
                + #"{\upr{old}{\*\ud{new}}}{\field{\*\fldinst FORMTEXT {\*\formfield{\*\ffdeftext seed seven}}}"#
                + #"{\fldrslt shown}}{\xe seed eight}\uc20\u65 this is seed nine.\par}trailing seed"#
        )
        #expect(Self.text(found, .body) == "ab\nc\nd\nbox\nnewshownA\n")
        let hidden = Self.text(found, .hidden)
        for seed in [
            "seed one", "seed three", "name seed four", "seed five", "seed six", "seed eight", "this is seed nine.",
            "trailing seed",
        ] { #expect(hidden.contains(seed), "\(seed)") }
        #expect(!hidden.contains("123456"))
        #expect(Self.text(found, .deleted) == "seed two\n")
        #expect(Self.text(found, .form) == "seed seven\n")
    }

    @Test func objectsAreReadAsWhatTheyAre() {
        func string(_ text: String) -> [UInt8] { ZipMaker.number(text.utf8.count + 1, 4) + Array(text.utf8) + [0] }
        func object(_ name: String, _ data: [UInt8]) -> [UInt8] {
            ZipMaker.number(0x501, 4) + ZipMaker.number(2, 4) + string(name) + ZipMaker.number(0, 8)
                + ZipMaker.number(data.count, 4) + data
        }
        let zip = ZipMaker.file([ZipMaker.Member("inner.txt", "seed in a zip")])
        var package: [UInt8] = [2, 0] + Array("note.txt\0C:\\note.txt\0".utf8) + [0, 0, 3, 0]
        package += string("C:\\note.txt") + ZipMaker.number(14, 4) + Array("seed in a file".utf8) + [9, 9]
        let link =
            ZipMaker.number(0x501, 4) + ZipMaker.number(1, 4) + string("Excel") + string("seed.xls") + [0, 0, 0, 0]
        let groups = [object("Some.Class", zip), object("Package", package), link].map {
            "{\\object{\\*\\objdata \(Self.hex($0).replacing("0", with: "0\n"))}{\\result shown}}"
        }
        let found = Self.read("{\\rtf1 a" + groups.joined() + "{\\pict\\pngblip 414243}{\\pict\\jpegblip\\bin3 DEF}b}")
        #expect(Self.text(found, .body).hasPrefix("ashownshownshownb"))
        #expect(found.texts.contains("Some.Class!inner.txt: seed in a zip"))
        #expect(found.texts.contains("note.txt: seed in a file"))
        #expect(Self.text(found, .link) == "seed.xls\n")
        #expect(!found.texts.contains { $0.hasPrefix("Excel: ") })
        #expect(found.texts.contains("picture1.png: ABC"))
        #expect(found.texts.contains("picture2.jpg: DEF"))
    }

    @Test func webPagesThatBecameRTFAreReadAsSuch() {
        let found = Self.read(
            #"{\rtf1\ansi\fromhtml1 \deff0{\*\htmltag64 <p title="seed of a title">}{\*\htmltag84 <b>}seed "#
                + #"{\*\htmltag92 </b>}\htmlrtf {\b\htmlrtf0 of a page\htmlrtf }dropped\htmlrtf0{\*\htmltag72 </p>}}"#
        )
        #expect(found.all.contains("seed of a page"))
        #expect(found.all.contains("seed of a title"))
        #expect(!found.all.contains("dropped"))
    }

    @Test func whatIsCutShortOrTooDeepIsAGap() throws {
        let cut = Self.read(#"{\rtf1 some {\b seed"#)
        #expect(cut.all == "some seed")
        #expect(cut.gaps == [": malformed"])
        let deep = Self.read(
            #"{\rtf1 "# + String(repeating: #"{\*\x"#, count: 100_000) + " seed"
                + String(repeating: "}", count: 100_001)
        )
        #expect(deep.all.contains("seed"))
        #expect(deep.gaps == [": nesting-limit"])
        let bytes = try OfficeTests.bytes("libreoffice.rtf")
        for end in stride(from: 6, to: bytes.count, by: 97) {
            #expect(Collector.read(Array(bytes[..<end])).gaps == [": malformed"])
        }
        Collector.readChanged(bytes, in: 20, times: 40, seed: 7)
    }

    @Test func numbersThatLieDoNoHarm() {
        let found = Self.read(
            #"{\rtf1\u999999999999999999999 \uc-5\uc99999999999 \f-99999999999 \bin-7 a{\pict\bin99999999999999 bc"#
        )
        #expect(found.gaps.contains(": malformed"))
    }

    @Test func whatIsTooLargeBesideTheTextIsAGap() {
        var limits = ExtractionLimits()
        limits.memoryBytes = 1 << 16
        let found = Collector.read(
            Array((#"{\rtf1 a{\*\objdata "# + String(repeating: "41", count: 1 << 17) + "}b}").utf8),
            limits
        )
        #expect(found.gaps.contains(": memory-limit"))
        #expect(found.all.hasPrefix("ab"))
    }
}
