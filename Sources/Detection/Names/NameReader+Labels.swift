import Classification

// What stands before a name and announces it.
extension NameReader {
    /// What the label before a value says; `nil` where there is none, or one that tells of nobody.
    func announcement(before start: Int) -> Announcement? {
        let index = edge(before: start)
        if text[index - 1] == UInt8(ascii: ",") { return listLabel(before: index - 1) }
        if text[index - 1] == UInt8(ascii: ">") { return label(before: index, opening: UInt8(ascii: "<")) }
        guard text[index - 1] == UInt8(ascii: ":") || text[index - 1] == UInt8(ascii: "=") else { return nil }
        return label(before: index)
    }

    /// What the label says that a list of names in a line begins with, of which `end` is in: `Present: Ann Reed, Joe Whitlock`.
    private func listLabel(before end: Int) -> Announcement? {
        var index = end
        while index > 0, end - index < 200, text.isLetter(index - 1) || ",. '-".utf8.contains(text[index - 1]) {
            index -= 1
        }
        guard index > 0, text[index - 1] == UInt8(ascii: ":"), text.isBlank(index),
            let label = label(before: index), label != .other
        else { return nil }
        return label
    }

    /// Where what stands before a value ends: blanks, quotes and stars between them are passed over.
    func edge(before start: Int) -> Int {
        var index = start
        while start - index < 16,
            text.isBlank(index - 1) || text.isQuote(index - 1) || text[index - 1] == UInt8(ascii: "*")
        {
            index -= 1
        }
        return index
    }

    /// What the label says that ends before `end`, with its sign.
    ///
    /// - Parameters:
    ///   - end: Where the value begins, or the blanks before it.
    ///   - opening: What the label begins with, besides the start of its line.
    /// - Returns: `nil` where there is no label, or one that tells of nobody.
    func label(before end: Int, opening: UInt8 = 0) -> Announcement? {
        var index = end
        // The sign, and what is drawn or quoted between it and the label.
        while end - index < 48, index > 0, !text.isLetter(index - 1), !text.isLineEnd(index - 1),
            text[index - 1] != opening
        {
            index -= 1
        }
        var found: Announcement?
        var words = 0
        while words < 3, index > 0, end - index < 96 {
            let stop = index
            while index > 0, stop - index < 40, text.isLetter(index - 1) {
                index -= 1
                // `contactPerson` has two words.
                if text.isUpper(index), text.isLower(index - 1) { break }
            }
            guard index < stop else { break }
            let roles = NameRoles.of(NameLetters.hash(text.bytes.extracting(index..<stop)))
            if roles.contains(.otherThing) { return .other }
            if roles.contains(.name) { found = .name }
            if found == nil, roles.contains(.person) { found = .person }
            words += 1
            let edge = index
            while index > 0, edge - index < 3, isInsideLabel(text[index - 1]), text[index - 1] != opening { index -= 1 }
            if index > 0, !text.isLetter(index - 1) { break }
        }
        return found
    }

    private func isInsideLabel(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "/"), UInt8(ascii: "."),
            UInt8(ascii: "'"),
            UInt8(ascii: "("):
            true
        default: false
        }
    }

    /// Whether a name is a line of its own behind the end of a letter.
    func isBehindClosing(_ name: Range<Int>) -> Bool {
        var start = name.lowerBound
        while name.lowerBound - start < 16, text.isBlank(start - 1) { start -= 1 }
        guard text.isLineEnd(start - 1), text.isLineEnd(name.upperBound) || text[name.upperBound] == 32 else {
            return false
        }
        var index = start
        while index > 0, start - index < 16, text.isSpace(index - 1) { index -= 1 }
        let end = index
        while index > 0, end - index < 200, !text.isLineEnd(index - 1) { index -= 1 }
        while index < end, text.isBlank(index) { index += 1 }
        return NameWords.closings.contains { closing in
            closing.indices.allSatisfy { offset in
                let byte = text[index + offset]
                return (byte &- 65 < 26 ? byte | 0x20 : byte) == closing[offset]
            }
        }
    }
}
