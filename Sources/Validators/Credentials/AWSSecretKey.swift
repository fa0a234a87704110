/// Checks a secret access key of Amazon Web Services.
///
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html
enum AWSSecretKey {
    /// Tells whether `value` is 40 Base64 characters of all three kinds, not hexadecimal, not from the documentation.
    ///
    /// - Returns: Nearly every random Base64 text of this length passes; the check is against hashes, paths in one
    ///   case, numbers and placeholders.
    /// - Complexity: Constant, about 200 ns, no allocation.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard value.count == 40, ASCII.firstOffset(of: "EXAMPLE", in: value) == nil else { return false }
        var (hasLower, hasUpper, hasDigit, isHexadecimal) = (false, false, false, true)
        var seen: UInt64 = 0
        for index in value.indices {
            let byte = value[index]
            guard let sextet = Base64.sextet(byte) else { return false }
            seen |= 1 << UInt64(sextet)
            hasLower = hasLower || ASCII.isLower(byte)
            hasUpper = hasUpper || ASCII.isUpper(byte)
            hasDigit = hasDigit || ASCII.isDigit(byte)
            isHexadecimal = isHexadecimal && ASCII.hexDigit(byte) != nil
        }
        return hasLower && hasUpper && hasDigit && !isHexadecimal && seen.nonzeroBitCount >= 12
    }
}
