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
        case .iban: IBAN.isSample(value)
        case .paymentCard: PaymentCard.isSample(value)
        case .nanpNumber, .internationalPhone, .nationalPhone: NorthAmericanNumber.isSample(value)
        default: false
        }
    }
}

/// Numbers that everybody writes where one is missing.
public enum SampleNumber {
    /// The fewest digits of a number that is told from others.
    private static let fewest = 7

    /// Tells whether the digits of `value`, which has no letters, are all the same or count up or down.
    ///
    /// - Returns: One random number in a million passes.
    /// - Complexity: O(*n*), no allocation.
    public static func isSample(_ value: Span<UInt8>) -> Bool {
        var (count, first) = (0, UInt8(0))
        var last: UInt8 = 0
        var (isSame, isRising, isFalling) = (true, true, true)
        for index in value.indices {
            let byte = value[index]
            let digit = byte &- UInt8(ascii: "0")
            guard digit < 10 else {
                if ASCII.isAlphanumeric(byte) || byte >= 0x80 { return false }
                continue
            }
            if count == 0 { first = digit }
            if count > 0 {
                isSame = isSame && digit == first
                isRising = isRising && digit == (last + 1) % 10
                isFalling = isFalling && digit == (last + 9) % 10
            }
            last = digit
            count += 1
        }
        return count >= fewest && (isSame || isRising || isFalling)
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
        for published in publishedExamples where ASCII.hasText(published, in: value, at: 0) { return true }
        for index in 0...value.count - 7 where ASCII.hasText("EXAMPLE", in: value, at: index) { return true }
        return isTextInBase32(value)
    }

    /// How secrets begin that standards show: RFC 6749, RFC 6750, RFC 5849, RFC 7009, RFC 6455, the draft of MAC tokens of OAuth, the
    /// page about JSON Web Tokens, and the documentation of oauthlib.
    private static let publishedExamples: [String] = [
        "2YotnFZFEjr1zCsicMWpAA", "tGzv3JOkF0XG5Qx2TlKWIA", "czZCaGRSa3F0MzpnWDFmQmF0M2JW", "SplxlOBeZQQYbYS6WxSbIA",
        "SlAV32hkKG", "8xLOxBtZp8", "n0esc3NRze7LTCu7iYzS6a5acc3f0ogp4", "7Fjfp0ZBr1KtDRbnfVdmIw", "gX1fBat3bV",
        "mF_9.B5f-4.1JqM", "dj83hs9s", "kkk9d7dh3k39sjv7", "nnch734d00sl2jdk", "j49sk3j29djd", "jjd999tj88uiths3",
        "ad180jjd733klru7", "0685bd9184jfhq22", "dGhlIHNhbXBsZSBub25jZQ==", "x3JJHMbDL1EzLkH9GBhXDw==",
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiw", "h480djs93hd8", "274312:dj83hs9s",
        "1336363200:dj83hs9s", "45ghiukldjahdnhzdauz", "lsdkfol23w54jlksdef", "qwe089234lkjsdf", "kjfch2345sdf",
        "sdf23409df", "askfjh234as9sd8", "4572616e48616d6d65724c61686176",
    ]

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
