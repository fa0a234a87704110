import Identifiers
import Prefiltering
import Vocabulary

extension Detector {
    /// What a keyword leads to: small, for there are more than ten thousand, and what is found is looked up at random.
    struct KeywordUse: Sendable {
        /// Variants whose match holds the keyword.
        var anchored: [Int] = []

        /// What few keywords lead to: one element, or none.
        private var special: [Special] = []

        /// How long the keyword is, in bytes.
        let length: Int32

        /// Whether it is a context word of any variant.
        var isContext = false

        init(_ keyword: Keyword) { length = Int32(keyword.bytes.count) }

        private struct Special: Sendable {
            var naming: (variant: Int, offset: Int, length: Int)?
            var manifest: Int?
            var sign: ContentSign?
            var statement: (kind: DumpStatement.Kind, rest: Int)?
        }

        /// Whether it leads to anything but variants around it or with it.
        var isSpecial: Bool { !special.isEmpty }

        /// The variant that reads what is assigned to the name of which the keyword is a part.
        var naming: (variant: Int, offset: Int, length: Int)? {
            get { special.first?.naming }
            set { change { $0.naming = newValue } }
        }

        /// The variant that reads the manifest of which the keyword tells the kind.
        var manifest: Int? {
            get { special.first?.manifest }
            set { change { $0.manifest = newValue } }
        }

        /// The sign of content that is not read, or is written in another way.
        var sign: ContentSign? {
            get { special.first?.sign }
            set { change { $0.sign = newValue } }
        }

        /// The beginning of a statement that names columns, and how many bytes of it belong to what follows.
        var statement: (kind: DumpStatement.Kind, rest: Int)? {
            get { special.first?.statement }
            set { change { $0.statement = newValue } }
        }

        private mutating func change(_ body: (inout Special) -> Void) {
            if special.isEmpty { special.append(Special()) }
            body(&special[0])
        }
    }
}

/// Gathers the keywords of a detector, and what each is used for.
struct KeywordTable {
    private var vocabulary: Vocabulary
    private(set) var uses: [Detector.KeywordUse]

    /// Begins with `keywords`, no two of which are the same.
    init(_ keywords: [Keyword]) {
        vocabulary = Vocabulary(keywords)
        uses = keywords.map { Detector.KeywordUse($0) }
    }

    /// All that were added.
    var keywords: [Keyword] { vocabulary.keywords }

    /// Adds the keywords of a variant.
    mutating func add(_ variant: Variant) -> Vocabulary.Words {
        let words = vocabulary.add(variant)
        makeRoom()
        return words
    }

    /// Notes what the keyword `word` leads to: matches that hold it, the name that it is a part of, or a manifest of its kind.
    mutating func use(_ word: Int32, by finder: Variant.Finder, of variant: Int) {
        let word = Int(word)
        switch finder {
        case .pattern: uses[word].anchored.append(variant)
        case .manifest: uses[word].manifest = variant
        case .password, .key, .vendor, .personNames:
            // Signs around a word for a secret are no part of the name.
            let bytes = keywords[word].bytes
            let offset = bytes.prefix(while: KeywordTable.isSign).count
            let length = bytes.count - offset - bytes.reversed().prefix(while: KeywordTable.isSign).count
            uses[word].naming = (variant, offset, length)
        }
    }

    /// Notes that a keyword is a context word.
    mutating func useAsContext(_ word: Int32) { uses[Int(word)].isContext = true }

    /// Adds what announces content of another kind.
    mutating func addSign(_ sign: ContentSign) {
        let keyword = Keyword(sign.literal, comparison: sign.comparison, boundary: sign.boundary)
        uses[append(keyword)].sign = sign
    }

    /// Adds what begins a statement; a capital letter in it makes it count only as written.
    mutating func addStatement(_ literal: String, _ kind: DumpStatement.Kind, _ rest: Int) {
        let bytes = Array(literal.utf8)
        let comparison: Keyword.Comparison = bytes.contains { $0 &- 65 < 26 } ? .exact : .anyCase
        let hasBoundary =
            switch kind {
            case .markup, .segment: false
            case .copy, .insert, .create: true
            }
        let boundary: Keyword.Boundary = hasBoundary ? .start : .none
        uses[append(Keyword(bytes, comparison: comparison, boundary: boundary))].statement = (kind, rest)
    }

    /// The word that announces an IBAN, as an index.
    mutating func ibanWord(_ prepared: PreparedVocabulary?) -> Int {
        let word = prepared?.ibanWord ?? vocabulary.add(PreparedVocabulary.ibanWord)[0]
        makeRoom()
        uses[Int(word)].isContext = true
        return Int(word)
    }

    /// Adds a keyword of its own: that another one is like it is no harm, and cheaper than to look.
    private mutating func append(_ keyword: Keyword) -> Int {
        let word = Int(vocabulary.append(keyword))
        makeRoom()
        return word
    }

    private mutating func makeRoom() {
        while uses.count < keywords.count { uses.append(Detector.KeywordUse(keywords[uses.count])) }
    }

    private static func isSign(_ byte: UInt8) -> Bool {
        !(byte &- 48 < 10 || (byte | 0x20) &- 97 < 26 || byte >= 0x80)
    }
}
