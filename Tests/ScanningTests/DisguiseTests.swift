import Bytes
import BuiltInIdentifiers
import Detection
import Extraction
import Findings
import Fingerprints
import Identifiers
import Testing

@testable import TextScanning

/// What a reader of a text sees is found, and what does not lie open in it is named.
@Suite struct DisguiseTests {
    private static let detector = Detector(BuiltInIdentifiers.load())
    private static let card = "payment card 4242 4242 4242 4242"
    private static let filler = Array(String(repeating: "just some words of a text\n", count: 1000).utf8)

    private struct Found: Equatable {
        var names: [String] = []
        var values: [String] = []
        var ranges: [Range<Int>] = []
        var unreadType: String?
        var columns: [String] = []
    }

    private static func scan(
        _ bytes: [UInt8],
        pieces: [Int] = [],
        content: ContentKind = .text(.utf8),
        isReadable: Bool = false
    ) throws -> Found {
        var options = TextOptions(detector: detector, allowList: try AllowList())
        options.details.revealsValues = true
        options.details.fingerprintKey = FingerprintKey([UInt8](repeating: 3, count: 32))
        var tools = try options.makeTools()
        var scan = TextScan(options, content: content, isReadable: isReadable)
        scan.scan(bytes, pieces: pieces, with: &tools)
        var found = Found(unreadType: scan.unreadType)
        for detection in scan.detections() {
            for occurrence in detection.occurrences {
                found.names.append(detection.identifier.id)
                found.values.append(String(decoding: occurrence.value?.revealed() ?? [], as: UTF8.self))
                found.ranges.append(occurrence.location.range)
                if let name = occurrence.location.cell?.columnName { found.columns.append(name) }
            }
        }
        return found
    }

    @Test(
        arguments: [
            ("4242\u{200B} 4242 42\u{200D}42 42\u{2060}42", "zero width"),
            ("4\u{200B}2\u{200B}4\u{200B}2 4242 4242 4242", "between digits"),
            ("4242\u{A0}4242\u{A0}4242\u{A0}4242", "no-break spaces"),
            ("4242\u{2009}4242\u{2009}4242\u{2009}4242", "thin spaces"),
            ("4242\u{202F}4242\u{202F}4242\u{202F}4242", "narrow spaces"),
            ("4242\u{2011}4242\u{2011}4242\u{2011}4242", "hyphens"),
            ("4242 4242 42\u{AD}42 4242", "a soft hyphen"),
            ("\u{1B}[1;31m4242\u{1B}[0m 4242 \u{1B}[32m4242 42\u{1B}[0m42", "colours"),
            ("4242 4242 \u{1B}]8;;http://example.org\u{7}4242\u{1B}]8;;\u{7} 4242", "a link"),
            ("4\u{8}4242 4242 4242 4242", "struck twice"),
            ("４２４２ ４２４２ ４２４２ ４２４２", "wide digits"), ("٤٢٤٢٤٢٤٢٤٢٤٢٤٢٤٢", "Arabic digits"),
            ("४२४२ ४२४२ ४२४२ ४२४२", "digits of Devanagari"), ("4242\u{2013}4242\u{2013}4242\u{2013}4242", "dashes"),
            ("4242\u{FE0F} 4242 4242\u{E0020} 4242", "selectors"),
        ])
    func aNumberIsSeenAsAReaderSeesIt(_ number: String, _ why: String) throws {
        let found = try Self.scan(Self.filler + Array("payment card \(number) was charged\n".utf8) + Self.filler)
        #expect(found.names == ["CREDIT_CARD_NUMBER"], "\(why)")
        #expect(
            found.values.allSatisfy {
                $0.compactMap(\.wholeNumberValue).map(String.init).joined() == "4242424242424242"
            },
            "\(why)"
        )
        #expect(found.unreadType == nil, "\(why)")
    }

    @Test func placesAreThoseOfTheOriginal() throws {
        let hidden = Array("4242\u{200B} 4242\u{A0}4242 424\u{200B}2".utf8)
        let text =
            Self.filler + Array("payment card ".utf8) + hidden + Array("\u{200B} was charged\n".utf8) + Self.filler
        let start = Self.filler.count + 13
        let found = try Self.scan(text)
        #expect(found.ranges == [start..<start + hidden.count])
        #expect(found.values == ["4242 4242 4242 4242"])
    }

    /// A value is found once, wherever the boundary between two chunks falls.
    @Test func nothingIsLostOrCountedTwiceAtABoundary() throws {
        let text =
            Self.filler + Array("card 4242\u{A0}4242\u{A0}42\u{200B}42\u{A0}4242 and more\n".utf8) + Self.filler
            + Self.filler
        let whole = try Self.scan(text)
        #expect(whole.names == ["CREDIT_CARD_NUMBER"])
        for offset in stride(from: -1100, through: 1100, by: 61) {
            let cut = try Self.scan(text, pieces: [Scanner.marginAfter + Self.filler.count + offset])
            #expect(cut == whole, "boundary at \(offset)")
        }
    }

    /// What stands near a disguise is what it would be without it: no digits are cut off or joined.
    @Test func numbersAreNotMadeUp() throws {
        let digits = String(repeating: "4242424242424242", count: 200)
        for text in [
            "\(digits)\u{200B}\(digits)", "4242 4242 4242 424\n\u{200B}\n2", "order 4242\u{2003}x 4242 4242 4242",
        ] {
            #expect(try Self.scan(Array(text.utf8)).names.isEmpty)
        }
        let twice = "card 4242 4242 4242 4242 \u{200B}and\u{A0}more"
        #expect(try Self.scan(Array(twice.utf8)).ranges == [5..<24])
    }

    @Test func wordsBesideANumberAreSeen() throws {
        let text = "s\u{200B}ocial secu\u{AD}rity number: 536-22-8145\n"
        #expect(try Self.scan(Array(text.utf8)).names.contains("USA_SOCIAL_SECURITY_NUMBER"))
    }

    @Test(arguments: [1, 2, 4], [true, false])
    func wideTextBehindASCII(_ width: Int, _ isBigEndian: Bool) throws {
        let wide: [UInt8] = (Self.card + "\n").utf8.flatMap { byte in
            let zeroes = [UInt8](repeating: 0, count: width - 1)
            return isBigEndian ? zeroes + [byte] : [byte] + zeroes
        }
        let found = try Self.scan(Self.filler + wide)
        #expect(found.names == ["CREDIT_CARD_NUMBER"])
        #expect(
            found.ranges.first.map { $0.lowerBound - Self.filler.count - 13 * width }.map { 0..<width ~= $0 } == true
        )
        #expect(found.unreadType == nil)
        let readable = try Self.scan(Array("a short head\n".utf8) + wide, content: .binary, isReadable: true)
        #expect(readable.names == ["CREDIT_CARD_NUMBER"])
    }

    @Test func linesOfQuotedPrintable() throws {
        let head = "Content-Transfer-Encoding: quoted-printable\n\n"
        for body in [
            "payment card 4242 4242 =\n4242 4242\n", "payment card 4242 42=\r\n42 4242 4242\r\n",
            "card =34242=C2=A04242 4242=204242\n",
        ] {
            #expect(try Self.scan(Array((head + body).utf8)).names == ["CREDIT_CARD_NUMBER"], "\(body)")
        }
        #expect(try Self.scan(Array("x =\n4242 4242 =\n4242 4242\n".utf8)).names.isEmpty)
    }

    @Test func singleBytesAreReadAsSuch() throws {
        let text =
            Array("card 4242".utf8) + [0xA0] + Array("4242".utf8) + [0xA0] + Array("42".utf8) + [0xAD]
            + Array("42".utf8) + [0xA0] + Array("4242 \u{FC}".utf8)
        #expect(try Self.scan(text, content: .text(.windows1252)).values == ["4242 4242 4242 4242"])
    }

    @Test(
        arguments: [
            ([0x1F, 0x8B, 8, 0, 1, 2, 3, 4], "application/gzip"), (Array("PK\u{3}\u{4}".utf8), "application/zip"),
            (Array("UEsDBBQAAAAIAHVvfFkAAAAA".utf8), "application/zip; encoding=base64"),
            (Array("-----BEGIN PGP MESSAGE-----\n\nhQEMA".utf8), "application/pgp-encrypted"),
            (Array("-----BEGIN AGE ENCRYPTED FILE-----\nYWdl".utf8), "application/age-encryption"),
            (Array("Content-Transfer-Encoding: base64\n\ncGF5bWVudA==".utf8), "text/plain; encoding=base64"),
            (Array("wordsUEsDBBQAAAAIAHVvfFkAAAAA".utf8), "application/zip; encoding=base64"),
            ((0..<600).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ $0 >> 3) }, "application/octet-stream"),
        ] as [([UInt8], String)]
    )
    func whatDoesNotLieOpenIsNamed(_ bytes: [UInt8], _ type: String) throws {
        #expect(try Self.scan(Self.filler + bytes + Array("\nand more\n".utf8)).unreadType == type)
    }

    @Test(
        arguments: [
            "Grüße, naïve Leser – „so“ ist es…", "the header says -----BEGIN PGP MESSAGE----- here",
            "see UEsDB in the code",
            "words\u{0}and\u{0}names", "Слово и дело", "一二三，第一。", "a\u{1A}",
        ])
    func textLiesOpen(_ text: String) throws {
        #expect(try Self.scan(Self.filler + Array(text.utf8) + Self.filler).unreadType == nil)
    }

    @Test func aFirstRowThatReadsAsAValueIsNoHeader() throws {
        let row = "AKIAQ2W3E4R5T6Y7U2I3,mail@example.org\n"
        let text = "card 4242\u{A0}4242\u{A0}4242\u{A0}4242,mail\n" + String(repeating: row, count: 5)
        #expect(try Self.scan(Array(text.utf8)).columns.isEmpty)
    }

    /// Decodes `bytes` in pieces; tells as well whether there was something that is no such text.
    private static func decode(_ bytes: [UInt8], _ encoding: TextEncoding, length: Int) -> (text: String, isOther: Bool)
    {
        var decoder = UnitDecoder(encoding)
        var input = TextBuffer(capacity: 0)
        var output = TextBuffer(capacity: 0)
        for start in stride(from: 0, to: bytes.count, by: length) {
            let end = min(bytes.count, start + length)
            input.removeAll()
            input.append(contentsOf: bytes.span.extracting(start..<end))
            decoder.decode(input, isLast: end == bytes.count, into: &output)
        }
        let decoded = output.bytes.indices.map { output.bytes[$0] }
        return (String(decoding: decoded, as: UTF8.self), decoder.holdsOtherText)
    }

    @Test(arguments: [1, 3, 4, 100], [true, false])
    func utf32IsDecodedPieceByPiece(_ length: Int, _ isBigEndian: Bool) {
        let text = "a€😀ß"
        var bytes: [UInt8] = []
        for scalar in [0xFEFF] + text.unicodeScalars.map(\.value) {
            let little = (0..<4).map { UInt8(truncatingIfNeeded: scalar >> UInt32(8 * $0)) }
            bytes += isBigEndian ? little.reversed() : little
        }
        let decoded = Self.decode(bytes, isBigEndian ? .utf32BigEndian : .utf32LittleEndian, length: length)
        #expect(decoded.text == text)
        #expect(!decoded.isOther)
    }

    @Test func textOfAnotherKindBehindUTF16IsNamed() {
        let wide = "payment card".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        let narrow = [UInt8](String(repeating: Self.card, count: 100).utf8)
        #expect(!Self.decode(wide, .utf16LittleEndian, length: 5).isOther)
        #expect(Self.decode(wide + narrow, .utf16LittleEndian, length: 5).isOther)
    }
}
