public import AccessPolicies

/// Who asks, and which policies say what that may do.
///
/// Looked up for each request; what it was compiled to is shared, so that a copy is cheap.
public struct Caller: Sendable {
    public var principal: PolicyPrincipal
    /// The caller's own policies: attached, inline, and of its groups.
    public var identity: [AccessPolicy]
    /// What it may do at most; `nil` for no such limit.
    public var boundary: AccessPolicy?
    /// What its session may do at most: what any of them allows; `nil` for no such limit.
    public var session: [AccessPolicy]?
    /// What all in the account may do at most, level by level; empty for no such limit.
    public var serviceControl: [[AccessPolicy]]
    /// What conditions and variables can say of the caller: `aws:username`, `aws:userid`, `aws:PrincipalArn`,
    /// `aws:PrincipalAccount`, `aws:PrincipalType`, `aws:PrincipalTag/...`, and of a session `aws:TokenIssueTime` and
    /// `aws:SourceIdentity`.
    public var context: PolicyContext
    /// What its uses are noted for: the id of a user or role; `nil` for who has none.
    public var entityID: String?
    /// The access key that it came with; `nil` for who is known by the kernel's word.
    public var accessKeyID: String?
    /// What sessions that it begins take over; `nil` for who is in no session of a role.
    var chain: Chain?

    /// Whether it is a session of a user, which may do less than the user.
    var isUserSession = false

    /// What of a session of a role is passed on to the sessions that are begun from it.
    struct Chain: Sendable, Equatable {
        var sourceIdentity: String?
        /// Tags that each further session has, too, and cannot change.
        var transitiveTags: [Tag] = []
    }

    /// Describes a caller.
    init(
        _ principal: PolicyPrincipal,
        identity: [AccessPolicy] = [],
        boundary: AccessPolicy? = nil,
        session: [AccessPolicy]? = nil,
        context: PolicyContext
    ) {
        self.principal = principal
        self.identity = identity
        self.boundary = boundary
        self.session = session
        serviceControl = []
        self.context = context
    }

    /// All policies that have a say in what the caller may do to a resource.
    ///
    /// - Parameters:
    ///   - resource: The resource's own policy; `nil` if it has none.
    ///   - needsResourcePolicy: Whether nothing goes without that: keys, and roles that are assumed.
    /// - Returns: The policies.
    public func policies(resource: AccessPolicy? = nil, needsResourcePolicy: Bool = false) -> PolicySet {
        PolicySet(
            identity: identity,
            boundary: boundary,
            session: session,
            serviceControl: serviceControl,
            resource: resource,
            needsResourcePolicy: needsResourcePolicy
        )
    }
}

extension PolicyContext {
    /// What conditions can say of any principal.
    ///
    /// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
    init(_ principal: PolicyPrincipal, type: String, tags: [Tag] = []) {
        self.init()
        set("aws:PrincipalType", type)
        if !principal.account.isEmpty { set("aws:PrincipalAccount", principal.account) }
        // For a session that is its role's ARN.
        set("aws:PrincipalArn", principal.roleARN ?? principal.arn)
        if !principal.uniqueID.isEmpty { set("aws:userid", principal.uniqueID) }
        for tag in tags { set("aws:PrincipalTag/\(tag.key)", tag.value) }
    }
}
