/// Names of vendors, and the variants that call keys near them by these names.
struct VendorNames: Sendable {
    private var vendors: [UInt64: (variant: Int, isEveryday: Bool)] = [:]

    /// The shortest value that is called by a vendor's name, in bytes.
    static let shortestKey = 12

    /// Bytes before a name, and behind a value, in which a vendor's name counts.
    private static let reachBefore = 240
    private static let reachBehind = 100

    /// Adds a name in lower case; one with `_` in it is made of everyday words and counts as a part of names only.
    mutating func add(_ name: String, for variant: Int) {
        let letters = name.utf8.filter { $0 != UInt8(ascii: "_") }
        let hash = letters.reduce(WordSet.seed) { WordSet.add($1, to: $0) }
        vendors[hash] = (variant, name.contains("_"))
    }

    /// The variant of the vendor whose name is nearest: in the name itself, in its line, or in the two lines before.
    ///
    /// - Complexity: O(*n*) in at most 600 bytes, about a microsecond.
    func variant(near name: Range<Int>, _ value: Range<Int>, in text: borrowing Glyphs) -> Int? {
        guard !vendors.isEmpty else { return nil }
        if let found = last(in: name, isName: true, text) { return found }
        var start = name.lowerBound
        var lines = 0
        while start > 0, name.lowerBound - start < VendorNames.reachBefore {
            if text[start - 1] == 10 { lines += 1 }
            if lines > 2 { break }
            start -= 1
        }
        if let found = last(in: start..<name.lowerBound, isName: false, text) { return found }
        let end = text.lineEnd(value.upperBound, atMost: VendorNames.reachBehind)
        return last(in: value.upperBound..<end, isName: false, text)
    }

    /// The last vendor that is named in `range`, in one word or two that follow each other.
    private func last(in range: Range<Int>, isName: Bool, _ text: borrowing Glyphs) -> Int? {
        var found: Int?
        var index = range.lowerBound
        var before: (hash: UInt64, end: Int)?
        while index < range.upperBound {
            guard text.isDigit(index) || text.isLetter(index) else {
                index += 1
                continue
            }
            let start = index
            var hash = WordSet.seed
            var joined = before.flatMap { start - $0.end <= 1 ? $0.hash : nil }
            while index < range.upperBound, text.isDigit(index) || text.isLetter(index),
                index == start || !text.isUpper(index) || text.isUpper(index - 1)
            {
                hash = WordSet.add(text[index], to: hash)
                if let known = joined { joined = WordSet.add(text[index], to: known) }
                index += 1
            }
            if let vendor = vendors[hash] ?? joined.flatMap({ vendors[$0] }), isName || !vendor.isEveryday {
                found = vendor.variant
            }
            before = (hash, index)
        }
        return found
    }
}
