/// Makes models from documents of which the classes are known.
public struct DocumentTrainer: Sendable {
    /// A document.
    public struct Example: Sendable {
        public var features: DocumentFeatures
        /// Index of its class.
        public var label: Int
        /// Of which documents it is one that are alike: of one author, form or house.
        public var origin: Int
        /// Where it comes from: documents of one source are alike beyond their class, and are never split.
        public var source: Int

        /// Describes a document.
        public init(_ features: DocumentFeatures, label: Int, origin: Int, source: Int) {
            (self.features, self.label, self.origin, self.source) = (features, label, origin, source)
        }
    }

    /// What a model says of documents that it was not trained with.
    public struct Prediction: Sendable {
        public var label: Int
        public var source: Int
        var scores: DocumentModel.Scores
    }

    public let classes: [String]
    public var examples: [Example] = []
    /// The most features that a model is to know.
    public var mostFeatures = 40_000
    /// How often the documents are gone through to mend what counting alone gets wrong; 0 for counting alone.
    public var passCount = 0
    /// How far what is learnt in these passes counts against counting alone, from 0 to 1.
    public var learning = 0.12

    /// What is added to each count, in means of all: the greater, the less a rare feature says.
    private static let smoothing = 0.3
    /// By which power the means of origins are damped.
    private static let damping = 0.5
    /// By which power of its number of documents an origin counts.
    static let originExponent = 0.3
    /// How many origins must have a feature that it be known.
    private static let leastOrigins = 3
    /// How many words of a document are needed that anything be learnt from it.
    private static let leastWords = 5

    /// Knows no document.
    public init(classes: [String]) { self.classes = classes }

    // MARK: Training

    /// Trains.
    ///
    /// Classes weigh the same, however many documents they have; see ``Example/origin`` for what a document counts.
    ///
    /// - Parameters:
    ///   - note: What the model says of itself.
    ///   - isUsed: Which examples are trained with.
    /// - Returns: The model, not calibrated.
    public func train(note: String = "", using isUsed: (Example) -> Bool = { _ in true }) -> DocumentModel {
        let used = examples.filter { isUsed($0) && $0.features.wordCount >= DocumentTrainer.leastWords }
        let (hashes, documents, origins) = choose(used)
        guard let index = FeatureIndex(hashes) else { preconditionFailure("a feature was chosen twice") }
        let total = Double(max(used.count, 1))
        let rarities = documents.map { UInt8(min(255, max(1, (logarithm(total / Double($0)) + 1) * 16))) }
        let naive = weights(sums(of: used, index, rarities))
        let weights = passCount > 0 ? refined(naive, with: used, index, rarities, origins) : naive
        let greatest = DocumentTrainer.range(of: weights)
        return DocumentModel(
            classes: classes,
            index: index,
            rarities: rarities,
            weights: hashes.indices.flatMap { feature in
                weights.map { Int8((max(-1, min(1, $0[feature] / greatest)) * 127).rounded()) }
            },
            note: note
        )
    }

    /// The features that are worth being known: those that several origins have, first those of most.
    ///
    /// - Returns: Their hashes, and how many documents and origins have each.
    private func choose(_ used: [Example]) -> (hashes: [UInt32], documents: [Int], origins: [Int]) {
        var origins: [UInt32: (last: Origin, origins: Int, documents: Int)] = [:]
        let order = used.sorted { Origin(of: $0) < Origin(of: $1) }
        for example in order {
            let origin = Origin(of: example)
            for hash in example.features.counts.keys {
                guard var known = origins[hash] else {
                    origins[hash] = (origin, 1, 1)
                    continue
                }
                if known.last != origin { (known.last, known.origins) = (origin, known.origins + 1) }
                known.documents += 1
                origins[hash] = known
            }
        }
        let known = origins.filter { $0.value.origins >= DocumentTrainer.leastOrigins }
            .sorted { ($1.value.origins, $1.value.documents, $1.key) < ($0.value.origins, $0.value.documents, $0.key) }
            .prefix(mostFeatures)
        return (known.map(\.key), known.map(\.value.documents), known.map(\.value.origins))
    }

    /// What the documents of each class have.
    ///
    /// Of each origin the mean is taken, and its root, so that what many origins have counts for more than what one has very
    /// much of: the words of one house, one form or one author are no sign of a class.
    private func sums(of used: [Example], _ index: FeatureIndex, _ rarities: [UInt8]) -> [[Double]] {
        var origins: [Origin: [Int]] = [:]
        for (index, example) in used.enumerated() { origins[Origin(of: example), default: []].append(index) }
        var sums = [[Double]](repeating: [Double](repeating: 0, count: rarities.count), count: classes.count)
        var scales = [Double](repeating: 0, count: classes.count)
        for (origin, indices) in origins.sorted(by: { $0.key < $1.key }) {
            var means: [Int: Double] = [:]
            for example in indices {
                for (feature, value) in DocumentModel.vector(used[example].features, index, rarities) {
                    means[feature, default: 0] += value / Double(indices.count)
                }
            }
            // The more documents, the better the mean is known.
            let weight = powered(Double(indices.count), DocumentTrainer.originExponent)
            scales[origin.label] += weight
            for (feature, mean) in means {
                sums[origin.label][feature] += weight * powered(mean, DocumentTrainer.damping)
            }
        }
        for label in sums.indices where scales[label] > 0 {
            for feature in sums[label].indices { sums[label][feature] /= scales[label] }
        }
        return sums
    }

    /// Documents of one class from one place.
    struct Origin: Hashable, Comparable {
        var label: Int
        var number: Int

        init(of example: Example) { (label, number) = (example.label, example.origin) }

        static func < (left: Self, right: Self) -> Bool { (left.label, left.number) < (right.label, right.number) }
    }

    /// What features say: for a class what the others have not, by complement counts.
    private func weights(_ sums: [[Double]]) -> [[Double]] {
        guard let count = sums.first?.count, count > 0 else { return sums }
        var all = [Double](repeating: 0, count: count)
        for sum in sums { for feature in all.indices { all[feature] += sum[feature] } }
        let smoothing = DocumentTrainer.smoothing * all.reduce(0, +) / Double(count) + 1e-9
        var logs = sums.map { sum in
            let complement = all.indices.reduce(0) { $0 + all[$1] - sum[$1] + smoothing }
            return all.indices.map { -logarithm((all[$0] - sum[$0] + smoothing) / complement) }
        }
        // What all classes share decides nothing.
        for feature in all.indices {
            let mean = logs.reduce(0) { $0 + $1[feature] } / Double(logs.count)
            for index in logs.indices { logs[index][feature] -= mean }
        }
        for index in logs.indices {
            let length = logs[index].reduce(0) { $0 + abs($1) } / Double(count)
            for feature in all.indices { logs[index][feature] /= max(length, 1e-12) }
        }
        return logs
    }

    /// What weights are cut at: hardly any is greater, and most would be nothing if the greatest were the measure.
    private static func range(of weights: [[Double]]) -> Double {
        var square = 0.0
        var count = 0.0
        for row in weights { for weight in row where weight != 0 { square += weight * weight; count += 1 } }
        return max(6 * (square / max(count, 1)).squareRoot(), 1e-9)
    }

    // MARK: Calibration

    /// Has each source told by a model that was trained without it.
    ///
    /// - Parameter fold: Sources of the same number are held back together, which saves time where they have nothing in common.
    /// - Returns: What was said of all examples.
    public func predictWithoutSource(folding fold: (Int) -> Int = { $0 }) -> [Prediction] {
        var predictions: [Prediction] = []
        for number in Set(examples.map { fold($0.source) }).sorted() {
            let model = train { fold($0.source) != number }
            for example in examples where fold(example.source) == number {
                predictions.append(
                    Prediction(
                        label: example.label,
                        source: example.source,
                        scores: model.scores(example.features)
                    )
                )
            }
        }
        return predictions
    }
}

extension DocumentTrainer {
    /// What a calibrated model says of scores that another has given, without its document.
    public func verdict(of prediction: Prediction, by model: DocumentModel) -> DocumentModel.Verdict {
        model.verdict(prediction.scores)
    }
}
