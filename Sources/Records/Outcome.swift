public import POSIX
public import Scanning

/// A folder that is watched.
public struct BucketRecord: Sendable, Equatable {
    public var id: Int64
    public var name: String
    /// Absolute, without links.
    public var path: [UInt8]
}

/// What tells one state of an object from another.
///
/// The content cannot change without one of these: the kernel sets the time of change, and nobody else can.
public struct ObjectStamp: Hashable, Sendable {
    public var device: Int64
    public var inode: Int64
    public var size: Int64
    /// Nanoseconds since 1970.
    public var modified: Int64
    /// Nanoseconds since 1970.
    public var changed: Int64
    /// The set of identifiers that it was scanned with.
    public var ruleSet: Int64

    /// The stamp of what the file system says.
    public init(_ status: FileStatus, ruleSet: Int64) {
        self.ruleSet = ruleSet
        device = Int64(truncatingIfNeeded: status.device)
        inode = Int64(truncatingIfNeeded: status.inode)
        size = Int64(status.size)
        modified = status.modified.nanosecondsSince1970
        changed = status.changed.nanosecondsSince1970
    }

    init(device: Int64, inode: Int64, size: Int64, modified: Int64, changed: Int64, ruleSet: Int64) {
        self.device = device
        self.inode = inode
        self.size = size
        self.modified = modified
        self.changed = changed
        self.ruleSet = ruleSet
    }
}

extension Timestamp {
    fileprivate var nanosecondsSince1970: Int64 { Int64(seconds) * 1_000_000_000 + Int64(nanoseconds) }
}

/// What became of an object that was to be looked at.
public enum Outcome: Sendable {
    /// It was scanned, or an attempt was made.
    case scanned(Scanned)

    /// Who may enter a folder with findings was looked up; `nil` when it is not there any more.
    case folder(bucket: Int64, key: [UInt8], access: FolderAccess?)

    /// What a scan has brought.
    public struct Scanned: Sendable {
        public var bucket: Int64
        public var key: [UInt8]
        public var ruleSet: Int64
        public var report: FileReport
        /// Whether the outcome holds as long as the object's stamp does; else each walk has it looked at again.
        public var isFinal: Bool
        public var finding: FindingRecord?
        /// Who may enter the object's folder; only needed with a finding.
        public var folder: FolderAccess?
        /// Why what was found before holds no more although not everything was looked at: the object was encrypted.
        public var resolvedBecause: String?

        /// Gathers what a scan has brought.
        public init(
            bucket: Int64,
            key: [UInt8],
            ruleSet: Int64,
            report: FileReport,
            isFinal: Bool,
            finding: FindingRecord?,
            folder: FolderAccess?
        ) {
            self.bucket = bucket
            self.key = key
            self.ruleSet = ruleSet
            self.report = report
            self.isFinal = isFinal
            self.finding = finding
            self.folder = folder
        }
    }

    /// It is not there any more.
    case gone(bucket: Int64, key: [UInt8])
}

/// A finding as it is kept.
public struct FindingRecord: Sendable {
    /// The same for the same content of the same object.
    public var id: String
    /// Macie's finding type.
    public var type: String
    /// From 1, low, to 3, high.
    public var severity: Int
    public var occurrences: Int
    /// Tells whether the same was found as before.
    public var digest: String
    /// The finding as JSON, on one line.
    public var detail: String
    /// Keyed digests of the values, by identifier; what stands for those that are too many is one, too.
    public var fingerprints: [(type: String, value: String)]
    /// Whether it is about a canary: it is kept as archived, judges no folder, and its event is one of a sample.
    public var isSample = false

    /// Who archives the findings of canaries.
    static let sampleArchiver = "sample: magpie doctor"

    /// Creates a finding.
    public init(
        id: String,
        type: String,
        severity: Int,
        occurrences: Int,
        digest: String,
        detail: String,
        fingerprints: [(type: String, value: String)]
    ) {
        self.id = id
        self.type = type
        self.severity = severity
        self.occurrences = occurrences
        self.digest = digest
        self.detail = detail
        self.fingerprints = fingerprints
    }
}

/// Who may enter a folder.
public struct FolderAccess: Sendable, Equatable {
    /// Permission bits.
    public var mode: UInt32
    public var userID: UInt32
    /// Whether every user may pass all folders on the way, and this one.
    public var isReachable: Bool

    /// Describes a folder.
    public init(mode: UInt32, userID: UInt32, isReachable: Bool) {
        self.mode = mode
        self.userID = userID
        self.isReachable = isReachable
    }
}

/// That a folder with sensitive data is open to everybody.
public struct PolicyFacts: Sendable {
    /// In what way it is open.
    public enum Kind: String, Sendable, CaseIterable {
        /// Every user can read objects in which something was found.
        case worldReadable = "Policy:Folder/WorldReadable"
        /// Every user can change them, or what the folder holds.
        case worldWritable = "Policy:Folder/WorldWritable"
    }

    public var kind: Kind
    public var bucket: BucketRecord
    /// The folder's path below the bucket.
    public var folder: [UInt8]
    public var access: FolderAccess
    /// From 1, low, to 3, high: that of what lies open.
    public var severity: Int
    /// How often this was found, each time after a change.
    public var count: Int
    /// Seconds since 1970.
    public var createdAt: Double
    public var updatedAt: Double
}

/// Words what is published, for ``RecordStore/save(_:at:words:)``.
public protocol EventWording: Sendable {
    /// Where an event of the service goes.
    func route(_ envelope: String) -> EventRoute

    /// The envelope for an object that has come, has changed or was scanned; `nil` when nobody wants it.
    func happened(_ happening: ObjectHappening, id: String, time: Double) -> String?

    /// The envelope for a finding that is new, or has come in place of the finding with the id `old`.
    func found(_ detail: String, replacing old: String?, id: String, time: Double) -> String

    /// The envelope for a finding that holds no longer.
    func resolved(_ detail: String, because reason: String, id: String, time: Double) -> String

    /// The identity of a policy finding: the same as long as folder and kind are.
    func policyID(_ facts: PolicyFacts) -> String

    /// A policy finding as JSON, on one line.
    func policyDetail(_ facts: PolicyFacts, id: String) -> String

    /// The name of the rule that suppresses a finding, if there is one.
    func suppression(of detail: String, at time: Double) -> String?
}

/// What happened to an object, besides that something was found in it.
public struct ObjectHappening: Sendable {
    /// What it was.
    public enum Kind: Sendable, CaseIterable {
        case created
        case changed
        case deleted
        case scanned
    }

    public var kind: Kind
    public var bucket: Int64
    public var key: [UInt8]
    /// How it was scanned; `nil` for an object that is gone.
    public var report: FileReport?
}
