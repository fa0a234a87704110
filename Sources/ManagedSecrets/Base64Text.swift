/// Base64 as it stands in texts, in both alphabets and broken into lines.
///
/// Source: RFC 4648, sections 4 and 5; RFC 2045, section 6.8.
enum Base64Text {
    static let standard = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    static let url = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    /// What each byte is worth; 64 for what is no character of either alphabet.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 64, count: 256)
        for alphabet in [standard, url] {
            for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
        }
        return values
    }()

    /// The six bits of character `index` of `alignment` zero bytes and `value`; what lies behind the end is zero.
    static func value(at index: Int, of value: [UInt8], alignment: Int) -> UInt8 {
        let bit = 6 * index - 8 * alignment
        func byte(_ offset: Int) -> UInt16 { value.indices.contains(offset) ? UInt16(value[offset]) : 0 }
        let offset = bit >> 3
        let both = byte(offset) << 8 | byte(offset + 1)
        return UInt8(both >> UInt16(10 - (bit & 7)) & 63)
    }

    /// Decodes the value of which a character at `position` is known.
    ///
    /// - Parameters:
    ///   - position: The offset in `text` of character `index` of the value, counted as in ``value(at:of:alignment:)``.
    ///   - length: The length of the value.
    /// - Returns: The value and where its characters lie; `nil` when there are not enough.
    static func decode(
        _ text: Span<UInt8>,
        at position: Int,
        index: Int,
        alignment: Int,
        length: Int
    ) -> (range: Range<Int>, value: [UInt8])? {
        let first = 8 * alignment / 6
        let last = (8 * (alignment + length) + 5) / 6 - 1
        var start = position
        for _ in first..<max(first, index) {
            repeat { start -= 1 } while start >= 0 && isLineEnd(text[start])
            guard start >= 0, values[Int(text[start])] < 64 else { return nil }
        }
        var value: [UInt8] = []
        value.reserveCapacity(length)
        var bits: UInt32 = 0
        // The bits of the first character that belong to what stands before the value.
        var count = -(8 * alignment - 6 * first)
        var end = start
        for _ in first...last {
            while end < text.count, isLineEnd(text[end]) { end += 1 }
            guard end < text.count, values[Int(text[end])] < 64 else { return nil }
            bits = bits << 6 | UInt32(values[Int(text[end])])
            count += 6
            if count >= 8, value.count < length {
                value.append(UInt8(truncatingIfNeeded: bits >> UInt32(count - 8)))
                count -= 8
            }
            end += 1
        }
        return value.count == length ? (start..<end, value) : nil
    }

    private static func isLineEnd(_ byte: UInt8) -> Bool { byte == 10 || byte == 13 }
}
