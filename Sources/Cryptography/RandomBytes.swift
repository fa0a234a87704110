import COpenSSL

/// Bytes that nobody can foresee.
///
/// For keys, use ``SecretBytes/init(random:)``: what is made here is not wiped.
public enum RandomBytes {
    /// Makes `count` of them; the corresponding OpenSSL function is `RAND_bytes`.
    ///
    /// - Throws: ``CryptographyError/failure`` when the system's source of randomness fails.
    public static func make(_ count: Int) throws(CryptographyError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        let result = unsafe bytes.withUnsafeMutableBufferPointer { buffer in
            unsafe RAND_bytes_ex(nil, buffer.baseAddress, buffer.count, 0)
        }
        guard result == 1 else { throw .cleared(.failure) }
        return bytes
    }
}
