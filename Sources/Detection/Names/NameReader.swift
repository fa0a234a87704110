import Classification

/// Reads names of people where words begin with capitals: those of known given names and surnames, and those that a label, a title
/// or the end of a letter announces.
struct NameReader: ~Escapable {
    let text: Glyphs
    let names: PersonNames
    /// Whether names count without anything before them that announces them; not in programs.
    let readsProse: Bool

    /// A word of what may be a name.
    struct Word {
        var range: Range<Int>
        var hash: UInt32
        var kinds: PersonNames.Kinds = []
        var roles: NameRoles
        var isInitial = false
        var isParticle = false

        var isKnown: Bool { !kinds.isDisjoint(with: [.given, .surname]) }
        var isEveryday: Bool { kinds.contains(.everyday) }
        /// Whether it is known as something else than a name.
        var isThing: Bool { !isKnown && !(kinds.isEmpty && roles.isEmpty) }
    }

    /// What a name was read from.
    struct Reading {
        /// The name; `nil` where there is none.
        var name: Range<Int>?
        /// What is one where something else tells of a person next to it.
        var possibleName: Range<Int>?
        /// What is one right beside a number that only people have.
        var unknownName: Range<Int>?
        /// Where reading may go on.
        var end: Int
    }

    @_lifetime(copy bytes)
    init(_ bytes: Span<UInt8>, _ names: PersonNames, readsProse: Bool) {
        text = Glyphs(bytes)
        self.names = names
        self.readsProse = readsProse
    }

    /// The most words of a name, titles included.
    private static let mostWords = 7
    /// The most bytes of a word.
    private static let longestWord = 40

    /// Reads around a blank before a capital letter.
    ///
    /// - Parameters:
    ///   - blank: Where the blank is.
    ///   - words: Memory for words; what is in it is lost.
    /// - Returns: The name, if there is one, and where reading may go on, which is behind the blank.
    func reading(around blank: Int, _ words: inout [Word]) -> Reading {
        var reading = Reading(end: blank + 1)
        switch text[blank - 1] {
        case UInt8(ascii: ":"):
            let label = label(before: blank)
            guard readsProse || label != nil else { break }
            read(from: blank + 1, &words, &reading.end)
            reading.name = name(words, behind: label)
            if reading.name == nil, readsProse {
                reading.possibleName = possibleName(words, behind: label)
                if reading.possibleName == nil, label != .other { take(unknownName(words), of: words, for: &reading) }
            }
        case UInt8(ascii: ","):
            reading.name = reversedName(endingAt: blank - 1)
            if reading.name == nil, readsProse { reading.name = capitalName(endingAt: blank - 1) }
            if let name = reading.name { reading.end = name.upperBound }
        default:
            if readsProse, let introduction = introduction(endingAt: blank) {
                read(from: blank + 1, &words, &reading.end)
                reading.name = introduced(words, introduction)
                if reading.name != nil { break }
            }
            guard let start = start(before: blank), readsProse || mayBeAnnounced(start, blank) else { break }
            read(from: start, &words, &reading.end)
            reading.name = name(words, behind: nil)
            if reading.name == nil, readsProse {
                reading.possibleName = possibleName(words, behind: announcement(before: start))
                if reading.possibleName == nil { take(unknownName(words), of: words, for: &reading) }
            }
        }
        return reading
    }

    /// Whether a title begins at `start`, or a label may end before it.
    private func mayBeAnnounced(_ start: Int, _ blank: Int) -> Bool {
        let index = edge(before: start)
        if ":=>".utf8.contains(text[index - 1]) || text.isLineEnd(index - 1) { return true }
        let end = text[blank - 1] == UInt8(ascii: ".") ? blank - 1 : blank
        return roles(of: start..<end).contains(.title)
    }

    // MARK: - Words

    /// Where the words begin of which the last one before a blank is; `nil` where they are no name.
    private func start(before blank: Int) -> Int? {
        var end = blank
        var start = wordStart(before: end)
        // Particles stand between the words of a name.
        var particles = 0
        while particles < 3, start < end, isParticle(start..<end), text[start - 1] == 32 {
            end = start - 1
            start = wordStart(before: end)
            particles += 1
        }
        guard start < end, NameLetters.isCapital(text.bytes, start), isOpen(before: start) else { return nil }
        return start
    }

    /// Where a word begins of which the end is known: its letters, and hyphens, apostrophes and a point behind it.
    func wordStart(before end: Int) -> Int {
        var start = end
        if text[start - 1] == UInt8(ascii: ".") { start -= 1 }
        while start > 0, end - start < NameReader.longestWord, text.isLetter(start - 1) || isJoint(start - 1) {
            start -= 1
        }
        return start
    }

    /// Whether a name may begin behind what stands before `start`.
    func isOpen(before start: Int) -> Bool {
        let byte = text[start - 1]
        guard !(byte &- 48 < 10) else { return false }
        switch byte {
        case UInt8(ascii: "@"), UInt8(ascii: "#"), UInt8(ascii: "_"), UInt8(ascii: "/"), UInt8(ascii: "\\"),
            UInt8(ascii: "-"),
            UInt8(ascii: "."), UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "&"):
            return false
        default: return true
        }
    }

    /// Whether there is a hyphen or an apostrophe between letters.
    func isJoint(_ index: Int) -> Bool {
        (text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "'")) && text.isLetter(index - 1)
            && text.isLetter(index + 1)
    }

    private func isParticle(_ range: Range<Int>) -> Bool {
        range.count <= 5 && text.isLower(range.lowerBound) && roles(of: range).contains(.particle)
    }

    /// Reads words with capitals, and particles between them, that blanks join.
    func read(from start: Int, _ words: inout [Word], _ end: inout Int) {
        words.removeAll(keepingCapacity: true)
        var index = start
        while words.count < NameReader.mostWords {
            var stop = index
            var hasHyphen = false
            while stop - index < NameReader.longestWord, text.isLetter(stop) || isJoint(stop) {
                if text[stop] == UInt8(ascii: "-") { hasHyphen = true }
                stop += 1
            }
            guard stop > index else { break }
            let bytes = text.bytes.extracting(index..<stop)
            let hash = NameLetters.hash(bytes)
            var word = Word(range: index..<stop, hash: hash, roles: NameRoles.of(hash))
            if NameLetters.isCapital(text.bytes, index) {
                let isLetter =
                    stop - index == 1 && words.last.map { $0.roles.contains(.title) || $0.isInitial } ?? false
                word.isInitial =
                    isLetter || text[stop] == UInt8(ascii: ".") && stop - index <= 2 && !word.roles.contains(.title)
                word.kinds = hasHyphen ? names.kinds(of: bytes) : names.kinds(ofHash: hash)
            } else if !words.isEmpty, isParticle(index..<stop) {
                word.isParticle = true
            } else {
                // `med.` stands between a title and a name.
                guard !words.isEmpty, text[stop] == UInt8(ascii: "."), word.roles.contains(.title) else { break }
            }
            words.append(word)
            // A point ends a sentence, unless it ends an initial or a title.
            if text[stop] == UInt8(ascii: ".") {
                guard word.isInitial || word.roles.contains(.title) else { break }
                stop += 1
            }
            guard text[stop] == 32, text.isLetter(stop + 1) else { break }
            index = stop + 1
        }
        while words.last?.isParticle == true { words.removeLast() }
        end = max(end, words.last?.range.upperBound ?? end)
    }

    private func roles(of range: Range<Int>) -> NameRoles {
        NameRoles.of(NameLetters.hash(text.bytes.extracting(range)))
    }

    // MARK: - Names

    /// What announces that a name follows.
    enum Announcement {
        /// A label that tells of a person.
        case person
        /// A label that asks for a name, so that a single word may be one.
        case name
        /// A label of something else.
        case other
    }

    /// The name that words are, without its titles.
    private func name(_ words: [Word], behind known: Announcement?) -> Range<Int>? {
        guard known != .other, var last = words.indices.last else { return nil }
        if last > 0, readsProse, isGreeting(words[0]) { return greeted(words) }
        var first = 0
        var hasTitle = false
        // A sentence or a noun may begin before a name.
        while first < last {
            if isTitle(words[first], before: words[first + 1]) {
                hasTitle = true
            } else if words[first].isKnown || words[first].isInitial || first + 1 == last {
                break
            }
            first += 1
        }
        // `Rua do Almada`
        guard !words[first].roles.contains(.thing) || first == last || !words[first + 1].isParticle,
            !isThing(words[last], endsName: last > first),
            !words[first..<last].contains(where: { !$0.isKnown && $0.roles.contains(.thing) })
        else { return nil }
        // A noun may follow one.
        if last - first >= 2, !words[last].isKnown, !words[last - 1].isParticle { last -= 1 }
        let range = words[first].range.lowerBound..<words[last].range.upperBound
        hasTitle = hasTitle || isBehindSmallTitle(range.lowerBound)
        let isAnnounced = hasTitle || known != nil
        if first == last {
            return isSingle(words[first], hasTitle, known) && isClosed(after: range.upperBound) ? range : nil
        }
        if hasTitle, words[first].kinds.isEmpty, words[first].roles.isEmpty,
            NameInflections.isGermanGenitive(text.bytes.extracting(words[first].range), in: names)
        {
            // `Herrn Krügers Büro`
            return words[first].range
        }
        guard isClosed(after: range.upperBound), !isMade(range.lowerBound), !isBehindThing(range.lowerBound) else {
            return nil
        }
        let given = words[first..<last].first { !$0.isInitial } ?? words[first]
        let surname = words[last]
        let isPair = given.kinds.contains(.given) && surname.kinds.contains(.surname)
        let areOthersKnown = words[first...last].allSatisfy { $0.isKnown || $0.isInitial || $0.isParticle }
        guard !isNobody(given, surname) else { return nil }
        if isPair, areOthersKnown, !given.isEveryday || !surname.isEveryday, readsProse || isAnnounced { return range }
        if last - first == 1, !isPair, readsProse || isAnnounced, isInflected(words[first], surname, hasTitle) {
            return range
        }
        // `mevrouw S. de Ruijter`: a form of address and initials before one word leave nothing else.
        let areInitials = words[first..<last].allSatisfy { $0.isInitial || $0.isParticle } && words[first].isInitial
        if hasTitle, areInitials, !surname.isInitial, !surname.isEveryday, surname.roles.isEmpty,
            !isInCapitals(surname)
        {
            return range
        }
        if readsProse {
            let label = isAnnounced ? known : announcement(before: range.lowerBound)
            let counts = (hasTitle || label ?? .other != .other) && !isSubject(range.lowerBound)
            let tellsOfPerson = counts && (hasTitle || label == .person)
            if areBuiltLikeNames(words[first...last], isAnnounced: counts, tellsOfPerson: tellsOfPerson) {
                return range
            }
        }
        // Surnames come first in lists and in some languages.
        let isTurned = given.kinds.contains(.surname) && surname.kinds.contains(.given)
        let isSafe =
            given.kinds.contains(.given) && !given.isEveryday
            || surname.isKnown && !surname.isEveryday && (given.isKnown || hasTitle || known == .name)
        guard isPair || isTurned || isSafe else { return nil }
        if isAnnounced || announcement(before: range.lowerBound) != nil { return range }
        return isBehindClosing(range) ? range : nil
    }

    /// Whether a word begins a line as letters and messages do.
    private func isGreeting(_ word: Word) -> Bool {
        guard word.roles.contains(.greeting) else { return false }
        var start = word.range.lowerBound
        while word.range.lowerBound - start < 16, text.isBlank(start - 1) || text.isQuote(start - 1) { start -= 1 }
        return text.isLineEnd(start - 1)
    }

    /// The name behind a greeting: a known given name, which others may follow, before a comma, a mark or the end of the line.
    private func greeted(_ words: [Word]) -> Range<Int>? {
        guard let last = words.last else { return nil }
        var first = 1
        while first < words.count - 1, words[first].roles.contains(.title) || words[first].roles.contains(.greeting) {
            first += 1
        }
        let name = words[first]
        let end = text[last.range.upperBound]
        guard end == UInt8(ascii: ",") || end == UInt8(ascii: "!") || text.isLineEnd(last.range.upperBound),
            name.kinds.contains(.given), !name.roles.contains(.thing), !name.roles.contains(.office),
            first + 1 < words.count || !name.isEveryday,
            words[first...].dropFirst().allSatisfy({ !$0.isEveryday && $0.roles.isSubset(of: .particle) })
        else { return nil }
        return name.range.lowerBound..<last.range.upperBound
    }

    /// Whether a word is a title of the one behind it.
    ///
    /// Some titles are given names as well, as `Don` is, or stand for something else in capitals, as in `DOM Level`.
    private func isTitle(_ word: Word, before next: Word) -> Bool {
        guard word.roles.contains(.title) else { return false }
        if !readsProse, word.kinds.contains(.given) { return false }
        // Ships, and programs of one maker, have theirs in capitals.
        if word.range.count == 2, text.holds("ms", at: word.range.lowerBound), isInCapitals(word), !isInCapitals(next) {
            return false
        }
        return word.range.count < 3 || !isInCapitals(word) || isInCapitals(next)
    }

    /// Whether a title in small letters stands before `start`, as languages other than German and English write it.
    private func isBehindSmallTitle(_ start: Int) -> Bool {
        guard text[start - 1] == 32 else { return false }
        let end = text[start - 2] == UInt8(ascii: ".") ? start - 2 : start - 1
        var index = end
        while end - index < 16, text.isLetter(index - 1) { index -= 1 }
        guard end - index >= 2, text.isLower(index), isOpen(before: index) else { return false }
        return roles(of: index..<end).contains(.title)
    }

    func isInCapitals(_ word: Word) -> Bool {
        for index in word.range where !text.isUpper(index) && text[index] < 0x80 { return false }
        return true
    }

    /// Whether two words are a name in a case other than the first.
    private func isInflected(_ given: Word, _ surname: Word, _ hasTitle: Bool) -> Bool {
        guard !given.isInitial, !surname.isInitial, given.roles.isEmpty, surname.roles.isEmpty else { return false }
        let first = text.bytes.extracting(given.range)
        let last = text.bytes.extracting(surname.range)
        if NameInflections.areOneName(first, last, isAddressed: hasTitle, in: names) { return true }
        return hasTitle && given.kinds.contains(.given) && NameInflections.isGermanGenitive(last, in: names)
    }

    /// Whether a single word is a name for what stands before it.
    private func isSingle(_ word: Word, _ hasTitle: Bool, _ known: Announcement?) -> Bool {
        if hasTitle, word.kinds.isEmpty, word.roles.isEmpty, !word.isInitial {
            return NameInflections.isGermanGenitive(text.bytes.extracting(word.range), in: names)
                || readsProse && isAddressed(word)
        }
        if known == .name, readsProse, isBuiltLikeName(word, .alone) { return true }
        guard word.isKnown, !word.isInitial, !word.roles.contains(.office) else { return false }
        if hasTitle { return word.kinds.contains(.surname) || !word.isEveryday }
        return known == .name && !word.isEveryday
    }

    /// Whether the last of some words, or the one behind them, makes them the name of a thing.
    private func isThing(_ word: Word, endsName: Bool) -> Bool {
        if endsName, word.roles.contains(.thing) { return true }
        var stop = word.range.upperBound
        guard text[stop] == 32 || text[stop] == UInt8(ascii: "-") else { return false }
        let next = stop + 1
        stop = next
        while stop - next < NameReader.longestWord, text.isLetter(stop) { stop += 1 }
        return stop > next && roles(of: next..<stop).contains(.thing)
    }

    /// Whether two names are one and the same, or together that of a company, a place or somebody invented.
    private func isNobody(_ given: Word, _ surname: Word) -> Bool {
        // Three capitals before a word are an acronym.
        if given.range.count <= 3, isInCapitals(given), !given.isInitial, !isInCapitals(surname) { return true }
        if given.hash == surname.hash { return true }
        let joined = NameLetters.hash(text.bytes.extracting(given.range), text.bytes.extracting(surname.range))
        return NameRoles.of(joined).contains(.brand)
    }

    /// Whether an article before it makes a name one of a thing, as in `the Thomas Edison`.
    private func isMade(_ start: Int) -> Bool {
        text.holds("the ", at: start - 4) || text.holds(" a ", at: start - 3) || text.holds(" an ", at: start - 4)
    }

    /// Whether a name may end at `end`.
    func isClosed(after end: Int) -> Bool {
        switch text[end] {
        case UInt8(ascii: "@"), UInt8(ascii: "_"), UInt8(ascii: "/"), UInt8(ascii: "\\"), UInt8(ascii: "("),
            UInt8(ascii: "="),
            UInt8(ascii: "-"), UInt8(ascii: "&"), UInt8(ascii: "+"), 0x30...0x39:
            return false
        case UInt8(ascii: "."), UInt8(ascii: ":"): return !text.isLetter(end + 1) && text[end + 1] != UInt8(ascii: ":")
        default: return true
        }
    }
}
