/// How a text is written, besides plain UTF-8 or ASCII.
public struct Writing: OptionSet, Sendable {
    public let rawValue: UInt32

    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Each byte is a character, as in Windows-1252.
    public static let singleBytes = Writing(rawValue: 1)

    /// Lines may be broken, and bytes written, as quoted-printable has it (RFC 2045, section 6.7).
    public static let quotedPrintable = Writing(rawValue: 2)
}

/// Bytes that a reader takes for another character, or does not see at all.
///
/// Spaces that do not break lines, thin spaces, dashes and digits of other widths stand for those of ASCII; marks of zero
/// width, soft hyphens, escape sequences of terminals and the zeroes of UTF-16 and UTF-32 for nothing.
struct Disguise: Equatable {
    /// How many bytes it has.
    var length: Int

    /// What a reader sees; `nil` for nothing.
    var shown: UInt8?

    private init(_ length: Int, _ shown: Character? = nil) {
        self.length = length
        self.shown = shown?.asciiValue
    }

    private init(_ length: Int, byte: UInt8) {
        self.length = length
        shown = byte
    }

    /// The longest escape sequence that is looked through, in bytes; those with an address are longer than colours.
    private static let longestSequence = 2048

    /// The disguise at `offset`; `nil` if there is none.
    static func at(_ offset: Int, in bytes: Span<UInt8>, _ writing: Writing) -> Disguise? {
        func byte(_ distance: Int) -> UInt8 { offset + distance < bytes.count ? bytes[offset + distance] : 0xFF }
        let first = bytes[offset]
        switch first {
        case 0: return zeroes(at: offset, in: bytes)
        case 8: return offset > 0 && byte(1) == bytes[offset - 1] ? Disguise(2) : nil
        case 0x1B: return sequence(at: offset, in: bytes)
        case UInt8(ascii: "=") where writing.contains(.quotedPrintable): return quoted(at: offset, in: bytes)
        case ..<0x80: return nil
        default: break
        }
        if writing.contains(.singleBytes) {
            switch first {
            case 0xA0: return Disguise(1, " ")
            case 0xAD: return Disguise(1)
            case 0x96, 0x97: return Disguise(1, "-")
            default: return nil
            }
        }
        let (second, third) = (byte(1), byte(2))
        switch first {
        case 0xC2:
            switch second {
            case 0xA0: return Disguise(2, " ")
            case 0xAD: return Disguise(2)
            case 0x9B: return control(from: offset + 2, at: offset, in: bytes)
            default: return nil
            }
        case 0xCD: return second == 0x8F ? Disguise(2) : nil
        case 0xD8: return second == 0x9C ? Disguise(2) : nil
        case 0xD9, 0xDB, 0xDF, 0xE0: return digit(first, second, third)
        case 0xE1: return mark1(second, third)
        case 0xE2: return mark2(second, third)
        case 0xE3:
            if second == 0x80, third == 0x80 { return Disguise(3, " ") }
            return second == 0x85 && third == 0xA4 ? Disguise(3) : nil
        case 0xEF: return form(second, third)
        case 0xF0:
            if second == 0x9D, third == 0x9F, (0x8E...0xBF).contains(byte(3)) {
                return Disguise(4, byte: UInt8(ascii: "0") + (byte(3) - 0x8E) % 10)
            }
            return second == 0x9B && third == 0xB2 && (0xA0...0xA3).contains(byte(3)) ? Disguise(4) : nil
        case 0xF3: return second == 0xA0 && (0x80...0x87).contains(third) ? Disguise(4) : nil
        default: return nil
        }
    }

    /// Digits of Arabic, Persian, N'Ko and the scripts of India, Thailand and Laos.
    private static func digit(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Disguise? {
        let (zero, byte, length): (UInt8, UInt8, Int)
        switch (first, second) {
        case (0xD9, _): (zero, byte, length) = (0xA0, second, 2)
        case (0xDB, _): (zero, byte, length) = (0xB0, second, 2)
        case (0xDF, _): (zero, byte, length) = (0x80, second, 2)
        case (0xE0, 0xA5), (0xE0, 0xA7), (0xE0, 0xA9), (0xE0, 0xAB), (0xE0, 0xAD), (0xE0, 0xAF), (0xE0, 0xB1),
            (0xE0, 0xB3), (0xE0, 0xB5):
            (zero, byte, length) = (0xA6, third, 3)
        case (0xE0, 0xB9), (0xE0, 0xBB): (zero, byte, length) = (0x90, third, 3)
        default: return nil
        }
        guard byte &- zero < 10 else { return nil }
        return Disguise(length, byte: UInt8(ascii: "0") + (byte - zero))
    }

    /// U+115F and U+1160: fillers; U+1680: a space; U+180B to U+180F: Mongolian selectors.
    private static func mark1(_ second: UInt8, _ third: UInt8) -> Disguise? {
        switch (second, third) {
        case (0x85, 0x9F...0xA0), (0xA0, 0x8B...0x8F): Disguise(3)
        case (0x9A, 0x80): Disguise(3, " ")
        default: nil
        }
    }

    /// U+2000 to U+206F, general punctuation, and U+2212, the minus.
    private static func mark2(_ second: UInt8, _ third: UInt8) -> Disguise? {
        switch (second, third) {
        case (0x80, 0x80...0x8A), (0x80, 0xAF), (0x81, 0x9F): Disguise(3, " ")
        case (0x80, 0x8B...0x8F), (0x80, 0xAA...0xAE), (0x81, 0xA0...0xAF): Disguise(3)
        case (0x80, 0x90...0x95), (0x88, 0x92): Disguise(3, "-")
        default: nil
        }
    }

    /// Variation selectors, the byte order mark, and forms of ASCII of another width.
    private static func form(_ second: UInt8, _ third: UInt8) -> Disguise? {
        switch (second, third) {
        case (0xB8, 0x80...0x8F), (0xBB, 0xBF), (0xBE, 0xA0): Disguise(3)
        case (0xB9, 0xA3): Disguise(3, "-")
        case (0xBC, 0x81...0xBF): Disguise(3, byte: third - 0x60)
        case (0xBD, 0x80...0x9E): Disguise(3, byte: third - 0x20)
        default: nil
        }
    }

    /// The zeroes of a character of ASCII in UTF-16 or UTF-32; not those between texts, and no runs of them.
    private static func zeroes(at offset: Int, in bytes: Span<UInt8>) -> Disguise? {
        var (start, end) = (offset, offset + 1)
        while start > 0, offset - start < 4, bytes[start - 1] == 0 { start -= 1 }
        while end < bytes.count, end - offset < 4, bytes[end] == 0 { end += 1 }
        switch end - start {
        case 1:
            let isSecond = offset >= 2 && bytes[offset - 2] == 0 || offset + 2 < bytes.count && bytes[offset + 2] == 0
            return isSecond ? Disguise(1) : nil
        case 3: return Disguise(end - offset)
        default: return nil
        }
    }

    /// An escape sequence (ECMA-48, sections 5.3 to 5.6).
    private static func sequence(at offset: Int, in bytes: Span<UInt8>) -> Disguise? {
        guard offset + 1 < bytes.count else { return nil }
        switch bytes[offset + 1] {
        case UInt8(ascii: "["): return control(from: offset + 2, at: offset, in: bytes)
        case UInt8(ascii: "]"):
            var index = offset + 2
            while index < bytes.count, index - offset < longestSequence {
                if bytes[index] == 7 { return Disguise(index + 1 - offset) }
                if bytes[index] == 0x1B { return Disguise(index + 2 - offset) }
                index += 1
            }
            return nil
        case UInt8(ascii: " ")...UInt8(ascii: "/"): return Disguise(3)
        case UInt8(ascii: "0")...UInt8(ascii: "~"): return Disguise(2)
        default: return nil
        }
    }

    /// A control sequence whose parameters begin at `start`.
    private static func control(from start: Int, at offset: Int, in bytes: Span<UInt8>) -> Disguise? {
        var index = start
        while index < bytes.count, index - start < 64, bytes[index] &- 0x20 < 0x20 { index += 1 }
        guard index < bytes.count, bytes[index] &- 0x40 < 0x3F else { return nil }
        return Disguise(index + 1 - offset)
    }

    /// A line that is broken, or a byte, in quoted-printable.
    static func quoted(at offset: Int, in bytes: Span<UInt8>) -> Disguise? {
        guard bytes[offset] == UInt8(ascii: "="), offset + 2 < bytes.count else { return nil }
        let (first, second) = (bytes[offset + 1], bytes[offset + 2])
        if first == 10 { return Disguise(2) }
        if first == 13, second == 10 { return Disguise(3) }
        guard let high = digit(first), let low = digit(second) else { return nil }
        return Disguise(3, byte: high << 4 | low)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        if byte &- 48 < 10 { return byte &- 48 }
        return byte &- 65 < 6 ? byte &- 55 : nil
    }

    /// Tells whether the disguise at `offset` may hide something: whether it stands in or beside a word or number.
    func matters(at offset: Int, in bytes: Span<UInt8>, _ writing: Writing) -> Bool {
        var end = offset + length
        // Several may stand together; the first of them speaks for all.
        for _ in 0..<8 {
            guard end < bytes.count, let next = Disguise.at(end, in: bytes, writing) else { break }
            end += next.length
        }
        let isLed = offset > 0 && Disguise.isInside(bytes[offset - 1])
        let isFollowed = end < bytes.count && Disguise.isInside(bytes[end])
        guard let shown else { return isLed || isFollowed }
        return isLed && isFollowed || Disguise.isAlphanumeric(shown)
    }

    /// Whether a byte is one of words and numbers.
    private static func isInside(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || byte &- 40 < 8
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool { byte &- 48 < 10 || (byte & 0xDF) &- 65 < 26 }
}
