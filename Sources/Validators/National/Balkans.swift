/// Checks a personal number (CNP) of Romania.
///
/// Source: Legea nr. 105/1996; Ordonanța de urgență 97/2005.
enum RomanianIdentity {
    /// Tells whether `value` is a digit for century and sex, a date, a county, a serial number and a check digit.
    ///
    /// - Returns: One random date with such digits around it in eleven passes.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<13>(value), digits.count == 13, digits[0] != 0, digits.isYearMonthDay(at: 1),
            (1...52).contains(digits.number(7..<9))
        else { return false }
        let remainder = digits.weightedSum([2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11
        return digits[12] == (remainder == 10 ? 1 : remainder)
    }
}

/// Checks a personal number (ЕГН) of Bulgaria.
///
/// Source: Закон за гражданската регистрация, чл. 11; GRAO.
enum BulgarianIdentity {
    /// Tells whether `value` is a date, a serial number and a check digit modulo 11.
    ///
    /// 20 is added to the month of those born before 1900, 40 since 2000.
    ///
    /// - Returns: One random date with four digits in ten passes.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<10>(value), digits.count == 10 else { return false }
        let month = digits.number(2..<4)
        let offset = month > 40 ? 40 : month > 20 ? 20 : 0
        guard CalendarDate.isDay(digits.number(4..<6), month: month - offset, shortYear: digits.number(0..<2))
        else { return false }
        return digits.weightedSum([2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11 % 10 == digits[9]
    }
}

/// Checks a personal number (OIB) of Croatia.
///
/// Source: Zakon o osobnom identifikacijskom broju; ISO/IEC 7064 mod 11,10.
enum CroatianIdentity {
    /// Tells whether `value` has 11 digits that ISO/IEC 7064 mod 11,10 accepts.
    ///
    /// - Returns: One random 11-digit number in ten passes.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<11>(value), digits.count == 11, !digits.isUniform else { return false }
        return ISO7064.passesMod11And10(digits)
    }
}

/// Checks a master citizen number (JMBG, EMŠO) of Slovenia, Serbia and their neighbours.
///
/// Source: Zakon o centralnem registru prebivalstva; Закон о јединственом матичном броју грађана.
enum YugoslavIdentity {
    /// Tells whether `value` is a date with a three-digit year, a region, a serial number and a check digit modulo 11.
    ///
    /// - Returns: One random date with six digits in ten passes.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<13>(value), digits.count == 13, digits.number(4..<7) >= 850 || digits[4] == 0,
            CalendarDate.isDay(digits.number(0..<2), month: digits.number(2..<4), shortYear: digits.number(5..<7))
        else { return false }
        let check = 11 - digits.weightedSum([7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11
        return digits[12] == (check > 9 ? 0 : check)
    }
}

/// Checks a tax number (ΑΦΜ) of Greece.
///
/// Source: ΑΑΔΕ; European Commission, TIN algorithms, Greece.
enum GreekTaxpayer {
    /// Tells whether `value` has nine digits, the last the check digit modulo 11.
    ///
    /// - Returns: One random 9-digit number in ten passes.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<9>(value), digits.count == 9, digits.number(0..<8) > 0, !digits.isUniform
        else { return false }
        return digits.weightedSum([256, 128, 64, 32, 16, 8, 4, 2]) % 11 % 10 == digits[8]
    }
}

/// Checks a social security number (ΑΜΚΑ) of Greece.
///
/// Source: ΗΔΙΚΑ, "ΑΜΚΑ".
enum GreekSocialSecurity {
    /// Tells whether `value` is a date, a serial number and a Luhn digit.
    ///
    /// - Returns: One random date with five digits in ten passes.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<11>(value), digits.count == 11 else { return false }
        return digits.isDayMonthYear(at: 0) && digits.passesLuhn()
    }
}
