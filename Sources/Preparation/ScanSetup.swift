import AllowLists
import Classifiers
import DetectorPreparation
public import Diagnostics
public import Extraction
public import IdentifierChoice
public import Identifiers
public import Scanning

/// What is looked for, complete and free of the file system: it can be handed to a process that may open nothing.
public struct ScanSetup: Sendable {
    /// Which identifiers are looked for.
    public var identifiers = IdentifierSetup()

    /// Files with values that are no findings.
    public var allowLists: [SourceText] = []

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

    /// From which probability on a sensitive class of documents is a finding, from 0 to 1.
    public var leastClassProbability = ClassifierFiles.leastProbability

    /// Whether managed secrets are recognised, once there is a table of them.
    public var recognisesManagedSecrets = false

    /// The setup without options.
    public init() {}

    /// The options of a scan.
    ///
    /// - Parameters:
    ///   - threads: Threads that scan; at least 1.
    ///   - problems: Takes what is wrong with single files, identifiers and lines, which are left out.
    /// - Returns: What the setup says; all else, such as which paths are looked at, is as in any new options.
    /// - Throws: ``Diagnostic`` for a selection that makes no sense, or a custom identifier with the id of a managed
    ///   one; `PatternError` when memory runs out.
    public func options(threads: Int = 1, _ problems: inout [Diagnostic]) throws -> ScanOptions {
        let detector = try identifiers.detector(recognisingManagedSecrets: recognisesManagedSecrets, &problems)
        let allowed = AllowListFile.read(allowLists, &problems)
        let allowList = try allowed.allowList()
        var options = ScanOptions(detector: detector, threads: threads, allowList: allowList)
        options.allowed = allowed.others
        options.minimumConfidence = minimumConfidence
        options.maximumFileSize = maximumFileSize
        options.scansBinary = scansBinary
        options.locatedOccurrences = locatedOccurrences
        options.details = details
        options.classifier = classifier(isNeeded: options.looksForKindsOfDocuments)
        return options
    }

    /// What says what objects are; `nil` when nobody asks, and no kind of document is looked for.
    private func classifier(isNeeded: Bool) -> ContentClassifier? {
        let isNeeded = isNeeded || !identifiers.classifiers.isEmpty
        guard let scope = classification ?? (isNeeded ? .whereItIsFinding : nil) else { return nil }
        return ClassifierFiles.classifier(scope, from: leastClassProbability, trained: identifiers.classifiers)
    }
}
