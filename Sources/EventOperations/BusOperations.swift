import EventBus
import EventRules
import JSON
import POSIX
import Records
import ServiceModel

/// Event buses are changed, and others are let in to put events on them.
extension EventBus {
    /// The member of a bus's definition that is its policy.
    static let policy = "Policy"

    /// The longest policy of a bus, in bytes.
    ///
    /// Source: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutPermission.html
    private static let longestPolicy = 10_240

    /// What a bus and the rules on it are to who decides about them: their tags, and the policy of the bus.
    ///
    /// - Parameter arn: That of a bus or rule, whether there is one or not, or of something else.
    /// - Returns: The resource.
    func resource(_ arn: String) -> ServiceResource {
        let catalogue = catalogue
        var resource = ServiceResource(arn)
        let rule = ARN.rule(arn)
        guard let name = ARN.bus(arn) ?? rule?.bus, let bus = catalogue.bus(named: name) else { return resource }
        let definition = EventBus.definition(of: bus)
        resource.policy = definition[EventBus.policy]?.string
        let tagged = rule.map { catalogue.rule(named: $0.name, on: bus.id)?.definition } ?? definition
        return resource.tagged((tagged?[EventBus.tags]?.strings ?? [:]).map { ($0.key, $0.value) })
    }

    /// What is kept of a bus; an empty object where that is damaged.
    static func definition(of bus: DefinitionRecord) -> JSONValue {
        (try? JSONValue(parsing: Array(bus.definition.utf8))) ?? .object([:])
    }

    /// What a request says of a bus beside its name and tags.
    ///
    /// - Throws: ``ServiceError`` for what there is not here.
    static func properties(ofBus request: ServiceRequest) throws(ServiceError) -> [String: JSONValue] {
        try refuseKey(request)
        guard request.text("EventSourceName") == nil else {
            throw .validation("Parameter EventSourceName is not valid. Reason: There are no event sources of partners.")
        }
        try Target.checkDeadLetters(request.input["DeadLetterConfig"])
        return JSONValue.present([
            "Description": request.input["Description"], "DeadLetterConfig": request.input["DeadLetterConfig"],
            "LogConfig": request.input["LogConfig"],
        ]).members
    }

    /// Refuses a key: whoever names one expects that what is kept is encrypted under it.
    static func refuseKey(_ request: ServiceRequest) throws(ServiceError) {
        guard request.text("KmsKeyIdentifier").map(\.isEmpty) ?? true else {
            throw .validation(
                "Parameter KmsKeyIdentifier is not valid. Reason: Events are kept without a key of the key service; the "
                    + "disk that the service's state is on can be encrypted."
            )
        }
    }

    // MARK: Changes

    func updateBus(_ request: ServiceRequest) throws -> JSONValue {
        let bus = try bus(request, "Name")
        var definition = EventBus.definition(of: bus).members
        for name in ["Description", "DeadLetterConfig", "LogConfig"] { definition[name] = nil }
        definition.merge(try EventBus.properties(ofBus: request)) { $1 }
        let changed = try change(bus, definition)
        return .present([
            "Name": .string(bus.name), "Arn": .string(ARN.bus(named: bus.name)),
            "Description": changed["Description"], "DeadLetterConfig": changed["DeadLetterConfig"],
            "LogConfig": changed["LogConfig"],
        ])
    }

    /// Keeps another definition of a bus, with the time at which it was changed.
    @discardableResult
    private func change(_ bus: DefinitionRecord, _ definition: [String: JSONValue]) throws -> JSONValue {
        let before = EventBus.definition(of: bus)["ChangedAt"]?.number ?? bus.time ?? 0
        var definition = definition
        // Two changes have two times, to the millisecond.
        definition["ChangedAt"] = .number(max(Timestamp.now().secondsSince1970, before + 0.001))
        let changed = JSONValue.object(definition)
        try change { try $0.changeBus(bus.id, changed.json) }
        return changed
    }

    // MARK: Policies

    func putPermission(_ request: ServiceRequest) throws -> JSONValue {
        let bus = try bus(request)
        var definition = EventBus.definition(of: bus).members
        let others = ["Action", "Principal", "StatementId", "Condition"].filter { request.input[$0] != nil }
        let policy: String
        if let text = request.text("Policy") {
            guard others.isEmpty else {
                throw .validation("Policy takes the place of \(others.joined(separator: ", ")): give one or the other.")
                    as ServiceError
            }
            policy = text
        } else {
            var statements = try EventBus.statements(definition[EventBus.policy])
            let new = try EventBus.statement(request, bus.name)
            statements.removeAll { $0["Sid"] == new["Sid"] }
            policy = EventBus.document(statements + [new])
        }
        try EventBus.check(policy, of: bus.name)
        definition[EventBus.policy] = .string(policy)
        try change(bus, definition)
        return .object([:])
    }

    func removePermission(_ request: ServiceRequest) throws -> JSONValue {
        let bus = try bus(request)
        var definition = EventBus.definition(of: bus).members
        guard let policy = definition[EventBus.policy] else {
            throw .notFound("EventBus does not have a policy.") as ServiceError
        }
        if request.flag("RemoveAllPermissions") {
            definition[EventBus.policy] = nil
        } else {
            guard let id = request.text("StatementId") else {
                throw .validation("Parameter StatementId is required.") as ServiceError
            }
            let statements = try EventBus.statements(policy)
            let rest = statements.filter { $0["Sid"] != .string(id) }
            guard rest.count < statements.count else {
                throw .notFound("Statement with the provided id does not exist.") as ServiceError
            }
            definition[EventBus.policy] = rest.isEmpty ? nil : .string(EventBus.document(rest))
        }
        try change(bus, definition)
        return .object([:])
    }

    private static func document(_ statements: [JSONValue]) -> String {
        JSONValue.object(["Version": .string("2012-10-17"), "Statement": .array(statements)]).json
    }

    private static func statements(_ policy: JSONValue?) throws -> [JSONValue] {
        guard let text = policy?.string else { return [] }
        let statement = try JSONValue(parsing: Array(text.utf8))["Statement"]
        if case .object = statement { return statement.map { [$0] } ?? [] }
        return statement?.array ?? []
    }

    /// The statement that lets an account, or everybody, put events on a bus.
    private static func statement(_ request: ServiceRequest, _ bus: String) throws(ServiceError) -> JSONValue {
        guard request.text("Action") ?? "events:PutEvents" == "events:PutEvents" else {
            throw .validation("Provided value in parameter 'action' is not supported.")
        }
        guard let id = request.text("StatementId"), let principal = request.text("Principal") else {
            throw .validation("Parameter StatementId and Parameter Principal must be specified.")
        }
        let condition = request.input["Condition"].map { condition in
            JSONValue.object([
                condition["Type"]?.string ?? "": .object([
                    condition["Key"]?.string ?? "": condition["Value"] ?? .string("")
                ])
            ])
        }
        return .present([
            "Sid": .string(id), "Effect": .string("Allow"),
            "Principal": principal == "*"
                ? .string("*") : .object(["AWS": .string("arn:aws:iam::\(principal):root")]),
            "Action": .string("events:PutEvents"), "Resource": .string(ARN.bus(named: bus)), "Condition": condition,
        ])
    }

    /// Refuses what could not decide.
    private static func check(_ policy: String, of bus: String) throws(ServiceError) {
        guard policy.utf8.count <= longestPolicy else {
            throw ServiceError(
                "PolicyLengthExceededException",
                "The policy of event bus \(bus) would have \(policy.utf8.count) bytes: the limit is \(longestPolicy)."
            )
        }
        if let mistake = ResourcePolicies.mistake(in: policy, named: "the policy of event bus \(bus)") {
            throw .validation("Parameter Policy is not valid. Reason: \(mistake)")
        }
    }
}
