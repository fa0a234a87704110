/// What a client asks of the service: an operation by name, and text for each of its parameters.
public struct ControlRequest: Codable, Sendable {
    public var operation: String
    public var parameters: [String: String]

    /// Creates a request.
    public init(_ operation: String, _ parameters: [String: String] = [:]) {
        self.operation = operation
        self.parameters = parameters
    }
}

/// Why a request was refused or failed.
public struct ControlError: Error, Codable, Sendable, Equatable {
    /// What is wrong: one clause, lower case, no full stop.
    public var message: String
    /// What to do about it.
    public var hint: String?

    /// Creates an error.
    public init(_ message: String, hint: String? = nil) {
        self.message = message
        self.hint = hint
    }
}

/// The answer to `status`.
public struct ServiceStatus: Codable, Sendable {
    /// A bucket in it.
    public struct Bucket: Codable, Sendable {
        public var name: String
        public var path: String
        /// `live`, `reconciling`, `polling` or `offline`.
        public var state: String
        public var watchedFolders: Int
        public var overflows: Int

        /// Creates the status of a bucket.
        public init(name: String, path: String, state: String, watchedFolders: Int, overflows: Int) {
            self.name = name
            self.path = path
            self.state = state
            self.watchedFolders = watchedFolders
            self.overflows = overflows
        }
    }

    public var version: String
    /// Whether all is well.
    public var isHealthy: Bool
    public var uptimeSeconds: Double
    /// Objects that wait to be scanned or written.
    public var waiting: Int
    /// Objects that were scanned since the start.
    public var scanned: Int
    /// Events that were handed on since the start.
    public var delivered: Int
    public var buckets: [Bucket]
    /// What is wrong, for people.
    public var problems: [String]

    /// Creates a status.
    public init(
        version: String,
        uptimeSeconds: Double,
        waiting: Int,
        scanned: Int,
        delivered: Int,
        buckets: [Bucket],
        problems: [String]
    ) {
        self.version = version
        isHealthy = problems.isEmpty
        self.uptimeSeconds = uptimeSeconds
        self.waiting = waiting
        self.scanned = scanned
        self.delivered = delivered
        self.buckets = buckets
        self.problems = problems
    }
}

/// A bucket in the answer to `buckets list`.
public struct BucketSummary: Codable, Sendable {
    public var name: String
    public var path: String
    public var objectCount: Int
    public var sizeInBytes: Int
    public var completeCount: Int
    public var partialCount: Int
    public var skippedCount: Int
    public var highFindings: Int
    public var mediumFindings: Int
    public var lowFindings: Int
    /// ISO 8601; `nil` before the first walk was complete.
    public var reconciledAt: String?

    /// Creates a summary.
    public init(
        name: String,
        path: String,
        objectCount: Int,
        sizeInBytes: Int,
        completeCount: Int,
        partialCount: Int,
        skippedCount: Int,
        highFindings: Int,
        mediumFindings: Int,
        lowFindings: Int,
        reconciledAt: String?
    ) {
        self.name = name
        self.path = path
        self.objectCount = objectCount
        self.sizeInBytes = sizeInBytes
        self.completeCount = completeCount
        self.partialCount = partialCount
        self.skippedCount = skippedCount
        self.highFindings = highFindings
        self.mediumFindings = mediumFindings
        self.lowFindings = lowFindings
        self.reconciledAt = reconciledAt
    }
}

/// A finding in the answer to `findings list`.
public struct FindingSummary: Codable, Sendable {
    public var id: String
    public var bucket: String
    public var key: String
    public var type: String
    /// `High`, `Medium` or `Low`.
    public var severity: String
    public var occurrences: Int
    /// `new`, `unchanged`, `changed`, `resolved` or `replaced`.
    public var state: String
    /// ISO 8601.
    public var createdAt: String
    public var updatedAt: String

    /// Creates a summary.
    public init(
        id: String,
        bucket: String,
        key: String,
        type: String,
        severity: String,
        occurrences: Int,
        state: String,
        createdAt: String,
        updatedAt: String
    ) {
        self.id = id
        self.bucket = bucket
        self.key = key
        self.type = type
        self.severity = severity
        self.occurrences = occurrences
        self.state = state
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }
}
