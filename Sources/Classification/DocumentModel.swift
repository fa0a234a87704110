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
    public static let version = 2

    /// The names of the classes.
    public var classes: [String]
    /// Where each feature that is known stands in the tables.
    var index: FeatureIndex
    /// How rare each feature is, in sixteenths.
    var rarities: [UInt8]
    /// What each feature says for each class: those of the first feature, then those of the second.
    var weights: [Int8]
    /// How probabilities are made of scores.
    var calibration: Calibration
    /// From which probability on the answer of a class is nearly never wrong: one for each class, from 0 to 1, or more than 1
    /// where no answer is so sure.
    public var bounds: [Double]
    /// Of whom the model is, for people: what it was trained with.
    public var note: String

    /// What share of a document's features must be known for the first class to be believed, from 0 to 1; 0 for any.
    ///
    /// Of documents that are like nothing that was shown, a model of two classes knows nothing.
    public internal(set) var leastKnownShare = 0.0
    /// How it did on documents that it was not trained with; `nil` for a model of which that is told elsewhere.
    public internal(set) var trial: Trial?

    /// How a model of one class and all others did in cross-validation.
    public struct Trial: Sendable, Equatable {
        /// How many documents were like it, and how many of those it would find.
        public var like: Int
        public var found: Int
        /// How many documents were unlike it, and how many of those it would take for it.
        public var unlike: Int
        public var wrong: Int
    }

    /// The least of ``bounds`` that a model of documents has.
    public static let leastBound = 0.9

    /// The square of how many known features let an answer count half.
    private static let fewFeatures = 100.0

    /// The most features that a model has.
    public static let mostFeatures = 200_000

    /// Classifies.
    ///
    /// - Complexity: The features of the document times the classes.
    public func verdict(_ features: DocumentFeatures) -> Verdict {
        verdict(scores(features))
    }

    /// What speaks for each class, before calibration.
    struct Scores: Sendable {
        var values: [Double]
        /// How many features of the document are known; none makes all values 0.
        var knownCount = 0
        /// How many features the document has.
        var allCount = 0
    }

    func scores(_ features: DocumentFeatures) -> Scores {
        let width = classes.count
        let logarithms = DocumentModel.logarithms
        var scores = Scores(values: [Double](repeating: 0, count: width), allCount: features.counts.count)
        // How lines and numbers look says nothing without a word.
        guard features.wordCount > 0 else { return scores }
        var square = 0.0
        // First which are known, then what they say: so no feature waits for the memory of the one before.
        let known = index.positions(of: features.counts)
        var sums = scores.values.mutableSpan
        let (weights, rarities) = (weights.span, rarities.span)
        for (position, count) in known {
            let position = Int(position)
            let value = logarithms[Int(min(count, 255))] * Double(rarities[position])
            square += value * value
            let own = weights.extracting(first: (position + 1) * width).extracting(last: width)
            for label in own.indices { sums[label] += value * Double(own[label]) }
        }
        scores.knownCount = known.count
        guard square > 0 else { return scores }
        let length = square.squareRoot()
        for label in 0..<width { scores.values[label] /= length }
        return scores
    }

    /// A document as a vector of length 1: the features of it that are known, by their positions.
    static func vector(
        _ features: DocumentFeatures,
        _ index: FeatureIndex,
        _ rarities: [UInt8]
    ) -> [(position: Int, value: Double)] {
        var vector: [(position: Int, value: Double)] = []
        var square = 0.0
        for (position, count) in index.positions(of: features.counts) {
            let value = DocumentModel.logarithms[Int(min(count, 255))] * Double(rarities[Int(position)])
            square += value * value
            vector.append((Int(position), value))
        }
        let length = square.squareRoot()
        return vector.map { ($0.position, $0.value / length) }
    }

    func verdict(_ scores: Scores) -> Verdict {
        var odds = calibration.odds(scores.values)
        // The last class is that of everything else.
        guard scores.knownCount > 0 else {
            return Verdict(probabilities: odds.map { _ in 1 / Double(odds.count) }, best: odds.count - 1)
        }
        let best = odds.indices.max { odds[$0] < odds[$1] } ?? 0
        let said = odds[best]
        let even = 1 / Double(classes.count)
        let sure = max(even, calibration.worth(said, of: best, knownCount: scores.knownCount))
        // Calibration has seen documents, no single words: what has hardly a feature says hardly anything.
        let known = Double(scores.knownCount * scores.knownCount)
        let worth = even + (sure - even) * known / (known + DocumentModel.fewFeatures)
        // The others share what is left as the scores say.
        let rest = 1 - said
        for index in odds.indices where index != best {
            odds[index] = rest > 1e-12 ? odds[index] / rest * (1 - worth) : (1 - worth) / Double(classes.count - 1)
        }
        odds[best] = worth
        let share = Double(scores.knownCount) / Double(max(scores.allCount, 1))
        if share < leastKnownShare {
            let lost = odds[0] * (1 - share / leastKnownShare)
            odds[0] -= lost
            odds[odds.count - 1] += lost
        }
        let first = odds.indices.max { odds[$0] < odds[$1] } ?? best
        return Verdict(probabilities: odds, best: first)
    }

    /// `log(1 + n)` for counts.
    static let logarithms: [Double] = (0...255).map { logarithm(1 + Double($0)) }

    /// Whether a text may name a class: a letter, and up to 63 letters, digits, `-`, `_` and `.` behind it.
    public static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, Letter.isLetter(first), first < 0x80, text.utf8.count <= 64 else {
            return false
        }
        return text.utf8.allSatisfy { byte in
            (Letter.isLetter(byte) && byte < 0x80) || Letter.isDigit(byte) || [0x2d, 0x2e, 0x5f].contains(byte)
        }
    }

    // MARK: Bytes

    private static let head = Array("MAGPIE DOCUMENT MODEL\n".utf8)

    /// The model as bytes: a line that says what it is, a line of JSON, and the tables.
    public var bytes: [UInt8] {
        var members: [String: JSONValue] = [
            "version": .number(Double(DocumentModel.version)),
            "classes": .array(classes.map { .string($0) }),
            "features": .number(Double(rarities.count)),
            "sharpness": .number(calibration.sharpness),
            "slope": .number(calibration.slope),
            "length": .number(calibration.length),
            "intercepts": .array(calibration.intercepts.map { .number($0) }),
            "bounds": .array(bounds.map { .number($0) }),
            "note": .string(note),
            "leastKnownShare": .number(leastKnownShare),
        ]
        if let trial {
            members["trial"] = .object([
                "like": .number(trial.like), "found": .number(trial.found), "unlike": .number(trial.unlike),
                "wrong": .number(trial.wrong),
            ])
        }
        let tables =
            index.hashes.flatMap { hash in (0..<4).map { UInt8(truncatingIfNeeded: hash >> UInt32(8 * $0)) } }
            + rarities
            + weights.map { UInt8(bitPattern: $0) }
        members["sum"] = .string(DocumentModel.sum(of: tables[...]))
        return DocumentModel.head + Array(JSONValue.object(members).json.utf8) + [UInt8(ascii: "\n")] + tables
    }

    /// What tells tables that were damaged by accident from whole ones, in hexadecimal.
    private static func sum(of bytes: ArraySlice<UInt8>) -> String { String(DocumentSample.mark(of: bytes), radix: 16) }

    /// The most bytes that a model has.
    public static let mostBytes = mostFeatures * 69 + 65_536 + 32

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
            Set(classes).count == classes.count, classes.allSatisfy(DocumentModel.isName),
            (1...DocumentModel.mostFeatures).contains(count), bytes.count == end + 1 + count * (classes.count + 5)
        else { throw .damaged }
        calibration = Calibration(classCount: classes.count)
        let numbers = ["sharpness", "slope", "length"].compactMap { header[$0]?.number }
        calibration.intercepts = header["intercepts"]?.array.compactMap(\.number) ?? []
        bounds = header["bounds"]?.array.compactMap(\.number) ?? []
        guard numbers.count == 3, (numbers + calibration.intercepts + bounds).allSatisfy({ abs($0) < 1e6 }),
            calibration.intercepts.count == classes.count, bounds.count == classes.count
        else { throw .damaged }
        (calibration.sharpness, calibration.slope, calibration.length) = (numbers[0], numbers[1], numbers[2])
        guard header["sum"]?.string == DocumentModel.sum(of: bytes[(end + 1)...]) else { throw .damaged }
        let hashes = (0..<count).map { index in
            (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[end + 1 + 4 * index + $1]) << UInt32(8 * $1) }
        }
        guard let index = FeatureIndex(hashes) else { throw .damaged }
        self.index = index
        let tables = end + 1 + 4 * count
        rarities = Array(bytes[tables..<(tables + count)])
        weights = bytes[(tables + count)...].map { Int8(bitPattern: $0) }
        note = header["note"]?.string ?? ""
        leastKnownShare = min(1, max(0, header["leastKnownShare"]?.number ?? 0))
        if let trial = header["trial"] {
            let counts = ["like", "found", "unlike", "wrong"].compactMap { trial[$0]?.integer }
            guard counts.count == 4, counts.allSatisfy({ $0 >= 0 }) else { throw .damaged }
            self.trial = Trial(like: counts[0], found: counts[1], unlike: counts[2], wrong: counts[3])
        }
    }

    init(classes: [String], index: FeatureIndex, rarities: [UInt8], weights: [Int8], note: String) {
        (self.classes, self.rarities, self.weights, self.note) = (classes, rarities, weights, note)
        self.index = index
        calibration = Calibration(classCount: classes.count)
        bounds = classes.map { _ in DocumentModel.leastBound }
    }
}
