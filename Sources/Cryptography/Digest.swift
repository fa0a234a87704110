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
    public consuming func finalize() -> [UInt8] { final() }

    /// The digest of what `start` has taken in and `message`; forgets what this one has.
    fileprivate func digest(of message: Span<UInt8>, after start: borrowing SHA256) -> [UInt8] {
        let isCopied = unsafe EVP_MD_CTX_copy_ex(context, start.context) == 1
        precondition(isCopied, "no memory for a digest")
        unsafe message.withUnsafeBytes { buffer in
            _ = unsafe EVP_DigestUpdate(context, buffer.baseAddress, buffer.count)
        }
        return final()
    }

    private func final() -> [UInt8] {
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

/// A keyed digest, made for many short messages under one key.
///
/// The key is digested once; each message then costs two compressions or a few more. One per thread.
///
/// Source: RFC 2104 with SHA-256.
@safe
public struct HMACSHA256: ~Copyable {
    /// Digests that have taken in the key, padded for the inner and the outer hash.
    private let inner: SHA256
    private let outer: SHA256
    private let scratch: SHA256

    /// Takes in `key`.
    ///
    /// - Throws: ``CryptographyError``.
    public init(key: [UInt8]) throws(CryptographyError) {
        var block = key
        if key.count > HMACSHA256.blockByteCount {
            var digest = try SHA256()
            digest.update(key.span)
            block = digest.finalize()
        }
        block += [UInt8](repeating: 0, count: HMACSHA256.blockByteCount - block.count)
        let inner = try HMACSHA256.keyed(block.map { $0 ^ 0x36 })
        let outer = try HMACSHA256.keyed(block.map { $0 ^ 0x5C })
        let scratch = try SHA256()
        self.inner = inner
        self.outer = outer
        self.scratch = scratch
    }

    /// The code for `message`; 32 bytes.
    public func code(for message: Span<UInt8>) -> [UInt8] {
        let digest = scratch.digest(of: message, after: inner)
        return scratch.digest(of: digest.span, after: outer)
    }

    private static let blockByteCount = 64

    private static func keyed(_ block: [UInt8]) throws(CryptographyError) -> SHA256 {
        var digest = try SHA256()
        digest.update(block.span)
        return digest
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
