public import ContentClasses
public import Detection
public import Fingerprints
public import Identifiers
package import Matching

/// What is looked for in texts, and what is told of it.
public struct TextOptions: Sendable {
    /// What is looked for.
    public var detector: Detector

    /// Values that are no findings.
    public var allowList: AllowList

    /// Values and objects that are no findings, beyond ``allowList``.
    public var allowed = AllowedFindings()

    /// Findings that are known and left out, or gathered; `nil` for none.
    public var baseline: Baseline?

    /// Matches that are less sure are dropped.
    public var minimumConfidence = Confidence.low

    /// How many occurrences of an identifier are located in a report; the others are counted.
    public var locatedOccurrences = 15

    /// What is worked out for each located occurrence.
    public var details = OccurrenceDetails()

    /// Says what objects are; `nil` when nobody asks.
    public var classifier: ContentClassifier?

    /// Creates options.
    public init(detector: Detector, allowList: AllowList) { (self.detector, self.allowList) = (detector, allowList) }

    /// Whether the detector's identifiers have kinds of documents among them that a model tells.
    public var looksForKindsOfDocuments: Bool { DocumentIdentifiers.areAmong(detector.identifiers) }

    /// Whether each occurrence is handed on as it is found.
    package var streamsOccurrences: Bool { details.streamsOccurrences }

    /// Whether objects with findings are digested as a whole.
    package var hashesContent: Bool { details.hashesContent }

    /// What a thread needs to scan texts.
    ///
    /// - Throws: `PatternError` or `CryptographyError` when memory runs out.
    package func makeTools() throws -> ScanTools {
        try ScanTools(
            detector,
            allowing: allowList,
            under: details.fingerprintKey,
            KnownValues(allowed: allowed, baseline)
        )
    }
}
