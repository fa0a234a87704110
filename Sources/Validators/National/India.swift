/// Checks an Aadhaar number of India.
///
/// Source: UIDAI, "A UID numbering scheme" (May 2010): Verhoeff's check digit.
enum IndianIdentity {
    /// Tells whether `value` has twelve digits, begins with 2 to 9, is no palindrome, and ends in Verhoeff's digit.
    ///
    /// - Returns: One random number that begins with 2 to 9 in ten passes.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<12>(value), digits.count == 12, digits[0] >= 2 else { return false }
        var isPalindrome = true
        for index in 0..<6 where digits[index] != digits[11 - index] { isPalindrome = false }
        return !isPalindrome && Verhoeff.passes(digits)
    }
}
