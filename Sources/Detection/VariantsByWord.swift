/// Of each keyword the variants that it means something to.
struct VariantsByWord: Sendable {
    /// Where those of each keyword begin among ``variants``, and their number behind the last.
    private let starts: [Int32]
    private let variants: [Int32]

    /// Sorts pairs by their words.
    ///
    /// - Parameters:
    ///   - pairs: In ascending order of variants; a pair may come twice.
    ///   - wordCount: How many keywords there are.
    /// - Complexity: Linear.
    init(_ pairs: [(word: Int32, variant: Int32)], wordCount: Int) {
        var starts = [Int32](repeating: 0, count: wordCount + 1)
        for pair in pairs { starts[Int(pair.word) + 1] += 1 }
        for word in 0..<wordCount { starts[word + 1] += starts[word] }
        var next = starts
        var variants = [Int32](repeating: 0, count: pairs.count)
        for pair in pairs {
            variants[Int(next[Int(pair.word)])] = pair.variant
            next[Int(pair.word)] += 1
        }
        (self.starts, self.variants) = (starts, variants)
    }

    /// The variants of a keyword, ascending.
    subscript(word: Int) -> ArraySlice<Int32> { variants[range(of: word)] }

    /// Whether a keyword means something to a variant.
    ///
    /// - Complexity: O(log *n*) in the variants of the keyword.
    func contains(_ variant: Int, of word: Int) -> Bool {
        let range = range(of: word)
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if variants[middle] < Int32(truncatingIfNeeded: variant) { low = middle + 1 } else { high = middle }
        }
        return low < range.upperBound && variants[low] == Int32(truncatingIfNeeded: variant)
    }

    /// A variant by its place in the ``range(of:)`` of a keyword; a slice for each keyword that is found would count references.
    @inline(__always)
    subscript(at place: Int) -> Int { Int(variants[place]) }

    /// The places of a keyword's variants.
    @inline(__always)
    func range(of word: Int) -> Range<Int> { Int(starts[word])..<Int(starts[word + 1]) }
}
