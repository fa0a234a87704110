/// Checks a tax number (NIF) of Portugal.
///
/// Source: Decreto-Lei 14/2013; European Commission, TIN algorithms, Portugal.
enum PortugueseTaxpayer {
    /// Tells whether `value` has nine digits, the last the check digit modulo 11.
    ///
    /// - Returns: One random 9-digit number in fourteen passes.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<9>(value), digits.count == 9, digits[0] != 0, digits[0] != 4, !digits.isUniform
        else { return false }
        let remainder = digits.weightedSum([9, 8, 7, 6, 5, 4, 3, 2]) % 11
        return digits[8] == (remainder < 2 ? 0 : 11 - remainder)
    }
}
