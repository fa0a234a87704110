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
    private(set) var entries: [Entry] = []

    /// The grams, each once.
    var grams: [UInt32] {
        var grams: [UInt32] = []
        for entry in entries where entry.gram != grams.last { grams.append(entry.gram) }
        return grams
    }

    /// Chooses grams for `keywords`.
    ///
    /// - Complexity: A few microseconds a keyword.
    init(_ keywords: [Keyword]) {
        for (index, keyword) in keywords.enumerated() {
            for parity in 0...1 {
                var best = 0
                var least = Double.infinity
                for offset in GramTable.offsets(in: keyword, parity: parity) {
                    let known = max(0, offset)..<min(keyword.bytes.count, offset + 4)
                    let cost = GramFrequencies.estimate(known.map { Folding.fold(keyword.bytes[$0]) })
                    if cost < least {
                        least = cost
                        best = offset
                    }
                }
                for gram in GramTable.grams(of: keyword, at: best) {
                    entries.append(Entry(gram: gram, keyword: Int32(index), offset: Int32(best)))
                }
            }
        }
        entries.sort { ($0.gram, $0.keyword) < ($1.gram, $1.keyword) }
    }

    /// Offsets of the given parity at which a gram may lie: wholly inside if that can be, else with bytes beside.
    private static func offsets(in keyword: Keyword, parity: Int) -> [Int] {
        let inside = stride(from: parity, through: keyword.bytes.count - 4, by: 2)
        if keyword.bytes.count >= 6 { return Array(inside) }
        // As much as can be is known. Where a gram begins before its keyword, the kernel cannot see the keyword at the
        // very start of a text; `Prefilter` looks there itself.
        let offsets = (-2...keyword.bytes.count - 1).filter { ($0 & 1) == parity }
        func known(_ offset: Int) -> Int {
            let inside = min(keyword.bytes.count, offset + 4) - max(0, offset)
            let before = offset < 0 && keyword.neighboursBefore != nil
            let after = offset + 4 > keyword.bytes.count && keyword.neighboursAfter != nil
            return inside + (before ? 1 : 0) + (after ? 1 : 0)
        }
        let most = offsets.map(known).max() ?? 0
        return offsets.filter { known($0) == most }
    }

    /// Every gram that can stand at `offset` where the keyword stands at 0.
    private static func grams(of keyword: Keyword, at offset: Int) -> [UInt32] {
        if offset >= 0, offset + 4 <= keyword.bytes.count {
            return [(0..<4).reduce(0) { $0 | UInt32(Folding.fold(keyword.bytes[offset + $1])) << UInt32(8 * $1) }]
        }
        return (0..<4).reduce([0]) { grams, position in
            let index = offset + position
            let values: [UInt8] =
                if keyword.bytes.indices.contains(index) {
                    [Folding.fold(keyword.bytes[index])]
                } else if index == -1 {
                    keyword.neighboursBefore ?? Folding.all
                } else if index == keyword.bytes.count {
                    keyword.neighboursAfter ?? Folding.all
                } else {
                    Folding.all
                }
            return grams.flatMap { gram in values.map { gram | UInt32($0) << UInt32(8 * position) } }
        }
    }
}

/// How the kernels see bytes: letters without case, and everything that no keyword is known by as zero.
enum Folding {
    /// Folds a byte.
    static func fold(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            byte & 0xDF
        case 0x80...: byte & 0x87
        default: 0
        }
    }

    /// Every folded byte there is.
    static let all = Array(Set((0...255).map { fold(UInt8($0)) })).sorted()

    /// Every folded byte that is neither letter nor digit in ASCII.
    static let boundaries = strictBoundaries + Array(0x80...0x87)

    /// Every folded byte of ASCII that is neither letter nor digit.
    static let strictBoundaries = [0, fold(UInt8(ascii: "_")), fold(UInt8(ascii: "-"))]

    /// The folded digits.
    static let digits = (0...9).map { fold(UInt8(ascii: "0") + $0) }
}
