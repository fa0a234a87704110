public import JSON
public import Records

/// Takes what is announced, for tests.
public struct EventLog: EventPublisher {
    private let take: @Sendable (String, JSONValue) throws -> Void

    /// Gives `take` the type and detail of each event.
    public init(take: @escaping @Sendable (String, JSONValue) throws -> Void = { _, _ in }) { self.take = take }

    public var isHeard: Bool { true }

    public func announce(_ detailType: String, _ detail: @autoclosure () -> JSONValue, source: String) throws {
        try take(detailType, detail())
    }

    public func wake(_ targets: Set<Int64>) {}
}
