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

    /// What stands around a character of a value in Base64, decoded.
    struct Surroundings {
        /// The bytes, from the first whole one on.
        var bytes: [UInt8]

        /// Where in them the first byte of the value begins that begins at the character or behind it.
        var position: Int

        /// How much of the value stands before that byte, when it is as long as it should be.
        var valueOffset: Int

        /// Where the characters are in the text, and how many bits of the first one belong to no whole byte.
        fileprivate var characters: [Int]
        fileprivate var skipped: Int

        /// The characters that bytes come from, as a range of the text.
        func range(of bytes: Range<Int>) -> Range<Int> {
            let first = (skipped + 8 * bytes.lowerBound) / 6
            let last = (skipped + 8 * bytes.upperBound - 1) / 6
            return characters[first]..<characters[last] + 1
        }
    }

    /// Decodes what stands around a character, as far as it is Base64.
    ///
    /// - Parameters:
    ///   - position: The offset in `text` of character `index` of a value, counted as in ``value(at:of:alignment:)``.
    ///   - text: What it stands in.
    ///   - index: Which character of the value it is.
    ///   - alignment: The bytes before the value in its first group of three.
    ///   - reach: How many bytes before it, and from it on, may be wanted.
    /// - Returns: `nil` when no whole byte is there.
    static func surroundings(
        of position: Int,
        in text: Span<UInt8>,
        index: Int,
        alignment: Int,
        reach: Int
    ) -> Surroundings? {
        let valueOffset = (6 * index - 8 * alignment + 7) >> 3
        guard valueOffset >= 0, position < text.count else { return nil }
        // The bits from the character's first one to that byte.
        let distance = 8 * (alignment + valueOffset) - 6 * index
        var characters: [Int] = []
        var offset = position - 1
        while offset >= 0, characters.count < reach * 4 / 3 + 2 {
            if values[Int(text[offset])] < 64 { characters.append(offset) } else if !isBlank(text[offset]) { break }
            offset -= 1
        }
        characters.reverse()
        let bits = 6 * characters.count + distance
        let limit = characters.count + reach * 4 / 3 + 3
        offset = position
        while offset < text.count, characters.count < limit {
            if values[Int(text[offset])] < 64 { characters.append(offset) } else if !isBlank(text[offset]) { break }
            offset += 1
        }
        var surroundings = Surroundings(
            bytes: [],
            position: bits / 8,
            valueOffset: valueOffset,
            characters: characters,
            skipped: bits % 8
        )
        surroundings.bytes.reserveCapacity(characters.count * 3 / 4)
        var rest: UInt32 = 0
        var count = -surroundings.skipped
        for character in characters {
            rest = rest << 6 | UInt32(values[Int(text[character])])
            count += 6
            guard count >= 8 else { continue }
            surroundings.bytes.append(UInt8(truncatingIfNeeded: rest >> UInt32(count - 8)))
            count -= 8
        }
        guard surroundings.position < surroundings.bytes.count else { return nil }
        return surroundings
    }

    /// What may stand between characters: ends of lines, and what indents the next one.
    private static func isBlank(_ byte: UInt8) -> Bool { byte == 10 || byte == 13 || byte == 32 || byte == 9 }
}
