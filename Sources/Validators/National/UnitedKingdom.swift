/// Checks an NHS number of England, Wales and the Isle of Man.
///
/// Source: NHS Data Dictionary, "NHS number"; modulus 11.
enum UKHealthService {
    /// Tells whether `value` has 10 digits and the right check digit.
    ///
    /// - Returns: One random 10-digit number in eleven passes.
    /// - Complexity: Constant, below 50 ns, no allocation.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<10>(value), digits.count == 10, !digits.isUniform else { return false }
        return digits.weightedSum([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]).isMultiple(of: 11)
    }
}

/// Checks a National Insurance number of the United Kingdom.
///
/// Source: HMRC, National Insurance Manual NIM39110. There is no check digit.
enum UKNationalInsurance {
    /// Tells whether `value` may have been issued: two permitted letters, 6 digits, a suffix A–D.
    ///
    /// `QQ123456C`, which forms show, is refused like all prefixes that are never used.
    ///
    /// - Returns: Three in four random texts of that shape with letters from the whole alphabet fail on the letters; the
    ///   rest passes, so a match must rest on its keyword.
    /// - Complexity: Constant, below 50 ns, no allocation.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let text = ShortText<9>(value), text.count == 9, text.areLetters(0..<2), let number = text.number(2..<8),
            !number.isMultiple(of: 111_111), (UInt8(ascii: "A")...UInt8(ascii: "D")).contains(text[8])
        else { return false }
        for index in 0..<2 {
            switch text[index] {
            case UInt8(ascii: "D"), UInt8(ascii: "F"), UInt8(ascii: "I"), UInt8(ascii: "Q"), UInt8(ascii: "U"),
                UInt8(ascii: "V"):
                return false
            case UInt8(ascii: "O") where index == 1: return false
            default: break
            }
        }
        return switch (text[0], text[1]) {
        // BG, GB, KN, NK, NT, TN, ZZ
        case (0x42, 0x47), (0x47, 0x42), (0x4B, 0x4E), (0x4E, 0x4B), (0x4E, 0x54), (0x54, 0x4E), (0x5A, 0x5A): false
        default: true
        }
    }
}

/// Checks a Unique Taxpayer Reference (UTR) of the United Kingdom.
///
/// Source: HMRC, "Corporation Tax: UTR modulus 11 check".
enum UKTaxpayerReference {
    /// Tells whether `value` has 10 digits, perhaps a `K` behind them, and the right check digit, which is the first.
    ///
    /// - Returns: One random 10-digit number in ten passes.
    /// - Complexity: Constant, below 50 ns, no allocation.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        let hasSuffix = value.count > 0 && ASCII.uppercased(value[value.count - 1]) == UInt8(ascii: "K")
        let end = hasSuffix ? value.count - 1 : value.count
        guard let digits = ShortDigits<10>(value.extracting(0..<end)), digits.count == 10, !digits.isUniform
        else { return false }
        let checks: InlineArray<11, Int> = [2, 1, 9, 8, 7, 6, 5, 4, 3, 2, 1]
        return digits[0] == checks[digits.weightedSum([6, 7, 8, 9, 10, 5, 4, 3, 2], from: 1) % 11]
    }
}

/// Checks a driver number of Great Britain.
///
/// Source: DVLA, "Driver number" on the driving licence (INF1D). The rule of its two check letters is not public.
enum UKDrivingLicence {
    /// Tells whether `value` has the 16 characters of a driver number and a date of birth.
    ///
    /// That is: the surname filled up with 9 to five, decade, month (plus 50 for women), day, year, two initials
    /// or 9, one digit or letter, two letters.
    ///
    /// - Returns: One in fifteen random texts with digits and letters in these places passes.
    /// - Complexity: Constant, below 100 ns, no allocation.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let text = ShortText<16>(value), text.count == 16, isName(text, 0..<5), isName(text, 11..<13),
            text.areLetters(14..<16), let month = text.number(6..<8), let day = text.number(8..<10),
            let decade = text.number(5..<6), let year = text.number(10..<11)
        else { return false }
        return CalendarDate.isDay(day, month: month > 50 ? month - 50 : month, shortYear: decade * 10 + year)
    }

    /// Tells whether `range` holds letters and then only nines; the surname has at least one letter.
    private static func isName(_ text: ShortText<16>, _ range: Range<Int>) -> Bool {
        var letters = range.lowerBound
        while letters < range.upperBound, text.isLetter(letters) { letters += 1 }
        for index in letters..<range.upperBound where text[index] != UInt8(ascii: "9") { return false }
        return letters > range.lowerBound || range.lowerBound > 0
    }
}
