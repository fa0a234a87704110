public import Bytes
import Classification
import Identifiers
import Patterns
public import Prefiltering
import Validators

/// What one thread needs to find matches.
///
/// Holds scratch memory and the patterns that were needed so far; a call allocates only when something grows. It never
/// suspends, logs, opens files or reads clocks.
public struct Scanner: ~Copyable {
    /// What is looked for.
    public let detector: Detector

    /// Windows that the pass over a text is to look for besides; made for the detector's prefilter.
    public var wantedWindows: WindowFilter?

    private var matcher: Matcher
    private var patterns: PatternShelf
    var marks = ScanMarks()
    private var contextHits: [ContextHit] = []
    private var anchorHits: [KeywordHit] = []
    private var signHits: [KeywordHit] = []
    var nameHits: [NameHit] = []
    var manifestHits: [(start: Int, variant: Int)] = []
    private var matches: [Match] = []
    private var gaps = 0
    var table: TableLayout?
    /// The tables of a dump, if the text may be one, and its statements.
    var dumps: DumpTables?
    var statementHits: [KeywordHit] = []
    var dumpCells: [DumpCell] = []
    /// What the pass over the name of a column has found.
    var nameMarks = ScanMarks()
    /// Where the chunk begins in the whole text.
    var base = 0
    var isAtStart: Bool { base == 0 }
    /// The word that the cell being searched owes to its column; -1 outside cells.
    var columnWord = -1
    private let allowedValues: Set<[UInt8]>
    private let allowedPatterns: [Pattern]

    /// Bytes that a chunk must share with what lies before it, for lookbehinds and context words.
    public static let marginBefore = 2048

    /// Bytes that a chunk must share with what lies behind it, for the longest match and what stands near its end.
    public static let marginAfter = Pattern.greatestLength + 2048

    /// Bytes behind the longest match that lookaheads may want to see.
    private static let lookahead = 64

    /// A context word that was found.
    struct ContextHit {
        var start: Int
        var end: Int
        var word: Int
    }

    /// Creates a scanner.
    ///
    /// - Parameters:
    ///   - detector: What to look for.
    ///   - allowList: Values that are no matches.
    /// - Throws: `PatternError` when memory runs out or a pattern of the allow list is not valid.
    public init(_ detector: Detector, allowing allowList: AllowList) throws {
        let matcher = try Matcher()
        let allowedPatterns = try allowList.compiled()
        self.detector = detector
        self.matcher = matcher
        self.allowedPatterns = allowedPatterns
        allowedValues = allowList.values
        patterns = PatternShelf(detector)
    }

    /// Matches in a chunk of text.
    public struct Outcome {
        /// Every valid match, unmerged, by start; offsets count from the start of the chunk.
        public var matches: [Match]

        /// How often a limit ended a match before it was known whether there is one.
        ///
        /// Not 0 means: not fully scanned.
        public var gaps: Int

        /// The MIME type of content that the text announces and that was not read; `nil` if there is none.
        public var unreadType: String?

        /// Whether it announces text in quoted-printable.
        public var isQuotedPrintable = false
    }

    /// Finds every match that begins in `owned`.
    ///
    /// - Parameters:
    ///   - text: The chunk, with ``marginBefore`` bytes of what lies before `owned` and ``marginAfter`` of what lies
    ///     behind it, as far as there is any.
    ///   - owned: Offsets at which a match may begin.
    ///   - table: The table that the whole text is, if it is one.
    ///   - base: Where the chunk begins in the whole text, in bytes.
    /// - Returns: The matches, and what else the chunk tells; offsets count from its start.
    /// - Complexity: O(*n*); about 2 GB a second where nothing is found, 0.2 microseconds for each candidate.
    public mutating func scan(
        _ text: borrowing TextBuffer,
        owning owned: Range<Int>,
        in table: TableLayout? = nil,
        from base: Int = 0
    ) -> Outcome {
        var none: DumpTables?
        return scan(text, owning: owned, in: table, from: base, dumps: &none)
    }

    /// Finds every match that begins in `owned`, as ``scan(_:owning:in:from:)``, in a text that may be a dump of databases.
    ///
    /// - Parameters:
    ///   - text: The chunk.
    ///   - owned: Offsets at which a match may begin.
    ///   - table: The table that the whole text is, if it is one.
    ///   - base: Where the chunk begins in the whole text, in bytes.
    ///   - dumps: What chunks before this one have shown, and this one shows besides; `nil` when the text is no dump.
    /// - Returns: The matches, and what else the chunk tells; offsets count from its start.
    public mutating func scan(
        _ text: borrowing TextBuffer,
        owning owned: Range<Int>,
        in table: TableLayout?,
        from base: Int,
        dumps: inout DumpTables?
    ) -> Outcome {
        swap(&self.dumps, &dumps)
        defer { swap(&self.dumps, &dumps) }
        matches.removeAll(keepingCapacity: true)
        gaps = 0
        self.table = table
        self.base = base
        columnWord = -1
        detector.prefilter.scan(text, into: &marks, wanting: wantedWindows)
        let bytes = text.bytes
        sortKeywordHits()
        addHumps(bytes)
        if self.dumps != nil { scanDumps(bytes, owned, from: base) }
        scanKeywords(bytes, owned)
        scanAssignments(bytes, owned)
        scanManifests(bytes, owned)
        scanDigits(bytes, owned)
        scanAts(bytes, owned)
        scanIBANs(bytes, owned)
        scanContexts(bytes, owned)
        scanEverywhere(bytes, owned)
        if let table, table.searchedColumns > 0 { scanCells(of: table, bytes, owned, from: base) }
        var outcome = Outcome(matches: matches, gaps: gaps)
        for hit in signHits {
            guard let sign = detector.uses[Int(hit.keyword)].sign else { continue }
            guard sign.holds(endingAt: Int(hit.start) + sign.literal.count, in: bytes) else { continue }
            if let type = sign.type { outcome.unreadType = type } else { outcome.isQuotedPrintable = true }
        }
        return outcome
    }

    /// What does not lie open in the text that was scanned last.
    ///
    /// - Parameters:
    ///   - text: The same text.
    ///   - writing: How it is written.
    /// - Returns: The stretches that read otherwise than they are written, and the type of what is not read.
    public func hiddenContent(in text: borrowing TextBuffer, _ writing: Writing) -> HiddenContent {
        marks.hiddenContent(in: text, writing)
    }

    /// Where in the text that was scanned last ``wantedWindows`` may begin, in no order.
    public var windows: [UInt32] { marks.windows }

    /// Separates the keywords that anchor a match from those that stand near one.
    private mutating func sortKeywordHits() {
        anchorHits.removeAll(keepingCapacity: true)
        contextHits.removeAll(keepingCapacity: true)
        signHits.removeAll(keepingCapacity: true)
        nameHits.removeAll(keepingCapacity: true)
        manifestHits.removeAll(keepingCapacity: true)
        statementHits.removeAll(keepingCapacity: true)
        for hit in marks.keywordHits {
            let word = Int(hit.keyword)
            if !detector.uses[word].anchored.isEmpty { anchorHits.append(hit) }
            if let variant = detector.uses[word].manifest { manifestHits.append((Int(hit.start), variant)) }
            if let naming = detector.uses[word].naming {
                let start = Int(hit.start) + naming.offset
                nameHits.append(
                    NameHit(
                        start: start,
                        end: start + naming.length,
                        variant: naming.variant,
                        question: detector.variants[naming.variant].finder == .password ? .password : .key,
                        isCommon: naming.length < 5
                    )
                )
            }
            if detector.uses[word].sign != nil { signHits.append(hit) }
            if detector.uses[word].statement != nil { statementHits.append(hit) }
            if detector.uses[word].isContext {
                let start = Int(hit.start)
                contextHits.append(
                    ContextHit(start: start, end: start + detector.words[word].bytes.count, word: word)
                )
            }
        }
    }

    /// Adds the short words that stand in names of programs, as `SSN` does in `employeeSSN`, where a number follows.
    private mutating func addHumps(_ bytes: Span<UInt8>) {
        guard !detector.shortWords.isEmpty else { return }
        let known = contextHits.count
        for group in marks.digitGroups {
            let position = Int(group)
            Surroundings.shortHumps(beforeValueAt: position, in: bytes) { range in
                guard let word = detector.shortWords[Detector.packed(range.map { bytes[$0] })],
                    marks.digitShape(at: position).total >= 9
                else { return }
                contextHits.append(ContextHit(start: range.lowerBound, end: range.upperBound, word: word))
            }
        }
        if contextHits.count > known { contextHits.sort { ($0.start, $0.word) < ($1.start, $1.word) } }
    }

    // MARK: - Candidates

    private mutating func scanKeywords(_ bytes: Span<UInt8>, _ owned: Range<Int>) {
        for hit in anchorHits {
            let position = Int(hit.start)
            for variant in detector.uses[Int(hit.keyword)].anchored {
                guard case .keywords(_, let before) = detector.variants[variant].anchor else { continue }
                search(variant, in: bytes, startingIn: max(0, position - before)...position, owned)
            }
        }
    }

    private mutating func scanDigits(_ bytes: Span<UInt8>, _ owned: Range<Int>) {
        guard !detector.ledDigitVariants.isEmpty else { return }
        for group in marks.digitGroups {
            let position = Int(group)
            let isLed = position > 0 && Scanner.leads(bytes[position - 1])
            let variants = isLed ? detector.ledDigitVariants : detector.digitVariants
            if variants.isEmpty { continue }
            let shape = marks.digitShape(at: position)
            for variant in variants
            where shape.total >= variant.count && variant.groups >> UInt64(min(shape.first, 63)) & 1 != 0 {
                search(variant.index, in: bytes, startingIn: max(0, position - variant.before)...position, owned)
            }
        }
    }

    /// Tells whether `byte` may lead digits that begin a match before them.
    private static func leads(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "+") || byte == UInt8(ascii: "(") }

    private mutating func scanAts(_ bytes: Span<UInt8>, _ owned: Range<Int>) {
        for variant in detector.atVariants {
            guard case .at(let before) = detector.variants[variant].anchor else { continue }
            for at in marks.ats {
                guard let start = LocalPart.start(before: Int(at), within: before, in: bytes) else { continue }
                search(variant, in: bytes, startingIn: start...start, owned)
            }
        }
    }

    private mutating func scanIBANs(_ bytes: Span<UInt8>, _ owned: Range<Int>) {
        for start in marks.ibanStarts {
            let position = Int(start)
            let country = UInt16(bytes[position]) << 8 | UInt16(bytes[position + 1])
            guard let variants = detector.ibanVariants[country] else { continue }
            for variant in variants { search(variant, in: bytes, startingIn: position...position, owned) }
        }
    }

    private mutating func scanContexts(_ bytes: Span<UInt8>, _ owned: Range<Int>) {
        for hit in contextHits {
            for variant in detector.uses[hit.word].around {
                guard case .context(let digits) = detector.variants[variant].anchor,
                    let distance = detector.variants[variant].context?.distance
                else { continue }
                // Without a pattern yet its reach is not known; the gate works with the least that it can be.
                guard let pattern = pattern(of: variant) else { continue }
                let reach = distance + pattern.maximumLength
                let first = max(0, hit.start - reach)
                let last = min(bytes.count, hit.end + distance)
                let end = min(bytes.count, last + pattern.maximumLength)
                scanLabelled(variant, by: hit, digits, from: last + 1, in: bytes, owned)
                if digits > 0, marks.digitCount(from: first, to: end) < digits { continue }
                search(variant, in: bytes, startingIn: first...last, owned)
            }
        }
    }

    /// Searches behind `hit`, beyond what is near it, as far as it may be a label.
    private mutating func scanLabelled(
        _ variant: Int,
        by hit: ContextHit,
        _ digits: Int,
        from start: Int,
        in bytes: Span<UInt8>,
        _ owned: Range<Int>
    ) {
        guard digits > 0, detector.variants[variant].hasLabels, let pattern = pattern(of: variant) else { return }
        let reach = min(bytes.count, hit.end + Surroundings.labelReach)
        guard reach > start else { return }
        guard marks.digitCount(from: start, to: min(bytes.count, reach + pattern.maximumLength)) >= digits else { return }
        var last = hit.end
        var lineEnds = 0
        while last < reach {
            lineEnds += bytes[last] == 10 ? 1 : 0
            if lineEnds == 2 { break }
            last += 1
        }
        if last >= start { search(variant, in: bytes, startingIn: start...last, owned) }
    }

    private mutating func scanEverywhere(_ bytes: Span<UInt8>, _ owned: Range<Int>) {
        guard !owned.isEmpty else { return }
        for variant in detector.ubiquitousVariants {
            search(variant, in: bytes, startingIn: owned.lowerBound...owned.upperBound - 1, owned)
        }
    }

    // MARK: - Confirmation

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
            switch matcher.match(pattern, in: bytes, from: position, to: end) {
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
    private mutating func pattern(of variant: Int) -> Pattern? {
        let pattern = patterns[variant]
        if pattern == nil { gaps += 1 }
        return pattern
    }

    /// Makes the checks that a pattern cannot, and keeps the match if they hold.
    private mutating func accept(_ variant: Int, in bytes: Span<UInt8>, start: Int, value: Range<Int>) {
        let rule = detector.variants[variant]
        let valueBytes = bytes.extracting(value)
        guard rule.validator == .none || rule.validator.accepts(valueBytes) else { return }
        guard rule.entropy <= 0 || Entropy.bitsPerByte(of: valueBytes) >= rule.entropy else { return }
        if !rule.exclude.isEmpty, contains(valueBytes, patterns.exclusions(of: variant)) { return }
        var evidence = MatchEvidence(confidence: rule.confidence)
        evidence.validator = rule.validator
        evidence.isRandom = rule.entropy > 0
        if let context = rule.context {
            var nearest = nearestWord(of: variant, context, to: value, in: bytes)
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
            guard weigh(&evidence, variant, value, in: bytes) else { return }
        } else if isCountered(value, variant, by: nil, in: bytes) {
            evidence.confidence = evidence.confidence.lowered
        }
        accept(variant, in: bytes, start: start, value: value, evidence)
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
        if !allowedValues.isEmpty, allowedValues.contains(valueBytes.indices.map { valueBytes[$0] }) { return }
        if !allowedPatterns.isEmpty, contains(valueBytes, allowedPatterns) { return }
        var evidence = evidence
        if evidence.confidence > .low,
            isSample(valueBytes, detector.variants[variant].validator, of: detector.owners[variant])
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
    private func isSample(_ value: Span<UInt8>, _ validator: Validator, of identifier: Int) -> Bool {
        if validator.isSample(value) { return true }
        return detector.identifiers[identifier].category == .credentials && SampleSecret.isSample(value)
    }

    /// Tells whether one of `patterns` matches in `value`.
    private mutating func contains(_ value: Span<UInt8>, _ patterns: [Pattern]) -> Bool {
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
        _ value: Range<Int>,
        in bytes: Span<UInt8>
    ) -> Bool {
        if isCountered(value, variant, by: evidence, in: bytes) {
            if evidence.confidence == .low, detector.variants[variant].context?.isRequired == true { return false }
            evidence.confidence = evidence.confidence.lowered
        }
        guard detector.variants[variant].context?.isRequired == true,
            let country = detector.countries[detector.owners[variant]]
        else { return true }
        let named = CountryWords.countries(inLabelBefore: value.lowerBound, in: bytes)
        if named.contains(country) {
            evidence.confidence = evidence.confidence.raised
        } else if !named.isEmpty, detector.variants[variant].validator.oddsOfChance < Scanner.strongOdds {
            guard evidence.confidence > .low else { return false }
            evidence.confidence = .low
        }
        return true
    }

    /// Whether a word right at a number says that it is of another kind, and stands nearer than the word that speaks for it.
    private func isCountered(
        _ value: Range<Int>,
        _ variant: Int,
        by evidence: MatchEvidence?,
        in bytes: Span<UInt8>
    ) -> Bool {
        let rule = detector.variants[variant]
        guard !rule.isCustom, rule.validator.oddsOfChance < Scanner.strongOdds, rule.validator != .emailAddress,
            detector.identifiers[detector.owners[variant]].category != .credentials,
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
    private struct NearWord {
        var word: Int
        var distance: Int
        var isLabel: Bool
    }

    /// The context word of `variant` that is nearest to `value` and near enough, or belongs to it.
    private func nearestWord(
        of variant: Int,
        _ context: Variant.Context,
        to value: Range<Int>,
        in bytes: Span<UInt8>
    ) -> NearWord? {
        guard !contextHits.isEmpty else { return nil }
        let rule = detector.variants[variant]
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
            let relation =
                rule.hasLabels && hit.end <= value.lowerBound
                ? Surroundings.relation(ofWordEndingAt: hit.end, to: value.lowerBound, in: bytes) : .none
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
