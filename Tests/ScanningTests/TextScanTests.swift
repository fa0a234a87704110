import Bytes
import BuiltInIdentifiers
import Detection
import Extraction
import Findings
import Fingerprints
import Identifiers
import Testing

@testable import TextScanning

@Suite struct TextScanTests {
    static let detector = Detector(BuiltInIdentifiers.load())
    static let key =
        "-----BEGIN RSA PRIVATE KEY-----\n"
        + String(repeating: "MIIEpAIBAAKCAQEA0Zx1+/QwMIIEpAIBAAKCAQEA0Zx1+/QwMIIEpAIBAAKCAQEA\n", count: 24)
        + "-----END RSA PRIVATE KEY-----"
    static let token = "AKIAQ2W3E4R5T6Y7U2I3"

    /// Scans `text` in pieces of the given sizes, the last taking the rest, and returns what was found.
    private func scan(_ text: [UInt8], pieces: [Int], content: ContentKind = .text(.utf8)) throws -> [Detection] {
        let options = TextOptions(detector: Self.detector, allowList: try AllowList())
        var tools = try options.makeTools()
        var scan = TextScan(options, content: content)
        scan.scan(text, pieces: pieces, with: &tools)
        #expect(scan.gaps == 0)
        return scan.detections()
    }

    /// A secret is found once, with the right place, wherever the boundary between two chunks falls.
    @Test(arguments: [token, key])
    func nothingIsLostOrCountedTwiceAtABoundary(_ secret: String) throws {
        let prefix = Array(repeating: "some words of filler text\n", count: 40).joined()
        let suffix = Array(repeating: "\nmore words of filler text", count: 900).joined()
        let text = Array((prefix + secret + suffix).utf8)
        let place = prefix.utf8.count
        let offsets = Array(-64...64) + [secret.utf8.count - 1, secret.utf8.count, secret.utf8.count + 1, -700, 700]
        for offset in offsets {
            let found = try scan(text, pieces: [Scanner.marginAfter + place + offset])
            #expect(found.map(\.count) == [1], "boundary at \(offset)")
            let location = found.first?.occurrences.first?.location
            #expect(location?.range == place..<place + secret.utf8.count, "boundary at \(offset)")
            #expect(location?.line == 41)
        }
    }

    @Test func manySmallChunksFindTheSameAsOne() throws {
        let text = Array(
            (0..<3000).map { "line \($0) with \($0 % 50 == 7 ? "key AKIAQ2W3E4R5T6Y7U2I3" : "nothing")\n" }.joined()
                .utf8
        )
        let whole = try scan(text, pieces: [])
        let cut = try scan(text, pieces: Array(repeating: 4999, count: 20))
        #expect(whole.map(\.count) == [60])
        #expect(cut.map(\.count) == whole.map(\.count))
        #expect(cut.flatMap(\.occurrences).map(\.location.range) == whole.flatMap(\.occurrences).map(\.location.range))
        #expect(cut.flatMap(\.occurrences).map(\.location.line) == whole.flatMap(\.occurrences).map(\.location.line))
    }

    @Test func columnsCountCharacters() throws {
        let found = try scan(Array("één\nüü \(Self.token)".utf8), pieces: [])
        #expect(found.first?.occurrences.first?.location.line == 2)
        #expect(found.first?.occurrences.first?.location.column == 4)
    }

    @Test func binaryDataIsSearchedInPrintableRunsOnly() throws {
        let run: [UInt8] = [0, 1, 2] + Array(" \(Self.token) ".utf8) + [0, 0xFF]
        #expect(try scan(run, pieces: [], content: .binary).map(\.count) == [1])
    }

    /// The first row of a table without header is shown nowhere.
    @Test func aFirstRowThatHoldsAMatchIsNoHeader() throws {
        let text = "Passwort: Sommer2024!,\(Self.token)\nAnna,\(Self.token)\nBert,\(Self.token)\n"
        let cells = try scan(Array(text.utf8), pieces: []).flatMap(\.occurrences).compactMap(\.location.cell)
        #expect(cells.isEmpty)
    }

    @Test func namesOfColumnsAreKept() throws {
        let found = try scan(Array("name,key\nAnna,\(Self.token)\nBert,\(Self.token)\n".utf8), pieces: [])
        #expect(found.flatMap(\.occurrences).compactMap(\.location.cell?.columnName) == ["key", "key"])
    }

    @Test(
        arguments: [
            ("Sommer2024!", nil), ("4131 7779 22", nil), ("a=b", nil), ("E-Mail (2024)", "E-Mail (2024)"),
            ("Straße", "Straße"),
        ] as [(String, String?)]
    )
    func whatLooksLikeAValueIsNotShownAsAName(_ name: String, _ shown: String?) throws {
        let found = try scan(Array("words,\(name) \nAnna,\(Self.token)\nBert,\(Self.token)\n".utf8), pieces: [])
        let cells = found.flatMap(\.occurrences).map(\.location.cell)
        #expect(cells.map { $0?.columnName } == [shown, shown])
    }

    @Test func digestsOfContentAreKeyed() throws {
        let digest = [UInt8](repeating: 7, count: 32)
        let one = try Fingerprinter(FingerprintKey([UInt8](repeating: 1, count: 32)))
        let other = try Fingerprinter(FingerprintKey([UInt8](repeating: 2, count: 32)))
        #expect(one.contentDigest(digest)?.utf8.count == 64)
        #expect(one.contentDigest(digest) != other.contentDigest(digest))
        let none = try Fingerprinter(nil)
        #expect(none.contentDigest(digest) == nil)
    }

    @Test func valuesAreMasked() throws {
        let occurrence = try #require(try scan(Array(Self.token.utf8), pieces: []).first?.occurrences.first)
        #expect(occurrence.masked == "AK****************I3")
        #expect(occurrence.value == nil)
        #expect(!"\(occurrence)".contains(Self.token))
    }
}

@Suite struct SnifferTests {
    /// A text in UTF-16.
    private static func units(_ text: String) -> (little: [UInt8], big: [UInt8]) {
        let units = Array(text.utf16)
        return (
            units.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }, units.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
        )
    }

    @Test(
        arguments: [
            (Array("plain".utf8), .text(.utf8), "ASCII"), (Array("größe".utf8), .text(.utf8), "UTF-8"),
            ([0x67, 0x72, 0xF6, 0xDF, 0x65], .text(.windows1252), "Latin-1"),
            ([0xFF, 0xFE, 0x61, 0], .text(.utf16LittleEndian), "a byte order mark"),
            ([0xFE, 0xFF, 0, 0x61], .text(.utf16BigEndian), "the other one"),
            ([0x61, 0, 0x62, 0, 0x63, 0], .text(.utf16LittleEndian), "zeroes at odd places"),
            ([0, 0x61, 0, 0x62], .text(.utf16BigEndian), "zeroes at even places"),
            (units("一二三 第一\r\n").little, .text(.utf16LittleEndian), "Chinese, in which zeroes are at both places"),
            (units("一二三 第一\r\n").big, .text(.utf16BigEndian), "the same the other way round"),
            (units("Слово, и 😀").little, .text(.utf16LittleEndian), "Cyrillic and a pair"),
            (Array("PATH=/bin:/usr/bin\0HOME=/root\0".utf8), .binary, "texts with zeroes between them"),
            (Array("HOME=/root\0".utf8), .binary, "one such text"),
            (units("\u{1}二三四五 六七").little, .binary, "a control in it"),
            ([0x3D, 0xD8, 0x20, 0, 0x20, 0x04], .binary, "half a pair"),
            ([0, 1, 0, 0, 5, 0, 0, 7], .binary, "zeroes anywhere"),
            ([0x50, 0x4B, 3, 4], .packed("application/zip"), "a ZIP archive"), ([], .empty, "nothing"),
            ([0xEF, 0xBB, 0xBF] + Array("%PDF-1.4".utf8), .packed("application/pdf"), "a mark before a PDF"),
            (Array("%PDF-1.4\n% words\n".utf8), .packed("application/pdf"), "a PDF in ASCII"),
            (Array("SQLite format 3\0".utf8), .packed("application/vnd.sqlite3"), "a database"),
            (
                [0x85, 1, 0x0C, 3] + Array(repeating: 0x5A, count: 20), .packed("application/pgp-encrypted"),
                "OpenPGP in binary"
            ),
            ([0x61, 0, 0, 0, 0x62, 0, 0, 0], .text(.utf32LittleEndian), "UTF-32"),
            ([0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0], .text(.utf32LittleEndian), "UTF-32 with a mark"),
            ([0, 0, 0xFE, 0xFF, 0, 0, 0, 0x61], .text(.utf32BigEndian), "the other one"),
            ([0xFF, 0xFE] + Array("card 4131 7779".utf8), .text(.windows1252), "a false mark of UTF-16"),
            (Array("UEsDBBQAAAAI".utf8), .packed("application/zip; encoding=base64"), "an archive as base64"),
            ([0xEF, 0xBB, 0xBF, 0x61], .text(.utf8), "a UTF-8 mark"),
            ([0xC3], .text(.windows1252), "a character cut short in a whole file"),
        ] as [([UInt8], ContentKind, String)]
    )
    func judges(_ bytes: [UInt8], _ kind: ContentKind, _ why: String) {
        #expect(Sniffer.kind(of: bytes.span) == kind, "\(why)")
    }
}

@Suite struct UTF16DecoderTests {
    private func decode(_ units: [UInt16], pieceLength: Int, isBigEndian: Bool) -> String {
        let bytes = units.flatMap {
            isBigEndian ? [UInt8($0 >> 8), UInt8($0 & 255)] : [UInt8($0 & 255), UInt8($0 >> 8)]
        }
        var decoder = UTF16Decoder(isBigEndian: isBigEndian)
        var output = TextBuffer(capacity: 0)
        var input = TextBuffer(capacity: bytes.count)
        for start in stride(from: 0, to: bytes.count, by: pieceLength) {
            let end = min(bytes.count, start + pieceLength)
            input.removeAll()
            input.append(contentsOf: bytes.span.extracting(start..<end))
            decoder.decode(input, isLast: end == bytes.count, into: &output)
        }
        return String(decoding: output.bytes.indices.map { output.bytes[$0] }, as: UTF8.self)
    }

    @Test(arguments: [1, 2, 3, 5, 100], [true, false])
    func decodesPieceByPiece(_ length: Int, _ isBigEndian: Bool) {
        let text = "a€😀ß"
        #expect(decode([0xFEFF] + Array(text.utf16), pieceLength: length, isBigEndian: isBigEndian) == text)
    }

    @Test func loneSurrogatesAreReplaced() {
        #expect(
            decode([0xD800, 0x61, 0xDC00, 0xD83D], pieceLength: 3, isBigEndian: false) == "\u{FFFD}a\u{FFFD}\u{FFFD}"
        )
    }
}
