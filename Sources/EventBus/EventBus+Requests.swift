package import EventRules
package import JSON
import POSIX
package import Records
package import ServiceModel

/// What the operations of the bus have in common.
extension EventBus {
    /// What is said when there would be more of something than there may be.
    package static let tooMany = ServiceError(
        "LimitExceededException",
        "The requested resource exceeds the maximum number allowed."
    )

    /// A time in an answer.
    package static func text(_ time: Double) -> JSONValue { .string(UTCTime.preciseText(secondsSince1970: time)) }

    /// The events of a bus from now on, for a person who looks on.
    ///
    /// - Parameters:
    ///   - position: What the last call has returned; `nil` to begin.
    ///   - bus: The bus's name.
    ///   - seconds: How long to wait for an event at most.
    /// - Returns: The events, and the position for the next call.
    /// - Throws: ``ServiceError`` when there is no such bus.
    public func follow(after position: Int?, on bus: String, waiting seconds: Int) throws -> (
        events: [String], position: Int
    ) {
        guard state.withLock({ $0.catalogue.bus(named: bus) }) != nil else { throw missingBus(bus) }
        return tail.events(after: position, on: bus, waiting: seconds * 1000)
    }

    // MARK: What most operations need

    package var catalogue: Catalogue { state.withLock { $0.catalogue } }

    package func missingBus(_ name: String) -> ServiceError { .notFound("Event bus \(name) does not exist.") }

    /// The bus that a parameter names, by its name or ARN; `default` when there is none.
    package func bus(_ request: ServiceRequest, _ name: String = "EventBusName") throws(ServiceError)
        -> DefinitionRecord
    {
        let text = request.text(name) ?? "default"
        let bus = ARN.bus(text) ?? text
        guard let record = catalogue.bus(named: bus) else { throw missingBus(bus) }
        return record
    }

    package func rule(_ request: ServiceRequest, _ name: String = "Rule") throws(ServiceError) -> Catalogue.RuleEntry {
        let bus = try bus(request)
        let text = request.required(name)
        guard let rule = catalogue.rule(named: text, on: bus.id) else {
            throw .notFound("Rule \(text) does not exist on EventBus \(bus.name).")
        }
        return rule
    }

    /// A rule that may be changed.
    package func ownRule(_ request: ServiceRequest, _ name: String = "Rule") throws(ServiceError) -> Catalogue.RuleEntry
    {
        let rule = try rule(request, name)
        try requireOwn(rule)
        return rule
    }

    /// Refuses changes to rules that belong to the service.
    package func requireOwn(_ rule: Catalogue.RuleEntry) throws(ServiceError) {
        guard rule.isManaged else { return }
        throw ServiceError(
            "ManagedRuleException",
            "Rule \(rule.record.name) belongs to the service: the configuration says where findings go."
        )
    }

    /// One page of a list.
    ///
    /// - Parameters:
    ///   - items: All, in an order that holds.
    ///   - request: Says which page, and how long it may be.
    ///   - member: What the list is called in the answer.
    ///   - name: What tells one item from the others.
    ///   - describe: Makes an item of the answer.
    /// - Returns: The answer.
    /// - Throws: ``ServiceError`` for a token that no answer has given.
    package func page<Item>(
        _ items: [Item],
        _ request: ServiceRequest,
        as member: String,
        by name: (Item) -> String,
        _ describe: (Item) -> JSONValue
    ) throws(ServiceError) -> JSONValue {
        let limit = request.input["Limit"]?.integer ?? 100
        let prefix = request.text("NamePrefix") ?? ""
        let last = try place(request) ?? ""
        let rest = items.filter { name($0).hasPrefix(prefix) && name($0) > last }
        var answer: [String: JSONValue] = [member: .array(rest.prefix(limit).map(describe))]
        if rest.count > limit { answer["NextToken"] = .string(PageToken.text(name(rest[limit - 1]))) }
        return .object(answer)
    }

    /// Where the page before has ended; `nil` for the first.
    package func place(_ request: ServiceRequest) throws(ServiceError) -> String? {
        guard let token = request.text("NextToken") else { return nil }
        guard let place = PageToken.place(token) else { throw .validation("Parameter NextToken is not valid.") }
        return place
    }
}
