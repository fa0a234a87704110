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

/// An ``MD5`` of bytes that come in pieces.
///
/// The corresponding OpenSSL functions are `EVP_DigestInit_ex`, `EVP_DigestUpdate` and `EVP_DigestFinal_ex`.
@safe
public struct MD5Sum: ~Copyable {
    private let context: OpaquePointer

    /// Begins a digest.
    ///
    /// - Throws: ``CryptographyError/failure``, as where the system allows only what FIPS 140 does.
    public init() throws(CryptographyError) {
        guard let context = unsafe EVP_MD_CTX_new() else { throw .cleared(.failure) }
        guard unsafe EVP_DigestInit_ex(context, EVP_md5(), nil) == 1 else {
            unsafe EVP_MD_CTX_free(context)
            throw .cleared(.failure)
        }
        unsafe self.context = context
    }

    deinit { unsafe EVP_MD_CTX_free(context) }

    /// Adds `bytes`.
    public mutating func update(_ bytes: Span<UInt8>) {
        unsafe bytes.withUnsafeBytes { buffer in
            _ = unsafe EVP_DigestUpdate(context, buffer.baseAddress, buffer.count)
        }
    }

    /// Ends the digest: 16 bytes.
    public consuming func finalize() -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: MD5.byteCount)
        unsafe digest.withUnsafeMutableBufferPointer { digest in
            _ = unsafe EVP_DigestFinal_ex(context, digest.baseAddress, nil)
        }
        return digest
    }
}
