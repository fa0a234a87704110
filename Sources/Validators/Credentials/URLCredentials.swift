/// Checks a URL that carries a user name and a password.
///
/// Source: RFC 3986, section 3.2.1.
enum URLCredentials {
    /// Tells whether `value` is `scheme://user:password@host`, with a password that is none of the usual placeholders.
    ///
    /// The user name may be empty, as for Redis. Variables (`${PASSWORD}`, `$PW`, `%s`, `<password>`, `{{ pw }}`) and
    /// words such as `password`, `changeme` or `****` are placeholders.
    ///
    /// - Complexity: O(*n*), about 15 ns a byte, no allocation.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let scheme = ASCII.firstOffset(of: "://", in: value), isScheme(value.extracting(0..<scheme))
        else { return false }
        let start = scheme + 3
        var end = start
        while end < value.count, !isEndOfAuthority(value[end]) { end += 1 }
        var at = end - 1
        while at >= start, value[at] != UInt8(ascii: "@") { at -= 1 }
        var colon = start
        while colon < at, value[colon] != UInt8(ascii: ":") { colon += 1 }
        guard at > start, colon < at, at + 1 < end, isHost(value.extracting(at + 1..<end)) else { return false }
        let password = value.extracting(colon + 1..<at)
        return !password.isEmpty && !Placeholder.isPassword(password)
    }

    private static func isScheme(_ scheme: Span<UInt8>) -> Bool {
        guard !scheme.isEmpty, ASCII.isLetter(scheme[0]) else { return false }
        for index in scheme.indices {
            switch scheme[index] {
            case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): continue
            default: guard ASCII.isAlphanumeric(scheme[index]) else { return false }
            }
        }
        return true
    }

    private static func isEndOfAuthority(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#")
    }

    private static func isHost(_ host: Span<UInt8>) -> Bool {
        ASCII.isAlphanumeric(host[0]) || host[0] == UInt8(ascii: "[") || host[0] == UInt8(ascii: "_")
    }
}
