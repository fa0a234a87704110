/// Checks the mod-10 check digit that payment cards and many identity numbers carry.
///
/// Source: ISO/IEC 7812-1:2017, annex B.
enum Luhn {
    /// Tells whether the last digit of `value` is the right check digit for the others.
    ///
    /// - Parameter value: 2–32 digits, separators allowed. Refused when all digits are the same.
    /// - Returns: One random number in ten passes, so a match must rest on more than this check.
    /// - Complexity: O(*n*), no allocation, about 4 ns a byte.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<32>(value) else { return false }
        return !digits.isUniform && digits.passesLuhn()
    }
}
