import Compression
import Extraction
import Findings
import Testing

/// What streams of PDF files are packed with, and how far they are unpacked.
@Suite struct PDFStreamTests {
    private static func unpacked(_ raw: [UInt8], _ names: String..., limit: Int = 1 << 20) -> PDFFilters.Result? {
        PDFFilters.unpack(raw, names.map { PDFFilters.Filter($0) }, upTo: limit)
    }

    private static func text(_ result: PDFFilters.Result?) -> String? {
        result.map { String(decoding: $0.bytes, as: UTF8.self) }
    }

    @Test func filtersOfTextAreUndone() {
        #expect(Self.text(Self.unpacked(Array("73 65 65 64>".utf8), "/ASCIIHexDecode")) == "seed")
        #expect(Self.text(Self.unpacked(Array("F(Jon +EVgG~>".utf8), "/ASCII85Decode")) == "seed two")
        #expect(Self.unpacked(Array("zF(J~>".utf8), "/A85")?.bytes == [0, 0, 0, 0, 0x73, 0x65])
        #expect(Self.text(Self.unpacked([3, 0x73, 0x65, 0x65, 0x64, 254, 0x21, 128, 9], "/RL")) == "seed!!!")
        // ISO 32000-1, section 7.4.4.2, example 1.
        let packed: [UInt8] = [0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01]
        #expect(Self.unpacked(packed, "/LZWDecode")?.bytes == [45, 45, 45, 45, 45, 65, 45, 45, 45, 66])
        #expect(Self.text(Self.unpacked(Array("3373 6565643E".utf8), "/AHx", "/Crypt")) == "3seed>")
        #expect(Self.unpacked([1], "/DCTDecode") == nil)
    }

    @Test func predictorsAreUndone() {
        var filter = PDFFilters.Filter("/Crypt")
        (filter.predictor, filter.columns) = (12, 3)
        let rows: [UInt8] = [0, 1, 2, 3, 2, 1, 1, 1, 1, 5, 1, 1, 4, 1, 1, 1]
        let expected: [UInt8] = [1, 2, 3, 2, 3, 4, 5, 6, 7, 6, 7, 8]
        #expect(PDFFilters.unpack(rows, [filter], upTo: 100)?.bytes == expected)
        (filter.predictor, filter.colors) = (2, 1)
        #expect(PDFFilters.unpack([1, 1, 1, 2, 1, 1], [filter], upTo: 100)?.bytes == [1, 2, 3, 2, 3, 4])
        (filter.predictor, filter.columns, filter.colors, filter.bits) = (12, 2_000_000_000, 32, 16)
        #expect(PDFFilters.unpack(rows, [filter], upTo: 100) == nil)
    }

    @Test func nothingIsUnpackedFurtherThanAskedFor() {
        let run = [UInt8](repeating: 0x81, count: 2000)
        let result = Self.unpacked(run, "/RunLengthDecode", "/RunLengthDecode", limit: 4096)
        #expect(result?.isWhole == false)
        #expect((result?.bytes.count ?? 0) < 3 * 4096)
    }

    /// Blocks of DEFLATE that are 64 KiB of one byte each: `count` of them after two that say that they are zlib's.
    private static func zeroes(_ count: Int) -> [UInt8] {
        // A block with fixed codes: a zero, 255 copies of 258 bytes, and the end of the block.
        var (bytes, buffer, bits): ([UInt8], Int, Int) = ([0x78, 0xDA], 0, 0)
        func put(_ value: Int, _ width: Int) {
            buffer |= value << bits
            bits += width
            while bits >= 8 {
                bytes.append(UInt8(truncatingIfNeeded: buffer))
                (buffer, bits) = (buffer >> 8, bits - 8)
            }
        }
        for _ in 0..<count {
            put(0b010, 3)
            // The literal 0 is 00110000, the length 258 is 11000101, both from their first bit on; distance 1 is 00000.
            put(0b0000_1100, 8)
            for _ in 0..<255 {
                put(0b1010_0011, 8)
                put(0, 5)
            }
            put(0, 7)
        }
        put(0b011, 3)
        put(0, 7)
        put(0, 8)
        return bytes
    }

    @Test func streamsThatGrowTooFarAreDisarmed() {
        func file(_ packed: [UInt8], _ dictionary: String = "/Type /ObjStm") -> [UInt8] {
            Array("%PDF-1.7\n7 0 obj << \(dictionary) >>\nstream\n".utf8) + packed + Array("\nendstream endobj\n".utf8)
        }
        var honest = file(Self.zeroes(100))
        let before = honest
        #expect(!PDFBombs.disarm(&honest))
        #expect(honest == before)
        var bomb = file(Self.zeroes(1100))
        #expect(PDFBombs.disarm(&bomb))
        #expect(bomb != before)
        // Pictures may be large, and hold no text.
        var picture = file(Self.zeroes(1100), "/Subtype /Image /Width 9000")
        #expect(!PDFBombs.disarm(&picture))
    }

    @Test func contentThatGrowsTooFarIsAGap() {
        let packed = Self.zeroes(1100)
        var file = Array("%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n".utf8)
        file += Array("2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n".utf8)
        file += Array("3 0 obj << /Type /Page /Parent 2 0 R /Contents 4 0 R >> endobj\n".utf8)
        file += Array("4 0 obj << /Filter /FlateDecode /Length \(packed.count) >> stream\n".utf8) + packed
        file += Array("\nendstream endobj\ntrailer << /Root 1 0 R /Size 5 >>\n%%EOF\n".utf8)
        #expect(Collector.read(file).gaps.contains { $0.hasSuffix("expansion-limit") })
    }

    /// What comes before a damage is read, however short it is.
    @Test func whatIsDamagedIsReadUpToTheDamage() throws {
        var zip = ZipMaker.file([ZipMaker.Member("a.txt", "the seed")])
        // Sums of nothing, in the header and in the directory.
        let place = try #require(zip.firstRange(of: [0x50, 0x4B, 1, 2])).lowerBound
        zip.replaceSubrange(14..<18, with: [1, 2, 3, 4])
        zip.replaceSubrange(place + 16..<place + 20, with: [1, 2, 3, 4])
        let found = Collector.read(zip)
        #expect(found.all == "the seed")
        #expect(found.gaps == ["a.txt: malformed"])
    }
}
