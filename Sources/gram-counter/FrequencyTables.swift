import Prefiltering

/// The tables of `GramFrequencies` and `TripleFrequencies`, as source code.
struct FrequencyTables {
    private static let letters = GramLetter.count

    /// How many grams of four the table of common ones has.
    static let mostCommon = 6000

    /// How many of them are the very common ones, about.
    static let veryCommon = 1000

    /// Rows of the table of pairs: a character for each second letter, and one for all.
    let pairs: [String]

    /// Records of five characters, in order.
    let common: [String]

    /// A character for each triple.
    let triples: String

    /// The count in ten million of the rarest gram in ``common``.
    let leastCommon: Double

    /// The logarithm that about a thousand of ``common`` reach.
    let commonEnough: Int

    init(_ counter: GramCounter) {
        let letters = FrequencyTables.letters
        pairs = (0..<letters).map { first in
            let row = counter.pairs[first * letters..<(first + 1) * letters]
            return FrequencyTables.text((row + [row.reduce(0, +)]).map { FrequencyTables.logarithm($0 * 1e7) })
        }
        triples = FrequencyTables.text(
            counter.triples.map { $0 > 0 ? 1 + FrequencyTables.logarithm($0 * 1e8) : 0 }
        )
        let ordered = counter.seen.sorted { (counter.grams[$0], $1) > (counter.grams[$1], $0) }
        let chosen = ordered.prefix(FrequencyTables.mostCommon)
        leastCommon = (counter.grams[chosen.last ?? 0] * 1e7).rounded()
        commonEnough = FrequencyTables.logarithm(
            counter.grams[chosen.prefix(FrequencyTables.veryCommon).last ?? 0] * 1e7
        )
        common = chosen.sorted().map { gram in
            let places = [letters * letters * letters, letters * letters, letters, 1]
            return FrequencyTables.text(
                places.map { gram / $0 % letters } + [FrequencyTables.logarithm(counter.grams[gram] * 1e7)]
            )
        }
    }

    /// 3.2 times the binary logarithm of a count, of less than one of one.
    private static func logarithm(_ count: Double) -> Int {
        // Powers instead of a logarithm, which is not the same everywhere.
        var (logarithm, power) = (0, 1.0)
        let half = 1.114_387_731_448_566_8
        while power * half <= count {
            power *= half * half
            logarithm += 1
        }
        return logarithm
    }

    private static func text(_ numbers: [Int]) -> String {
        String(decoding: numbers.map { GramLetter.first + UInt8($0) }, as: UTF8.self)
    }

    // MARK: Source code

    private static let note =
        "// Made by `make grams` from the texts that Tests/Grams/fetch.sh lists; not to be edited."

    /// `GramFrequencies+Tables.swift`.
    var gramSource: String {
        let rows = pairs.map { "        " + $0 }.joined(separator: "\n")
        let (pairFence, commonFence) = (FrequencyTables.fence(rows), FrequencyTables.fence(common.joined()))
        return """
            \(FrequencyTables.note)

            extension GramFrequencies {
                /// The logarithm that about a thousand grams reach.
                static let commonEnough = \(commonEnough)

                /// The count of the least common gram in the table.
                static let leastCommon = \(leastCommon)

                /// Counts of pairs, a row for each first letter.
                // swift-format-ignore
                static let pairs: StaticString = \(pairFence)\"""
            \(rows)
                    \"""\(pairFence)

                /// The most common grams in order: four letters and their count.
                // swift-format-ignore
                static let common: StaticString = \(commonFence)\"""
            \(FrequencyTables.lines(common.joined(), of: 100, commonFence))
                    \"""\(commonFence)
            }

            """
    }

    /// `TripleFrequencies+Table.swift`.
    var tripleSource: String {
        let fence = FrequencyTables.fence(triples)
        return """
            \(FrequencyTables.note)

            extension TripleFrequencies {
                /// Counts of all triples.
                // swift-format-ignore
                static let triples: StaticString = \(fence)\"""
            \(FrequencyTables.lines(triples, of: 94, fence))
                    \"""\(fence)
            }

            """
    }

    /// More `#` than stand in a row anywhere in a text, so that nothing in it ends the literal or is an escape.
    private static func fence(_ text: String) -> String {
        let runs = text.split { $0 != "#" }.map(\.count)
        return String(repeating: "#", count: max(3, 1 + (runs.max() ?? 0)))
    }

    /// A text in lines of a literal that has no ends of lines in it.
    private static func lines(_ text: String, of length: Int, _ fence: String) -> String {
        var lines: [String] = []
        var rest = Substring(text)
        while !rest.isEmpty {
            let line = rest.prefix(length)
            rest = rest.dropFirst(length)
            lines.append("        \(line)\(rest.isEmpty ? "" : "\\" + fence)")
        }
        return lines.joined(separator: "\n")
    }
}
