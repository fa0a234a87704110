import Extraction
import Findings
import Testing

/// Documents of Office before 2007: a workbook that xlwt 1.3 wrote, and files that the tests build by the specifications.
@Suite struct LegacyTests {
    private static func cells(_ found: Collector) -> [String] {
        found.pieces.compactMap { piece in
            guard let row = piece.place.row, let column = piece.place.column else { return nil }
            return "\(row):\(column) \(piece.text.filter { $0 != "\t" && $0 != "\n" })"
        }
    }

    @Test func workbooksAreRead() throws {
        let found = Collector.read(try OfficeTests.bytes("xlwt.xls"))
        #expect(found.gaps == [])
        let cells = Self.cells(found)
        #expect(
            cells.prefix(7) == [
                "1:1 Name", "1:2 Number", "2:1 Ada Grüße €", "2:2 5425278152008031", "3:1 half", "3:2 1.5", "4:2 501",
            ]
        )
        // Strings that go on in further records are whole.
        for number in 0..<600 {
            #expect(cells.contains("\(number + 1):3 shared seed number \(number) \(String(repeating: "x", count: 20))"))
        }
        #expect(found.sheets == ["Staff", "Two"])
    }

    /// A file of streams, each of whole sectors of 512 bytes.
    static func file(_ streams: [(name: String, bytes: [UInt8])]) -> [UInt8] {
        func number(_ value: Int, _ width: Int) -> [UInt8] { ZipMaker.number(value, width) }
        var data: [UInt8] = []
        var table: [Int] = [0xFFFF_FFFD]
        var folder: [UInt8] = []
        func entry(_ name: String, _ kind: Int, _ start: Int, _ count: Int) -> [UInt8] {
            var units = name.utf16.flatMap { number(Int($0), 2) }
            let length = units.count + 2
            units += [UInt8](repeating: 0, count: 64 - units.count)
            return units + number(length, 2) + [UInt8(kind), 1] + number(-1, 4) + number(-1, 4) + number(1, 4)
                + [UInt8](repeating: 0, count: 36) + number(start, 4) + number(count, 8)
        }
        folder += entry("Root Entry", 5, 0xFFFF_FFFE, 0)
        for stream in streams {
            // Long streams only: short ones lie elsewhere.
            let bytes =
                stream.bytes
                + [UInt8](repeating: 0, count: max(4096, (stream.bytes.count + 511) / 512 * 512) - stream.bytes.count)
            let start = table.count
            folder += entry(stream.name, 2, start, bytes.count)
            data += bytes
            for sector in 1...bytes.count / 512 {
                table.append(sector == bytes.count / 512 ? 0xFFFF_FFFE : start + sector)
            }
        }
        while folder.count % 512 != 0 { folder.append(0) }
        let start = table.count
        for sector in 1...folder.count / 512 {
            table.append(sector == folder.count / 512 ? 0xFFFF_FFFE : start + sector)
        }
        var header: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 16)
        header +=
            number(0x3E, 2) + number(3, 2) + number(0xFFFE, 2) + number(9, 2) + number(6, 2)
            + [UInt8](repeating: 0, count: 6)
        header +=
            number(0, 4) + number(1, 4) + number(start, 4) + number(0, 4) + number(4096, 4) + number(0xFFFF_FFFE, 4)
        header += number(0, 4) + number(0xFFFF_FFFE, 4) + number(0, 4) + number(0, 4)
        while header.count < 512 { header += number(0xFFFF_FFFF, 4) }
        var sectors = table.flatMap { number($0, 4) }
        while sectors.count < 512 { sectors += number(0xFFFF_FFFF, 4) }
        return header + sectors.prefix(512) + data + folder
    }

    private static func wide(_ text: String) -> [UInt8] { text.utf16.flatMap { ZipMaker.number(Int($0), 2) } }

    @Test func piecesOfWordDocumentsAreJoined() {
        let narrow = Array("The se".utf8)
        let broad = Self.wide("ed of Wörd\r")
        var document = [UInt8](repeating: 0, count: 0x1AA)
        (document[0], document[1], document[11]) = (0xEC, 0xA5, 2)
        let narrowStart = 1024
        document += [UInt8](repeating: 0, count: narrowStart - document.count) + narrow
        document += [UInt8](repeating: 0, count: 2048 - document.count) + broad
        let count = narrow.count
        var pieces = [0, count, count + broad.count / 2].flatMap { ZipMaker.number($0, 4) }
        pieces += [0, 0] + ZipMaker.number(0x4000_0000 | narrowStart * 2, 4) + [0, 0]
        pieces += [0, 0] + ZipMaker.number(2048, 4) + [0, 0]
        let table: [UInt8] = [1, 2, 0, 9, 9, 2] + ZipMaker.number(pieces.count, 4) + pieces
        for (offset, byte) in (ZipMaker.number(16, 4) + ZipMaker.number(table.count, 4)).enumerated() {
            document[0x1A2 + offset] = byte
        }
        let found = Collector.read(
            Self.file([("WordDocument", document), ("1Table", [UInt8](repeating: 0, count: 16) + table)])
        )
        #expect(found.texts == [": The seed of Wörd\n"])
        #expect(found.gaps == [])
    }

    @Test func slidesAndOtherStreamsAreRead() {
        func atom(_ type: Int, _ bytes: [UInt8], version: Int = 0) -> [UInt8] {
            ZipMaker.number(version, 2) + ZipMaker.number(type, 2) + ZipMaker.number(bytes.count, 4) + bytes
        }
        let slides = atom(
            0x03EE,
            atom(0x0FA0, Self.wide("wide seed")) + atom(0x0FA8, Array("narrow seed".utf8)),
            version: 15
        )
        let found = Collector.read(Self.file([("PowerPoint Document", slides), ("Other", Self.wide("another seed"))]))
        #expect(found.all == "wide seed\nnarrow seed\nanother seed\n")
    }

    @Test func encryptedDocumentsAreGaps() {
        #expect(Collector.read(Self.file([("EncryptedPackage", [1, 2, 3])])).gaps == [": encrypted"])
    }

    @Test func whatIsUnknownIsTold() {
        let found = Collector.read(Self.file([("Something", Array("a readable seed".utf8))]))
        #expect(found.all == "a readable seed\n")
        #expect(found.gaps == [": unsupported-format"])
    }

    @Test func circlesEnd() {
        var file = Self.file([("WordDocument", [UInt8](repeating: 65, count: 8192))])
        // Each sector of the stream is followed by its first.
        for index in 2..<16 {
            for (offset, byte) in ZipMaker.number(1, 4).enumerated() { file[512 + 4 * index + offset] = byte }
        }
        _ = Collector.read(file)
    }

    @Test func changedBytesDoNoHarm() throws {
        let bytes = try OfficeTests.bytes("xlwt.xls").prefix(20_000)
        Collector.readChanged(Array(bytes), in: 10, times: 40, seed: 3)
    }
}
