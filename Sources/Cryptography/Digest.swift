import COpenSSL

/// SHA-256 over bytes that come in pieces.
///
/// Source: FIPS 180-4. The corresponding OpenSSL functions are `EVP_DigestInit_ex`, `EVP_DigestUpdate` and
/// `EVP_DigestFinal_ex`.
@safe
public struct SHA256: ~Copyable {
    /// The length of a digest, in bytes.
    public static let byteCount = 32

    private let context: OpaquePointer

    /// Begins a digest.
    ///
    /// - Throws: ``CryptographyError``.
    public init() throws(CryptographyError) {
        guard let context = unsafe EVP_MD_CTX_new() else { throw CryptographyError() }
        guard unsafe EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
            unsafe EVP_MD_CTX_free(context)
            throw CryptographyError()
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

    /// Ends the digest.
    public consuming func finalize() -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: SHA256.byteCount)
        unsafe digest.withUnsafeMutableBufferPointer { buffer in
            _ = unsafe EVP_DigestFinal_ex(context, buffer.baseAddress, nil)
        }
        return digest
    }
}

/// OpenSSL refused or failed.
public struct CryptographyError: Error, Sendable {
    /// Clears the thread's error queue, so that a later call is not blamed for this failure.
    init() { ERR_clear_error() }
}

/// A keyed digest.
///
/// Source: RFC 2104 with SHA-256. The corresponding OpenSSL function is `HMAC`.
public enum HMACSHA256 {
    /// The code for `message` under `key`; 32 bytes.
    public static func code(for message: [UInt8], key: [UInt8]) -> [UInt8] {
        var code = [UInt8](repeating: 0, count: SHA256.byteCount)
        unsafe code.withUnsafeMutableBufferPointer { buffer in
            _ = unsafe HMAC(
                EVP_sha256(), key, Int32(key.count), message, message.count, buffer.baseAddress, nil)
        }
        return code
    }
}

/// Bytes that nobody can foresee.
public enum RandomBytes {
    /// Makes `count` of them; the corresponding OpenSSL function is `RAND_bytes`.
    ///
    /// - Throws: ``CryptographyError`` when the system's source of randomness fails.
    public static func make(_ count: Int) throws(CryptographyError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        let result = unsafe bytes.withUnsafeMutableBufferPointer { buffer in
            unsafe RAND_bytes(buffer.baseAddress, Int32(buffer.count))
        }
        guard result == 1 else { throw CryptographyError() }
        return bytes
    }
}
