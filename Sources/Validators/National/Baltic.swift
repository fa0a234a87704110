/// Checks a personal code of Estonia (isikukood) or Lithuania (asmens kodas), which follow one rule.
///
/// Source: EVS 585:2007; Lietuvos Respublikos gyventojų registro įstatymas.
enum BalticIdentity {
    /// Tells whether `value` is a digit for century and sex, a date, a serial number and a check digit modulo 11.
    ///
    /// - Returns: One random date with such digits around it in ten passes.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<11>(value), digits.count == 11, (1...8).contains(digits[0]),
            digits.isYearMonthDay(at: 1)
        else { return false }
        var remainder = digits.weightedSum([1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11
        if remainder == 10 { remainder = digits.weightedSum([3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11 }
        return remainder % 10 == digits[10]
    }
}

/// Checks a personal code (personas kods) of Latvia.
///
/// Source: Pilsonības un migrācijas lietu pārvalde, "Personal identity code".
enum LatvianIdentity {
    /// Tells whether `value` is a date, a century, a serial number and a check digit, or 32 and nine digits.
    ///
    /// Codes given since July 2017 begin with 32 and have neither date nor check digit.
    ///
    /// - Returns: One random date with five digits in eleven passes.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<11>(value), digits.count == 11, !digits.isUniform else { return false }
        if digits.number(0..<2) == 32 { return true }
        let sum = digits.weightedSum([10, 5, 8, 4, 2, 1, 6, 3, 7, 9])
        return digits.isDayMonthYear(at: 0) && digits[6] <= 2 && (1 + sum) % 11 % 10 == digits[10]
    }
}
