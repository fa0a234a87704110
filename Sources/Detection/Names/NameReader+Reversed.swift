import Classification

// Names with the surname first and a comma behind it.
extension NameReader {
    /// A surname and a given name with a comma between them, where a line, a cell or a value begins or a label stands before.
    func reversedName(endingAt comma: Int) -> Range<Int>? {
        let start = wordStart(before: comma)
        guard start < comma, NameLetters.isCapital(text.bytes, start), isOpen(before: start) else { return nil }
        let bytes = text.bytes.extracting(start..<comma)
        let hash = NameLetters.hash(bytes)
        let surname = Word(range: start..<comma, hash: hash, kinds: names.kinds(of: bytes), roles: NameRoles.of(hash))
        guard surname.kinds.contains(.surname) || readsProse && isBuiltLikeName(surname, .announced) else { return nil }
        var words: [Word] = []
        var end = comma
        read(from: comma + 2, &words, &end)
        guard let given = words.first, words.count <= 3, isClosed(after: end) else { return nil }
        let announcement = announcement(before: start)
        guard announcement != .other else { return nil }
        let areKnown = given.kinds.contains(.given) && words.allSatisfy { $0.isKnown || $0.isInitial }
        // One of both must be known, unless a label tells of somebody.
        let isPlausible =
            readsProse && given.range.count > 2 && !given.isInitial
            && words.allSatisfy { $0.isKnown && !$0.isEveryday || $0.isInitial || isBuiltLikeName($0, .announced) }
            && (surname.kinds.contains(.surname) && !surname.isEveryday || given.kinds.contains(.given)
                || announcement != nil)
        // Acronyms in a list are none.
        if !areKnown, isInCapitals(surname), isInCapitals(given), announcement == nil { return nil }
        guard areKnown && surname.kinds.contains(.surname) || isPlausible else { return nil }
        let isSafe = !surname.isEveryday && !given.isEveryday && !surname.kinds.contains(.given)
        var before = start
        while start - before < 8, text.isBlank(before - 1) { before -= 1 }
        let beginsValue =
            text.isLineEnd(before - 1) || text.isQuote(start - 1) || text[start - 1] == UInt8(ascii: ";")
            || before == start - 1 && ":)]".utf8.contains(text[before - 1])
            || before < start - 1 || text[start - 1] == 9
        guard announcement != nil || readsProse && isSafe && beginsValue else { return nil }
        // A list of given names is none of a surname and a given name.
        if text[end] == UInt8(ascii: ","), surname.kinds.contains(.given) { return nil }
        return start..<end
    }
}
