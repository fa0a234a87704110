/// How common three folded bytes in a row are.
///
/// Counted like ``GramFrequencies``, over source code, documentation, logs and tables, for what depends on the order of the
/// rare ones. A count is a character: `!` for none, otherwise 34 and 3.2 times the binary logarithm of the count in a hundred
/// millions, which is one at least; for all triples of the 47 classes in order.
enum TripleFrequencies {
    /// The counts in ten million.
    static var counts: [Float] {
        var powers = [Float](repeating: 0, count: 128)
        // What never came up may come up.
        powers[33] = 0.01
        var power: Float = 0.1
        for character in 34..<128 {
            powers[character] = power
            power *= 1.241_857_8
        }
        return (0..<triples.utf8CodeUnitCount).map { unsafe powers[Int(triples.utf8Start[$0])] }
    }
}
