public import AccessPolicies

/// Who asks, which policies say what that may do, and what identities know of it besides.
public struct Caller: Sendable {
    /// The principal, its policies, and what conditions can say of it.
    public var access: CallerAccess
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
    init(_ access: CallerAccess) { self.access = access }

    public var principal: PolicyPrincipal { access.principal }
    public var identity: [AccessPolicy] { access.identity }
    public var context: PolicyContext { access.context }
    /// What the role is called that it is in a session of, without its path; `nil` for who is in no such session.
    public var roleName: String? { principal.roleARN?.split(separator: "/").last.map(String.init) }

    /// All policies that have a say in what the caller may do to a resource: see ``AccessPolicies/CallerAccess``.
    func policies(resource: AccessPolicy? = nil, needsResourcePolicy: Bool = false) -> PolicySet {
        access.policies(resource: resource, needsResourcePolicy: needsResourcePolicy)
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
