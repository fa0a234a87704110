public import Identifiers
public import POSIX

/// What a scan found out about one object.
public struct FileReport: Sendable {
    /// The path as the user gave it, and the rest; bytes, because names need not be text.
    public var path: [UInt8]

    /// What the file system knows of the object; `nil` for standard input and for what could not be opened.
    public var status: FileStatus?

    /// What its content turned out to be.
    public var content = ContentKind.empty

    /// Whether it was looked at completely.
    public var coverage: Coverage

    /// Whether it may have changed since without its times telling.
    public var writing = Writing.nobody

    /// Whether only what was appended was looked at, and the rest is taken for what it was a short time ago: it must be looked at
    /// again.
    public var isUnverified = false

    /// Who could write to an object while it was scanned.
    public enum Writing: Sendable {
        /// Nobody, as far as that can be told.
        case nobody
        /// Somebody, and a later write moves the object's times.
        case traceable
        /// Somebody, and a write through a mapping need not move them.
        case untraceable
    }

    /// Bytes of text that were looked at, after decoding.
    public var bytesClassified = 0

    /// Keyed digest of the content, 64 lower-case hexadecimal digits, equal for equal content under the same fingerprint
    /// key; `nil` when it was not needed or is not known.
    public var contentHash: String?

    /// What the text is held for; `nil` when nobody has asked, or there is none.
    public var contentClass: ContentClass?

    /// What was found, by category and identifier.
    public var detections: [Detection] = []

    /// The managed secrets that were found, as the table calls them, ascending.
    public var managedSecrets: [UInt32] = []

    /// The severity of the whole: that of the severest detection.
    public var severity: Severity? { detections.map(\.severity).max() }

    /// The same in words: `Low`, `Medium` or `High`.
    public var severityName: String? { severity?.description }

    /// The object's size in bytes, when its status is known.
    public var size: Int? { status.map { Int($0.size) } }

    /// Creates a report without findings.
    public init(path: [UInt8], coverage: Coverage) {
        self.path = path
        self.coverage = coverage
    }
}
