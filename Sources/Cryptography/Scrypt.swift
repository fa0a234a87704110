import COpenSSL

/// Keys from passwords, made expensive in memory and time for who guesses.
///
/// Source: RFC 7914.
public enum Scrypt {
    /// Derives `count` bytes from `password`.
    ///
    /// - Parameters:
    ///   - password: What a person knows.
    ///   - salt: Different for each password; need not be secret.
    ///   - n: The cost: a power of two above 1.
    ///   - r: The block size: `128 · n · r` bytes of memory are used.
    ///   - p: How often all of it is done.
    ///   - count: 1 or more.
    /// - Returns: The key.
    /// - Throws: ``CryptographyError/invalidArgument`` for numbers that the standard forbids or that need more than
    ///   1 GiB.
    public static func derive(
        password: SecretBytes,
        salt: Span<UInt8>,
        n: UInt64,
        r: UInt32,
        p: UInt32,
        count: Int
    ) throws(CryptographyError) -> SecretBytes {
        let (product, isTooMuch) = (128 * UInt64(r)).multipliedReportingOverflow(by: n)
        guard n > 1, n & (n - 1) == 0, r > 0, p > 0, !isTooMuch, product <= 1 << 30, count > 0,
            UInt64(r) * UInt64(p) < 1 << 24
        else { throw .invalidArgument }
        // What else it needs, beyond the large table.
        let most = product + 128 * UInt64(r) * UInt64(p) + 256 * UInt64(r) + 64
        return try unsafe SecretBytes(count: count) { (memory) throws(CryptographyError) in
            let output = unsafe memory.baseAddress?.assumingMemoryBound(to: UInt8.self)
            let result = unsafe password.withMemory { password in
                unsafe salt.withUnsafeBufferPointer { salt in
                    let start = unsafe password.baseAddress?.assumingMemoryBound(to: CChar.self)
                    return unsafe EVP_PBE_scrypt(
                        start,
                        password.count,
                        salt.baseAddress,
                        salt.count,
                        n,
                        UInt64(r),
                        UInt64(p),
                        most,
                        output,
                        count
                    )
                }
            }
            guard result == 1 else { throw .cleared(.failure) }
        }
    }
}
