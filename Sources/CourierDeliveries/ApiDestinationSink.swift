package import Couriers
package import Deliveries
package import EventRules
package import HelperProcesses
package import JSON
import POSIX

/// Has couriers make requests to an API destination, with what its connection says.
package final class ApiDestinationSink: Sink {
    /// A request, but for what an event brings.
    package struct Invocation: Sendable {
        package var destination: String
        package var url: String
        package var method: String
        /// How many requests a second there may be.
        package var rate: Int
        /// The secret of the connection.
        package var secret: String

        /// Says why nothing was sent.
        package init(
            destination: String,
            url: String,
            method: String,
            rate: Int,
            secret: String
        ) {
            self.destination = destination
            self.url = url
            self.method = method
            self.rate = rate
            self.secret = secret
        }
    }

    /// Why there is no request.
    package struct Refusal: Error {
        package var code: String
        package var message: String
        package var isFinal: Bool

        /// Says what is sent, and with which secret.
        package init(
            code: String,
            message: String,
            isFinal: Bool
        ) {
            self.code = code
            self.message = message
            self.isFinal = isFinal
        }
    }

    private let target: Target
    private let courier: Courier
    private let settings: BusSettings
    private let connections: Connections
    private let find: () throws(Refusal) -> Invocation

    /// Prepares to deliver.
    ///
    /// - Parameters:
    ///   - target: The target of the rule.
    ///   - couriers: Make the requests.
    ///   - settings: What the configuration says.
    ///   - connections: Know secrets and tokens.
    ///   - find: Finds the API destination and its connection as they are now.
    package init(
        _ target: Target,
        _ couriers: Helper,
        _ settings: BusSettings,
        _ connections: Connections,
        find: @escaping () throws(Refusal) -> Invocation
    ) {
        self.target = target
        courier = Courier(couriers)
        self.settings = settings
        self.connections = connections
        self.find = find
    }

    package func deliver(_ messages: [Message]) -> [Delivered] {
        deliverEach(messages) { message in
            do throws(Refusal) {
                return try send(message)
            } catch {
                return .failed(code: error.code, message: error.message, isFinal: error.isFinal)
            }
        }
    }

    private func send(_ message: Message) throws(Refusal) -> Delivered {
        let invocation = try find()
        let now = Timestamp.now().secondsSince1970
        if let time = connections.wait(for: invocation.destination, invocation.rate, at: now) {
            return .postponed(until: time)
        }
        let parameters = try ApiDestinationSink.parameters(invocation.secret, connections, at: now)
        let own = parameters["InvocationHttpParameters"]
        // What the connection says counts before what the target says, as at AWS.
        var headers = target.headers.merging(AuthParameters.values(own, "HeaderParameters")) { $1 }
        let isOAuth = parameters["OAuthParameters"] != nil
        let authorization =
            if let known = AuthParameters.headers(parameters) { known } else {
                ["Authorization": "Bearer \(try token(parameters, invocation.secret, at: now))"]
            }
        headers.merge(authorization) { $1 }
        let query = target.query.merging(AuthParameters.values(own, "QueryStringParameters")) { $1 }
        let hasBody = !["GET", "HEAD", "OPTIONS"].contains(invocation.method)
        let task = CourierJob.Task.webhook(
            url: Query.url(filled(invocation.url), adding: query),
            method: invocation.method,
            headers: headers,
            allowedNetworks: settings.allowedNetworks,
            certificates: settings.certificates
        )
        let body = hasBody ? ApiDestinationSink.body(message.text, AuthParameters.values(own, "BodyParameters")) : []
        switch ApiDestinationSink.run(CourierJob(task, seconds: target.timeout, body: body), courier) {
        case .done: return .done
        case .failed("HTTP_401", let reason, _) where isOAuth:
            // A token may end before its time: the next try gets another.
            connections.forgetToken(invocation.secret)
            return .failed(code: "HTTP_401", message: reason, isFinal: false)
        case .failed(let code, let reason, let isFinal):
            return .failed(code: code, message: reason, isFinal: isFinal)
        }
    }

    /// The URL with its asterisks filled, in their order.
    private func filled(_ url: String) -> String {
        var values = target.pathValues[...]
        return url.reduce(into: "") { text, character in
            if character == "*", let value = values.popFirst() {
                text += Query.escaped(value)
            } else {
                text.append(character)
            }
        }
    }

    /// An object with more members; a text that is none stays as it is.
    private static func body(_ text: String, _ more: [String: String]) -> [UInt8] {
        guard !more.isEmpty, case .object(var members) = try? JSONValue(parsing: Array(text.utf8)) else {
            return Array(text.utf8)
        }
        for (name, value) in more { members[name] = .string(value) }
        return JSONValue.object(members).bytes
    }

    private static func run(_ job: CourierJob, _ courier: Courier) -> CourierAnswer {
        do throws(SystemError) {
            return try courier.run(job)
        } catch {
            return .failed(code: "COURIER_ERROR", message: "\(error)", isFinal: false)
        }
    }

    private static func parameters(
        _ secret: String,
        _ connections: Connections,
        at now: Double
    ) throws(Refusal) -> JSONValue {
        do {
            return try connections.parameters(in: secret, at: now)
        } catch {
            throw Refusal(
                code: "CONNECTION_SECRET",
                message: "the secret of the connection cannot be read: \(error)",
                isFinal: false
            )
        }
    }

    // MARK: OAuth

    private func token(_ parameters: JSONValue, _ secret: String, at now: Double) throws(Refusal) -> String {
        if let token = connections.token(secret, at: now) { return token }
        return try ApiDestinationSink.newToken(parameters, secret, courier, settings, connections, at: now)
    }

    /// Gets a token for a connection.
    ///
    /// Source: RFC 6749, section 4.4, with the client's password as in section 2.3.1.
    package static func newToken(
        _ parameters: JSONValue,
        _ secret: String,
        _ courier: Courier,
        _ settings: BusSettings,
        _ connections: Connections,
        at now: Double
    ) throws(Refusal) -> String {
        let own = parameters["OAuthParameters"]
        let http = own?["OAuthHttpParameters"]
        let client = own?["ClientParameters"]
        let method = own?["HttpMethod"]?.string ?? "POST"
        var headers = AuthParameters.basicHeader(
            Query.escaped(client?["ClientID"]?.string ?? ""),
            Query.escaped(client?["ClientSecret"]?.string ?? "")
        )
        headers["Accept"] = "application/json"
        headers.merge(AuthParameters.values(http, "HeaderParameters")) { $1 }
        let form = ["grant_type": "client_credentials"].merging(AuthParameters.values(http, "BodyParameters")) { $1 }
        var query = AuthParameters.values(http, "QueryStringParameters")
        if method == "GET" {
            query.merge(form) { own, _ in own }
        } else {
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        }
        let task = CourierJob.Task.webhook(
            url: Query.url(own?["AuthorizationEndpoint"]?.string ?? "", adding: query),
            method: method,
            headers: headers,
            allowedNetworks: settings.allowedNetworks,
            certificates: settings.certificates,
            wanted: true
        )
        let body = method == "GET" ? [] : Array(Query.text(form).utf8)
        switch run(CourierJob(task, seconds: longestAuthorization, body: body), courier) {
        case .done(let answer):
            guard let json = try? JSONValue(parsing: answer), let token = json["access_token"]?.string, !token.isEmpty,
                token.utf8.allSatisfy({ (33...126).contains($0) })
            else {
                throw Refusal(
                    code: "AUTHORIZATION_FAILED",
                    message: "the authorization endpoint has answered without an access token",
                    isFinal: false
                )
            }
            connections.keep(token, secret, for: json["expires_in"]?.number, at: now)
            return token
        case .failed(let code, let reason, _):
            throw Refusal(
                code: "AUTHORIZATION_FAILED",
                message: "the authorization endpoint: \(reason) (\(code))",
                isFinal: false
            )
        }
    }

    /// How long an authorization may take, in seconds.
    private static let longestAuthorization = 10
}
