/// All policies that have a say in what a principal may do to a resource.
///
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
public struct PolicySet: Sendable {
    /// The principal's own: attached, inline, and of its groups.
    public var identity: [AccessPolicy]
    /// What the principal may do at most; `nil` for no such limit.
    public var boundary: AccessPolicy?
    /// What its session may do at most: what any of them allows; `nil` for no such limit.
    public var session: [AccessPolicy]?
    /// What all in the account may do at most, level by level of the organisation: one policy of each must allow it.
    ///
    /// Empty for no such limit.
    public var serviceControl: [[AccessPolicy]]
    /// The resource's own; `nil` if it has none.
    public var resource: AccessPolicy?
    /// Whether nothing goes without the resource's policy, whatever others allow: keys, and roles that are assumed.
    public var needsResourcePolicy: Bool
    /// Whether a grant allows it, where there are such; it counts unless something denies it or the organisation does
    /// not allow it.
    public var grants: Bool?

    /// Gathers policies.
    public init(
        identity: [AccessPolicy] = [],
        boundary: AccessPolicy? = nil,
        session: [AccessPolicy]? = nil,
        serviceControl: [[AccessPolicy]] = [],
        resource: AccessPolicy? = nil,
        needsResourcePolicy: Bool = false,
        grants: Bool? = nil
    ) {
        self.identity = identity
        self.boundary = boundary
        self.session = session
        self.serviceControl = serviceControl
        self.resource = resource
        self.needsResourcePolicy = needsResourcePolicy
        self.grants = grants
    }

    /// Whether a decision may depend on what a request says about itself: whether any policy has conditions or variables.
    ///
    /// Where none has, ``decide(_:)`` gives the same for a request with an empty context.
    public var readsContext: Bool {
        identity.contains(where: \.readsContext) || (boundary?.readsContext ?? false)
            || (resource?.readsContext ?? false)
            || (session?.contains(where: \.readsContext) ?? false)
            || serviceControl.contains { $0.contains(where: \.readsContext) }
    }

    /// Decides.
    ///
    /// - Returns: The decision, with as many of the statements that led to it as were needed.
    /// - Complexity: Linear in the statements; with 20 of them about a microsecond.
    public func decide(_ request: PolicyRequest) -> AccessDecision {
        if let denial = denial(of: request) { return AccessDecision(effect: .explicitDeny, matched: [denial]) }
        var matched: [StatementReference] = []
        let votes = votes(on: request, &matched)
        return AccessDecision(effect: votes.allow(request, self) ? .allowed : .implicitDeny, matched: matched)
    }

    /// The first statement that denies a request.
    private func denial(of request: borrowing PolicyRequest) -> StatementReference? {
        func search(_ policies: [AccessPolicy]) -> StatementReference? {
            for policy in policies { if let found = search(policy) { return found } }
            return nil
        }
        func search(_ policy: AccessPolicy) -> StatementReference? {
            let denials = policy.denials
            let statements = denials.span
            for index in statements.indices where statements[index].applies(to: request) > .none {
                return statements[index].reference
            }
            return nil
        }
        if let found = search(identity) ?? boundary.flatMap(search) ?? session.flatMap(search)
            ?? resource.flatMap(search)
        {
            return found
        }
        for level in serviceControl { if let found = search(level) { return found } }
        return nil
    }

    /// What each group of policies allows.
    private func votes(on request: borrowing PolicyRequest, _ matched: inout [StatementReference]) -> Votes {
        func allows(_ policies: [AccessPolicy]) -> Bool {
            for policy in policies { if allows(policy) { return true } }
            return false
        }
        func allows(_ policy: AccessPolicy) -> Bool {
            let permissions = policy.permissions
            let statements = permissions.span
            for index in statements.indices where statements[index].applies(to: request) > .none {
                matched.append(statements[index].reference)
                return true
            }
            return false
        }
        var votes = Votes()
        if let resource {
            var closest: StatementReference?
            for statement in resource.permissions where votes.resource < .itself {
                let closeness = statement.applies(to: request)
                if closeness > votes.resource {
                    votes.resource = closeness
                    closest = statement.reference
                }
            }
            if let closest { matched.append(closest) }
        }
        votes.identity = request.principal.kind == .root || allows(identity)
        votes.boundary = boundary.map { allows($0) } ?? true
        votes.session = session.map { allows($0) } ?? true
        votes.organisation = serviceControl.allSatisfy { allows($0) }
        return votes
    }
}

/// What the groups of policies allow, and what comes of it.
struct Votes: Sendable, Equatable {
    /// Whether the principal's own policies do, or it is the account itself.
    var identity = false
    var boundary = true
    var session = true
    /// Whether every level of the organisation does.
    var organisation = true
    /// How closely the resource's policy names the principal that it allows it to.
    var resource = PrincipalPattern.Closeness.none

    /// Whether all together allow a request that nothing denies.
    func allow(_ request: borrowing PolicyRequest, _ policies: borrowing PolicySet) -> Bool {
        guard organisation else { return false }
        if policies.grants == true { return true }
        let isWithinLimits = boundary && session
        if request.isCrossAccount { return identity && isWithinLimits && resource > .none }
        if resource == .itself || (resource == .role && isWithinLimits) { return true }
        return identity && isWithinLimits && (resource > .none || !policies.needsResourcePolicy)
    }
}
