public import Findings
public import POSIX

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
        /// Whether the object was encrypted just now: what was found before holds no more although not everything was looked at.
        public var isEncrypted = false

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

/// Words what is published and kept, for ``RecordStore/save(_:at:words:)``.
///
/// Findings come as values and go as JSON: nobody behind it changes what was written.
public protocol FindingWording: Sendable {
    /// Where an event of the service goes; `finding` is what it tells, if it tells one.
    func route(_ envelope: String, telling finding: Finding?) -> EventRoute

    /// The envelope for an object that has come, has changed or was scanned; `nil` when nobody wants it.
    func happened(_ happening: ObjectHappening, id: String, time: Double) -> String?

    /// The envelope for a finding that is new or has come in place of another, as it says.
    func found(_ finding: Finding, id: String, time: Double) -> String

    /// The envelope for a finding that holds no longer, which is kept as `detail`.
    func resolved(_ detail: String, because reason: Resolution, id: String, time: Double) -> String

    /// The finding for a folder that is open.
    func finding(of exposure: FolderExposure) -> Finding

    /// The finding for an access key that is at risk, found `count` times since `createdAt`, seconds since 1970.
    func finding(of risk: AccessKeyRisk, count: Int, since createdAt: Double, at time: Double) -> Finding

    /// A finding as JSON, on one line, as it is kept.
    func text(of finding: Finding) -> String

    /// The name of the rule that suppresses a finding, if there is one.
    func suppression(of finding: Finding, at time: Double) -> String?
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

extension ObjectHappening.Kind {
    /// What happened between two looks at an object that is there; `nil` for nothing.
    ///
    /// Whoever changes its permissions or its owner does not change the object.
    init?(from known: ObjectStamp?, to now: ObjectStamp) {
        guard let known else {
            self = .created
            return
        }
        let isSame =
            (known.device, known.inode, known.size, known.modified) == (now.device, now.inode, now.size, now.modified)
        if isSame { return nil }
        self = .changed
    }
}
