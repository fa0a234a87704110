import COpenSSL

/// MD5, for protocols that have it against errors of transmission: it protects against nobody.
///
/// Source: RFC 1321. The corresponding OpenSSL function is `EVP_Digest`.
public enum MD5 {
    /// The length of a digest, in bytes.
    public static let byteCount = 16

    /// The digest of a message.
    ///
    /// - Throws: ``CryptographyError/failure``, as where the system allows only what FIPS 140 does.
    public static func digest(of message: Span<UInt8>) throws(CryptographyError) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: byteCount)
        let result = unsafe message.withUnsafeBytes { message in
            unsafe digest.withUnsafeMutableBufferPointer { digest in
                unsafe EVP_Digest(message.baseAddress, message.count, digest.baseAddress, nil, EVP_md5(), nil)
            }
        }
        guard result == 1 else { throw .cleared(.failure) }
        return digest
    }
}
