/// How a text may write the bytes of a value, one for one or some of them by an escape.
enum Spelling: CaseIterable {
    /// As they are.
    case plain
    /// With backslashes: JSON (RFC 8259, section 7), YAML in double quotes, shells, `.pgpass`.
    case escaped
    /// The same twice, as JSON in a string of JSON has it, which is what logs keep of what a program logs.
    case escapedTwice
    /// With `%` and two hexadecimal digits (RFC 3986, section 2.1).
    case percent
    /// The same, and `+` for a space (the form of HTML's `application/x-www-form-urlencoded`).
    case form
    /// With entities: `&amp;` and the like, `&#39;`, `&#x27;` (XML 1.0, section 4.6).
    case entity
    /// With quotes written twice: SQL, CSV, YAML in single quotes.
    case doubled

    /// What reports call it.
    var name: String {
        switch self {
        case .plain: "plain"
        case .escaped, .escapedTwice: "backslash"
        case .percent, .form: "url"
        case .entity: "entity"
        case .doubled: "doubled"
        }
    }

    /// What one escape, or one byte of text, stands for.
    struct Unit {
        /// How many bytes of text it takes.
        var length: Int
        /// What it stands for, the first byte lowest; as many as `count`.
        var bytes: UInt32
        var count: Int

        /// A byte that stands for itself.
        init(plain byte: UInt8) {
            length = 1
            bytes = UInt32(byte)
            count = 1
        }

        init(length: Int, byte: UInt8) {
            self.init(plain: byte)
            self.length = length
        }

        /// An escape for a character; `nil` when there is no such character.
        init?(length: Int, scalar: UInt32) {
            guard let scalar = Unicode.Scalar(scalar) else { return nil }
            self.length = length
            bytes = 0
            count = 0
            for byte in String(Character(scalar)).utf8 {
                bytes |= UInt32(byte) << UInt32(8 * count)
                count += 1
            }
        }

        /// The byte at `index` of what it stands for.
        func byte(_ index: Int) -> UInt8 { UInt8(truncatingIfNeeded: bytes >> UInt32(8 * index)) }
    }

    /// The most bytes of text that an encoder writes for one byte: those of `\\u0022`.
    static let longestEscape = 7

    /// The most backslashes or quotes in a row that are looked back over.
    private static let longestRun = 256

    /// The unit at `offset`, which lies inside `text`.
    func unit(at offset: Int, in text: Span<UInt8>) -> Unit {
        let byte = text[offset]
        let escape: Unit? =
            switch self {
            case .plain: nil
            case .escaped: byte == UInt8(ascii: "\\") ? Spelling.backslash(at: offset, in: text) : nil
            case .escapedTwice: byte == UInt8(ascii: "\\") ? Spelling.backslashTwice(at: offset, in: text) : nil
            case .percent: byte == UInt8(ascii: "%") ? Spelling.percent(at: offset, in: text) : nil
            case .form:
                byte == UInt8(ascii: "+")
                    ? Unit(plain: 32) : byte == UInt8(ascii: "%") ? Spelling.percent(at: offset, in: text) : nil
            case .entity: byte == UInt8(ascii: "&") ? Spelling.entity(at: offset, in: text) : nil
            case .doubled:
                Spelling.isQuote(byte) && offset + 1 < text.count && text[offset + 1] == byte
                    ? Unit(length: 2, byte: byte) : nil
            }
        return escape ?? Unit(plain: byte)
    }

    /// The unit that ends right before `end`, which is above 0.
    func unit(before end: Int, in text: Span<UInt8>) -> Unit {
        let byte = text[end - 1]
        switch self {
        case .plain: break
        case .escaped:
            // The second half of a surrogate pair is no unit of its own.
            for length in [12, 6, 2] where end >= length && text[end - length] == UInt8(ascii: "\\") {
                guard !Spelling.runLength(before: end - length + 1, in: text).isMultiple(of: 2) else { continue }
                let unit = unit(at: end - length, in: text)
                if unit.length == length { return unit }
            }
        case .escapedTwice:
            for length in [14, 12, 7, 6, 4, 3, 2] where end >= length && text[end - length] == UInt8(ascii: "\\") {
                // Each backslash of the value is four in the text.
                guard (Spelling.runLength(before: end - length + 1, in: text) - 1).isMultiple(of: 4) else { continue }
                let unit = unit(at: end - length, in: text)
                if unit.length == length { return unit }
            }
        case .percent, .form:
            if self == .form, byte == UInt8(ascii: "+") { return Unit(plain: 32) }
            if end >= 3, text[end - 3] == UInt8(ascii: "%"), let unit = Spelling.percent(at: end - 3, in: text) {
                return unit
            }
        case .entity:
            guard byte == UInt8(ascii: ";") else { break }
            for length in 4...10 where end >= length && text[end - length] == UInt8(ascii: "&") {
                if let unit = Spelling.entity(at: end - length, in: text), unit.length == length { return unit }
            }
        case .doubled:
            if Spelling.isQuote(byte), Spelling.runLength(before: end, in: text).isMultiple(of: 2) {
                return Unit(length: 2, byte: byte)
            }
        }
        return Unit(plain: byte)
    }

    // MARK: Escapes

    private static func backslash(at offset: Int, in text: Span<UInt8>) -> Unit? {
        guard offset + 1 < text.count else { return nil }
        let letter = text[offset + 1]
        switch letter {
        case UInt8(ascii: "n"): return Unit(length: 2, byte: 10)
        case UInt8(ascii: "t"): return Unit(length: 2, byte: 9)
        case UInt8(ascii: "r"): return Unit(length: 2, byte: 13)
        case UInt8(ascii: "b"): return Unit(length: 2, byte: 8)
        case UInt8(ascii: "f"): return Unit(length: 2, byte: 12)
        case UInt8(ascii: "u"):
            guard let high = number(in: text, from: offset + 2, count: 4) else { return nil }
            if high & 0xFC00 == 0xD800, offset + 7 < text.count, text[offset + 6] == UInt8(ascii: "\\"),
                text[offset + 7] == UInt8(ascii: "u"), let low = number(in: text, from: offset + 8, count: 4),
                low & 0xFC00 == 0xDC00
            {
                return Unit(length: 12, scalar: 0x10000 + (high & 0x3FF) << 10 + low & 0x3FF)
            }
            return Unit(length: 6, scalar: high)
        default: return letter.isAlphanumeric || letter >= 0x80 ? nil : Unit(length: 2, byte: letter)
        }
    }

    /// What the escape means that is there once the outer escapes are read.
    private static func backslashTwice(at offset: Int, in text: Span<UInt8>) -> Unit? {
        guard let first = backslash(at: offset, in: text) else { return nil }
        guard first.count == 1, first.byte(0) == UInt8(ascii: "\\") else { return first }
        // The text inside, as far as the longest escape goes, and where each of its bytes ends.
        var inside = [first.byte(0)]
        var ends = [offset + first.length]
        while inside.count < 12, let start = ends.last, start < text.count {
            let unit = Spelling.escaped.unit(at: start, in: text)
            for index in 0..<unit.count {
                inside.append(unit.byte(index))
                ends.append(start + unit.length)
            }
        }
        guard var unit = backslash(at: 0, in: inside.span) else { return first }
        unit.length = ends[unit.length - 1] - offset
        return unit
    }

    private static func percent(at offset: Int, in text: Span<UInt8>) -> Unit? {
        number(in: text, from: offset + 1, count: 2).map { Unit(length: 3, byte: UInt8($0)) }
    }

    private static let names: [(name: [UInt8], byte: UInt8)] = [
        (Array("amp;".utf8), 38), (Array("lt;".utf8), 60), (Array("gt;".utf8), 62), (Array("quot;".utf8), 34),
        (Array("apos;".utf8), 39),
    ]

    private static func entity(at offset: Int, in text: Span<UInt8>) -> Unit? {
        for (name, byte) in names where offset + name.count < text.count {
            if name.indices.allSatisfy({ text[offset + 1 + $0] == name[$0] }) {
                return Unit(length: name.count + 1, byte: byte)
            }
        }
        guard offset + 2 < text.count, text[offset + 1] == UInt8(ascii: "#") else { return nil }
        let isHexadecimal = text[offset + 2] | 0x20 == UInt8(ascii: "x")
        var position = offset + (isHexadecimal ? 3 : 2)
        var value: UInt32 = 0
        let first = position
        while position < text.count, position - first < 7, let digit = text[position].hexadecimalDigit,
            isHexadecimal || digit < 10
        {
            value = value * (isHexadecimal ? 16 : 10) + UInt32(digit)
            position += 1
        }
        guard position > first, position < text.count, text[position] == UInt8(ascii: ";") else { return nil }
        return Unit(length: position + 1 - offset, scalar: value)
    }

    /// A hexadecimal number of `count` digits.
    private static func number(in text: Span<UInt8>, from start: Int, count: Int) -> UInt32? {
        guard start + count <= text.count else { return nil }
        var value: UInt32 = 0
        for offset in start..<start + count {
            guard let digit = text[offset].hexadecimalDigit else { return nil }
            value = value << 4 | UInt32(digit)
        }
        return value
    }

    /// How often the byte before `end` is repeated there.
    private static func runLength(before end: Int, in text: Span<UInt8>) -> Int {
        var start = end - 1
        while start > 0, end - start < longestRun, text[start - 1] == text[end - 1] { start -= 1 }
        return end - start
    }

    private static func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") }
}

extension UInt8 {
    /// Whether it is a letter or digit of ASCII.
    var isAlphanumeric: Bool { self &- 48 < 10 || (self | 0x20) &- 97 < 26 }

    /// What it is worth as a hexadecimal digit of either case.
    var hexadecimalDigit: UInt8? {
        if self &- 48 < 10 { return self &- 48 }
        let letter = (self | 0x20) &- 97
        return letter < 6 ? letter + 10 : nil
    }
}
