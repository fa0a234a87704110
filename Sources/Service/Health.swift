import Records
public import Watching

/// How a service is.
public struct Health: Sendable {
    /// How a bucket is.
    public struct Bucket: Sendable {
        public var name: String
        public var path: [UInt8]
        /// `reconciling`, `live`, `polling` or `offline`.
        public var state: String
        /// What notices changes: `fanotify`, `inotify` or `polling`.
        public var backend: String
        /// Folders that are watched one by one.
        public var folders: Int
        /// How often events were lost, and found again by a walk.
        public var overflows: Int
        /// How often everything was compared with the records.
        public var walks: Int
        /// How long the last walk took; `nil` before it has ended.
        public var walkSeconds: Double?
        /// What is mounted in it and not part of it.
        public var mounts: NestedMounts

        init(_ record: BucketRecord, _ health: MonitoredBucket.Health) {
            name = record.name
            path = record.path
            state = health.state.rawValue
            backend = health.backend
            folders = health.folders
            overflows = health.overflows
            walks = health.walks
            walkSeconds = health.walkSeconds
            mounts = health.mounts
        }
    }

    /// Since the start.
    public var seconds: Double
    /// Objects that wait to be scanned or written.
    public var waiting: Int
    /// How long the oldest of them has waited, in seconds, to a second; 0 when none does.
    public var oldestSeconds: Double
    /// Outcomes that wait to be written.
    public var unwritten: Int
    /// Objects that could not be read when they were looked at last.
    public var unread: Int
    /// Objects that were scanned since the start.
    public var scanned: Int
    /// Objects among them at which a scanner failed or ran out of time.
    public var failed: Int
    /// Outcomes that were written since the start.
    public var recorded: Int
    /// Objects that will be scanned again because not all managed secrets are recognised so far; `nil` when all are.
    public var scannedEarly: Int?
    /// Objects that somebody could write to when they were scanned last.
    public var openForWriting: Int
    public var buckets: [Bucket]
}
