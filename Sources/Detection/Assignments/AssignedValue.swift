/// What is assigned to a name.
struct AssignedValue {
    /// How it is written.
    enum Form {
        /// In quotes, or between tags.
        case quoted
        /// Without, up to the end of its line, or as an argument.
        case bare
        /// Without, among other things in a line.
        case inline
        /// Without, in what may be the source of a program.
        case code
        /// In a sentence that says what it is.
        case prose
        /// In a sentence, right behind its name.
        case mentioned
    }

    /// Where it stands.
    var range: Range<Int>

    /// How it is written.
    var form: Form

    /// The longest value, in bytes.
    static let greatestLength = 1024

    /// The value at `start`, which is no blank; `nil` when there is none.
    static func read(at start: Int, in text: borrowing Glyphs, isURL: Bool) -> AssignedValue? {
        var index = start
        if text.holds("!!str ", at: index) || text.holds("!!binary ", at: index) {
            while !text.isSpace(index) { index += 1 }
            index = text.skipBlanks(index)
            return read(at: index, in: text, isURL: isURL)
        }
        // A list, a bracket, a cast, a kind of literal.
        for _ in 0..<3 where text[index] == UInt8(ascii: "(") || text[index] == UInt8(ascii: "[") {
            index = text[index] == UInt8(ascii: "[") ? text.skipSpace(index + 1) : text.skipBlanks(index + 1)
        }
        if let quoted = quoted(at: index, in: text) { return quoted }
        if text.isQuote(index + 1), "bBrRuUfF@LNnxXeEsq$".utf8.contains(text[index]),
            let quoted = quoted(at: index + 1, in: text)
        {
            return quoted
        }
        return bare(at: start, in: text, isURL: isURL)
    }

    /// How long the quote at `index` is, escaped or not; `nil` if there is none.
    static func quoteLength(at index: Int, in text: borrowing Glyphs) -> Int? {
        if text.isQuote(index) { return 1 }
        switch text[index] {
        case UInt8(ascii: "\\"):
            var end = index
            while end - index < 4, text[end] == UInt8(ascii: "\\") { end += 1 }
            if text.isQuote(end) { return end + 1 - index }
            return text.holds("u0022", at: end) || text.holds("u0027", at: end) ? end + 5 - index : nil
        case UInt8(ascii: "&"):
            for entity in ["&quot;", "&#34;", "&#39;", "&apos;", "&#x22;", "&#x27;", "&#039;"]
            where text.holds(entity, at: index) {
                return entity.utf8.count
            }
            return nil
        case UInt8(ascii: "%"): return text.holds("%22", at: index) || text.holds("%27", at: index) ? 3 : nil
        case 0xE2:
            // Typographic quotes.
            return text[index + 1] == 0x80 && (0x98...0x9F).contains(text[index + 2]) ? 3 : nil
        case 0xC2: return text[index + 1] == 0xAB || text[index + 1] == 0xBB ? 2 : nil
        case 0xE3:
            // Corner brackets.
            return text[index + 1] == 0x80 && (0x8C...0x8F).contains(text[index + 2]) ? 3 : nil
        default: return nil
        }
    }

    private static func quoted(at start: Int, in text: borrowing Glyphs) -> AssignedValue? {
        guard var length = quoteLength(at: start, in: text) else { return nil }
        if length == 1, text[start + 1] == text[start] {
            // Two are those of a wiki's italics, where they are not empty.
            let isItalic = text[start] == UInt8(ascii: "'") && (text.isLetter(start + 2) || text.isDigit(start + 2))
            length = text[start + 2] == text[start] ? 3 : isItalic ? 2 : 1
        }
        let from = start + length
        var index = from
        let isTypographic = text[start] == 0xE2 || text[start] == 0xC2 || text[start] == 0xE3
        let quote = text[start + length - 1]
        while index - from < greatestLength, index < text.bytes.count, !text.isLineEnd(index) {
            if isTypographic {
                if quoteLength(at: index, in: text) != nil, text[index] == text[start] { break }
            } else if text[index] == text[start], let end = quoteLength(at: index, in: text),
                length == 3 || length == 2 || end == length, length != 2 || text[index + 1] == quote,
                length > 4 || text[index + end - 1] == quote
            {
                break
            } else if length == 1, text[index] == UInt8(ascii: "\\"), !text.isLineEnd(index + 1) {
                index += 1
            }
            index += 1
        }
        guard index > from, index < text.bytes.count, !text.isLineEnd(index), index - from < greatestLength else {
            return nil
        }
        return AssignedValue(range: isTypographic ? trimmed(from..<index, in: text) : from..<index, form: .quoted)
    }

    /// Without the blanks that some languages have inside of quotes.
    private static func trimmed(_ range: Range<Int>, in text: borrowing Glyphs) -> Range<Int> {
        let first = min(text.skipBlanks(range.lowerBound), range.upperBound)
        var end = range.upperBound
        while end > first {
            if text.isBlank(end - 1) {
                end -= 1
            } else if end - first > 2, text[end - 2] == 0xC2, text[end - 1] == 0xA0 {
                end -= 2
            } else if end - first > 3, text[end - 3] == 0xE2, text[end - 2] == 0x80, text[end - 1] == 0xAF {
                end -= 3
            } else {
                break
            }
        }
        return first..<end
    }

    private static func bare(at start: Int, in text: borrowing Glyphs, isURL: Bool) -> AssignedValue? {
        var index = start
        var (round, square, curly) = (0, 0, 0)
        loop: while index - start < greatestLength, !text.isSpace(index), index < text.bytes.count {
            switch text[index] {
            case UInt8(ascii: "\""), UInt8(ascii: "`"), UInt8(ascii: "<"), UInt8(ascii: ">"), 0x1B, 0..<9: break loop
            case UInt8(ascii: "'"): if index > start { break loop }
            case UInt8(ascii: ";"): break loop
            case UInt8(ascii: ","):
                if text.isSpace(index + 1) || text.isQuote(index + 1) || followsName(index + 1, in: text) { break loop }
            case UInt8(ascii: "\\"):
                if "rnt\"'\\u".utf8.contains(text[index + 1]) || text.isLineEnd(index + 1) { break loop }
            case UInt8(ascii: "&"):
                if isURL || followsName(index + 1, in: text) || quoteLength(at: index, in: text) != nil { break loop }
            case UInt8(ascii: "%"):
                if text.holds("%26", at: index) || quoteLength(at: index, in: text) != nil { break loop }
            case UInt8(ascii: "("): round += 1
            case UInt8(ascii: ")"):
                if round == 0 { break loop }
                round -= 1
            case UInt8(ascii: "["): square += 1
            case UInt8(ascii: "]"):
                if square == 0 { break loop }
                square -= 1
            case UInt8(ascii: "{"): curly += 1
            case UInt8(ascii: "}"):
                if curly == 0 { break loop }
                curly -= 1
            case 0xE2 where quoteLength(at: index, in: text) != nil: break loop
            default: break
            }
            index += 1
        }
        guard index > start else { return nil }
        let next = text.skipBlanks(index)
        let isLast =
            text.isLineEnd(next) || text[next] == UInt8(ascii: "#") && next > index || text[index] == UInt8(ascii: "<")
        let isCode = round + square + curly > 0 || text[index] == UInt8(ascii: ";") && text.isLineEnd(index + 1)
        return AssignedValue(range: start..<index, form: isCode ? .code : isLast ? .bare : .inline)
    }

    /// Tells whether a name with `=` stands at `start`, as the next one of a list or query does.
    private static func followsName(_ start: Int, in text: borrowing Glyphs) -> Bool {
        var index = start
        if text.holds("amp;", at: index) { index += 4 }
        while index - start < 40,
            text.isName(index) || text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: ".")
        {
            index += 1
        }
        return index > start && (text[index] == UInt8(ascii: "=") || text[index] == UInt8(ascii: ":"))
    }
}
