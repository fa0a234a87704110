import COpenSSL

/// Keys encrypted under other keys by AES key wrap with padding: no nonce, any length.
///
/// Source: RFC 5649, NIST SP 800-38F (KWP).
public enum KeyWrap {
    /// Wraps at least one byte.
    ///
    /// - Returns: The bytes, filled up to a multiple of 8, and 8 more.
    /// - Throws: ``CryptographyError/invalidKey`` unless `key` has 16, 24 or 32 bytes.
    public static func wrapPadded(_ secret: SecretBytes, key: SecretBytes) throws(CryptographyError) -> [UInt8] {
        guard secret.count > 0 else { throw .invalidArgument }
        let wrapped = try unsafe SecretBytes(count: (secret.count + 7) / 8 * 8 + 8) {
            (memory) throws(CryptographyError) in
            let count = try secret.withBytes { (bytes) throws(CryptographyError) in
                try unsafe transform(bytes, key, direction: 1, into: memory)
            }
            guard count == memory.count else { throw .cleared(.failure) }
        }
        return wrapped.exposed()
    }

    /// Unwraps what ``wrapPadded(_:key:)`` made.
    ///
    /// - Throws: ``CryptographyError/authentication`` for anything else, ``CryptographyError/invalidKey`` unless `key` has
    ///   16, 24 or 32 bytes.
    public static func unwrapPadded(_ wrapped: Span<UInt8>, key: SecretBytes) throws(CryptographyError) -> SecretBytes {
        guard wrapped.count >= 16, wrapped.count.isMultiple(of: 8) else { throw .authentication }
        var count = 0
        let padded = try unsafe SecretBytes(count: wrapped.count) { (memory) throws(CryptographyError) in
            unsafe memory.initializeMemory(as: UInt8.self, repeating: 0)
            count = try unsafe transform(wrapped, key, direction: 0, into: memory)
        }
        return padded.withBytes { SecretBytes(copying: $0.extracting(first: count)) }
    }

    /// Wraps (1) or unwraps (0) into `memory`; returns how many bytes came out.
    private static func transform(
        _ input: Span<UInt8>,
        _ key: SecretBytes,
        direction: CInt,
        into memory: UnsafeMutableRawBufferPointer
    ) throws(CryptographyError) -> Int {
        let algorithm: OpaquePointer?
        switch key.count {
        case 16: unsafe algorithm = Algorithms.aes128Wrap
        case 24: unsafe algorithm = Algorithms.aes192Wrap
        case 32: unsafe algorithm = Algorithms.aes256Wrap
        default: throw .invalidKey
        }
        guard input.count < Int(CInt.max) - 16 else { throw .invalidArgument }
        guard let context = unsafe EVP_CIPHER_CTX_new() else { throw .cleared(.failure) }
        defer { unsafe EVP_CIPHER_CTX_free(context) }
        unsafe EVP_CIPHER_CTX_set_flags(context, CInt(EVP_CIPHER_CTX_FLAG_WRAP_ALLOW))
        let isReady = unsafe key.withMemory { key in
            let start = unsafe key.baseAddress?.assumingMemoryBound(to: UInt8.self)
            return unsafe EVP_CipherInit_ex2(context, algorithm, start, nil, direction, nil) == 1
        }
        guard isReady else { throw .cleared(.failure) }
        var count: CInt = 0
        let isDone = unsafe input.withUnsafeBufferPointer { input in
            let start = unsafe memory.baseAddress?.assumingMemoryBound(to: UInt8.self)
            return unsafe EVP_CipherUpdate(context, start, &count, input.baseAddress, CInt(input.count)) == 1
        }
        guard isDone, count > 0, count <= memory.count else { throw .cleared(.authentication) }
        return Int(count)
    }
}
