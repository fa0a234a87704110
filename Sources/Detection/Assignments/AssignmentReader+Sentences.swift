// Values in sentences that say what they are.
extension AssignmentReader {
    /// A value that follows its name in a sentence, as in "with the password …"; it has to look like one.
    static func mention(_ value: AssignedValue, in text: borrowing Glyphs) -> AssignedValue? {
        let range = withoutStop(value.range, in: text)
        var (letters, others) = (0, 0)
        for index in range { if text.isLetter(index) { letters += 1 } else { others += 1 } }
        return range.count >= 6 && letters > 0 && others > 0 ? AssignedValue(range: range, form: .mentioned) : nil
    }

    /// What remains without the signs that end a part of a sentence.
    static func withoutStop(_ range: Range<Int>, in text: borrowing Glyphs) -> Range<Int> {
        var end = range.upperBound
        while end > range.lowerBound, ".,:)".utf8.contains(text[end - 1]) { end -= 1 }
        return range.lowerBound..<end
    }

    /// The value in a sentence that says what it is; at most five words stand before the verb.
    static func sentence(_ start: Int, in text: borrowing Glyphs) -> AssignedValue? {
        var index = start
        for _ in 0..<6 {
            let first = index
            while index - first < 24,
                text.isName(index) || text[index] == UInt8(ascii: "'")
                    || text[index] == UInt8(ascii: "-") && index > first && text.isLetter(index + 1)
            { index += 1 }
            guard index > first else { return nil }
            let isVerb = SecretWords.copulas.contains(first..<index, in: text)
            var next = text.skipBlanks(index)
            if isVerb {
                for _ in 0..<3 {
                    if text[next] == UInt8(ascii: ":") || text[next] == UInt8(ascii: "=") {
                        next = text.skipBlanks(next + 1)
                    }
                    var end = next
                    while end - next < 16, text.isLetter(end) { end += 1 }
                    guard end > next, text.isBlank(end), SecretWords.fillers.contains(next..<end, in: text) else {
                        break
                    }
                    next = text.skipBlanks(end)
                }
                return next > index ? said(next, in: text) : nil
            }
            if text[next] == UInt8(ascii: "="), text[next + 1] != UInt8(ascii: "="),
                start == first || text.holds("as ", at: start)
            {
                // The type stands behind the name, as in `var password string = "…"`.
                let value = AssignedValue.read(at: text.skipBlanks(next + 1), in: text, isURL: false)
                return value?.form == .quoted ? value : nil
            }
            if text[next] == UInt8(ascii: ":"), text.isBlank(next + 1) {
                return said(text.skipBlanks(next + 1), in: text).map { labelled($0, in: text) }
            }
            guard next > index else { return nil }
            index = next
        }
        return nil
    }

    /// A value behind a label of several words, as `Heslo k wifi: …`: it is no part of a sentence where it ends its line and is no
    /// plain word.
    static func labelled(_ value: AssignedValue, in text: borrowing Glyphs) -> AssignedValue {
        guard value.form == .prose, text.isLineEnd(text.skipBlanks(value.range.upperBound)) else { return value }
        let isWord = value.range.allSatisfy { text.isLetter($0) }
        return isWord ? value : AssignedValue(range: value.range, form: .bare)
    }

    /// The value at `start` of a sentence.
    static func said(_ start: Int, in text: borrowing Glyphs) -> AssignedValue? {
        guard var value = AssignedValue.read(at: start, in: text, isURL: false) else { return nil }
        if value.form != .quoted {
            value.form = .prose
            value.range = withoutStop(value.range, in: text)
        }
        return value.range.isEmpty ? nil : value
    }

    /// Where a value may begin behind a word such as `provisoire`, which says what kind of password it is.
    static func adjectiveEnd(_ start: Int, in text: borrowing Glyphs) -> Int {
        var end = start
        while end - start < 16, text.isLetter(end) { end += 1 }
        guard text.isBlank(end), SecretWords.passing.contains(start..<end, in: text) else { return start }
        return text.skipBlanks(end)
    }
}
