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

extension Scanner {
    /// Searches around context words for what nothing else leads to.
    ///
    /// Words stand near one another: where a variant was searched already it is not searched again.
    mutating func scanContexts(_ bytes: Span<UInt8>, _ owned: Range<Int>) {
        guard !contextHits.isEmpty else { return }
        for variant in reaches.indices { reaches[variant].next = 0 }
        for index in contextHits.indices {
            let hit = contextHits[index]
            for variant in detector.searched[hit.word] {
                let variant = Int(variant)
                let reach = reaches[variant]
                guard reach.distance > 0 else { continue }
                // Without a pattern yet its reach is not known.
                guard reach.length >= 0 || measure(variant) else { continue }
                search(variant, around: hit, in: bytes, owned)
            }
        }
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
            guard marks.digitCount(from: first, to: end) >= reach.digits else { return }
            if reach.hasLabels { searchLabelled(variant, by: hit, reach, from: max(first, last + 1), in: bytes, owned) }
            let nearEnd = min(bytes.count, last + reach.length)
            reaches[variant].next = max(reaches[variant].next, last + 1)
            if marks.digitCount(from: first, to: nearEnd) < reach.digits { return }
        }
        guard first <= last else { return }
        reaches[variant].next = max(reaches[variant].next, last + 1)
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
            marks.digitCount(from: start, to: min(bytes.count, end + reach.length)) >= reach.digits
        else { return }
        var last = hit.end
        var lineEnds = 0
        while last < end {
            lineEnds += bytes[last] == 10 ? 1 : 0
            if lineEnds == 2 { break }
            last += 1
        }
        guard last >= start else { return }
        reaches[variant].next = last + 1
        search(variant, in: bytes, startingIn: start...last, owned)
    }
}
