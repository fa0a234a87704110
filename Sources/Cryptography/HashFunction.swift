import COpenSSL

/// A hash function of the Secure Hash Standard.
///
/// SHA-1 is here for what standards of others still ask for: OAEP and its mask. Nothing is signed with it.
///
/// Source: FIPS 180-4.
public enum HashFunction: String, CaseIterable, Sendable {
    case sha1
    case sha224
    case sha256
    case sha384
    case sha512

    /// The length of a digest, in bytes.
    public var byteCount: Int {
        switch self {
        case .sha1: 20
        case .sha224: 28
        case .sha256: 32
        case .sha384: 48
        case .sha512: 64
        }
    }

    /// The length of the blocks that the function takes in, in bytes; HMAC pads keys to it.
    var blockByteCount: Int {
        switch self {
        case .sha1, .sha224, .sha256: 64
        case .sha384, .sha512: 128
        }
    }

    /// OpenSSL's implementation; lives as long as the process.
    var algorithm: OpaquePointer? {
        switch self {
        case .sha1: unsafe Algorithms.sha1
        case .sha224: unsafe Algorithms.sha224
        case .sha256: unsafe Algorithms.sha256
        case .sha384: unsafe Algorithms.sha384
        case .sha512: unsafe Algorithms.sha512
        }
    }
}

/// What OpenSSL was asked for once: looking an algorithm up costs more than hashing a short message.
///
/// Nobody changes them after they were made, and they are never freed, so that all threads may use them.
enum Algorithms {
    static nonisolated(unsafe) let sha1 = unsafe EVP_MD_fetch(nil, "SHA1", nil)
    static nonisolated(unsafe) let sha224 = unsafe EVP_MD_fetch(nil, "SHA2-224", nil)
    static nonisolated(unsafe) let sha256 = unsafe EVP_MD_fetch(nil, "SHA2-256", nil)
    static nonisolated(unsafe) let sha384 = unsafe EVP_MD_fetch(nil, "SHA2-384", nil)
    static nonisolated(unsafe) let sha512 = unsafe EVP_MD_fetch(nil, "SHA2-512", nil)
    static nonisolated(unsafe) let aes128GCM = unsafe EVP_CIPHER_fetch(nil, "AES-128-GCM", nil)
    static nonisolated(unsafe) let aes192GCM = unsafe EVP_CIPHER_fetch(nil, "AES-192-GCM", nil)
    static nonisolated(unsafe) let aes256GCM = unsafe EVP_CIPHER_fetch(nil, "AES-256-GCM", nil)
}
