/// Passwords that people make of words, so that the model of secrets takes them for names: beside the label of a password they are
/// weak ones.
enum ChosenPassword {
    /// The fewest letters of a word with a number behind it: shorter ones are types and versions.
    private static let leastWord = 7

    /// Whether a value is a word with a number, as `Winterreifen7` and `repl_88112`, words with digits for letters, as `sh0p_p4ss`, or
    /// words of which one has a number, as `hunter2-Rds-Prod`.
    ///
    /// - Parameters:
    ///   - range: The value.
    ///   - form: How it is written; in a sentence only a word with a number counts.
    ///   - text: Where it stands.
    /// - Returns: `false` for everything else, names of programs among it.
    static func isOne(_ range: Range<Int>, _ form: AssignedValue.Form, in text: borrowing Glyphs) -> Bool {
        switch form {
        case .quoted, .bare:
            return isWordWithNumber(range, in: text) || hasDigitsForLetters(range, in: text)
                || areWordsWithNumber(range, in: text) || isSmallWordWithNumber(range, in: text)
        case .prose: return isWordWithNumber(range, in: text) || areWordsWithNumber(range, in: text)
        case .inline, .code, .mentioned: return false
        }
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

    /// A word in small letters, a joint, and three to six digits.
    private static func isSmallWordWithNumber(_ range: Range<Int>, in text: borrowing Glyphs) -> Bool {
        var end = range.lowerBound
        while end < range.upperBound, text.isLower(end) { end += 1 }
        guard end - range.lowerBound >= 4, end < range.upperBound, isJoint(text[end]) else { return false }
        let digits = end + 1..<range.upperBound
        return (3...6).contains(digits.count) && isAll(digits, { text.isDigit($0) })
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

    private static func isJoint(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
    }

    private static func isAll(_ range: Range<Int>, _ holds: (Int) -> Bool) -> Bool {
        for index in range where !holds(index) { return false }
        return true
    }
}
