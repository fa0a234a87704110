/// Checks the identifier of an access key of Amazon Web Services.
///
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
enum AWSAccessKeyID {
    /// Tells whether `value` is one of the prefixes of keys followed by 16 characters of Base32.
    ///
    /// The identifiers in the documentation, which contain `EXAMPLE`, and repetitive placeholders are refused.
    ///
    /// - Complexity: Constant, about 100 ns, no allocation.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard value.count == 20, ASCII.firstOffset(of: "EXAMPLE", in: value) == nil,
            ASCII.hasText("AKIA", in: value) || ASCII.hasText("ASIA", in: value) || ASCII.hasText("ABIA", in: value)
                || ASCII.hasText("ACCA", in: value)
        else { return false }
        var seen: UInt64 = 0
        for index in 4..<20 {
            let byte = value[index]
            guard ASCII.isUpper(byte) || (UInt8(ascii: "2")...UInt8(ascii: "7")).contains(byte) else { return false }
            seen |= 1 << UInt64(byte - 0x32)
        }
        return seen.nonzeroBitCount >= 4
    }
}
