public import AccessPolicies
public import JSON

/// Something that a request touches, as it was found before it was decided whether the request may.
public struct ServiceResource: Sendable {
    /// Its Amazon Resource Name.
    public var arn: String
    /// Its policy, as JSON; `nil` for what has none.
    public var policy: String?
    /// Whether nothing goes without a policy of its own that allows it: keys are so.
    public var needsPolicy = false
    /// The grants that it has, as they were requested.
    public var grants: [JSONValue]
    /// The encryption context that a request gives for it, which constraints of grants are about: names and values.
    public var encryptionContext: [String: String] = [:]
    /// What a refusal calls it, as the request does; `nil` for its ARN, which may say more than the request.
    public var calledName: String?
    /// What policies may look at that is its own: `aws:ResourceTag/team`, for one.
    public var conditions = PolicyContext()

    /// Describes a resource.
    public init(_ arn: String, policy: String? = nil, grants: [JSONValue] = []) {
        self.arn = arn
        self.policy = policy
        self.grants = grants
    }

    /// A role that is handed on to a service, for the action `iam:PassRole`.
    ///
    /// - Parameters:
    ///   - arn: The role.
    ///   - service: Such as `events.amazonaws.com`.
    /// - Returns: The role, with what conditions can say of it.
    public static func role(_ arn: String, passedTo service: String) -> ServiceResource {
        var resource = ServiceResource(arn)
        resource.conditions.set("iam:PassedToService", service)
        return resource
    }

    /// The same resource, with its tags as conditions have them.
    ///
    /// - Parameter tags: Names and values.
    /// - Returns: The resource.
    public func tagged(_ tags: some Sequence<(key: String, value: String)>) -> ServiceResource {
        var resource = self
        for tag in tags { resource.conditions.set("aws:ResourceTag/\(tag.key)", tag.value) }
        return resource
    }
}

/// A question for whoever decides what principals may do: one action on one resource.
public struct AccessRequest: Sendable {
    public var principal: Principal
    /// Such as `kms:Encrypt`.
    public var action: String
    /// What is touched; `nil` for an operation that touches nothing that is there.
    public var resource: ServiceResource?
    /// What the request says about itself, for conditions.
    public var conditions: PolicyContext

    /// Puts a question.
    public init(
        _ action: String,
        on resource: ServiceResource?,
        by principal: Principal,
        conditions: PolicyContext = PolicyContext()
    ) {
        self.principal = principal
        self.action = action
        self.resource = resource
        self.conditions = conditions
    }

    /// The ARN of the resource; `*` when there is none.
    public var resourceARN: String { resource?.arn ?? "*" }
}

/// Decides what principals may do.
///
/// Every request passes it after what it touches was found, and before anything is done.
public protocol Authorizer: Sendable {
    /// Refuses whoever may not ask for such an operation, whatever it would touch: before the request is looked at.
    ///
    /// Lets everybody pass by default.
    ///
    /// - Throws: ``ServiceError`` with the code `AccessDeniedException`.
    func screen(_ request: ServiceRequest) throws(ServiceError)

    /// Returns when all that a request does is allowed.
    ///
    /// - Parameters:
    ///   - request: Which the model has accepted.
    ///   - prepared: What it touches: ``PreparedOperation/accessRequests(for:_:)`` puts the questions, one for each
    ///     action and resource.
    ///   - conditions: Gives what the request says about itself.
    /// - Throws: ``ServiceError`` with the code `AccessDeniedException` when something is not allowed; other errors when
    ///   that cannot be decided.
    func authorize(
        _ request: ServiceRequest,
        _ prepared: PreparedOperation,
        conditions: () -> PolicyContext
    ) throws

    /// Tells which of many resources are shown to who asks.
    ///
    /// - Parameters:
    ///   - request: Which the model has accepted; the last of its actions is asked about each resource, those before it
    ///     about the list as a whole.
    ///   - conditions: Gives what the request says about itself.
    /// - Returns: What may be seen.
    /// - Throws: ``ServiceError`` with the code `AccessDeniedException` when the list as a whole is not allowed.
    func visibility(for request: ServiceRequest, conditions: () -> PolicyContext) throws -> Visibility
}

extension Authorizer {
    public func screen(_ request: ServiceRequest) throws(ServiceError) {}
}

extension PreparedOperation {
    /// All that is to be decided about a request.
    ///
    /// - Returns: At least one question; one about no resource for an operation on the service as a whole.
    /// - Throws: When what is kept cannot be read.
    /// - Complexity: Looks the resources up.
    public func accessRequests(for request: ServiceRequest, _ conditions: PolicyContext) throws -> [AccessRequest] {
        let (actions, resources) = (request.operation.actions, try resources())
        let own = (0..<max(actions.count, resources.count)).map { index in
            AccessRequest(
                // More resources than actions: the last is what is done to all the rest.
                actions[min(index, actions.count - 1)],
                on: index < resources.count ? resources[index] : nil,
                by: request.principal,
                conditions: conditions
            )
        }
        return own
            + further.map { AccessRequest($0.action, on: $0.resource, by: request.principal, conditions: conditions) }
    }
}

/// Lets everything pass: for tables that are tried without anybody who decides.
public struct OpenAuthorizer: Authorizer {
    /// Creates one.
    public init() {}

    public func authorize(
        _ request: ServiceRequest,
        _ prepared: PreparedOperation,
        conditions: () -> PolicyContext
    ) {}

    public func visibility(for request: ServiceRequest, conditions: () -> PolicyContext) -> Visibility { .everything }
}
