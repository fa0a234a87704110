import COpenSSL

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
    static nonisolated(unsafe) let aes128Wrap = unsafe EVP_CIPHER_fetch(nil, "AES-128-WRAP-PAD", nil)
    static nonisolated(unsafe) let aes192Wrap = unsafe EVP_CIPHER_fetch(nil, "AES-192-WRAP-PAD", nil)
    static nonisolated(unsafe) let aes256Wrap = unsafe EVP_CIPHER_fetch(nil, "AES-256-WRAP-PAD", nil)
}
