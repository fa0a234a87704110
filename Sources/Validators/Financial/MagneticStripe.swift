/// Checks the text of track 1 or 2 of a payment card's magnetic stripe.
///
/// Source: ISO/IEC 7813:2006, sections 6 and 7. The longitudinal redundancy check is not part of the text.
enum MagneticStripe {
    /// Tells whether `value` holds a card number that passes Luhn, a name on track 1, and a month of expiry.
    ///
    /// Start and end sentinels may be missing, and track 2 may have `D` for its separator, as EMV writes it.
    ///
    /// - Returns: One random text of the shape in ninety passes.
    /// - Complexity: O(*n*), about 100 ns, no allocation.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard (17...110).contains(value.count) else { return false }
        var start = 0
        if value[0] == UInt8(ascii: "%") || value[0] == UInt8(ascii: ";") { start = 1 }
        if ASCII.uppercased(value[start]) == UInt8(ascii: "B") { start += 1 }
        var end = start
        while end < value.count, ASCII.isDigit(value[end]) || value[end] == 0x20 { end += 1 }
        guard end < value.count, let digits = ShortDigits<19>(value.extracting(start..<end)),
            digits.count >= 12, !digits.isUniform, digits.passesLuhn()
        else { return false }
        if value[end] == UInt8(ascii: "^") {
            guard let next = endOfName(value, from: end + 1) else { return false }
            return hasExpiry(value, at: next + 1)
        }
        guard value[end] == UInt8(ascii: "=") || value[end] == UInt8(ascii: "D") else { return false }
        return hasExpiry(value, at: end + 1)
    }

    /// The offset of the `^` behind a name of 2–26 characters.
    private static func endOfName(_ value: Span<UInt8>, from start: Int) -> Int? {
        var end = start
        while end < value.count, value[end] != UInt8(ascii: "^") {
            guard (0x20...0x7E).contains(value[end]) else { return nil }
            end += 1
        }
        return end < value.count && (2...26).contains(end - start) ? end : nil
    }

    /// Tells whether year, month and the three digits of the service code stand at `start`.
    private static func hasExpiry(_ value: Span<UInt8>, at start: Int) -> Bool {
        guard start + 7 <= value.count, let digits = ShortDigits<7>(value.extracting(start..<start + 7)),
            digits.count == 7
        else { return false }
        return (1...12).contains(digits.number(2..<4))
    }
}
