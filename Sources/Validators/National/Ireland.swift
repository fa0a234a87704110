/// Checks a personal public service number (PPSN) of Ireland.
///
/// Source: Department of Social Protection, "Personal Public Service Number"; Revenue, TIN check.
enum IrishIdentity {
    /// Tells whether `value` has seven digits, a check letter modulo 23, and perhaps one more letter.
    ///
    /// - Returns: One random number of that shape in 23 passes.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let text = ShortText<9>(value), text.count >= 8, text.areDigits(0..<7), text.areLetters(7..<text.count),
            text.number(0..<7) != 0
        else { return false }
        var sum = 0
        for index in 0..<7 { sum += text.base36Digit(index) * (8 - index) }
        // The second letter counts from A = 1; a W, which once marked wives, counts nothing.
        if text.count == 9, text[8] != UInt8(ascii: "W") { sum += (text.base36Digit(8) - 9) * 9 }
        let letter = sum % 23
        return text.base36Digit(7) - 9 == (letter == 0 ? 23 : letter)
    }
}
