import AccessPolicies
import Accounts
public import POSIX
public import ServiceModel

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
        let key = CallerCache.Key.system(user: name, groups: unixGroups, extra: managedPolicies)
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

    /// Somebody whom nothing is allowed to: whose access key or session is good no longer.
    public func nobody() -> Caller {
        let principal = PolicyPrincipal(kind: .anonymous, arn: "anonymous", account: "")
        return Caller(CallerAccess(principal, context: PolicyContext(principal, type: "Anonymous")))
    }

    /// A unit of the system that has a role.
    ///
    /// The instance profile of the unit's name gives it, in a session `assumed-role/ROLE/UNIT`, where the role's trust policy
    /// allows `sts:AssumeRole` to ``unitService`` with the key ``unitKey``.
    ///
    /// - Parameters:
    ///   - unit: `backup.service`.
    ///   - time: Now, in seconds since 1970.
    /// - Returns: The session; `nil` for a unit without a profile, whose profile has no role, or whose role does not trust it.
    public func caller(unit: String, at time: Double = Timestamp.now().secondsSince1970) -> Caller? {
        let catalogue = snapshot.catalogue
        guard let role = catalogue.profiles[unit]?.role.flatMap({ catalogue.roles[id: $0] }) else { return nil }
        var context = PolicyContext()
        context.set(IAMService.unitKey, unit)
        context.set("aws:PrincipalIsAWSService", "true")
        context.set("sts:RoleSessionName", unit)
        context.setAlwaysPresent(at: time)
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

    /// Whether there is a user of this name.
    public func hasUser(_ name: String) -> Bool { snapshot.catalogue.users[name] != nil }

    /// A unit of the system that has managed policies by the configuration.
    ///
    /// It has nothing else: neither what its user has, nor what the user's groups have. To policies it is the user `units/NAME`.
    public func caller(unit: String, with managedPolicies: [String]) -> Caller {
        let catalogue = snapshot.catalogue
        var caller = catalogue.caller(nil, named: "units/\(unit)")
        caller.access.identity = managedPolicies.map { catalogue.compiledPolicy(arn: $0) }
        caller.access.context.set(IAMService.unitKey, unit)
        return caller
    }

    /// A service that acts by itself, in a session of a role.
    ///
    /// - Parameters:
    ///   - service: Such as `events.amazonaws.com`.
    ///   - arn: The role, whose trust policy must allow `sts:AssumeRole` to the service; `nil` for the role that is linked to the
    ///     service, which it has whether somebody has made it or not.
    ///   - session: What the session is called.
    ///   - source: For what it acts, which trust policies see as `aws:SourceArn`.
    ///   - time: Now, in seconds since 1970.
    /// - Returns: The session.
    /// - Throws: `ServiceError` with the code `AccessDenied` when there is no such role, or it does not trust the service.
    public func caller(
        ofService service: String,
        role arn: String?,
        session: String,
        for source: String,
        at time: Double = Timestamp.now().secondsSince1970
    ) throws(ServiceError) -> Caller {
        let catalogue = snapshot.catalogue
        guard let arn else { return catalogue.caller(linkedTo: service, session: session) }
        var context = PolicyContext()
        context.set("aws:PrincipalIsAWSService", "true")
        context.set("aws:SourceArn", source)
        context.set("aws:SourceAccount", AccountLocation.current.account)
        context.set("sts:RoleSessionName", session)
        context.setAlwaysPresent(at: time)
        let request = PolicyRequest(
            principal: .service(service),
            action: "sts:AssumeRole",
            resource: arn,
            context: context
        )
        guard let role = catalogue.role(arn: arn),
            PolicySet(resource: role.trust.policy, needsResourcePolicy: true).decide(request).isAllowed
        else {
            throw ServiceError(
                "AccessDenied",
                "there is no role \(arn) whose trust policy allows sts:AssumeRole to \(service)"
            )
        }
        return catalogue.caller(role, session: session, tags: [])
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
        guard let user else {
            return Caller(
                CallerAccess(principal, identity: policies, serviceControl: serviceControl, context: context)
            )
        }
        var identity = self.policies(of: user.permissions)
        for group in groups(of: user) { identity += self.policies(of: group.permissions) }
        var caller = Caller(
            CallerAccess(
                principal,
                identity: identity + policies,
                boundary: user.permissions.boundary.map { compiledPolicy(arn: $0, as: .boundary) },
                serviceControl: serviceControl,
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
                serviceControl: serviceControl,
                context: context
            )
        )
        caller.entityID = role.id
        caller.chain = Caller.Chain()
        return caller
    }

    /// A session of the role that is linked to a service, with the policy that this version gives it.
    func caller(linkedTo service: String, session: String) -> Caller {
        let linked = LinkedRole.all.first { $0.service == service }
        let name = linked?.name ?? service
        let role =
            roles[name]
            ?? Role(
                id: "AROAMAGPIE\(name.uppercased().filter(\.isLetter).suffix(11))",
                name: name,
                path: "\(LinkedRole.path)\(service)/",
                createdAt: 0,
                trust: linked?.trust ?? ""
            )
        var caller = caller(role, session: session, tags: [])
        caller.access.identity = linked.map { [$0.document.policy] } ?? []
        caller.access.boundary = nil
        caller.access.serviceControl = []
        if roles[name] == nil { caller.entityID = nil }
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
