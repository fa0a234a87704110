import Classification

// Names that no list has: words that are built like names, where what stands next to them says that somebody is meant.
extension NameReader {
    /// How surely words must be built like names, by what stands before them.
    enum Doubt {
        /// A known given name, in running text.
        case little
        /// A label or a title that tells of somebody.
        case announced
        /// A label that asks for a name, and nothing but the word.
        case alone

        /// The least odds, as a logarithm.
        var least: Float {
            switch self {
            case .little: -0.3
            case .announced: -1
            case .alone: 0.5
            }
        }
    }

    /// The fewest bytes of a word that its letters tell something of; shorter ones are abbreviations and words of grammar.
    private static let leastShape = 4

    /// Whether a word that is not known, as a name or as anything else, is built like a name.
    func isBuiltLikeName(_ word: Word, _ doubt: Doubt) -> Bool {
        guard word.kinds.isEmpty, word.roles.isEmpty, !word.isInitial, !word.isParticle,
            word.range.count >= NameReader.leastShape
        else { return false }
        // Programs have words in capitals, and words with capitals inside.
        let areCapitals = isInCapitals(word)
        for index in word.range.dropFirst() where !areCapitals && text.isUpper(index) && text.isLower(index - 1) {
            return false
        }
        // What programs are written of is none, whatever its letters are.
        guard !ProgramWords.all.contains(text.bytes.extracting(word.range)) else { return false }
        return areParts(of: word.range) {
            names.shape.logOdds(of: $0).map { $0 >= doubt.least } ?? (doubt != .little)
        }
    }

    /// Whether each part of a word with hyphens is a known name or passes a test.
    private func areParts(of range: Range<Int>, _ test: (Span<UInt8>) -> Bool) -> Bool {
        var start = range.lowerBound
        for index in range.lowerBound...range.upperBound
        where index == range.upperBound || text[index] == UInt8(ascii: "-") {
            let part = text.bytes.extracting(start..<index)
            let kinds = names.kinds(ofHash: NameLetters.hash(part))
            guard !kinds.isDisjoint(with: [.given, .surname]) || test(part) else { return false }
            start = index + 1
        }
        return true
    }

    /// Whether what stands before `start` says that a message answers another, so that its subject follows.
    func isSubject(_ start: Int) -> Bool {
        ["re: ", "aw: ", "wg: ", "sv: ", "fwd: ", "subject: ", "betreff: "].contains {
            text.holds($0, at: start - $0.utf8.count)
        }
    }

    /// Keeps what may be a name for its capitals only; where its words are built like names, it counts beside more than numbers.
    func take(_ name: Range<Int>?, of words: [Word], for reading: inout Reading) {
        guard let name else { return }
        let parts = words.filter { name.contains($0.range.lowerBound) && !$0.isParticle && !$0.isInitial }
        let isBuilt = parts.allSatisfy { $0.isKnown && !$0.isEveryday || isBuiltLikeName($0, .little) }
        // A surname may be a word of another language: with no given name all others must be unknown.
        let isLikely = parts.contains { $0.kinds.contains(.given) } || parts.allSatisfy { !$0.isKnown }
        if parts.count > 1, isBuilt, isLikely {
            reading.possibleName = name
        } else {
            reading.unknownName = name
        }
    }

    /// A known given name and words behind it that are built like names: `Rohit Malhotra`, `Ingrid Sæverud-Lohne`.
    ///
    /// - Parameters:
    ///   - words: The words of what may be a name, without its titles.
    ///   - isAnnounced: Whether a label or a title stands before them; then the first word need not be known either.
    ///   - tellsOfPerson: Whether it tells of somebody, as `Patient` does and `Name` does not; then none of them need be known.
    /// - Returns: Whether they are one.
    func areBuiltLikeNames(_ words: ArraySlice<Word>, isAnnounced: Bool, tellsOfPerson: Bool = false) -> Bool {
        guard words.count > 1, let first = words.first, let last = words.last, !first.isParticle, !last.isInitial,
            last.range.count > 3, isInCapitals(first) == isInCapitals(last) || first.isInitial
        else { return false }
        let doubt = isAnnounced ? Doubt.announced : .little
        var (unknown, given) = (0, false)
        for word in words where !word.isParticle && !word.isInitial {
            if word.isKnown {
                guard word.roles.isEmpty else { return false }
                // Two everyday words are those of a sentence or a title.
                if word.isEveryday, !isAnnounced || word.range == first.range { return false }
                if word.kinds.contains(.given), !word.isEveryday { given = true }
            } else {
                guard isBuiltLikeName(word, doubt) else { return false }
                unknown += 1
            }
        }
        guard unknown > 0 else { return false }
        if isAnnounced { return given || last.isKnown || tellsOfPerson && (unknown >= 2 || first.isInitial) }
        return first.kinds.contains(.given) && given && unknown == 1 && first.range.count > 3 && !isInCapitals(first)
    }
}
