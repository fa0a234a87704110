import CZlib

/// Unpacks a stream of DEFLATE without a header (RFC 1951).
@safe
public final class Inflater {
    private var stream = unsafe z_stream()
    /// What was handed over and not read yet.
    private var input: [UInt8] = []
    private var offset = 0

    /// Whether the stream has ended.
    public private(set) var isAtEnd = false

    /// Why a stream cannot be unpacked on.
    public struct Damage: Error, Sendable {
        /// Wraps nothing.
        public init() {}
    }

    /// Prepares to unpack; `nil` when memory runs out.
    public init?() {
        guard unsafe inflateInit2_(&stream, -15, ZLIB_VERSION, CInt(MemoryLayout<z_stream>.size)) == Z_OK else {
            return nil
        }
    }

    deinit { unsafe inflateEnd(&stream) }

    /// Whether it has unpacked all that it was given.
    public var needsInput: Bool { offset == input.count }

    /// What it was given and has not unpacked: what follows the stream, once that has ended.
    public var unread: [UInt8] { Array(input[offset...]) }

    /// Takes the next packed bytes, when it has unpacked the ones before.
    public func take(_ bytes: [UInt8]) {
        input = bytes
        offset = 0
    }

    /// Unpacks up to `limit` bytes.
    ///
    /// - Returns: The bytes; none when more input is needed or the stream has ended.
    /// - Throws: ``Damage`` for bytes that are no such stream.
    public func read(upTo limit: Int) throws(Damage) -> [UInt8] {
        if isAtEnd || needsInput { return [] }
        var status = Z_OK
        let output = unsafe [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
            unsafe input.withUnsafeMutableBufferPointer { source in
                unsafe stream.next_in = source.baseAddress?.advanced(by: offset)
                unsafe stream.avail_in = UInt32(source.count - offset)
                unsafe stream.next_out = buffer.baseAddress
                unsafe stream.avail_out = UInt32(limit)
                status = unsafe inflate(&stream, Z_NO_FLUSH)
                offset = unsafe source.count - Int(stream.avail_in)
                count = unsafe limit - Int(stream.avail_out)
            }
        }
        if status == Z_STREAM_END { isAtEnd = true }
        guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else { throw Damage() }
        return output
    }
}

/// The checksum CRC-32 of gzip and zip files (ISO 3309).
public struct CRC32: Sendable {
    /// Of all bytes so far.
    public private(set) var value: UInt32 = 0

    /// Of no bytes.
    public init() {}

    /// Adds bytes.
    public mutating func update(_ bytes: [UInt8]) {
        value = unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe UInt32(truncatingIfNeeded: crc32(UInt(value), buffer.baseAddress, UInt32(buffer.count)))
        }
    }
}
