/// Who asks, with the policies that limit it and what conditions can say of it: what decisions need besides the question and
/// the resource.
///
/// Looked up for each request; what it was compiled to is shared, so that a copy is cheap.
public struct CallerAccess: Sendable {
    public var principal: PolicyPrincipal { didSet { document = Document() } }
    /// The caller's own policies: attached, inline, and of its groups.
    public var identity: [AccessPolicy] { didSet { document = Document() } }
    /// What it may do at most; `nil` for no such limit.
    public var boundary: AccessPolicy? { didSet { document = Document() } }
    /// What its session may do at most: what any of them allows; `nil` for no such limit.
    public var session: [AccessPolicy]? { didSet { document = Document() } }
    /// What all in the account may do at most, level by level; empty for no such limit.
    public var serviceControl: [[AccessPolicy]] { didSet { document = Document() } }
    /// What conditions and variables can say of the caller: `aws:username`, `aws:userid`, `aws:PrincipalArn`,
    /// `aws:PrincipalAccount`, `aws:PrincipalType`, `aws:PrincipalTag/...`, and of a session `aws:TokenIssueTime` and
    /// `aws:SourceIdentity`.
    public var context: PolicyContext { didSet { document = Document() } }
    /// What another process is told of the caller, once that was written.
    var document = Document()

    /// Describes a caller.
    public init(
        _ principal: PolicyPrincipal,
        identity: [AccessPolicy] = [],
        boundary: AccessPolicy? = nil,
        session: [AccessPolicy]? = nil,
        serviceControl: [[AccessPolicy]] = [],
        context: PolicyContext
    ) {
        self.principal = principal
        self.identity = identity
        self.boundary = boundary
        self.session = session
        self.serviceControl = serviceControl
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
