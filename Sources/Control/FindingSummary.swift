/// A finding in the answer to `findings list`.
public struct FindingSummary: Codable, Sendable {
    public var id: String
    /// The bucket's name; `nil` for a finding about an access key.
    public var bucket: String?
    /// The ARN of the user about whose access key it is; `nil` for others.
    public var user: String?
    /// The path below the bucket, or the id of the access key.
    public var key: String
    public var type: String
    /// `High`, `Medium` or `Low`.
    public var severity: String
    public var occurrences: Int
    /// `new`, `unchanged`, `changed`, `resolved` or `replaced`.
    public var state: String
    /// Who or what has archived it; `nil` when it is not.
    public var archivedBy: String?
    /// ISO 8601.
    public var createdAt: String
    public var updatedAt: String
    /// Its place in the list, behind which another list may go on.
    public var position: String?

    /// Creates a summary.
    public init(
        id: String,
        bucket: String?,
        user: String? = nil,
        key: String,
        type: String,
        severity: String,
        occurrences: Int,
        state: String,
        archivedBy: String?,
        createdAt: String,
        updatedAt: String,
        position: String? = nil
    ) {
        self.id = id
        self.bucket = bucket
        self.user = user
        self.key = key
        self.type = type
        self.severity = severity
        self.occurrences = occurrences
        self.state = state
        self.archivedBy = archivedBy
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.position = position
    }
}

/// The answer to `findings list` and `findings where`.
public struct FindingsAnswer: Codable, Sendable {
    public var findings: [FindingSummary]

    /// Creates an answer.
    public init(findings: [FindingSummary]) { self.findings = findings }
}

/// The answer to `findings stats`.
public struct FindingStatistics: Codable, Sendable {
    public var countsByGroup: [FindingCount]

    /// Creates an answer.
    public init(countsByGroup: [FindingCount]) { self.countsByGroup = countsByGroup }
}

/// A group in the answer to `findings stats`.
public struct FindingCount: Codable, Sendable {
    public var groupKey: String
    public var count: Int

    /// Creates a group.
    public init(groupKey: String, count: Int) {
        self.groupKey = groupKey
        self.count = count
    }
}

/// The answer to `findings reveal`, as Macie's GetSensitiveDataOccurrences has it.
public struct RevealedOccurrences: Codable, Sendable {
    /// A value that was found.
    public struct Occurrence: Codable, Sendable {
        public var value: String
        public var line: Int
        public var column: Int

        /// Creates an occurrence.
        public init(value: String, line: Int, column: Int) {
            self.value = value
            self.line = line
            self.column = column
        }
    }

    /// Values by the type of what they are; at most ten each.
    public var sensitiveDataOccurrences: [String: [Occurrence]]
    public var status: String

    /// Creates an answer.
    public init(_ occurrences: [String: [Occurrence]]) {
        sensitiveDataOccurrences = occurrences
        status = "SUCCESS"
    }
}
