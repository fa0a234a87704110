import Control
import JSON
import ServiceModel

/// What somebody has done, by the audit logs: actions, what they were done to, and the entries that say so.
struct UsedActions {
    /// An action, and the service that asked for it on somebody's behalf: `nil` where they asked themselves.
    private struct Use: Hashable {
        var action: String
        var via: String?
    }

    /// What speaks for an action on some resources.
    private struct Evidence {
        var resources: Set<String> = []
        var count = 0
        var first = ""
        var last = ""
        /// Some of the entries: `service:17`.
        var entries: [String] = []

        mutating func add(_ entry: AuditRecord, _ touched: [String]) {
            resources.formUnion(touched)
            count += 1
            first = first.isEmpty ? entry.time : min(first, entry.time)
            last = max(last, entry.time)
            if entries.count < UsedActions.mostEntries { entries.append("\(entry.log ?? "service"):\(entry.number)") }
        }
    }

    /// The most entries that are named for an action.
    private static let mostEntries = 5
    /// From how many resources on an action is allowed on all of their kind.
    private static let mostResources = 50

    private let account: String
    private var actions: [Use: Evidence] = [:]
    private static let models = Dictionary(OperationModel.ofAllServices.map { ($0.qualifiedName, $0) }) { first, _ in
        first
    }

    /// Begins with nothing, in an account.
    init(account: String) { self.account = account }

    var isEmpty: Bool { actions.isEmpty }

    /// Takes an entry in: what was refused is no use, and an outcome tells of what its intent has told.
    mutating func add(_ entry: AuditRecord) {
        guard !entry.isRefusal, entry.intent == nil, let model = UsedActions.models[entry.action] else { return }
        let resources = resources(of: entry, model)
        let via = UsedActions.via(entry, model)
        for action in model.actions {
            actions[Use(action: action, via: via), default: Evidence()].add(entry, resources)
        }
    }

    // MARK: Answers

    /// Actions of a service on the same resources, asked for by the same.
    private struct Statement {
        var sid: String
        var uses: [Use]
        var resources: [String]

        /// What is true when a service asks.
        var condition: JSONValue? {
            guard let via = uses.first?.via else { return nil }
            return .object([
                "StringLike": .object([KMSModel.viaServiceKey: .string(KMSModel.viaService(via, in: "*"))])
            ])
        }
    }

    /// Statements in the order of their first action.
    private var statements: [Statement] {
        var groups: [[String]: [Use]] = [:]
        for (use, evidence) in actions {
            let resources = UsedActions.fewer(evidence.resources)
            groups[[UsedActions.service(use.action), use.via ?? ""] + resources, default: []].append(use)
        }
        var counts: [String: Int] = [:]
        return groups.map { (uses: $0.value.sorted { $0.action < $1.action }, resources: Array($0.key.dropFirst(2))) }
            .sorted { ($0.uses[0].action, $0.uses[0].via ?? "") < ($1.uses[0].action, $1.uses[0].via ?? "") }
            .map { uses, resources in
                let service = UsedActions.service(uses[0].action)
                counts[service, default: 0] += 1
                return Statement(sid: "\(service)\(counts[service] ?? 1)", uses: uses, resources: resources)
            }
    }

    private static func service(_ action: String) -> String { String(action.prefix { $0 != ":" }) }

    /// The services with a statement.
    var services: Set<String> { Set(actions.keys.map { UsedActions.service($0.action) }) }

    /// Resources as a policy names them: where there are too many, those that lie in the same place as one pattern.
    static func fewer(_ resources: Set<String>) -> [String] {
        if resources.count <= mostResources { return resources.sorted() }
        // Their folders, then their buckets or kinds.
        for separator in [{ (arn: String) in arn.lastIndex(of: "/") }, { arn in arn.firstIndex { $0 == "/" } }] {
            let patterns = Set(resources.map { arn in separator(arn).map { arn[...$0] + "*" } ?? arn })
            if patterns.count <= mostResources { return patterns.sorted() }
        }
        return ["*"]
    }

    /// The service that has used a key for its own, as what the key is bound to says.
    private static func via(_ entry: AuditRecord, _ model: OperationModel) -> String? {
        let isForSecret = entry.subject.contains(" SecretARN=arn:aws:secretsmanager:")
        return model.service == KMSModel.service && isForSecret ? SecretsModel.service : nil
    }

    /// The policy.
    var policy: JSONValue {
        .object([
            "Version": .string("2012-10-17"),
            "Statement": .array(
                statements.map { statement in
                    .present([
                        "Sid": .string(statement.sid), "Effect": .string("Allow"),
                        "Action": .array(statement.uses.map { .string($0.action) }),
                        "Resource": .array(statement.resources.map { .string($0) }), "Condition": statement.condition,
                    ])
                }
            ),
        ])
    }

    /// What speaks for each statement: for each action how often it was used, when first and last, and some entries.
    var evidence: JSONValue {
        .array(
            statements.map { statement in
                .object([
                    "Sid": .string(statement.sid),
                    "Actions": .array(
                        statement.uses.map { use in
                            let evidence = actions[use] ?? Evidence()
                            return .object([
                                "Action": .string(use.action), "Count": .number(Double(evidence.count)),
                                "First": .string(evidence.first), "Last": .string(evidence.last),
                                "Entries": .array(evidence.entries.map { .string($0) }),
                            ])
                        }
                    ),
                ])
            }
        )
    }

    // MARK: Resources

    /// What an entry is about, as policies name it; `*` where the entry does not say.
    private func resources(of entry: AuditRecord, _ model: OperationModel) -> [String] {
        let words = entry.subject.split(separator: " ").map(String.init)
        let subject = words.prefix { $0 != "in" }
        let arns = subject.filter { $0.hasPrefix("arn:") }
        if !arns.isEmpty { return Array(arns) }
        let found: [String] =
            switch model.service {
            case SecretsModel.service: subject.map { "arn:aws:secretsmanager:*:\(account):secret:\($0)-??????" }
            case EventsModel.service: subject.prefix(1).compactMap { event($0, model) }
            case QueuesModel.service: subject.prefix(1).map { "arn:aws:sqs:*:\(account):\($0)" }
            case ObjectsModel.service, MacieModel.service: bucket(subject.first, model).map { [$0] } ?? []
            case IAMModel.service, STSModel.service: identities(subject)
            default: []
            }
        return found.isEmpty ? ["*"] : found
    }

    private func event(_ name: String, _ model: OperationModel) -> String? {
        let kinds = [
            ("EventBus", "event-bus"), ("Archive", "archive"), ("Replay", "replay"), ("Rule", "rule"),
            ("Target", "rule"),
        ]
        guard let kind = kinds.first(where: { model.name.contains($0.0) }) else { return nil }
        return "arn:aws:events:*:\(account):\(kind.1)/\(name)"
    }

    private func bucket(_ name: String?, _ model: OperationModel) -> String? {
        let names = Set(model.parameters.filter(\.isRequired).map(\.name))
        // Entries about objects have their keys, and not their buckets.
        guard let name, !names.contains("Key"), names.contains("Bucket") || names.contains("bucketName") else {
            return nil
        }
        return ResourceNames.bucket(name)
    }

    /// What a request was about that names users, groups and roles, or policies alone.
    private func identities(_ words: ArraySlice<String>) -> [String] {
        let named = words.compactMap(identity)
        guard named.isEmpty else { return named }
        return words.compactMap { word in
            let arn = word.split(separator: "=", maxSplits: 1).last.map(String.init) ?? ""
            return arn.hasPrefix("arn:") ? arn : nil
        }
    }

    /// `UserName=alice` as an ARN.
    private func identity(_ word: String) -> String? {
        let pair = word.split(separator: "=", maxSplits: 1).map(String.init)
        let kinds = [
            "UserName": "user", "GroupName": "group", "RoleName": "role", "InstanceProfileName": "instance-profile",
        ]
        guard pair.count == 2, let kind = kinds[pair[0]] else { return nil }
        return "arn:aws:iam::\(account):\(kind)/\(pair[1])"
    }
}
