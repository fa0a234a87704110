import AccessPolicies
import JSON

/// Decides slowly and obviously, straight from AWS's description, to hold the fast evaluator to.
///
/// It works on the JSON of policies, on texts and lists, and shares no code with the module.
struct ReferenceEvaluator {
    var identity: [JSONValue] = []
    var boundary: JSONValue?
    var session: [JSONValue]?
    var serviceControl: [[JSONValue]] = []
    var resource: JSONValue?
    var needsResourcePolicy = false
    var grants: Bool?

    /// What a statement of a resource's policy may name in a principal, from the account to itself.
    enum Naming: Int { case nobody, account, role, itself }

    func decide(_ request: PolicyRequest) -> AccessDecision.Effect {
        let context = ReferenceContext(request.context)
        func matching(_ policy: JSONValue, _ effect: String) -> [JSONValue] {
            statements(policy).filter { $0["Effect"]?.string == effect && applies($0, policy, request, context) }
        }
        let everything =
            identity + [boundary].compactMap { $0 } + (session ?? []) + serviceControl.flatMap { $0 }
            + [resource].compactMap { $0 }
        if everything.contains(where: { !matching($0, "Deny").isEmpty }) { return .explicitDeny }
        func allows(_ policy: JSONValue) -> Bool { !matching(policy, "Allow").isEmpty }

        guard serviceControl.allSatisfy({ $0.contains(where: allows) }) else { return .implicitDeny }
        if grants == true { return .allowed }
        let ownPoliciesAllow = request.principal.kind == .root || identity.contains(where: allows)
        let boundaryAllows = boundary == nil || allows(boundary ?? .null)
        let sessionAllows = session == nil || (session ?? []).contains(where: allows)
        let namings =
            resource.map { matching($0, "Allow").map { naming($0["Principal"] ?? .null, request.principal) } } ?? []
        let closest = namings.max { $0.rawValue < $1.rawValue } ?? .nobody
        let ownSide = ownPoliciesAllow && boundaryAllows && sessionAllows

        let hasAccount = request.principal.kind != .service && request.principal.kind != .anonymous
        if hasAccount, let owner = request.resourceAccount, owner != request.principal.account {
            return ownSide && closest != .nobody ? .allowed : .implicitDeny
        }
        switch closest {
        case .itself: return .allowed
        case .role: return boundaryAllows && sessionAllows ? .allowed : .implicitDeny
        case .account: return ownSide ? .allowed : .implicitDeny
        case .nobody: return ownSide && !needsResourcePolicy ? .allowed : .implicitDeny
        }
    }

    private func statements(_ policy: JSONValue) -> [JSONValue] { list(policy["Statement"]) }

    private func list(_ value: JSONValue?) -> [JSONValue] {
        guard let value else { return [] }
        if case .array(let elements) = value { return elements }
        return [value]
    }

    private func strings(_ value: JSONValue?) -> [String] { list(value).compactMap(\.string) }

    // MARK: Statements

    private func applies(
        _ statement: JSONValue,
        _ policy: JSONValue,
        _ request: PolicyRequest,
        _ context: ReferenceContext
    ) -> Bool {
        let values = ReferenceValues(context: context, hasVariables: policy["Version"]?.string == "2012-10-17")
        let action = request.action.lowercased()
        if let actions = statement["Action"] {
            guard strings(actions).contains(where: { ReferenceText.glob($0.lowercased(), action) }) else {
                return false
            }
        } else {
            guard !strings(statement["NotAction"]).contains(where: { ReferenceText.glob($0.lowercased(), action) })
            else {
                return false
            }
        }
        if let resources = statement["Resource"] {
            guard strings(resources).contains(where: { values.matchesARN($0, request.resource) }) else { return false }
        } else if let resources = statement["NotResource"] {
            guard !strings(resources).contains(where: { values.matchesARN($0, request.resource) }) else { return false }
        }
        if let principal = statement["Principal"], naming(principal, request.principal) == .nobody { return false }
        if let others = statement["NotPrincipal"], isLeftOut(request.principal, others) { return false }
        for (name, keys) in statement["Condition"]?.members ?? [:] {
            for (key, wanted) in keys.members
            where !ReferenceCondition(name: name, key: key, wanted: list(wanted).map(text), values: values).holds {
                return false
            }
        }
        return true
    }

    private func text(_ value: JSONValue) -> String {
        switch value {
        case .string(let text): text
        case .boolean(let value): value ? "true" : "false"
        case .number(let number): number.text
        default: ""
        }
    }

    // MARK: Principals

    private func naming(_ element: JSONValue, _ principal: PolicyPrincipal) -> Naming {
        let isIdentity = principal.kind != .service && principal.kind != .anonymous
        var best = Naming.nobody
        func found(_ naming: Naming) { if naming.rawValue > best.rawValue { best = naming } }
        if element.string == "*" || strings(element["AWS"]).contains("*") { found(isIdentity ? .role : .itself) }
        for name in strings(element["AWS"]) where isIdentity && name != "*" {
            if name == principal.account || name == "arn:aws:iam::\(principal.account):root" {
                found(principal.kind == .root ? .itself : .account)
            }
            if name == principal.arn || name == principal.uniqueID { found(.itself) }
            if name == principal.roleARN { found(.role) }
            if principal.kind == .assumedRole, principal.uniqueID.hasPrefix(name + ":") { found(.role) }
        }
        if principal.kind == .service, strings(element["Service"]).contains(principal.arn) { found(.itself) }
        return best
    }

    /// Whether `NotPrincipal` lists all that a principal is.
    private func isLeftOut(_ principal: PolicyPrincipal, _ element: JSONValue) -> Bool {
        let names = strings(element["AWS"])
        if element.string == "*" || names.contains("*") { return true }
        let account = names.contains(principal.account) || names.contains("arn:aws:iam::\(principal.account):root")
        let itself = names.contains(principal.arn) || names.contains(principal.uniqueID)
        switch principal.kind {
        case .root: return account
        case .user, .federatedUser: return account && itself
        case .assumedRole:
            let role =
                names.contains(principal.roleARN ?? "-")
                || names.contains { principal.uniqueID.hasPrefix($0 + ":") }
            return account && itself && role
        case .service: return strings(element["Service"]).contains(principal.arn)
        case .anonymous: return false
        }
    }
}

/// The keys of a request, by their names in small letters.
struct ReferenceContext {
    var values: [String: [String]] = [:]

    init(_ context: PolicyContext) { for key in context.keys { values[key.lowercased()] = context[key] } }
}

/// Texts and patterns, compared character by character.
enum ReferenceText {
    /// A piece of a pattern.
    enum Piece { case character(Unicode.Scalar), star, question }

    static func pieces(_ pattern: String) -> [Piece] {
        pattern.unicodeScalars.map { $0 == "*" ? .star : $0 == "?" ? .question : .character($0) }
    }

    static func glob(_ pattern: String, _ text: String) -> Bool { glob(pieces(pattern), text) }

    static func glob(_ pattern: [Piece], _ text: String) -> Bool {
        let text = Array(text.unicodeScalars)
        // For each length of the text's beginning: whether the pattern so far matches it.
        var reached = [true] + [Bool](repeating: false, count: text.count)
        for piece in pattern {
            var next = [Bool](repeating: false, count: text.count + 1)
            for length in 0...text.count {
                switch piece {
                case .star: next[length] = reached[length] || (length > 0 && next[length - 1])
                case .question: next[length] = length > 0 && reached[length - 1]
                case .character(let scalar):
                    next[length] = length > 0 && reached[length - 1] && text[length - 1] == scalar
                }
            }
            reached = next
        }
        return reached[text.count]
    }
}
