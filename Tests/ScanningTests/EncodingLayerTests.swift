import BuiltInIdentifiers
import Bytes
import Detection
import Findings
import Identifiers
import Testing

@testable import Scanning

/// Values that are written in base64, in escapes or in units of two bytes.
@Suite struct EncodingLayerTests {
    private static let token = "AKIAQ2W3E4R5T6Y7U2I3"

    private static func scan(_ bytes: [UInt8], _ content: ContentKind = .text(.utf8)) throws -> [Detection] {
        var options = ScanOptions(detector: TextScanTests.detector, threads: 1, allowList: try AllowList())
        options.details.revealsValues = true
        var tools = try ScanTools(options)
        var scan = TextScan(options, content: content)
        scan.scan(bytes, pieces: [], with: &tools)
        return scan.detections()
    }

    private static func base64(_ text: String) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var output: [UInt8] = []
        var (bits, count) = (UInt32(0), 0)
        for byte in text.utf8 {
            bits = bits << 8 | UInt32(byte)
            count += 8
            while count >= 6 {
                count -= 6
                output.append(alphabet[Int(bits >> UInt32(count)) & 63])
            }
        }
        if count > 0 { output.append(alphabet[Int(bits << UInt32(6 - count)) & 63]) }
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
}
