import Extraction
import Findings
import Testing

/// Objects of Git 2.39: one of a file, a pack with differences, and a bundle.
@Suite struct GitTests {
    private static let file = "blob 2d7c42edbc49b7dea33ce7f0e799e7d8522e4b92"
    private static let second = "blob 24a6eb83f2558663c318f85be20658cc7d90a0c1"
    private static let third = "blob a109a2f1cacd4a8a4b8ff1ae288aaf58e5b810b7"
    private static let zip = "blob dabec58dfd6c183315a165ee192e4dfad302e84f"

    private static func line(_ seed: String, _ found: Collector, in trail: String) -> Int? {
        found.pieces.first { $0.trail == trail && $0.text.contains(seed) }?.place.source?.line
    }

    @Test func looseObjectsAreRead() throws {
        let found = Collector.read(try OfficeTests.bytes("git-loose"))
        #expect(found.texts == ["\(Self.file): the seed of a file\n"])
        #expect(found.gaps == [])
    }

    @Test(arguments: ["git.pack", "git.bundle"])
    func packsAreReadWithTheirDifferences(_ name: String) throws {
        let bytes = try OfficeTests.bytes(name)
        let isWanted = Extractor.isWanted(for: bytes.span)
        #expect(isWanted)
        let found = Collector.read(bytes)
        #expect(found.gaps == [])
        #expect(found.texts.contains("\(Self.file): the seed of a file\n"))
        #expect(found.texts.contains("\(Self.zip)!in.txt: seed in a zip\n"))
        #expect(found.all.contains("third, the seed of a message"))
        #expect(found.all.contains("seed of a tag"))
        #expect(found.all.contains("notes.txt\n"))
        // Whichever version is whole, the lines of the others say where they stand.
        #expect(found.pieces.contains { $0.trail == Self.second && $0.text.contains("the seed of a delta") })
        #expect(found.pieces.contains { $0.trail == Self.third && $0.text.contains("the seed that came later") })
        let lines = [
            Self.line("the seed of a delta", found, in: Self.second),
            Self.line("the seed that came later", found, in: Self.third),
        ]
        #expect(lines.contains(41) || lines.contains(11))
        // What is the same in all versions is read once, but for what is near to something new.
        let copies = found.pieces.count { $0.text.contains("line 70 ") }
        #expect(copies == 1)
    }

    /// Tables of names and places hold no text, and are no gap.
    @Test func tablesAreNoGaps() throws {
        #expect(Collector.read(try OfficeTests.bytes("git.idx")).gaps == [])
    }

    @Test func packsThatAreCutShortArePartial() throws {
        let bytes = try OfficeTests.bytes("git.pack")
        let found = Collector.read(Array(bytes.prefix(bytes.count * 2 / 3)))
        #expect(found.gaps.contains(": malformed"))
        #expect(found.all.contains("the seed"))
    }

    @Test(arguments: ["git.pack", "git.bundle", "git-loose"])
    func changedBytesDoNoHarm(_ name: String) throws {
        let bytes = try OfficeTests.bytes(name)
        Collector.readChanged(bytes, in: 1, times: 100, seed: 3)
        Collector.readChanged(bytes, in: 10, times: 100, seed: 4)
    }

    /// Objects that double one another from a few bytes end at the limit.
    @Test func differencesThatMultiplyEnd() {
        /// An entry whose bytes are stored and not packed.
        func entry(_ kind: Int, _ content: [UInt8], _ head: [UInt8] = []) -> [UInt8] {
            var size = content.count >> 4
            var bytes = [UInt8(kind << 4 | content.count & 15 | (size > 0 ? 0x80 : 0))]
            while size > 0 {
                bytes.append(UInt8(size & 0x7F | (size > 0x7F ? 0x80 : 0)))
                size >>= 7
            }
            let count = ZipMaker.number(content.count, 2)
            return bytes + head + [0x78, 1, 1] + count + count.map { ~$0 } + content + [0, 0, 0, 0]
        }
        func number(_ value: Int) -> [UInt8] {
            value < 0x80 ? [UInt8(value)] : [UInt8(value & 0x7F | 0x80)] + number(value >> 7)
        }
        var pack = Array("PACK".utf8) + [0, 0, 0, 2, 0, 0, 3, 0xE8]
        // Short, so that its distance is a single byte.
        pack += entry(3, [UInt8](repeating: 65, count: 100))
        var lastLength = pack.count - 12
        var size = 100
        for _ in 0..<999 {
            // The whole twice, and a byte that is new.
            let whole: [UInt8] = [0xF0, UInt8(size & 0xFF), UInt8(size >> 8 & 0xFF), UInt8(size >> 16 & 0xFF)]
            let next = size * 2 + 1 < 1 << 20 ? size * 2 + 1 : size + 1
            let delta = number(size) + number(next) + (next > size + 1 ? whole + whole : whole) + [1, 66]
            let before = pack.count
            // Each differs from the one before, whose length is known from its own bytes.
            pack += entry(6, delta, [UInt8(truncatingIfNeeded: lastLength)])
            lastLength = pack.count - before
            size = next
        }
        let found = Collector.read(pack)
        #expect(!found.gaps.isEmpty)
        #expect(found.byteCount < 64 << 20)
    }
}
