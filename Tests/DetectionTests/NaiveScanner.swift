import Detection
import Identifiers
import Patterns
import Validators
import Vocabulary

@testable import Detection

/// The oracle: every pattern of every variant at every offset, and every rule about keywords and context checked by the
/// plainest means there are.
///
/// It shares patterns, validators and entropy with ``Scanner``, and nothing of the way in which candidates are found.
struct NaiveScanner: ~Copyable {
    private let detector: Detector
    private let patterns: [Pattern?]
    private let exclusions: [[Pattern]]
    private var matcher: Matcher

    init(_ detector: Detector) throws {
        let matcher = try Matcher()
        self.detector = detector
        self.matcher = matcher
        patterns = detector.variants.map { variant in
            try? Pattern(
                variant.pattern,
                anchoring: .anywhere,
                bounding: variant.isCustom ? .cut(after: 1024) : .required
            )
        }
        exclusions = detector.variants.map { variant in
            variant.exclude.compactMap { try? Pattern($0, anchoring: .anywhere, bounding: .cut(after: 16_384)) }
        }
    }

    /// All valid matches, unmerged, each once.
    mutating func scan(_ text: [UInt8]) -> Set<RawMatch> {
        let pairs = PairIndex(text)
        var found: Set<RawMatch> = []
        for (index, variant) in detector.variants.enumerated() where variant.finder == .pattern {
            guard let pattern = patterns[index] else { continue }
            let words = wordPlaces(of: variant, in: text, pairs)
            if variant.context?.isRequired == true, words.isEmpty { continue }
            if case .keywords(let keywords, _) = variant.anchor,
                !keywords.contains(where: { !places(of: Array($0.utf8), in: text, pairs).isEmpty })
            {
                continue
            }
            var position = 0
            while position <= text.count,
                matcher.match(pattern, in: text.span, from: position, to: text.count) == .match,
                let start = matcher.start(of: 0)
            {
                position = start + 1
                guard let low = matcher.start(of: pattern.valueGroup), let high = matcher.end(of: pattern.valueGroup),
                    high > low, isAnchored(variant, at: start, in: text),
                    let match = accept(index, variant, start, low..<high, words, text)
                else { continue }
                found.insert(match)
            }
        }
        return found
    }

    private mutating func accept(
        _ index: Int,
        _ variant: Variant,
        _ start: Int,
        _ value: Range<Int>,
        _ words: [Range<Int>],
        _ text: [UInt8]
    ) -> RawMatch? {
        let bytes = text.span.extracting(value)
        guard variant.validator == .none || variant.validator.accepts(bytes) else { return nil }
        guard variant.entropy == 0 || Entropy.bitsPerByte(of: bytes) >= variant.entropy else { return nil }
        for pattern in exclusions[index]
        where matcher.match(pattern, in: bytes, from: 0, to: bytes.count) == .match { return nil }
        var confidence = variant.confidence
        if variant.judgement != .none {
            let judged = SecretJudge.confidence(of: value, asked: variant.judgement, in: Glyphs(text.span))
            guard let judged else { return nil }
            confidence = min(confidence, judged)
        }
        var distance = Int.max
        if let context = variant.context {
            var isLabel = false
            for word in words {
                let gap =
                    context.precedes
                    ? (word.upperBound <= value.lowerBound ? value.upperBound - word.upperBound : .max)
                    : max(word.lowerBound - value.upperBound, value.lowerBound - word.upperBound, 0)
                let isNumber =
                    variant.hasLabels && detector.identifiers[detector.owners[index]].category != .credentials
                // What the next line, element or sentence says is about something else.
                if isNumber, word.lowerBound > value.upperBound {
                    let between = value.upperBound..<word.lowerBound
                    let isElsewhere =
                        text[between].contains(10) || Surroundings.hasSentenceEnd(between, in: text.span)
                        || zip(text[between], text[between].dropFirst()).contains { $0 == 60 && $1 == 47 }
                    if isElsewhere { continue }
                }
                let relation =
                    variant.hasLabels && word.upperBound <= value.lowerBound
                    ? Surroundings.relation(ofWordEndingAt: word.upperBound, to: value.lowerBound, in: text.span)
                    : .none
                if isNumber, relation == .none, word.upperBound <= value.lowerBound,
                    variant.validator.oddsOfChance < 90, text[word.upperBound..<value.lowerBound].contains(10)
                {
                    continue
                }
                let isOnLine = relation == .line && variant.validator.oddsOfChance >= 10
                guard context.distance > 0 else { continue }
                guard gap <= context.distance || relation == .label || isOnLine else { continue }
                if relation == .label { isLabel = true }
                distance = min(distance, gap)
            }
            if distance == .max, context.isRequired { return nil }
            if distance != .max, !context.isRequired || isLabel && confidence == .low && !variant.isCustom {
                confidence = confidence.raised
            }
            let isPlain = text[value].allSatisfy { isDigit($0) || Array(" -./".utf8).contains($0) }
            let isUnchecked = variant.validator.oddsOfChance < 10 && !variant.isCustom
            if context.isRequired, confidence == .low, !isLabel, isUnchecked, isPlain { return nil }
        }
        guard weigh(&confidence, index, value, distance, text) else { return nil }
        let isSecret = detector.identifiers[detector.owners[index]].category == .credentials
        let isPlaceholder = isSecret ? SampleSecret.isSample(bytes) : SampleNumber.isSample(bytes)
        let isSample = variant.validator.isSample(bytes)
        if isSample || isPlaceholder && variant.validator != .emailAddress { confidence = .low }
        return RawMatch(
            variant: index,
            start: start,
            value: value,
            confidence: confidence,
            wordDistance: distance
        )
    }

    /// Lowers what a word right before the value speaks against, and what is of another country than its label says.
    private func weigh(
        _ confidence: inout Confidence,
        _ index: Int,
        _ value: Range<Int>,
        _ distance: Int,
        _ text: [UInt8]
    ) -> Bool {
        let variant = detector.variants[index]
        let isRequired = variant.context?.isRequired == true
        let isStrong = variant.validator.oddsOfChance >= 90
        let category = detector.identifiers[detector.owners[index]].category
        if variant.context == nil, variant.confidence == .low, !variant.isCustom, category != .credentials,
            variant.validator != .emailAddress, Surroundings.hasLabel(before: value.lowerBound, in: text.span)
        {
            return false
        }
        if !variant.isCustom, !isStrong, variant.validator != .emailAddress, category != .credentials,
            let place = Surroundings.counterWord(of: value, in: text.span),
            distance == .max || place < value.lowerBound && distance > value.lowerBound - place
        {
            if isRequired, confidence == .low || variant.validator.oddsOfChance < 10 { return false }
            if distance == .max, confidence < .high { return false }
            confidence = confidence.lowered
        }
        guard isRequired, let country = detector.countries[detector.owners[index]] else { return true }
        let named = CountryWords.countries(inLabelBefore: value.lowerBound, in: text.span)
        if named.contains(country) {
            confidence = confidence.raised
        } else if !named.isEmpty, !isStrong {
            if confidence == .low { return false }
            confidence = .low
        }
        return true
    }

    /// Tells whether what must lead to a match at `start` is there.
    private func isAnchored(_ variant: Variant, at start: Int, in text: [UInt8]) -> Bool {
        switch variant.anchor {
        case .keywords(let keywords, let before):
            return (start...start + before).contains { place in
                keywords.contains { stands(Array($0.utf8), at: place, in: text) }
            }
        case .digits(let count, let groups, let before):
            return (start...start + before).contains { place in
                guard place < text.count, isDigit(text[place]), place == 0 || !isDigit(text[place - 1]) else {
                    return false
                }
                if before > 0, place == 0 || !Array("+(".utf8).contains(text[place - 1]) { return false }
                let shape = digitShape(at: place, in: text)
                return shape.total >= count && (groups.isEmpty || groups.contains { $0.contains(shape.first) })
            }
        case .at(let before):
            // The run of bytes that a local part is made of, from its first that may begin one.
            func isPart(_ byte: UInt8) -> Bool { isDigit(byte) || isLetter(byte) || Array("._%+-".utf8).contains(byte) }
            guard start < text.count, let at = text[start...].firstIndex(where: { !isPart($0) && $0 < 0x80 }),
                text[at] == 64
            else {
                return false
            }
            let runStart = localStart(before: at, within: before, in: text, isPart)
            let run = at - runStart
            guard runStart <= start else { return false }
            let lead = text[runStart..<start]
            // The password of a URL: a ':' after the last '/', which ends "://".
            let stops = Array("\"'<>?#@".utf8) + (0...32)
            let line = Array(
                text[min(runStart, max(2, runStart - 256))..<runStart].reversed().prefix { !stops.contains($0) }
                    .reversed()
            )
            if let slash = line.lastIndex(of: 47), line[slash...].contains(58) {
                let place = runStart - line.count + slash
                if text[place - 2..<place].elementsEqual(":/".utf8) { return false }
            }
            return run <= before && run > 0 && at > start && !Array(".%+-".utf8).contains(text[start])
                && lead.allSatisfy { Array(".%+-".utf8).contains($0) }
        case .iban(let country):
            let before = start > 0 ? text[start - 1] : 0
            guard !isDigit(before), !isLetter(before), before != UInt8(ascii: "_"), start + 4 <= text.count,
                isDigit(text[start + 2]), isDigit(text[start + 3])
            else { return false }
            if Array(text[start..<start + 2]) == Array(country.utf8) { return true }
            guard text[start..<start + 2].map({ lower($0) }) == country.utf8.map({ lower($0) }), start + 4 < text.count
            else { return false }
            // In small letters only behind the word.
            return (max(0, start - 43)...max(0, start - 4)).contains { place in
                place + 4 <= start && text[place..<place + 4].map { lower($0) } == Array("iban".utf8)
                    && isWord(place..<place + 4, in: text)
            }
        case .travelDates(let before):
            return (start...start + before).contains { hasTravelDates(at: $0, in: text) }
        case .context, .everywhere: return true
        }
    }

    /// Whether seven digits, M, F, X or '<', and seven digits stand at `place`, without a digit before them.
    private func hasTravelDates(at place: Int, in text: [UInt8]) -> Bool {
        guard place + 15 <= text.count, place == 0 || !isDigit(text[place - 1]) else { return false }
        let sex: [UInt8] = Array("MFX<".utf8)
        for index in 0..<15 {
            let byte = text[place + index]
            if index == 7 ? !sex.contains(byte) : !isDigit(byte) { return false }
        }
        return true
    }

    /// Where the run of bytes begins that a local part is made of, letters beyond ASCII included.
    private func localStart(before at: Int, within limit: Int, in text: [UInt8], _ isPart: (UInt8) -> Bool) -> Int {
        var start = at
        while start > 0, isPart(text[start - 1]) { start -= 1 }
        if at - start > limit { return start }
        let isBare = start == at
        while start > 1, at - start < limit {
            if isPart(text[start - 1]) {
                start -= 1
            } else if (0x80..<0xC0).contains(text[start - 1]), (0xC3..<0xE0).contains(text[start - 2]) {
                start -= 2
            } else if isBare, start > 2, text[start - 2..<start].allSatisfy({ (0x80..<0xC0).contains($0) }),
                (0xE0...0xE1).contains(text[start - 3]) || (0xE4...0xED).contains(text[start - 3])
                    || text[start - 3] == 0xE3 && text[start - 2] >= 0x81
            {
                start -= 3
            } else {
                break
            }
        }
        return start
    }

    /// The first group's length, and the number of digits up to three separators, another byte, or 64 bytes.
    private func digitShape(at start: Int, in text: [UInt8]) -> (first: Int, total: Int) {
        let first = text[start...].prefix { isDigit($0) }.count
        var total = 0
        var separators = 0
        for (offset, byte) in text[start...].prefix(64).enumerated() {
            if isDigit(byte) {
                total += 1
                separators = 0
            } else if Array(" -./()".utf8).contains(byte) {
                separators += 1
                if separators == 3 { break }
            } else {
                break
            }
            _ = offset
        }
        return (min(first, 64), total)
    }

    // MARK: - Words

    private func wordPlaces(of variant: Variant, in text: [UInt8], _ pairs: PairIndex) -> [Range<Int>] {
        guard let context = variant.context else { return [] }
        let spellings = Set(context.words.flatMap { ContextWord.spellings(of: $0) })
        var humps: [Range<Int>] = []
        for place in text.indices
        where isDigit(text[place]) && (place == 0 || !isDigit(text[place - 1]))
            && digitShape(at: place, in: text).total >= 9
        {
            Surroundings.shortHumps(beforeValueAt: place, in: text.span) { range in
                if spellings.contains(text[range].map { lower($0) }) { humps.append(range) }
            }
        }
        return humps
            + spellings.flatMap { spelling in
                pairs.places(of: spelling).filter { place in
                    place + spelling.count <= text.count
                        && spelling.indices.allSatisfy { lower(text[place + $0]) == spelling[$0] }
                        && isWord(place..<place + spelling.count, in: text)
                }.map { $0..<$0 + spelling.count }
            }
    }

    /// The rules of `Keyword.Boundary.word`, from the outside.
    private func isWord(_ range: Range<Int>, in text: [UInt8]) -> Bool {
        let isShort = range.count <= 3
        func ends(_ byte: UInt8) -> Bool { !isDigit(byte) && !isLetter(byte) && !(isShort && byte >= 0x80) }
        if range.lowerBound > 0 {
            let before = text[range.lowerBound - 1]
            let isHump = isCapital(text[range.lowerBound]) && isLetter(before) && !isCapital(before)
            guard ends(before) || (isHump && range.count > 4) else { return false }
        }
        guard range.upperBound < text.count else { return true }
        let after = text[range.upperBound]
        if isDigit(after) || ends(after) { return true }
        if isShort { return false }
        let last = text[range.upperBound - 1]
        if isLetter(last), !isCapital(last), isCapital(after) { return true }
        return lower(after) == UInt8(ascii: "s")
            && (range.upperBound + 1 == text.count || ends(text[range.upperBound + 1]))
    }

    private func places(of literal: [UInt8], in text: [UInt8], _ pairs: PairIndex) -> [Int] {
        pairs.places(of: literal).filter { stands(literal, at: $0, in: text) }
    }

    /// Tells whether a keyword stands at `place`: as written if it has a capital letter, else in any case.
    private func stands(_ literal: [UInt8], at place: Int, in text: [UInt8]) -> Bool {
        guard place + literal.count <= text.count else { return false }
        let isExact = literal.contains { isCapital($0) }
        return literal.indices.allSatisfy {
            isExact ? text[place + $0] == literal[$0] : lower(text[place + $0]) == literal[$0]
        }
    }

    private func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
    private func isCapital(_ byte: UInt8) -> Bool { (65...90).contains(byte) }
    private func isLetter(_ byte: UInt8) -> Bool { isCapital(byte) || (97...122).contains(byte) }
    private func lower(_ byte: UInt8) -> UInt8 { isCapital(byte) ? byte + 32 : byte }
}

/// Where in a text each two bytes stand, letters in either case: without it the oracle would take hours.
private struct PairIndex {
    private var places: [UInt16: [Int]] = [:]

    init(_ text: [UInt8]) {
        for place in text.indices.dropLast() {
            places[PairIndex.key(text[place], text[place + 1]), default: []].append(place)
        }
    }

    func places(of literal: [UInt8]) -> [Int] { places[PairIndex.key(literal[0], literal[1])] ?? [] }

    private static func key(_ first: UInt8, _ second: UInt8) -> UInt16 {
        UInt16(lower(first)) << 8 | UInt16(lower(second))
    }
    private static func lower(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte + 32 : byte }
}

/// What oracle and scanner must agree on.
struct RawMatch: Hashable, CustomStringConvertible {
    var variant: Int
    var start: Int
    var value: Range<Int>
    var confidence: Confidence
    var wordDistance: Int

    var description: String { "variant \(variant) at \(start): \(value), \(confidence), word at \(wordDistance)" }
}
