// Assignments without a sign of their own: pairs of members, options, lines of two words, sentences; and what stands in for
// a reference.
extension AssignmentReader {
    /// Where a word such as `name` or `variable` stands before the name, so that the member next to it is its value.
    static func naming(before start: Int, in text: borrowing Glyphs) -> Int? {
        var index = start - 1
        var isQuoted = false
        for _ in 0..<12 {
            let byte = text[index]
            if byte == UInt8(ascii: ";"), text.holds("&quot;", at: index - 5) {
                index -= 6
                continue
            }
            if byte == UInt8(ascii: "\""), !isQuoted || text[index + 1] != UInt8(ascii: "\"") { isQuoted = true }
            let isBetween =
                text.isBlank(index) || text.isQuote(index) || byte == UInt8(ascii: "=") || byte == UInt8(ascii: ":")
                || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: ">")
            if !isBetween { break }
            index -= 1
        }
        let end = index + 1
        while end - index < 20, text.isLetter(index) { index -= 1 }
        return end > index + 1 && SecretWords.naming.contains(index + 1..<end, in: text) ? index + 1 : nil
    }

    /// The value that a later member holds, as in `"name": "PASSWORD", "value": "…"`.
    ///
    /// - Parameters:
    ///   - start: Where members may follow.
    ///   - text: Where they stand.
    ///   - needsIndent: Whether they stand on further lines, deeper than the name.
    ///   - isNested: Whether they are members of what is assigned to the name.
    /// - Returns: `nil` when no member near enough holds a value.
    static func pair(
        after start: Int,
        in text: borrowing Glyphs,
        needsIndent: Bool = false,
        isNested: Bool = false
    ) -> AssignedValue? {
        var index = start
        var lines = 0
        var elements = 0
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
            if byte == UInt8(ascii: "<"), text.isLetter(index + 1) { elements += 1 }
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
                text[sign] == UInt8(ascii: "=") || text[sign] == UInt8(ascii: ":")
                || text[sign] == UInt8(ascii: ">") && "</:".utf8.contains(text[first - 1])
            let holding = isNested ? SecretWords.declaring : SecretWords.holding
            guard isSign, holding.contains(first..<index, in: text) else {
                // Another name: what follows belongs to it.
                if isSign, lines + elements > 0, !isNested, SecretWords.naming.contains(first..<index, in: text) {
                    return nil
                }
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

    /// The value that the member before a naming one holds, as in `"value": "…", "name": "PASSWORD"`.
    static func pair(before naming: Int, in text: borrowing Glyphs) -> AssignedValue? {
        var index = naming - 1
        while naming - index < 64, text.isSpace(index) || text.isQuote(index) || text[index] == UInt8(ascii: ",") {
            index -= 1
        }
        let end = index + 1
        guard end < naming - 1, !"{[(-<>:=".utf8.contains(text[index]) else { return nil }
        while end - index < 160, !text.isLineEnd(index) {
            index -= 1
            guard text.isLetter(index), !text.isName(index - 1) else { continue }
            var last = index
            while last - index < 20, text.isName(last) { last += 1 }
            guard SecretWords.declaring.contains(index..<last, in: text) else { continue }
            let sign = text.skipBlanks(closingQuote(last, in: text).0)
            guard text[sign] == UInt8(ascii: ":") || text[sign] == UInt8(ascii: "="),
                var value = AssignedValue.read(at: text.skipBlanks(sign + 1), in: text, isURL: false),
                value.range.upperBound == end, !isReference(value, in: text)
            else { continue }
            value.form = .quoted
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
        let isVerb = name.count == 4 && text.holds("pass", at: name.lowerBound) && text.isBlank(name.lowerBound - 1)
        if text.isQuote(start), !isVerb, let value = AssignedValue.read(at: start, in: text, isURL: false),
            value.form == .quoted
        {
            return value
        }
        if text.holds("by ", at: start), text.isQuote(text.skipBlanks(start + 3)) {
            // IDENTIFIED WITH mysql_native_password BY '…'
            return AssignedValue.read(at: text.skipBlanks(start + 3), in: text, isURL: false)
        }
        if text.holds("identified by", at: name.lowerBound) {
            return AssignedValue.read(at: start, in: text, isURL: false).map {
                AssignedValue(range: $0.range, form: .inline)
            }
        }
        if SecretWords.copulas.contains(lastWord(of: name, in: text), in: text) { return said(start, in: text) }
        if let sentence = sentence(start, in: text) { return sentence }
        var before = name.lowerBound - 1
        if text[before] == UInt8(ascii: "-") || text[before] == UInt8(ascii: "/") {
            while text[before] == UInt8(ascii: "-") { before -= 1 }
            guard text.isSpace(before) || text.isQuote(before) || text[before] == UInt8(ascii: "/"),
                var value = AssignedValue.read(at: start, in: text, isURL: false), value.form != .code
            else { return nil }
            value.range = withoutScheme(value.range, in: text)
            if value.form == .inline { value.form = .bare }
            return value
        }
        // A line of two words, as `netrc`, `ENV` and `setx` have them.
        while name.lowerBound - before < 24, text.isBlank(before) { before -= 1 }
        let isFirst = text.isLineEnd(before)
        var place = start
        while isFirst, place - start < 80, text[place] == UInt8(ascii: "-"), text[place + 1] == UInt8(ascii: "-") {
            // Options, as in `rootpw --plaintext …`.
            while text.isName(place) || text[place] == UInt8(ascii: "-") { place += 1 }
            place = text.skipBlanks(place)
        }
        if SecretWords.spoken.contains(name, in: text) || text.holds("mot de passe", at: name.lowerBound) {
            place = adjectiveEnd(place, in: text)
        }
        guard let value = AssignedValue.read(at: place, in: text, isURL: false), value.form != .code else { return nil }
        if isFirst || isCommand(before: before + 1, in: text), value.form == .bare { return value }
        if isLoginLine(name.lowerBound, in: text) { return AssignedValue(range: value.range, form: .bare) }
        let isSpoken =
            SecretWords.spoken.contains(name, in: text) || text.holds("mot de passe", at: name.lowerBound)
        if isSpoken { return mention(value, in: text) }
        return isConstant(name, in: text) && value.range.count >= leastKey
            ? AssignedValue(range: withoutStop(value.range, in: text), form: .mentioned) : nil
    }

    /// The fewest bytes of a key behind a name that no sentence has, such as `DD_API_KEY`.
    private static let leastKey = 20

    /// Whether a name is one of a variable of the environment, in capitals.
    private static func isConstant(_ name: Range<Int>, in text: borrowing Glyphs) -> Bool {
        var joints = 0
        for index in name {
            if text[index] == UInt8(ascii: "_") {
                joints += 1
            } else if !text.isUpper(index), !text.isDigit(index) {
                return false
            }
        }
        return joints > 0
    }

    /// The last of the words that blanks divide.
    private static func lastWord(of name: Range<Int>, in text: borrowing Glyphs) -> Range<Int> {
        var start = name.upperBound
        while start > name.lowerBound, text.isName(start - 1) { start -= 1 }
        return start > name.lowerBound ? start..<name.upperBound : name.upperBound..<name.upperBound
    }

    /// Whether what stands in the line before `end` is a command that gives a variable its value, with its options.
    private static func isCommand(before end: Int, in text: borrowing Glyphs) -> Bool {
        var index = end
        for _ in 0..<3 {
            var word = index
            while end - word < 32, text.isLetter(word - 1) { word -= 1 }
            if word < index, text[word - 1] != UInt8(ascii: "-") {
                return ["env ", "setx ", "arg ", "set ", "setenv "].contains { text.holds($0, at: word) }
            }
            while end - word < 32, text[word - 1] == UInt8(ascii: "-") || text.isBlank(word - 1) { word -= 1 }
            guard word < index else { return false }
            index = word
        }
        return false
    }

    /// Whether the line before `end` begins as that of an account, or names a machine as `netrc` does, or sets what follows.
    private static func isLoginLine(_ end: Int, in text: borrowing Glyphs) -> Bool {
        var index = end
        while end - index < 160, !text.isLineEnd(index - 1) {
            index -= 1
            if text.holds("machine ", at: index) || text.holds("config set ", at: index) { return true }
        }
        guard text.isLineEnd(index - 1) else { return false }
        let first = text.skipBlanks(index)
        return ["login ", "user ", "username ", "default login "].contains { text.holds($0, at: first) }
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
            if text[index] == UInt8(ascii: "(") || text[index] == UInt8(ascii: "[") {
                return index > start && isCall(index, in: text)
            }
            if text[index] == UInt8(ascii: "."), text.isLetter(index + 1) {
                joins += 1
            } else if !text.isName(index) {
                return false
            }
            index += 1
        }
        if joins > 0, value.form == .bare, ChosenPassword.isDotted(value.range, in: text) { return false }
        return joins > 0 || text[start] == UInt8(ascii: "$") || text[text.skipBlanks(index)] == UInt8(ascii: "|")
    }

    /// The literal that a call decodes, as in `b64decode("…")`: it is the value, written otherwise.
    private static func decoded(from start: Int, in text: borrowing Glyphs) -> AssignedValue? {
        var index = start
        var decodes = false
        while index - start < 60,
            text.isName(index) || text[index] == UInt8(ascii: ".") || text[index] == UInt8(ascii: ":")
        {
            if text.holds("decode", at: index) || text.holds("frombase64", at: index) { decodes = true }
            index += 1
        }
        guard decodes, text[index] == UInt8(ascii: "("),
            let value = AssignedValue.read(at: text.skipBlanks(index + 1), in: text, isURL: false),
            value.form == .quoted
        else { return nil }
        return value
    }

    /// Whether the bracket at `open` is closed in its line, or goes on in the next one.
    private static func isCall(_ open: Int, in text: borrowing Glyphs) -> Bool {
        var end = text.lineEnd(open, atMost: 240)
        for index in open..<end where text[index] == UInt8(ascii: ")") || text[index] == UInt8(ascii: "]") {
            return true
        }
        while end > open + 1, text.isBlank(end - 1) { end -= 1 }
        return "([{,".utf8.contains(text[end - 1])
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
                switch text[index] {
                case UInt8(ascii: "|"): text[index + 1] == UInt8(ascii: "|")
                case UInt8(ascii: "?"): text[index + 1] == UInt8(ascii: "?") || text[index + 1] == UInt8(ascii: ":")
                case UInt8(ascii: " "): text.holds(" or ", at: index) || text.holds(" else ", at: index)
                case UInt8(ascii: "d"), UInt8(ascii: "D"): text.holds("default", at: index)
                case UInt8(ascii: "i"), UInt8(ascii: "I"): text.holds("ifempty", at: index)
                case UInt8(ascii: "u"): text.holds("unwrap_or", at: index)
                case UInt8(ascii: ","): true
                case UInt8(ascii: "{"): text.isQuote(text.skipBlanks(index + 1))
                default: false
                }
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
        return decoded(from: start, in: text)
    }
}
