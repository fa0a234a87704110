import Classification
public import Diagnostics
public import Extraction
public import Findings
public import Fingerprints
public import IdentifierChoice
public import Identifiers

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
    public var classification: ClassificationScope?

    /// From which probability on a sensitive class of documents is a finding, from 0 to 1.
    public var leastClassProbability = DocumentModel.leastBound

    /// Whether managed secrets are recognised, once there is a table of them.
    public var recognisesManagedSecrets = false

    /// The setup without options.
    public init() {}
}
