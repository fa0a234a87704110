/// How often a pass would have to stop at a gram.
///
/// A gram has one of 131,072 places in the first table of a ``Prefilter``, which it shares with others; the pass stops for all of
/// them.
public struct GramCommonness: Sendable {
    private let hash: GramHash
    private var counts = [Float](repeating: 0, count: GramHash.bucketCount * 8)

    /// What a place counts that keywords have: each of their stops would be one for two reasons.
    private static let keywordCount: Float = 1e4

    /// Weighs all of the five million grams, which takes some 50 milliseconds.
    init(_ hash: GramHash, keywords: [UInt32]) {
        self.hash = hash
        GramFrequencies.forEachEstimate { gram, count in counts[place(of: gram)] += count }
        for (gram, count) in GramFrequencies.known { counts[place(of: gram)] += Float(count) }
        for gram in keywords { counts[place(of: gram)] = GramCommonness.keywordCount }
    }

    /// How many grams in ten million of ordinary text have the place of `gram`, which is folded, as far as is known.
    public func callAsFunction(_ gram: UInt32) -> Double { Double(counts[place(of: gram)]) }

    private func place(of gram: UInt32) -> Int {
        let place = hash.place(of: gram)
        return place.bucket << 3 | Int(place.bit)
    }
}
