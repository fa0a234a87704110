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
    public static func bytes(_ text: Span<UInt8>) -> [UInt8]? {
        guard text.count.isMultiple(of: 4) else { return nil }
        guard text.count > 0 else { return [] }
        let values = values.span
        let padded = paddingCount(text)
        let whole = padded > 0 ? text.count - 4 : text.count
        // All bits of all values: what is no digit has others than the last six.
        var bits: UInt8 = 0
        var hidden: UInt32 = 0
        var result = unsafe text.withUnsafeBufferPointer { text in
            unsafe [UInt8](unsafeUninitializedCapacity: text.count / 4 * 3) { output, count in
                for start in stride(from: 0, to: whole, by: 4) {
                    let (first, second) = unsafe (values[Int(text[start])], values[Int(text[start &+ 1])])
                    let (third, fourth) = unsafe (values[Int(text[start &+ 2])], values[Int(text[start &+ 3])])
                    bits |= first | second | third | fourth
                    let group = UInt32(first) << 18 | UInt32(second) << 12 | UInt32(third) << 6 | UInt32(fourth)
                    unsafe output[count] = UInt8(truncatingIfNeeded: group >> 16)
                    unsafe output[count &+ 1] = UInt8(truncatingIfNeeded: group >> 8)
                    unsafe output[count &+ 2] = UInt8(truncatingIfNeeded: group)
                    count &+= 3
                }
            }
        }
        if padded > 0 {
            var group: UInt32 = 0
            for position in 0..<4 {
                let value = position < 4 - padded ? values[Int(text[whole + position])] : 0
                bits |= value
                group = group << 6 | UInt32(value & 63)
            }
            // What the padding hides must be zero.
            hidden = group & (1 << UInt32(8 * padded) - 1)
            for position in 0..<(3 - padded) {
                result.append(UInt8(truncatingIfNeeded: group >> UInt32(16 - 8 * position)))
            }
        }
        return bits < 64 && hidden == 0 ? result : nil
    }

    /// How many of the last two characters are padding; the first of them is only padding if the second is.
    private static func paddingCount(_ text: Span<UInt8>) -> Int {
        guard text[text.count - 1] == padding else { return 0 }
        return text[text.count - 2] == padding ? 2 : 1
    }

    /// The bytes that `text` stands for; see ``bytes(_:)-(Span<UInt8>)``.
    public static func bytes(_ text: some Collection<UInt8>) -> [UInt8]? {
        let text = Array(text)
        return bytes(text.span)
    }

    /// The bytes that `text` stands for; see ``bytes(_:)-(Span<UInt8>)``.
    public static func bytes(_ text: String) -> [UInt8]? { bytes(text.utf8.span) }

    private static let padding = UInt8(ascii: "=")

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// For each byte its value as a digit; 255 for those that are none.
    private static let values: [UInt8] = (0...255).map { byte in
        alphabet.firstIndex(of: byte).map { UInt8($0) } ?? 255
    }
}
