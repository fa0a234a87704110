/// A value as the characters that encoders see, with the ways in which they write them.
struct Units {
    let value: [UInt8]

    /// Whether it is text, which programs escape; other bytes are only written as they are, in Base64 or hexadecimal.
    let isText: Bool

    /// Whether some text may write a byte of it by an escape.
    let mayBeEscaped: Bool

    init(_ value: [UInt8]) {
        self.value = value
        isText =
            value.allSatisfy { $0 >= 32 || (8...13).contains($0) }
            && (value.allSatisfy { $0 < 0x80 } || String(validating: value, as: UTF8.self) != nil)
        mayBeEscaped = isText && !value.allSatisfy(Writing.isPlain)
    }

    /// The different texts in which encoders write the characters of a text that lie in `region`.
    func writings(of region: Range<Int>) -> [EncodedText] {
        let characters = characters(in: region)
        let escapable = Set(value[region].filter { !Writing.isPlain($0) })
        // What writes all bytes alike that are here is the same way; characters outside ASCII are looked at as a whole.
        var ways: [WrittenBytes] = []
        var found: [(bytes: [UInt8], offsets: [Int])] = []
        for way in WrittenBytes.all
        where !ways.contains(where: { known in escapable.allSatisfy { known.isAlike(way, for: $0) } }) {
            ways.append(way)
            var bytes: [UInt8] = []
            var offsets: [Int] = []
            for character in characters {
                let text = way.written(value[character])
                // Bytes inside a character have no place of their own in an escape.
                let isWhole = text.count == character.count && text.first == value[character.lowerBound]
                for index in text.indices { offsets.append(index == 0 || isWhole ? character.lowerBound + index : -1) }
                bytes += text
            }
            offsets.append(characters.last?.upperBound ?? region.upperBound)
            if !found.contains(where: { $0.bytes == bytes }) { found.append((bytes, offsets)) }
        }
        return found.map { EncodedText(written: $0.bytes, offsets: $0.offsets) }
    }

    /// The characters that lie in `region` as a whole.
    private func characters(in region: Range<Int>) -> [Range<Int>] {
        var characters: [Range<Int>] = []
        var start = region.lowerBound
        while start < region.upperBound, value[start] & 0xC0 == 0x80 { start += 1 }
        while start < region.upperBound {
            var end = start + 1
            while end < value.count, value[end] & 0xC0 == 0x80 { end += 1 }
            if end <= region.upperBound { characters.append(start..<end) }
            start = end
        }
        return characters
    }
}
