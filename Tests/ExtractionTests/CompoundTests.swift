import Extraction
import Findings
import Testing

/// Files of streams in folders: LibreOffice 7.4 wrote the documents of Word, Excel and PowerPoint; extract_msg 0.57 and oletools 0.60
/// read the same in the message and the macro.
@Suite struct CompoundTests {
    private static func text(_ found: Collector, _ part: TextOrigin.Part) -> String {
        found.pieces.filter { $0.part == part }.map(\.text).joined()
    }

    @Test func messagesOfOutlookAreReadInAllTheirParts() throws {
        let found = try OfficeTests.read("outlook.msg")
        #expect(found.gaps == [])
        let header = Self.text(found, .header)
        for seed in [
            "Subject: seed of the subject\n", "From: Ada Ř\n", "From: ada@acme.example\n", "seed of the headers",
            "Name: Grace Example\n", "Address: grace@acme.example\n",
        ] { #expect(header.contains(seed), "\(seed)") }
        #expect(found.texts.contains(": seed of the plain body\n"))
        let body = found.pieces.filter { $0.trail == "body" }.map(\.text).joined()
        // As a web page in the code page of the message, and as packed RTF.
        for seed in ["seed of the page Grüße", "seed of a title", "card 5425278152008031"] {
            #expect(body.contains(seed), "\(seed)")
        }
        #expect(found.texts.contains("long name.txt: seed of an attachment"))
        let inner = found.pieces.filter { $0.trail == "inner mail" }.map(\.text).joined()
        #expect(inner.contains("Subject: seed of an inner subject\n") && inner.contains("seed of an inner body"))
        Collector.readChanged(try OfficeTests.bytes("outlook.msg"), in: 20, times: 40, seed: 8)
    }

    @Test func documentsInDocumentsAndMacrosAreRead() throws {
        let found = try OfficeTests.read("nested.xls")
        #expect(found.gaps == [])
        let cells = found.pieces.compactMap { piece in
            piece.place.row.map { "\($0):\(piece.place.column ?? 0) \(piece.text.filter { $0 != "\t" && $0 != "\n" })" }
        }
        // As the formats of the cells show them.
        #expect(cells.contains("2:3 17.05.1990") && cells.contains("2:4 00501"))
        #expect(cells.contains("2:2 5425278152008031"))
        #expect(found.pieces.first { $0.text.contains("hidden sheet") }?.part == .hidden)
        #expect(Self.text(found, .hidden).contains("p = \"seed of a macro ř\""))
        #expect(Self.text(found, .link).contains("https://seed.example/x"))
        let body = Self.text(found, .body)
        #expect(body.contains("card 5425278152008031"))
        #expect(body.contains("Name\tCard\nAda\tseed of a cell\n"))
        Collector.readChanged(try OfficeTests.bytes("nested.xls"), in: 20, times: 30, seed: 2)
    }

    @Test func documentsOfWordAreReadInAllTheirParts() throws {
        let found = try OfficeTests.read("libreoffice.doc")
        #expect(found.gaps == [])
        let body = Self.text(found, .body)
        for seed in [
            "Body Grüße € Привет 日本 😀 card 5425278152008031", "Name\tCard\nAda\tseed of a cell\n", "seed of a note",
            "seed of the header", "seed of the footer", "seed of a comment", "seed of a box",
            "https://seed.example/link",
        ] { #expect(body.contains(seed), "\(seed)") }
        let properties = Self.text(found, .metadata)
        for seed in [
            "title: seed of the title\n", "author: Ada Example\n", "Case: seed of a property\n", "Grace Example",
        ] {
            #expect(properties.contains(seed), "\(seed)")
        }
    }

    @Test func presentationsAreReadInAllTheirParts() throws {
        let found = try OfficeTests.read("libreoffice.ppt")
        #expect(found.gaps == [])
        for seed in ["seed of a title Grüße\n", "seed of a body\n", "seed of a cell\n", "seed of a note\n"] {
            #expect(found.all.contains(seed), "\(seed)")
        }
        #expect(Self.text(found, .metadata).contains("AppVersion: "))
    }

    @Test func encryptedPresentationsAreGaps() {
        let user = [UInt8](repeating: 0, count: 12) + [0xDF, 0xC4, 0xD1, 0xF3]
        let found = Collector.read(
            LegacyTests.file([("PowerPoint Document", [UInt8](repeating: 0xA5, count: 600)), ("Current User", user)])
        )
        #expect(found.gaps == [": encrypted"])
    }

    @Test func foldersInCirclesEnd() throws {
        var file = try OfficeTests.bytes("outlook.msg")
        // Each entry of the folder is beside itself, before itself and in itself.
        let name: [UInt8] = Array("R\0o\0o\0t\0 \0E\0".utf8)
        let start = try #require(file.indices.first { $0 + 512 < file.count && file[$0..<$0 + 12].elementsEqual(name) })
        for entry in 0..<4 {
            for (place, link) in [(68, entry), (72, 1), (76, 0)] {
                for (offset, byte) in ZipMaker.number(link, 4).enumerated() {
                    file[start + 128 * entry + place + offset] = byte
                }
            }
        }
        // Whatever has no folder any more is read all the same.
        #expect(Collector.read(file).all.contains("seed of the subject"))
    }

    @Test func stringsBeforeExcel97AreInTheirCodePage() {
        func record(_ type: Int, _ bytes: [UInt8]) -> [UInt8] {
            ZipMaker.number(type, 2) + ZipMaker.number(bytes.count, 2) + bytes
        }
        let cell = ZipMaker.number(0, 2) + ZipMaker.number(1, 2) + ZipMaker.number(0, 2)
        let label: [UInt8] = Array("seed ".utf8) + [0xE6]
        let book =
            record(0x0809, [0, 5, 5, 0]) + record(0x0042, ZipMaker.number(1251, 2))
            + record(0x0085, ZipMaker.number(0, 6) + [5] + Array("Staff".utf8)) + record(0x000A, [])
            + record(0x0809, [0, 5, 0x10, 0])
            + record(0x0204, cell + ZipMaker.number(label.count, 2) + label) + record(0x000A, [])
        let found = Collector.read(LegacyTests.file([("Book", book)]))
        #expect(found.texts.contains { $0.hasPrefix(": ") && $0.contains("seed ж") })
        #expect(found.sheets == ["Staff"])
    }

    // MARK: Notebooks

    @Test func notebooksAreReadByTheirRuns() {
        let start: [UInt8] = [
            0xE4, 0x52, 0x5C, 0x7B, 0x8C, 0xD8, 0xA7, 0x4D, 0xAE, 0xB1, 0x53, 0x78, 0xD0, 0x29, 0x96, 0xD3,
        ]
        let mark: [UInt8] = [
            0xE7, 0x16, 0xE3, 0xBD, 0x65, 0x26, 0x11, 0x45, 0xA4, 0xC4, 0x8D, 0x4D, 0x0B, 0x7A, 0x9E, 0xAC,
        ]
        let zip = ZipMaker.file([ZipMaker.Member("inner.txt", "seed in a zip")])
        let wide = "seed of a page".utf16.flatMap { ZipMaker.number(Int($0), 2) }
        var bytes = start + [UInt8](repeating: 0, count: 100) + wide + [0, 0, 1, 2]
        bytes += mark + ZipMaker.number(zip.count, 8) + ZipMaker.number(0, 12) + zip + Array("seed in letters".utf8)
        let found = Collector.read(bytes)
        #expect(found.gaps == [": unsupported-format"])
        #expect(found.texts.contains("attachment!inner.txt: seed in a zip"))
        #expect(Self.text(found, .runs).contains("seed of a page\n"))
        #expect(Self.text(found, .runs).contains("seed in letters\n"))
        // A file that claims to be longer than the notebook.
        _ = Collector.read(start + mark + [UInt8](repeating: 0xFF, count: 40))
    }

    @Test func drawingsOfOldVisioAreGaps() {
        let found = Collector.read(LegacyTests.file([("VisioDocument", Array("Visio (TM) Drawing seed".utf8))]))
        #expect(found.gaps == [": unsupported-format"])
        #expect(found.all.contains("seed"))
    }
}
