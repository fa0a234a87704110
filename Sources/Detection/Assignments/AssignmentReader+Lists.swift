// Several values of one name: in brackets, and as items on lines of their own.
extension AssignmentReader {
    /// The most values of a list that are looked at.
    static let mostValues = 32

    /// The first of the items on the lines below a name, as YAML has them.
    ///
    /// - Parameters:
    ///   - lineEnd: The end of the line of the name.
    ///   - text: Where both stand.
    /// - Returns: `nil` where no list begins on the next line.
    static func firstItem(below lineEnd: Int, in text: borrowing Glyphs) -> AssignedValue? {
        let start = text.skipSpace(lineEnd)
        guard text[start] == UInt8(ascii: "-"), text.isBlank(start + 1) else { return nil }
        return item(at: start, in: text)
    }

    /// Whether a literal is the first in square brackets.
    static func beginsList(_ value: AssignedValue, in text: borrowing Glyphs) -> Bool {
        guard value.form == .quoted, text.isQuote(value.range.lowerBound - 1) else { return false }
        let quote = value.range.lowerBound - 1
        var index = quote - 1
        while quote - index < 40, index > 0, text.isSpace(index) { index -= 1 }
        return text[index] == UInt8(ascii: "[")
    }

    /// The value behind `value` in the same list.
    ///
    /// - Parameters:
    ///   - value: A value of the list.
    ///   - isInBrackets: Whether square brackets hold the list.
    ///   - text: Where it stands.
    /// - Returns: `nil` where it is the last one, or stands in no list.
    static func sibling(of value: AssignedValue, isInBrackets: Bool, in text: borrowing Glyphs) -> AssignedValue? {
        var first = value.range.lowerBound
        var end = value.range.upperBound
        if value.form == .quoted, text.isQuote(first - 1), text[first - 1] == text[end] {
            first -= 1
            end += 1
        }
        let comma = text.skipBlanks(end)
        if isInBrackets {
            guard value.form == .quoted, text[comma] == UInt8(ascii: ",") else { return nil }
            let next = AssignedValue.read(at: text.skipSpace(comma + 1), in: text, isURL: false)
            return next?.form == .quoted ? next : nil
        }
        // An item begins its line, and so does the next one, as far from its start.
        guard text.isLineEnd(comma), let column = column(ofItemBefore: first, in: text) else { return nil }
        let line = text[comma] == 13 ? comma + 2 : comma + 1
        guard line + column < text.bytes.count, text[line + column] == UInt8(ascii: "-"),
            text.isBlank(line + column + 1)
        else { return nil }
        for index in line..<line + column where !text.isBlank(index) { return nil }
        return item(at: line + column, in: text)
    }

    /// The value of the item whose dash is at `dash`; a member is none.
    private static func item(at dash: Int, in text: borrowing Glyphs) -> AssignedValue? {
        guard let value = AssignedValue.read(at: text.skipBlanks(dash + 1), in: text, isURL: false) else { return nil }
        return value.form == .quoted || value.form == .bare ? value : nil
    }

    /// How far from the start of its line the dash stands before an item that begins at `start`.
    private static func column(ofItemBefore start: Int, in text: borrowing Glyphs) -> Int? {
        var dash = start - 1
        while start - dash < 8, text.isBlank(dash) { dash -= 1 }
        guard text[dash] == UInt8(ascii: "-"), dash < start - 1 else { return nil }
        var line = dash
        while dash - line < 64, text.isBlank(line - 1) { line -= 1 }
        return text.isLineEnd(line - 1) ? dash - line : nil
    }
}
