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

    /// The stamp of what the file system says.
    public init(_ status: FileStatus) {
        device = Int64(truncatingIfNeeded: status.device)
        inode = Int64(truncatingIfNeeded: status.inode)
        size = Int64(status.size)
        modified = status.modified.nanosecondsSince1970
        changed = status.changed.nanosecondsSince1970
    }

    init(device: Int64, inode: Int64, size: Int64, modified: Int64, changed: Int64) {
        self.device = device
        self.inode = inode
        self.size = size
        self.modified = modified
        self.changed = changed
    }
}

extension Timestamp {
    fileprivate var nanosecondsSince1970: Int64 { Int64(seconds) * 1_000_000_000 + Int64(nanoseconds) }
}

/// What became of an object that was to be looked at.
public enum Outcome: Sendable {
    /// It was scanned, or an attempt was made.
    case scanned(bucket: Int64, key: [UInt8], report: FileReport, finding: FindingRecord?)

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
    /// Keyed digests of the values, by identifier.
    public var fingerprints: [(type: String, value: String)]

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

/// An event on its way out.
public struct EventRecord: Sendable {
    /// Where it stands in the order.
    public var number: Int64
    /// The event as one line of JSON.
    public var envelope: String
}

/// Words events, for ``RecordStore/save(_:at:words:)``.
public protocol EventWording: Sendable {
    /// The envelope for a finding that is new or has changed.
    func found(_ detail: String, id: String, time: Double) -> String

    /// The envelope for a finding that holds no longer.
    func resolved(_ detail: String, because reason: String, id: String, time: Double) -> String
}
