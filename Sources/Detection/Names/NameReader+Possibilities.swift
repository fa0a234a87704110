import Classification

// Names of which not every word is known: what stands before or next to them decides.
extension NameReader {
    /// The most words of a name behind the given one.
    private static let mostFollowers = 3

    /// A name that counts where a date of birth, a telephone, an account or the like stands next to it.
    ///
    /// It is a known given name and words behind it that stand for nothing else, or any two such words that a label or a title
    /// announces.
    func possibleName(_ words: [Word], behind known: Announcement?) -> Range<Int>? {
        guard known != .other, words.count > 1 else { return nil }
        if let name = surnameFirst(words) { return name }
        var hasTitle = isBehindPerson(words[0].range.lowerBound)
        for (first, word) in words.enumerated().dropLast() {
            if word.roles.contains(.title) || word.roles.contains(.person) {
                hasTitle = true
                continue
            }
            let isGiven =
                word.kinds.contains(.given) && !word.isEveryday && word.roles.isEmpty
                || word.kinds.contains(.surname) && !word.isEveryday && word.roles.isEmpty
                    && words.last?.kinds.contains(.given) == true && words.last?.isEveryday == false
            let isInitial = word.isInitial && (known != nil || hasTitle)
            let isAnnounced =
                (known != nil || hasTitle) && word.kinds.isEmpty && word.roles.isEmpty && word.range.count > 2
            guard isGiven || isInitial || isAnnounced else {
                // Only nouns and titles may stand before a name.
                if word.isParticle { return nil }
                continue
            }
            let followers = words[(first + 1)...].prefix(NameReader.mostFollowers).prefix {
                $0.isParticle || $0.isInitial || !$0.isThing && !$0.isEveryday
            }
            guard let last = followers.last(where: { !$0.isParticle }), !last.isInitial,
                isInOneCase(word, last), isEnd(last, of: words)
            else { return nil }
            return word.range.lowerBound..<last.range.upperBound
        }
        return nil
    }

    /// Whether a word for somebody stands right before `start`, as in `driver Rhiannon Sayers`.
    private func isBehindPerson(_ start: Int) -> Bool {
        guard text[start - 1] == 32 else { return false }
        let end = text[start - 2] == UInt8(ascii: ".") ? start - 2 : start - 1
        var index = end
        while end - index < 20, text.isLetter(index - 1) { index -= 1 }
        guard end > index else { return false }
        return NameRoles.of(NameLetters.hash(text.bytes.extracting(index..<end))).contains(.person)
    }

    /// Whether a name may end with `word`.
    private func isEnd(_ word: Word, of words: [Word]) -> Bool {
        let next = words.first { $0.range.lowerBound > word.range.lowerBound }
        if let next, next.roles.contains(.thing) { return false }
        switch text[word.range.upperBound] {
        case UInt8(ascii: "@"), UInt8(ascii: "_"), UInt8(ascii: "\\"), UInt8(ascii: "="), 0x30...0x39: return false
        default: return true
        }
    }

    /// Whether two words are both in capitals, or both begin with one only.
    private func isInOneCase(_ first: Word, _ last: Word) -> Bool {
        if first.isInitial { return true }
        return isInCapitals(first) == isInCapitals(last)
    }

    /// A surname in capitals and a given name, as forms have them: `ECKHARDT, Rosemarie`; the surname need not be known.
    ///
    /// - Parameter comma: Where the comma stands between them.
    /// - Returns: `nil` where there is none.
    func capitalName(endingAt comma: Int) -> Range<Int>? {
        var start = comma
        var parts = 0
        while parts < 3 {
            var index = start
            while comma - index < 48, text.isUpper(index - 1) || isJoint(index - 1) { index -= 1 }
            guard start - index > 2 else { break }
            start = index
            parts += 1
            guard text[start - 1] == 32, text.isUpper(start - 2) else { break }
            start -= 1
        }
        if start < comma, text[start] == 32 { start += 1 }
        guard parts > 0, isOpen(before: start), !text.isLetter(start - 1) else { return nil }
        var words: [Word] = []
        var end = comma
        read(from: comma + 2, &words, &end)
        guard let given = words.first, given.kinds.contains(.given), !given.isEveryday, given.roles.isEmpty,
            words.count <= 3, words.allSatisfy({ $0.isInitial || !$0.isThing }),
            !names.kinds(of: text.bytes.extracting(start..<comma)).contains(.everyday)
        else { return nil }
        let last = words[words.count - 1].range.upperBound
        switch text[last] {
        case 10, 13, 32, 9, UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\""), UInt8(ascii: "|"),
            UInt8(ascii: ")"):
            break
        default: return nil
        }
        return start..<last
    }

    /// Whether a word such as `rue` or `piazza` stands right before a name: what is called after somebody.
    func isBehindThing(_ start: Int) -> Bool {
        guard text[start - 1] == 32 else { return false }
        var index = start - 1
        while start - index < 20, text.isLetter(index - 1) { index -= 1 }
        guard start - 1 - index > 2 else { return false }
        return NameRoles.of(NameLetters.hash(text.bytes.extracting(index..<start - 1))).contains(.thing)
    }

    /// A surname in capitals, and known given names behind it on the same line or in the same cell: `FAURE Damien`.
    func surnameFirst(_ words: [Word]) -> Range<Int>? {
        guard words.count > 1, let first = words.first(where: { !$0.roles.contains(.title) }), first.range.count > 2,
            isInCapitals(first), !first.isEveryday, first.roles.isEmpty, !first.isInitial,
            let given = words.first(where: { $0.range.lowerBound > first.range.lowerBound && !isInCapitals($0) }),
            given.kinds.contains(.given), !given.isEveryday, given.roles.isEmpty,
            isEnd(given, of: words)
        else { return nil }
        return first.range.lowerBound..<given.range.upperBound
    }

    /// Words that may be a name for their capitals only, which counts right beside a number that only people have.
    ///
    /// Titles and words for people before them are left out.
    func unknownName(_ words: [Word]) -> Range<Int>? {
        guard let first = words.firstIndex(where: { !$0.roles.contains(.title) && !$0.roles.contains(.person) }) else {
            return nil
        }
        let name = words[first...].prefix(NameReader.mostFollowers + 1).prefix { word in
            word.isParticle || word.isInitial || !word.isThing && !word.isEveryday && word.roles.isEmpty
        }
        guard name.count > 1, let start = name.first, !start.isParticle, !start.isInitial, start.range.count > 2,
            let last = name.last(where: { !$0.isParticle }), !last.isInitial, last.range.count > 2,
            last.range.lowerBound > start.range.lowerBound, isEnd(last, of: words),
            text[last.range.upperBound] != UInt8(ascii: ":")
        else { return nil }
        return start.range.lowerBound..<last.range.upperBound
    }

    /// Whether a form of address stands right before a word that is no other: it is a surname then, known or not.
    func isAddressed(_ word: Word) -> Bool {
        guard word.range.count > 2, !isInCapitals(word), text[word.range.lowerBound - 1] == 32 else { return false }
        let start = word.range.lowerBound
        for address in NameReader.addresses where text.holds(address, at: start - address.utf8.count) {
            let first = start - address.utf8.count
            guard !text.isLetter(first - 1), text.isUpper(first) else { continue }
            // `MS Windows` and `DR Test` are in capitals throughout.
            return text[first + 1] == UInt8(ascii: ".") || !text.isUpper(first + 1)
        }
        return false
    }

    /// Forms of address that only a name follows, in small letters.
    private static let addresses = [
        "herr dr. ", "herrn dr. ", "frau dr. ", "kollege dr. ", "kollegin dr. ", "herr prof. ", "frau prof. ",
        "prof. dr. ", "herr ", "herrn ", "frau ", "fräulein ", "hr. ", "fr. ", "familie ", "fam. ", "eheleute ", "mr ",
        "mr. ",
        "mrs ", "mrs. ",
        "ms ", "ms. ",
        "miss ", "mme ", "mme. ", "mlle ", "madame ", "monsieur ", "famille ", "señor ", "señora ", "sr. ", "sra. ",
        "sr ", "sra ",
        "sig. ", "sig.ra ", "signor ", "signora ", "dott. ", "dott.ssa ", "dhr. ", "dhr ", "mevr. ", "mevr ",
        "mevrouw ", "meneer ",
        "pfarrer ", "pastor ", "docteur ", "kollege ", "kollegin ", "rechtsanwalt ", "rechtsanwältin ",
    ]
}
