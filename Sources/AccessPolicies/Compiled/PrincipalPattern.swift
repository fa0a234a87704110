/// What the `Principal` or `NotPrincipal` of a statement names.
enum PrincipalPattern: Sendable, Equatable {
    /// `*`
    case everybody
    /// An account, by its number or its root user's ARN.
    case account(String)
    /// A user, role or session.
    case arn(String)
    /// `AIDA...` or `AROA...`
    case uniqueID(String)
    case service(String)
    /// A provider of identities.
    case provider(String)

    /// How closely a principal is named, in the order of what that gives it.
    ///
    /// Source:
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html
    enum Closeness: Int, Comparable, Sendable {
        case none
        /// By its account, which leaves the decision to the principal's own policies.
        case account
        /// By its role, or along with everybody: its own policies need not allow it, but boundaries and session
        /// policies must.
        case role
        /// As itself: nothing else needs to allow it.
        case itself

        static func < (left: Closeness, right: Closeness) -> Bool { left.rawValue < right.rawValue }
    }

    /// How closely this names `principal`.
    func closeness(to principal: borrowing PolicyPrincipal) -> Closeness {
        switch self {
        case .everybody: return principal.hasIdentity ? .role : .itself
        case .account(let account):
            guard principal.hasIdentity, principal.account == account else { return .none }
            return principal.kind == .root ? .itself : .account
        case .arn(let arn):
            guard principal.hasIdentity else { return .none }
            if principal.arn == arn { return .itself }
            return principal.roleARN == arn ? .role : .none
        case .uniqueID(let id):
            guard principal.hasIdentity else { return .none }
            if principal.uniqueID == id { return .itself }
            return principal.roleID == id ? .role : .none
        case .service(let name): return principal.kind == .service && principal.arn == name ? .itself : .none
        case .provider(let arn): return principal.kind == .federatedUser && principal.arn == arn ? .itself : .none
        }
    }
}

/// The principals that a statement is about.
enum PrincipalElement: Sendable {
    /// `Principal`
    case named([PrincipalPattern])
    /// `NotPrincipal`
    case allBut([PrincipalPattern])

    /// How closely a statement names `principal`.
    func closeness(to principal: borrowing PolicyPrincipal) -> PrincipalPattern.Closeness {
        switch self {
        case .named(let patterns):
            var closest = PrincipalPattern.Closeness.none
            for pattern in patterns { closest = max(closest, pattern.closeness(to: principal)) }
            return closest
        case .allBut(let patterns): return PrincipalElement.areExempt(principal, patterns) ? .none : .itself
        }
    }

    /// Whether `NotPrincipal` leaves a principal out: only when it lists all that the principal is, its account as
    /// well, and of a session its role too.
    ///
    /// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
    private static func areExempt(_ principal: borrowing PolicyPrincipal, _ patterns: [PrincipalPattern]) -> Bool {
        if patterns.contains(.everybody) { return true }
        var (hasAccount, hasRole, hasItself) = (false, false, false)
        for pattern in patterns {
            switch pattern.closeness(to: principal) {
            case .none: break
            case .account: hasAccount = true
            case .role: hasRole = true
            case .itself: hasItself = true
            }
        }
        switch principal.kind {
        case .root, .service: return hasItself
        case .user, .federatedUser: return hasItself && hasAccount
        case .assumedRole: return hasItself && hasRole && hasAccount
        case .anonymous: return false
        }
    }
}
