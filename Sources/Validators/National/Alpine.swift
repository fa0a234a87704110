/// Checks a social insurance number (Sozialversicherungsnummer) of Austria.
///
/// Source: Dachverband der Sozialversicherungsträger, "Die Versicherungsnummer".
enum AustrianSocialSecurity {
    /// Tells whether `value` is a serial number, its check digit modulo 11, and a date of birth.
    ///
    /// The month is 13 to 15 when the serial numbers of a day are used up.
    ///
    /// - Returns: One random number with such a date in eleven passes.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<10>(value), digits.count == 10, digits[0] != 0,
            (1...31).contains(digits.number(4..<6)), (1...15).contains(digits.number(6..<8))
        else { return false }
        return digits.weightedSum([3, 7, 9, 0, 5, 8, 4, 2, 1, 6]) % 11 == digits[3]
    }
}

/// Checks an old-age insurance number (AHV-Nummer) of Switzerland.
///
/// Source: Zentrale Ausgleichsstelle, "AHV-Nummer"; an EAN-13 with the country code 756.
enum SwissSocialSecurity {
    /// Tells whether `value` begins with 756 and has 13 digits, the last the check digit of an EAN-13.
    ///
    /// - Returns: One random 13-digit number in 10,000 passes, of those that begin with 756 one in ten.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<13>(value), digits.count == 13, digits.number(0..<3) == 756 else { return false }
        return digits.weightedSum([1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]).isMultiple(of: 10)
    }
}
