import Classification

/// Passwords that people make of words, so that the model of secrets takes them for names: beside the label of a password they are
/// weak ones.
enum ChosenPassword {
    /// The fewest letters of a word with a number behind it: shorter ones are types and versions.
    private static let leastWord = 7

    /// Whether a value is a word with a number, as `Winterreifen7` and `repl_88112`, words with digits for letters, as `sh0p_p4ss`,
    /// words of which one has a number, as `hunter2-Rds-Prod`, or has what rules for passwords ask for, as `tr-Kx-19`.
    ///
    /// - Parameters:
    ///   - range: The value.
    ///   - form: How it is written; in a sentence less counts.
    ///   - text: Where it stands.
    /// - Returns: `false` for everything else, names of programs among it.
    static func isOne(_ range: Range<Int>, _ form: AssignedValue.Form, in text: borrowing Glyphs) -> Bool {
        switch form {
        case .quoted, .bare:
            return isWordWithNumber(range, in: text) || hasDigitsForLetters(range, in: text)
                || areWordsWithNumber(range, in: text) || isSmallWordWithNumber(range, in: text)
                || keepsRules(range, in: text)
                || hasSign(range, in: text) || areJoinedWords(range, isQuoted: form == .quoted, in: text)
                || hasDigitForLetter(range, in: text)
        case .prose:
            return isWordWithNumber(range, in: text) || areWordsWithNumber(range, in: text)
                || keepsRules(range, in: text) || hasSign(range, in: text)
        case .inline: return keepsRules(range, in: text)
        case .mentioned:
            return keepsRules(range, in: text) && isNoName(range, in: text) || hasSign(range, in: text)
        case .code: return false
        }
    }

    /// Where the digits begin that a value ends with.
    private static func numberStart(in range: Range<Int>, _ text: borrowing Glyphs) -> Int {
        var start = range.upperBound
        while start > range.lowerBound, text.isDigit(start - 1) { start -= 1 }
        return start
    }

    /// Whether something in it is in no name of an algorithm or a format: a digit between letters, or a sign that they do not have.
    private static func isNoName(_ range: Range<Int>, in text: borrowing Glyphs) -> Bool {
        for index in range.dropFirst().dropLast() {
            if "!#%&*?@^~$".utf8.contains(text[index]) { return true }
            if text.isDigit(index), text.isLetter(index - 1), text.isLetter(index + 1) { return true }
        }
        // A long word may have a number behind it, as `Gasthof-Krone8`.
        let digits = numberStart(in: range, text)
        return range.count >= 10 && digits < range.upperBound && digits - range.lowerBound >= 9
            && text.isLower(digits - 1)
    }

    /// Two words with a sign between them that no names of programs have, as `Goiabada!queijo` and `leih#Igel`.
    private static func hasSign(_ range: Range<Int>, in text: borrowing Glyphs) -> Bool {
        guard (8...40).contains(range.count), text.isLetter(range.lowerBound), text.isLetter(range.upperBound - 1)
        else {
            return false
        }
        var signs = 0
        for index in range where !text.isName(index) {
            let isOne =
                "!&%^~".utf8.contains(text[index]) || text[index] == UInt8(ascii: "#") && text.isLower(range.lowerBound)
            guard isOne, text.isLetter(index - 1), text.isLetter(index + 1) else { return false }
            signs += 1
        }
        return signs == 1
    }

    /// The lengths of passwords that may keep the rules: shorter ones are versions, longer ones names.
    private static let lengthsByRules = 7...24

    /// Letters of both kinds, digits and signs, as rules for passwords ask for; neither a version, a date nor a path.
    private static func keepsRules(_ range: Range<Int>, in text: borrowing Glyphs) -> Bool {
        guard lengthsByRules.contains(range.count) else { return false }
        var (uppers, lowers, digits, signs) = (0, 0, 0, 0)
        for index in range {
            if text.isDigit(index) {
                digits += 1
            } else if text.isUpper(index) {
                uppers += 1
            } else if text.isLower(index) {
                lowers += 1
            } else if "!@#$%^&*-_.+?=~".utf8.contains(text[index]) {
                signs += 1
            } else {
                return false
            }
        }
        return uppers > 0 && lowers > 0 && digits > 0 && (1...3).contains(signs)
    }

    /// A word with a capital, and at most four digits behind it.
    private static func isWordWithNumber(_ range: Range<Int>, in text: borrowing Glyphs) -> Bool {
        guard text.isUpper(range.lowerBound) else { return false }
        var end = range.lowerBound + 1
        while end < range.upperBound, text.isLetter(end), !text.isUpper(end) { end += 1 }
        guard end - range.lowerBound >= leastWord else { return false }
        if end < range.upperBound, isJoint(text[end]) { end += 1 }
        let digits = end..<range.upperBound
        return (1...4).contains(digits.count) && isAll(digits, { text.isDigit($0) })
    }

    /// Whether it is made of words of which one is in no program, as `papierstau`, `walnuss_eis`, `teapot&crumpet` and `misthaufen 88`:
    /// what stands for something else, or is a name, is made of words that programs are written of.
    ///
    /// In a sentence a number must stand behind such a word, or a sign between two, as in `fietsbel42` and `tanuki_soba`: other words
    /// are those of the sentence.
    static func isOfUncommonWords(_ range: Range<Int>, _ form: AssignedValue.Form, in text: borrowing Glyphs) -> Bool {
        switch form {
        case .quoted, .bare, .inline: return isOfUncommonWords(range, isQuoted: form == .quoted, in: text)
        case .prose, .mentioned:
            let digits = range.upperBound - numberStart(in: range, text)
            let isJoined = range.dropFirst().dropLast().contains {
                "_&#+!".utf8.contains(text[$0]) || text[$0] == UInt8(ascii: "-") && text.isUpper($0 + 1)
            }
            return ((1...4).contains(digits) || isJoined) && isOfUncommonWords(range, isQuoted: false, in: text)
                || form == .prose && areHumps(range, in: text)
        case .code: return false
        }
    }

    private static func isOfUncommonWords(_ range: Range<Int>, isQuoted: Bool, in text: borrowing Glyphs) -> Bool {
        guard (6...32).contains(range.count), text.isLetter(range.lowerBound), text[range.upperBound - 1] != 0x2E else {
            return false
        }
        var (start, words, uncommon, points, digits) = (range.lowerBound, 0, 0, 0, 0)
        while start < range.upperBound {
            var end = start
            while end < range.upperBound, text.isLetter(end) { end += 1 }
            if end > start {
                // A capital inside of a word is one of a name.
                for index in start + 1..<end where text.isUpper(index) { return false }
                words += 1
                if SecretWords.standIns.contains(start..<end, in: text) { return false }
                let letters = text.bytes.extracting(start..<end)
                let least = end < range.upperBound && text.isDigit(end) ? leastUncommon - 1 : leastUncommon
                if end - start >= least, !ProgramWords.all.contains(letters) { uncommon += 1 }
            } else {
                guard text.isDigit(end) || "-_.&!+#?, ".utf8.contains(text[end]) else { return false }
                // Behind a blank only a number may follow.
                if text[end] == 32, end + 1 == range.upperBound || !text.isDigit(end + 1) { return false }
                if text[end] == UInt8(ascii: ".") { points += 1 }
                if text.isDigit(end) { digits += 1 }
                end += 1
            }
            start = end
        }
        // Points without a number are in names of programs.
        return uncommon > 0 && words <= 4 && (points == 0 || digits > 0 || isQuoted && words > 1 && uncommon == words)
    }

    /// Two or more words, each beginning with a capital but maybe the first, one of them in no program, as `HafenblickKaffee`.
    private static func areHumps(_ range: Range<Int>, in text: borrowing Glyphs) -> Bool {
        guard (10...32).contains(range.count), isAll(range, { text.isLetter($0) }) else { return false }
        var (start, humps, uncommon) = (range.lowerBound, 0, 0)
        while start < range.upperBound {
            var end = start + 1
            while end < range.upperBound, !text.isUpper(end) { end += 1 }
            guard end - start >= 4 else { return false }
            humps += 1
            let isUncommon = !ProgramWords.all.contains(text.bytes.extracting(start..<end))
            if isUncommon, end - start >= leastUncommon { uncommon += 1 }
            start = end
        }
        return humps > 1 && uncommon > 0
    }

    /// Whether every word of a value is in no program, and a hyphen, a low line or a blank joins them: `bullauge-kombuese`.
    static func areUncommonWords(_ range: Range<Int>, in text: borrowing Glyphs) -> Bool {
        guard (10...48).contains(range.count), text.isLetter(range.lowerBound) else { return false }
        var (start, uncommon) = (range.lowerBound, 0)
        while start < range.upperBound {
            var end = start
            while end < range.upperBound, text.isLetter(end), !text.isUpper(end) || end == start { end += 1 }
            guard end > start, end == range.upperBound || "-_ ".utf8.contains(text[end]) && end + 1 < range.upperBound,
                !SecretWords.standIns.contains(start..<end, in: text)
            else { return false }
            if end - start >= leastUncommon {
                guard !ProgramWords.all.contains(text.bytes.extracting(start..<end)) else { return false }
                uncommon += 1
            }
            start = end + 1
        }
        return uncommon > 1
    }

    /// Whether it is several words with a blank between each two, one of them in no program, and none of them a word for what it
    /// stands for.
    static func isPhrase(_ range: Range<Int>, in text: borrowing Glyphs) -> Bool {
        guard (10...64).contains(range.count), text.isLetter(range.lowerBound) else { return false }
        var (start, words, uncommon) = (range.lowerBound, 0, 0)
        while start < range.upperBound {
            var end = start
            while end < range.upperBound, text.isLetter(end) || text.isDigit(end) { end += 1 }
            guard end > start, end == range.upperBound || text[end] == 32 && end + 1 < range.upperBound,
                !SecretWords.standIns.contains(start..<end, in: text),
                !SecretWords.spoken.contains(start..<end, in: text)
            else { return false }
            words += 1
            if end - start >= leastUncommon, !ProgramWords.all.contains(text.bytes.extracting(start..<end)) {
                uncommon += 1
            }
            start = end + 1
        }
        return (2...8).contains(words) && uncommon > 0
    }

    /// The fewest letters of a word that tells by itself that no program uses it: shorter ones are abbreviations; before
    /// a number one less is enough.
    private static let leastUncommon = 6

    /// Words joined by hyphens, or by points in quotes, as in `seepferd-Chen`.
    ///
    /// The first begins with a small letter and a later one with a capital: names of programs and of headers are not written so. A
    /// sign may end them.
    private static func areJoinedWords(_ range: Range<Int>, isQuoted: Bool, in text: borrowing Glyphs) -> Bool {
        var end = range.upperBound
        if "!?#*".utf8.contains(text[end - 1]) { end -= 1 }
        guard (9...48).contains(end - range.lowerBound), text.isLower(range.lowerBound), text.isLetter(end - 1) else {
            return false
        }
        var (capitals, joints, letters, longest) = (0, 0, 0, 0)
        for index in range.lowerBound..<end {
            if text.isLetter(index) {
                letters += 1
                longest = max(longest, letters)
                guard text.isUpper(index) else { continue }
                guard letters == 1 else { return false }
                capitals += 1
            } else {
                guard text[index] == UInt8(ascii: "-") || isQuoted && text[index] == UInt8(ascii: "."), letters > 0
                else {
                    return false
                }
                joints += 1
                letters = 0
            }
        }
        return joints > 0 && capitals > 0 && longest >= 4
    }

    /// A long word of which one letter is a digit that looks like it, as `brieftr4eger` and `0berkellner_x`.
    private static func hasDigitForLetter(_ range: Range<Int>, in text: borrowing Glyphs) -> Bool {
        guard (9...32).contains(range.count),
            isAll(range, { text.isLower($0) || text.isDigit($0) || isJoint(text[$0]) }),
            !text.holds("ipv", at: range.lowerBound)
        else { return false }
        var digits = 0
        var place = range.lowerBound
        for index in range where text.isDigit(index) {
            digits += 1
            place = index
        }
        guard digits == 1, "0134".utf8.contains(text[place]), place + 3 < range.upperBound else { return false }
        let isFirst = place == range.lowerBound
        return (isFirst || place - range.lowerBound >= 3 && text.isLower(place - 1)) && text.isLower(place + 1)
            && text.isLower(place + 2) && text.isLower(place + 3)
    }

    /// A word in small letters, a joint, and digits: three to six, or fewer behind a long word and no low line.
    private static func isSmallWordWithNumber(_ range: Range<Int>, in text: borrowing Glyphs) -> Bool {
        var end = range.lowerBound
        while end < range.upperBound, text.isLower(end) { end += 1 }
        guard end - range.lowerBound >= 4, end < range.upperBound, isJoint(text[end]) else { return false }
        let digits = end + 1..<range.upperBound
        let least = end - range.lowerBound >= leastWord && text[end] != UInt8(ascii: "_") ? 1 : 3
        return (least...6).contains(digits.count) && isAll(digits, { text.isDigit($0) })
    }

    /// Two or more single digits that look like letters, each between letters.
    private static func hasDigitsForLetters(_ range: Range<Int>, in text: borrowing Glyphs) -> Bool {
        guard range.count >= 8, isAll(range, { text.isLetter($0) || text.isDigit($0) || isJoint(text[$0]) }) else {
            return false
        }
        var count = 0
        for index in range where "013457".utf8.contains(text[index]) {
            let isInside = index > range.lowerBound && index + 1 < range.upperBound
            if isInside, text.isLetter(index - 1), text.isLetter(index + 1) { count += 1 }
        }
        return count >= 2
    }

    /// Words joined by hyphens, points or low lines, one with a capital and one with a number right behind it, or a number of
    /// their own.
    private static func areWordsWithNumber(_ range: Range<Int>, in text: borrowing Glyphs) -> Bool {
        guard range.count >= 10, isAll(range, { text.isLetter($0) || text.isDigit($0) || isJoint(text[$0]) }) else {
            return false
        }
        var (parts, hasCapital, hasNumber, hasOwnNumber) = (0, false, false, false)
        var start = range.lowerBound
        while start < range.upperBound {
            var end = start
            while end < range.upperBound, !isJoint(text[end]) { end += 1 }
            var letters = start
            while letters < end, text.isLetter(letters) { letters += 1 }
            let digits = letters..<end
            let areDigits = !digits.isEmpty && isAll(digits, { text.isDigit($0) })
            if letters - start >= 4, areDigits { hasNumber = true }
            if letters == start, areDigits, digits.count <= 4 { hasOwnNumber = true }
            if text.isUpper(start) { hasCapital = true }
            if letters > start { parts += 1 }
            start = end + 1
        }
        return parts >= 2 && hasCapital && (hasNumber || hasOwnNumber)
    }

    /// Whether two words with a point between them are a password that somebody has made of them, as `Frosch.konzert3`.
    ///
    /// A number ends it, and nothing that members are taken from begins it.
    static func isDotted(_ range: Range<Int>, in text: borrowing Glyphs) -> Bool {
        guard (8...40).contains(range.count), text.isDigit(range.upperBound - 1) else { return false }
        var end = range.lowerBound
        while end < range.upperBound, text[end] != UInt8(ascii: ".") { end += 1 }
        var (uppers, others) = (0, 0)
        for index in range { if text.isUpper(index) { uppers += 1 } else if !text.isName(index) { others += 1 } }
        return uppers > 0 && others == 1 && !SecretWords.holders.contains(range.lowerBound..<end, in: text)
    }

    private static func isJoint(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
    }

    private static func isAll(_ range: Range<Int>, _ holds: (Int) -> Bool) -> Bool {
        for index in range where !holds(index) { return false }
        return true
    }
}
