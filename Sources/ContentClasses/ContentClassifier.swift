public import Classification
public import Findings
import Identifiers

/// Says what objects are, and which of them are findings for that.
public struct ContentClassifier: Sendable {
    /// The model of all documents; asked for when the first object is classified.
    public var model: @Sendable () -> DocumentModel

    /// Models of classes that users have trained: of each the first class is the one, the other everything else.
    public var trained: [DocumentModel] = []

    /// Which objects are classified.
    public var scope: ClassificationScope

    /// From which probability on a class is a finding, from 0 to 1; where the model asks for more, that holds.
    public var leastProbability = DocumentModel.leastBound

    /// Called with what each object has by which it is classified, without its name; for training and trying models.
    public var examine: (@Sendable (_ path: [UInt8], ClassTraining.Document) -> Void)?

    /// Classifies with a model.
    public init(_ scope: ClassificationScope, _ model: @escaping @Sendable () -> DocumentModel) {
        (self.scope, self.model) = (scope, model)
    }

    /// What an object is.
    package struct Judgement {
        package var content: ContentClass
        /// What it is a finding for.
        package var findings: [Finding] = []

        /// A kind of document that an object is.
        package struct Finding {
            /// The id of the identifier.
            package var identifier: String
            /// The class.
            package var name: String
            package var probability: Double
        }
    }

    /// How much of a text each of the first looks takes, in bytes, and how probable it must be then that the object is sensitive
    /// for it to be looked at any further.
    private static let looks = [(byteCount: 768, leastSuspicion: 0.2), (byteCount: 4096, leastSuspicion: 0.6)]

    /// Documents with fewer words are no findings for what they are: a line such as `Patient card` says too little.
    private static let leastWords = 30
    /// Texts shorter than this, in bytes, have fewer words than that.
    private static let leastBytes = 2 * leastWords

    /// How much of programs and settings is looked at, in bytes.
    package static let programSample = 768

    /// How much of the text of an object is to be looked at, in bytes; 0 when it cannot matter what the object is.
    package func sampleSize(of path: [UInt8]) -> Int {
        guard scope != .everything, DocumentFeatures.namesProgramOrSettings(path) else {
            return DocumentSample.mostBytes
        }
        // Programs and settings are no findings for what they are.
        return scope == .whereItIsFinding ? 0 : ContentClassifier.programSample
    }

    /// Whether an object is called like those that name who wrote them (`AUTHORS`, `CHANGELOG`), so that names say little.
    package static func namesAuthors(_ path: [UInt8]) -> Bool { DocumentFeatures.namesAuthors(path) }

    /// Says what an object is.
    ///
    /// - Parameters:
    ///   - sample: The parts of its text that count.
    ///   - path: What it is called.
    ///   - hasFindings: Whether something was found in it.
    /// - Returns: `nil` when there is no text, or when it does not matter; see ``ClassificationScope``.
    package func judge(_ sample: ContentSampler, _ path: [UInt8], hasFindings: Bool) -> Judgement? {
        guard sample.byteCount > 0 else { return nil }
        examine?(path, ClassTraining.Document(sample.features(named: nil), mark: sample.mark))
        let isProgram = DocumentFeatures.namesProgramOrSettings(path)
        if scope == .whereItIsFinding || scope == .whereItMatters && !hasFindings {
            let mayBeFinding = !isProgram && sample.byteCount >= ContentClassifier.leastBytes
            guard mayBeFinding, isSuspicious(sample, path, model()) else { return nil }
        }
        let model = model()
        let features = sample.features(named: path)
        let verdict = model.verdict(features)
        var judgement = Judgement(
            content: ContentClass(
                classes: zip(model.classes, verdict.probabilities).map { ContentClass.Probability($0, $1) },
                byteCount: sample.byteCount
            )
        )
        let name = model.classes[verdict.best]
        let bound = max(leastProbability, model.bounds[verdict.best])
        let mayBeFinding = !isProgram && features.wordCount >= ContentClassifier.leastWords
        if mayBeFinding, verdict.probability >= bound, let id = DocumentIdentifiers.id(ofClass: name) {
            judgement.findings.append(
                Judgement.Finding(identifier: id, name: name, probability: verdict.probability)
            )
        }
        for own in trained {
            let verdict = own.verdict(features)
            judgement.content.add(own.classes[0], verdict.probabilities[0])
            guard own.accepts(verdict) else { continue }
            judgement.findings.append(
                Judgement.Finding(identifier: own.classes[0], name: own.classes[0], probability: verdict.probability)
            )
        }
        return judgement
    }

    /// Whether the beginning of a text does not rule out that it is a finding.
    private func isSuspicious(_ sample: ContentSampler, _ path: [UInt8], _ model: DocumentModel) -> Bool {
        for look in ContentClassifier.looks {
            let features = sample.features(ofBeginning: look.byteCount, named: path)
            let suspicion = zip(model.classes, model.verdict(features).probabilities).reduce(0) { sum, one in
                sum + (ContentClassifier.sensitive.contains(one.0) ? one.1 : 0)
            }
            let isSuspicious = suspicion >= look.leastSuspicion
            guard
                isSuspicious
                    || trained.contains(where: { $0.verdict(features).probabilities[0] >= look.leastSuspicion })
            else { return false }
            if sample.byteCount <= look.byteCount { break }
        }
        return true
    }

    /// The classes that are findings.
    private static let sensitive = Set(
        DocumentClass.allCases.map(\.name).filter { DocumentIdentifiers.id(ofClass: $0) != nil }
    )
}

extension ContentClass {
    /// Adds a class that is told apart from all others: these share what is left.
    fileprivate mutating func add(_ name: String, _ probability: Double) {
        for index in classes.indices { classes[index].value *= 1 - probability }
        classes.append(Probability(name, probability))
    }
}
