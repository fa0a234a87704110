/// Checks the credentials of HTTP Basic authentication.
///
/// Source: RFC 7617, section 2.
enum BasicAuth {
    /// Tells whether `value` is Base64 of text with a user name, a colon and a password, none of them empty.
    ///
    /// - Returns: One random Base64 text of 16 characters in some 100,000 passes.
    /// - Complexity: O(*n*); allocates the decoded bytes.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let bytes = Base64.decoded(value), let colon = bytes.firstIndex(of: UInt8(ascii: ":")),
            colon > 0, colon < bytes.count - 1, bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
        else { return false }
        return String(validating: bytes, as: UTF8.self) != nil
    }
}
