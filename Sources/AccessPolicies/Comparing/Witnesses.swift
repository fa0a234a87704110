/// Looks for requests that a policy allows, to show what it does.
struct Witnesses {
    /// The most requests that are tried.
    static let mostTries = 4_000

    private let policy: AccessPolicy
    private let other: AccessPolicy?

    /// Looks for requests that `policy` allows, with words of both policies.
    init(_ policy: AccessPolicy, _ other: AccessPolicy?) {
        self.policy = policy
        self.other = other
    }

    /// A request that a statement is about, that the policy allows and of whose decision by the other policy `isWanted`
    /// holds.
    ///
    /// - Parameters:
    ///   - statement: One that allows.
    ///   - isWanted: Asked for the other policy's decision; for this policy's own when there is no other.
    /// - Returns: The first that was found; `nil` when there is none, or none was found.
    func find(_ statement: Statement, _ isWanted: (AccessDecision) -> Bool) -> AccessCheck.Witness? {
        var tries = 0
        for context in contexts(statement) {
            for principal in principals(statement) {
                for action in candidates(statement.actions, statement.excludesActions, context, \.actions, ["x:Any"]) {
                    for resource in candidates(
                        statement.resources,
                        statement.excludesResources,
                        context,
                        \.resources,
                        ["arn:aws:any:::any", "*"]
                    ) {
                        tries += 1
                        guard tries <= Witnesses.mostTries else { return nil }
                        let request = PolicyRequest(
                            principal: principal,
                            action: action,
                            resource: resource,
                            context: context
                        )
                        guard statement.applies(to: request) > .none, set(policy).decide(request).isAllowed,
                            isWanted(set(other ?? policy).decide(request))
                        else { continue }
                        return AccessCheck.Witness(
                            principal: principal.kind == .anonymous ? "*" : principal.arn,
                            action: action,
                            resource: resource,
                            context: Dictionary(context.keys.map { ($0, context[$0]) }) { first, _ in first }
                        )
                    }
                }
            }
        }
        return nil
    }

    private func set(_ policy: AccessPolicy) -> PolicySet {
        policy.kind.hasPrincipals
            ? PolicySet(resource: policy, needsResourcePolicy: true) : PolicySet(identity: [policy])
    }

    private var statements: [Statement] {
        policy.permissions + policy.denials + (other.map { $0.permissions + $0.denials } ?? [])
    }

    /// Texts that patterns may match: samples of them, and of those that other statements have, which is where they
    /// differ.
    private func candidates(
        _ patterns: [TextPattern],
        _ excludes: Bool,
        _ context: PolicyContext,
        _ part: KeyPath<Statement, [TextPattern]>,
        _ fallback: [String]
    ) -> [String] {
        var found: [String] = []
        let own = excludes ? [] : patterns
        for filler in ["x", "", "other1"] { found += own.compactMap { $0.sample(filler: filler, context) } }
        for statement in statements.prefix(50) {
            found += statement[keyPath: part].prefix(20).compactMap { $0.sample(filler: "x", context) }
        }
        if part == \Statement.actions { found = found.map { $0.contains(":") ? $0 : "x:\($0)" } }
        var seen: Set<String> = []
        return Array((found + fallback).filter { seen.insert($0).inserted }.prefix(60))
    }

    /// Contexts that a statement's conditions are true of, if they can be: with nothing else, and with what others ask
    /// for.
    private func contexts(_ statement: Statement) -> [PolicyContext] {
        var own = PolicyContext()
        for condition in statement.conditions { condition.satisfy(&own) }
        var contexts = [own]
        for condition in statements.flatMap(\.conditions).prefix(30) {
            var context = own
            condition.satisfy(&context)
            contexts.append(context)
        }
        return contexts
    }

    private func principals(_ statement: Statement) -> [PolicyPrincipal] {
        let stranger = PolicyPrincipal(kind: .user, arn: "arn:aws:iam::999999999999:user/x", account: "999999999999")
        guard case .named(let patterns)? = statement.principals else { return [stranger] }
        return patterns.prefix(20).map { pattern in
            switch pattern {
            case .everybody: return .anonymous
            case .account(let account): return .root(of: account)
            case .arn(let arn): return PolicyPrincipal(arn: arn) ?? stranger
            case .uniqueID(let id): return PolicyPrincipal(kind: .user, arn: "", account: "", uniqueID: id)
            case .service(let name): return .service(name)
            case .provider(let arn): return PolicyPrincipal(kind: .federatedUser, arn: arn, account: "")
            }
        }
    }
}

extension Condition {
    /// Gives a context what makes the condition true, if that is simple; what does not is no matter, as requests are
    /// decided.
    fileprivate func satisfy(_ context: inout PolicyContext) {
        if case .missing(let wanted) = values {
            if wanted == [true] {
                context[key.name] = []
            } else if context[key.name].isEmpty {
                context.set(key.name, "x")
            }
            return
        }
        guard let value = value(context) else { return }
        if operation.quantifier == .none {
            context.set(key.name, value)
        } else {
            context.set(key.name, values: [value])
        }
    }

    /// A value that makes it true.
    private func value(_ context: PolicyContext) -> String? {
        guard let text = texts.first else { return operation.isNegated ? "x" : nil }
        switch values {
        case .texts(let patterns), .textsIgnoringCase(let patterns):
            return operation.isNegated ? "other1" : patterns.first?.sample(filler: "x", context)
        case .numbers: return shifted(text)
        case .dates:
            switch operation.relation {
            case .less: return "0"
            case .greater: return "253402300799"
            case .equal, .lessOrEqual, .greaterOrEqual: return operation.isNegated ? "1" : text
            }
        case .booleans, .binaries: return text
        case .addresses:
            return operation.isNegated ? "198.51.100.99" : text.split(separator: "/").first.map(String.init)
        case .missing: return nil
        }
    }

    private func shifted(_ text: String) -> String? {
        guard let number = Double(text) else { return nil }
        switch operation.relation {
        case .less: return String(number - 1)
        case .greater: return String(number + 1)
        case .equal: return operation.isNegated ? String(number + 1) : text
        case .lessOrEqual, .greaterOrEqual: return text
        }
    }
}
