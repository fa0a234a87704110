import EventBus
import EventRules
import JSON
import Records
import ServiceModel

/// Names and values that people give to rules and event buses.
extension EventBus {
    /// The member of a definition that has them: an object.
    static let tags = "Tags"

    /// How many tags something has at most.
    ///
    /// Source: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_TagResource.html
    private static let mostTags = 50

    /// What can be tagged.
    private enum Tagged {
        case rule(Catalogue.RuleEntry)
        case bus(DefinitionRecord)

        var definition: JSONValue {
            switch self {
            case .rule(let rule): rule.definition
            case .bus(let bus): EventBus.definition(of: bus)
            }
        }
    }

    private func tagged(_ request: ServiceRequest) throws(ServiceError) -> Tagged {
        let arn = request.required("ResourceARN")
        if let name = ARN.bus(arn) {
            guard let bus = catalogue.bus(named: name) else { throw missingBus(name) }
            return .bus(bus)
        }
        guard let (busName, name) = ARN.rule(arn) else {
            throw .validation("Parameter \(arn) is not valid. Reason: Provided Arn is not in correct format.")
        }
        guard let bus = catalogue.bus(named: busName) else { throw missingBus(busName) }
        guard let rule = catalogue.rule(named: name, on: bus.id) else {
            throw .notFound("Rule \(name) does not exist on EventBus \(busName).")
        }
        return .rule(rule)
    }

    /// The tags of a request beside those that are there.
    ///
    /// - Returns: An object; `nil` when there are none.
    static func tags(_ request: ServiceRequest, addedTo old: JSONValue?) throws(ServiceError) -> JSONValue? {
        var tags = old?.members ?? [:]
        var added: Set<String> = []
        for tag in request.input["Tags"]?.array ?? [] {
            let key = tag["Key"]?.string ?? ""
            guard added.insert(key).inserted else { throw .validation("Duplicate tag keys") }
            guard !key.lowercased().hasPrefix("aws:") else {
                throw .validation("Tags beginning with aws: are reserved")
            }
            tags[key] = tag["Value"] ?? .string("")
        }
        guard tags.count <= mostTags else { throw tooMany }
        return tags.isEmpty ? nil : .object(tags)
    }

    func tag(_ request: ServiceRequest) throws -> JSONValue {
        let tagged = try tagged(request)
        return try put(try EventBus.tags(request, addedTo: tagged.definition[EventBus.tags]), on: tagged)
    }

    func untag(_ request: ServiceRequest) throws -> JSONValue {
        let tagged = try tagged(request)
        var tags = tagged.definition[EventBus.tags]?.members ?? [:]
        for key in request.input["TagKeys"]?.array.compactMap(\.string) ?? [] { tags[key] = nil }
        return try put(tags.isEmpty ? nil : .object(tags), on: tagged)
    }

    private func put(_ tags: JSONValue?, on tagged: Tagged) throws -> JSONValue {
        var definition = tagged.definition.members
        definition[EventBus.tags] = tags
        let changed = JSONValue.object(definition).json
        switch tagged {
        case .rule(let rule):
            try requireOwn(rule)
            try change { try $0.putRule(rule.record.name, on: rule.record.parent, changed) }
        case .bus(let bus): try change { try $0.changeBus(bus.id, changed) }
        }
        return .object([:])
    }

    func listTags(_ request: ServiceRequest) throws -> JSONValue {
        let tags = try tagged(request).definition[EventBus.tags]?.members ?? [:]
        return .object([
            "Tags": .array(
                tags.sorted { $0.key < $1.key }.map { .object(["Key": .string($0.key), "Value": $0.value]) }
            )
        ])
    }
}
