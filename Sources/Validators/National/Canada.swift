/// Checks a social insurance number (SIN) of Canada.
///
/// Source: Service Canada, "Social Insurance Number validation".
enum CanadianSocialInsurance {
    /// Tells whether `value` has nine digits, begins with neither 0 nor 8, and ends in the Luhn digit.
    ///
    /// - Returns: One random 9-digit number in twelve passes.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<9>(value), digits.count == 9, digits[0] != 0, digits[0] != 8, !digits.isUniform
        else { return false }
        return digits.passesLuhn()
    }
}

/// Checks a personal health number of British Columbia.
///
/// Source: BC Ministry of Health, MSP Teleplan specifications, PHN check digit.
enum BritishColumbiaHealth {
    /// Tells whether `value` has ten digits, begins with 9 and ends in the check digit modulo 11.
    ///
    /// - Returns: One random 10-digit number in 110 passes.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<10>(value), digits.count == 10, digits[0] == 9, !digits.isUniform
        else { return false }
        let check = 11 - digits.weightedSum([2, 4, 8, 5, 10, 9, 7, 3], from: 1) % 11
        return digits[9] == (check == 11 ? 0 : check)
    }
}
