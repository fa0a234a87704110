import Classification

/// A name of something that has a value, and how much it says that the value is a secret.
struct SecretName {
    /// How much a name says.
    enum Strength: Int, Comparable {
        /// It says that the value is something else.
        case none
        /// It is a word that names much besides secrets, such as `key`.
        case faint
        /// It may name a secret.
        case weak
        /// It names a secret.
        case strong

        /// One step more.
        var raised: Strength { Strength(rawValue: rawValue + 1) ?? .strong }

        static func < (left: Strength, right: Strength) -> Bool { left.rawValue < right.rawValue }
    }

    /// The whole name, as far as it is one word of a program.
    var range: Range<Int>

    /// How much it says.
    var strength: Strength

    /// What may be its value.
    var question: SecretModel.Question

    /// Whether people may have chosen the value, as that of a `secret`, though it is asked about as a key.
    var mayBeChosen = false

    /// The longest name that is looked at on either side of the word for a secret, in bytes.
    private static let reach = 64

    /// A name of which it is known what it says.
    init(range: Range<Int>, strength: Strength, question: SecretModel.Question) {
        self.range = range
        self.strength = strength
        self.question = question
    }

    /// Judges the name around the word for a secret at `core`.
    ///
    /// - Returns: `nil` when the word is a part of another one, as in `keyboard`.
    init?(around core: Range<Int>, question: SecretModel.Question, isCommon: Bool, in text: borrowing Glyphs) {
        var start = core.lowerBound
        while core.lowerBound - start < SecretName.reach, SecretName.isPart(start - 1, in: text) { start -= 1 }
        while start < core.lowerBound, !text.isName(start) { start += 1 }
        var end = core.upperBound
        var strength: Strength = isCommon ? .weak : .strong
        // What the word goes on with.
        while end - core.upperBound < SecretName.reach {
            var wordStart = end
            if text[wordStart] >= 0x80 { break }
            let isApart = !text.isLetter(wordStart) || text.isUpper(wordStart) && !text.isUpper(wordStart - 1)
            while text[wordStart] == UInt8(ascii: "_")
                || text[wordStart] == UInt8(ascii: "-") && text.isName(wordStart + 1)
                || text[wordStart] == UInt8(ascii: ".") && text.isLetter(wordStart + 1)
            { wordStart += 1 }
            var wordEnd = wordStart
            if text.isDigit(wordEnd) {
                while text.isDigit(wordEnd) { wordEnd += 1 }
                end = wordEnd
                continue
            }
            while text.isLetter(wordEnd), text[wordEnd] < 0x80,
                wordEnd == wordStart || !text.isUpper(wordEnd) || text.isUpper(wordEnd - 1)
            {
                wordEnd += 1
                if wordEnd - wordStart > SecretName.reach { return nil }
            }
            guard wordEnd > wordStart else { break }
            end = wordEnd
            // `pwdn` powers something down.
            if isCommon, !isApart, wordStart == core.upperBound, wordEnd - wordStart == 1 { return nil }
            if SecretWords.neutral.contains(wordStart..<wordEnd, in: text) { continue }
            if !isApart, wordStart == core.upperBound, isCommon || text[core.upperBound - 1] >= 0x80 { return nil }
            if SecretWords.turning.contains(wordStart..<wordEnd, in: text) {
                strength = .none
            } else if strength == .strong {
                strength = .weak
            }
        }
        if SecretName.isFile(core.upperBound..<end, in: text) { strength = .none }
        // Frameworks put the values of such names into pages.
        for prefix in ["next_public_", "nuxt_public_", "expo_public_", "public_"]
        where text.holds(prefix, at: start) && start < core.lowerBound { strength = .none }
        range = start..<end
        self.question = question
        self.strength = strength
        mayBeChosen = text.holds("secret", at: core.lowerBound) && (end == core.upperBound || strength == .strong)
        judgeBeginning(core, isCommon: isCommon, in: text)
        if self.strength == .none, isCommon { return nil }
    }

    /// Whether the name ends in `_PASS`, all in capitals.
    private func isConstant(_ core: Range<Int>, in text: borrowing Glyphs) -> Bool {
        guard core.count == 4, range.upperBound == core.upperBound, text[core.lowerBound - 1] == UInt8(ascii: "_"),
            text[core.upperBound] != UInt8(ascii: "(")
        else {
            return false
        }
        for index in core where !text.isUpper(index) { return false }
        return true
    }

    /// Whether `word` stands right before `index`, joined or not.
    private static func follows(_ word: String, _ index: Int, in text: borrowing Glyphs) -> Bool {
        text.holds(word, at: index - word.utf8.count) || text.holds(word, at: index - word.utf8.count - 1)
    }

    /// Whether what a name goes on with is the ending of a file's name.
    private static func isFile(_ rest: Range<Int>, in text: borrowing Glyphs) -> Bool {
        var dot = rest.upperBound
        while dot > rest.lowerBound, text.isLetter(dot - 1) { dot -= 1 }
        return dot > rest.lowerBound && text[dot - 1] == UInt8(ascii: ".")
            && SecretWords.fileEndings.contains(dot..<rest.upperBound, in: text)
    }

    private static func isPart(_ index: Int, in text: borrowing Glyphs) -> Bool {
        text.isName(index)
            || (text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: ".")) && text.isName(index + 1)
    }

    /// Looks at the words before the word for a secret.
    private mutating func judgeBeginning(_ core: Range<Int>, isCommon: Bool, in text: borrowing Glyphs) {
        guard strength > .none else { return }
        let isKey = text.holds("key", at: core.lowerBound)
        var wordEnd = core.lowerBound
        let isGlued =
            text.isLetter(wordEnd - 1) && !(text.isUpper(wordEnd) && text.isLower(wordEnd - 1))
            && wordEnd > range.lowerBound
        while wordEnd > range.lowerBound, !text.isLetter(wordEnd - 1) { wordEnd -= 1 }
        var wordStart = wordEnd
        while wordStart > range.lowerBound, text.isLetter(wordStart - 1),
            wordStart == wordEnd || !text.isUpper(wordStart) || text.isUpper(wordStart - 1)
        { wordStart -= 1 }
        guard wordStart < wordEnd else {
            if isKey { strength = min(strength, .faint) }
            return
        }
        let word = wordStart..<wordEnd
        if SecretWords.leading.contains(word, in: text) {
            strength = .none
            return
        }
        if isGlued, isCommon, !SecretWords.glued.contains(word, in: text) {
            strength = .none
            return
        }
        if isKey && SecretWords.keyFinding.contains(word, in: text)
            || text.holds("key", at: wordStart) && SecretName.follows("public", wordStart, in: text)
            || text.holds("only", at: wordStart) && SecretName.follows("search", wordStart, in: text)
            || text.holds("verification", at: wordStart) && SecretName.follows("request", wordStart, in: text)
        {
            strength = .none
            return
        }
        if text.holds("client", at: wordStart), text.holds("token", at: core.lowerBound) {
            strength = min(strength, .weak)
        }
        if isKey {
            let opens = SecretWords.keyLeading.contains(word, in: text)
            strength = min(opens ? .strong : strength, opens ? .strong : .faint)
        } else if isCommon, strength == .weak,
            SecretWords.glued.contains(word, in: text) || isConstant(core, in: text)
        {
            strength = .strong
        }
    }
}
