public import Detection
public import Extraction
public import Identifiers
public import POSIX

/// What a scan is to do, apart from where.
public struct ScanOptions: Sendable {
    /// What is looked for.
    public var detector: Detector

    /// Threads that scan; at least 1.
    public var threads: Int

    /// Objects above this size, in bytes, are skipped and counted; `nil` for none.
    public var maximumFileSize: Int?

    /// Bytes of an object that are really read; what lies behind is a gap.
    ///
    /// Holes are not read, and do not count.
    public var maximumBytesRead: Int?

    /// Seconds that an object may take; what was not read by then is a gap.
    public var maximumSeconds: Int?

    /// Whether printable runs in binary files are scanned.
    public var scansBinary = true

    /// Whether the bytes of archives and of compressed files are scanned; else they are skipped and counted.
    public var scansArchives = true

    /// What is done with documents and containers.
    public var documents = Documents.asBytes

    /// Whether names that begin with a dot are looked at.
    public var scansHidden = true

    /// Whether folders on other file systems are entered.
    public var crossesFileSystems = false

    /// Whether `.gitignore`, `.ignore` and `.magpieignore` files inside the scanned trees are obeyed.
    public var respectsIgnoreFiles = false

    /// The file that the results are written to, which is no object of the scan.
    public var output: FileStatus?

    /// Which paths are looked at.
    public var selection = PathSelection()

    /// Matches that are less sure are dropped.
    public var minimumConfidence = Confidence.low

    /// Values that are no findings.
    public var allowList: AllowList

    /// Values and objects that are no findings, beyond ``allowList``.
    public var allowed = AllowedFindings()

    /// Findings that are known and left out, or gathered; `nil` for none.
    public var baseline: Baseline?

    /// How many occurrences of an identifier are located in a report; the others are counted.
    public var locatedOccurrences = 15

    /// What is worked out for each located occurrence.
    public var details = OccurrenceDetails()

    /// Says what objects are; `nil` when nobody asks.
    public var classifier: ContentClassifier?

    /// Creates options.
    public init(detector: Detector, threads: Int, allowList: AllowList) {
        self.detector = detector
        self.threads = threads
        self.allowList = allowList
    }
}

/// What is done with objects whose text does not lie open.
public enum Documents: Sendable {
    /// Their raw bytes are looked at, and they count as partial.
    case asBytes
    /// They are read here: only in a process that may do nothing else.
    case read(Extractor)
    /// Another process reads them: called for each thread that scans.
    case handedOver(@Sendable () -> any DocumentScanning)

    /// Whether anybody reads their text.
    var areRead: Bool { if case .asBytes = self { false } else { true } }
}

/// What is worked out for each located occurrence, beyond where it is.
public struct OccurrenceDetails: Sendable {
    /// Whether the raw value is kept, because the user asked to see it.
    public var revealsValues = false

    /// The key for fingerprints; `nil` for none.
    public var fingerprintKey: FingerprintKey?

    /// Whether the content's keyed digest is worked out for objects with findings; needs a fingerprint key.
    public var hashesContent = false

    /// Whether each occurrence is handed on as it is found, however many there are.
    public var streamsOccurrences = false

    /// Creates the least: masked values only.
    public init() {}
}

extension ScanOptions {
    /// Whether the detector's identifiers have kinds of documents among them that a model tells.
    public var looksForKindsOfDocuments: Bool { DocumentIdentifiers.areAmong(detector.identifiers) }
}
