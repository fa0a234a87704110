import Bytes
import BuiltInIdentifiers
import Detection
import Identifiers

/// Tries to make rules slow.
///
/// Each rule, alone, scans texts that are made against it: its keywords, context words and examples, whole, cut short
/// or with one part of them repeated. Where the time for twice the text is more than 2.5 times as long, a line says so.
enum AttackBenchmark {
    /// The longest text, in bytes.
    static let longest = 1_000_000

    /// The most that doubling a text may cost.
    static let tolerance = 2.5

    /// Times below this, in seconds, say more about the clock than about the rule.
    static let noise = 0.002

    static func run(only ids: Set<String>) throws {
        var slow = 0
        var worst: (rate: Double, id: String, pump: String) = (.infinity, "", "")
        var texts = 0
        for identifier in BuiltInIdentifiers.load(withExamples: true) where ids.isEmpty || ids.contains(identifier.id) {
            let detector = Detector([identifier])
            var scanner = try Scanner(detector, allowing: AllowList())
            for (name, unit) in try pumps(against: identifier) {
                texts += 1
                var previous = 0.0
                var size = 1000
                while size <= longest {
                    let seconds = time(unit, size, detector, &scanner, rounds: 2)
                    if previous > noise, seconds > tolerance * previous {
                        // Once more, in case something else ran meanwhile.
                        let again = time(unit, size, detector, &scanner, rounds: 5)
                        let before = time(unit, size / 2, detector, &scanner, rounds: 5)
                        if again > tolerance * before {
                            slow += 1
                            print(
                                "\(identifier.id): \(name): \(size) bytes take \(again / before) times as long as half"
                            )
                        }
                    }
                    previous = seconds
                    size *= 2
                }
                let rate = Double(size / 2) / previous / 1e6
                if rate < worst.rate { worst = (rate, identifier.id, name) }
            }
        }
        print("\(texts) attacks, \(slow) of them more than \(tolerance) times slower when doubled;")
        print("the slowest still ran at \(worst.rate) MB/s: \(worst.id), \(worst.pump)")
    }

    /// Texts to repeat, each with what it is.
    private static func pumps(against identifier: ManagedDataIdentifier) throws -> [(String, [UInt8])] {
        var pumps: [(String, [UInt8])] = []
        for variant in identifier.variants {
            if case .keywords(let keywords, _) = variant.anchor {
                for keyword in keywords.prefix(2) {
                    let bytes = Array(keyword.utf8)
                    pumps.append(("keyword '\(keyword)'", bytes))
                    pumps.append(("keyword '\(keyword)' and a space", bytes + [32]))
                    pumps.append(("keyword '\(keyword)' =", bytes + Array(" = ".utf8)))
                    pumps.append(("keyword '\(keyword)' and letters", bytes + Array("aA0".utf8)))
                }
            }
            for word in (variant.context?.words ?? []).prefix(1) {
                pumps.append(("word '\(word)'", Array("\(word) ".utf8)))
                pumps.append(("word '\(word)' and digits", Array("\(word) 1234567890 ".utf8)))
            }
        }
        for text in identifier.examples.prefix(2) {
            let bytes = Array(try ExampleText.expand(text, seed: identifier.id).utf8)
            pumps.append(("an example", bytes))
            pumps.append(("an example but its end", Array(bytes.dropLast())))
            pumps.append(("half an example", Array(bytes.prefix(bytes.count / 2 + 1))))
        }
        pumps.append(("digits", Array("4".utf8)))
        pumps.append(("digits and spaces", Array("1234 ".utf8)))
        pumps.append(("letters", Array("a".utf8)))
        pumps.append(("'@'", Array("a@".utf8)))
        pumps.append(("dots", Array("a.".utf8)))
        return pumps
    }

    /// The time to scan `size` bytes of repeated `unit`.
    private static func time(
        _ unit: [UInt8],
        _ size: Int,
        _ detector: Detector,
        _ scanner: inout Scanner,
        rounds: Int
    ) -> Double {
        var buffer = TextBuffer(capacity: size + unit.count)
        while buffer.count < size { buffer.append(contentsOf: unit.span) }
        return Main.time(rounds: rounds) {
            let outcome = scanner.scan(buffer, owning: 0..<buffer.count)
            var resolver = MatchResolver(detector)
            _ = resolver.resolve(outcome.matches, before: .max)
        }
    }
}
