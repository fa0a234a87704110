extension FixedWidthInteger where Self: UnsignedInteger {
    /// The value's bytes, highest first.
    var bigEndianBytes: [UInt8] {
        (0..<Self.bitWidth / 8).reversed().map { UInt8(truncatingIfNeeded: self >> ($0 * 8)) }
    }

    /// Reads a value, highest byte first.
    ///
    /// - Parameters:
    ///   - bytes: Must reach far enough.
    ///   - offset: Where the value begins.
    init(bigEndian bytes: Span<UInt8>, at offset: Int) {
        self = (0..<Self.bitWidth / 8).reduce(0) { $0 << 8 | Self(bytes[offset + $1]) }
    }
}

extension UInt16 {
    /// Four digits.
    var hexadecimal: String {
        let digits = String(self, radix: 16)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}

extension [UInt8] {
    /// Appends a length in two bytes, and the bytes.
    ///
    /// - Precondition: There are at most 65,535.
    mutating func appendCounted(_ bytes: [UInt8]) {
        append(contentsOf: UInt16(bytes.count).bigEndianBytes)
        append(contentsOf: bytes)
    }

    mutating func append(_ bytes: Span<UInt8>) {
        reserveCapacity(count + bytes.count)
        for index in bytes.indices { append(bytes[index]) }
    }
}
