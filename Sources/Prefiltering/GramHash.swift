/// How grams are spread over the two tables of a filter.
///
/// The kernel computes two 16-bit hashes of a gram, each from its halves with a multiplier for either: the upper 13 bits
/// of the first choose a byte of the first table, the upper three of the second a bit of that byte. A second table
/// under an unrelated hash thins out what the first lets through.
struct GramHash {
    let first: UInt16
    let second: UInt16
    let third: UInt16
    let fourth: UInt16

    /// Bytes of the first table.
    static let bucketCount = 16384

    /// Words of the second table, of 32 bits each.
    static let bitmapWordCount = 8192

    /// How many sets of multipliers are tried; each costs about 20 microseconds, and more beforehand, when the program is built.
    static let trials = (now: 24, beforehand: 240)

    /// The hash under which the fewest common grams look like one of `grams`.
    ///
    /// Multipliers differ by a factor of eight in how often the first table is hit for nothing, and which are good
    /// depends on the grams. They are drawn from a fixed sequence, so that a rule set always gets the same.
    static func best(for grams: [UInt32], of trials: Int) -> GramHash {
        var random: UInt64 = 88_172_645_463_325_252
        func multiplier() -> UInt16 {
            random ^= random << 13
            random ^= random >> 7
            random ^= random << 17
            return UInt16(truncatingIfNeeded: random >> 16) | 1
        }
        let common = GramFrequencies.mostCommon
        var best = GramHash(first: 22171, second: 50337, third: 9279, fourth: 58257)
        var least = UInt64.max
        for _ in 0..<trials {
            let candidate = GramHash(
                first: multiplier(),
                second: multiplier(),
                third: multiplier(),
                fourth: multiplier()
            )
            var table = [UInt8](repeating: 0, count: bucketCount)
            for gram in grams {
                let place = candidate.place(of: gram)
                table[place.bucket] |= 1 << place.bit
            }
            var hits: UInt64 = 0
            for (gram, count) in common {
                let place = candidate.place(of: gram)
                hits += UInt64(table[place.bucket] >> place.bit & 1) * count
            }
            if hits < least {
                least = hits
                best = candidate
            }
        }
        return best
    }

    /// The place of `gram` in the first table.
    @inline(__always)
    func place(of gram: UInt32) -> (bucket: Int, bit: UInt8) {
        let low = UInt16(truncatingIfNeeded: gram)
        let high = UInt16(truncatingIfNeeded: gram >> 16)
        return (
            Int((low &* first &+ high &* second) >> 2),
            UInt8(truncatingIfNeeded: (low &* third &+ high &* fourth) >> 13)
        )
    }

    /// The bit of `gram` in the second table.
    @inline(__always)
    static func bitmapIndex(of gram: UInt32) -> Int { Int((gram &* 0x9E37_79B1) >> 14) }
}
