/// Makes models of classes of one's own: from documents that are like each other, and others that are not.
///
/// A model holds hashes of words that several documents have, numbers by their shapes alone, and no text: no value can be read
/// from it.
public enum ClassTraining {
    /// Why no model can be made.
    public enum Failure: Error, Equatable, CustomStringConvertible {
        /// So many different documents with text were there.
        case tooFew(like: Int, unlike: Int)

        public var description: String {
            switch self {
            case .tooFew(let like, let unlike):
                "there are \(like) different documents like it and \(unlike) unlike it, of each \(leastDocuments) are needed"
            }
        }
    }

    /// How many different documents of each kind are needed.
    public static let leastDocuments = 5
    /// In how many parts the documents are split, each of which is told by a model that was trained without it.
    private static let foldCount = 5
    /// The most features that such a model knows.
    private static let mostFeatures = 20_000
    /// The least bound for such a class.
    private static let leastBound = 0.6
    /// A document with less than this part of what nine of ten known ones have is like none of them.
    private static let knownPart = 0.5

    /// A document to train with.
    public struct Document: Sendable {
        public var features: DocumentFeatures
        /// The same for the same text.
        public var mark: UInt64

        /// Describes a document.
        public init(_ features: DocumentFeatures, mark: UInt64) { (self.features, self.mark) = (features, mark) }
    }

    /// Trains.
    ///
    /// - Parameters:
    ///   - name: The name of the class; see ``DocumentModel/isName(_:)``.
    ///   - like: Documents of the class.
    ///   - unlike: Other documents, of the kinds that lie where the class is to be told.
    /// - Returns: A model of two classes, the one and `other`, with what came of cross-validation.
    /// - Throws: When there are too few documents; the same document counts once.
    /// - Complexity: About 10 milliseconds a document.
    public static func train(
        _ name: String,
        like: [Document],
        unlike: [Document]
    ) throws(Failure) -> DocumentModel {
        var trainer = DocumentTrainer(classes: [name, DocumentClass.other.name])
        trainer.mostFeatures = mostFeatures
        var seen: Set<UInt64> = []
        var sizes = [0, 0]
        for (label, documents) in [like, unlike].enumerated() {
            for document in documents where document.features.wordCount > 0 && seen.insert(document.mark).inserted {
                trainer.examples.append(
                    DocumentTrainer.Example(
                        document.features,
                        label: label,
                        origin: sizes[label],
                        source: sizes[label] % foldCount
                    )
                )
                sizes[label] += 1
            }
        }
        guard sizes.allSatisfy({ $0 >= leastDocuments }) else {
            throw .tooFew(like: sizes[0], unlike: sizes[1])
        }
        var model = trainer.train(note: "\(sizes[0]) documents like it, \(sizes[1]) unlike it")
        let predictions = trainer.predictWithoutSource()
        DocumentTrainer.calibrate(&model, with: predictions, precision: 0.98, least: leastBound, harmless: [1])
        if model.bounds[0] > 1 { model.bounds[0] = DocumentModel.leastBound }
        var trial = DocumentModel.Trial(like: sizes[0], found: 0, unlike: sizes[1], wrong: 0)
        for prediction in predictions where model.accepts(model.verdict(prediction.scores)) {
            if prediction.label == 0 { trial.found += 1 } else { trial.wrong += 1 }
        }
        model.trial = trial
        let shares = trainer.examples.filter { $0.label == 0 }.map { example in
            let scores = model.scores(example.features)
            return Double(scores.knownCount) / Double(max(scores.allCount, 1))
        }.sorted()
        model.leastKnownShare = knownPart * shares[shares.count / 10]
        return model
    }
}

extension DocumentModel {
    /// Whether a verdict says that a document is of the first class, surely enough.
    public func accepts(_ verdict: Verdict) -> Bool { verdict.best == 0 && verdict.probability >= bounds[0] }
}
