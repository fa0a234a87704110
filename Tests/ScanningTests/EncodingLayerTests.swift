import BuiltInIdentifiers
import Bytes
import Detection
import Findings
import Fingerprints
import Identifiers
import Testing

@testable import TextScanning

/// Values that are written in base64, in escapes or in units of two bytes.
@Suite struct EncodingLayerTests {
    private static let token = "AKIAQ2W3E4R5T6Y7U2I3"

    private static func scan(_ bytes: [UInt8], _ content: ContentKind = .text(.utf8)) throws -> [Detection] {
        var options = TextOptions(detector: TextScanTests.detector, allowList: try AllowList())
        options.details.revealsValues = true
        var tools = try options.makeTools()
        var scan = TextScan(options, content: content)
        scan.scan(bytes, pieces: [], with: &tools)
        return scan.detections()
    }

    private static func base64(_ text: String) -> String { base64(Array(text.utf8)) }

    private static func base64(_ bytes: [UInt8]) -> String {
        letters(bytes, 6, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    }

    private static func base32(_ text: String) -> String {
        letters(Array(text.utf8), 5, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    }

    private static func letters(_ bytes: [UInt8], _ width: Int, _ letters: String) -> String {
        let alphabet = Array(letters.utf8)
        var output: [UInt8] = []
        var (bits, count) = (UInt32(0), 0)
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            count += 8
            while count >= width {
                count -= width
                output.append(alphabet[Int(bits >> UInt32(count)) & (alphabet.count - 1)])
            }
        }
        if count > 0 { output.append(alphabet[Int(bits << UInt32(width - count)) & (alphabet.count - 1)]) }
        return String(decoding: output, as: UTF8.self)
    }

    private static func escaped(_ text: String, _ form: (UInt8) -> String) -> String {
        text.utf8.map(form).joined()
    }

    private static func hexadecimal(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }

    static let written: [(String, String)] = [
        ("base64", base64("{\"user\":\"app\",\"key\":\"\(token)\"}")),
        ("base64 of base64", base64("the inner text is " + base64("a key \(token) in it") + " and more")),
        ("escapes of JSON", escaped(token) { "\\u00\(hexadecimal($0))" }),
        ("escapes of scripts", escaped(token) { "%u00\(hexadecimal($0))" }),
        ("references", escaped(token) { "&#\($0);" }),
        ("hexadecimal references", escaped(token) { "&#x\(hexadecimal($0));" }),
        (
            "base64url without padding",
            base64("??>>~~ a key \(token) in it").replacing("+", with: "-").replacing("/", with: "_")
        ),
        // Made with Python's base64, gzip and zlib.
        ("gzip in base64", "H4sIAAAAAAACAyvJSFXIzMtLLVLITq1UcPT2dAw0Cjd2NQkyDTGLNA818jQGSitklgAAEbh32igAAAA="),
        ("zlib in base64", "eJwryUhVyMzLSy1SyE6tVHD09nQMNAo3djUJMg0xizQPNfI0BkorZJYAAAeIDDs="),
        ("UTF-16 in base64", base64("the key \(token) in it".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })),
        (
            "UTF-16, high bytes first",
            base64("the key \(token) in it".utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] })
        ),
        ("base32", base32("the key is \(token) here")),
        ("digits of base 16", escaped("the key is \(token) here", hexadecimal)),
        ("digits of a database", "0x" + escaped("the key is \(token) here") { hexadecimal($0).uppercased() }),
        ("escapes in braces", escaped(token) { "\\u{\(hexadecimal($0))}" }),
        ("long escapes", escaped(token) { "\\U000000\(hexadecimal($0))" }),
        ("quoted-printable", escaped(token) { "=\(hexadecimal($0).uppercased())" }),
        ("escapes in escaped text", escaped(token) { "\\\\u00\(hexadecimal($0))" }),
        ("percent twice", escaped(token) { "%25\(hexadecimal($0))" }),
        ("one escape", token.replacing("Q2W", with: "Q%32W")),
        ("percent", escaped(token) { "%\(hexadecimal($0))" }), ("bytes", escaped(token) { "\\x\(hexadecimal($0))" }),
    ]

    @Test(arguments: written)
    func valuesAreFoundWhereTheyStand(_ name: String, _ text: String) throws {
        let before = "some words\nbefore it: "
        let found = try Self.scan(Array((before + text + " behind it\n").utf8))
        let keys = found.filter { $0.identifier.id.hasPrefix("AWS") }
        let occurrence = try #require(keys.first?.occurrences.first, "\(name)")
        #expect(keys.map(\.count) == [1], "\(name)")
        #expect(occurrence.value?.revealed() == Array(Self.token.utf8), "\(name)")
        #expect(occurrence.location.line == 2)
        #expect(occurrence.location.range.lowerBound >= before.utf8.count)
        #expect(occurrence.location.range.upperBound <= before.utf8.count + text.utf8.count)
    }

    /// What fills base64 up says nothing: it is no part of the value, and lies within its place.
    @Test func paddingIsNoPartOfAValue() throws {
        let text = "apiVersion: v1\nkind: Secret\ndata:\n  db: aEx5MjhjcDhVZk8zaUZVMDAxVGM2Tg==\n"
        let occurrences = try Self.scan(Array(text.utf8)).flatMap(\.occurrences)
        #expect(occurrences.map { $0.value?.revealed() } == [Array("hLy28cp8UfO3iFU001Tc6N".utf8)])
        #expect(occurrences.map(\.location.range) == [text.utf8.count - 33..<text.utf8.count - 1])
    }

    @Test(arguments: [false, true])
    func unitsOfTwoBytesInBinaryDataAreRead(_ isBigEndian: Bool) throws {
        var bytes: [UInt8] = [0, 1, 2, 3, 0xFF, 0xFE, 9, 0, 0, 7]
        for byte in "password = \"\(Self.token)\"".utf8 { bytes += isBigEndian ? [0, byte] : [byte, 0] }
        bytes += [1, 2, 3, 0xFF]
        let found = try Self.scan(bytes, .binary)
        #expect(found.contains { $0.occurrences.first?.value?.revealed() == Array(Self.token.utf8) })
    }

    /// Words, sums and pictures are no text in base64.
    @Test func whatIsNoTextIsLeftAlone() throws {
        let sum = String(repeating: "0123456789abcdef", count: 4)
        let words = "internationalisationandlocalisationofprogrammes iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ\n"
        #expect(try Self.scan(Array((sum + " " + words).utf8)).isEmpty)
    }

    @Test func manyRunsTakeLittleTime() throws {
        let line = Self.base64(String(repeating: "harmless words ", count: 5)) + " &#104;&#105;&#33; %41%42%43\n"
        _ = try Self.scan(Array(String(repeating: line, count: 2000).utf8))
        _ = try Self.scan(Array(String(repeating: "A", count: 300_000).utf8))
        _ = try Self.scan(Array(String(repeating: "%41", count: 100_000).utf8))
    }

    /// A single escape in a value is one, wherever it stands.
    @Test(
        arguments: [
            ("to=max.muster%40acme-tools.com&x=1", "max.muster@acme-tools.com"),
            ("\"max.muster\\u0040acme-tools.com\"", "max.muster@acme-tools.com"),
            ("\\\"max.muster\\\\u0040acme-tools.com\\\"", "max.muster@acme-tools.com"),
            ("<m>max.muster&#64;acme-tools.com</m>", "max.muster@acme-tools.com"),
            ("<m>max.muster&commat;acme-tools.com</m>", "max.muster@acme-tools.com"),
            ("to=max.muster%2540acme-tools.com", "max.muster@acme-tools.com"),
            ("card 4131%207779%206504%205583", "4131 7779 6504 5583"),
            ("card 4131&nbsp;7779&nbsp;6504&nbsp;5583", "4131 7779 6504 5583"),
            ("card 4131\\u00a07779\\u00a06504\\u00a05583", "4131 7779 6504 5583"),
            ("card 4131&#45;7779&#45;6504&#45;5583", "4131-7779-6504-5583"),
            ("{&quot;password&quot;:&quot;VvmpBBcX04ma&quot;}", "VvmpBBcX04ma"),
            ("body=password%3DVvmpBBcX04ma%26x%3D1", "VvmpBBcX04ma"),
        ]
    )
    func singleEscapesInValuesAreUndone(_ text: String, _ value: String) throws {
        let occurrences = try Self.scan(Array((text + "\n").utf8)).flatMap(\.occurrences)
        #expect(occurrences.map { $0.value?.revealed() } == [Array(value.utf8)], "\(text)")
        let range = try #require(occurrences.first?.location.range)
        #expect(Array(text.utf8)[range].first == value.utf8.first)
        #expect(Array(text.utf8)[range].last == value.utf8.last)
    }

    /// What goes on in lines of one width is one text.
    @Test(arguments: ["\n", "\r\n", "\n    "])
    func linesOfLettersAreOneText(_ lineEnd: String) throws {
        let letters = Array(
            Self.base64(
                String(repeating: "w ", count: 20) + "the key \(Self.token) in it" + String(repeating: " w", count: 30)
            )
        )
        let lines = stride(from: 0, to: letters.count, by: 64).map { String(letters[$0..<min($0 + 64, letters.count)]) }
        let found = try Self.scan(Array(("x:" + lineEnd + lines.joined(separator: lineEnd) + "\n").utf8))
        let occurrences = found.flatMap(\.occurrences)
        #expect(occurrences.map { $0.value?.revealed() } == [Array(Self.token.utf8)])
        #expect(occurrences.map(\.location.line) == [3])
    }

    /// Texts of two bytes a character in binary data count as those of one do, in whose bytes chance has no part.
    @Test func fairlySureValuesInUnitsOfTwoBytesAreTold() throws {
        var bytes: [UInt8] = Array("regf".utf8) + [0, 0, 0, 1, 2, 3, 0xFF]
        for byte in "DefaultPassword=Zq7IHt6PvXulP4".utf8 { bytes += [byte, 0] }
        let found = try Self.scan(bytes + [0, 0, 0x82, 0x83], .binary)
        #expect(found.map(\.confidence) == [.medium])
    }

    /// What is packed and no text, and what would be too much, is said not to be read.
    @Test(
        arguments: [
            "H4sIAAAAAAACA2NgZGJmYWVj5+Dk4ubh5eMXEBQSFhEVE5eQlJKWkZWTV1BUUlZRVVPX0NTS1tHV0zcwNDI2MTUzt7C0sraxtbN3cHRydnF1c/fw9PL28fXzDwgMCg4JDQuPiIyKjomNi09ITEpOSU1Lz8jMys7JzcsvKCwqLiktK6+orKquqa2rb2hsam5pbWvv6Ozq7unt658wcdLkKVOnTZ8xc9bsOXPnzV+wcNHiJUuXLV+xctXqNWvXrd+wcdPmLVu3bd+xc9fuPXv37T9w8NDhI0ePHT9x8tTpM2fPnb9w8dLlK1evXb9x89btO3fv3X/w8NHjJ0+fPX/x8tXrN2/fvf/w8dPnL1+/ff/x89fvP3///WcY4f4HAHY1YRwAAgAA",
            "H4sIAAAAAAACA+3BMQEAAADCoGzrX8oQvkABAAAAAAAAAAAAAAAAAAAAAAAA",
        ]
    )
    func packedBytesThatAreNoTextAreNamed(_ letters: String) throws {
        #expect(try Self.unread("data: \(letters)\n") == "application/gzip; encoding=base64")
    }

    @Test func manyPackedBytesAreNotAllUnpacked() throws {
        let bomb =
            "H4sIAAAAAAACA+3BMQEAAADCoGzrX8oQvkABAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAHwGyb72gQAAEAA="
        #expect(
            try Self.unread(String(repeating: "data: \(bomb)\n", count: 200)) == "application/gzip; encoding=base64"
        )
    }

    /// What was decoded is found where it stands in the original.
    @Test func placesAreThoseOfTheOriginalBytes() throws {
        var options = TextOptions(detector: TextScanTests.detector, allowList: try AllowList())
        options.details.revealsValues = true
        var tools = try options.makeTools()
        var scan = TextScan(options, content: .text(.shiftJIS))
        scan.scan(Array("氏名：山田\nﾃｽﾄ \(Self.token) 終\n".utf8), pieces: [9, 4], with: &tools)
        let occurrence = try #require(scan.detections().first?.occurrences.first)
        // Ten bytes and a line end, three narrow letters and a space.
        #expect(occurrence.location.range == 15..<15 + Self.token.utf8.count)
        #expect(occurrence.location.line == 2)
        #expect(occurrence.location.column == 5)
    }

    /// The type of what was not read of a text.
    private static func unread(_ text: String) throws -> String? {
        let options = TextOptions(detector: TextScanTests.detector, allowList: try AllowList())
        var tools = try options.makeTools()
        var scan = TextScan(options, content: .text(.utf8))
        scan.scan(Array(text.utf8), pieces: [], with: &tools)
        return scan.unreadType
    }
}
