/// Letters of Latin scripts as keyboards without them write them.
enum LatinLetters {
    /// Writes a word without the marks on its letters.
    ///
    /// - Parameter word: In lower case.
    /// - Returns: The word, and the one with `ae`, `oe` and `ue` for umlauts; nothing where letters of other scripts are in it.
    static func unmarked(_ word: String) -> [String] {
        var (plain, german) = ("", "")
        for letter in word {
            if letter.isASCII || letter == "\u{2019}" {
                plain.append(letter)
                german.append(letter)
            } else {
                guard let base = bases[letter] else { return [] }
                plain += base
                german += umlauts[letter] ?? base
            }
        }
        return plain == german ? [plain] : [plain, german]
    }

    private static let umlauts: [Character: String] = ["ä": "ae", "ö": "oe", "ü": "ue"]

    private static let bases: [Character: String] = {
        var bases: [Character: String] = ["ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "º": "o", "°": "o", "ª": "a"]
        let letters = [
            "a": "àáâãäåąāăǎ", "c": "çćčċ", "d": "ďđð", "e": "èéêëęēěė", "g": "ğģġ", "i": "ìíîïįīı", "k": "ķ",
            "l": "łľļĺ", "n": "ñńňņ", "o": "òóôõöøőō", "r": "řŕ", "s": "śšşș", "t": "ťţț", "u": "ùúûüůűūų", "y": "ýÿ",
            "z": "źżž",
        ]
        for (base, marked) in letters { for letter in marked { bases[letter] = base } }
        return bases
    }()
}
