public import Identifiers
public import POSIX

/// That sensitive data lies in an object, that a folder with some is open to everybody, or that an access key is at risk.
///
/// A value that is made once, from a scan or a look at a folder, and written once, where it leaves: as JSON in the form of
/// Amazon Macie, or as what a format of reports has for it.
public struct Finding: Sendable {
    /// The same for the same content of the same object, for the same folder and kind of opening, or for the same access key
    /// and risk.
    public var id: String

    /// Who has found it, and on whose behalf.
    public var origin: Origin

    /// How severe it is; `nil` only for the record of an object in which nothing was found.
    public var severity: Severity?

    public var createdAt: Timestamp
    public var updatedAt: Timestamp

    /// How often it was found, each time after a change; always 1 for sensitive data.
    public var count = 1

    /// Whether it is no concern: somebody or some rule has archived it.
    public var isArchived = false

    /// Whether it is about a canary, which examinations plant.
    public var isSample = false

    /// Whether it is new or has come in place of another; `nil` where nobody says so, as in a single scan.
    public var novelty: Novelty?

    /// The folder that stands for the bucket; `nil` for what is in none.
    public var bucket: Bucket?

    /// What was found.
    public var subject: Subject

    /// Creates a finding that is not archived.
    public init(
        id: String,
        from origin: Origin,
        severity: Severity?,
        createdAt: Timestamp,
        updatedAt: Timestamp,
        in bucket: Bucket?,
        _ subject: Subject
    ) {
        self.id = id
        self.origin = origin
        self.severity = severity
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.bucket = bucket
        self.subject = subject
    }

    /// What a finding is about.
    public enum Subject: Sendable {
        /// Sensitive data in an object.
        case object(Object)
        /// A folder that is open to everybody.
        case folder(Folder)
        /// An access key that nobody uses, or that is too old.
        case accessKey(AccessKeyRisk)
    }

    /// Whether a finding is new.
    public enum Novelty: Equatable, Sendable {
        case new
        /// It has come in place of the finding with this id, which may be its own.
        case changed(replacing: String)
    }

    /// The finding type, such as `SensitiveData:S3Object/Financial`; `nil` where nothing was found.
    public var type: String? {
        switch subject {
        case .object(let object): FindingKind(object.detections)?.type
        case .folder(let folder): folder.kind.rawValue
        case .accessKey(let risk): risk.kind.rawValue
        }
    }

    /// The sensitive data, if it is about some.
    public var object: Object? {
        if case .object(let object) = subject { object } else { nil }
    }
}

extension Finding {
    /// Who has found something, and on whose behalf: the same for all findings of a run.
    public struct Origin: Sendable, Equatable {
        /// 12 digits.
        public var account: String
        public var region: String
        /// The name of the machine.
        public var hostName: String
        /// The discovery job; `nil` where nobody asked for a scan, because it follows from watching.
        public var jobID: String?
        /// Where a record of every object lies, as a URL; `nil` when there is none.
        public var resultsLocation: String?

        /// Describes a run.
        public init(account: String, region: String, hostName: String, jobID: String?, resultsLocation: String?) {
            self.account = account
            self.region = region
            self.hostName = hostName
            self.jobID = jobID
            self.resultsLocation = resultsLocation
        }
    }

    /// A folder that stands for a bucket, and what everybody may do with it.
    public struct Bucket: Hashable, Sendable {
        /// Bytes, because names need not be text.
        public var name: [UInt8]
        /// The user that it belongs to; `nil` when that is not known.
        public var owner: UInt32?
        public var ownerName: String?
        /// Whether every user may list it; `nil` when that is not known.
        public var isReadable: Bool?
        /// Whether every user may put objects into it; `nil` when that is not known.
        public var isWritable: Bool?

        /// Describes a bucket of which no more is known.
        public init(name: [UInt8]) { self.name = name }

        /// `PUBLIC` when every user may do either, `NOT_PUBLIC` when it is known that nobody may, else `UNKNOWN`.
        public var effectivePermission: String {
            Finding.Bucket.permission(isReadable: isReadable, isWritable: isWritable)
        }

        /// The same for what every user may do with any folder.
        public static func permission(isReadable: Bool?, isWritable: Bool?) -> String {
            switch (isReadable, isWritable) {
            case (true, _), (_, true): "PUBLIC"
            case (false, false): "NOT_PUBLIC"
            default: "UNKNOWN"
            }
        }
    }

    /// Sensitive data in an object.
    public struct Object: Sendable {
        /// The path as it was named; bytes, because names need not be text.
        public var path: [UInt8]
        /// The same without links.
        public var absolutePath: [UInt8]
        /// The path below the bucket.
        public var key: [UInt8]
        /// What the file system knows of it; `nil` for standard input and for what could not be opened.
        public var status: FileStatus?
        public var ownerName: String?
        /// Whether every user can read or write it; `nil` when that is not known.
        public var isPublic: Bool?
        /// Keyed digest of its content, 64 hexadecimal digits; `nil` when it is not known.
        public var contentHash: String?
        public var mimeType: String
        /// How completely it was looked at.
        public var coverage: Coverage
        /// Bytes of text that were looked at, after decoding.
        public var bytesClassified: Int
        /// What the text is held for; `nil` when that is not known.
        public var contentClass: ContentClass?
        /// What was found, by category and identifier.
        public var detections: [Detection]
        /// The managed secrets that were found and are known by name.
        public var managedSecrets: [ManagedSecretName]

        /// What was found in an object.
        public init(
            _ report: FileReport,
            key: [UInt8],
            absolutePath: [UInt8],
            ownerName: String?,
            isPublic: Bool?,
            managedSecrets: [ManagedSecretName]
        ) {
            path = report.path
            self.absolutePath = absolutePath
            self.key = key
            status = report.status
            self.ownerName = ownerName
            self.isPublic = isPublic
            contentHash = report.contentHash
            mimeType = report.content.mimeType
            coverage = report.coverage
            bytesClassified = report.bytesClassified
            contentClass = report.contentClass
            detections = report.detections
            self.managedSecrets = managedSecrets
        }

        /// What is behind the last dot of the name; empty when there is none.
        public var fileExtension: ArraySlice<UInt8> {
            let name = key[((key.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1)...]
            guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > name.startIndex else { return [] }
            return name[(dot + 1)...]
        }

        /// How often something was found in it.
        public var occurrenceCount: Int { detections.reduce(0) { $0 + $1.count } }
    }

    /// A folder with sensitive data that is open to everybody.
    public struct Folder: Sendable {
        public var kind: FolderExposure.Kind
        /// The path below the bucket.
        public var key: [UInt8]
        /// Absolute.
        public var path: [UInt8]
        /// Permission bits.
        public var mode: UInt32
        public var owner: UInt32
        public var ownerName: String

        /// Describes a folder.
        public init(_ exposure: FolderExposure, path: [UInt8], ownerName: String) {
            kind = exposure.kind
            key = exposure.folder
            self.path = path
            mode = exposure.access.mode
            owner = exposure.access.userID
            self.ownerName = ownerName
        }
    }
}
