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

    /// What was found, by category and identifier.
    public var detections: [Detection] = []

    /// The managed secrets that were found, as the table calls them, ascending.
    public var managedSecrets: [UInt32] = []

    /// The severity of the whole: that of the severest detection.
    public var severity: Severity? { detections.map(\.severity).max() }

    /// Creates a report without findings.
    public init(path: [UInt8], coverage: Coverage) {
        self.path = path
        self.coverage = coverage
    }
}

/// Whether an object was looked at completely, and if not, why.
public enum Coverage: Equatable, Sendable {
    /// Every byte was looked at by every identifier.
    case complete

    /// Something was looked at, but not everything.
    case partial(CoverageGap)

    /// Nothing was looked at.
    case skipped(CoverageGap)

    /// The word for it: `complete`, `partial` or `skipped`.
    public var verdict: String {
        switch self {
        case .complete: "complete"
        case .partial: "partial"
        case .skipped: "skipped"
        }
    }

    /// The gap, if there is one.
    public var gap: CoverageGap? {
        switch self {
        case .complete: nil
        case .partial(let gap), .skipped(let gap): gap
        }
    }
}

/// Why an object was not looked at, or not completely.
public enum CoverageGap: Hashable, Sendable {
    /// The system refused access.
    case permissionDenied
    /// It was there when its folder was listed, and is no longer.
    case disappeared
    /// It was written to while it was read.
    case changedWhileRead
    /// Reading failed; the value is `errno`.
    case readFailed(Int32)
    /// It is larger than `--max-file-size`.
    case tooLarge
    /// It is not a regular file.
    case special(FileKind)
    /// It is a symbolic link, which is never followed.
    case symbolicLink
    /// It lies on another file system.
    case otherFileSystem
    /// The same file system is mounted there once more, as by a bind mount.
    case otherMount
    /// A file system would be mounted there by entering it.
    case automount
    /// Its content is packed, compressed or encrypted, and only its raw bytes were looked at.
    case unsupportedFormat(String)
    /// It is encrypted, as Magpie and other clients of the AWS Encryption SDK do it; its bytes were looked at.
    case encrypted
    /// Its printable runs were not looked at because of `--no-binary`.
    case binary
    /// It is an archive or compressed, and was not looked at because of `--no-archives`.
    case archive
    /// A pattern gave up on it.
    case limitReached
    /// The process that scanned it has died of it.
    case scannerFailed
    /// It took longer than any object of its size may.
    case timeLimit
    /// It holds more data than a scan may read.
    case readLimit
    /// The scan was asked to end.
    case interrupted
    /// It is the file that the results are written to.
    case ownOutput

    /// Why not all is known of what is packed in a format.
    public static func packed(_ type: String) -> CoverageGap {
        type == ContentKind.encryptedMessage ? .encrypted : .unsupportedFormat(type)
    }

    /// Whether the user must be told with the exit status that something could not be done.
    public var isFailure: Bool {
        switch self {
        case .permissionDenied, .disappeared, .changedWhileRead, .readFailed, .limitReached, .scannerFailed, .timeLimit,
            .readLimit, .interrupted:
            true
        case .tooLarge, .special, .symbolicLink, .otherFileSystem, .otherMount, .automount, .unsupportedFormat, .binary,
            .archive, .encrypted, .ownOutput:
            false
        }
    }

    /// Whether another look at the same object may find no gap.
    public var mayPass: Bool {
        switch self {
        case .permissionDenied, .disappeared, .changedWhileRead, .readFailed, .interrupted: true
        default: false
        }
    }

    /// Whether the cause is a state of the machine that passes by itself, so that the object is worth another try soon: a
    /// lease, a full descriptor table, no memory, a worker that has ended.
    public var isPassing: Bool {
        switch self {
        case .readFailed(let code): SystemError(code).isTransient || SystemError(code).isInputOutput
        case .interrupted, .scannerFailed: true
        default: false
        }
    }

    /// Whether it stands for all that is mounted at a folder.
    public var isMount: Bool { self == .otherFileSystem || self == .otherMount || self == .automount }

    /// A word for counting by reason, stable for tools.
    public var name: String {
        switch self {
        case .permissionDenied: "permission-denied"
        case .disappeared: "disappeared"
        case .changedWhileRead: "changed-while-read"
        case .readFailed: "read-failed"
        case .tooLarge: "too-large"
        case .special: "special-file"
        case .symbolicLink: "symbolic-link"
        case .otherFileSystem: MountBoundary.fileSystem.rawValue
        case .otherMount: MountBoundary.mount.rawValue
        case .automount: MountBoundary.automount.rawValue
        case .unsupportedFormat: "unsupported-format"
        case .encrypted: "encrypted"
        case .binary: "binary"
        case .archive: "archive"
        case .limitReached: "limit-reached"
        case .scannerFailed: "scanner-failed"
        case .timeLimit: "time-limit"
        case .readLimit: "read-limit"
        case .interrupted: "interrupted"
        case .ownOutput: "own-output"
        }
    }

    /// What happened, in a few words for people.
    public var summary: String {
        switch self {
        case .permissionDenied: "permission denied"
        case .disappeared: "disappeared before it could be read"
        case .changedWhileRead: "was changed while it was read"
        case .readFailed(let code): "reading failed: \(SystemError(code))"
        case .tooLarge: "larger than --max-file-size"
        case .special(let kind): kind.rawValue
        case .symbolicLink: "symbolic link, not followed"
        case .otherFileSystem: "on another file system"
        case .otherMount: "mounted there from elsewhere on the same file system"
        case .automount: "mounted there when somebody enters it"
        case .unsupportedFormat(let format): "\(format) content is not unpacked; only its raw bytes were scanned"
        case .encrypted: "its content is encrypted"
        case .binary: "binary"
        case .archive: "an archive"
        case .limitReached: "a pattern reached its limit"
        case .scannerFailed: "the scanner failed on it"
        case .timeLimit: "took longer than a scan may"
        case .readLimit: "holds more data than a scan may read"
        case .interrupted: "the scan was interrupted"
        case .ownOutput: "the output of this scan"
        }
    }

    /// The reason code of Macie's classification result, or one in its style where it has none.
    public var macieReason: String {
        switch self {
        case .permissionDenied: "PERMISSION_DENIED"
        case .disappeared: "SOURCE_OBJECT_NO_LONGER_AVAILABLE"
        case .changedWhileRead: "OBJECT_VERSION_MISMATCH"
        case .readFailed, .scannerFailed: "UNABLE_TO_PARSE_FILE"
        case .tooLarge, .readLimit: "FILE_EXCEEDS_SIZE_LIMIT"
        case .special, .binary, .archive, .unsupportedFormat: "UNSUPPORTED_FILE_TYPE_EXCEPTION"
        case .encrypted: "INVALID_ENCRYPTION"
        case .symbolicLink, .otherFileSystem, .otherMount, .automount, .ownOutput: "INVALID_OBJECT_STATE"
        case .limitReached, .timeLimit, .interrupted: "TIME_CUT_OFF_REACHED"
        }
    }
}

/// All occurrences of one identifier in an object.
public struct Detection: Sendable {
    /// The identifier that was found.
    public var identifier: ManagedDataIdentifier

    /// How often it occurs.
    public var count: Int

    /// The severity that this number of occurrences has.
    public var severity: Severity

    /// The surest of the occurrences.
    public var confidence: Confidence

    /// The first occurrences, located; at most as many as the scan was asked to locate.
    public var occurrences: [Occurrence]

    /// The sum over the values of all other occurrences; `nil` when there are none, or values have no fingerprints.
    public var otherValues: ValueSum?

    /// Creates a detection.
    public init(
        identifier: ManagedDataIdentifier,
        count: Int,
        severity: Severity,
        confidence: Confidence,
        occurrences: [Occurrence]
    ) {
        self.identifier = identifier
        self.count = count
        self.severity = severity
        self.confidence = confidence
        self.occurrences = occurrences
    }
}

/// One place in an object where an identifier was found.
public struct Occurrence: Sendable {
    /// Where the value begins and ends, in bytes of the object, or of its decoded text if it is not plain text.
    public var range: Range<Int>

    /// Line of the value's first byte, from 1.
    public var line: Int

    /// Line of its last byte.
    public var endLine: Int

    /// Character of the first line at which the value begins, from 1.
    public var column: Int

    /// Character of the last line behind the value's last one, from 1.
    public var endColumn: Int

    /// Where it lies in a table, if the object is one.
    public var cell: Cell?

    /// How sure it is.
    public var confidence: Confidence

    /// Why it was reported, for people and tools: the checks that held and the keyword that was near.
    public var reasons: [String]

    /// The value with all but the ends starred out.
    public var masked: String

    /// The keyed fingerprint of the value, if the scan was asked for it.
    public var fingerprint: String?

    /// The value itself, if the user asked for it with `--reveal`.
    public var value: SensitiveBytes?

    /// Creates an occurrence.
    public init(
        range: Range<Int>,
        line: Int,
        endLine: Int,
        column: Int,
        endColumn: Int,
        cell: Cell?,
        confidence: Confidence,
        reasons: [String],
        masked: String,
        fingerprint: String?,
        value: SensitiveBytes?
    ) {
        self.range = range
        self.line = line
        self.endLine = endLine
        self.column = column
        self.endColumn = endColumn
        self.cell = cell
        self.confidence = confidence
        self.reasons = reasons
        self.masked = masked
        self.fingerprint = fingerprint
        self.value = value
    }
}

/// A cell of a table; column and row count from 1, the header being row 1.
public struct Cell: Equatable, Sendable {
    public var column: Int
    public var columnName: String?
    public var row: Int

    /// Creates a cell.
    public init(column: Int, columnName: String?, row: Int) {
        self.column = column
        self.columnName = columnName
        self.row = row
    }
}

/// Bytes that must not be shown by accident.
///
/// Printing, logging or interpolating a value shows its length only.
public struct SensitiveBytes: Sendable, CustomStringConvertible, CustomReflectable {
    private let bytes: [UInt8]

    /// Wraps a copy of `bytes`.
    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    public var description: String { "‹\(bytes.count) bytes›" }

    public var customMirror: Mirror { Mirror(self, children: []) }

    /// The bytes themselves, for a user who asked to see them.
    public func revealed() -> [UInt8] { bytes }
}
