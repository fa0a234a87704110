import Prefiltering

/// Counts how often two, three and four folded bytes stand in a row, over texts of several kinds of which each has its share.
struct GramCounter {
    private static let letters = GramLetter.count

    /// The share of each pair, triple and gram of four among all, by the numbers of their letters.
    private(set) var pairs = [Double](repeating: 0, count: letters * letters)
    private(set) var triples = [Double](repeating: 0, count: letters * letters * letters)
    private(set) var grams = [Double](repeating: 0, count: letters * letters * letters * letters)

    /// The grams of four that there were, in no order.
    private(set) var seen: [Int] = []

    /// Adds the texts of a kind.
    ///
    /// - Parameters:
    ///   - texts: Each by itself; nothing is counted across the end of one.
    ///   - share: The part of all that the kind makes up, however many bytes its texts have.
    mutating func add(_ texts: some Sequence<[UInt8]>, share: Double) {
        let letters = GramCounter.letters
        var counts = (
            pairs: [Int](repeating: 0, count: pairs.count), triples: [Int](repeating: 0, count: triples.count),
            grams: [Int](repeating: 0, count: grams.count)
        )
        // Of nearly five million most never come up.
        var touched: [Int] = []
        for text in texts {
            var (first, second, third) = (-1, -1, -1)
            for byte in text {
                let letter = Int(GramLetter.numbers[Int(byte)])
                if third >= 0 {
                    counts.pairs[third * letters + letter] += 1
                    if second >= 0 {
                        counts.triples[(second * letters + third) * letters + letter] += 1
                        if first >= 0 {
                            let gram = ((first * letters + second) * letters + third) * letters + letter
                            if counts.grams[gram] == 0 { touched.append(gram) }
                            counts.grams[gram] += 1
                        }
                    }
                }
                (first, second, third) = (second, third, letter)
            }
        }
        seen += touched.filter { grams[$0] == 0 }
        GramCounter.add(counts.pairs, at: Array(counts.pairs.indices), to: &pairs, share)
        GramCounter.add(counts.triples, at: Array(counts.triples.indices), to: &triples, share)
        GramCounter.add(counts.grams, at: touched, to: &grams, share)
    }

    private static func add(_ counts: [Int], at places: [Int], to shares: inout [Double], _ share: Double) {
        let all = places.reduce(0) { $0 + counts[$1] }
        guard all > 0 else { return }
        for place in places { shares[place] += share * Double(counts[place]) / Double(all) }
    }
}
