package import JSON
import POSIX
package import ServiceModel

/// A target of a rule: where events go, in which form, and how often that is tried.
package struct Target: Sendable {
    package var name: String
    package var arn: String
    package var destination: Destination
    package var input: TargetInput
    /// How often a delivery is tried again.
    package var mostRetries = 185
    /// The age from which on an event is given up, in seconds.
    package var mostAge = 86_400.0
    /// The queue of this service that takes what could not be delivered; `nil` for none.
    package var deadLetterQueue: String?
    /// The group of messages for a FIFO queue; `nil` for that of the rule.
    package var messageGroup: String?
    /// Whether an event is never given up: the service's own feed.
    package var isPatient = false
    package var timeout: Int
    /// The group whose members may read the file besides.
    package var group: UInt32?
    /// Arguments of a command.
    package var arguments: [String] = []
    /// The user that a command runs as.
    package var user: String?
    /// The role that a target acts as; `nil` for the bus's own.
    package var role: String?
    package var headers: [String: String]
    package var query: [String: String]
    /// What the asterisks in the path of an API destination are filled with, in their order.
    package var pathValues: [String]
    /// Whether a webhook may be reached without TLS at another host.
    package var allowsPlainHTTP = false
    /// A file with the key that webhooks are signed with; `nil` for the service's.
    package var signingKeyFile: String?

    /// Reads the definition of a target that the model has accepted.
    ///
    /// - Throws: ``ServiceError`` with what is wrong.
    package init(_ definition: JSONValue) throws(ServiceError) {
        name = definition["Id"]?.string ?? ""
        arn = definition["Arn"]?.string ?? ""
        guard let destination = Destination(arn: arn) else {
            // Also one that is none may hold a credential, and this goes to the log when it was kept.
            let shown = MaskedAddress.text(arn)
            throw .validation(
                "Parameter \(shown) is not valid. Reason: Provided Arn is not in correct format. "
                    + "There are \(Destination.forms)."
            )
        }
        self.destination = destination
        do throws(TargetInput.Mistake) {
            input = try TargetInput(definition)
        } catch {
            throw .validation(error.namesTarget ? error.message : "Invalid input for target \(name): \(error.message)")
        }
        if destination.action != nil,
            ["Input", "InputPath", "InputTransformer"].contains(where: { definition[$0] != nil })
        {
            throw .validation("Target \(name) acts on what the event is about: its input cannot be changed.")
        }
        try Target.checkDeadLetters(definition["DeadLetterConfig"])
        deadLetterQueue = definition["DeadLetterConfig"]?["Arn"]?.string.flatMap(ARN.queue)
        messageGroup = definition["SqsParameters"]?["MessageGroupId"]?.string
        role = definition["RoleArn"]?.string
        let policy = definition["RetryPolicy"]
        mostRetries = policy?["MaximumRetryAttempts"]?.integer ?? mostRetries
        mostAge = policy?["MaximumEventAgeInSeconds"]?.number ?? mostAge
        let command = definition["CommandParameters"]
        let webhook = definition["WebhookParameters"]
        let http = definition["HttpParameters"]
        arguments = command?["Arguments"]?.array.compactMap(\.string) ?? []
        user = command?["User"]?.string
        timeout = command?["TimeoutInSeconds"]?.integer ?? webhook?["TimeoutInSeconds"]?.integer ?? 5
        signingKeyFile = webhook?["SigningKeyFile"]?.string
        headers = http?["HeaderParameters"]?.strings ?? [:]
        query = http?["QueryStringParameters"]?.strings ?? [:]
        pathValues = http?["PathParameterValues"]?.array.compactMap(\.string) ?? []
        allowsPlainHTTP = webhook?["AllowPlainHTTP"] == .boolean(true)
        guard ![[arn], Array(headers.values), Array(query.values)].joined().contains(where: MaskedAddress.isMasked)
        else {
            throw .validation("Target \(name) has masked parts: RevealTargets shows what they stand for.")
        }
        if case .command = destination {
            timeout = command?["TimeoutInSeconds"]?.integer ?? 60
        } else if command != nil {
            throw .validation("CommandParameters only apply to targets exec:/PATH.")
        }
        if case .service = destination {
            guard webhook == nil, command == nil, definition["FileParameters"] == nil else {
                throw .validation(
                    "Target \(name) is another service, which takes no parameters of targets of this one."
                )
            }
        } else if destination.takesHTTPParameters {
            if case .webhook = destination {
                guard pathValues.isEmpty else {
                    throw .validation("PathParameterValues only apply to API destinations.")
                }
            } else if webhook != nil {
                throw .validation("WebhookParameters only apply to targets https://HOST/PATH.")
            }
            guard !([Array(headers.values), Array(query.values), pathValues].joined().contains { $0.hasPrefix("$.") })
            else { throw .validation("Target \(name): HttpParameters are values, and no paths into the event.") }
            for (name, value) in headers where !Target.isHeader(name, value) {
                throw .validation("'\(name)' is no name or value of a header.")
            }
        } else if webhook != nil || http != nil {
            throw .validation("HttpParameters and WebhookParameters only apply to targets https://HOST/PATH.")
        }
        if let group = definition["FileParameters"]?["Group"]?.string {
            guard case .file = destination else {
                throw .validation("FileParameters only apply to targets jsonl:/PATH.")
            }
            self.group = UInt32(group) ?? System.groupID(of: group)
            guard self.group != nil else { throw .validation("There is no group \(group).") }
        }
        if let file = signingKeyFile, !file.hasPrefix("/") {
            throw .validation("SigningKeyFile must be an absolute path.")
        }
    }

    /// Whether events would go to another host without TLS although the rule does not say so.
    package func isInClear(_ url: String) -> Bool { !allowsPlainHTTP && Target.isInClear(url) }

    /// Whether what is sent to a URL passes networks without TLS.
    package static func isInClear(_ url: String) -> Bool {
        guard url.hasPrefix("http://") else { return false }
        let authority = url.dropFirst("http://".count).prefix { !"/?#".contains($0) }
        let host = authority.hasPrefix("[") ? authority.prefix { $0 != "]" } + "]" : authority.prefix { $0 != ":" }
        let isLoopback = host.hasPrefix("127.") && host.allSatisfy { $0.isNumber || $0 == "." }
        return !(isLoopback || host == "localhost" || host == "[::1]")
    }

    /// Names of headers that a webhook sets itself.
    private static let reserved: Set<String> = [
        "connection", "content-length", "content-type", "expect", "host", "te", "transfer-encoding", "upgrade",
        "webhook-id", "webhook-signature", "webhook-timestamp",
    ]

    /// Source: RFC 9110, sections 5.1 and 5.5.
    package static func isHeader(_ name: String, _ value: String) -> Bool {
        let isToken =
            !name.isEmpty
            && name.utf8.allSatisfy { byte in
                (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                    || "!#$%&'*+-.^_`|~".utf8.contains(byte)
            }
        return isToken && !reserved.contains(name.lowercased())
            && value.utf8.allSatisfy { $0 == 9 || (32...126).contains($0) || $0 >= 128 }
    }
}

extension Target {
    /// Refuses a queue for dead letters that can be none.
    package static func checkDeadLetters(_ config: JSONValue?) throws(ServiceError) {
        guard let arn = config?["Arn"]?.string else { return }
        guard arn.wholeMatch(of: #/arn:aws[a-z-]*:sqs:[a-z0-9-]*:[0-9]{12}:[A-Za-z0-9_.-]{1,80}/#) != nil else {
            throw .validation(
                "Parameter DeadLetterConfig.Arn is not valid. Reason: Provided Arn is not in correct format: it is that of a queue."
            )
        }
    }
}
