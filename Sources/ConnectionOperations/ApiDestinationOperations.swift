import CourierDeliveries
package import EventBus
import EventRules
package import JSON
import POSIX
import Records
package import ServiceModel

/// API destinations: endpoints of HTTP that rules have as targets.
extension EventBus {
    private func destination(_ request: ServiceRequest) throws(ServiceError) -> Catalogue.DestinationEntry {
        let name = request.required("Name")
        guard let destination = catalogue.apiDestinations[name] else {
            throw .notFound("Api-destination \(name) does not exist.")
        }
        return destination
    }

    /// Refuses what could not be reached.
    private func check(_ request: ServiceRequest) throws(ServiceError) {
        if let arn = request.text("ConnectionArn") {
            guard catalogue.connection(arn) != nil else { throw .notFound("Connection '\(arn)' does not exist.") }
        }
        if let url = request.text("InvocationEndpoint"), !AuthParameters.isReachable(url) {
            throw .validation("Parameter InvocationEndpoint is not valid. Reason: It is no URL https://HOST/PATH.")
        }
    }

    private static let members = [
        "Description", "ConnectionArn", "InvocationEndpoint", "HttpMethod", "InvocationRateLimitPerSecond",
    ]

    package func createDestination(_ request: ServiceRequest) throws -> JSONValue {
        let name = request.required("Name")
        guard catalogue.apiDestinations[name] == nil else {
            throw ServiceError("ResourceAlreadyExistsException", "An api-destination '\(name)' already exists.")
        }
        guard catalogue.apiDestinations.count < EventBus.mostDestinations else { throw EventBus.tooMany }
        try check(request)
        let now = Timestamp.now().secondsSince1970
        var definition: [String: JSONValue] = ["Id": .string(Event.makeID()), "ChangedAt": .number(now)]
        for member in EventBus.members { definition[member] = request.input[member] }
        try keep(.apiDestination, name, definition, at: now)
        return answer(to: try destination(request))
    }

    package func updateDestination(_ request: ServiceRequest) throws -> JSONValue {
        let old = try destination(request)
        try check(request)
        let now = Timestamp.now().secondsSince1970
        var definition = old.definition.members
        for member in EventBus.members { definition[member] = request.input[member] ?? definition[member] }
        definition["ChangedAt"] = .number(now)
        try keep(.apiDestination, old.record.name, definition, at: now)
        return answer(to: try destination(request))
    }

    package func deleteDestination(_ request: ServiceRequest) throws -> JSONValue {
        let old = try destination(request)
        try change { try $0.removeDestination(old.record.id) }
        couriers.connections.forgetRate(of: old.record.name)
        return .object([:])
    }

    // MARK: Descriptions

    package func describeDestination(_ request: ServiceRequest) throws -> JSONValue {
        describe(try destination(request))
    }

    private func describe(_ destination: Catalogue.DestinationEntry) -> JSONValue {
        let definition = destination.definition
        let connection = catalogue.connection(definition["ConnectionArn"]?.string ?? "")
        let isActive = connection?.definition["ConnectionState"] == .string("AUTHORIZED")
        return .present([
            "ApiDestinationArn": .string(ARN.apiDestination(destination)), "Name": .string(destination.record.name),
            "ApiDestinationState": .string(isActive ? "ACTIVE" : "INACTIVE"),
            "Description": definition["Description"], "ConnectionArn": definition["ConnectionArn"],
            "InvocationEndpoint": definition["InvocationEndpoint"], "HttpMethod": definition["HttpMethod"],
            "InvocationRateLimitPerSecond": .number(EventBus.rate(definition)),
            "CreationTime": destination.record.time.map(EventBus.text),
            "LastModifiedTime": definition["ChangedAt"]?.number.map(EventBus.text),
        ])
    }

    private func answer(to destination: Catalogue.DestinationEntry) -> JSONValue {
        let own = ["ApiDestinationArn", "ApiDestinationState", "CreationTime", "LastModifiedTime"]
        return .object(describe(destination).members.filter { own.contains($0.key) })
    }

    package func listDestinations(_ request: ServiceRequest, _ visible: Visibility) throws -> JSONValue {
        let connection = request.input["ConnectionArn"]
        let destinations = catalogue.apiDestinations.values.sorted { $0.record.name < $1.record.name }.filter {
            (connection == nil || $0.definition["ConnectionArn"] == connection)
                && visible.allows(ServiceResource(ARN.apiDestination($0)))
        }
        return try page(destinations, request, as: "ApiDestinations", by: \.record.name) { destination in
            var members = describe(destination).members
            members["Description"] = nil
            return .object(members)
        }
    }
}
