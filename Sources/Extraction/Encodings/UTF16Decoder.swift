public import Bytes

/// Turns UTF-16 into UTF-8, piece by piece.
///
/// Source: RFC 2781; an unpaired surrogate becomes U+FFFD, and a byte order mark at the start is dropped.
public struct UTF16Decoder {
    private let isBigEndian: Bool
    private var oddByte: UInt8?
    private var highSurrogate: UInt32?
    private var isAtStart = true
    private var unitCount = 0
    private var pairCount = 0

    /// Units after which is judged whether they are text of another kind.
    private static let judged = 1024

    /// Whether there were many units that are two letters or digits of ASCII each: text of another kind, which reads as rare
    /// Chinese.
    public private(set) var holdsOtherText = false

    public init(isBigEndian: Bool) { self.isBigEndian = isBigEndian }

    /// Appends what `input` says to `output`; units that are cut short are kept for the next piece.
    public mutating func decode(_ input: borrowing TextBuffer, isLast: Bool, into output: inout TextBuffer) {
        let bytes = input.bytes
        // Each unit of two bytes becomes at most three, and what was kept at most three more.
        output.reserve(output.count + bytes.count / 2 * 3 + 8)
        var writer = UTF8Writer()
        var index = 0
        if let first = oddByte, bytes.count > 0 {
            oddByte = nil
            take(unit(first, bytes[0]), &writer)
            index = 1
        }
        while index + 1 < bytes.count {
            take(unit(bytes[index], bytes[index + 1]), &writer)
            index += 2
            if writer.isNearlyFull { writer.flush(to: &output) }
        }
        if index < bytes.count { oddByte = bytes[index] }
        if isLast, highSurrogate != nil || oddByte != nil {
            writer.append(0xFFFD)
            highSurrogate = nil
            oddByte = nil
        }
        if isLast { judge() }
        writer.flush(to: &output)
    }

    private mutating func judge() {
        if unitCount > 8, pairCount * 2 > unitCount { holdsOtherText = true }
        (unitCount, pairCount) = (0, 0)
    }

    private func unit(_ first: UInt8, _ second: UInt8) -> UInt32 {
        isBigEndian ? UInt32(first) << 8 | UInt32(second) : UInt32(second) << 8 | UInt32(first)
    }

    private mutating func take(_ unit: UInt32, _ writer: inout UTF8Writer) {
        defer { isAtStart = false }
        unitCount += 1
        if unit & 0xFF &- 0x20 < 0x5F, unit >> 8 &- 0x20 < 0x5F { pairCount += 1 }
        if unitCount == UTF16Decoder.judged { judge() }
        if isAtStart, unit == 0xFEFF { return }
        if let high = highSurrogate {
            highSurrogate = nil
            if unit & 0xFC00 == 0xDC00 {
                writer.append(0x10000 + (high & 0x3FF) << 10 + unit & 0x3FF)
                return
            }
            writer.append(0xFFFD)
        }
        switch unit & 0xFC00 {
        case 0xD800: highSurrogate = unit
        case 0xDC00: writer.append(0xFFFD)
        default: writer.append(unit)
        }
    }
}

/// Gathers characters as UTF-8 before they go into a buffer together.
struct UTF8Writer {
    private var bytes = InlineArray<1024, UInt8>(repeating: 0)
    private var count = 0

    /// Whether the next character may not fit.
    var isNearlyFull: Bool { count > 1000 }

    /// Appends the character with the given code point.
    mutating func append(_ scalar: UInt32) {
        switch scalar {
        case ..<0x80: put(scalar)
        case ..<0x800:
            put(0xC0 | scalar >> 6)
            put(0x80 | scalar & 0x3F)
        case ..<0x10000:
            put(0xE0 | scalar >> 12)
            put(0x80 | scalar >> 6 & 0x3F)
            put(0x80 | scalar & 0x3F)
        default:
            put(0xF0 | scalar >> 18)
            put(0x80 | scalar >> 12 & 0x3F)
            put(0x80 | scalar >> 6 & 0x3F)
            put(0x80 | scalar & 0x3F)
        }
    }

    private mutating func put(_ byte: UInt32) {
        bytes[count] = UInt8(truncatingIfNeeded: byte)
        count += 1
    }

    /// Moves everything to `output`.
    mutating func flush(to output: inout TextBuffer) {
        output.append(contentsOf: bytes.span.extracting(0..<count))
        count = 0
    }
}
