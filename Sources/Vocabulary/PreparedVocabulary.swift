public import Identifiers
public import Prefiltering

/// The vocabulary of identifiers that never change, worked out when the program is built.
///
/// With it a detector of more than a thousand identifiers is ready in a tenth of the time.
public struct PreparedVocabulary: Sendable {
    /// All keywords.
    public let keywords: [Keyword]

    /// By which grams they are found.
    public let plan: GramPlan

    /// The word that announces an IBAN, as an index.
    public let ibanWord: Int32

    /// The ids of the identifiers, in their order.
    let ids: [String]
    /// For each identifier the index of its first variant, and the number of all variants behind the last.
    let firstVariants: [UInt32]
    /// For each variant where its anchors and then its context words begin among ``indices``, and their end behind the last.
    let bounds: [UInt32]
    /// The keywords of one variant after the other.
    let indices: [Int32]

    /// Works out the vocabulary of `identifiers`.
    ///
    /// - Complexity: Some microseconds a keyword.
    public init(of identifiers: [ManagedDataIdentifier]) {
        var vocabulary = Vocabulary()
        var (firstVariants, bounds, indices): ([UInt32], [UInt32], [Int32]) = ([0], [0], [])
        for identifier in identifiers {
            for variant in identifier.variants {
                let words = vocabulary.add(variant)
                indices += words.anchors
                bounds.append(UInt32(indices.count))
                indices += words.context
                bounds.append(UInt32(indices.count))
            }
            firstVariants.append(UInt32(bounds.count / 2))
        }
        ibanWord = vocabulary.add(PreparedVocabulary.ibanWord)[0]
        keywords = vocabulary.keywords
        plan = GramPlan(keywords, beforehand: true)
        ids = identifiers.map(\.id)
        (self.firstVariants, self.bounds, self.indices) = (firstVariants, bounds, indices)
    }

    /// The word that announces an IBAN.
    public static let ibanWord = "iban"

    init(
        keywords: [Keyword],
        plan: GramPlan,
        ibanWord: Int32,
        ids: [String],
        firstVariants: [UInt32],
        bounds: [UInt32],
        indices: [Int32]
    ) {
        (self.keywords, self.plan, self.ibanWord, self.ids) = (keywords, plan, ibanWord, ids)
        (self.firstVariants, self.bounds, self.indices) = (firstVariants, bounds, indices)
    }

    /// Finds which of the identifiers others are.
    ///
    /// - Parameter identifiers: Identifiers, of which those that are known stand in their order.
    /// - Returns: For each the index of its first variant, or `nil` for one that is not known.
    /// - Complexity: Linear.
    public func places(of identifiers: [ManagedDataIdentifier]) -> [Int?] {
        var next = 0
        return identifiers.map { identifier in
            guard let index = ids[next...].firstIndex(of: identifier.id) else { return nil }
            next = index + 1
            let first = Int(firstVariants[index])
            return Int(firstVariants[index + 1]) - first == identifier.variants.count ? first : nil
        }
    }

    /// The keywords of a variant.
    public func words(ofVariant variant: Int) -> Vocabulary.Words {
        let middle = Int(bounds[2 * variant + 1])
        return Vocabulary.Words(
            anchors: Array(indices[Int(bounds[2 * variant])..<middle]),
            context: Array(indices[middle..<Int(bounds[2 * variant + 2])])
        )
    }

    /// How many identifiers it knows.
    public var identifierCount: Int { ids.count }
}
