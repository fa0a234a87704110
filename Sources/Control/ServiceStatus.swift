/// The answer to `status`.
public struct ServiceStatus: Codable, Sendable {
    /// A bucket in it.
    public struct Bucket: Codable, Sendable {
        public var name: String
        public var path: String
        /// `live`, `reconciling`, `polling` or `offline`.
        public var state: String
        /// What notices changes: `fanotify`, `inotify` or `polling`.
        public var backend: String
        public var watchedFolders: Int
        public var overflows: Int
        /// How many folders in it are not read because something is mounted there.
        public var mountCount: Int?
        /// The first of them.
        public var mounts: [NestedMount]?

        /// Creates the status of a bucket.
        public init(
            name: String,
            path: String,
            state: String,
            backend: String,
            watchedFolders: Int,
            overflows: Int,
            mountCount: Int? = nil,
            mounts: [NestedMount]? = nil
        ) {
            self.name = name
            self.path = path
            self.state = state
            self.backend = backend
            self.watchedFolders = watchedFolders
            self.overflows = overflows
            self.mountCount = mountCount
            self.mounts = mounts
        }
    }

    /// Something that is wrong, or that an administrator should look at.
    public struct Problem: Codable, Sendable {
        /// A word for it that programs can rely on.
        public var name: String
        /// What it is with; empty when there can be only one.
        public var subject: String
        /// `error`, `warning` or `notice`; a notice is no reason to worry.
        public var severity: String
        /// When it began, such as `2026-11-24T12:00:00Z`.
        public var since: String
        /// How often it has happened.
        public var count: Int
        public var text: String
        /// What to do next.
        public var hint: String

        /// Describes a problem.
        public init(
            name: String,
            subject: String,
            severity: String,
            since: String,
            count: Int,
            text: String,
            hint: String
        ) {
            self.name = name
            self.subject = subject
            self.severity = severity
            self.since = since
            self.count = count
            self.text = text
            self.hint = hint
        }
    }

    public var version: String
    /// Whether all is well.
    public var isHealthy: Bool
    public var uptimeSeconds: Double
    /// Objects that wait to be scanned or written.
    public var waiting: Int
    /// Objects that could not be read when they were looked at last.
    public var unread: Int?
    /// Objects that were scanned since the start.
    public var scanned: Int
    /// Events that were handed on since the start.
    public var delivered: Int
    /// Objects that will be scanned again because not all managed secrets are recognised so far; `nil` when all are.
    public var scannedEarly: Int?
    /// Clients that are connected.
    public var clients: Int?
    /// Clients that were turned away or dropped since the start because of limits.
    public var clientsTurnedAway: Int?
    public var buckets: [Bucket]
    /// What is wrong, in sentences.
    public var problems: [String]
    /// What is wrong and what is worth knowing, the worst first.
    public var problemDetails: [Problem]?
    /// How many more there are.
    public var problemsLeftOut: Int?

    /// Creates a status.
    public init(
        version: String,
        uptimeSeconds: Double,
        waiting: Int,
        unread: Int? = nil,
        scanned: Int,
        delivered: Int,
        scannedEarly: Int?,
        clients: Int? = nil,
        clientsTurnedAway: Int? = nil,
        buckets: [Bucket],
        problems: [String],
        details: [Problem],
        problemsLeftOut: Int
    ) {
        self.version = version
        self.uptimeSeconds = uptimeSeconds
        self.waiting = waiting
        self.unread = unread
        self.scanned = scanned
        self.delivered = delivered
        self.scannedEarly = scannedEarly
        self.clients = clients
        self.clientsTurnedAway = clientsTurnedAway
        self.buckets = buckets
        self.problems = problems
        problemDetails = details
        self.problemsLeftOut = problemsLeftOut
        isHealthy = problems.isEmpty
    }
}
