import Findings

/// Tells in which older encoding text is written that is no UTF-8, by which bytes follow one another and how often.
///
/// It speaks only where it is sure; all else is taken for Windows-1252, in which bytes of ASCII mean the same as everywhere, unless it
/// is nothing that Western Europe writes.
struct CharsetGuess {
    /// Pairs of bytes, and how they are spread.
    private struct Pairs {
        var count = 0
        var broken = 0
        /// Pairs that are frequent in the language: kana, syllables, or common ideographs and punctuation.
        var common = 0
        /// Pairs that are frequent in another language of the same form.
        var others = 0
        /// Second bytes below 0x80, and from 0xA1 to 0xBF.
        var lowTrails = 0
        var smallTrails = 0
    }

    private let bytes: [UInt8]

    /// Judges bytes of which the last character may be cut short; `nil` for text that nothing here decodes.
    static func encoding(of bytes: Span<UInt8>) -> TextEncoding? {
        let guess = CharsetGuess(bytes: bytes.indices.map { bytes[$0] })
        if guess.isNearlyUTF8 { return .utf8 }
        if EBCDICGuess.hasForm(bytes) { return nil }
        return guess.multibyte ?? guess.alphabet ?? guess.latin ?? (guess.isWestern ? .windows1252 : nil)
    }

    /// Whether text of seven bits switches to Japanese by escapes (RFC 1468).
    static func isEscapedJapanese(_ bytes: Span<UInt8>) -> Bool {
        for index in bytes.indices where bytes[index] == 0x1B {
            let isJapanese =
                Sniffer.starts(bytes, [0x1B, 0x24, 0x42], at: index)
                || Sniffer.starts(bytes, [0x1B, 0x24, 0x40], at: index)
            if isJapanese { return true }
        }
        return false
    }

    // MARK: Two bytes a character

    private var multibyte: TextEncoding? {
        // Behind 0x8E stand the narrow kana of Japanese.
        let extended = pairs { first, second in
            (first >= 0xA1 && first < 0xFF || first == 0x8E) && second >= 0xA1 && second < 0xFF
        }
        if isWhole(extended), extended.count >= 3 {
            let kana = count { first, _ in first == 0xA4 || first == 0xA5 }
            if kana * 100 >= extended.count * 15, kana >= 3 { return .eucJP }
            // Letters of other alphabets stand in pairs as well; their second bytes all lie high.
            if extended.smallTrails * 10 >= extended.count, extended.count >= 4 {
                let syllables = count { first, _ in 0xB0...0xC8 ~= first }
                let beyond = count { first, _ in first > 0xC8 }
                if syllables * 10 >= extended.count * 7, beyond * 20 <= extended.count { return .eucKR }
                let common = count { first, _ in 0xB0...0xD7 ~= first || 0xA1...0xA3 ~= first }
                if common * 100 >= extended.count * 85 { return .gb18030 }
            }
        }
        return shiftJIS ?? big5 ?? extendedKorean ?? extendedChinese
    }

    private var shiftJIS: TextEncoding? {
        var (index, kana, count, broken) = (0, 0, 0, 0)
        while index < bytes.count {
            let first = bytes[index]
            if first < 0x80 || 0xA1...0xDF ~= first {
                index += 1
                continue
            }
            guard index + 1 < bytes.count else { break }
            let second = bytes[index + 1]
            guard first != 0x80, first != 0xA0, first < 0xFD, 0x40...0xFC ~= second, second != 0x7F else {
                broken += 1
                index += 1
                continue
            }
            count += 1
            if first == 0x82 && 0x9F...0xF1 ~= second || first == 0x83 && 0x40...0x96 ~= second { kana += 1 }
            index += 2
        }
        return broken * 200 <= count && kana >= 3 && kana * 100 >= count * 15 ? .shiftJIS : nil
    }

    private var big5: TextEncoding? {
        let found = pairs { first, second in
            0x81...0xFE ~= first && (0x40...0x7E ~= second || 0xA1...0xFE ~= second)
        }
        let common = count { first, second in
            (0xA1...0xA3 ~= first || 0xA4...0xC6 ~= first) && (0x40...0x7E ~= second || 0xA1...0xFE ~= second)
        }
        return isWhole(found) && found.count >= 4 && common * 100 >= found.count * 85
            && found.lowTrails * 5 >= found.count
            ? .big5 : nil
    }

    /// Korean with syllables that only Windows' extension has.
    private var extendedKorean: TextEncoding? {
        let found = pairs { first, second in
            0x81...0xFE ~= first && (0x41...0x5A ~= second || 0x61...0x7A ~= second || 0x81...0xFE ~= second)
        }
        let syllables = count { first, second in 0xB0...0xC8 ~= first && second >= 0xA1 }
        let beyond = count { first, _ in first > 0xC8 }
        return isWhole(found) && found.count >= 8 && syllables * 10 >= found.count * 6 && beyond * 20 <= found.count
            && found.smallTrails * 10 >= found.count ? .eucKR : nil
    }

    private var extendedChinese: TextEncoding? {
        // Characters of four bytes are two pairs with digits.
        let found = pairs { first, second in
            0x81...0xFE ~= first && (0x40...0xFE ~= second && second != 0x7F || 0x30...0x39 ~= second)
        }
        let common = count { first, second in
            second >= 0xA1 && (0xB0...0xD7 ~= first || 0xA1...0xA3 ~= first)
        }
        let halves = count { _, second in 0x30...0x39 ~= second }
        return isWhole(found) && found.count >= 8 && common * 100 >= (found.count - halves) * 85
            && found.smallTrails * 10 >= found.count ? .gb18030 : nil
    }

    private func isWhole(_ pairs: Pairs) -> Bool { pairs.broken * 200 <= pairs.count }

    private func pairs(_ isPair: (UInt8, UInt8) -> Bool) -> Pairs {
        var pairs = Pairs()
        forEachPair { first, second in
            guard isPair(first, second) else {
                pairs.broken += 1
                return false
            }
            pairs.count += 1
            if second < 0x80 { pairs.lowTrails += 1 }
            if 0xA1...0xBF ~= second { pairs.smallTrails += 1 }
            return true
        }
        return pairs
    }

    /// How many pairs are so, where all else passes as a pair too.
    private func count(_ isSo: (UInt8, UInt8) -> Bool) -> Int {
        var count = 0
        forEachPair { first, second in
            if isSo(first, second) { count += 1 }
            return true
        }
        return count
    }

    /// Calls `body` with each byte beyond ASCII and the one behind it, which it may take for its own.
    private func forEachPair(_ body: (UInt8, UInt8) -> Bool) {
        var index = 0
        while index + 1 < bytes.count {
            if bytes[index] < 0x80 {
                index += 1
            } else {
                index += body(bytes[index], bytes[index + 1]) ? 2 : 1
            }
        }
    }

    // MARK: Alphabets

    /// An encoding of Cyrillic, Greek, Hebrew, Arabic or Thai, of whose words most bytes lie beyond ASCII.
    private var alphabet: TextEncoding? {
        var (high, adjacent) = (0, 0)
        for index in bytes.indices where bytes[index] >= 0x80 {
            high += 1
            if index > 0 && bytes[index - 1] >= 0x80 || index + 1 < bytes.count && bytes[index + 1] >= 0x80 {
                adjacent += 1
            }
        }
        guard high >= 6, adjacent * 10 >= high * 8 else { return nil }
        var best: (score: Double, encoding: TextEncoding)?
        for encoding in CharsetGuess.alphabets {
            let score = score(of: encoding)
            if score > best?.score ?? 0.35 { best = (score, encoding) }
        }
        return best?.encoding
    }

    /// How much of what lies beyond ASCII are frequent letters, less what no text has: signs within words and capitals behind
    /// small letters, letters behind such as only end words, and letters of Europe among others.
    private func score(of encoding: TextEncoding) -> Double {
        guard let half = CharsetTables.scalars(of: encoding) else { return 0 }
        var (letters, frequent, bad) = (0, 0, 0)
        var wasSmall = false
        for index in bytes.indices {
            let byte = bytes[index]
            guard byte >= 0x80 else {
                wasSmall = false
                continue
            }
            let scalar = half[Int(byte) - 0x80]
            let isFollowed = index + 1 < bytes.count && bytes[index + 1] >= 0x80
            guard scalar.properties.isAlphabetic || CharsetGuess.tones ~= scalar else {
                if wasSmall, isFollowed { bad += 1 }
                wasSmall = false
                continue
            }
            letters += 1
            if isFollowed && CharsetGuess.final.contains(scalar) || CharsetGuess.latinLetters ~= scalar { bad += 1 }
            let small = scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
            if wasSmall, small != scalar { bad += 1 }
            wasSmall = small == scalar
            if CharsetGuess.frequent.contains(small) { frequent += 1 }
        }
        guard letters > 0 else { return 0 }
        return Double(frequent - 3 * bad) / Double(letters)
    }

    private static let alphabets: [TextEncoding] = [
        .windows1251, .koi8R, .ibm866, .iso8859Part5, .windows1253, .windows1255, .windows1256, .iso8859Part6,
        .windows874,
    ]
    private static let frequent = Set(
        ("оеаинтсрвліїαοιτεςσνηυρόάίέ" + hebrew + arabic + thai).unicodeScalars
    )
    private static let hebrew = "יוהלאתרמבשנם"
    private static let arabic = "اليمنورتهبعدةس"
    /// Letters, vowels and tones.
    private static let thai =
        "านรอกเมยลวดทสตปบคหจขไใ\u{E30}\u{E31}\u{E34}\u{E35}\u{E37}\u{E38}\u{E39}\u{E48}\u{E49}"
    /// Signs of Thai above letters, which count as letters.
    private static let tones: ClosedRange<Unicode.Scalar> = "\u{E47}"..."\u{E4E}"
    private static let latinLetters: ClosedRange<Unicode.Scalar> = "\u{AA}"..."\u{24F}"
    /// Letters of Hebrew and Arabic behind which no other stands.
    private static let final = Set("ךםןףץةى".unicodeScalars)

    // MARK: Latin letters

    /// An encoding of Central Europe, the Baltic or Turkish, where Windows-1252 makes signs or other letters of its letters.
    private var latin: TextEncoding? {
        var counts = [Int](repeating: 0, count: 256)
        var bad: [TextEncoding: Int] = [:]
        let encodings = [TextEncoding.windows1252, .windows1250, .iso8859Part2]
        for index in bytes.indices where bytes[index] >= 0x80 {
            counts[Int(bytes[index])] += 1
            let isLed = index > 0 && CharsetGuess.isSmall(bytes[index - 1])
            let isFollowed = index + 1 < bytes.count && CharsetGuess.isSmall(bytes[index + 1])
            guard isLed, isFollowed else { continue }
            for encoding in encodings {
                guard let scalar = CharsetTables.scalars(of: encoding)?[Int(bytes[index]) - 0x80] else { continue }
                if !scalar.properties.isLowercase { bad[encoding, default: 0] += 1 }
            }
        }
        func number(_ letters: UInt8...) -> Int { letters.reduce(0) { $0 + counts[Int($1)] } }
        let ofWindows = bad[.windows1252, default: 0]
        if ofWindows >= 2 {
            let (first, second) = (bad[.windows1250, default: 0], bad[.iso8859Part2, default: 0])
            // What Windows-1250 has from 0x80 to 0x9F, ISO 8859-2 has elsewhere: its ž is Windows' ľ, and its ą, ś and ź are signs.
            let isPart2 =
                second < first
                || second == first && counts[0x80...0x9F].allSatisfy { $0 == 0 } && number(0xBE, 0xB1, 0xB6, 0xBC) > 0
            if min(first, second) * 10 <= ofWindows { return isPart2 ? .iso8859Part2 : .windows1250 }
        }
        // Lithuanian and Latvian: š and ž stand where Icelandic has ð and þ, with none of its accents, and ē, ė, ū or ų besides.
        if number(0xF0, 0xFE) >= 2, number(0xE2, 0xE7, 0xEB, 0xEE, 0xEF, 0xF2, 0xF8, 0xFB) >= 3,
            number(0xE9, 0xF3, 0xF6, 0xFA, 0xFC, 0xFD) == 0
        {
            return .windows1257
        }
        // Turkish: ğ, ı and ş stand where Icelandic has ð, ý and þ, which has letters with accents besides.
        if number(0xF0, 0xFD, 0xFE) >= 3, number(0xE1, 0xE9, 0xED, 0xF3, 0xFA, 0xE6) == 0, number(0xFC, 0xF6, 0xE7) > 0
        {
            return .windows1254
        }
        // Czech: ř beside ě or č, and none of the letters of Danish; Hungarian: ő or ű, and none of Portuguese or Estonian.
        if number(0xF8) >= 2, number(0xEC, 0xE8) >= 2, number(0xE5, 0xE6, 0xE4) == 0 { return .windows1250 }
        if number(0xF5, 0xFB) >= 2, number(0xF6, 0xFC) > 0, number(0xE3, 0xE7, 0xE4, 0xEA) == 0 { return .windows1250 }
        return nil
    }

    /// Whether nearly all bytes beyond ASCII are characters of UTF-8: some are broken, as where a line was cut short.
    private var isNearlyUTF8: Bool {
        var (whole, broken) = (0, 0)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            let width =
                byte < 0x80
                ? 1 : byte >= 0xC2 && byte < 0xE0 ? 2 : byte & 0xF0 == 0xE0 ? 3 : byte & 0xF8 == 0xF0 ? 4 : 0
            let end = index + max(1, width)
            let isWhole = width > 1 && end <= bytes.count && bytes[(index + 1)..<end].allSatisfy { $0 & 0xC0 == 0x80 }
            if byte >= 0x80 { if isWhole { whole += 1 } else { broken += 1 } }
            index = isWhole ? end : index + 1
        }
        return whole >= 8 && whole >= 10 * broken
    }

    /// Whether so few bytes lie beyond ASCII as in the languages of Western Europe, or they draw lines: in Windows-1252 every second
    /// letter at most is one of them, however short the text.
    private var isWestern: Bool {
        var (letters, high) = (0, 0)
        for index in bytes.indices where bytes[index] > 0x20 {
            let isDrawn = index > 0 && bytes[index] == bytes[index - 1]
            letters += 1
            if bytes[index] >= 0x80, !isDrawn { high += 1 }
        }
        return high < 24 || high * 2 <= letters
    }

    private static func isSmall(_ byte: UInt8) -> Bool { byte &- 97 < 26 }
}
