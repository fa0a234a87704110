/// Letters of names as hashes: without regard to capitals and to the marks on Latin letters.
public enum NameLetters {
    /// The hash of a word, never 0: `MÜLLER`, `Müller` and `Muller` have the same.
    ///
    /// - Parameter word: UTF-8.
    /// - Returns: FNV-1a over the small letters, its bits mixed.
    /// - Complexity: Linear in the word.
    public static func hash(_ word: Span<UInt8>) -> UInt32 { Hash.end(add(word, to: Hash.start)) }

    /// The hash of a word that has two parts, without what stands between them.
    public static func hash(_ first: Span<UInt8>, _ last: Span<UInt8>) -> UInt32 {
        Hash.end(add(last, to: add(first, to: Hash.start)))
    }

    private static func add(_ word: Span<UInt8>, to start: UInt32) -> UInt32 {
        var hash = start
        var index = 0
        // Nearly all letters are those of ASCII.
        while index < word.count, word[index] < 0x80 {
            hash = Hash.next(hash, Letter.folded(word[index]))
            index &+= 1
        }
        while index < word.count {
            let byte = word[index]
            let next = index + 1 < word.count ? word[index + 1] : 0
            index += byte < 0x80 ? 1 : 2
            switch byte {
            case ..<0x80: hash = Hash.next(hash, Letter.folded(byte))
            case 0xC3, 0xC4, 0xC5:
                for letter in bases[Int(byte - 0xC3) << 6 | Int(next & 0x3F)].utf8 { hash = Hash.next(hash, letter) }
            case 0xC8 where next & 0x3C == 0x18:
                // Romanian letters with a comma below.
                hash = Hash.next(hash, next & 2 == 0 ? UInt8(ascii: "s") : UInt8(ascii: "t"))
            default:
                let (lead, trail) = small(byte, next)
                hash = Hash.next(Hash.next(hash, lead), trail)
            }
        }
        return hash
    }

    /// The small Latin letters of a word, without marks; `nil` for words with other letters or with more than `limit` bytes.
    static func folded(_ word: Span<UInt8>, atMost limit: Int) -> [UInt8]? {
        guard word.count <= limit else { return nil }
        var letters: [UInt8] = []
        letters.reserveCapacity(word.count + 4)
        var index = 0
        while index < word.count {
            let byte = word[index]
            let next = index + 1 < word.count ? word[index + 1] : 0
            index += byte < 0x80 ? 1 : 2
            switch byte {
            case UInt8(ascii: "'"): continue
            case ..<0x80:
                let letter = Letter.folded(byte)
                guard letter &- 97 < 26 else { return nil }
                letters.append(letter)
            case 0xC3, 0xC4, 0xC5: letters += bases[Int(byte - 0xC3) << 6 | Int(next & 0x3F)].utf8
            case 0xC8 where next & 0x3C == 0x18: letters.append(next & 2 == 0 ? UInt8(ascii: "s") : UInt8(ascii: "t"))
            default: return nil
            }
        }
        return letters
    }

    /// Whether a capital letter begins at `index`: Latin, Greek or Cyrillic.
    public static func isCapital(_ text: Span<UInt8>, _ index: Int) -> Bool {
        guard index < text.count else { return false }
        let byte = text[index]
        if byte < 0x80 { return Letter.isUpper(byte) }
        guard index + 1 < text.count else { return false }
        let next = text[index + 1]
        switch byte {
        case 0xC3: return next < 0x9F
        case 0xC4, 0xC5:
            // Capitals are even up to ĸ and from Ŋ to ŷ, odd in between and behind.
            let isOdd = byte == 0xC4 && next >= 0xB9 || byte == 0xC5 && (next < 0x8A || next >= 0xB9)
            return (next & 1 != 0) == isOdd || byte == 0xC5 && next == 0xB8
        case 0xC8: return next & 1 == 0
        case 0xCE: return (0x86...0xAA).contains(next)
        case 0xD0: return next < 0xB0
        default: return false
        }
    }

    /// The small letter of a capital of Greek or Cyrillic; anything else as it is.
    private static func small(_ lead: UInt8, _ trail: UInt8) -> (UInt8, UInt8) {
        switch (lead, trail) {
        case (0xD0, 0x90..<0xA0): (0xD0, trail + 0x20)
        case (0xD0, 0xA0..<0xB0): (0xD1, trail - 0x20)
        case (0xD0, 0x80..<0x90): (0xD1, trail + 0x10)
        case (0xCE, 0x91..<0xA0): (0xCE, trail + 0x20)
        case (0xCE, 0xA0...0xA9): (0xCF, trail - 0x20)
        default: (lead, trail)
        }
    }

    /// The small letters of ASCII for U+00C0 to U+017F, each block of 64 characters from its start.
    private static let bases: [String] = {
        let latin = "aaaaaa*ceeeeiiiidnooooo ouuuuy*saaaaaa*ceeeeiiiidnooooo ouuuuy*y"
        let extended =
            "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
            + "lllnnnnnnnnnoooooo**rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"
        var special = ["ae", "th", "ae", "th", "oe", "oe"].makeIterator()
        var bases = [String](repeating: "", count: 64 - latin.utf8.count)
        for letter in latin + extended {
            bases.append(letter == "*" ? special.next() ?? "" : letter == " " ? "" : String(letter))
        }
        bases[0x1F] = "ss"
        return bases
    }()
}
