import Extraction
import Findings
import Foundation
import Testing

/// Files that pyarrow 26.0 and fastavro 1.13 made, of the same 24 records as far as each can.
@Suite struct ColumnarTests {
    private static func values(_ found: Collector) -> [String] {
        found.pieces.compactMap { piece in
            guard let record = piece.place.record else { return nil }
            return
                "\(record) \(piece.place.jsonPath ?? "") \(piece.text.trimmingCharacters(in: .whitespacesAndNewlines))"
        }
    }

    @Test(arguments: ["pyarrow.parquet", "pyarrow-delta.parquet", "pyarrow.orc"])
    func columnsAreReadWithRecordsAndPaths(_ name: String) throws {
        let found = try OfficeTests.read(name)
        #expect(found.gaps == [])
        let values = Set(Self.values(found))
        var expected = Set<String>()
        for index in 0..<24 {
            expected.insert("\(index) $.name Name\(index) Grüße")
            if index == 7 {
                expected.insert("7 $.card_number 4242424242424242")
            } else if index % 5 != 0 {
                expected.insert("\(index) $.card_number c\(index % 3)")
            }
            expected.insert("\(index) $.num \(index * 1_000_003 - 5)")
            expected.insert("\(index) $.born 1980-01-\(index < 9 ? "0" : "")\(index + 1)")
            expected.insert("\(index) $.amount 0.\(index < 10 ? "0" : "")\(index)")
            for tag in 0..<index % 3 { expected.insert("\(index) $.person.tags[\(tag)] t\(index)-\(tag)") }
            expected.insert("\(index) $.person.ibans[0].iban \(index == 9 ? "DE89370400440532013000" : "X\(index)")")
        }
        #expect(values == expected)
        #expect(found.columns.contains(["person.ibans.iban"]) && found.columns.contains(["card_number"]))
    }

    @Test(arguments: ["fastavro-deflate.avro", "fastavro-snappy.avro"])
    func recordsOfAvroAreRead(_ name: String) throws {
        let found = try OfficeTests.read(name)
        #expect(found.gaps == [])
        let values = Self.values(found)
        for index in 0..<24 {
            #expect(values.contains("\(index) $.name Name\(index) Grüße"))
            #expect(values.contains("\(index) $.born 1980-01-\(index < 9 ? "0" : "")\(index + 1)"))
            #expect(values.contains("\(index) $.settings.Passwort Passwort: Sommer\(index)!x"))
            for tag in 0..<index % 3 { #expect(values.contains("\(index) $.tags[\(tag)] t\(index)-\(tag)")) }
            if index % 2 == 0 { #expect(values.contains("\(index) $.bank.next.iban iban: Y\(index)")) }
        }
        #expect(values.contains("7 $.card_number 4242424242424242"))
        #expect(values.contains("10 $.bank.iban DE89370400440532013000"))
        let columns = ["name", "card_number", "born", "tags", "settings", "bank.iban", "bank.next"]
        #expect(found.columns.allSatisfy { $0 == columns })
    }

    /// Feather files of pyarrow 26, packed by LZ4, by Zstandard and not at all, with views, dictionaries and unions.
    @Test(arguments: ["pyarrow-lz4.arrow", "pyarrow-zstd.arrow", "pyarrow-plain.arrow"])
    func arrowFilesAreReadRowByRow(_ name: String) throws {
        let found = try OfficeTests.read(name)
        #expect(found.gaps == [])
        let values = found.pieces.filter { $0.place.record != nil }.map { piece in
            let text = piece.text.trimmingCharacters(in: .whitespacesAndNewlines)
            return "\(piece.place.record ?? -1) \(piece.place.jsonPath ?? "") \(text)"
        }
        for value in [
            "0 $.name Ada Grüße", "2 $.name a text that is longer than twelve bytes", "0 $.number 4242424242424242",
            "0 $.nested.cards[0].card 5425278152008031", "0 $.nested.cards[1].card 378282246310005",
            "0 $.kind seed of a dictionary", "2 $.kind seed of a dictionary", "0 $.born 1990-05-17",
            "0 $.at 2024-05-06T07:08:09Z", "0 $.amount 12.50", "0 $.on true", "0 $.ratio 2.5",
            "0 $.pairs.key key: seed of a map", "0 $.data seed of data", "0 $.small 200", "0 $.three[2] 7",
            "2 $.name2 seed of a view", "0 $.large seed of a large text", "0 $.noon 12:30:00Z",
        ] {
            #expect(values.contains(value), "\(value) in \(values)")
        }
        #expect(!values.contains { $0.hasPrefix("1 $.name") })
        #expect(found.pieces.contains { $0.part == .metadata && $0.text.contains("note: seed of the schema") })
    }

    @Test func changedArrowFilesNeverTrap() throws {
        for name in ["pyarrow-lz4.arrow", "pyarrow-plain.arrow"] {
            let bytes = try OfficeTests.bytes(name)
            Collector.readChanged(bytes, in: 4, times: 300, seed: 31)
            for count in stride(from: 8, to: bytes.count, by: 61) { _ = Collector.read(Array(bytes.prefix(count))) }
        }
        let short = try OfficeTests.bytes("pyarrow-plain.arrow")
        #expect(Collector.read(Array(short.prefix(2000))).gaps == [": malformed"])
    }

    @Test func notesOfSchemasAreRead() throws {
        let found = try OfficeTests.read("fastavro-notes.avro")
        #expect(found.gaps == [])
        for seed in ["seed of a record", "seed of a field", "seed of a default"] { #expect(found.all.contains(seed)) }
    }

    @Test func packingsThatNobodyReadsAreGaps() throws {
        let found = try OfficeTests.read("pyarrow-brotli.parquet")
        #expect(found.gaps == [": unsupported-format"])
    }

    @Test(arguments: ["pyarrow.parquet", "pyarrow.orc", "fastavro-deflate.avro"])
    func whatIsCutShortIsSaidToBe(_ name: String) throws {
        let bytes = try OfficeTests.bytes(name)
        let found = Collector.read(Array(bytes.prefix(bytes.count / 2)))
        #expect(found.gaps == [": malformed"])
    }

    @Test(
        arguments: [
            "pyarrow.parquet", "pyarrow-delta.parquet", "pyarrow.orc", "fastavro-deflate.avro", "fastavro-snappy.avro",
        ]
    )
    func changedBytesNeverTrap(_ name: String) throws {
        Collector.readChanged(try OfficeTests.bytes(name), in: 6, times: 150, seed: 24)
    }

    /// A schema of types that hold each other would have more leaves than anything could count.
    @Test func schemasWithoutEndEnd() {
        // Each record has ten fields of the one before: 10 to the power of 14 leaves.
        var types = "{\"type\":\"record\",\"name\":\"R0\",\"fields\":[]}"
        for level in 1..<15 {
            let others = (1..<10).map { ",{\"name\":\"f\($0)\",\"type\":\"R\(level - 1)\"}" }.joined()
            types =
                "{\"type\":\"record\",\"name\":\"R\(level)\",\"fields\":[{\"name\":\"f0\",\"type\":\(types)}\(others)]}"
        }
        func text(_ text: String) -> [UInt8] {
            var count = text.utf8.count * 2
            var bytes: [UInt8] = []
            while count >= 128 {
                bytes.append(UInt8(count & 127 | 128))
                count >>= 7
            }
            return bytes + [UInt8(count)] + Array(text.utf8)
        }
        let mark = [UInt8](repeating: 7, count: 16)
        let header = [0x4F, 0x62, 0x6A, 1, 2] + text("avro.schema") + text(types) + [0] + mark
        #expect(Collector.read(header).gaps == [])
        // A record of it takes no bytes, and more steps than anybody has.
        #expect(Collector.read(header + [2, 0] + mark).gaps == [": malformed"])
        let list = "{\"type\":\"array\",\"items\":\"null\"}"
        let endless = [0x4F, 0x62, 0x6A, 1, 2] + text("avro.schema") + text(list) + [0] + mark
        let block: [UInt8] = [0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, 0]
        let bomb = Collector.read(endless + [2, UInt8(block.count * 2)] + block + mark)
        #expect(bomb.gaps == [": malformed"])
    }
}

/// Blocks of Snappy and LZ4 that say more than they are.
@Suite struct HostileBlockTests {
    private func avro(_ codec: String, _ block: [UInt8]) -> [UInt8] {
        func text(_ text: String) -> [UInt8] { [UInt8(text.utf8.count * 2)] + Array(text.utf8) }
        let mark = [UInt8](repeating: 7, count: 16)
        return [0x4F, 0x62, 0x6A, 1, 4] + text("avro.schema") + text("\"string\"") + text("avro.codec") + text(codec)
            + [0]
            + mark + [2, UInt8(block.count * 2)] + block + mark
    }

    @Test func honestBlocksAreRead() {
        let seed = Array("seed".utf8)
        #expect(Collector.read(avro("snappy", [5, 4 << 2, 8] + seed + [0, 0, 0, 0])).all.contains("seed"))
        #expect(Collector.read(avro("null", [8] + seed)).all.contains("seed"))
    }

    @Test(
        arguments: [
            [0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0], [5, 0xFE, 1, 0, 0], [64, 0, 65, 0xFE, 9, 0],
            [5, 0xFC, 0xFF, 0xFF, 0xFF],
            [4, 0xF0], [], [0x80],
        ] as [[UInt8]]
    )
    func liesAreDamages(_ block: [UInt8]) {
        #expect(Collector.read(avro("snappy", block + [0, 0, 0, 0])).gaps == [": malformed"])
    }
}
