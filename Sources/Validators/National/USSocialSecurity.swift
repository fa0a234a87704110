/// Checks a social security number of the United States.
///
/// Source: Social Security Administration, "Social Security Number Randomization"
/// (https://www.ssa.gov/employer/randomization.html). There is no check digit.
enum USSocialSecurity {
    /// Tells whether `value` may have been issued: 9 digits, area, group and serial all possible.
    ///
    /// Numbers that were printed on sample cards and in advertisements are refused, and such as people make up: 9 equal
    /// digits, three parts of equal digits, digits that follow each other.
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
        case 078_05_1120, 219_09_9999, 457_55_5462, 123_45_6789, 234_56_7890, 876_54_3210, 123_12_1234: return false
        default: return !hasEqualDigits(in: digits)
        }
    }

    /// Whether each of the three parts is one digit again and again, as in 111-22-3333: one in 300,000.
    private static func hasEqualDigits(in digits: ShortDigits<9>) -> Bool {
        [(0..<3, 111), (3..<5, 11), (5..<9, 1111)].allSatisfy { digits.number($0).isMultiple(of: $1) }
    }
}
