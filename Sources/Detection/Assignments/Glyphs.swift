/// Questions about single bytes of a text that may lie beyond its ends.
///
/// Beyond an end there is a line feed.
struct Glyphs: ~Escapable {
    let bytes: Span<UInt8>

    @_lifetime(copy bytes)
    init(_ bytes: Span<UInt8>) { self.bytes = bytes }

    subscript(_ index: Int) -> UInt8 { index >= 0 && index < bytes.count ? bytes[index] : 10 }

    func isBlank(_ index: Int) -> Bool { self[index] == 32 || self[index] == 9 }

    func isLineEnd(_ index: Int) -> Bool { self[index] == 10 || self[index] == 13 || self[index] < 9 }

    func isSpace(_ index: Int) -> Bool { isBlank(index) || isLineEnd(index) }

    func isDigit(_ index: Int) -> Bool { self[index] &- 48 < 10 }

    func isLower(_ index: Int) -> Bool { self[index] &- 97 < 26 }

    func isUpper(_ index: Int) -> Bool { self[index] &- 65 < 26 }

    func isLetter(_ index: Int) -> Bool { (self[index] | 0x20) &- 97 < 26 || self[index] >= 0x80 }

    /// Whether it is one of names: a letter, a digit or `_`.
    func isName(_ index: Int) -> Bool { isLetter(index) || isDigit(index) || self[index] == UInt8(ascii: "_") }

    func isQuote(_ index: Int) -> Bool {
        let byte = self[index]
        return byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`")
    }

    /// Tells whether `text`, in lower case, stands at `index` in any case.
    func holds(_ text: String, at index: Int) -> Bool {
        var place = index
        guard index >= 0 else { return false }
        for expected in text.utf8 {
            guard place < bytes.count else { return false }
            let byte = bytes[place]
            guard (byte &- 65 < 26 ? byte | 0x20 : byte) == expected else { return false }
            place += 1
        }
        return true
    }

    /// The first index from `start` on that is no blank and no escape sequence of a terminal.
    func skipBlanks(_ start: Int) -> Int {
        var index = start
        while index - start < 256 {
            if isBlank(index) {
                index += 1
            } else if self[index] == 0x1B, self[index + 1] == UInt8(ascii: "[") {
                index += 2
                while index - start < 256, self[index] &- 0x20 < 0x20 { index += 1 }
                index += 1
            } else if self[index] == 0xC2, self[index + 1] == 0xA0 {
                index += 2
            } else if self[index] == 0xE3, self[index + 1] == 0x80, self[index + 2] == 0x80 {
                index += 3
            } else {
                break
            }
        }
        return index
    }

    /// The first index from `start` on that is neither blank nor a line end; at most 256 bytes on.
    func skipSpace(_ start: Int) -> Int {
        var index = start
        while index - start < 256, index < bytes.count, isSpace(index) { index += 1 }
        return index
    }

    /// Where the line ends that holds `start`; at most `limit` bytes on.
    func lineEnd(_ start: Int, atMost limit: Int = 512) -> Int {
        var index = start
        while index - start < limit, !isLineEnd(index) { index += 1 }
        return index
    }

    /// The hash of the bytes in `range`, letters in lower case.
    func wordHash(_ range: Range<Int>) -> UInt64 {
        var hash = WordSet.seed
        for index in range { hash = WordSet.add(self[index], to: hash) }
        return hash
    }
}

/// A set of words that is asked without making strings.
struct WordSet: Sendable {
    private let hashes: Set<UInt64>

    static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

    /// FNV-1a, letters in lower case.
    @inline(__always)
    static func add(_ byte: UInt8, to hash: UInt64) -> UInt64 {
        (hash ^ UInt64(byte &- 65 < 26 ? byte | 0x20 : byte)) &* 0x100_0000_01B3
    }

    /// The words of a list that blanks divide.
    init(_ words: String) {
        hashes = Set(words.split(separator: " ").map { $0.utf8.reduce(WordSet.seed) { WordSet.add($1, to: $0) } })
    }

    /// Tells whether the bytes in `range` are one of them.
    func contains(_ range: Range<Int>, in text: borrowing Glyphs) -> Bool { hashes.contains(text.wordHash(range)) }
}
