import JSON
public import ServiceModel

/// Magpie's own managed policies: what whoever may read, operate, reveal or administer may do, by what the models say.
///
/// Each allows what those before allow, and more. Nobody can change them; a new operation is in them as soon as it has a model.
public enum BuiltInPolicies {
    /// Lets whoever has it see what is masked.
    public static let readARN = "arn:aws:iam::aws:policy/MagpieReadAccess"
    /// Lets whoever has it act on findings, too.
    public static let operateARN = "arn:aws:iam::aws:policy/MagpieOperateAccess"
    /// Lets whoever has it see values, too.
    public static let revealARN = "arn:aws:iam::aws:policy/MagpieRevealAccess"
    /// Lets whoever has it do everything.
    public static let administratorARN = "arn:aws:iam::aws:policy/MagpieAdministratorAccess"

    /// The actions that anybody needs who has what `access` asks for.
    ///
    /// - Returns: Those of all operations that ask for no more, in alphabetical order.
    public static func actions(_ access: OperationModel.Access) -> [String] {
        let rank = rank(of: access)
        let allowed = models.filter { model in
            // Who may do what is for administrators to know, and to give: roles that trust the account leave that to policies.
            let isAboutRights = model.service == IAMModel.service || model.qualifiedName == "sts:AssumeRole"
            let needed = isAboutRights ? 3 : self.rank(of: model.access)
            return model.unsupported == nil && needed <= rank
        }
        return Set(allowed.flatMap(\.actions)).sorted()
    }

    /// The operations of all services that a client can ask.
    static let models = OperationModel.ofAllServices

    /// The actions of services that have all that AWS has: what is none of these is a mistake in a policy.
    static let completeServices: [String] =
        (EventsModel.operations + KMSModel.operations + SecretsModel.operations).flatMap(\.actions)

    static let all: [ManagedPolicy] = [
        policy(
            "MagpieReadAccess",
            actions(.read),
            "Sees findings, secrets' names and settings, nothing that is masked."
        ),
        policy("MagpieOperateAccess", actions(.operate), "Acts on findings."),
        policy("MagpieRevealAccess", actions(.reveal), "Sees values."),
        policy("MagpieAdministratorAccess", ["*"], "Does everything."),
    ]

    private static func rank(of access: OperationModel.Access) -> Int {
        switch access {
        case .read: 0
        case .operate: 1
        case .reveal: 2
        case .admin: 3
        }
    }

    private static func policy(_ name: String, _ actions: [String], _ description: String) -> ManagedPolicy {
        let statement = JSONValue.object([
            "Effect": .string("Allow"), "Action": .array(actions.map { .string($0) }), "Resource": .string("*"),
        ])
        let document = JSONValue.object(["Version": .string("2012-10-17"), "Statement": .array([statement])])
        // 2026-11-30, when they came to be.
        var policy = ManagedPolicy(
            id: "ANPAMAGPIE\(name.uppercased().filter(\.isLetter).dropFirst(6).prefix(11))",
            name: name,
            path: "/",
            createdAt: 1_796_000_000,
            document: document.json
        )
        policy.description = description
        policy.isBuiltIn = true
        return policy
    }
}
