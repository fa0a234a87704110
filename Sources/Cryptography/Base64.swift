/// Bytes as Base64 with padding.
///
/// Source: RFC 4648, section 4.
public enum Base64 {
    /// Four characters for each three bytes, the last filled up with `=`.
    public static func text(_ bytes: [UInt8]) -> String {
        let span = bytes.span
        return String(decoding: characters(of: span), as: UTF8.self)
    }

    /// The text of ``text(_:)`` as its bytes.
    public static func characters(of bytes: Span<UInt8>) -> [UInt8] {
        [UInt8](capacity: (bytes.count + 2) / 3 * 4) { output in
            let alphabet = alphabet.span
            for start in stride(from: 0, to: bytes.count, by: 3) {
                let count = min(3, bytes.count - start)
                var group: UInt32 = 0
                for offset in 0..<3 { group = group << 8 | (offset < count ? UInt32(bytes[start + offset]) : 0) }
                for position in 0..<4 {
                    let digit = alphabet[Int(group >> UInt32(18 - 6 * position) & 63)]
                    output.append(position <= count ? digit : padding)
                }
            }
        }
    }

    /// The bytes that `text` stands for; `nil` unless it is exactly what ``text(_:)`` makes of them.
    ///
    /// No line ends, no missing padding, no other alphabet: one text only for the same bytes.
    public static func bytes(_ text: some Collection<UInt8>) -> [UInt8]? {
        guard text.count.isMultiple(of: 4) else { return nil }
        var result: [UInt8] = []
        result.reserveCapacity(text.count / 4 * 3)
        var group: UInt32 = 0
        var digits = 0
        var padded = 0
        let values = values
        for character in text {
            group <<= 6
            digits += 1
            if character == padding, digits > 2 {
                padded += 1
            } else {
                let value = values[Int(character)]
                guard value < 64, padded == 0 else { return nil }
                group |= UInt32(value)
            }
            guard digits == 4 else { continue }
            // What the padding hides must be zero.
            guard group & (1 << UInt32(8 * padded) - 1) == 0 else { return nil }
            for position in 0..<(3 - padded) {
                result.append(UInt8(truncatingIfNeeded: group >> UInt32(16 - 8 * position)))
            }
            group = 0
            digits = 0
        }
        return result
    }

    /// The bytes that `text` stands for; see ``bytes(_:)-([UInt8])``.
    public static func bytes(_ text: String) -> [UInt8]? { bytes(text.utf8) }

    private static let padding = UInt8(ascii: "=")

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// For each byte its value as a digit; 255 for those that are none.
    private static let values: [UInt8] = (0...255).map { byte in
        alphabet.firstIndex(of: byte).map { UInt8($0) } ?? 255
    }
}
