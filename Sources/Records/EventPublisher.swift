public import JSON

/// Takes what happens in the service, for whoever wants to hear of it.
///
/// Whoever publishes is given one when it is made.
public protocol EventPublisher: Sendable {
    /// Whether anybody wants to hear of more than findings.
    var isHeard: Bool { get }

    /// Puts an event of the service on the bus `default`, if anybody there wants to have it.
    ///
    /// - Parameters:
    ///   - detailType: Such as `Service Health Changed`.
    ///   - detail: A JSON object; only made when somebody listens.
    ///   - source: Who tells, such as `magpie` or `aws.kms`.
    /// - Throws: When the records cannot be written: then nobody hears of it.
    func announce(_ detailType: String, _ detail: @autoclosure () -> JSONValue, source: String) throws

    /// Says that there are new events for targets: those that a transaction of the records has returned.
    func wake(_ targets: Set<Int64>)
}

extension EventPublisher {
    /// The same, told by the service itself.
    public func announce(_ detailType: String, _ detail: @autoclosure () -> JSONValue) throws {
        try announce(detailType, detail(), source: "magpie")
    }
}

/// Who knows the rules, and so where an event goes.
public protocol EventRouting: EventPublisher {
    /// Where an event of the service goes.
    func route(_ envelope: String) -> EventRoute

    /// The same for the event of a canary, which nobody is to be woken by.
    func routeSample(_ envelope: String) -> SampleRoute
}
