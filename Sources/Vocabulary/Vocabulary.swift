public import Identifiers
import Patterns
public import Prefiltering

/// The keywords that identifiers are looked for by, each once.
public struct Vocabulary: Sendable {
    /// All that were added; what leads to a variant names them by index.
    public private(set) var keywords: [Keyword]

    /// Where each keyword stands; worked out when one is added that may be known.
    private var indices: [Keyword: Int32]?
    /// The keywords of words that were spelled before.
    private var spellings: [String: [Int32]] = [:]

    /// The keywords of a variant, as indices.
    public struct Words: Equatable, Sendable {
        /// One for each literal of its anchor, in order; the names of vendors are no keywords.
        public var anchors: [Int32] = []
        /// Those of its context words, in all their spellings.
        public var context: [Int32] = []
    }

    /// Knows `keywords`, no two of which are the same.
    public init(_ keywords: [Keyword] = []) { self.keywords = keywords }

    /// Adds the keywords of a variant.
    ///
    /// - Returns: Its keywords, new and known.
    /// - Complexity: About a microsecond for each new keyword.
    public mutating func add(_ variant: Variant) -> Words {
        var words = Words()
        if case .keywords(let literals, let before) = variant.anchor, variant.finder != .vendor {
            let isPinned = before == 0 && variant.finder == .pattern && Pattern.beginsAtBoundary(variant.pattern)
            words.anchors = literals.map { literal in
                let bytes = Array(literal.utf8)
                // A capital letter in a literal makes it count only as written; names and kinds count in any case.
                let isExact = variant.finder == .pattern && bytes.contains { $0 &- 65 < 26 }
                return add(
                    Keyword(bytes, comparison: isExact ? .exact : .anyCase, boundary: isPinned ? .start : .none)
                )
            }
        }
        for word in variant.context?.words ?? [] { words.context += add(word) }
        return words
    }

    /// Adds a context word in all its spellings; variants share most of their words, which are spelled once.
    ///
    /// - Returns: The keywords of the spellings, at least one.
    public mutating func add(_ word: String) -> [Int32] {
        if let known = spellings[word] { return known }
        let spelled = ContextWord.spellings(of: word).map {
            add(Keyword($0, comparison: .anyCase, boundary: .word))
        }
        spellings[word] = spelled
        return spelled
    }

    /// Adds a keyword, unless it is known.
    public mutating func add(_ keyword: Keyword) -> Int32 {
        if indices == nil {
            indices = Dictionary(uniqueKeysWithValues: zip(keywords, 0...))
        }
        if let known = indices?[keyword] { return known }
        indices?[keyword] = Int32(keywords.count)
        return append(keyword)
    }

    /// Adds a keyword of its own, whether or not there is one like it; cheaper than ``add(_:)-(Keyword)``.
    public mutating func append(_ keyword: Keyword) -> Int32 {
        keywords.append(keyword)
        return Int32(keywords.count - 1)
    }
}
