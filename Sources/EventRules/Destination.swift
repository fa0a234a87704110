import Accounts
package import Records
import ServiceModel

/// Where a target's events go, as its ARN says.
package enum Destination: Sendable, Equatable {
    /// A file to which a line is appended.
    case file([UInt8])
    case webhook(String)
    case command([UInt8])
    /// A Unix socket.
    case socket([UInt8], isStream: Bool)
    case syslog
    case journal
    /// Another bus of this service, by name.
    case bus(String)
    /// A queue of this service, by name.
    case queue(String)
    /// An API destination, by its ARN.
    case apiDestination(String)
    /// Another service of AWS, which there is not here.
    case service
    /// The service itself acts on what the event is about.
    case action(RuleAction.Kind)

    /// What the service itself does, if it does.
    package var action: RuleAction.Kind? { if case .action(let kind) = self { kind } else { nil } }

    /// Whether a request by HTTP takes events there.
    package var takesHTTPParameters: Bool {
        switch self {
        case .webhook, .apiDestination: true
        default: false
        }
    }

    /// Whether the configuration says how events get there.
    package var isConfigured: Bool {
        switch self {
        case .file, .webhook, .command, .apiDestination: true
        case .socket, .syslog, .journal, .bus, .queue, .service, .action: false
        }
    }

    /// Reads an ARN; `nil` when it names nothing that events can go to.
    package init?(arn: String) {
        if let name = ARN.bus(arn) {
            self = .bus(name)
            return
        }
        if let name = ARN.queue(arn) {
            self = .queue(name)
            return
        }
        if ARN.apiDestination(arn) != nil {
            self = .apiDestination(arn)
            return
        }
        if arn.wholeMatch(of: #/arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:(?:[0-9]{12})?:[^\s\x00-\x1F]+/#) != nil {
            self = .service
            return
        }
        guard let colon = arn.firstIndex(of: ":") else { return nil }
        let rest = String(arn[arn.index(after: colon)...])
        let path = rest.hasPrefix("/") && !rest.utf8.contains(0) && !rest.hasSuffix("/") ? Array(rest.utf8) : nil
        switch (arn[..<colon], path) {
        case ("jsonl", let path?): self = .file(path)
        case ("exec", let path?): self = .command(path)
        case ("unix", let path?): self = .socket(path, isStream: true)
        case ("unixgram", let path?): self = .socket(path, isStream: false)
        case ("syslog", _) where rest.isEmpty: self = .syslog
        case ("journal", _) where rest.isEmpty: self = .journal
        case ("encrypt-object", _): self = .action(.encryptObject(key: rest.isEmpty ? "alias/aws/magpie" : rest))
        case ("rotate-secret", _) where rest.isEmpty: self = .action(.rotateSecret)
        case ("deactivate-access-key", _) where rest.isEmpty: self = .action(.deactivateAccessKey)
        case ("https", _) where Destination.isOrigin(rest), ("http", _) where Destination.isOrigin(rest):
            self = .webhook(arn)
        default: return nil
        }
    }

    /// Whether what follows the scheme names a host, and neither a user nor control characters.
    private static func isOrigin(_ rest: String) -> Bool {
        guard rest.hasPrefix("//"), rest.utf8.allSatisfy({ $0 > 32 && $0 < 127 }) else { return false }
        let host = rest.dropFirst(2).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        return !host.isEmpty && !host.contains("@")
    }

    /// What acts, for messages.
    package static let acting = RuleAction.Scheme.allCases.map { "\($0.rawValue):" }.joined(separator: ", ")

    /// What is understood, for messages.
    package static let forms = """
        jsonl:/PATH, https://HOST/PATH, http://HOST/PATH, exec:/PATH, unix:/PATH, unixgram:/PATH, syslog:, journal:, \
        encrypt-object:KEY, rotate-secret:, deactivate-access-key:, API destinations, \(ARN.bus(named: "NAME")) and \
        \(AccountLocation.current.arn(of: "QUEUE", in: "sqs")); ARNs of other services are kept, and what is to go there \
        becomes dead letters
        """
}

/// Names of what the bus knows, in the form of Amazon Resource Names.
public enum ARN {
    private static let prefix = AccountLocation.current.arn(of: "", in: "events")

    package static func bus(named name: String) -> String { "\(prefix)event-bus/\(name)" }

    package static func archive(named name: String) -> String { "\(prefix)archive/\(name)" }

    package static func replay(named name: String) -> String { "\(prefix)replay/\(name)" }

    /// That of a rule, which on the default bus leaves the bus out.
    package static func rule(named name: String, on bus: String) -> String {
        "\(prefix)rule/\(bus == "default" ? "" : bus + "/")\(name)"
    }

    package static func bus(_ arn: String) -> String? { name(arn, "event-bus/") }

    /// The name of a queue of this account and Region.
    package static func queue(_ arn: String) -> String? {
        let prefix = AccountLocation.current.arn(of: "", in: "sqs")
        let name = String(arn.dropFirst(prefix.count))
        let isName = name.utf8.count <= 80 && name.wholeMatch(of: /[A-Za-z0-9_-]+(?:\.fifo)?/) != nil
        return arn.hasPrefix(prefix) && isName ? name : nil
    }

    package static func connection(_ entry: Catalogue.DestinationEntry) -> String {
        "\(prefix)connection/\(entry.record.name)/\(entry.id)"
    }

    package static func apiDestination(_ entry: Catalogue.DestinationEntry) -> String {
        "\(prefix)api-destination/\(entry.record.name)/\(entry.id)"
    }

    /// That of a connection or API destination which is not there.
    package static func destination(_ kind: DestinationKind, named name: String) -> String {
        "\(prefix)\(kind.rawValue)/\(name)"
    }

    /// The name in the ARN of a connection.
    package static func connection(_ arn: String) -> String? { nameBeforeID(arn, "connection/") }

    /// The name in the ARN of an API destination.
    package static func apiDestination(_ arn: String) -> String? { nameBeforeID(arn, "api-destination/") }

    private static func nameBeforeID(_ arn: String, _ kind: String) -> String? {
        guard let rest = name(arn, kind), let slash = rest.firstIndex(of: "/") else { return nil }
        return String(rest[..<slash])
    }

    package static func archive(_ arn: String) -> String? { name(arn, "archive/") }

    /// The names of the bus and the rule in the ARN of a rule.
    package static func rule(_ arn: String) -> (bus: String, name: String)? {
        guard let rest = name(arn, "rule/") else { return nil }
        guard let slash = rest.lastIndex(of: "/") else { return ("default", rest) }
        return (String(rest[..<slash]), String(rest[rest.index(after: slash)...]))
    }

    private static func name(_ arn: String, _ kind: String) -> String? {
        arn.hasPrefix(prefix + kind) ? String(arn.dropFirst(prefix.count + kind.count)) : nil
    }
}

extension ARN {
    /// An address of a target as it may be told: without what lets somebody in.
    package static func shown(_ text: String) -> String { MaskedAddress.text(text) }
}
