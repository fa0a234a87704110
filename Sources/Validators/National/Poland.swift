/// Checks a personal number (PESEL) of Poland.
///
/// Source: Ustawa o ewidencji ludności, art. 15–19; gov.pl, "What is a PESEL number".
enum PolishIdentity {
    /// Tells whether `value` is a date whose month names the century, a serial number and a check digit modulo 10.
    ///
    /// - Returns: One random date with five digits in ten passes.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<11>(value), digits.count == 11,
            CalendarDate.isDay(
                digits.number(4..<6),
                month: digits.number(2..<4) % 20,
                shortYear: digits.number(0..<2)
            )
        else { return false }
        return digits.weightedSum([1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]).isMultiple(of: 10)
    }
}

/// Checks a tax number (NIP) of Poland.
///
/// Source: Ustawa o zasadach ewidencji i identyfikacji podatników; European Commission, TIN algorithms, Poland.
enum PolishTaxpayer {
    /// Tells whether `value` has ten digits, the last the check digit modulo 11.
    ///
    /// - Returns: One random 10-digit number in eleven passes.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<10>(value), digits.count == 10, digits.number(0..<3) > 100, !digits.isUniform
        else { return false }
        return digits.weightedSum([6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 == digits[9]
    }
}
