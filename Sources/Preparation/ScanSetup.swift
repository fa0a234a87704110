import BuiltInIdentifiers
import BuiltInModels
import Classification
public import Detection
public import Diagnostics
public import Extraction
public import Identifiers
import POSIX
public import Scanning

/// What is looked for, complete and free of the file system: it can be handed to a process that may open nothing.
public struct ScanSetup: Sendable {
    /// The files of a rule set; `nil` for what is built in.
    public var rules: [SourceText]?

    /// Whether kinds of documents are looked for with these rules as with those that are built in.
    public var rulesAreWhole = false

    /// Files with custom data identifiers.
    public var custom: [SourceText] = []

    /// Files with values that are no findings.
    public var allowLists: [SourceText] = []

    /// Which identifiers of the rule set are used.
    public var selection = IdentifierSelection()

    /// Matches that are less sure are dropped.
    public var minimumConfidence = Confidence.low

    /// Objects above this size, in bytes, are skipped; `nil` for none.
    public var maximumFileSize: Int?

    /// Whether printable runs in binary files are scanned.
    public var scansBinary = true

    /// How much is made of one document or container.
    public var extractionLimits = ExtractionLimits()

    /// How many occurrences of an identifier are located in a report; the others are counted.
    public var locatedOccurrences = 15

    /// What is worked out for each located occurrence.
    public var details = OccurrenceDetails()

    /// Which objects are classified; `nil` for none.
    public var classification: ContentClassifier.Scope?

    /// Files with classes of documents that users have trained.
    public var classifiers: [SourceText] = []

    /// From which probability on a sensitive class of documents is a finding, from 0 to 1.
    public var leastClassProbability = DocumentModel.leastBound

    /// Whether managed secrets are recognised, once there is a table of them.
    public var recognisesManagedSecrets = false

    /// The setup without options.
    public init() {}

    /// Looks for the rules of a source; what cannot be read is a problem and left out.
    public mutating func takeRules(of source: IdentifierSource, _ problems: inout [Diagnostic]) {
        let read = source.rules(&problems)
        (rules, rulesAreWhole) = (read?.texts, read?.isPack ?? false)
    }

    /// The identifiers that are meant.
    ///
    /// - Parameter problems: Takes what is wrong with single files and identifiers, which are left out.
    /// - Returns: The managed ones that are selected, in the order of the rules, and then all custom ones.
    /// - Throws: ``Diagnostic`` for a selection that makes no sense, or a custom identifier with the id of a managed
    ///   one.
    public func identifiers(_ problems: inout [Diagnostic]) throws(Diagnostic) -> [ManagedDataIdentifier] {
        let managed =
            rules.map(IdentifierSource.managed) ?? IdentifierSource.Contents(identifiers: BuiltInIdentifiers.load())
        let custom = IdentifierSource.custom(custom)
        problems += managed.problems + custom.problems
        // With other rules, kinds of documents are looked for only when they are named.
        let documents = DocumentIdentifiers.all.map { identifier in
            var identifier = identifier
            let isWhole = rules == nil || rulesAreWhole
            (identifier.isDefault, identifier.isRecommended) = (isWhole, isWhole)
            return identifier
        }
        let known = managed.identifiers + documents
        let chosen = try selection.apply(to: known)
        for identifier in custom.identifiers where known.contains(where: { $0.id == identifier.id }) {
            throw Diagnostic(
                "\(identifier.source): '\(identifier.id)' is a managed data identifier",
                hint: "give it another 'id'"
            )
        }
        let trained = ClassifierFiles.models(classifiers, &problems).map(ClassifierFiles.identifier)
        for identifier in trained where (known + custom.identifiers).contains(where: { $0.id == identifier.id }) {
            throw Diagnostic(
                "the classifier '\(identifier.id)' has the name of a data identifier",
                hint: "train it under another name"
            )
        }
        return chosen + custom.identifiers + trained
    }

    /// What looks for the identifiers, and for managed secrets if they are recognised.
    ///
    /// - Throws: ``Diagnostic`` for a selection that makes no sense.
    public func detector(_ problems: inout [Diagnostic]) throws(Diagnostic) -> Detector {
        let managed = recognisesManagedSecrets ? [ManagedSecretIdentifier.identifier] : []
        let areBuiltIn = rules == nil
        // Neither needs the other, and together they are most of the time until the first object is looked at.
        let (identifiers, vocabulary) = try Threads.both { () throws(Diagnostic) -> [ManagedDataIdentifier] in
            try self.identifiers(&problems)
        } and: {
            areBuiltIn ? BuiltInIdentifiers.vocabulary() : nil
        }
        return Detector(identifiers + managed, vocabulary: vocabulary) { BuiltInModels.names }
    }

    /// The options of a scan.
    ///
    /// - Parameters:
    ///   - threads: Threads that scan; at least 1.
    ///   - problems: Takes what is wrong with single files, identifiers and lines, which are left out.
    /// - Returns: What the setup says; all else, such as which paths are looked at, is as in any new options.
    /// - Throws: ``Diagnostic`` for a selection that makes no sense, or a custom identifier with the id of a managed
    ///   one; `PatternError` when memory runs out.
    public func options(threads: Int = 1, _ problems: inout [Diagnostic]) throws -> ScanOptions {
        let detector = try detector(&problems)
        let allowed = AllowListFile.read(allowLists, &problems)
        let allowList = try allowed.allowList()
        var options = ScanOptions(detector: detector, threads: threads, allowList: allowList)
        options.allowed = allowed.others
        options.minimumConfidence = minimumConfidence
        options.maximumFileSize = maximumFileSize
        options.scansBinary = scansBinary
        options.locatedOccurrences = locatedOccurrences
        options.details = details
        options.classifier = classifier(for: options.detector)
        return options
    }

    /// What says what objects are; `nil` when nobody asks, and no kind of document is looked for.
    private func classifier(for detector: Detector) -> ContentClassifier? {
        let isNeeded =
            !classifiers.isEmpty
            || detector.identifiers.contains { identifier in
                DocumentIdentifiers.identifiers.contains { $0.id == identifier.id }
            }
        guard let scope = classification ?? (isNeeded ? .whereItIsFinding : nil) else { return nil }
        var classifier = ContentClassifier(scope) { BuiltInModels.documents }
        classifier.leastProbability = leastClassProbability
        // What is wrong with them was told with the identifiers that they make.
        var known: [Diagnostic] = []
        classifier.trained = ClassifierFiles.models(classifiers, &known)
        return classifier
    }
}
