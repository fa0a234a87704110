public import CourierDeliveries
public import EventBus
package import EventRules
package import JSON
import POSIX
import Problems
package import Records
package import ServiceModel

/// Connections: how API destinations are reached.
extension EventBus {
    /// How many connections, and how many API destinations, there are at most.
    ///
    /// Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
    package static let mostDestinations = 3000

    /// Lets secrets of connections be kept by somebody, or by nobody any more.
    public func keepSecrets(with secrets: (any ConnectionSecrets)?) { couriers.connections.use(secrets) }

    package func connection(_ request: ServiceRequest) throws(ServiceError) -> Catalogue.DestinationEntry {
        let name = request.required("Name")
        guard let connection = catalogue.connections[name] else { throw EventBus.missingConnection(name) }
        return connection
    }

    package static func missingConnection(_ name: String) -> ServiceError {
        .notFound("Connection \(name) does not exist.")
    }

    // MARK: Changes

    package func createConnection(_ request: ServiceRequest) throws -> JSONValue {
        let (name, kind) = (request.required("Name"), request.required("AuthorizationType"))
        guard request.input["InvocationConnectivityParameters"] == nil else { throw AuthParameters.noPrivateNetworks }
        guard catalogue.connections[name] == nil else {
            throw ServiceError("ResourceAlreadyExistsException", "Connection \(name) already exists.")
        }
        guard catalogue.connections.count < EventBus.mostDestinations else { throw EventBus.tooMany }
        let parameters = request.input["AuthParameters"] ?? .null
        try AuthParameters.check(parameters, for: kind)
        let now = Timestamp.now().secondsSince1970
        let id = Event.makeID()
        var definition = JSONValue.present([
            "Id": .string(id), "Description": request.input["Description"],
            "KmsKeyIdentifier": request.input["KmsKeyIdentifier"], "ChangedAt": .number(now),
        ]).members
        let secret = try couriers.connections.secrets().keep(
            parameters.json,
            named: "events!connection/\(name)/\(id)",
            in: nil,
            under: request.text("KmsKeyIdentifier").flatMap { $0.isEmpty ? nil : $0 }
        )
        definition["SecretArn"] = .string(secret)
        EventBus.authorize(&definition, parameters, kind, at: now)
        do {
            try keep(.connection, name, definition, at: now)
        } catch {
            // Nobody knows of it: what cannot be removed either is an unused secret with the connection's name.
            try? couriers.connections.secrets().remove(secret)
            throw error
        }
        return answer(to: try connection(request), authorizing: kind, isNew: true)
    }

    package func updateConnection(_ request: ServiceRequest) throws -> JSONValue {
        let old = try connection(request)
        guard request.input["InvocationConnectivityParameters"] == nil else { throw AuthParameters.noPrivateNetworks }
        let now = Timestamp.now().secondsSince1970
        var definition = old.definition.members
        let before = definition["AuthorizationType"]?.string ?? ""
        let kind = request.text("AuthorizationType") ?? before
        definition["Description"] = request.input["Description"] ?? definition["Description"]
        definition["KmsKeyIdentifier"] = request.input["KmsKeyIdentifier"] ?? definition["KmsKeyIdentifier"]
        definition["ChangedAt"] = .number(now)
        let isAuthorizedAnew =
            ["AuthParameters", "AuthorizationType", "KmsKeyIdentifier"].contains { request.input[$0] != nil }
        if isAuthorizedAnew {
            let secret = definition["SecretArn"]?.string
            // Somebody may have changed it since it was read.
            if let secret { couriers.connections.forget(secret) }
            let known = try kind == before ? secret.map { try couriers.connections.parameters(in: $0, at: now) } : nil
            let parameters = AuthParameters.merged(
                known ?? .object([:]),
                request.input["AuthParameters"] ?? .object([:])
            )
            // What is there together is as whole as what a connection is made with.
            try EventsModel.operation("CreateConnection")?.check(
                .object([
                    "Name": .string(old.record.name), "AuthorizationType": .string(kind), "AuthParameters": parameters,
                ])
            )
            try AuthParameters.check(parameters, for: kind)
            let key = definition["KmsKeyIdentifier"]?.string.flatMap { $0.isEmpty ? nil : $0 }
            let kept = try couriers.connections.secrets().keep(
                parameters.json,
                named: "events!connection/\(old.record.name)/\(old.id)",
                in: secret,
                under: key
            )
            couriers.connections.forget(kept)
            definition["SecretArn"] = .string(kept)
            EventBus.authorize(&definition, parameters, kind, at: now)
        }
        try keep(.connection, old.record.name, definition, at: now)
        return answer(to: try connection(request), authorizing: isAuthorizedAnew ? kind : nil)
    }

    package func deauthorizeConnection(_ request: ServiceRequest) throws -> JSONValue {
        let old = try connection(request)
        var definition = old.definition.members
        if let secret = definition["SecretArn"]?.string {
            try couriers.connections.secrets().remove(secret)
            couriers.connections.forget(secret)
        }
        definition["SecretArn"] = nil
        definition["AuthParameters"] = nil
        definition["ConnectionState"] = .string("DEAUTHORIZED")
        definition["StateReason"] = nil
        definition["ChangedAt"] = .number(Timestamp.now().secondsSince1970)
        try keep(.connection, old.record.name, definition, at: old.record.time ?? 0)
        return answer(to: try connection(request), authorizing: nil)
    }

    package func deleteConnection(_ request: ServiceRequest) throws -> JSONValue {
        let old = try connection(request)
        if let secret = old.definition["SecretArn"]?.string {
            try couriers.connections.secrets().remove(secret)
            couriers.connections.forget(secret)
        }
        try change { try $0.removeDestination(old.record.id) }
        var answer = answer(to: old, authorizing: nil).members
        answer["ConnectionState"] = .string("DELETING")
        return .object(answer)
    }

    /// Keeps a definition, and has it in use.
    package func keep(
        _ kind: DestinationKind,
        _ name: String,
        _ definition: [String: JSONValue],
        at time: Double
    ) throws {
        let text = JSONValue.object(definition).json
        try change { try $0.putDestination(kind, name, text, at: time) }
    }

    /// What a connection is after its parameters were kept.
    private static func authorize(
        _ definition: inout [String: JSONValue],
        _ parameters: JSONValue,
        _ kind: String,
        at now: Double
    ) {
        definition["AuthorizationType"] = .string(kind)
        definition["AuthParameters"] = AuthParameters.shown(parameters)
        definition["StateReason"] = nil
        let isKnown = kind != "OAUTH_CLIENT_CREDENTIALS"
        definition["ConnectionState"] = .string(isKnown ? "AUTHORIZED" : "AUTHORIZING")
        if isKnown { definition["AuthorizedAt"] = .number(now) }
    }

    /// What is answered to a change; for OAuth a token is fetched meanwhile.
    private func answer(
        to connection: Catalogue.DestinationEntry,
        authorizing kind: String?,
        isNew: Bool = false
    ) -> JSONValue {
        if kind == "OAUTH_CLIENT_CREDENTIALS" {
            // Where no thread is to be had, the first delivery fetches the token.
            _ = Threads.detach { [self] in authorize(connection) }
        }
        var members = describe(connection).members
        let own =
            ["ConnectionArn", "ConnectionState", "CreationTime", "LastModifiedTime"]
            // As AWS has it: only a change tells when the connection was authorized.
            + (isNew ? [] : ["LastAuthorizedTime"])
        members = members.filter { own.contains($0.key) }
        return .object(members)
    }

    /// Fetches a token for a connection, and keeps whether there is one.
    private func authorize(_ connection: Catalogue.DestinationEntry) {
        guard let secret = connection.definition["SecretArn"]?.string else { return }
        let now = Timestamp.now().secondsSince1970
        var failure: String?
        do {
            try couriers.authorize(with: secret, settings, at: now)
        } catch let refusal as ApiDestinationSink.Refusal {
            failure = refusal.message
        } catch {
            failure = "\(error)"
        }
        // What was changed meanwhile is authorized by whoever has changed it.
        guard let current = catalogue.connections[connection.record.name], current.definition == connection.definition
        else { return }
        var definition = current.definition.members
        definition["ConnectionState"] = .string(failure == nil ? "AUTHORIZED" : "DEAUTHORIZED")
        definition["StateReason"] = failure.map { .string(String($0.prefix(512))) }
        if failure == nil { definition["AuthorizedAt"] = .number(now) }
        failures.attempt("the state of connection \(connection.record.name) cannot be kept") {
            try keep(.connection, connection.record.name, definition, at: now)
        }
    }

    // MARK: Descriptions

    package func describeConnection(_ request: ServiceRequest) throws -> JSONValue { describe(try connection(request)) }

    private func describe(_ connection: Catalogue.DestinationEntry) -> JSONValue {
        var members = connection.definition.members
        for name in ["Id", "ChangedAt", "AuthorizedAt"] { members[name] = nil }
        members["Name"] = .string(connection.record.name)
        members["ConnectionArn"] = .string(ARN.connection(connection))
        members["CreationTime"] = connection.record.time.map(EventBus.text)
        members["LastModifiedTime"] = connection.definition["ChangedAt"]?.number.map(EventBus.text)
        members["LastAuthorizedTime"] = connection.definition["AuthorizedAt"]?.number.map(EventBus.text)
        return .object(members)
    }

    package func listConnections(_ request: ServiceRequest, _ visible: Visibility) throws -> JSONValue {
        let state = request.text("ConnectionState")
        let connections = catalogue.connections.values.sorted { $0.record.name < $1.record.name }.filter {
            (state == nil || $0.definition["ConnectionState"]?.string == state)
                && visible.allows(ServiceResource(ARN.connection($0)))
        }
        return try page(connections, request, as: "Connections", by: \.record.name) { connection in
            var members = describe(connection).members
            for name in ["AuthParameters", "SecretArn", "Description", "KmsKeyIdentifier"] { members[name] = nil }
            return .object(members)
        }
    }
}
