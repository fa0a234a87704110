/// Checks a birth number (rodné číslo) of Czechia or Slovakia.
///
/// Source: Zákon č. 133/2000 Sb., § 13; zákon č. 301/1995 Z. z.
enum CzechIdentity {
    /// Tells whether `value` has ten digits, is a date with a serial number, and is a multiple of eleven.
    ///
    /// 50 is added to a woman's month and 20 when the serial numbers of a day are used up. Numbers with nine digits, given
    /// before 1954, have no check and are refused.
    ///
    /// - Returns: One random date with four digits in eleven passes.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<10>(value), digits.count == 10 else { return false }
        var month = digits.number(2..<4)
        if month > 50 { month -= 50 }
        if month > 20 { month -= 20 }
        guard CalendarDate.isDay(digits.number(4..<6), month: month, shortYear: digits.number(0..<2)) else {
            return false
        }
        // Some numbers given until 1985 leave the remainder 10, which was written 0.
        return digits.number(0..<10).isMultiple(of: 11) || digits.number(0..<9) % 11 == 10 && digits[9] == 0
    }
}

/// Checks a social security number (TAJ) of Hungary.
///
/// Source: 1996. évi XX. törvény, annex.
enum HungarianSocialSecurity {
    /// Tells whether `value` has nine digits, the last the check digit modulo 10.
    ///
    /// - Returns: One random 9-digit number in ten passes.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<9>(value), digits.count == 9, digits.number(0..<8) > 0, !digits.isUniform
        else { return false }
        return digits.weightedSum([3, 7, 3, 7, 3, 7, 3, 7]) % 10 == digits[8]
    }
}

/// Checks a person's tax number (adóazonosító jel) of Hungary.
///
/// Source: 1996. évi XX. törvény; European Commission, TIN algorithms, Hungary.
enum HungarianTaxpayer {
    /// Tells whether `value` has ten digits, begins with 8 and ends in the check digit modulo 11.
    ///
    /// - Returns: One random 10-digit number in 110 passes.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<10>(value), digits.count == 10, digits[0] == 8, !digits.isUniform
        else { return false }
        return digits.weightedSum([1, 2, 3, 4, 5, 6, 7, 8, 9]) % 11 == digits[9]
    }
}
