import Bytes
import Extraction

/// A character that is written as an escape.
enum Escape {
    /// How it is written: the escapes of quoted-printable stand for themselves in all other texts.
    enum Family {
        /// `\u0041`, `\u{41}`, `\U00000041`, `\x41`, `%u0041`, `%41`, `&#65;`, `&commat;`.
        case signs
        /// `=41`, and `=` at the end of a line for nothing.
        case quotedPrintable
    }

    /// A character, and in how many bytes it is written; `nil` for a line that goes on.
    typealias Reading = (scalar: Unicode.Scalar?, length: Int)

    /// The escape at `index`; `nil` if there is none.
    static func read(_ bytes: Span<UInt8>, at index: Int, _ family: Family) -> Reading? {
        let sign = bytes[index]
        if family == .quotedPrintable {
            guard sign == UInt8(ascii: "="), index + 1 < bytes.count else { return nil }
            if bytes[index + 1] == 10 { return (nil, 2) }
            if bytes[index + 1] == 13, index + 2 < bytes.count, bytes[index + 2] == 10 { return (nil, 3) }
            return encoded(bytes, index, prefix: 1)
        }
        switch sign {
        case UInt8(ascii: "\\"): return backslash(bytes, index)
        case UInt8(ascii: "%"):
            guard index + 2 < bytes.count else { return nil }
            return bytes[index + 1] | 0x20 == UInt8(ascii: "u")
                ? unit(bytes, index, 2) : encoded(bytes, index, prefix: 1)
        case UInt8(ascii: "&"):
            return CharacterReference.read(in: bytes, at: index).map { ($0.0, $0.1 - index) }
        default: return nil
        }
    }

    /// An escape of programs; in a text that is itself escaped, backslashes stand twice or more.
    private static func backslash(_ bytes: Span<UInt8>, _ index: Int) -> Reading? {
        var start = index + 1
        while start < bytes.count, start - index < 4, bytes[start] == UInt8(ascii: "\\") { start += 1 }
        guard start + 2 < bytes.count else { return nil }
        switch bytes[start] {
        case UInt8(ascii: "u"):
            guard bytes[start + 1] == UInt8(ascii: "{") else { return unit(bytes, index, start + 1 - index) }
            var end = start + 2
            while end < bytes.count, end - start < 8, bytes[end] != UInt8(ascii: "}") { end += 1 }
            guard end < bytes.count, bytes[end] == UInt8(ascii: "}"), end > start + 2 else { return nil }
            return number(bytes, start + 2, end - start - 2).flatMap(Unicode.Scalar.init).map { ($0, end + 1 - index) }
        case UInt8(ascii: "U"):
            if let scalar = number(bytes, start + 1, 8).flatMap(Unicode.Scalar.init) {
                return (scalar, start + 9 - index)
            }
            return unit(bytes, index, start + 1 - index)
        case UInt8(ascii: "x"): return encoded(bytes, index, prefix: start + 1 - index)
        default: return nil
        }
    }

    /// A unit of UTF-16, or two for a character, behind `prefix` bytes.
    private static func unit(_ bytes: Span<UInt8>, _ index: Int, _ prefix: Int) -> Reading? {
        guard let value = number(bytes, index + prefix, 4) else { return nil }
        let next = index + prefix + 4
        if value & 0xFC00 == 0xD800, repeats(bytes, index, prefix, at: next),
            let low = number(bytes, next + prefix, 4), low & 0xFC00 == 0xDC00
        {
            return Unicode.Scalar(0x10000 + (value & 0x3FF) << 10 + low & 0x3FF).map { ($0, 2 * (prefix + 4)) }
        }
        return Unicode.Scalar(value).map { ($0, prefix + 4) }
    }

    /// A byte, or those of a character in UTF-8, of which each stands behind `prefix` bytes; a byte that begins none is taken
    /// for one of Windows-1252.
    private static func encoded(_ bytes: Span<UInt8>, _ index: Int, prefix: Int) -> Reading? {
        guard let first = number(bytes, index + prefix, 2) else { return nil }
        let width = prefix + 2
        if first < 0x80 { return Unicode.Scalar(first).map { ($0, width) } }
        let count = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        if first >= 0xC2, first < 0xF5 {
            var scalar = first & (0x7F >> UInt32(count))
            var isWhole = true
            for part in 1..<count {
                let start = index + part * width
                guard repeats(bytes, index, prefix, at: start), let next = number(bytes, start + prefix, 2),
                    next & 0xC0 == 0x80
                else {
                    isWhole = false
                    break
                }
                scalar = scalar << 6 | next & 0x3F
            }
            if isWhole, let found = Unicode.Scalar(scalar) { return (found, count * width) }
        }
        return first >= 0xA0 ? Unicode.Scalar(first).map { ($0, width) } : nil
    }

    /// Whether `prefix` bytes of `index` stand at another place as well.
    private static func repeats(_ bytes: Span<UInt8>, _ index: Int, _ prefix: Int, at other: Int) -> Bool {
        guard other + prefix <= bytes.count else { return false }
        for offset in 0..<prefix where bytes[index + offset] != bytes[other + offset] { return false }
        return true
    }

    /// The number that `count` digits of base 16 write.
    private static func number(_ bytes: Span<UInt8>, _ start: Int, _ count: Int) -> UInt32? {
        guard start + count <= bytes.count else { return nil }
        var value: UInt32 = 0
        for index in start..<start + count {
            guard let digit = Hexadecimal.value(bytes[index]) else { return nil }
            value = value << 4 | UInt32(digit)
        }
        return value
    }
}
