import Cryptography
import EventRules
package import JSON
package import ServiceModel

/// What a connection says who calls, and with what else.
package enum AuthParameters {
    /// The parameter that each kind of authorization has.
    private static let members = [
        "BASIC": "BasicAuthParameters", "OAUTH_CLIENT_CREDENTIALS": "OAuthParameters",
        "API_KEY": "ApiKeyAuthParameters",
    ]

    /// Refuses parameters that are not those of a kind of authorization, or could not be used.
    ///
    /// - Throws: ``ServiceError`` with what is wrong, without values.
    package static func check(_ parameters: JSONValue, for kind: String) throws(ServiceError) {
        let own = members[kind] ?? ""
        guard parameters[own] != nil else { throw invalid("\(own) is missing, which \(kind) needs.") }
        if let other = members.values.sorted().first(where: { $0 != own && parameters[$0] != nil }) {
            throw invalid("\(other) is not what \(kind) takes.")
        }
        guard parameters["ConnectivityParameters"] == nil else { throw noPrivateNetworks }
        if let url = parameters["OAuthParameters"]?["AuthorizationEndpoint"]?.string {
            guard isReachable(url) else { throw invalid("AuthorizationEndpoint is no URL https://HOST/PATH.") }
        }
        if let name = parameters["ApiKeyAuthParameters"]?["ApiKeyName"]?.string {
            guard Target.isHeader(name, "") else { throw invalid("ApiKeyName is no name of a header.") }
        }
        for http in [parameters["InvocationHttpParameters"], parameters["OAuthParameters"]?["OAuthHttpParameters"]] {
            for (name, value) in values(http, "HeaderParameters") where !Target.isHeader(name, value) {
                throw invalid("a header cannot have the name or value that is given.")
            }
        }
    }

    package static let noPrivateNetworks = ServiceError.validation(
        "Connectivity parameters are not supported: there are no private networks. See webhookNetworks in the configuration."
    )

    private static func invalid(_ reason: String) -> ServiceError {
        .validation("Parameter AuthParameters is not valid. Reason: \(reason)")
    }

    /// Whether credentials may be sent to a URL: by TLS, or to this machine.
    package static func isReachable(_ url: String) -> Bool {
        guard case .webhook = Destination(arn: url) else { return false }
        return !Target.isInClear(url)
    }

    /// What of parameters everybody may see.
    package static func shown(_ parameters: JSONValue) -> JSONValue {
        switch parameters {
        case .object(var members):
            if members["IsValueSecret"] == .boolean(true) { members["Value"] = nil }
            for name in ["Password", "ClientSecret", "ApiKeyValue"] { members[name] = nil }
            return .object(members.mapValues(shown))
        case .array(let elements): return .array(elements.map(shown))
        default: return parameters
        }
    }

    /// Parameters with some changed: members of objects one by one, all else as a whole.
    package static func merged(_ old: JSONValue, _ new: JSONValue) -> JSONValue {
        guard case .object(var members) = old, case .object(let changes) = new else { return new }
        for (name, value) in changes { members[name] = members[name].map { merged($0, value) } ?? value }
        return .object(members)
    }

    /// Names and values of a list of parameters; of a name that is there twice the last.
    package static func values(_ http: JSONValue?, _ name: String) -> [String: String] {
        let list = http?[name]?.array ?? []
        return Dictionary(list.map { ($0["Key"]?.string ?? "", $0["Value"]?.string ?? "") }) { $1 }
    }

    /// The headers that say who calls; `nil` for OAuth, which takes a token.
    package static func headers(_ parameters: JSONValue) -> [String: String]? {
        if let basic = parameters["BasicAuthParameters"] {
            return basicHeader(basic["Username"]?.string ?? "", basic["Password"]?.string ?? "")
        }
        if let key = parameters["ApiKeyAuthParameters"] {
            return [key["ApiKeyName"]?.string ?? "": key["ApiKeyValue"]?.string ?? ""]
        }
        return nil
    }

    /// Source: RFC 7617.
    package static func basicHeader(_ user: String, _ password: String) -> [String: String] {
        ["Authorization": "Basic \(Base64.text(Array("\(user):\(password)".utf8)))"]
    }
}
