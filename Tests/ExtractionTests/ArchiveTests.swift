import Extraction
import Findings
import Testing

/// Containers that independent tools made.
@Suite struct ArchiveTests {
    private static let letter = "the seed of a letter\n"
    private static let wide = "der Samen\n"

    static let archives: [(String, [UInt8], [String])] = [
        ("zip", Fixtures.zip, ["src/letter.txt: \(letter)", "src/wide.txt: \(wide)"]),
        ("bzip2 in zip", Fixtures.zipOfBzip2, ["src/letter.txt: \(letter)"]),
        ("LZMA in zip", Fixtures.zipOfLZMA, ["src/letter.txt: " + String(repeating: letter, count: 5)]),
        ("tar.gz", Fixtures.tarGzip, ["src/letter.txt: \(letter)", "src/wide.txt: \(wide)"]),
        ("tar.xz", Fixtures.tarXZ, ["src/letter.txt: \(letter)"]),
        ("7z", Fixtures.sevenZip, ["src/letter.txt: \(letter)", "src/wide.txt: \(wide)"]),
        ("cpio", Fixtures.cpio, ["src/letter.txt: \(letter)"]),
        ("ar", Fixtures.ar, ["letter.txt: \(letter)"]),
        ("iso.gz", Fixtures.isoGzip, ["letter.txt: \(letter)", "wide.txt: \(wide)"]),
        ("xar", Fixtures.xar, ["src/letter.txt: \(letter)"]),
        ("xar of two members", Fixtures.twoInXar, ["a.txt: \(letter)", "b.txt: the second seed\n"]),
        ("zst", Fixtures.zstd, [": \(letter)"]),
        ("lz4", Fixtures.lz4, [": \(letter)"]),
        ("lz", Fixtures.lzip, [": \(letter)"]),
        ("lzma", Fixtures.lzma, [": \(letter)"]),
        ("gz of two members", Fixtures.gzipTwice, [": \(letter)a second member\n"]),
        ("tar.Z", Fixtures.tarCompress, ["src/letter.txt: \(letter)"]),
        (
            "warc", Fixtures.warc,
            [": software: libarchive/3.6.2\r\nformat: WARC file version 1.0\r\n", "src/letter.txt: \(letter)"]
        ),
        (
            "tar.gz and 7z in zip", Fixtures.nestedZip,
            [
                "a.tgz!src/letter.txt: \(letter)", "a.tgz!src/wide.txt: \(wide)", "a.7z!src/letter.txt: \(letter)",
                "a.7z!src/wide.txt: \(wide)",
            ]
        ),
    ]

    /// Python's `zipfile` wrote them; the second is in Windows-1252.
    @Test func commentsOfZipFilesAreRead() {
        let bytes = Fixtures.bytes(
            """
            UEsDBBQAAAAAAAAAIQCDFtyMAQAAAAEAAAAFAAAAYS50eHR4UEsBAhQDFAAAAAAAAAAhAIMW3IwBAAAAAQAAAAUAAAARAAAAAAAA
            AIABAAAAAGEudHh0R3L832Ugb2YgYSBtZW1iZXJQSwUGAAAAAAEAAQBEAAAAJAAAABAAc2VlZCBvZiB0aGUgZmlsZQ==
            """
        )
        let found = Collector.read(bytes)
        #expect(found.gaps == [])
        #expect(found.texts == [": seed of the file\nGr\u{FC}\u{DF}e of a member\n", "a.txt: x"])
        #expect(found.pieces.first?.part == .comment)
    }

    @Test func whatWasFetchedIsReadByItsAddress() {
        func record(_ address: String, _ type: String, _ body: String) -> String {
            "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: <\(address)>\r\nContent-Type: \(type)\r\n"
                + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)\r\n\r\n"
        }
        let http = "HTTP/1.1 200 OK\r\nX-Note: seed of a header\r\n\r\n"
        let file =
            record("https://a.example/1", "application/http; msgtype=response", http + "first seed")
            + record(
                "https://a.example/2",
                "application/http; msgtype=response",
                http + "<html><p>se<b>ed</b></p></html>"
            )
            + record("urn:x", "text/plain", "third seed")
        let found = Collector.read(Array(file.utf8))
        #expect(found.gaps == [])
        for (address, text) in [
            ("https://a.example/1", "first seed"), ("https://a.example/2", "\nseed\n "), ("urn:x", "third seed"),
        ] {
            #expect(found.pieces.filter { $0.part == .body && $0.trail == address }.map(\.text).joined() == text)
        }
        #expect(found.pieces.count { $0.part == .header && $0.text.contains("seed of a header") } == 2)
        // What is cut short is read as far as it goes, and said to be damaged.
        let short = Collector.read(Array(file.utf8.dropLast(8)))
        #expect(short.all.contains("third"))
        #expect(short.gaps == [": malformed"])
    }

    @Test(arguments: archives)
    func membersAreRead(_ name: String, _ bytes: [UInt8], _ texts: [String]) {
        let found = Collector.read(bytes)
        #expect(found.texts.sorted() == texts.sorted(), "\(name)")
        #expect(found.gaps == [], "\(name)")
        let isWanted = Extractor.isWanted(for: bytes.span)
        #expect(isWanted)
    }

    /// What it is in does not matter, and neither does how deep.
    @Test(arguments: archives)
    func archivesInArchivesAreRead(_ name: String, _ bytes: [UInt8], _ texts: [String]) {
        let file = ZipMaker.file([ZipMaker.Member("in", ZipMaker.file([ZipMaker.Member("er", bytes)]))])
        let found = Collector.read(file)
        let expected = texts.map { "in!er" + ($0.hasPrefix(":") ? "" : "!") + $0 }
        #expect(found.texts.sorted() == expected.sorted(), "\(name)")
        #expect(found.gaps == [], "\(name)")
    }

    @Test(arguments: [
        ("zip", Fixtures.encryptedZip, ["src/letter.txt: encrypted"]),
        ("7z", Fixtures.encryptedSevenZip, ["src/letter.txt: encrypted", "src/wide.txt: encrypted"]),
        ("7z with names", Fixtures.hiddenSevenZip, [": encrypted"]),
    ])
    func encryptedMembersAreGaps(_ name: String, _ bytes: [UInt8], _ gaps: [String]) {
        let found = Collector.read(bytes)
        #expect(found.gaps == gaps, "\(name)")
        #expect(found.texts == [], "\(name)")
    }

    /// Whatever is cut off or broken ends, and is not said to be whole.
    ///
    /// But for the format of `compress`, which has neither an end nor a sum.
    @Test(arguments: archives.map(\.0).filter { $0 != "tar.Z" })
    func whatIsCutShortIsSaidToBe(_ name: String) throws {
        let (_, bytes, texts) = try #require(Self.archives.first { $0.0 == name })
        for count in stride(from: 1, to: bytes.count, by: max(1, bytes.count / 60)) {
            let start = Array(bytes.prefix(count))
            let found = Collector.read(start)
            let isWanted = Extractor.isWanted(for: start.span)
            if found.texts.sorted() == texts.sorted() { continue }
            // A file of the first member alone is whole.
            if name == "gz of two members", found.texts == [": \(Self.letter)"] { continue }
            #expect(!found.gaps.isEmpty || !isWanted, "\(count) of \(name)")
        }
    }

    @Test(arguments: archives.map(\.0))
    func changedBytesDoNoHarm(_ name: String) throws {
        var bytes = try #require(Self.archives.first { $0.0 == name }).1
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        for _ in 0..<150 {
            state = state &* 6_364_136_223_846_793_005 &+ 1
            let index = Int(state >> 33) % bytes.count
            let old = bytes[index]
            bytes[index] = UInt8(truncatingIfNeeded: state >> 20)
            _ = Collector.read(bytes)
            if state & 1 == 0 { bytes[index] = old }
        }
    }

    @Test func whatNobodyReadsIsAGap() {
        let file = ZipMaker.file([
            ZipMaker.Member("a.vmdk", Array("KDMV".utf8) + [1, 0, 0, 0, 3, 0, 0, 0]),
            ZipMaker.Member("a.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 1]),
            ZipMaker.Member("b", [0, 1, 2, 3, 4, 5, 6, 7]), ZipMaker.Member("c", "text"),
        ])
        let found = Collector.read(file)
        #expect(found.gaps == ["a.vmdk: unsupported-format", "a.png: malformed", "b: unsupported-format"])
        #expect(found.texts.last == "c: text")
    }
}
