/// Checks an identity number (TC kimlik numarası) of Türkiye.
///
/// Source: Nüfus ve Vatandaşlık İşleri Genel Müdürlüğü, MERNİS.
enum TurkishIdentity {
    /// Tells whether `value` has 11 digits, the last two check digits.
    ///
    /// - Returns: One random 11-digit number in 110 passes.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<11>(value), digits.count == 11, digits[0] != 0, !digits.isUniform
        else { return false }
        let first = digits.weightedSum([7, -1, 7, -1, 7, -1, 7, -1, 7])
        let second = digits.weightedSum([1, 1, 1, 1, 1, 1, 1, 1, 1, 1])
        return (first % 10 + 10) % 10 == digits[9] && second % 10 == digits[10]
    }
}

/// Checks an identity number (mispar zehut) of Israel.
///
/// Source: Population and Immigration Authority; Luhn over nine digits.
enum IsraeliIdentity {
    /// Tells whether `value` has nine digits, the last the Luhn digit.
    ///
    /// - Returns: One random 9-digit number in ten passes.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<9>(value), digits.count == 9, !digits.isUniform else { return false }
        return digits.passesLuhn()
    }
}

/// Checks an identity number of South Africa.
///
/// Source: Identification Act 68 of 1997; Department of Home Affairs.
enum SouthAfricanIdentity {
    /// Tells whether `value` is a date, a serial number, a digit for citizenship, one digit more and a Luhn digit.
    ///
    /// - Returns: One random date with seven digits in 33 passes.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<13>(value), digits.count == 13, digits.isYearMonthDay(at: 0), digits[10] <= 2
        else { return false }
        return digits.passesLuhn()
    }
}
