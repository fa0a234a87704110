package import Deliveries
package import EventRules
import Couriers
public import HelperProcesses

/// Delivers through couriers: to webhooks, commands and API destinations.
public struct CourierSinks: Sendable {
    private let couriers: Helper
    package let connections = Connections()

    /// Delivers with the help of `couriers`, which make requests by HTTP and run commands.
    public init(_ couriers: Helper) { self.couriers = couriers }

    /// What delivers to a webhook or a command.
    package func makeSink(for target: Target, _ settings: BusSettings) -> @Sendable () -> any Sink {
        { [couriers] in CourierSink(target, couriers, settings) }
    }

    /// What delivers to an API destination.
    ///
    /// - Parameters:
    ///   - target: The target of a rule.
    ///   - settings: What the configuration says.
    ///   - invocation: Tells what is sent, as it is at the time.
    /// - Returns: Makes a way out; called for each lane.
    package func makeSink(
        for target: Target,
        _ settings: BusSettings,
        sending invocation: @escaping @Sendable () throws(ApiDestinationSink.Refusal) -> ApiDestinationSink.Invocation
    ) -> @Sendable () -> any Sink {
        { [couriers, connections] in ApiDestinationSink(target, couriers, settings, connections, find: invocation) }
    }

    /// Fetches a token for a connection, and keeps it.
    ///
    /// - Parameters:
    ///   - secret: The ARN of what the connection is reached with.
    ///   - settings: What the configuration says.
    ///   - now: In seconds since 1970.
    /// - Throws: ``ApiDestinationSink/Refusal`` of whoever gives tokens; other errors when the secret cannot be read.
    package func authorize(with secret: String, _ settings: BusSettings, at now: Double) throws {
        let parameters = try connections.parameters(in: secret, at: now)
        _ = try ApiDestinationSink.newToken(parameters, secret, Courier(couriers), settings, connections, at: now)
    }
}
