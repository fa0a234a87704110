import Extraction
import Findings
import Testing

/// Pictures, sounds and films, written by Pillow, exiftool 12.57, libheif, ffmpeg 5.1, oggenc 1.4 and mutagen 1.47.
@Suite struct MediaTests {
    private static let exif = [
        "r.lindqvist@acme-tools.com", "max.muster@acme-tools.com", "4131 7779 6504 5583", "Owner name: Max Muster",
    ]
    private static let place = "GPS Position: 52.520007, -13.404954"

    static let files: [(String, [String: [String]])] = [
        (
            "exiftool.jpg",
            [
                "EXIF": exif + ["Artist: Jürgen Lindqvist", "BodySerialNumber: 0123456789"], "EXIF GPS": [place],
                "IPTC": ["Contact: iptc.person@acme-tools.com", "Caption: Größe über alles"],
                "XMP": ["creator: xmp.person@acme-tools.com"], "XMP GPS": ["48.100000, 11.500000"],
                "JPEG comment": ["comment.person@acme-tools.com"],
            ]
        ),
        (
            "exiftool.tif",
            [
                "EXIF": exif, "EXIF GPS": [place], "IPTC": ["iptc.person@acme-tools.com"],
                "XMP": ["xmp.person@acme-tools.com"],
            ]
        ),
        (
            "exiftool.png",
            [
                "EXIF": exif, "EXIF GPS": [place], "XMP": ["xmp.person@acme-tools.com"],
                "PNG text": [
                    "Author: png.person@acme-tools.com", "zpng.person@acme-tools.com",
                    "itxt Jürgen ipng.person@acme-tools.com",
                ],
            ]
        ),
        ("exiftool.gif", ["GIF comment": ["gif.person@acme-tools.com"], "XMP": ["xmp.person@acme-tools.com"]]),
        ("exiftool.webp", ["EXIF": exif, "EXIF GPS": [place], "XMP": ["xmp.person@acme-tools.com"]]),
        ("exiftool.heic", ["EXIF": exif, "EXIF GPS": [place], "XMP": ["xmp.person@acme-tools.com"]]),
        (
            "exiftool.mp4",
            [
                "MP4": [
                    "Artist: mp4.person@acme-tools.com", "Comment: mp4c.person@acme-tools.com",
                    "ud.person@acme-tools.com",
                ],
                "MP4 GPS": ["GPS Position: 52.520000, -13.405000"], "XMP": ["xmpm.person@acme-tools.com"],
            ]
        ),
        ("ffmpeg.m4a", ["MP4": ["Artist: m4a.person@acme-tools.com"]]),
        ("ffmpeg.avi", ["RIFF": ["Artist: avi.person@acme-tools.com", "Comment: mp4c.person@acme-tools.com"]]),
        (
            "mutagen.mp3",
            [
                "ID3": [
                    "Artist: mp3.person@acme-tools.com", "comm.person@acme-tools.com", "txxx.person@acme-tools.com",
                ],
                "ID3v1": ["Artist: mp3.person@acme-tools.com"], "picture!EXIF": exif, "picture!EXIF GPS": [place],
            ]
        ),
        ("mutagen.flac", ["Vorbis comment": ["flac.person@acme-tools.com"]]),
        ("mutagen.wav", ["ID3": ["wav.person@acme-tools.com"]]),
        ("oggenc.ogg", ["Vorbis comment": ["ogg.person@acme-tools.com", "CONTACT: ogg2.person@acme-tools.com"]]),
    ]

    @Test(arguments: files)
    func whatIsWrittenInIsRead(_ name: String, _ expected: [String: [String]]) throws {
        let bytes = try OfficeTests.bytes(name)
        let isWanted = Extractor.isWanted(for: bytes.span)
        #expect(isWanted)
        let found = Collector.read(bytes)
        #expect(found.gaps == [], "\(name)")
        for (trail, texts) in expected {
            let text = found.pieces.filter { $0.trail == trail }.map(\.text).joined()
            for wanted in texts { #expect(text.contains(wanted), "\(name) \(trail): \(text)") }
        }
        #expect(found.pieces.allSatisfy { $0.part == .metadata || $0.part == .runs })
        // Each block comes once.
        let trails = found.pieces.filter { $0.part == .metadata }.map(\.trail)
        #expect(Set(trails).count == trails.count, "\(trails)")
    }

    @Test(arguments: ["pillow.jpg", "pillow.png", "pillow.gif"])
    func picturesWithoutTextSayNothing(_ name: String) throws {
        let found = Collector.read(try OfficeTests.bytes(name))
        #expect(found.gaps == [])
        #expect(found.pieces == [])
    }

    @Test func pagesThatWereFaxedAreGaps() throws {
        #expect(Collector.read(try OfficeTests.bytes("pillow-fax.tif")).gaps == [": no-text"])
    }

    /// A picture that is a zip file as well is read as both.
    @Test func whatFollowsAPictureIsRead() throws {
        let zip = Collector.read(try OfficeTests.bytes("pillow-zip.jpg"))
        #expect(zip.texts == ["in.txt: zip.person@acme-tools.com\n"])
        #expect(zip.gaps == [])
        for name in ["pillow.jpg", "pillow.png", "pillow.gif"] {
            let behind = Collector.read(try OfficeTests.bytes(name) + Array("the seed behind the end\n".utf8))
            #expect(behind.texts == ["behind the end: the seed behind the end\n"], "\(name)")
        }
    }

    /// What is cut short says so, and what was there is read once.
    @Test(arguments: ["exiftool.jpg", "exiftool.png", "exiftool.gif", "exiftool.webp"])
    func picturesThatAreCutShortArePartial(_ name: String) throws {
        let bytes = try OfficeTests.bytes(name)
        let found = Collector.read(Array(bytes.prefix(bytes.count - 20)))
        #expect(found.gaps.contains(": malformed"), "\(name) \(found.gaps)")
    }

    @Test(arguments: files.map(\.0) + ["pillow-fax.tif"])
    func changedBytesDoNoHarm(_ name: String) throws {
        let bytes = try OfficeTests.bytes(name)
        Collector.readChanged(bytes, in: 1, times: 60, seed: 1)
        Collector.readChanged(bytes, in: 20, times: 60, seed: 2)
    }

    /// Folders that point to one another end.
    @Test func circlesOfFoldersEnd() {
        let number = ZipMaker.number
        // One folder whose fields are folders of fields, of pictures and of places, all of them itself, and which follows itself.
        var bytes: [UInt8] = Array("II".utf8) + number(42, 2) + number(8, 4) + number(3, 2)
        for tag in [0x8769, 0x8825, 0x014A] { bytes += number(tag, 2) + number(4, 2) + number(1, 4) + number(8, 4) }
        bytes += number(8, 4)
        #expect(Collector.read(bytes).gaps == [": no-text"])
        // Many of them, each of which points to all.
        var many: [UInt8] = Array("II".utf8) + number(42, 2) + number(8, 4)
        let size = 2 + 12 + 4
        for index in 0..<2000 {
            many += number(1, 2) + number(0x8769, 2) + number(4, 2) + number(1, 4) + number(8 + (index + 1) * size, 4)
            many += number(8 + (index + 2) * size, 4)
        }
        #expect(Collector.read(many).gaps.contains(": member-limit"))
    }

    /// Boxes in boxes, and boxes longer than what they lie in.
    @Test func boxesWithoutEndEnd() {
        func box(_ name: String, _ content: [UInt8], _ length: Int? = nil) -> [UInt8] {
            ZipMaker.number(length ?? content.count + 8, 4).reversed() + Array(name.utf8) + content
        }
        let start = box("ftyp", Array("isom".utf8) + [0, 0, 2, 0])
        var deep: [UInt8] = []
        for _ in 0..<5000 { deep = box("moov", deep) }
        #expect(Collector.read(start + deep).gaps == [": nesting-limit"])
        #expect(Collector.read(start + box("moov", [], 0x7FFF_FFFF)).gaps == [": malformed"])
        #expect(Collector.read(start + box("moov", [0, 0, 0, 0, 0x75, 0x64, 0x74, 0x61], 0)).gaps == [])
    }

    /// A packed text that unpacks to gigabytes is cut.
    @Test func packedTextsAreBounded() throws {
        var bytes = Array(try OfficeTests.bytes("pillow.png").prefix(33))
        // 64 MiB of zeroes, packed with zlib twice over would be less still: 4 MiB suffice.
        let packed = MediaTests.deflatedZeroes(4 << 20)
        let chunk = Array("Comment".utf8) + [0, 0] + packed
        bytes += ZipMaker.number(chunk.count, 4).reversed() + Array("zTXt".utf8) + chunk + [0, 0, 0, 0]
        bytes += [0, 0, 0, 0] + Array("IEND".utf8) + [0, 0, 0, 0]
        let found = Collector.read(bytes)
        #expect(found.byteCount < 2 << 20)
        #expect(!found.gaps.isEmpty)
    }

    /// A stream of zlib that unpacks to zeroes: copies of the longest length from the byte before, in fixed codes (RFC 1951).
    private static func deflatedZeroes(_ count: Int) -> [UInt8] {
        var (output, bits, width) = ([UInt8](), 0, 0)
        func put(_ value: Int, _ length: Int) {
            bits |= value << width
            width += length
            while width >= 8 {
                output.append(UInt8(bits & 0xFF))
                (bits, width) = (bits >> 8, width - 8)
            }
        }
        // A last block of fixed codes; the letter zero is eight bits, 00110000.
        put(1, 1)
        put(1, 2)
        put(0b0000_1100, 8)
        // Length 258 is code 285, eight bits 11000101; distance 1 is five zeroes.
        for _ in 0..<count / 258 {
            put(0b1010_0011, 8)
            put(0, 5)
        }
        put(0, 7)
        put(0, 8)
        return [0x78, 0x9C] + output
    }
}
