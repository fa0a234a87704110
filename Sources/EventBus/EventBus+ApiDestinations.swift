import CourierDeliveries
package import Deliveries
package import EventRules
package import JSON
import Records

/// What API destinations get.
extension EventBus {
    /// How many requests a second an API destination gets that says nothing else.
    private static let usualRate = 300

    /// How many requests a second an API destination gets.
    package static func rate(_ definition: JSONValue) -> Int {
        definition["InvocationRateLimitPerSecond"]?.integer ?? usualRate
    }

    /// What delivers to an API destination.
    package func makeSink(for target: Target, at arn: String) -> @Sendable () -> any Sink {
        couriers.makeSink(for: target, settings) { [weak self] () throws(ApiDestinationSink.Refusal) in
            try EventBus.invocation(arn, of: self)
        }
    }

    /// What is sent to an API destination, while there is a bus.
    private static func invocation(
        _ arn: String,
        of bus: EventBus?
    ) throws(ApiDestinationSink.Refusal) -> ApiDestinationSink.Invocation {
        guard let bus else {
            throw ApiDestinationSink.Refusal(code: "NOT_READY", message: "the service is ending", isFinal: false)
        }
        return try bus.invocation(arn)
    }

    /// What is sent to an API destination, as it is now.
    private func invocation(_ arn: String) throws(ApiDestinationSink.Refusal) -> ApiDestinationSink.Invocation {
        let catalogue = catalogue
        guard let destination = catalogue.apiDestination(arn) else {
            throw ApiDestinationSink.Refusal(
                code: "NO_SUCH_DESTINATION",
                message: "there is no such API destination any more",
                isFinal: true
            )
        }
        let definition = destination.definition
        guard let connection = catalogue.connection(definition["ConnectionArn"]?.string ?? ""),
            let secret = connection.definition["SecretArn"]?.string
        else {
            throw ApiDestinationSink.Refusal(
                code: "NOT_AUTHORIZED",
                message: "the connection of API destination \(destination.record.name) is gone or not authorized",
                isFinal: false
            )
        }
        return ApiDestinationSink.Invocation(
            destination: destination.record.name,
            url: definition["InvocationEndpoint"]?.string ?? "",
            method: definition["HttpMethod"]?.string ?? "POST",
            rate: EventBus.rate(definition),
            secret: secret
        )
    }
}
