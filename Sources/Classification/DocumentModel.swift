import JSON

/// A naive-Bayes model of documents' classes: what each feature that it knows says for and against each class.
///
/// It is a complement model with term weighting, length normalisation and weight normalisation (Rennie, Shih, Teevan and
/// Karger, "Tackling the Poor Assumptions of Naive Bayes Text Classifiers", 2003). Weights are kept in 8 bits.
public struct DocumentModel: Sendable {
    /// Why bytes are no model.
    public enum Failure: Error, Equatable, CustomStringConvertible {
        case notAModel
        case otherVersion(Int)
        case damaged

        public var description: String {
            switch self {
            case .notAModel: "this is no model of documents; make one with 'magpie classifier train'"
            case .otherVersion(let version):
                "the model is of version \(version), and this program reads \(DocumentModel.version): train it again"
            case .damaged: "the model is damaged: train it again, or bring it back from where it came"
            }
        }
    }

    /// What a document is held for.
    public struct Verdict: Sendable, Equatable {
        /// The probabilities of all classes, in the order of ``DocumentModel/classes``; they sum to 1.
        public var probabilities: [Double]
        /// The index of the most probable one.
        public var best: Int

        /// The probability of the most probable class.
        public var probability: Double { probabilities[best] }
    }

    /// The version of the form of models, and of what features are.
    public static let version = 1

    /// The names of the classes.
    public var classes: [String]
    /// Where each feature that is known stands in the tables, by its hash.
    var positions: [UInt32: Int32]
    /// How rare each feature is, in sixteenths.
    var rarities: [UInt8]
    /// What each feature says for each class: those of the first feature, then those of the second.
    var weights: [Int8]
    /// By how much scores are multiplied to become logarithms of odds.
    var sharpness: Double
    /// What the greatest probability of a document is worth: pairs of what the scores say and what came true.
    var calibration: [(said: Double, true: Double)]
    /// Of whom the model is, for people: what it was trained with.
    public var note: String

    /// The most features that a model has.
    public static let mostFeatures = 200_000
    /// How many words a document needs to say as much as the scores do; fewer say less.
    private static let fewWords = 24.0

    /// Classifies.
    ///
    /// - Complexity: The features of the document times the classes.
    public func verdict(_ features: DocumentFeatures) -> Verdict {
        verdict(scores: scores(features), wordCount: features.wordCount)
    }

    /// What speaks for each class, before calibration.
    func scores(_ features: DocumentFeatures) -> [Double] {
        var sums = [Double](repeating: 0, count: classes.count)
        for (position, value) in DocumentModel.vector(features, positions, rarities) {
            for index in classes.indices { sums[index] += value * Double(weights[position * classes.count + index]) }
        }
        return sums
    }

    /// A document as a vector of length 1: the features of it that are known, by their positions.
    static func vector(
        _ features: DocumentFeatures,
        _ positions: [UInt32: Int32],
        _ rarities: [UInt8]
    ) -> [(position: Int, value: Double)] {
        var vector: [(position: Int, value: Double)] = []
        var square = 0.0
        for (hash, count) in features.counts {
            guard let position = positions[hash].map(Int.init) else { continue }
            let value = DocumentModel.logarithms[Int(min(count, 255))] * Double(rarities[position])
            square += value * value
            vector.append((position, value))
        }
        let length = square.squareRoot()
        return vector.map { ($0.position, $0.value / length) }
    }

    func verdict(scores: [Double], wordCount: Int) -> Verdict {
        var odds = DocumentModel.odds(scores, sharpness)
        let best = odds.indices.max { odds[$0] < odds[$1] } ?? 0
        let even = 1 / Double(classes.count)
        let known = Double(wordCount) / (Double(wordCount) + DocumentModel.fewWords)
        let said = odds[best]
        let worth = max(even, calibrated(said)) * known + even * (1 - known)
        // The others share what is left as the scores say.
        let rest = 1 - said
        for index in odds.indices where index != best {
            odds[index] = rest > 1e-12 ? odds[index] / rest * (1 - worth) : (1 - worth) / Double(classes.count - 1)
        }
        odds[best] = worth
        let first = odds.indices.max { odds[$0] < odds[$1] } ?? best
        return Verdict(probabilities: odds, best: first)
    }

    /// How probable each class is by the scores.
    static func odds(_ scores: [Double], _ sharpness: Double) -> [Double] {
        let greatest = scores.max() ?? 0
        let odds = scores.map { exponential(($0 - greatest) * sharpness) }
        let sum = odds.reduce(0, +)
        return odds.map { $0 / sum }
    }

    /// What came true of what the scores say, between the points that are known.
    private func calibrated(_ said: Double) -> Double {
        guard var before = calibration.first else { return said }
        if said <= before.said { return before.true }
        for point in calibration.dropFirst() {
            if said <= point.said {
                let width = point.said - before.said
                let share = width > 0 ? (said - before.said) / width : 1
                return before.true + share * (point.true - before.true)
            }
            before = point
        }
        return before.true
    }

    /// `log(1 + n)` for counts.
    static let logarithms: [Double] = (0...255).map { logarithm(1 + Double($0)) }

    // MARK: Bytes

    private static let head = Array("MAGPIE DOCUMENT MODEL\n".utf8)

    /// The model as bytes: a line that says what it is, a line of JSON, and the tables.
    public var bytes: [UInt8] {
        let header = JSONValue.object([
            "version": .number(Double(DocumentModel.version)),
            "classes": .array(classes.map { .string($0) }),
            "features": .number(Double(rarities.count)),
            "sharpness": .number(sharpness),
            "calibration": .array(calibration.map { .array([.number($0.said), .number($0.true)]) }),
            "note": .string(note),
        ])
        let hashes = positions.sorted { $0.value < $1.value }.map(\.key)
        return DocumentModel.head + Array(header.json.utf8) + [UInt8(ascii: "\n")]
            + hashes.flatMap { hash in (0..<4).map { UInt8(truncatingIfNeeded: hash >> UInt32(8 * $0)) } } + rarities
            + weights.map { UInt8(bitPattern: $0) }
    }

    /// Reads a model.
    ///
    /// - Parameter bytes: At most some megabytes; anything else is refused.
    /// - Throws: What is wrong with it.
    public init(_ bytes: [UInt8]) throws(Failure) {
        guard bytes.starts(with: DocumentModel.head) else { throw .notAModel }
        let start = DocumentModel.head.count
        guard let end = bytes[start...].prefix(65_536).firstIndex(of: UInt8(ascii: "\n")),
            let header = try? JSONValue(parsing: Array(bytes[start..<end]))
        else { throw .damaged }
        guard let version = header["version"]?.integer else { throw .damaged }
        guard version == DocumentModel.version else { throw .otherVersion(version) }
        classes = header["classes"]?.array.compactMap(\.string) ?? []
        guard (2...64).contains(classes.count), let count = header["features"]?.integer,
            (1...DocumentModel.mostFeatures).contains(count), bytes.count == end + 1 + count * (classes.count + 5),
            let sharpness = header["sharpness"]?.number, sharpness.isFinite
        else { throw .damaged }
        self.sharpness = sharpness
        let hashes = (0..<count).map { index in
            (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[end + 1 + 4 * index + $1]) << UInt32(8 * $1) }
        }
        positions = Dictionary(zip(hashes, 0..<Int32(count)), uniquingKeysWith: { first, _ in first })
        guard positions.count == count else { throw .damaged }
        let tables = end + 1 + 4 * count
        rarities = Array(bytes[tables..<(tables + count)])
        weights = bytes[(tables + count)...].map { Int8(bitPattern: $0) }
        calibration = (header["calibration"]?.array ?? []).compactMap { point in
            let numbers = point.array.compactMap(\.number)
            return numbers.count == 2 ? (numbers[0], numbers[1]) : nil
        }
        note = header["note"]?.string ?? ""
    }

    init(classes: [String], hashes: [UInt32], rarities: [UInt8], weights: [Int8], note: String) {
        (self.classes, self.rarities, self.weights, self.note) = (classes, rarities, weights, note)
        positions = Dictionary(uniqueKeysWithValues: zip(hashes, 0..<Int32(hashes.count)))
        sharpness = 1
        calibration = []
    }
}
