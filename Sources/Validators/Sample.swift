/// Values that pass every check and are nobody's: samples of documentation, and what is set apart for them.
///
/// They are still told, with low confidence: whoever wants to see all of them can, and nobody is woken by one.
extension Validator {
    /// Tells whether a value that ``accepts(_:)`` has let pass is a sample, or leads to nobody.
    ///
    /// - Complexity: O(*n*), below 100 ns, no allocation but for the first call.
    public func isSample(_ value: Span<UInt8>) -> Bool {
        switch self {
        case .emailAddress: EmailAddress.isSample(value)
        case .ipAddress: IPAddress.isSample(value)
        case .nanpNumber, .internationalPhone, .nationalPhone: NorthAmericanNumber.isSample(value)
        default: false
        }
    }
}

/// Secrets that everybody may print.
public enum SampleSecret {
    /// Tells whether `value` says that it is an example, or is a text in base32, as secrets of documentation are.
    ///
    /// - Returns: One random secret in base32 in a thousand passes; others practically never.
    /// - Complexity: O(*n*), no allocation.
    public static func isSample(_ value: Span<UInt8>) -> Bool {
        guard value.count >= 7 else { return false }
        for index in 0...value.count - 7 where ASCII.hasText("EXAMPLE", in: value, at: index) { return true }
        return isTextInBase32(value)
    }

    /// Whether the first five bytes that base32 stands for are letters and digits.
    ///
    /// Source: RFC 4648, section 6.
    private static func isTextInBase32(_ value: Span<UInt8>) -> Bool {
        guard value.count >= 16 else { return false }
        var bits: UInt64 = 0
        for index in value.indices {
            let byte = value[index]
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): digit = byte - UInt8(ascii: "A")
            case UInt8(ascii: "2")...UInt8(ascii: "7"): digit = byte - UInt8(ascii: "2") + 26
            default: return false
            }
            if index < 8 { bits = bits << 5 | UInt64(digit) }
        }
        for shift in stride(from: 32, through: 0, by: -8)
        where !ASCII.isAlphanumeric(UInt8(truncatingIfNeeded: bits >> UInt64(shift))) { return false }
        return true
    }
}
