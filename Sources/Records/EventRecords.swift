/// Where an event goes.
public struct EventRoute: Sendable {
    /// The bus that it is on.
    public var bus: Int64
    /// The targets of the rules that it meets.
    public var targets: [Int64] = []
    /// The archives that keep it.
    public var archives: [Int64] = []
    /// Events of one key reach each target in order.
    public var orderKey: Int64?
    /// Whether it came from another bus.
    public var isForwarded = false
    /// Whether the service itself has made it: only then do rules act on what it is about.
    public var isOwn = false

    /// Sends an event nowhere.
    public init(bus: Int64) { self.bus = bus }
}

/// An event bus, a rule, a target or an archive as it is kept.
public struct DefinitionRecord: Sendable, Equatable {
    public var id: Int64
    /// The bus of a rule or archive, the rule of a target.
    public var parent: Int64
    public var name: String
    /// JSON.
    public var definition: String
    /// Seconds since 1970: when it was made; for a rule, the last time of its schedule that was kept.
    public var time: Double?
}

/// An event that waits for a target.
public struct DeliveryRecord: Sendable {
    public var event: Int64
    public var envelope: String
    public var orderKey: Int64?
    /// How often it was tried.
    public var attempts: Int
    /// Seconds since 1970; 0 until it was tried.
    public var due: Double
    /// Seconds since 1970.
    public var ingestedAt: Double
    /// Whether the service itself has made the event.
    public var isOwn: Bool
}

/// An event that could not be delivered.
public struct DeadLetterRecord: Sendable {
    public var number: Int64 = 0
    public var target: Int64
    public var bus: String
    public var rule: String
    public var targetName: String
    public var targetARN: String
    public var envelope: String
    public var orderKey: Int64?
    public var code: String
    public var message: String
    /// The limit that ended the tries; `nil` when no try could have helped.
    public var exhausted: String?
    public var attempts: Int
    /// Whether the service itself has made the event.
    public var isOwn: Bool
    /// Seconds since 1970.
    public var diedAt: Double

    /// Describes an event that could not be delivered.
    public init(
        target: Int64,
        bus: String,
        rule: String,
        targetName: String,
        targetARN: String,
        delivery: DeliveryRecord,
        code: String,
        message: String,
        exhausted: String?,
        diedAt: Double
    ) {
        self.target = target
        self.bus = bus
        self.rule = rule
        self.targetName = targetName
        self.targetARN = targetARN
        envelope = delivery.envelope
        orderKey = delivery.orderKey
        self.code = code
        self.message = message
        self.exhausted = exhausted
        attempts = delivery.attempts
        isOwn = delivery.isOwn
        self.diedAt = diedAt
    }
}

/// An event that an archive keeps.
public struct ArchivedEventRecord: Sendable {
    public var event: Int64
    /// When it was ingested, in seconds since 1970.
    public var time: Double
    public var envelope: String
    /// Whether the service itself has made the event.
    public var isOwn: Bool
}

/// A replay and how far it has come.
public struct ReplayRecord: Sendable {
    public var name: String
    /// JSON.
    public var definition: String
    /// `RUNNING`, `CANCELLING`, `COMPLETED`, `CANCELLED` or `FAILED`.
    public var state = "RUNNING"
    public var reason: String?
    /// The last event that was put again, and its time.
    public var time: Double
    public var event: Int64 = 0
    /// How many were.
    public var count = 0
    public var startedAt: Double
    public var endedAt: Double?

    /// Describes a replay that begins at `time`.
    public init(name: String, definition: String, time: Double, startedAt: Double) {
        self.name = name
        self.definition = definition
        self.time = time
        self.startedAt = startedAt
    }
}

/// How many events rules have met, and what became of them, since they were made.
public struct EventCounts: Sendable, Equatable {
    /// By rule.
    public var matched: [Int64: Int] = [:]
    /// By target.
    public var delivered: [Int64: Int] = [:]
    /// Tries, by target.
    public var failed: [Int64: Int] = [:]

    /// Counts nothing.
    public init() {}

    /// The sum of both.
    public static func + (left: EventCounts, right: EventCounts) -> EventCounts {
        var sum = left
        sum.matched.merge(right.matched, uniquingKeysWith: +)
        sum.delivered.merge(right.delivered, uniquingKeysWith: +)
        sum.failed.merge(right.failed, uniquingKeysWith: +)
        return sum
    }
}

/// What waits for a target.
public struct BacklogView: Sendable {
    public var waiting = 0
    /// Of these, those that have failed at least once.
    public var failing = 0
    /// When the oldest was ingested, in seconds since 1970.
    public var oldest: Double?
    public var deadLetters = 0
}
