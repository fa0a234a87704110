/// Checks a tax identification number (Steuer-ID) of Germany.
///
/// Source: § 139b Abgabenordnung; Bundeszentralamt für Steuern, check digit by ISO/IEC 7064 mod 11,10.
enum GermanTaxpayer {
    /// Tells whether `value` has 11 digits, of which one occurs two or three times among the first ten and every other
    /// at most once, does not begin with 0, and has the right check digit.
    ///
    /// - Returns: One random 11-digit number in 115 passes.
    /// - Complexity: Constant, below 100 ns, no allocation.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<11>(value), digits.count == 11, digits[0] != 0 else { return false }
        var occurrences = InlineArray<10, Int>(repeating: 0)
        for index in 0..<10 { occurrences[digits[index]] += 1 }
        var repeated = 0
        for digit in 0..<10 where occurrences[digit] > 1 {
            guard occurrences[digit] <= 3 else { return false }
            repeated += 1
        }
        return repeated == 1 && ISO7064.passesMod11And10(digits)
    }
}

/// Checks the serial number of an identity card or passport of Germany.
///
/// Source: Bundesamt für Sicherheit in der Informationstechnik, TR-03127; check digit by ICAO 9303.
enum GermanIdentityCard {
    /// Tells whether `value` has 9 characters of the alphabet in use, the first a letter, or these and a check digit.
    ///
    /// The alphabet is the digits and `CFGHJKLMNPRTVWXYZ`; at least one of the first nine is a digit.
    ///
    /// - Returns: Nearly all texts of 9 characters in this alphabet that begin with a letter pass, so these must rest on a
    ///   keyword; of those with a tenth one in ten.
    /// - Complexity: Constant, below 100 ns, no allocation.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let text = ShortText<10>(value), text.count >= 9, text.isLetter(0), !text.areLetters(0..<9)
        else { return false }
        for index in 0..<9 where !text.isDigit(index) {
            switch text[index] {
            case UInt8(ascii: "A"), UInt8(ascii: "B"), UInt8(ascii: "D"), UInt8(ascii: "E"), UInt8(ascii: "I"),
                UInt8(ascii: "O"), UInt8(ascii: "Q"), UInt8(ascii: "S"), UInt8(ascii: "U"):
                return false
            default: break
            }
        }
        guard text.number(1..<9) != 0 else { return false }
        guard text.count == 10 else { return true }
        return text.isDigit(9) && text.base36Digit(9) == text.weightedSum([7, 3, 1, 7, 3, 1, 7, 3, 1]) % 10
    }
}

/// Checks a pension insurance number (Versicherungsnummer) of Germany.
///
/// Source: Verordnung über die Versicherungsnummer (VKVV), §§ 2–4.
enum GermanPensionInsurance {
    /// Tells whether `value` has area (2 digits), date of birth (6), a letter, serial (2) and the right check digit.
    ///
    /// - Returns: One random text of that shape in 300 passes.
    /// - Complexity: Constant, below 100 ns, no allocation.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let text = ShortText<12>(value), text.count == 12, let area = text.number(0..<2), (2...89).contains(area),
            let day = text.number(2..<4), let month = text.number(4..<6), let year = text.number(6..<8),
            CalendarDate.isDay(day, month: month, shortYear: year), text.isLetter(8), text.areDigits(9..<12)
        else { return false }
        let weights: InlineArray<12, Int> = [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1]
        var sum = 0
        var position = 0
        func add(_ digit: Int) {
            let product = digit * weights[position]
            sum += product / 10 + product % 10
            position += 1
        }
        for index in 0..<8 { add(text.base36Digit(index)) }
        let letter = text.base36Digit(8) - 9
        add(letter / 10)
        add(letter % 10)
        for index in 9..<11 { add(text.base36Digit(index)) }
        return text.base36Digit(11) == sum % 10
    }
}
