/// Which four bytes in a row betray each keyword.
///
/// The kernel looks at every second position of a text. A keyword that begins at an even offset is betrayed by a gram
/// at an even offset into it, one that begins at an odd offset by a gram at an odd one; for both, the rarest gram is
/// chosen. A short keyword may have none that lies wholly inside it; then the bytes beside it are unknown, and a gram
/// for each possible value is wanted.
struct GramTable {
    /// A keyword betrayed by a gram, and how far into the keyword the gram begins (-1 when one byte before it).
    struct Entry {
        var gram: UInt32
        var keyword: Int32
        var offset: Int32
    }

    /// Grams and what each betrays, by gram.
    let entries: [Entry]

    /// The grams, each once.
    var grams: [UInt32] {
        var grams: [UInt32] = []
        grams.reserveCapacity(entries.count)
        for entry in entries where entry.gram != grams.last { grams.append(entry.gram) }
        return grams
    }

    /// What was chosen before.
    init(entries: [Entry]) { self.entries = entries }

    /// Chooses grams for `keywords`, of which there are fewer than two to the power of 24.
    ///
    /// - Parameters:
    ///   - keywords: All keywords.
    ///   - first: The index of the first one that grams are chosen for.
    /// - Complexity: About a microsecond a keyword.
    init(_ keywords: [Keyword], from first: Int = 0) {
        // Entries as numbers that sort by gram and then by keyword; at the end stands the offset, which is small.
        var packed: [UInt64] = []
        packed.reserveCapacity((keywords.count - first) * 3)
        func add(_ gram: UInt32, _ index: Int, _ offset: Int) {
            packed.append(UInt64(gram) << 32 | UInt64(index) << 8 | UInt64(offset + 2))
        }
        let frequencies = GramFrequencies()
        for index in first..<keywords.count {
            let keyword = keywords[index]
            let folded = keyword.bytes.prefix(GramTable.reach).map(Folding.fold)
            for parity in 0...1 {
                if folded.count >= 6 {
                    let offset = GramTable.rarest(in: folded, parity: parity, frequencies)
                    add(GramTable.gram(folded, at: offset), index, offset)
                } else {
                    let offset = GramTable.rarest(inShort: folded, of: keyword, parity: parity, frequencies)
                    for gram in GramTable.grams(of: keyword, folded, at: offset) { add(gram, index, offset) }
                }
            }
        }
        packed.sort()
        entries = packed.map {
            Entry(
                gram: UInt32(truncatingIfNeeded: $0 >> 32),
                keyword: Int32($0 >> 8 & 0xFF_FFFF),
                offset: Int32($0 & 0xFF) - 2
            )
        }
    }

    /// How far into a keyword grams are looked for.
    private static let reach = 200

    /// The offset of the rarest gram that lies wholly inside.
    private static func rarest(in folded: [UInt8], parity: Int, _ frequencies: GramFrequencies) -> Int {
        var best = parity
        var least = Double.infinity
        for offset in stride(from: parity, through: folded.count - 4, by: 2) {
            let cost = frequencies.estimate(gram(folded, at: offset), count: 4)
            if cost < least {
                least = cost
                best = offset
            }
        }
        return best
    }

    /// The offset of the rarest gram of those of which most is known.
    ///
    /// Where a gram begins before its keyword, the kernel cannot see the keyword at the very start of a text;
    /// ``Prefilter`` looks there itself.
    private static func rarest(
        inShort folded: [UInt8],
        of keyword: Keyword,
        parity: Int,
        _ frequencies: GramFrequencies
    ) -> Int {
        var best = (offset: 0, known: 0, cost: Double.infinity)
        for offset in -2...folded.count - 1 where (offset & 1) == parity {
            let inside = max(0, offset)..<min(folded.count, offset + 4)
            let before = offset < 0 && keyword.neighboursBefore != nil
            let after = offset + 4 > folded.count && keyword.neighboursAfter != nil
            let known = inside.count + (before ? 1 : 0) + (after ? 1 : 0)
            guard known >= best.known, inside.count >= 2 else { continue }
            var gram: UInt32 = 0
            for (place, index) in inside.enumerated() { gram |= UInt32(folded[index]) << UInt32(8 * place) }
            let cost = frequencies.estimate(gram, count: inside.count)
            if known > best.known || cost < best.cost { best = (offset, known, cost) }
        }
        return best.offset
    }

    /// The four bytes at `offset`.
    private static func gram(_ folded: [UInt8], at offset: Int) -> UInt32 {
        UInt32(folded[offset]) | UInt32(folded[offset + 1]) << 8 | UInt32(folded[offset + 2]) << 16
            | UInt32(folded[offset + 3]) << 24
    }

    /// Every gram that can stand at `offset` where the keyword stands at 0.
    private static func grams(of keyword: Keyword, _ folded: [UInt8], at offset: Int) -> [UInt32] {
        var grams: [UInt32] = [0]
        for position in 0..<4 {
            let index = offset + position
            let values: [UInt8] =
                if folded.indices.contains(index) {
                    [folded[index]]
                } else if index == -1 {
                    keyword.neighboursBefore ?? Folding.all
                } else if index == folded.count {
                    keyword.neighboursAfter ?? Folding.all
                } else {
                    Folding.all
                }
            grams = grams.flatMap { gram in values.map { gram | UInt32($0) << UInt32(8 * position) } }
        }
        return grams
    }
}
