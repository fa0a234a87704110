import Classification
import Foundation

/// Learns what names are built like.
enum NameShapeTraining {
    /// Passes over all words.
    private static let passes = 4

    /// How far the first step goes; later ones are shorter the more a weight has moved.
    private static let rate: Float = 0.15

    /// The share of names in what is learned from: below a half, so that what may be either is none.
    private static let shareOfNames: Float = 0.4

    private struct Example {
        var features: [Int]
        var isName: Bool
        var weight: Float
    }

    /// Learns from names and from other words, in an order that is always the same.
    ///
    /// - Parameters:
    ///   - names: Given names and surnames.
    ///   - others: Words that are none, and how much each counts.
    /// - Returns: The model.
    /// - Complexity: Linear in the words; a few seconds for half a million.
    static func shape(of names: [String], others: [(word: String, weight: Float)]) -> NameShape {
        let known = Set(names.map { $0.lowercased() })
        let total = others.reduce(0) { $0 + $1.weight }
        let share = shareOfNames * total / Float(max(1, known.count))
        var examples =
            known.sorted().compactMap { example($0, isName: true, share) }
            + others.compactMap { example($0.word, isName: false, $0.weight) }
        var random = SeededGenerator(seed: 5)
        var weights = [Float](repeating: 0, count: NameShape.count)
        var moved = [Float](repeating: 1e-3, count: NameShape.count)
        var (base, baseMoved): (Float, Float) = (0, 1e-3)
        for _ in 0..<passes {
            examples.shuffle(using: &random)
            for example in examples {
                let scale = 1 / Float(example.features.count).squareRoot()
                let sum = example.features.reduce(Float(0)) { $0 + weights[$1] } * scale + base
                let error = (1 / (1 + exp(-sum)) - (example.isName ? 1 : 0)) * example.weight
                for feature in example.features {
                    let slope = error * scale
                    moved[feature] += slope * slope
                    weights[feature] -= rate * slope / moved[feature].squareRoot()
                }
                baseMoved += error * error
                base -= rate / 3 * error / baseMoved.squareRoot()
            }
        }
        guard let shape = NameShape(weights: weights, base: base) else { Main.fail("magpie-train names: no shape") }
        return shape
    }

    private static func example(_ word: String, isName: Bool, _ weight: Float) -> Example? {
        var features: [Int] = []
        NameShape.visit(Array(word.utf8).span) { features.append($0) }
        return features.isEmpty ? nil : Example(features: features, isName: isName, weight: weight)
    }
}
