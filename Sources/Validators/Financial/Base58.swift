/// Reads the 25 bytes of a Base58Check address.
///
/// Source: https://en.bitcoin.it/wiki/Base58Check_encoding; the alphabet leaves out 0, O, I and l.
enum Base58 {
    /// The 25 bytes that `value` encodes, or nil when a character is wrong or the number does not fit.
    ///
    /// - Complexity: O(25 *n*), about 1 µs for an address; no allocation.
    static func decoded(_ value: Span<UInt8>) -> InlineArray<25, UInt8>? {
        var bytes = InlineArray<25, UInt8>(repeating: 0)
        for index in value.indices {
            guard var carry = digit(value[index]) else { return nil }
            for position in (0..<25).reversed() {
                carry += Int(bytes[position]) * 58
                bytes[position] = UInt8(truncatingIfNeeded: carry)
                carry >>= 8
            }
            guard carry == 0 else { return nil }
        }
        // One leading `1` stands for each leading zero byte, no more and no fewer.
        var ones = 0
        while ones < value.count, value[ones] == UInt8(ascii: "1") { ones += 1 }
        var zeros = 0
        while zeros < 25, bytes[zeros] == 0 { zeros += 1 }
        return ones == zeros ? bytes : nil
    }

    private static func digit(_ byte: UInt8) -> Int? {
        switch byte {
        case UInt8(ascii: "1")...UInt8(ascii: "9"): Int(byte) - 49
        case UInt8(ascii: "A")...UInt8(ascii: "H"): Int(byte) - 56
        case UInt8(ascii: "J")...UInt8(ascii: "N"): Int(byte) - 57
        case UInt8(ascii: "P")...UInt8(ascii: "Z"): Int(byte) - 58
        case UInt8(ascii: "a")...UInt8(ascii: "k"): Int(byte) - 64
        case UInt8(ascii: "m")...UInt8(ascii: "z"): Int(byte) - 65
        default: nil
        }
    }
}
