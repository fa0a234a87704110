import Foundation
import Testing

@testable import Prefiltering
@testable import gram_counter

/// The tables of frequencies, and what counts them.
@Suite struct FrequencyTests {
    private static let letters = GramLetter.count

    private func number(_ character: Character) -> Int { Int(GramLetter.numbers[Int(character.asciiValue ?? 0)]) }

    private func counter(_ texts: [String], share: Double = 1) -> GramCounter {
        var counter = GramCounter()
        counter.add(texts.map { Array($0.utf8) }, share: share)
        return counter
    }

    @Test func whatStandsInARowIsCounted() {
        let counted = counter(["abAB", "xab"])
        let (a, b, x) = (number("a"), number("b"), number("x"))
        // Five pairs, three triples and one gram of four; case makes no difference, and nothing spans two texts.
        #expect(abs(counted.pairs[a * Self.letters + b] - 3.0 / 5) < 1e-9)
        #expect(abs(counted.pairs[b * Self.letters + a] - 1.0 / 5) < 1e-9)
        #expect(counted.pairs[b * Self.letters + x] == 0)
        #expect(abs(counted.triples[(x * Self.letters + a) * Self.letters + b] - 1.0 / 3) < 1e-9)
        #expect(counted.grams[((a * Self.letters + b) * Self.letters + a) * Self.letters + b] == 1)
        #expect(counted.seen.count == 1)
    }

    @Test func aKindWeighsWhatItsShareIs() {
        var counted = counter(["aa"], share: 0.25)
        counted.add([Array(String(repeating: "b", count: 1000).utf8)], share: 0.75)
        #expect(abs(counted.pairs[number("a") * Self.letters + number("a")] - 0.25) < 1e-9)
        #expect(abs(counted.pairs[number("b") * Self.letters + number("b")] - 0.75) < 1e-9)
    }

    @Test func countsAreWrittenAsLogarithms() {
        // Half of all pairs is five million in ten, the binary logarithm of which is 22.25.
        let tables = FrequencyTables(counter(["abab aba", "b"]))
        let all = String(decoding: tables.pairs[number("a")].utf8.suffix(1), as: UTF8.self)
        #expect(tables.pairs.count == Self.letters)
        #expect(tables.pairs.allSatisfy { $0.utf8.count == Self.letters + 1 })
        #expect(tables.triples.utf8.count == Self.letters * Self.letters * Self.letters)
        // Three of seven begin with an 'a': 33 + 3.2 * log2(4,285,714), rounded.
        #expect(all == String(UnicodeScalar(UInt8(33 + 70))))
        #expect(tables.common.allSatisfy { $0.utf8.count == 5 })
        #expect(tables.common == tables.common.sorted())
    }

    @Test func theSourceIsTheTable() {
        // A triple of three that are written as '#', in front of what would end a literal or begin an escape.
        let tables = FrequencyTables(counter([String(repeating: "bbbb\\\"aaaabbbb[[0189__--é", count: 3)]))
        let source = tables.tripleSource
        let literal = source.split(separator: "\n").filter { $0.hasPrefix("        ") }.dropLast()
        let fence =
            source.split(separator: "\n").first { $0.contains("StaticString") }?.split(separator: " ").last ?? ""
        let escape = "\\" + fence.dropLast(3)
        #expect(fence.count >= 6)
        let text = literal.map { $0.dropFirst(8) }.map { $0.hasSuffix(escape) ? $0.dropLast(escape.count) : $0 }
            .joined()
        #expect(text == tables.triples)
        #expect(!tables.triples.contains(escape))
    }

    /// The tables in use were counted from the same texts by the same rules: what stands in one follows from another.
    @Test func theTablesAgreeWithEachOther() {
        let letters = Self.letters
        let pairs = GramFrequencies.pairs.bytes.split(separator: 10).map(Array.init)
        #expect(pairs.count == letters)
        #expect(pairs.allSatisfy { $0.count == letters + 1 })
        let triples = TripleFrequencies.counts
        #expect(triples.count == letters * letters * letters)
        func logarithm(_ count: Float) -> Float { 3.2 * log2(max(count, 1)) }
        var foreign: [String] = []
        for first in 0..<letters {
            for second in 0..<letters {
                let start = (first * letters + second) * letters
                let sum = triples[start..<start + letters].filter { $0 > 0.05 }.reduce(0, +)
                let written = Float(pairs[first][second]) - 33
                // A count is right to half a step, and a pair at the end of a text has no third.
                if written > 8, abs(logarithm(sum) - written) > 1.5 { foreign.append("\(first), \(second)") }
            }
        }
        #expect(foreign == [])
        let common = GramFrequencies.common.bytes
        #expect(common.count == 5 * FrequencyTables.mostCommon)
        var (last, veryCommon) = ([UInt8](), 0)
        for start in stride(from: 0, to: common.count, by: 5) {
            let gram = Array(common[start..<start + 4])
            let numbers = gram.map { Int($0) - 33 }
            let count = Float(common[start + 4]) - 33
            let triple = triples[(numbers[0] * letters + numbers[1]) * letters + numbers[2]]
            let isRight =
                last.lexicographicallyPrecedes(gram) && count <= logarithm(triple) + 1.5
                && count >= logarithm(Float(GramFrequencies.leastCommon)) - 1
            if !isRight { foreign.append(String(decoding: gram, as: UTF8.self)) }
            last = gram
            if Int(count) >= GramFrequencies.commonEnough { veryCommon += 1 }
        }
        #expect(foreign == [])
        #expect((900...1300).contains(veryCommon))
    }
}

extension StaticString {
    fileprivate var bytes: [UInt8] { withUTF8Buffer { unsafe Array($0) } }
}
