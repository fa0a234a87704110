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

    /// Whether names of people count where nothing announces them; not in programs, whose authors are named everywhere.
    public var readsProse = true

    var matcher: Matcher
    var patterns: PatternShelf
    /// How far around their words variants are searched.
    var reaches: [ContextReach]
    /// The same for all variants of each word together.
    var wordReaches: [WordReach]
    /// The variants that were searched around words of the text.
    var searchedVariants: [Int] = []
    var marks = ScanMarks()
    var contextHits: [ContextHit] = []
    private var anchorHits: [KeywordHit] = []
    private var signHits: [KeywordHit] = []
    var nameHits: [NameHit] = []
    var nameWords: [NameReader.Word] = []
    /// What the identifiers that were met so far tell of who is named next to what they find.
    var personSigns: [Int: PersonSign] = [:]
    var manifestHits: [(start: Int, variant: Int)] = []
    var matches: [Match] = []
    var gaps = 0
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
    let allowList: AllowList
    let allowedPatterns: [Pattern]

    /// Bytes that a chunk must share with what lies before it, for lookbehinds and context words.
    public static let marginBefore = 2048

    /// Bytes that a chunk must share with what lies behind it, for the longest match and what stands near its end.
    public static let marginAfter = Pattern.greatestLength + 2048

    /// Bytes behind the longest match that lookaheads may want to see.
    static let lookahead = 64

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
        self.allowList = allowList
        patterns = PatternShelf(detector)
        reaches = detector.variants.map(ContextReach.init)
        wordReaches = Array(repeating: WordReach(), count: detector.uses.count)
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
        scanLabelledIBANs(bytes, owned)
        scanTravelDates(bytes, owned)
        scanContexts(bytes, owned)
        scanEverywhere(bytes, owned)
        scanNames(bytes, owned)
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
            if detector.uses[word].isSpecial { sortSpecial(hit) }
            if detector.uses[word].isContext {
                let start = Int(hit.start)
                contextHits.append(
                    ContextHit(start: start, end: start + Int(detector.uses[word].length), word: word)
                )
            }
        }
    }

    /// Separates keywords that are parts of names of secrets, or begin something.
    private mutating func sortSpecial(_ hit: KeywordHit) {
        let word = Int(hit.keyword)
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
                let before = detector.rules[variant].before
                search(variant, in: bytes, startingIn: max(0, position - before)...position, owned)
            }
        }
    }

    private mutating func scanDigits(_ bytes: Span<UInt8>, _ owned: Range<Int>) {
        let (led, unled) = (detector.ledDigitVariants, detector.digitVariants)
        guard !led.isEmpty else { return }
        for group in marks.digitGroups {
            let position = Int(group)
            let isLed = position > 0 && Scanner.leads(bytes[position - 1])
            let count = isLed ? led.count : unled.count
            if count == 0 { continue }
            let shape = marks.digitShape(at: position)
            for index in 0..<count {
                let variant = isLed ? led[index] : unled[index]
                guard shape.total >= variant.count, variant.groups >> UInt64(min(shape.first, 63)) & 1 != 0 else {
                    continue
                }
                search(variant.index, in: bytes, startingIn: max(0, position - variant.before)...position, owned)
            }
        }
    }

    /// Tells whether `byte` may lead digits that begin a match before them.
    private static func leads(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "+") || byte == UInt8(ascii: "(") }

    private mutating func scanAts(_ bytes: Span<UInt8>, _ owned: Range<Int>) {
        for variant in detector.atVariants {
            let before = detector.rules[variant].before
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

    private mutating func scanTravelDates(_ bytes: Span<UInt8>, _ owned: Range<Int>) {
        for date in marks.travelDates {
            for variant in detector.travelDateVariants {
                let before = detector.rules[variant].before
                search(variant, in: bytes, startingIn: max(0, Int(date) - before)...Int(date), owned)
            }
        }
    }

    /// Looks behind the word `IBAN` for accounts whose country is written in small letters.
    private mutating func scanLabelledIBANs(_ bytes: Span<UInt8>, _ owned: Range<Int>) {
        guard detector.ibanWord >= 0 else { return }
        for hit in contextHits where hit.word == detector.ibanWord {
            for position in hit.end..<max(hit.end, min(hit.end + Scanner.ibanReach, bytes.count - 4)) {
                guard let country = Surroundings.smallCountry(at: position, in: bytes),
                    let variants = detector.ibanVariants[country]
                else { continue }
                for variant in variants { search(variant, in: bytes, startingIn: position...position, owned) }
            }
        }
    }

    /// How far behind the word `IBAN` an account is looked for, in bytes.
    private static let ibanReach = 40

    private mutating func scanEverywhere(_ bytes: Span<UInt8>, _ owned: Range<Int>) {
        guard !owned.isEmpty else { return }
        for variant in detector.ubiquitousVariants {
            search(variant, in: bytes, startingIn: owned.lowerBound...owned.upperBound - 1, owned)
        }
    }
}
