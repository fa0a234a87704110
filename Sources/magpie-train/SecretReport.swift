import Classification
import Foundation

/// What a training says of itself, and the tables that come of it.
struct SecretReport {
    /// The report, in Markdown.
    private(set) var text: String

    init(training: SecretTraining.Material, test: SecretTraining.Material) {
        text = """
            # The model of secrets

            Made by `make train-secrets`. Trained on generated secrets and on \(training.words.count) words and
            \(training.literals.count) names and literals of sources (\(training.sources.joined(separator: ", "))); measured on
            \(test.words.count) words of another language and \(test.literals.count) names and literals of other sources
            (\(test.sources.joined(separator: ", "))). The area under the curve is the chance that a secret has a higher score
            than something that is none.

            | question | values | model | entropy | token efficiency | errors at even odds |
            |---|---|---|---|---|---|

            """
    }

    /// Measures a model.
    mutating func add(
        _ name: String,
        _ weights: SecretWeights,
        _ samples: [SecretTraining.Sample],
        baseline words: [String]
    ) {
        let vocabulary = TokenVocabulary(words)
        var scores: [[(Double, Bool)]] = [[], [], []]
        var errors = 0
        for sample in samples {
            var sum = SecretFeatures.Sum()
            SecretFeatures.visit(sample.bytes.span) { sum.add(weights.values[$0], to: $1) }
            let odds = sum.logOdds(of: sample.bytes.span)
            if (odds > 0) != sample.isSecret { errors += 1 }
            scores[0].append((odds, sample.isSecret))
            scores[1].append((SecretReport.entropy(sample.bytes), sample.isSecret))
            scores[2].append((-vocabulary.efficiency(of: sample.bytes), sample.isSecret))
        }
        let areas = scores.map { String(format: "%.3f", SecretReport.area($0)) }
        let share = String(format: "%.1f %%", 100 * Double(errors) / Double(samples.count))
        text += "| \(name) | \(samples.count) | \(areas.joined(separator: " | ")) | \(share) |\n"
    }

    /// The area under the curve of true by false positives; equal scores count half.
    private static func area(_ scores: [(score: Double, isSecret: Bool)]) -> Double {
        let sorted = scores.sorted { $0.score < $1.score }
        var (others, sum, secrets) = (0.0, 0.0, 0.0)
        var index = 0
        while index < sorted.count {
            var end = index
            var (here, hereOthers) = (0.0, 0.0)
            while end < sorted.count, sorted[end].score == sorted[index].score {
                if sorted[end].isSecret { here += 1 } else { hereOthers += 1 }
                end += 1
            }
            sum += here * (others + hereOthers / 2)
            others += hereOthers
            secrets += here
            index = end
        }
        return sum / (secrets * others)
    }

    private static func entropy(_ bytes: [UInt8]) -> Double {
        var counts: [UInt8: Double] = [:]
        for byte in bytes { counts[byte, default: 0] += 1 }
        let total = Double(bytes.count)
        return -counts.values.reduce(0) { $0 + $1 / total * log2($1 / total) }
    }

    /// The tables as a source of the program.
    static func tables(_ tables: [(name: String, weights: SecretWeights)]) -> String {
        var source = "// Made by `make train-secrets`; not to be edited.\n\nenum SecretTables {\n"
        for (name, weights) in tables {
            let scale = weights.values.map(abs).sorted()[weights.values.count * 9995 / 10000] / 45
            let rounded = Float((scale * 100_000).rounded() / 100_000)
            let packed = weights.packed(scale: rounded)
            source +=
                "    /// What a step of ``\(name)`` is worth.\n    static let \(name)Scale: Float = \(rounded)\n\n"
            source += "    /// Weights of the features.\n    // swift-format-ignore\n    static let \(name) = #\"\"\"\n"
            for start in stride(from: 0, to: packed.count, by: 110) {
                source +=
                    "        " + String(decoding: packed[start..<min(start + 110, packed.count)], as: UTF8.self) + "\n"
            }
            source += "        \"\"\"#\n" + (name == tables.last?.name ? "" : "\n")
        }
        return source + "}\n"
    }
}
