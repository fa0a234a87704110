import AccessPolicies
import Accounts

/// What callers are, and which policies say what they may do.
extension IAMService {
    /// The service that units of the system are to roles' trust policies: `{"Service": "units.magpie.internal"}`.
    ///
    /// Which unit it is says the condition key ``unitKey``.
    public static let unitService = "units.magpie.internal"

    /// The condition key that has the name of the unit which asks for a role: `backup.service`.
    public static let unitKey = "magpie:SystemdUnit"

    /// The account itself: user 0 of the system, and the service where it acts by itself.
    public func root() -> Caller {
        let principal = PolicyPrincipal.root(of: AccountLocation.current.account)
        return Caller(CallerAccess(principal, context: PolicyContext(principal, type: "Account")))
    }

    /// A user of the system.
    ///
    /// The user of IAM with that name, if there is one; else one that has no policies of its own. Groups of IAM whose path is
    /// `/unix/` and whose name is that of one of the user's groups give theirs.
    ///
    /// - Parameters:
    ///   - name: What the system calls the user.
    ///   - unixGroups: What the system calls the user's groups.
    ///   - managedPolicies: ARNs of managed policies that the user has besides, as by the configuration. One that is not there
    ///     denies everything, for it might have.
    /// - Returns: The caller.
    /// - Complexity: A look-up, once a user was seen since the last change.
    public func caller(user name: String, unixGroups: [String], extra managedPolicies: [String]) -> Caller {
        let key = CallerCache.Key(user: name, groups: unixGroups, extra: managedPolicies)
        let snapshot = snapshot
        return callers.caller(key, of: snapshot) {
            var policies = managedPolicies.map { snapshot.catalogue.compiledPolicy(arn: $0) }
            for group in unixGroups {
                guard let group = snapshot.catalogue.groups[group], group.path == Group.unixPath else { continue }
                policies += snapshot.catalogue.policies(of: group.permissions)
            }
            let user = snapshot.catalogue.users[name]
            return snapshot.catalogue.caller(user, named: name, adding: policies)
        }
    }

    /// A unit of the system that has a role.
    ///
    /// The instance profile of the unit's name gives it, in a session `assumed-role/ROLE/UNIT`, where the role's trust policy
    /// allows `sts:AssumeRole` to ``unitService`` with the key ``unitKey``.
    ///
    /// - Parameter unit: `backup.service`.
    /// - Returns: The session; `nil` for a unit without a profile, whose profile has no role, or whose role does not trust it.
    public func caller(unit: String) -> Caller? {
        let catalogue = snapshot.catalogue
        guard let role = catalogue.profiles[unit]?.role.flatMap({ catalogue.roles[id: $0] }) else { return nil }
        var context = PolicyContext()
        context.set(IAMService.unitKey, unit)
        context.set("aws:PrincipalIsAWSService", "true")
        context.set("sts:RoleSessionName", unit)
        let request = PolicyRequest(
            principal: .service(IAMService.unitService),
            action: "sts:AssumeRole",
            resource: role.arn,
            context: context
        )
        guard PolicySet(resource: role.trust.policy, needsResourcePolicy: true).decide(request).isAllowed else {
            return nil
        }
        var caller = catalogue.caller(role, session: unit, tags: [])
        caller.access.context.set(IAMService.unitKey, unit)
        return caller
    }

    /// Whether there is a managed policy with this ARN: for who checks a configuration.
    public func hasPolicy(arn: String) -> Bool { snapshot.catalogue.policy(arn: arn) != nil }
}

extension Catalogue {
    /// A user with policies from elsewhere.
    func caller(_ user: User?, named name: String, adding policies: [AccessPolicy] = []) -> Caller {
        let location = AccountLocation.current
        let principal = PolicyPrincipal(
            kind: .user,
            arn: user?.arn ?? location.iamARN(of: "user/\(name)"),
            account: location.account,
            uniqueID: user?.id ?? ""
        )
        var context = PolicyContext(principal, type: "User", tags: user?.tags ?? [])
        context.set("aws:username", name)
        guard let user else { return Caller(CallerAccess(principal, identity: policies, context: context)) }
        var identity = self.policies(of: user.permissions)
        for group in groups(of: user) { identity += self.policies(of: group.permissions) }
        var caller = Caller(
            CallerAccess(
                principal,
                identity: identity + policies,
                boundary: user.permissions.boundary.map { compiledPolicy(arn: $0, as: .boundary) },
                context: context
            )
        )
        caller.entityID = user.id
        return caller
    }

    /// A session of a role.
    ///
    /// - Parameters:
    ///   - role: The role.
    ///   - session: Its name.
    ///   - tags: Its tags, in place of the role's of the same keys.
    /// - Returns: The session, without policies of its own.
    func caller(_ role: Role, session: String, tags: [Tag]) -> Caller {
        let location = AccountLocation.current
        let principal = PolicyPrincipal(
            kind: .assumedRole,
            arn: "arn:aws:sts::\(location.account):assumed-role/\(role.name)/\(session)",
            account: location.account,
            uniqueID: "\(role.id):\(session)",
            roleARN: role.arn
        )
        // Those of the session are set later, and so win.
        let context = PolicyContext(principal, type: "AssumedRole", tags: role.tags + tags)
        var caller = Caller(
            CallerAccess(
                principal,
                identity: policies(of: role.permissions),
                boundary: role.permissions.boundary.map { compiledPolicy(arn: $0, as: .boundary) },
                context: context
            )
        )
        caller.entityID = role.id
        caller.chain = Caller.Chain()
        return caller
    }

    /// The policies that somebody has, compiled.
    func policies(of permissions: Permissions) -> [AccessPolicy] {
        permissions.attached.map { compiledPolicy(arn: $0) } + permissions.inline.map(\.document.policy)
    }

    /// A managed policy; one that denies everything when it is not there.
    func compiledPolicy(arn: String, as kind: AccessPolicy.Kind = .identity) -> AccessPolicy {
        policy(arn: arn)?.document.policy
            ?? .unreadable(named: arn, reason: "There is no policy with the ARN \(arn).", as: kind)
    }
}
