import Extraction
import Findings
import Foundation
import Testing

/// Pictures that are drawn by commands, which have the letters of what they draw.
@Suite struct MetafileTests {
    /// LibreOffice 7.4 has drawn a slide with two lines of text.
    @Test(arguments: ["libreoffice.emf", "libreoffice.wmf"])
    func textOfPicturesIsSeen(_ file: String) throws {
        let found = Collector.read(try OfficeTests.bytes(file))
        let body = found.pieces.filter { $0.part == .body }.map(\.text).joined()
        #expect(body.components(separatedBy: "the seed of a picture, Größe 7").count == 2)
        #expect(body.components(separatedBy: "second line 4771 1179").count == 2)
        #expect(found.gaps == [])
    }

    /// A document has pictures as members, which are read as well.
    @Test func picturesInDocumentsAreComplete() throws {
        let found = Collector.read(
            ZipMaker.file([
                ZipMaker.Member("[Content_Types].xml", "<Types/>"),
                ZipMaker.Member("word/document.xml", "<w:document><w:p><w:t>shown</w:t></w:p></w:document>"),
                ZipMaker.Member("word/media/image1.emf", try OfficeTests.bytes("libreoffice.emf")),
            ])
        )
        #expect(found.all.contains("the seed of a picture"))
        #expect(found.gaps == [])
    }

    private static func number(_ value: Int, _ width: Int = 4) -> [UInt8] {
        (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    private static func record(_ kind: Int, _ body: [UInt8]) -> [UInt8] {
        number(kind) + number(8 + body.count) + body
    }

    /// A text as [MS-EMF] 2.3.5.8 has it, with the distances between its letters.
    private static func text(_ text: String, x: Int, y: Int, options: Int = 0) -> [UInt8] {
        let units = text.utf16.flatMap { number(Int($0), 2) }
        let padded = units + [UInt8](repeating: 0, count: (4 - units.count % 4) % 4)
        let description =
            number(x) + number(y) + number(text.utf16.count) + number(76) + number(options)
            + [UInt8](repeating: 0, count: 16) + number(76 + padded.count)
        let distances = text.utf16.flatMap { _ in number(6) }
        return record(84, [UInt8](repeating: 0, count: 28) + description + padded + distances)
    }

    private static func picture(_ records: [[UInt8]]) -> [UInt8] {
        let header = [UInt8](repeating: 0, count: 32) + Array(" EMF".utf8) + [UInt8](repeating: 0, count: 44)
        return record(1, header) + records.joined() + record(14, number(0) + number(16) + number(20))
    }

    /// Each claim would cost as much as the text is long, and shows nothing: with no bound this takes minutes.
    @Test func textsThatClaimTheSameLettersCostNoMoreThanHonestOnes() {
        let (claims, count) = (20_000, 500_000)
        let claim =
            Self.number(0) + Self.number(0) + Self.number(count) + Self.number(40 + 40 * claims)
            + [UInt8](repeating: 0, count: 24)
        let claimed: [UInt8] = Array(repeating: claim, count: claims).flatMap(\.self)
        let letters: [UInt8] = (0..<2 * count).map { UInt8(1 - $0 & 1) }
        let head = [UInt8](repeating: 0, count: 28) + Self.number(claims)
        let found = Collector.read(
            Self.picture([Self.text("shown", x: 0, y: 0), Self.record(97, head + claimed + letters)])
        )
        #expect(found.all.trimmingCharacters(in: .newlines) == "shown")
        #expect(found.gaps == [": malformed"])
    }

    /// What is drawn letter by letter is a word; what is drawn apart is apart.
    @Test func lettersThatFollowOneAnotherAreWords() {
        let letters = "4771117984511338".enumerated().map { Self.text(String($1), x: 10 + 6 * $0, y: 20) }
        let more = [Self.text("next", x: 112, y: 20), Self.text("line", x: 10, y: 40)]
        let found = Collector.read(Self.picture(letters + more))
        #expect(found.pieces.map(\.text) == ["4771117984511338 next\nline\n"])
        #expect(found.gaps == [])
    }

    @Test func glyphsAndDamagesAreGaps() {
        #expect(Collector.read(Self.picture([Self.text("abcd", x: 0, y: 0, options: 0x10)])).gaps == [": no-text"])
        let whole = Self.picture([Self.text("seen", x: 0, y: 0), Self.text("cut short", x: 0, y: 9)])
        let cut = Collector.read(Array(whole.dropLast(60)))
        #expect(cut.all.contains("seen"))
        #expect(cut.gaps == [": malformed"])
        // What stands behind the end is looked at.
        #expect(Collector.read(whole + Array("the seed behind it".utf8)).all.contains("the seed behind it"))
    }

    @Test func anyBytesEnd() {
        var state: UInt64 = 3
        let whole = Self.picture([Self.text("some text", x: 0, y: 0)])
        for _ in 0..<2000 {
            var bytes = whole
            for _ in 0..<3 {
                state = state &* 6_364_136_223_846_793_005 &+ 1
                bytes[88 + Int(state >> 33) % (bytes.count - 88)] = UInt8(truncatingIfNeeded: state >> 25)
            }
            #expect(Collector.read(bytes).byteCount < 10_000)
        }
    }
}
