import Bytes
import Terminal
import Foundation
import POSIX
import Testing

@Suite struct TextTests {
    @Test(arguments: [
        ("a b", "a b"), ("\u{1B}]52;c;x\u{7}", #"\x1b]52;c;x\x07"#), ("a\nb\u{7F}", #"a\x0ab\x7f"#),
        ("\u{9B}2J", #"\xc2\x9b2J"#), ("\u{202E}gpj", #"\xe2\x80\xaegpj"#), ("\u{2066}", #"\xe2\x81\xa6"#),
        ("\u{200B}", #"\xe2\x80\x8b"#), ("Müller 日本 😀", "Müller 日本 😀"),
    ])
    func namesDoNothingToATerminal(_ name: String, _ expected: String) {
        #expect(TerminalText.escaped(name) == expected)
    }

    @Test func bytesThatAreNoTextAreShownAsSuch() {
        #expect(TerminalText.escaped([0x61, 0xFF, 0xC3, 0x28]) == #"a\xff\xc3("#)
    }

    @Test func noNameOfTwoBytesHasAControl() {
        for first in UInt8.min...UInt8.max {
            for second in UInt8.min...UInt8.max {
                let text = TerminalText.escaped([first, second])
                #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) })
            }
        }
    }

    @Test(arguments: [
        (0, "1970-01-01T00:00:00Z"), (951_782_400, "2000-02-29T00:00:00Z"), (1_763_933_400, "2025-11-23T21:30:00Z"),
        (-1, "1969-12-31T23:59:59Z"), (4_102_444_799, "2099-12-31T23:59:59Z"),
    ])
    func timesAreInUTC(_ seconds: Int, _ expected: String) {
        #expect(UTCTime.text(Timestamp(seconds: seconds)) == expected)
    }

    @Test(arguments: [
        (0.0, "1970-01-01T00:00:00Z"), (0.0005, "1970-01-01T00:00:00.001Z"),
        (1_795_000_000.25, "2026-11-18T11:06:40.250Z"),
        (0.9996, "1970-01-01T00:00:01Z"), (-0.25, "1969-12-31T23:59:59.750Z"), (86_399.999, "1970-01-01T23:59:59.999Z"),
    ])
    func preciseTimesHaveMillisecondsAndAreReadBack(_ seconds: Double, _ expected: String) throws {
        let text = UTCTime.preciseText(secondsSince1970: seconds)
        #expect(text == expected)
        #expect(abs(try #require(UTCTime.seconds(text)) - seconds) < 0.0006)
    }

    @Test(arguments: ["T00:00:00.Z", "T00:00:00.1234567890Z", "T00:00:00.xZ", "T00:00:00,5Z", "T00:00.5Z"])
    func fractionsThatAreNoneAreRefused(_ time: String) { #expect(UTCTime.seconds("2026-11-18" + time) == nil) }

    @Test(arguments: [
        "2026-+1-01", "+026-01-01", "2026-01-1", "2026-01-01Z", "2026-01-01T", "2026-01-01T00:00:00", "2026-13-01", "",
    ])
    func whatIsNoTimeIsRefused(_ text: String) { #expect(UTCTime.seconds(text) == nil) }

    @Test func quantitiesReadWell() {
        #expect(Quantity.grouped(0) == "0")
        #expect(Quantity.grouped(1_234_567) == "1,234,567")
        #expect(Quantity.bytes(0) == "0 B")
        #expect(Quantity.bytes(999) == "999 B")
        #expect(Quantity.bytes(1000) == "1.0 kB")
        #expect(Quantity.bytes(999_600) == "1.0 MB")
        #expect(Quantity.bytes(12_345_678) == "12 MB")
        #expect(Quantity.duration(0.004) == "0.00 s")
        #expect(Quantity.duration(3.14) == "3.1 s")
        #expect(Quantity.duration(59.6) == "1 min 0 s")
        #expect(Quantity.duration(3725) == "1 h 2 min")
        #expect(Quantity.count(1, "object") == "1 object")
    }

    @Test func pathsInURIsAreEncoded() {
        #expect(PercentEncoding.path(Array("a b/ü#?%.txt".utf8) + [0xFF]) == "a%20b/%C3%BC%23%3F%25.txt%FF")
    }
}
