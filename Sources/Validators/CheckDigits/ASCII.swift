/// What single bytes mean in ASCII, and comparisons of spans with literals.
enum ASCII {
    /// Tells whether `byte` is one of the separators that people put into numbers: space, `-`, `.`, `/`, `(` and `)`.
    static func isSeparator(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x20, 0x28, 0x29, 0x2D, 0x2E, 0x2F: true
        default: false
        }
    }

    static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 <= 9 }

    static func isUpper(_ byte: UInt8) -> Bool { byte &- 0x41 <= 25 }

    static func isLower(_ byte: UInt8) -> Bool { byte &- 0x61 <= 25 }

    static func isLetter(_ byte: UInt8) -> Bool { isLower(byte | 0x20) }

    static func isAlphanumeric(_ byte: UInt8) -> Bool { isDigit(byte) || isLetter(byte) }

    /// `byte` as an upper-case letter, or itself when it is no letter.
    static func uppercased(_ byte: UInt8) -> UInt8 { isLower(byte) ? byte & 0xDF : byte }

    /// `byte` as a lower-case letter, or itself when it is no letter.
    static func lowercased(_ byte: UInt8) -> UInt8 { isUpper(byte) ? byte | 0x20 : byte }

    /// 0–9 for a digit, otherwise nil.
    static func digit(_ byte: UInt8) -> Int? {
        let value = byte &- 0x30
        return value <= 9 ? Int(value) : nil
    }

    /// 0–15 for a hexadecimal digit of either case, otherwise nil.
    static func hexDigit(_ byte: UInt8) -> UInt8? {
        if isDigit(byte) { return byte &- 0x30 }
        let value = (byte | 0x20) &- 0x61
        return value <= 5 ? value + 10 : nil
    }

    /// 0–9 for a digit, 10–35 for a letter of either case, otherwise nil: the alphabet of most ISO check digits.
    static func base36Digit(_ byte: UInt8) -> Int? {
        if isDigit(byte) { return Int(byte &- 0x30) }
        let value = (byte | 0x20) &- 0x61
        return value <= 25 ? Int(value) + 10 : nil
    }

    /// Tells whether `text` stands in `bytes` at `offset`, in the same case.
    static func hasText(_ text: String, in bytes: Span<UInt8>, at offset: Int = 0) -> Bool {
        let literal = text.utf8.span
        guard offset >= 0, bytes.count - offset >= literal.count else { return false }
        for index in literal.indices where literal[index] != bytes[offset + index] { return false }
        return true
    }

    /// The offset of the first `text` in `bytes` at or after `start`, or nil.
    ///
    /// - Complexity: O(*n* · *m*); for short literals in short values.
    static func firstOffset(of text: String, in bytes: Span<UInt8>, from start: Int = 0) -> Int? {
        let literal = text.utf8.span
        guard !literal.isEmpty, start >= 0 else { return nil }
        let first = literal[0]
        var offset = start
        while offset + literal.count <= bytes.count {
            if bytes[offset] == first, hasText(text, in: bytes, at: offset) { return offset }
            offset += 1
        }
        return nil
    }
}
