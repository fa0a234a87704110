// Assignments without a sign of their own: pairs of members, options, lines of two words, sentences; and what stands in for
// a reference.
extension AssignmentReader {
    /// Whether a word such as `name` or `variable` stands before the name, so that the next member is its value.
    static func isNaming(before start: Int, in text: borrowing Glyphs) -> Bool {
        var index = start - 1
        var isQuoted = false
        for _ in 0..<12 {
            let byte = text[index]
            if byte == UInt8(ascii: "\""), !isQuoted || text[index + 1] != UInt8(ascii: "\"") { isQuoted = true }
            let isBetween =
                text.isBlank(index) || text.isQuote(index) || byte == UInt8(ascii: "=") || byte == UInt8(ascii: ":")
                || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: ">")
            if !isBetween { break }
            index -= 1
        }
        let end = index + 1
        while end - index < 20, text.isLetter(index) { index -= 1 }
        return end > index + 1 && SecretWords.naming.contains(index + 1..<end, in: text)
    }

    /// The value that a later member holds, as in `"name": "PASSWORD", "value": "…"`.
    static func pair(after start: Int, in text: borrowing Glyphs, needsIndent: Bool = false) -> AssignedValue? {
        var index = start
        var lines = 0
        if needsIndent {
            var next = start
            while text.isLineEnd(next), next < text.bytes.count { next += 1 }
            guard text.isBlank(next) else { return nil }
        }
        while index - start < 300, index < text.bytes.count, lines < 7 {
            let byte = text[index]
            if byte == 10 {
                lines += 1
                if text[index + 1] == 10 { return nil }
            }
            if byte == UInt8(ascii: "}") || byte == UInt8(ascii: ";") && !needsIndent && lines == 0 { return nil }
            guard text.isLetter(index), !text.isName(index - 1) else {
                index += 1
                continue
            }
            let first = index
            while index - first < 40, text.isName(index) { index += 1 }
            let (close, _) = closingQuote(index, in: text)
            let sign = text.skipBlanks(close)
            let isSign =
                text[sign] == UInt8(ascii: "=") || text[sign] == UInt8(ascii: ":") || text[sign] == UInt8(ascii: ">")
            guard isSign, SecretWords.holding.contains(first..<index, in: text) else {
                // Another name: what follows belongs to it.
                if isSign, lines > 0, SecretWords.naming.contains(first..<index, in: text) { return nil }
                continue
            }
            let place = text.skipBlanks(sign + 1)
            if text.isLineEnd(place) { return nil }
            guard var value = AssignedValue.read(at: place, in: text, isURL: false) else { return nil }
            if isReference(value, in: text) { return fallback(from: value.range.lowerBound, in: text) }
            if value.form == .bare { value.form = .quoted }
            return value
        }
        return nil
    }

    private static func closingQuote(_ index: Int, in text: borrowing Glyphs) -> (Int, Bool) {
        guard let length = AssignedValue.quoteLength(at: index, in: text) else { return (index, false) }
        return (index + length, true)
    }

    /// What follows a name without a sign: a quoted literal, an option's value, the second word of a line, a sentence.
    static func unsigned(
        _ name: Range<Int>,
        _ start: Int,
        isClosed: Bool,
        in text: borrowing Glyphs
    ) -> AssignedValue? {
        if isClosed {
            // `getenv("PASSWORD") or "…"`, `ENV["PASSWORD"] || "…"`, and the list of a command: `"--password", "…"`.
            return fallback(from: start, in: text)
        }
        guard start > name.upperBound else { return nil }
        if text.isQuote(start), let value = AssignedValue.read(at: start, in: text, isURL: false), value.form == .quoted
        {
            return value
        }
        if let sentence = sentence(start, in: text) { return sentence }
        var before = name.lowerBound - 1
        if text[before] == UInt8(ascii: "-") || text[before] == UInt8(ascii: "/") {
            while text[before] == UInt8(ascii: "-") { before -= 1 }
            guard text.isSpace(before) || text.isQuote(before) || text[before] == UInt8(ascii: "/"),
                var value = AssignedValue.read(at: start, in: text, isURL: false), value.form != .code
            else { return nil }
            if value.form == .inline { value.form = .bare }
            return value
        }
        // A line of two words, as `netrc`, `ENV` and `setx` have them.
        while name.lowerBound - before < 24, text.isBlank(before) { before -= 1 }
        let isFirst = text.isLineEnd(before)
        var word = before
        while before - word < 12, text.isLetter(word) { word -= 1 }
        let isCommand = ["env ", "setx ", "arg ", "set ", "setenv "].contains { text.holds($0, at: word + 1) }
        guard let value = AssignedValue.read(at: start, in: text, isURL: false), value.form != .code else { return nil }
        if (isFirst || isCommand), value.form == .bare { return value }
        let isLogin = isLoginLine(name.lowerBound, in: text)
        return isLogin ? AssignedValue(range: value.range, form: .bare) : nil
    }

    /// Whether a line has `login`, `machine` or `user` before `end`, as `netrc` does.
    private static func isLoginLine(_ end: Int, in text: borrowing Glyphs) -> Bool {
        var index = end
        while end - index < 160, !text.isLineEnd(index - 1) {
            index -= 1
            if text.holds("login ", at: index) || text.holds("machine ", at: index) { return true }
        }
        return false
    }

    /// The value in a sentence that says what it is; at most five words stand before the verb.
    private static func sentence(_ start: Int, in text: borrowing Glyphs) -> AssignedValue? {
        var index = start
        for _ in 0..<6 {
            let first = index
            while index - first < 24, text.isName(index) || text[index] == UInt8(ascii: "'") { index += 1 }
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
                guard next > index, var value = AssignedValue.read(at: next, in: text, isURL: false) else { return nil }
                if value.form != .quoted {
                    value.form = .prose
                    var end = value.range.upperBound
                    while end > value.range.lowerBound, ".,:)".utf8.contains(text[end - 1]) { end -= 1 }
                    value.range = value.range.lowerBound..<end
                }
                return value.range.isEmpty ? nil : value
            }
            guard next > index else { return nil }
            index = next
        }
        return nil
    }

    /// Whether a value stands for one that is elsewhere.
    static func isReference(_ value: AssignedValue, in text: borrowing Glyphs) -> Bool {
        let start = value.range.lowerBound
        let byte = text[start]
        let next = text[start + 1]
        if byte == UInt8(ascii: "$") || byte == UInt8(ascii: "#") || byte == UInt8(ascii: "@")
            || byte == UInt8(ascii: "%"),
            next == UInt8(ascii: "{") || next == UInt8(ascii: "(")
        {
            return true
        }
        if byte == UInt8(ascii: "{"), next == UInt8(ascii: "{") || next == UInt8(ascii: "%") { return true }
        if byte == UInt8(ascii: "<"), next == UInt8(ascii: "%") || next == UInt8(ascii: "?") { return true }
        guard value.form != .quoted, value.form != .prose else { return false }
        // The source of a program: names joined by dots, and calls.
        var index = start
        if text[index] == UInt8(ascii: "$") { index += 1 }
        var joins = 0
        while index < value.range.upperBound {
            if text[index] == UInt8(ascii: "(") || text[index] == UInt8(ascii: "[") { return index > start }
            if text[index] == UInt8(ascii: "."), text.isLetter(index + 1) {
                joins += 1
            } else if !text.isName(index) {
                return false
            }
            index += 1
        }
        return joins > 0 || text[start] == UInt8(ascii: "$") || text[text.skipBlanks(index)] == UInt8(ascii: "|")
    }

    /// The literal that stands in for a reference at `start` when that has no value.
    static func fallback(from start: Int, in text: borrowing Glyphs) -> AssignedValue? {
        let end = text.lineEnd(start, atMost: 240)
        var index = start
        if text[index] == UInt8(ascii: "$"), text[index + 1] == UInt8(ascii: "{") {
            index += 2
            while index < end,
                text.isName(index) || text[index] == UInt8(ascii: ".")
                    || text[index] == UInt8(ascii: "-")
                        && text[index - 1] != UInt8(ascii: ":") && text.isName(index + 1) && text[index + 1] > 96
            { index += 1 }
            if text[index] == UInt8(ascii: ":") { index += 1 }
            if "-=".utf8.contains(text[index]) { index += 1 }
            if text[index] != UInt8(ascii: "$"), text[index] != UInt8(ascii: "}"), text[index] != UInt8(ascii: "?"),
                index > start + 3
            {
                var last = index
                while last < end, text[last] != UInt8(ascii: "}") { last += 1 }
                if last < end, last > index, text[last] == UInt8(ascii: "}") {
                    var range = index..<last
                    if text.isQuote(index), range.count > 2 { range = index + 1..<last - 1 }
                    return AssignedValue(range: range, form: .quoted)
                }
            }
            index = start
        }
        while index < end {
            let isOperator =
                text.holds("||", at: index) || text.holds("??", at: index) || text.holds("?:", at: index)
                || text.holds(" or ", at: index) || text.holds("default", at: index) || text.holds("ifempty", at: index)
                || text[index] == UInt8(ascii: ",") || text.holds(" else ", at: index)
            guard isOperator else {
                index += 1
                continue
            }
            while index < end, !text.isQuote(index), AssignedValue.quoteLength(at: index, in: text) == nil {
                index += 1
            }
            guard index < end, let value = AssignedValue.read(at: index, in: text, isURL: false), value.form == .quoted
            else {
                return nil
            }
            return value
        }
        // `decode("…")`: the literal is the value, written otherwise.
        return nil
    }
}
