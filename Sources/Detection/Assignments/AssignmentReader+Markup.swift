// Assignments in markup: elements, cells of tables, elements that are escaped, parts of forms.
extension AssignmentReader {
    /// The content of an element, up to the next tag.
    static func element(from start: Int, in text: borrowing Glyphs) -> AssignedValue? {
        var index = text.skipSpace(start)
        if text.holds("<![cdata[", at: index) { index += 9 }
        if text.holds("<string>", at: index) { index += 8 }
        if text.holds("<value>", at: index) { index += 7 }
        let first = index
        while index - first < AssignedValue.greatestLength, index < text.bytes.count, text[index] != UInt8(ascii: "<"),
            !text.isLineEnd(index), !text.holds("]]>", at: index)
        { index += 1 }
        let last = text.skipSpace(index)
        guard index > first, text[last] == UInt8(ascii: "<") || text.holds("]]>", at: last) else { return nil }
        while index > first, text.isBlank(index - 1) { index -= 1 }
        return index > first ? AssignedValue(range: first..<index, form: .quoted) : nil
    }

    /// The attribute of an element that holds its value, as in `<password value="…"/>`.
    static func attribute(from start: Int, in text: borrowing Glyphs) -> AssignedValue? {
        guard let value = pair(after: start, in: text, isNested: true), value.form == .quoted else { return nil }
        for index in start..<value.range.lowerBound where text[index] == UInt8(ascii: ">") { return nil }
        return value
    }

    /// The content of an element whose tags are escaped, as in `&lt;password&gt;…&lt;/password&gt;`.
    static func escapedElement(_ name: Range<Int>, in text: borrowing Glyphs) -> AssignedValue? {
        for (open, close) in [("&lt;", "&gt;"), ("\\u003c", "\\u003e"), ("%3c", "%3e")]
        where text.holds(close, at: name.upperBound)
            && (text.holds(open, at: name.lowerBound - open.utf8.count) || text.holds(open, at: name.lowerBound - 1))
        {
            let first = name.upperBound + close.utf8.count
            var index = first
            while index - first < AssignedValue.greatestLength, !text.isLineEnd(index), !text.holds(open, at: index) {
                index += 1
            }
            guard index > first, text.holds(open, at: index) else { return nil }
            return AssignedValue(range: first..<index, form: .quoted)
        }
        return nil
    }

    private static let cellTags = WordSet("td th dd dt code b i em strong span tt kbd var samp label p div br pre")

    /// The text behind the tags at `start` that divide it from its label, as between the cells of a table.
    static func cell(from start: Int, in text: borrowing Glyphs) -> AssignedValue? {
        var index = start
        var tags = 0
        while text[index] == UInt8(ascii: "<"), tags < 6 {
            var end = index + 1
            if text[end] == UInt8(ascii: "/") { end += 1 }
            let first = end
            while end - first < 8, text.isName(end) { end += 1 }
            guard cellTags.contains(first..<end, in: text) else { return nil }
            while end - index < 80, text[end] != UInt8(ascii: ">"), !text.isLineEnd(end) { end += 1 }
            guard text[end] == UInt8(ascii: ">") else { return nil }
            tags += 1
            index = text.skipSpace(end + 1)
            if text[index] == UInt8(ascii: ":") { index = text.skipSpace(index + 1) }
        }
        let first = index
        while index - first < 256, !text.isLineEnd(index), text[index] != UInt8(ascii: "<") { index += 1 }
        guard tags > 0, text[index] == UInt8(ascii: "<") || text.isLineEnd(index) else { return nil }
        while index > first, text.isBlank(index - 1) { index -= 1 }
        return index > first ? AssignedValue(range: first..<index, form: .inline) : nil
    }

    /// The content of a part of a form, which an empty line divides from its name (RFC 7578).
    static func part(after close: Int, in text: borrowing Glyphs) -> AssignedValue? {
        guard text.isLineEnd(close) else { return nil }
        var start = close
        while close - start < 120, !text.isLineEnd(start - 1) { start -= 1 }
        var index = start
        while index < close, !text.holds("form-data", at: index) { index += 1 }
        guard index < close else { return nil }
        index = close
        while index - close < 160, index < text.bytes.count {
            guard text[index] == 10 else {
                index += 1
                continue
            }
            let next = index + 1
            if text[next] == 10 || text[next] == 13 && text[next + 1] == 10 {
                return AssignedValue.read(at: next + (text[next] == 10 ? 1 : 2), in: text, isURL: false)
            }
            index = next
        }
        return nil
    }
}
