import COpenSSL

/// Keys made from another key: as many as needed, and none tells anything of the others.
///
/// Source: RFC 5869.
public enum HKDF {
    /// Makes a key of the hash function's length from a secret that need not be even.
    ///
    /// - Parameters:
    ///   - hash: The hash function.
    ///   - salt: Need not be secret; may be empty, which counts as zeros.
    ///   - key: The secret.
    /// - Returns: As many bytes as a digest has.
    /// - Throws: ``CryptographyError/failure``.
    public static func extract(
        _ hash: HashFunction,
        salt: Span<UInt8>,
        key: SecretBytes
    ) throws(CryptographyError) -> SecretBytes {
        let code = try HMAC.Keyed(hash, key: salt)
        return unsafe SecretBytes(count: hash.byteCount) { memory in
            code.begin()
            key.withBytes { code.add($0) }
            unsafe code.finish(into: memory)
        }
    }

    /// Makes `count` bytes from an even key.
    ///
    /// - Parameters:
    ///   - hash: The hash function.
    ///   - key: What ``extract(_:salt:key:)`` made, or another even key.
    ///   - info: What the new key is for: another purpose, another key.
    ///   - count: 1 to 255 times the length of a digest.
    /// - Returns: The new key.
    /// - Throws: ``CryptographyError/invalidArgument`` for another count.
    public static func expand(
        _ hash: HashFunction,
        key: SecretBytes,
        info: Span<UInt8>,
        count: Int
    ) throws(CryptographyError) -> SecretBytes {
        try expand(HMAC.Keyed(hash, key: key), info: info, count: count)
    }

    /// An even key that was taken in, to make many keys from on many threads.
    ///
    /// Each then costs half of what ``HKDF/expand(_:key:info:count:)`` does.
    public final class Source: Sendable {
        // It is only shared from: nothing is digested with it.
        private nonisolated(unsafe) let code: HMAC.Keyed

        /// Takes in a key.
        ///
        /// - Throws: ``CryptographyError/failure``.
        public init(_ hash: HashFunction, key: SecretBytes) throws(CryptographyError) {
            unsafe code = try HMAC.Keyed(hash, key: key)
        }

        /// Makes `count` bytes; see ``HKDF/expand(_:key:info:count:)``.
        ///
        /// - Throws: ``CryptographyError/invalidArgument`` for a count of no or too many bytes.
        public func expand(info: Span<UInt8>, count: Int) throws(CryptographyError) -> SecretBytes {
            try unsafe HKDF.expand(HMAC.Keyed(sharing: code), info: info, count: count)
        }
    }

    private static func expand(
        _ code: borrowing HMAC.Keyed,
        info: Span<UInt8>,
        count: Int
    ) throws(CryptographyError) -> SecretBytes {
        let hash = code.hash
        guard 1...(255 * hash.byteCount) ~= count else { throw .invalidArgument }
        return unsafe SecretBytes(count: count) { memory in
            _ = unsafe SecretBytes(count: hash.byteCount) { block in
                for start in stride(from: 0, to: count, by: hash.byteCount) {
                    code.begin()
                    if start > 0 { unsafe code.add(Span(_unsafeBytes: UnsafeRawBufferPointer(block))) }
                    code.add(info)
                    code.add([UInt8(start / hash.byteCount + 1)].span)
                    unsafe code.finish(into: block)
                    let piece = unsafe UnsafeRawBufferPointer(rebasing: block.prefix(count - start))
                    unsafe UnsafeMutableRawBufferPointer(rebasing: memory[start...]).copyMemory(from: piece)
                }
            }
        }
    }

    /// Both steps, one after the other.
    ///
    /// - Throws: ``CryptographyError``.
    public static func derive(
        _ hash: HashFunction,
        from key: SecretBytes,
        salt: Span<UInt8>,
        info: Span<UInt8>,
        count: Int
    ) throws(CryptographyError) -> SecretBytes {
        try expand(hash, key: extract(hash, salt: salt, key: key), info: info, count: count)
    }
}
