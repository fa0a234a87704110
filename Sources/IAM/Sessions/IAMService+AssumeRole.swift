public import AccessPolicies
import Accounts
import ServiceModel

extension IAMService {
    /// The shortest session, in seconds.
    static let shortestSession = 900
    /// The longest session that is begun from another session of a role, in seconds.
    static let longestChained = 3600
    /// What policies and tags of a session may take together, in bytes.
    private static let roomForPolicies = 8192

    /// Begins a session of a role.
    ///
    /// The role's trust policy must allow it. Where that names the caller itself, nothing else must; where it names the account,
    /// the caller's own policies must allow it as well, and its boundary and session policies must not stand against it.
    ///
    /// - Parameters:
    ///   - asked: Which role, and how.
    ///   - caller: Who asks.
    ///   - time: Now, in seconds since 1970.
    ///   - conditions: What the door says of the request, through which it came.
    /// - Returns: The session.
    /// - Throws: `ServiceError` with the code `AccessDenied` whether the role is there or not, `ValidationError`,
    ///   `MalformedPolicyDocument`, `PackedPolicyTooLarge`; other errors when the token cannot be made.
    ///
    /// Source: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
    public func assume(
        _ asked: AssumeRole,
        by caller: Caller,
        at time: Double,
        saying conditions: PolicyContext = PolicyContext()
    ) throws -> AssumedRole {
        let catalogue = snapshot.catalogue
        // What is wrong with the request itself is said first: else that would tell whether the role is there.
        let tags = try IAMService.sessionTags(asked, caller.chain)
        guard let role = catalogue.role(arn: asked.role) else {
            throw ServiceError.accessDenied(caller, "sts:AssumeRole", asked.role, "there is no such role")
        }
        let duration = asked.duration ?? 3600
        var context = caller.context
        context.merge(conditions)
        context.setAlwaysPresent(at: time)
        try decide(asked, role, caller, tags, context)
        if caller.chain != nil, duration > IAMService.longestChained {
            throw ServiceError(
                "ValidationError",
                "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining"
            )
        }
        guard (IAMService.shortestSession...max(role.longestSession, 3600)).contains(duration) else {
            throw ServiceError(
                "ValidationError",
                duration < IAMService.shortestSession
                    ? "The requested DurationSeconds is less than \(IAMService.shortestSession) seconds."
                    : "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."
            )
        }
        try keepTime(time)
        let now = Int(sessions.time(time))
        var claims = SessionClaims(
            .role,
            id: role.id,
            issuedAt: now,
            expiresAt: now + duration,
            accessKeyID: try EntityID.make(.session)
        )
        claims.name = asked.sessionName
        claims.policy = asked.policy
        claims.policyARNs = asked.policyARNs
        claims.tags = tags.all
        claims.transitiveKeys = tags.transitiveKeys
        claims.sourceIdentity = caller.chain?.sourceIdentity ?? asked.sourceIdentity
        let size = try IAMService.packedSize(claims, catalogue)
        let principal = catalogue.caller(role, session: asked.sessionName, tags: []).principal
        return AssumedRole(
            credentials: try sessions.credentials(claims),
            arn: principal.arn,
            id: principal.uniqueID,
            sourceIdentity: claims.sourceIdentity,
            packedSize: size
        )
    }

    // MARK: Deciding

    /// Asks the role's trust policy and the caller's own for all that a session takes.
    private func decide(
        _ asked: AssumeRole,
        _ role: Role,
        _ caller: Caller,
        _ tags: SessionTags,
        _ known: PolicyContext
    ) throws(ServiceError) {
        var context = known
        context.set("sts:RoleSessionName", asked.sessionName)
        if let externalID = asked.externalID { context.set("sts:ExternalId", externalID) }
        // One that the session takes over is set again, as far as the role is concerned.
        let source = asked.sourceIdentity ?? caller.chain?.sourceIdentity
        if let source { context.set("sts:SourceIdentity", source) }
        for tag in asked.tags { context.set("aws:RequestTag/\(tag.key)", tag.value) }
        if !asked.tags.isEmpty { context.set("aws:TagKeys", values: asked.tags.map(\.key)) }
        if !asked.transitiveTagKeys.isEmpty { context.set("sts:TransitiveTagKeys", values: asked.transitiveTagKeys) }
        for tag in role.tags {
            context.set("iam:ResourceTag/\(tag.key)", tag.value)
            context.set("aws:ResourceTag/\(tag.key)", tag.value)
        }
        let policies = caller.policies(resource: role.trust.policy, needsResourcePolicy: true)
        var actions = ["sts:AssumeRole"]
        if !tags.all.isEmpty { actions.append("sts:TagSession") }
        if source != nil { actions.append("sts:SetSourceIdentity") }
        for action in actions {
            let request = PolicyRequest(
                principal: caller.principal,
                action: action,
                resource: role.arn,
                context: context
            )
            guard policies.decide(request).isAllowed else {
                throw .accessDenied(caller, action, role.arn, policies.explain(request).text)
            }
        }
        if let source = asked.sourceIdentity, let former = caller.chain?.sourceIdentity, former != source {
            throw .accessDenied(
                caller,
                "sts:SetSourceIdentity",
                role.arn,
                "the source identity of the session that asks is another one, and stays"
            )
        }
    }

    // MARK: Tags and policies

    /// The tags of a session: those that it was given, and those that it takes over.
    private struct SessionTags {
        var all: [Tag]
        var transitiveKeys: [String]
    }

    private static func sessionTags(_ asked: AssumeRole, _ chain: Caller.Chain?) throws(ServiceError) -> SessionTags {
        var seen: Set<String> = []
        for tag in asked.tags {
            guard seen.insert(tag.key.lowercased()).inserted else {
                throw ServiceError(
                    "InvalidParameterValue",
                    "Duplicate tag keys found. Please note that Tag keys are case insensitive."
                )
            }
            guard !tag.key.lowercased().hasPrefix("aws:") else {
                throw ServiceError("InvalidParameterValue", "Tag keys must not begin with aws:, which is reserved.")
            }
        }
        for key in asked.transitiveTagKeys where !seen.contains(key.lowercased()) {
            throw ServiceError(
                "InvalidParameterValue",
                "The specified transitive tag key must be included in the requested tags."
            )
        }
        let inherited = chain?.transitiveTags ?? []
        if inherited.contains(where: { seen.contains($0.key.lowercased()) }) {
            throw ServiceError(
                "InvalidParameterValue",
                "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from "
                    + "the calling session."
            )
        }
        return SessionTags(
            all: inherited + asked.tags.map { Tag(key: $0.key, value: $0.value) },
            transitiveKeys: inherited.map(\.key) + asked.transitiveTagKeys
        )
    }

    /// How much of the room for them policies and tags take, in percent.
    private static func packedSize(_ claims: SessionClaims, _ catalogue: Catalogue) throws(ServiceError) -> Int {
        if let policy = claims.policy {
            do throws(PolicyError) {
                _ = try AccessPolicy(parsing: policy, as: .session, named: "session policy")
            } catch {
                throw ServiceError(error.kind == .tooLong ? "PackedPolicyTooLarge" : error.code, "\(error)")
            }
        }
        guard claims.policyARNs.count <= 10 else {
            throw ServiceError("ValidationError", "A session has at most 10 policyArns.")
        }
        for arn in claims.policyARNs where catalogue.policy(arn: arn) == nil {
            throw ServiceError("NoSuchEntity", "ARN \(arn) does not exist.")
        }
        let bytes =
            (claims.policy?.utf8.count ?? 0) + claims.policyARNs.reduce(0) { $0 + $1.utf8.count }
            + claims.tags.reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count }
        let percent = (bytes * 100 + roomForPolicies - 1) / roomForPolicies
        guard percent <= 100 else {
            throw ServiceError(
                "PackedPolicyTooLarge",
                "Packed size of session tags and policies consumes \(percent)% of allotted space."
            )
        }
        return percent
    }
}

extension Catalogue {
    /// The role with exactly this ARN.
    func role(arn: String) -> Role? {
        let prefix = AccountLocation.current.iamARN(of: "role/")
        guard arn.hasPrefix(prefix), let name = arn.split(separator: "/").last, let role = roles[String(name)],
            role.arn == arn
        else { return nil }
        return role
    }
}

extension ServiceError {
    /// That somebody may not do something, in AWS's words.
    ///
    /// - Parameters:
    ///   - caller: Who.
    ///   - action: What.
    ///   - resource: On what.
    ///   - explanation: Why, for the audit log alone: who asks is told the same whether there is something or not.
    /// - Returns: The error.
    static func accessDenied(
        _ caller: Caller,
        _ action: String,
        _ resource: String,
        _ explanation: String
    ) -> ServiceError {
        let kind =
            switch caller.principal.kind {
            case .root, .user, .federatedUser: "User"
            case .assumedRole: "User"
            case .service: "Service"
            case .anonymous: "Anonymous"
            }
        var error = ServiceError(
            "AccessDenied",
            "\(kind): \(caller.principal.arn) is not authorized to perform: \(action) on resource: \(resource)"
        )
        error.explanation = explanation
        return error
    }
}
