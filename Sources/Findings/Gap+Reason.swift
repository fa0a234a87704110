public import POSIX

extension Gap {
    /// Why something was not looked at, or not completely.
    public enum Reason: Hashable, Sendable {
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
        /// It is encrypted, so that only whoever has the key can read it; its bytes were looked at.
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
        /// It is damaged, or not what it says it is.
        case malformed
        /// More bytes would come out of it than out of one object may.
        case expansionLimit
        /// More bytes come out of it than honest packing makes of as many.
        case ratioLimit
        /// It lies in more containers than are opened.
        case nestingLimit
        /// Its containers have more members than are looked at.
        case memberLimit
        /// It is larger than what may lie in memory, where it would have to.
        case memoryLimit
        /// It is a picture of a page, without the text on it.
        case noText

        /// Why not all is known of what is packed in a format.
        public static func packed(_ type: String) -> Reason {
            ContentKind.encryptedTypes.contains(type) ? .encrypted : .unsupportedFormat(type)
        }

        /// Whether the user must be told with the exit status that something could not be done.
        public var isFailure: Bool {
            switch self {
            case .permissionDenied, .disappeared, .changedWhileRead, .readFailed, .limitReached, .scannerFailed,
                .timeLimit,
                .readLimit, .interrupted:
                true
            case .tooLarge, .special, .symbolicLink, .otherFileSystem, .otherMount, .automount, .unsupportedFormat,
                .binary,
                .archive, .encrypted, .ownOutput, .malformed, .expansionLimit, .ratioLimit, .nestingLimit,
                .memberLimit, .memoryLimit, .noText:
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
            case .malformed: "malformed"
            case .expansionLimit: "expansion-limit"
            case .ratioLimit: "ratio-limit"
            case .nestingLimit: "nesting-limit"
            case .memberLimit: "member-limit"
            case .memoryLimit: "memory-limit"
            case .noText: "no-text"
            }
        }

        /// What a format that is not read is, and, where only its compression is not known, what to write it with.
        private static func summary(ofUnsupported format: String) -> String {
            let (separator, rest) = ("; compression=", "only its raw bytes were scanned")
            guard let range = format.firstRange(of: separator) else {
                return "\(format) content is not unpacked; \(rest)"
            }
            let packing = format[range.upperBound...]
            let name = packing == "unknown" ? "its compression" : "its \(packing) compression"
            return "\(format[..<range.lowerBound]) content is not unpacked, as \(name) is not known; \(rest);"
                + " written with zstd or snappy it is read"
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
            case .unsupportedFormat(let format): Gap.Reason.summary(ofUnsupported: format)
            case .encrypted: "its content is encrypted"
            case .binary: "binary"
            case .archive: "an archive"
            case .limitReached: "a pattern reached its limit"
            case .scannerFailed: "the scanner failed on it"
            case .timeLimit: "took longer than a scan may"
            case .readLimit: "holds more data than a scan may read"
            case .interrupted: "the scan was interrupted"
            case .ownOutput: "the output of this scan"
            case .malformed: "damaged, or not what it says it is"
            case .expansionLimit: "more would come out of it than may be unpacked of one object"
            case .ratioLimit: "unpacks to far more than honest content does"
            case .nestingLimit: "lies in more containers than are opened"
            case .memberLimit: "has more members than are looked at"
            case .memoryLimit: "larger than what may be unpacked in memory"
            case .noText: "an image of text, without its letters"
            }
        }

        /// The reason code of Macie's classification result, or one in its style where it has none.
        public var macieReason: String {
            switch self {
            case .permissionDenied: "PERMISSION_DENIED"
            case .disappeared: "SOURCE_OBJECT_NO_LONGER_AVAILABLE"
            case .changedWhileRead: "OBJECT_VERSION_MISMATCH"
            case .readFailed, .scannerFailed, .noText: "UNABLE_TO_PARSE_FILE"
            case .malformed: "MALFORMED_FILE"
            case .expansionLimit: "ARCHIVE_TOTAL_BYTES_EXTRACTED_OVER_LIMIT"
            case .ratioLimit: "ARCHIVE_EXCEEDS_SIZE_LIMIT"
            case .nestingLimit: "ARCHIVE_NESTING_LEVEL_OVER_LIMIT"
            case .memberLimit: "ARCHIVE_TOTAL_DOCUMENTS_PROCESSED_OVER_LIMIT"
            case .memoryLimit: "MALFORMED_OR_FILE_SIZE_EXCEEDS_LIMIT"
            case .tooLarge, .readLimit: "FILE_EXCEEDS_SIZE_LIMIT"
            case .special, .binary, .archive, .unsupportedFormat: "UNSUPPORTED_FILE_TYPE_EXCEPTION"
            case .encrypted: "INVALID_ENCRYPTION"
            case .symbolicLink, .otherFileSystem, .otherMount, .automount, .ownOutput: "INVALID_OBJECT_STATE"
            case .limitReached, .timeLimit, .interrupted: "TIME_CUT_OFF_REACHED"
            }
        }
    }
}

extension Gap.Reason {
    /// Why a folder that is not part of the same mount was not entered.
    public init(_ boundary: MountBoundary) {
        self =
            switch boundary {
            case .fileSystem: .otherFileSystem
            case .mount: .otherMount
            case .automount: .automount
            }
    }

    /// Why something could not be opened.
    public init(_ error: SystemError) {
        self =
            if error.isPermissionDenied {
                .permissionDenied
            } else if error.isSymbolicLink {
                .symbolicLink
            } else if error.isNotFound {
                .disappeared
            } else if error.isOtherFileSystem {
                .otherFileSystem
            } else {
                .readFailed(error.code)
            }
    }
}
