import Identifiers
import Patterns
import Prefiltering

/// How far around a word a variant is searched, and what must be there: what each word that is found asks first.
struct ContextReach {
    /// The least number of digits.
    let digits: Int
    /// How far from the word a match may be, in bytes; 0 for a variant that is not searched around words.
    let distance: Int
    /// Whether a word counts as a label however far it is.
    let hasLabels: Bool
    /// The greatest length of a match, in bytes; negative as long as the pattern is not made.
    var length = -1
    /// In the text that is searched, the first place where a match may begin and that was not searched, in bytes.
    var next = 0

    init(_ variant: Variant) {
        if case .context(let digits) = variant.anchor {
            self.digits = digits
            distance = variant.context?.distance ?? 0
        } else {
            (digits, distance) = (0, 0)
        }
        hasLabels = variant.hasLabels
    }
}

/// How far around a word its variants are searched, all together: most words have too few digits near them for any.
struct WordReach {
    /// The least number of digits that one of its variants needs; 0 where one needs none.
    var digits = Int.max
    /// How far before the word a match of any of them may begin, in bytes; negative as long as nobody has asked.
    var before = -1
    /// How far behind it one may end.
    var behind = 0
}

extension Scanner {
    /// Searches around context words for what nothing else leads to.
    ///
    /// Words stand near one another: where a variant was searched already it is not searched again.
    mutating func scanContexts(_ bytes: Span<UInt8>, _ owned: Range<Int>) {
        for variant in searchedVariants { reaches[variant].next = 0 }
        searchedVariants.removeAll(keepingCapacity: true)
        let searched = detector.searched
        for index in contextHits.indices {
            let hit = contextHits[index]
            let around = reach(ofWord: hit.word)
            // Most words only tell what others mean.
            guard around.behind > 0 else { continue }
            if around.digits > 0 {
                let (first, end) = (max(0, hit.start - around.before), min(bytes.count, hit.end + around.behind))
                guard marks.hasDigits(around.digits, from: first, to: end) else { continue }
            }
            for place in searched.range(of: hit.word) {
                let variant = searched[at: place]
                if reaches[variant].length >= 0 { search(variant, around: hit, in: bytes, owned) }
            }
        }
    }

    /// How far around a word its variants are searched.
    private mutating func reach(ofWord word: Int) -> WordReach {
        if wordReaches[word].before >= 0 { return wordReaches[word] }
        var around = WordReach()
        around.before = 0
        for variant in detector.searched[word] {
            let variant = Int(variant)
            // Without a pattern yet its reach is not known.
            guard reaches[variant].distance > 0, reaches[variant].length >= 0 || measure(variant) else { continue }
            let reach = reaches[variant]
            let label = reach.hasLabels ? max(reach.distance, Surroundings.labelReach) : reach.distance
            around.digits = min(around.digits, reach.digits)
            around.before = max(around.before, reach.distance + reach.length)
            around.behind = max(around.behind, label + reach.length)
        }
        wordReaches[word] = around
        return around
    }

    /// Notes up to where a variant was searched.
    private mutating func note(_ variant: Int, searchedTo end: Int) {
        if reaches[variant].next == 0 { searchedVariants.append(variant) }
        reaches[variant].next = max(reaches[variant].next, end)
    }

    /// Makes the pattern of a variant to know how long its matches are; `false` when it cannot be made.
    private mutating func measure(_ variant: Int) -> Bool {
        guard let pattern = pattern(of: variant) else { return false }
        reaches[variant].length = pattern.maximumLength
        return true
    }

    private mutating func search(
        _ variant: Int,
        around hit: ContextHit,
        in bytes: Span<UInt8>,
        _ owned: Range<Int>
    ) {
        let reach = reaches[variant]
        // Hits come by their starts, so that whatever lies between this one's first place and the next one was searched.
        let first = max(0, hit.start - reach.distance - reach.length, reach.next)
        let last = min(bytes.count, hit.end + reach.distance)
        if reach.digits > 0 {
            let labelled = reach.hasLabels ? max(last, hit.end + Surroundings.labelReach) : last
            let end = min(bytes.count, labelled + reach.length)
            guard marks.hasDigits(reach.digits, from: first, to: end) else { return }
            if reach.hasLabels { searchLabelled(variant, by: hit, reach, from: max(first, last + 1), in: bytes, owned) }
            let nearEnd = min(bytes.count, last + reach.length)
            note(variant, searchedTo: last + 1)
            guard marks.hasDigits(reach.digits, from: first, to: nearEnd) else { return }
        }
        guard first <= last else { return }
        note(variant, searchedTo: last + 1)
        search(variant, in: bytes, startingIn: first...last, owned)
    }

    /// Searches behind `hit`, beyond what is near it, as far as it may be a label.
    private mutating func searchLabelled(
        _ variant: Int,
        by hit: ContextHit,
        _ reach: ContextReach,
        from start: Int,
        in bytes: Span<UInt8>,
        _ owned: Range<Int>
    ) {
        let end = min(bytes.count, hit.end + Surroundings.labelReach)
        guard end > start,
            marks.hasDigits(reach.digits, from: start, to: min(bytes.count, end + reach.length))
        else { return }
        var last = hit.end
        var lineEnds = 0
        while last < end {
            lineEnds += bytes[last] == 10 ? 1 : 0
            if lineEnds == 2 { break }
            last += 1
        }
        guard last >= start else { return }
        note(variant, searchedTo: last + 1)
        search(variant, in: bytes, startingIn: start...last, owned)
    }
}
