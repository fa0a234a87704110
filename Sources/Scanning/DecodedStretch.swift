import Bytes
import Detection
import Findings
import Prefiltering

/// A stretch of text of which something is written in letters or escapes, with that decoded, and where each byte comes from.
struct DecodedStretch {
    /// The decoded text.
    private(set) var bytes: [UInt8] = []

    /// For each byte, where in the buffer it begins and ends.
    private var origins: [(start: Int32, end: Int32)] = []

    /// Bytes around what is decoded that are looked at with it.
    static let margin = 256

    /// The least and the most bytes of base64 that are decoded, and the least of characters in UTF-16.
    static let leastLetters = 24
    static let mostLetters = 1 << 16
    static let leastWide = 8

    /// Escapes are decoded up to so many bytes behind the first.
    static let mostEscapes = 1 << 14

    /// How many layers of base64 or escapes are undone.
    static let layers = 2

    private init() {}

    private mutating func copy(_ range: Range<Int>, of source: Span<UInt8>) {
        for index in range { append(source[index], index..<index + 1) }
    }

    private mutating func append(_ byte: UInt8, _ origin: Range<Int>) {
        bytes.append(byte)
        origins.append((Int32(truncatingIfNeeded: origin.lowerBound), Int32(truncatingIfNeeded: origin.upperBound)))
    }

    /// Where a range of the decoded text comes from.
    func origin(of range: Range<Int>) -> Range<Int> {
        Int(origins[range.lowerBound].start)..<Int(origins[range.upperBound - 1].end)
    }

    /// The same stretch as one of what `outer` was decoded from.
    func within(_ outer: DecodedStretch) -> DecodedStretch {
        var moved = self
        moved.origins = origins.map { origin in
            let range = outer.origin(of: Int(origin.start)..<Int(origin.end))
            return (Int32(truncatingIfNeeded: range.lowerBound), Int32(truncatingIfNeeded: range.upperBound))
        }
        return moved
    }

    /// Whether something in a range is written in more bytes than it says.
    func isDecoded(_ range: Range<Int>) -> Bool { origin(of: range).count != range.count }

    // MARK: Base64

    /// The surroundings of a run of letters with the run decoded; `nil` where it says no text.
    init?(letters run: Range<Int>, in source: Span<UInt8>) {
        let run = run.lowerBound..<min(run.upperBound, run.lowerBound + DecodedStretch.mostLetters)
        guard let decoded = DecodedStretch.text(of: run, in: source) else { return nil }
        // The padding says nothing: it belongs to the last byte.
        var end = run.upperBound
        let padded = run.lowerBound + (run.count + 3) / 4 * 4
        while end < min(padded, source.count), source[end] == UInt8(ascii: "=") { end += 1 }
        copy(max(0, run.lowerBound - DecodedStretch.margin)..<run.lowerBound, of: source)
        for (index, byte) in decoded.enumerated() {
            let start = run.lowerBound + index * 4 / 3
            let last = index == decoded.count - 1 ? end : min(run.upperBound, run.lowerBound + (index * 8 + 13) / 6)
            append(byte, start..<last)
        }
        copy(end..<min(source.count, end + DecodedStretch.margin), of: source)
    }

    /// What a run says, where that is text.
    private static func text(of run: Range<Int>, in source: Span<UInt8>) -> [UInt8]? {
        // Most runs are words, names and keys: their first bytes show that they are none.
        var head = InlineArray<12, UInt8>(repeating: UInt8(ascii: " "))
        var count = 0
        var hasControls = false
        decode(run.prefix(16), in: source) { byte in
            head[count] = byte
            count += 1
            hasControls = hasControls || isControl(byte)
        }
        guard !hasControls, UTF8Text.isValid(head.span.extracting(first: count), mayEndInside: true) else { return nil }
        var decoded: [UInt8] = []
        decoded.reserveCapacity(run.count * 3 / 4)
        decode(run, in: source) { decoded.append($0) }
        return DecodedStretch.isText(decoded) ? decoded : nil
    }

    /// Hands on the bytes that letters stand for.
    @inline(__always)
    private static func decode(_ run: Range<Int>, in source: Span<UInt8>, _ body: (UInt8) -> Void) {
        var (bits, count) = (UInt32(0), UInt32(0))
        for index in run {
            guard let value = Base64Letter.value(source[index]) else { continue }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                body(UInt8(truncatingIfNeeded: bits >> count))
            }
        }
    }

    /// Whether bytes are printable, but for a few.
    private static func isText(_ bytes: [UInt8]) -> Bool {
        if bytes.contains(where: isControl) { return false }
        let high = bytes.count { $0 >= 0x80 }
        return high == 0 || high * 2 < bytes.count && UTF8Text.isValid(bytes.span)
    }

    private static func isControl(_ byte: UInt8) -> Bool { !(byte &- 32 < 95 || byte &- 9 < 5 || byte >= 0x80) }

    // MARK: Escapes

    /// The surroundings of escapes with all of them decoded.
    init(escapesAt start: Int, in source: Span<UInt8>) {
        let first = max(0, start - DecodedStretch.margin)
        let last = min(source.count, start + DecodedStretch.mostEscapes)
        var index = first
        var quiet = 0
        while index < last {
            if let (scalar, length) = Escape.read(source, at: index) {
                for byte in String(scalar).utf8 { append(byte, index..<index + length) }
                index += length
                quiet = 0
            } else {
                append(source[index], index..<index + 1)
                index += 1
                quiet += 1
                // Behind the last escape only its surroundings count.
                if index > start, quiet > DecodedStretch.margin { break }
            }
        }
        end = index
    }

    /// Up to where in the buffer escapes were looked for.
    private(set) var end = 0

    // MARK: UTF-16

    /// A run of ASCII in UTF-16.
    init(wide run: Range<Int>, in source: Span<UInt8>) {
        for index in stride(from: run.lowerBound, to: run.upperBound, by: 2) {
            append(source[index], index..<index + 2)
        }
        // Where the high bytes come first, the last character has none behind it.
        let last = run.upperBound
        if run.lowerBound > 0, source[run.lowerBound - 1] == 0, last < source.count, source[last] &- 32 < 95 {
            append(source[last], last - 1..<last + 1)
        }
    }
}

/// A character that is written as an escape.
enum Escape {
    /// The character at `index`, and in how many bytes it is written; `nil` if there is no escape.
    static func read(_ bytes: Span<UInt8>, at index: Int) -> (Unicode.Scalar, Int)? {
        switch bytes[index] {
        case UInt8(ascii: "\\"), UInt8(ascii: "%"):
            guard index + 2 < bytes.count else { return nil }
            let letter = bytes[index + 1]
            if letter | 0x20 == UInt8(ascii: "u") {
                guard let value = number(bytes, index + 2, 4, 16) else { return nil }
                if value & 0xFC00 == 0xD800, index + 11 < bytes.count, bytes[index + 6] == bytes[index],
                    bytes[index + 7] | 0x20 == UInt8(ascii: "u"), let low = number(bytes, index + 8, 4, 16),
                    low & 0xFC00 == 0xDC00
                {
                    return Unicode.Scalar(0x10000 + (value & 0x3FF) << 10 + low & 0x3FF).map { ($0, 12) }
                }
                return Unicode.Scalar(value).map { ($0, 6) }
            }
            if bytes[index] == UInt8(ascii: "\\") {
                guard letter == UInt8(ascii: "x"), let value = number(bytes, index + 2, 2, 16), value < 0x80 else {
                    return nil
                }
                return Unicode.Scalar(value).map { ($0, 4) }
            }
            guard let value = number(bytes, index + 1, 2, 16), value < 0x80 else { return nil }
            return Unicode.Scalar(value).map { ($0, 3) }
        case UInt8(ascii: "&"):
            guard index + 3 < bytes.count, bytes[index + 1] == UInt8(ascii: "#") else { return nil }
            let isHexadecimal = bytes[index + 2] | 0x20 == UInt8(ascii: "x")
            let start = index + (isHexadecimal ? 3 : 2)
            var end = start
            while end < bytes.count, end - start < 8, bytes[end] != UInt8(ascii: ";") { end += 1 }
            guard end < bytes.count, bytes[end] == UInt8(ascii: ";"), end > start,
                let value = number(bytes, start, end - start, isHexadecimal ? 16 : 10)
            else { return nil }
            return Unicode.Scalar(value).map { ($0, end + 1 - index) }
        default: return nil
        }
    }

    private static func number(_ bytes: Span<UInt8>, _ start: Int, _ count: Int, _ radix: UInt32) -> UInt32? {
        guard start + count <= bytes.count else { return nil }
        var value: UInt32 = 0
        for index in start..<start + count {
            let byte = bytes[index]
            let digit: UInt8
            switch byte {
            case 48...57: digit = byte - 48
            case 65...70: digit = byte - 55
            case 97...102: digit = byte - 87
            default: return nil
            }
            guard digit < radix else { return nil }
            value = value * radix + UInt32(digit)
        }
        return value
    }
}
