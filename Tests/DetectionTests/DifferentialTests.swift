import Bytes
import BuiltInIdentifiers
import Foundation
import Identifiers
import Prefiltering
import Testing

@testable import Detection

/// The fast path finds exactly what the oracle finds: on every example, on texts made of them, and on real files.
@Suite struct DifferentialTests {
    static let identifiers = BuiltInIdentifiers.load(withExamples: true)
    static let detector = Detector(identifiers)
    static let others = Prefilter.Kernel.usable.dropFirst().map { Detector(identifiers, kernel: $0) }

    static func examples() throws -> [String] {
        try identifiers.flatMap { identifier in
            try (identifier.examples + identifier.counterexamples).map {
                try ExampleText.expand($0, seed: identifier.id)
            }
        }
    }

    /// Compares fast path and oracle on `texts`, and all kernels with each other.
    private func compare(_ texts: [[UInt8]]) throws {
        var naive = try NaiveScanner(Self.detector)
        var fast = try Scanner(Self.detector, allowing: AllowList())
        var buffer = TextBuffer(capacity: 4096)
        var foundFast: [Set<RawMatch>] = []
        for text in texts {
            buffer.removeAll()
            buffer.append(contentsOf: text.span)
            let expected = naive.scan(text)
            let outcome = fast.scan(buffer, owning: 0..<text.count)
            #expect(outcome.gaps == 0)
            let found = Set(outcome.matches.map(RawMatch.init))
            let matched = found.filter { Self.detector.variants[$0.variant].finder == .pattern }
            for missed in expected.subtracting(matched) { report("missed", missed, text) }
            for invented in matched.subtracting(expected) { report("invented", invented, text) }
            foundFast.append(found)
        }
        for detector in Self.others {
            var other = try Scanner(detector, allowing: AllowList())
            for (text, found) in zip(texts, foundFast) {
                buffer.removeAll()
                buffer.append(contentsOf: text.span)
                #expect(Set(other.scan(buffer, owning: 0..<text.count).matches.map(RawMatch.init)) == found)
            }
        }
    }

    private func report(_ what: String, _ match: RawMatch, _ text: [UInt8]) {
        let id = Self.identifiers[Self.detector.owners[match.variant]].id
        let excerpt = String(
            decoding: text[max(0, match.start - 60)..<min(text.count, match.value.upperBound + 40)],
            as: UTF8.self
        )
        Issue.record("\(what) \(id): \(match) in «\(excerpt)»")
    }

    /// How many examples are compared: evenly spread, so that this takes as long however many there are.
    ///
    /// The tests of rules look at all of them.
    private static let mostExamples = 1000

    @Test func agreesOnExamples() throws {
        let examples = try Self.examples()
        let step = max(1, examples.count / Self.mostExamples)
        try compare(stride(from: 0, to: examples.count, by: step).map { Array(examples[$0].utf8) })
    }

    @Test func agreesOnGeneratedTexts() throws {
        var random = SeededRandom(seed: 1)
        let pieces = try Self.examples().map { Array($0.utf8) }
        let glue: [[UInt8]] = [
            "", " ", "\n", ",", "\t", "-", "_", ".", "x", "9", "\"", "=", "é", "\u{0}", "\r\n", "::",
        ].map { Array($0.utf8) }
        let words = Self.detector.words.map(\.bytes)
        let texts = (0..<800).map { _ in
            var text: [UInt8] = []
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                var piece = pieces.randomElement(using: &random) ?? []
                switch Int.random(in: 0..<6, using: &random) {
                case 0: piece = Array(piece.dropFirst(Int.random(in: 0...piece.count, using: &random)))
                case 1: piece = Array(piece.dropLast(Int.random(in: 0...piece.count, using: &random)))
                case 2 where !piece.isEmpty:
                    piece[Int.random(in: piece.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
                case 3: piece = words.randomElement(using: &random) ?? []
                default: break
                }
                text += piece + (glue.randomElement(using: &random) ?? [])
            }
            return text
        }
        try compare(texts)
    }

    /// The pass works on words of 64 bytes, so what it looks for must be found across every border of them.
    @Test func agreesAtEveryAlignment() throws {
        let texts = [
            "\"GB29NWBK60161331926819\"", "card 4242 4242 4242 4242", "mail jane.roe@example.org", "+44 20 7946 0123",
            "password = 'Vx82kQpl77'", "SSN: 536-22-8726",
        ]
        var placed: [[UInt8]] = []
        for text in texts {
            for length in 0...130 {
                placed.append(Array(repeating: UInt8(ascii: " "), count: length) + Array(text.utf8))
            }
        }
        var scanner = try Scanner(Self.detector, allowing: AllowList())
        var buffer = TextBuffer(capacity: 256)
        for text in placed {
            buffer.removeAll()
            buffer.append(contentsOf: text.span)
            #expect(!scanner.scan(buffer, owning: 0..<text.count).matches.isEmpty, "\(text.count)")
        }
        try compare(placed)
    }

    @Test func agreesOnRandomDigitsAndLetters() throws {
        var random = SeededRandom(seed: 2)
        let alphabet = Array("0123456789012345678901234567890123456789 -./(),\n@ABCDEabcde".utf8)
        let texts = (0..<300).map { _ in
            (0..<Int.random(in: 1...600, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? 0 }
        }
        try compare(texts)
    }

    /// How many pieces of the project's files are compared: a sample, so that this takes as long however large it grows.
    private static let mostPieces = 400

    @Test func agreesOnTheFilesOfThisProject() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        var files: [URL] = []
        for folder in ["Sources", "Rules", "Tests", "Plugins"] {
            let found = FileManager.default.enumerator(
                at: root.appending(path: folder),
                includingPropertiesForKeys: nil,
                options: .skipsHiddenFiles
            )
            files += (found ?? FileManager.DirectoryEnumerator()).compactMap { $0 as? URL }
        }
        // In an order that does not depend on the file system, so that the sample is the same in every run.
        files.sort { $0.path < $1.path }
        var random = SeededRandom(seed: 3)
        var texts: [[UInt8]] = []
        for file in files.shuffled(using: &random) where texts.count < Self.mostPieces {
            guard let data = try? Data(contentsOf: file), !data.isEmpty else { continue }
            // Pieces keep the oracle, which is quadratic in places, quick.
            let start = Int.random(in: 0...max(0, data.count - 3000), using: &random)
            texts.append(Array(data[start..<min(data.count, start + 3000)]))
        }
        #expect(texts.count == Self.mostPieces)
        try compare(texts)
    }
}

extension RawMatch {
    init(_ match: Match) {
        self.init(
            variant: match.variant,
            start: match.start,
            value: match.valueStart..<match.valueEnd,
            confidence: match.evidence.confidence,
            wordDistance: match.evidence.wordDistance
        )
    }
}

/// Pseudo-random numbers that are the same in every run: SplitMix64.
///
/// Source: G. L. Steele, D. Lea and C. H. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}
