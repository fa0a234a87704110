import JSON

/// Reads what a simulation is asked.
extension PolicySimulation {
    static func strings(_ input: JSONValue, _ name: String) throws(Mistake) -> [String] {
        guard let list = input[name] else { return [] }
        let texts = list.array.compactMap(\.string)
        guard case .array = list, texts.count == list.array.count else {
            throw Mistake("\(name) is a list of strings.")
        }
        return texts
    }

    /// The policies of a parameter, named as AWS names them: `PolicyInputList.1`.
    ///
    /// - Parameters:
    ///   - input: The request.
    ///   - name: The parameter.
    ///   - kind: What the policies are.
    ///   - allowsResource: Whether they may name principals.
    /// - Returns: The policies, in their order.
    /// - Throws: ``Mistake`` for the first that cannot be read.
    static func policies(
        _ input: JSONValue,
        _ name: String,
        as kind: AccessPolicy.Kind,
        orResource allowsResource: Bool = false
    ) throws(Mistake) -> [AccessPolicy] {
        var policies: [AccessPolicy] = []
        for (index, text) in try strings(input, name).enumerated() {
            let id = "\(name).\(index + 1)"
            do throws(PolicyError) {
                policies.append(try policy(text, kind, id))
            } catch {
                if allowsResource, let policy = try? policy(text, .resource, id) {
                    policies.append(policy)
                    continue
                }
                throw Mistake("\(id): \(error.code): \(error)")
            }
        }
        return policies
    }

    private static func policy(_ text: String, _ kind: AccessPolicy.Kind, _ id: String) throws(PolicyError)
        -> AccessPolicy
    {
        try AccessPolicy(parsing: text, as: kind, named: id, atMost: AccessPolicy.longestText)
    }

    /// The policy of the resource: a role's, which names no resource, where all that is asked is to assume it.
    static func resourcePolicy(_ text: String, _ actions: [String]) throws(Mistake) -> AccessPolicy {
        let assumes = actions.allSatisfy { $0.lowercased().hasPrefix("sts:") }
        do throws(PolicyError) {
            if assumes, let trust = try? policy(text, .trust, "ResourcePolicy") { return trust }
            return try policy(text, .resource, "ResourcePolicy")
        } catch { throw Mistake("ResourcePolicy: \(error.code): \(error)") }
    }

    // MARK: Who

    /// Stands for a user that nobody names.
    static let unnamed = PolicyPrincipal(kind: .user, arn: "arn:aws:iam::000000000000:user/-", account: "000000000000")

    /// The principal of `CallerArn`; `nil` when there is none.
    static func caller(_ input: JSONValue) throws(Mistake) -> PolicyPrincipal? {
        guard let arn = input["CallerArn"]?.string else { return nil }
        guard let principal = PolicyPrincipal(arn: arn) else {
            throw Mistake("CallerArn \(arn) is not the ARN of a user, a role or a session.")
        }
        return principal
    }

    /// The account that owns a resource: the one in its ARN, or `ResourceOwner`; `nil` for the caller's.
    static func owner(of resource: String, _ input: JSONValue) throws(Mistake) -> String? {
        let pieces = resource.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        if pieces.count == 6, PolicyReader.isAccount(pieces[4]) { return String(pieces[4]) }
        guard let owner = input["ResourceOwner"]?.string else { return nil }
        if PolicyReader.isAccount(owner) { return owner }
        let owning = owner.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard owning.count == 6, PolicyReader.isAccount(owning[4]) else {
            throw Mistake("ResourceOwner is an account: its number, or the ARN of its root.")
        }
        return String(owning[4])
    }

    /// What a caller's ARN says about it.
    static func describing(_ caller: PolicyPrincipal) -> PolicyContext {
        var context = PolicyContext()
        context.set("aws:PrincipalArn", caller.roleARN ?? caller.arn)
        context.set("aws:PrincipalAccount", caller.account)
        switch caller.kind {
        case .user:
            context.set("aws:PrincipalType", "User")
            context.set("aws:username", caller.arn.split(separator: "/").last.map(String.init) ?? "")
        case .assumedRole: context.set("aws:PrincipalType", "AssumedRole")
        case .root: context.set("aws:PrincipalType", "Account")
        case .federatedUser: context.set("aws:PrincipalType", "FederatedUser")
        case .service, .anonymous: break
        }
        return context
    }

    // MARK: Context

    private static let types: Set<String> = [
        "string", "stringList", "numeric", "numericList", "boolean", "booleanList", "ip", "ipList", "binary",
        "binaryList",
        "date", "dateList",
    ]

    /// The keys that the request brings.
    static func entries(_ input: JSONValue) throws(Mistake) -> PolicyContext {
        var context = PolicyContext()
        for entry in input["ContextEntries"]?.array ?? [] {
            guard let name = entry["ContextKeyName"]?.string, !name.isEmpty else {
                throw Mistake("An entry of ContextEntries has a ContextKeyName.")
            }
            if let type = entry["ContextKeyType"], !types.contains(type.string ?? "") {
                throw Mistake("ContextKeyType of \(name) is one of \(types.sorted().joined(separator: ", ")).")
            }
            var values: [String] = []
            let list = entry["ContextKeyValues"] ?? .array([])
            let elements = if case .array(let elements) = list { elements } else { [list] }
            for element in elements {
                switch element {
                case .string(let text): values.append(text)
                case .number(let number): values.append(number.text)
                case .boolean(let value): values.append(value ? "true" : "false")
                default: throw Mistake("A value of \(name) is not a string.")
                }
            }
            context.set(name, values: values)
        }
        return context
    }
}
