/// Text whose characters are written as their numbers: `\u0041`, `%u0041`, `&#65;`, `\x41`, `%41`.
enum EscapedText {
    /// What the bytes in `range` say; `nil` unless several of them are escaped.
    ///
    /// - Complexity: O(*n*); a few nanoseconds where nothing is escaped.
    static func plain(_ range: Range<Int>, in text: borrowing Glyphs) -> [UInt8]? {
        var plain: [UInt8] = []
        var escapes = 0
        var index = range.lowerBound
        while index < range.upperBound {
            if let (byte, length) = escape(at: index, in: text), index + length <= range.upperBound {
                if escapes == 0 { for place in range.lowerBound..<index { plain.append(text[place]) } }
                escapes += 1
                plain.append(byte)
                index += length
            } else {
                if escapes > 0 { plain.append(text[index]) }
                index += 1
            }
        }
        return escapes >= 3 ? plain : nil
    }

    /// The character of ASCII that is escaped at `index`, and the length of the escape.
    private static func escape(at index: Int, in text: borrowing Glyphs) -> (UInt8, Int)? {
        var start = index
        let first = text[index]
        switch first {
        case UInt8(ascii: "\\"), UInt8(ascii: "%"):
            while start - index < 4, text[start] == first { start += 1 }
            if text.holds("u00", at: start) { return byte(start + 3, in: text).map { ($0, start + 5 - index) } }
            if first == UInt8(ascii: "%") { return start == index + 1 ? byte(start, in: text).map { ($0, 3) } : nil }
            return text.holds("x", at: start) ? byte(start + 1, in: text).map { ($0, start + 3 - index) } : nil
        case UInt8(ascii: "&"):
            guard text[index + 1] == UInt8(ascii: "#") else { return nil }
            var number = 0
            start += 2
            while start - index < 6, text.isDigit(start) {
                number = number * 10 + Int(text[start] &- 48)
                start += 1
            }
            return text[start] == UInt8(ascii: ";") && 32...126 ~= number ? (UInt8(number), start + 1 - index) : nil
        default: return nil
        }
    }

    /// The printable character of which two hexadecimal digits at `index` are the number.
    private static func byte(_ index: Int, in text: borrowing Glyphs) -> UInt8? {
        func digit(_ byte: UInt8) -> UInt8? {
            if byte &- 48 < 10 { return byte &- 48 }
            return (byte | 0x20) &- 97 < 6 ? (byte | 0x20) &- 87 : nil
        }
        guard let high = digit(text[index]), let low = digit(text[index + 1]) else { return nil }
        let byte = high << 4 | low
        return 32...126 ~= byte ? byte : nil
    }
}
