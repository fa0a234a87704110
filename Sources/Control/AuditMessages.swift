/// An entry of an audit log.
public struct AuditRecord: Codable, Sendable, Equatable {
    /// `service` or `keys`.
    public var log: String?
    public var number: Int
    /// ISO 8601.
    public var time: String
    public var user: String
    public var action: String
    /// What it was about: a name, an ARN, an object.
    public var subject: String
    /// `Success`, `accepted` for what was logged before it was done, `refused` in entries of older versions, or the code of
    /// an error.
    public var result: String?
    /// The number of the entry of the intent, in the same log; `nil` for what has left none.
    public var intent: Int?
    public var reason: String

    /// Whether it was refused, or has failed.
    public var isRefusal: Bool { !["Success", "accepted", "Intent", ""].contains(result ?? "") }

    /// Creates an entry.
    public init(
        log: String,
        number: Int,
        time: String,
        user: String,
        action: String,
        subject: String,
        result: String,
        intent: Int? = nil,
        reason: String
    ) {
        self.log = log
        self.number = number
        self.time = time
        self.user = user
        self.action = action
        self.subject = subject
        self.result = result
        self.intent = intent
        self.reason = reason
    }
}

/// Some entries of both logs, in the order of their times.
public struct AuditPage: Codable, Sendable {
    public var entries: [AuditRecord]
    /// Where the next page begins; `nil` when there are no more.
    public var next: String?

    /// Creates a page.
    public init(entries: [AuditRecord], next: String?) {
        self.entries = entries
        self.next = next
    }
}
