import COpenSSL

/// Comparisons that do not tell by their duration where two texts differ.
public enum ConstantTime {
    /// Whether both are the same; takes a time that depends on the lengths only.
    ///
    /// The corresponding OpenSSL function is `CRYPTO_memcmp`.
    public static func isEqual(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
        guard left.count == right.count else { return false }
        return unsafe left.withUnsafeBytes { left in
            unsafe right.withUnsafeBytes { right in
                unsafe left.isEmpty || CRYPTO_memcmp(left.baseAddress, right.baseAddress, left.count) == 0
            }
        }
    }
}
