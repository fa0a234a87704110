import Bytes
import Identifiers
import Patterns
import Prefiltering
import Validators

// How a place that may be a match is confirmed: by its pattern, its check, and what stands around it.
extension Scanner {
    /// Tries the pattern of `variant` at every offset in `starts` that is also owned.
    mutating func search(
        _ variant: Int,
        in bytes: Span<UInt8>,
        startingIn starts: ClosedRange<Int>,
        _ owned: Range<Int>
    ) {
        var position = max(starts.lowerBound, owned.lowerBound)
        let last = min(starts.upperBound, owned.upperBound - 1, bytes.count - 1)
        guard position <= last else { return }
        guard let pattern = pattern(of: variant) else { return }
        if starts.lowerBound == starts.upperBound, !pattern.canBegin(with: bytes[position]) { return }
        let end = min(bytes.count, last + pattern.maximumLength + Scanner.lookahead)
        while position <= last {
            switch matcher.match(pattern, in: bytes, from: position, beginningBy: last, to: end) {
            case .noMatch: return
            case .gaveUp:
                gaps += 1
                return
            case .match:
                guard let start = matcher.start(of: 0), start <= last else { return }
                if let valueStart = matcher.start(of: pattern.valueGroup),
                    let valueEnd = matcher.end(of: pattern.valueGroup), valueEnd > valueStart
                {
                    accept(variant, in: bytes, start: start, value: valueStart..<valueEnd)
                }
                position = start + 1
            }
        }
    }

    /// The pattern of a variant; one that cannot be made, because memory runs out, leaves a gap.
    mutating func pattern(of variant: Int) -> Pattern? {
        let pattern = patterns[variant]
        if pattern == nil { gaps += 1 }
        return pattern
    }

    /// Makes the checks that a pattern cannot, and keeps the match if they hold.
    private mutating func accept(_ variant: Int, in bytes: Span<UInt8>, start: Int, value: Range<Int>) {
        let rule = detector.rules[variant]
        let valueBytes = bytes.extracting(value)
        guard rule.validator == .none || rule.validator.accepts(valueBytes) else { return }
        guard rule.entropy <= 0 || Entropy.bitsPerByte(of: valueBytes) >= rule.entropy else { return }
        if rule.hasExclusions, contains(valueBytes, patterns.exclusions(of: variant)) { return }
        var evidence = MatchEvidence(confidence: rule.confidence)
        evidence.validator = rule.validator
        evidence.isRandom = rule.entropy > 0
        if rule.judgement != .none {
            guard let judged = SecretJudge.confidence(of: value, asked: rule.judgement, in: Glyphs(bytes)) else {
                return
            }
            evidence.confidence = min(evidence.confidence, judged)
            evidence.isRandom = judged > .low
        }
        if let context = rule.context {
            var nearest = nearestWord(of: variant, to: value, in: bytes)
            if let word = nearest, rule.hasLabels, isInOtherCell(word.distance, from: value, in: bytes) {
                nearest = nil
            }
            if nearest?.isLabel != true, let word = columnWord(of: variant, at: value.lowerBound, in: bytes) {
                nearest = NearWord(word: word, distance: 0, isLabel: true)
            }
            if let nearest {
                (evidence.word, evidence.wordDistance) = (nearest.word, nearest.distance)
                if !context.isRequired || nearest.isLabel && evidence.confidence == .low && !rule.isCustom {
                    evidence.confidence = evidence.confidence.raised
                }
            } else if context.isRequired {
                return
            }
            // A plain number that nothing checks needs a label: beside a word it is nearly always of another kind.
            if context.isRequired, evidence.confidence == .low, !rule.isCustom, nearest?.isLabel != true,
                rule.validator.oddsOfChance < Scanner.fairOdds, isPlainNumber(valueBytes)
            {
                return
            }
            guard weigh(&evidence, variant, rule, value, in: bytes) else { return }
        } else if rule.confidence == .low, rule.validator != .emailAddress, isNamedOtherwise(value, rule, in: bytes) {
            // What only has the form of a number of its kind is none under another name.
            return
        } else if isCountered(value, rule, by: nil, in: bytes)
            || isCountered(rule, byColumnOf: value.lowerBound, in: bytes)
        {
            // Where nothing speaks for a number that may pass its check by chance, a word against it decides.
            guard evidence.confidence == .high else { return }
            evidence.confidence = .medium
        }
        accept(variant, in: bytes, start: start, value: value, evidence)
    }

    /// Whether a value has neither letters nor brackets, nor the sign that telephone numbers begin with abroad.
    private func isPlainNumber(_ value: Span<UInt8>) -> Bool {
        for index in value.indices where value[index] &- 48 > 9 && !" -./".utf8.contains(value[index]) { return false }
        return true
    }

    /// Keeps a match unless its value is allowed; with low confidence if it is nobody's.
    mutating func accept(
        _ variant: Int,
        in bytes: Span<UInt8>,
        start: Int,
        value: Range<Int>,
        _ evidence: MatchEvidence
    ) {
        let valueBytes = bytes.extracting(value)
        if allowList.contains(valueBytes) { return }
        if !allowedPatterns.isEmpty, contains(valueBytes, allowedPatterns) { return }
        var evidence = evidence
        if evidence.confidence > .low,
            isSample(valueBytes, of: variant)
        {
            evidence.confidence = .low
        }
        matches.append(
            Match(
                identifier: detector.owners[variant],
                variant: variant,
                start: start,
                valueStart: value.lowerBound,
                valueEnd: value.upperBound,
                evidence: evidence
            )
        )
    }

    /// Tells whether a value is one that documentation has, or that leads to nobody.
    func isSample(_ value: Span<UInt8>, of variant: Int) -> Bool {
        let rule = detector.rules[variant]
        if rule.validator.isSample(value) { return true }
        if rule.isCredential { return SampleSecret.isSample(value) }
        return rule.validator != .emailAddress && SampleNumber.isSample(value)
    }

    /// Tells whether one of `patterns` matches in `value`.
    mutating func contains(_ value: Span<UInt8>, _ patterns: [Pattern]) -> Bool {
        for pattern in patterns {
            switch matcher.match(pattern, in: value, from: 0, to: value.count) {
            case .match: return true
            case .noMatch: continue
            case .gaveUp: gaps += 1
            }
        }
        return false
    }

    /// Lets what else stands around a value count: a word that speaks against it, and the country that its label names.
    ///
    /// - Returns: Whether it is a match still.
    private func weigh(
        _ evidence: inout MatchEvidence,
        _ variant: Int,
        _ rule: MatchRule,
        _ value: Range<Int>,
        in bytes: Span<UInt8>
    ) -> Bool {
        if isCountered(value, rule, by: evidence, in: bytes) {
            let isWeak = evidence.confidence == .low || rule.validator.oddsOfChance < Scanner.fairOdds
            if isWeak, rule.context?.isRequired == true { return false }
            if evidence.word < 0, evidence.confidence < .high { return false }
            evidence.confidence = evidence.confidence.lowered
        }
        guard rule.context?.isRequired == true,
            let country = detector.countries[detector.owners[variant]]
        else { return true }
        let named =
            column(at: value.lowerBound, in: bytes)?.countries
            ?? CountryWords.countries(inLabelBefore: value.lowerBound, in: bytes)
        if named.contains(country) {
            evidence.confidence = evidence.confidence.raised
        } else if !named.isEmpty, rule.validator.oddsOfChance < Scanner.strongOdds {
            guard evidence.confidence > .low else { return false }
            evidence.confidence = .low
        }
        return true
    }

    /// Whether the name of the column that holds `offset` says that its numbers are of another kind than a variant looks for.
    private func isCountered(_ rule: MatchRule, byColumnOf offset: Int, in bytes: Span<UInt8>) -> Bool {
        guard !rule.isCustom, rule.validator.oddsOfChance < Scanner.strongOdds, rule.validator != .emailAddress,
            !rule.isCredential,
            let column = column(at: offset, in: bytes)
        else { return false }
        return column.isCounter
    }

    /// Whether a number that no word speaks for has a label or a column of another name.
    private func isNamedOtherwise(_ value: Range<Int>, _ rule: MatchRule, in bytes: Span<UInt8>) -> Bool {
        guard !rule.isCustom, !rule.isCredential else {
            return false
        }
        return Surroundings.hasLabel(before: value.lowerBound, in: bytes)
            || column(at: value.lowerBound, in: bytes) != nil
    }

    /// Whether a word right at a number says that it is of another kind, and stands nearer than the word that speaks for it.
    func isCountered(
        _ value: Range<Int>,
        _ rule: MatchRule,
        by evidence: MatchEvidence?,
        in bytes: Span<UInt8>
    ) -> Bool {
        guard !rule.isCustom, rule.validator.oddsOfChance < Scanner.strongOdds, rule.validator != .emailAddress,
            !rule.isCredential,
            let place = Surroundings.counterWord(of: value, in: bytes)
        else { return false }
        guard let evidence, evidence.word >= 0 else { return true }
        return place < value.lowerBound && evidence.wordDistance > value.lowerBound - place
    }

    /// A check that one random value in so many passes outweighs words that speak against a value.
    static let strongOdds = 90

    /// A check that one random value in so many passes lets a word anywhere before on the line count.
    private static let fairOdds = 10

    /// A context word that speaks for a value.
    struct NearWord {
        var word: Int
        var distance: Int
        var isLabel: Bool
    }

    /// The context word of `variant` that is nearest to `value` and near enough, or belongs to it.
    func nearestWord(
        of variant: Int,
        to value: Range<Int>,
        in bytes: Span<UInt8>
    ) -> NearWord? {
        let rule = detector.rules[variant]
        guard let context = rule.context, !contextHits.isEmpty, context.distance > 0 else { return nil }
        let isNumber = rule.hasLabels && !rule.isCredential
        let reach = rule.hasLabels ? max(context.distance, Surroundings.labelReach) : context.distance
        let earliest = value.lowerBound - reach - Scanner.longestWord
        var low = 0
        var high = contextHits.count
        while low < high {
            let middle = (low + high) / 2
            if contextHits[middle].start < earliest { low = middle + 1 } else { high = middle }
        }
        var nearest: NearWord?
        while low < contextHits.count {
            let hit = contextHits[low]
            if hit.start > value.upperBound + context.distance { break }
            low += 1
            guard detector.isContext(word: hit.word, of: variant) else { continue }
            let distance =
                context.precedes
                ? (hit.end <= value.lowerBound ? value.upperBound - hit.end : .max)
                : max(hit.start - value.upperBound, value.lowerBound - hit.end, 0)
            // What stands on the line below says something of what is there.
            if isNumber, hit.start > value.upperBound,
                Surroundings.hasLineEnd(value.upperBound..<hit.start, in: bytes)
            {
                continue
            }
            // Nor does what the next element is called.
            if isNumber, hit.start > value.upperBound, Surroundings.hasTag(value.upperBound..<hit.start, in: bytes) {
                continue
            }
            // Nor does what the next sentence says.
            if isNumber, hit.start > value.upperBound,
                Surroundings.hasSentenceEnd(value.upperBound..<hit.start, in: bytes)
            {
                continue
            }
            let relation =
                rule.hasLabels && hit.end <= value.lowerBound
                ? Surroundings.relation(ofWordEndingAt: hit.end, to: value.lowerBound, in: bytes) : .none
            // A word of another line says little of what only looks like a number of its kind.
            if isNumber, relation == .none, hit.end <= value.lowerBound,
                rule.validator.oddsOfChance < Scanner.strongOdds,
                Surroundings.hasLineEnd(hit.end..<value.lowerBound, in: bytes)
            {
                continue
            }
            let isFar = distance > context.distance
            guard !isFar || relation == .label || relation == .line && rule.validator.oddsOfChance >= Scanner.fairOdds
            else { continue }
            let isLabel = relation == .label || nearest?.isLabel == true
            if let known = nearest, known.distance <= distance {
                nearest?.isLabel = isLabel
            } else if distance < .max {
                nearest = NearWord(word: hit.word, distance: distance, isLabel: isLabel)
            }
        }
        return nearest
    }

    /// The longest context word, in bytes; ``ContextWord`` refuses longer ones.
    static let longestWord = 80
}
