extension DocumentTrainer {
    /// A document as its known features and what each weighs in it.
    private struct Row {
        var label: Int
        /// How much it counts: classes count the same, and origins as in counting.
        var weight: Float
        var positions: [Int32]
        var values: [Float]
    }

    /// Goes through the documents some times and moves weights where they decide wrongly: a softmax regression that begins with
    /// the weights of naive Bayes, and ends before it learns what is peculiar to single origins.
    ///
    /// - Parameters:
    ///   - naive: The weights by class.
    ///   - used: The documents.
    ///   - index: The features that are known.
    ///   - rarities: How rare they are.
    ///   - origins: How many origins have each feature; what few have moves little.
    /// - Returns: The weights by class.
    func refined(
        _ naive: [[Double]],
        with used: [Example],
        _ index: FeatureIndex,
        _ rarities: [UInt8],
        _ origins: [Int]
    ) -> [[Double]] {
        let width = classes.count
        var rows = rows(of: used, index, rarities)
        var weights = [Float](repeating: 0, count: origins.count * width)
        let scale = Float(
            DocumentTrainer.sharpness(of: naive, rows.map { ($0.label, $0.weight, $0.positions, $0.values) })
        )
        for label in 0..<width {
            for feature in origins.indices { weights[feature * width + label] = scale * Float(naive[label][feature]) }
        }
        let rates = origins.map { Float($0) / (Float($0) + DocumentTrainer.fewOrigins) }
        var odds = [Float](repeating: 0, count: width)
        var state: UInt64 = 0x9e37_79b9_7f4a_7c15
        for pass in 0..<passCount {
            for last in stride(from: rows.count - 1, to: 0, by: -1) {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                rows.swapAt(last, Int((state >> 33) % UInt64(last + 1)))
            }
            let rate = DocumentTrainer.rate / (1 + Float(pass))
            for row in rows {
                for label in 0..<width { odds[label] = 0 }
                for (place, position) in row.positions.enumerated() {
                    let start = Int(position) * width
                    let value = row.values[place]
                    for label in 0..<width { odds[label] += value * weights[start + label] }
                }
                DocumentTrainer.makeProbabilities(&odds)
                for label in 0..<width {
                    odds[label] = rate * row.weight * ((label == row.label ? 1 : 0) - odds[label])
                }
                for (place, position) in row.positions.enumerated() {
                    let start = Int(position) * width
                    let value = row.values[place] * rates[Int(position)]
                    for label in 0..<width { weights[start + label] += value * odds[label] }
                }
            }
        }
        return (0..<width).map { label in
            origins.indices.map { feature in
                let counted = naive[label][feature]
                return counted + learning * (Double(weights[feature * width + label] / scale) - counted)
            }
        }
    }

    private func rows(of used: [Example], _ index: FeatureIndex, _ rarities: [UInt8]) -> [Row] {
        var sizes: [Origin: Int] = [:]
        for example in used { sizes[Origin(of: example), default: 0] += 1 }
        var classWeights = [Double](repeating: 0, count: classes.count)
        for (origin, size) in sizes {
            classWeights[origin.label] += powered(Double(size), DocumentTrainer.originExponent)
        }
        let share = Double(used.count) / Double(max(1, classWeights.count { $0 > 0 }))
        return used.map { example in
            let size = Double(sizes[Origin(of: example)] ?? 1)
            let part = powered(size, DocumentTrainer.originExponent) / size / classWeights[example.label]
            let vector = DocumentModel.vector(example.features, index, rarities)
            return Row(
                label: example.label,
                weight: Float(min(share * part, DocumentTrainer.greatestWeight)),
                positions: vector.map { Int32($0.position) },
                values: vector.map { Float($0.value) }
            )
        }
    }

    /// The factor for weights with which they tell best what documents are.
    private static func sharpness(
        of weights: [[Double]],
        _ rows: [(label: Int, weight: Float, positions: [Int32], values: [Float])]
    ) -> Double {
        let sample = rows.enumerated().filter { $0.offset % 7 == 0 }.map(\.element)
        let scores = sample.map { row in
            weights.map { column in
                row.positions.indices.reduce(0) { $0 + Double(row.values[$1]) * column[Int(row.positions[$1])] }
            }
        }
        var best = (factor: 1.0, loss: Double.infinity)
        for step in 0..<30 {
            let factor = 0.05 * exponential(Double(step) * 0.25)
            var loss = 0.0
            for (row, scores) in zip(sample, scores) {
                var odds = scores.map { Float($0 * factor) }
                makeProbabilities(&odds)
                loss -= Double(row.weight) * logarithm(max(Double(odds[row.label]), 1e-9))
            }
            if loss < best.loss { best = (factor, loss) }
        }
        return best.factor
    }

    private static func makeProbabilities(_ odds: inout [Float]) {
        let greatest = odds.max() ?? 0
        var sum: Float = 0
        for index in odds.indices {
            odds[index] = Float(exponential(Double(odds[index] - greatest)))
            sum += odds[index]
        }
        for index in odds.indices { odds[index] /= sum }
    }

    /// How far weights move for a document that is wholly mistaken, in the first pass.
    private static let rate: Float = 2
    /// What is had by as many origins moves half as far as what all have.
    private static let fewOrigins: Float = 6
    /// No document counts more than so many others.
    private static let greatestWeight = 8.0
}
