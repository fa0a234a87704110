import Bytes

/// Bytes as base64 writes them (RFC 4648, section 4).
enum Base64Bytes {
    /// The bytes of a text; `nil` for what is no base64 with its padding.
    ///
    /// Two texts that stand for the same bytes are equal, so the bits that padding leaves over must be zero.
    static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
        let letters = Array(text)
        guard letters.count.isMultiple(of: 4) else { return nil }
        let padding = letters.suffix(2).reversed().prefix { $0 == UInt8(ascii: "=") }.count
        var bytes: [UInt8] = []
        bytes.reserveCapacity(letters.count / 4 * 3)
        var (bits, count): (UInt32, UInt32) = (0, 0)
        for letter in letters.dropLast(padding) {
            guard letter != UInt8(ascii: "-"), letter != UInt8(ascii: "_"), let value = Base64Letter.value(letter)
            else {
                return nil
            }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> count))
                bits &= (1 << count) - 1
            }
        }
        return bits == 0 ? bytes : nil
    }
}
