public import Classification
public import Identifiers
import Patterns
public import Prefiltering
public import Vocabulary

/// A set of identifiers made ready for scanning.
///
/// Immutable and shared between threads; each thread scans with a ``Scanner`` of its own. Making one costs some ten
/// microseconds an identifier, a tenth of that with a prepared vocabulary: patterns are compiled by the scanners, on first use.
public final class Detector: Sendable {
    /// What is looked for.
    public let identifiers: [ManagedDataIdentifier]

    /// The variants of all identifiers, in the identifiers' order.
    public let variants: [Variant]

    /// What a match of each variant has to be.
    let rules: [MatchRule]

    /// Hands out the names of people that are known.
    let names: (@Sendable () -> PersonNames)?

    /// The variant that reads names of people; -1 if there is none.
    let nameVariant: Int

    /// For each variant the index of its identifier.
    public let owners: [Int]

    /// The keywords of the prefilter; context words come first, and matches name them by index.
    public let words: [Keyword]

    /// Finds keywords and structural candidates.
    public let prefilter: Prefilter

    /// What a keyword means to the variants.
    let uses: [KeywordUse]

    /// Variants that begin at a group of digits.
    let digitVariants: [DigitVariant]

    /// Variants that begin at a group of digits which `+` or `(` leads, or with that lead.
    let ledDigitVariants: [DigitVariant]

    /// Variants that begin at or before an '@'.
    let atVariants: [Int]

    /// Variants for IBANs by country code.
    let ibanVariants: [UInt16: [Int]]

    /// Variants that begin before the dates of a machine-readable zone.
    let travelDateVariants: [Int]

    /// Variants that are searched everywhere.
    let ubiquitousVariants: [Int]

    /// The names of vendors, by which keys and tokens near them are called.
    let vendors: VendorNames

    /// For each context word the variants that it matters to.
    private let contexts: VariantsByWord

    /// For each context word the variants that are searched around it.
    let searched: VariantsByWord

    /// The word that announces an IBAN, as an index into ``words``; -1 where none is looked for.
    let ibanWord: Int

    /// Context words of two to four letters, by ``packed(_:)``: also found in names of programs.
    let shortWords: [UInt32: Int]

    /// For each identifier the one that it is a part of, if that is looked for.
    let wholes: [Int?]

    /// For each identifier the code of its country, where its id names one.
    let countries: [String?]

    /// The greatest distance at which a context word counts, over all variants.
    let greatestDistance: Int

    /// A variant that begins at a group of digits, with the shapes that it can have.
    struct DigitVariant: Sendable {
        var index: Int
        var count: Int
        /// Bit *n* is set when the first group may have *n* digits.
        var groups: UInt64
        var before: Int
    }

    /// Prepares `identifiers`.
    ///
    /// - Parameters:
    ///   - identifiers: What to look for; when two matches are equally good, the earlier identifier wins.
    ///   - kernel: Which implementation of the prefilter's pass to use; others than the default are for tests.
    ///   - vocabulary: The keywords of most of them, worked out beforehand; it changes nothing but how long this takes.
    ///   - names: The names of people that are known; asked for with the first text. Without them only labels lead to names.
    public init(
        _ identifiers: [ManagedDataIdentifier],
        kernel: Prefilter.Kernel = .fastest,
        vocabulary: PreparedVocabulary? = nil,
        names: (@Sendable () -> PersonNames)? = nil
    ) {
        self.identifiers = identifiers
        self.names = names
        var variants: [Variant] = []
        var owners: [Int] = []
        let variantCount = identifiers.reduce(0) { $0 + $1.variants.count }
        variants.reserveCapacity(variantCount)
        owners.reserveCapacity(variantCount)
        for (index, identifier) in identifiers.enumerated() {
            for variant in identifier.variants {
                variants.append(variant)
                owners.append(index)
            }
        }
        self.variants = variants
        self.owners = owners
        rules = zip(variants, owners).map { variant, owner in
            MatchRule(variant, isCredential: identifiers[owner].category == .credentials)
        }

        let isPrepared = vocabulary.map { Detector.isWorth($0, for: identifiers) } ?? false
        let prepared = isPrepared ? vocabulary : nil
        let places = prepared?.places(of: identifiers) ?? identifiers.map { _ in nil }
        var table = KeywordTable(prepared?.keywords ?? [])
        var digitVariants: [DigitVariant] = []
        var atVariants: [Int] = []
        var ibanVariants: [UInt16: [Int]] = [:]
        var travelDateVariants: [Int] = []
        var ubiquitousVariants: [Int] = []
        var nameVariant = -1
        var contextPairs: [(word: Int32, variant: Int32)] = []
        var searchedPairs: [(word: Int32, variant: Int32)] = []
        contextPairs.reserveCapacity(16 * variants.count)
        var vendors = VendorNames()
        var first = 0
        for (index, variant) in variants.enumerated() {
            let owner = owners[index]
            if index == 0 || owners[index - 1] != owner { first = index }
            let known = places[owner].flatMap { place in prepared?.words(ofVariant: place + index - first) }
            let words = known ?? table.add(variant)
            switch variant.anchor {
            case .keywords(let names, _) where variant.finder == .vendor:
                for name in names { vendors.add(name, for: index) }
            case .keywords:
                for word in words.anchors { table.use(word, by: variant.finder, of: index) }
            case .digits(let count, let groups, let before):
                digitVariants.append(
                    DigitVariant(index: index, count: count, groups: Detector.bits(groups), before: before)
                )
            case .at: atVariants.append(index)
            case .iban(let country): ibanVariants[Detector.countryCode(Array(country.utf8)), default: []].append(index)
            case .travelDates: travelDateVariants.append(index)
            case .context: break
            case .everywhere where variant.finder == .personNames: nameVariant = index
            case .everywhere: ubiquitousVariants.append(index)
            }
            let isAnchor = if case .context = variant.anchor { true } else { false }
            for word in words.context {
                table.useAsContext(word)
                contextPairs.append((word, Int32(index)))
                if isAnchor { searchedPairs.append((word, Int32(index))) }
            }
        }
        for sign in ContentSign.all { table.addSign(sign) }
        for literal in DumpStatement.literals { table.addStatement(literal.text, literal.kind, literal.rest) }
        table.addStatement(MarkupHeader.literal, .markup, 0)
        for (number, segment) in MessageSegment.all.enumerated() {
            table.addStatement(segment.tag, .segment(number), 0)
        }
        ibanWord = ibanVariants.isEmpty ? -1 : table.ibanWord(prepared)
        let (keywords, uses) = (table.keywords, table.uses)
        words = keywords
        self.uses = uses
        self.nameVariant = nameVariant
        self.digitVariants = digitVariants.filter { $0.before == 0 }
        ledDigitVariants = digitVariants
        self.atVariants = atVariants
        self.ibanVariants = ibanVariants
        self.travelDateVariants = travelDateVariants
        self.ubiquitousVariants = ubiquitousVariants
        self.vendors = vendors
        contexts = VariantsByWord(contextPairs, wordCount: keywords.count)
        searched = VariantsByWord(searchedPairs, wordCount: keywords.count)
        var shortWords: [UInt32: Int] = [:]
        for index in keywords.indices where uses[index].isContext {
            let word = keywords[index]
            guard word.boundary == .word, (2...4).contains(word.bytes.count) else { continue }
            shortWords[Detector.packed(word.bytes)] = index
        }
        self.shortWords = shortWords
        wholes = identifiers.map { part in part.partOf.flatMap { whole in identifiers.firstIndex { $0.id == whole } } }
        countries = identifiers.map { CountryWords.country(ofIdentifier: $0.id) }
        greatestDistance = variants.compactMap(\.context?.distance).max() ?? 0
        prefilter = Prefilter(keywords, prepared?.plan.enlarged(to: keywords), kernel: kernel)
    }

    /// Tells whether `word` belongs to the context of `variant`.
    @inline(__always)
    func isContext(word: Int, of variant: Int) -> Bool {
        contexts.contains(variant, of: word)
    }

    /// At most four bytes in lower case as one number.
    static func packed(_ bytes: some Sequence<UInt8>) -> UInt32 {
        bytes.reduce(0) { $0 << 8 | UInt32($1 &- 65 < 26 ? $1 | 0x20 : $1) }
    }

    /// The context word nearest to a match; `nil` for none.
    package func word(of evidence: MatchEvidence) -> String? {
        evidence.word < 0 ? nil : String(decoding: words[evidence.word].bytes, as: UTF8.self)
    }

    /// Whether `identifiers` are most of those that the vocabulary is for: a pass looks for all of its keywords.
    private static func isWorth(_ vocabulary: PreparedVocabulary, for identifiers: [ManagedDataIdentifier]) -> Bool {
        4 * identifiers.count >= 3 * vocabulary.identifierCount
    }

    private static func bits(_ groups: [ClosedRange<Int>]) -> UInt64 {
        guard !groups.isEmpty else { return .max }
        return groups.joined().reduce(0) { $1 < 64 ? $0 | 1 << UInt64($1) : $0 }
    }

    /// Two letters as one number.
    static func countryCode(_ letters: [UInt8]) -> UInt16 { UInt16(letters[0]) << 8 | UInt16(letters[1]) }
}
