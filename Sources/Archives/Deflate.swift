import CDeflate

/// Streams of DEFLATE (RFC 1951) that are unpacked at once, by libdeflate.
enum Deflate {
    /// What becomes of a stream, with its CRC-32; `nil` where it is not `count` bytes, or the stream is damaged.
    ///
    /// The corresponding C functions are `libdeflate_deflate_decompress` and `libdeflate_crc32`.
    static func inflated(_ packed: [UInt8], to count: Int) -> (bytes: [UInt8], sum: UInt32)? {
        guard let decompressor = unsafe libdeflate_alloc_decompressor() else { return nil }
        defer { unsafe libdeflate_free_decompressor(decompressor) }
        var result = LIBDEFLATE_BAD_DATA
        var sum: UInt32 = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, written in
            result = unsafe packed.withUnsafeBytes { source in
                // Without a place for the number of bytes, any other number is a failure.
                unsafe libdeflate_deflate_decompress(
                    decompressor,
                    source.baseAddress,
                    source.count,
                    buffer.baseAddress,
                    count,
                    nil
                )
            }
            guard result == LIBDEFLATE_SUCCESS else { return }
            sum = unsafe libdeflate_crc32(0, buffer.baseAddress, count)
            written = count
        }
        return result == LIBDEFLATE_SUCCESS ? (bytes, sum) : nil
    }
}
