public import Extraction
public import PathPatterns
public import POSIX
public import TextScanning

/// What a scan is to do, apart from where.
public struct ScanOptions: Sendable {
    /// What is looked for in the text of objects, and what is told of it.
    public var text: TextOptions

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

    /// Creates options.
    public init(_ text: TextOptions, threads: Int = 1) { (self.text, self.threads) = (text, threads) }
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
