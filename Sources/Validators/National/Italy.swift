/// Checks a codice fiscale of a person in Italy.
///
/// Source: Decreto ministeriale of 23 December 1976; Agenzia delle Entrate, "Codice fiscale".
enum ItalianFiscalCode {
    /// Tells whether `value` has 16 characters in the right places, a date of birth and the right check letter.
    ///
    /// Digits may be replaced by letters, as is done when two people would get the same code.
    ///
    /// - Returns: One in 250 random texts with letters and digits in the right places passes.
    /// - Complexity: Constant, below 150 ns, no allocation.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let text = ShortText<16>(value), text.count == 16, text.areLetters(0..<6), text.isLetter(11),
            text.isLetter(15), let year = number(text, 6), let month = month(text[8]), let day = number(text, 9),
            CalendarDate.isDay(day > 40 ? day - 40 : day, month: month, shortYear: year),
            number(text, 12) != nil, number(text, 13) != nil
        else { return false }
        return text.base36Digit(15) - 10 == ItalianCheck.letter(text, 0..<15)
    }

    /// The two digits at `index`, of which each may be written as a letter.
    private static func number(_ text: ShortText<16>, _ index: Int) -> Int? {
        guard let tens = digit(text[index]), let ones = digit(text[index + 1]) else { return nil }
        return tens * 10 + ones
    }

    private static func digit(_ byte: UInt8) -> Int? {
        switch byte {
        case UInt8(ascii: "L")...UInt8(ascii: "N"): Int(byte) - 0x4C
        case UInt8(ascii: "P")...UInt8(ascii: "V"): Int(byte) - 0x4D
        default: ASCII.digit(byte)
        }
    }

    private static func month(_ byte: UInt8) -> Int? {
        let letters: InlineArray<12, UInt8> = [
            0x41, 0x42, 0x43, 0x44, 0x45, 0x48, 0x4C, 0x4D, 0x50, 0x52, 0x53, 0x54,  // ABCDEHLMPRST
        ]
        for index in letters.indices where letters[index] == byte { return index + 1 }
        return nil
    }
}

/// Checks a VAT number (partita IVA) of Italy.
///
/// Source: Decreto ministeriale of 23 December 1976; DPR 633/1972, article 35.
enum ItalianVAT {
    /// Tells whether `value` has 11 digits without country code: serial, tax office, Luhn check digit.
    ///
    /// - Returns: One random 11-digit number in 96 passes.
    /// - Complexity: Constant, below 50 ns, no allocation.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<11>(value), digits.count == 11, digits.number(0..<7) != 0, !digits.isUniform
        else { return false }
        switch digits.number(7..<10) {
        case 1...100, 120, 121, 888, 999: return digits.passesLuhn()
        default: return false
        }
    }
}

/// Checks a domestic account number (BBAN) of Italy or San Marino.
///
/// Source: Associazione Bancaria Italiana, coordinate bancarie; ISO 13616 registry.
enum ItalianBankAccount {
    /// Tells whether `value` has the right check letter (CIN), bank (ABI, 5 digits), branch (CAB, 5), account (12).
    ///
    /// - Returns: One random text of that shape in 26 passes.
    /// - Complexity: Constant, below 100 ns, no allocation.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let text = ShortText<23>(value), text.count == 23, text.isLetter(0), let codes = text.number(1..<11),
            codes > 0
        else { return false }
        return text.base36Digit(0) - 10 == ItalianCheck.letter(text, 1..<23)
    }
}

/// The check letter that codice fiscale and account number share.
private enum ItalianCheck {
    /// The letter, A = 0, for the characters in `range`; the first, third, … count by a table, the others plainly.
    static func letter<let capacity: Int>(_ text: ShortText<capacity>, _ range: Range<Int>) -> Int {
        var sum = 0
        for index in range {
            let character = text.base36Digit(index)
            let value = character > 9 ? character - 10 : character
            sum += (index - range.lowerBound).isMultiple(of: 2) ? odd[value] : value
        }
        return sum % 26
    }

    private static let odd: InlineArray<26, Int> = [
        1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
    ]
}
