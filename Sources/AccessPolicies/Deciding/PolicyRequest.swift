/// A question: whether a principal may do something to something.
public struct PolicyRequest: Sendable {
    public let principal: PolicyPrincipal
    /// Such as `kms:Decrypt`; the case of its letters does not count.
    public let action: String
    /// The ARN of what is touched; `*` when nothing that is there is.
    public let resource: String
    /// Whose the resource is, twelve digits; `nil` for the principal's own account.
    public let resourceAccount: String?
    /// What conditions and variables are about.
    public var context: PolicyContext

    let actionBytes: [UInt8]
    let resourceBytes: [UInt8]

    /// Puts a question.
    public init(
        principal: PolicyPrincipal,
        action: String,
        resource: String,
        resourceAccount: String? = nil,
        context: PolicyContext = PolicyContext()
    ) {
        self.principal = principal
        self.action = action
        self.resource = resource
        self.resourceAccount = resourceAccount
        self.context = context
        actionBytes = Array(action.utf8)
        resourceBytes = Array(resource.utf8)
    }

    /// Whether the resource is another account's.
    var isCrossAccount: Bool {
        guard principal.hasIdentity, let resourceAccount else { return false }
        return resourceAccount != principal.account
    }
}
