public import JSON

/// Something that a request touches, as it was found before it was decided whether the request may.
public struct ServiceResource: Sendable {
    /// Its Amazon Resource Name.
    public var arn: String
    /// Its policy, as JSON; `nil` for what has none.
    public var policy: String?
    /// The grants that it has, as they were requested.
    public var grants: [JSONValue]

    /// Describes a resource.
    public init(_ arn: String, policy: String? = nil, grants: [JSONValue] = []) {
        self.arn = arn
        self.policy = policy
        self.grants = grants
    }
}

/// A question for whoever decides what principals may do: one action on one resource.
public struct AccessRequest: Sendable {
    public var principal: Principal
    /// Such as `kms:Encrypt`.
    public var action: String
    /// What is touched; `nil` for an operation that touches nothing that is there.
    public var resource: ServiceResource?
    /// What else policies may look at: the encryption context of a request, for one.
    public var context: [String: String]
    /// Condition keys with one value or several; see ``PreparedOperation/conditions``.
    public var conditions: [String: [String]] = [:]

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
    ///   - context: What else policies may look at.
    /// - Throws: ``ServiceError`` with the code `AccessDeniedException` when something is not allowed; other errors when
    ///   that cannot be decided.
    func authorize(_ request: ServiceRequest, _ prepared: PreparedOperation, context: [String: String]) throws
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
    public func accessRequests(for request: ServiceRequest, _ context: [String: String]) throws -> [AccessRequest] {
        let (actions, resources) = (request.operation.actions, try resources())
        return (0..<max(actions.count, resources.count)).map { index in
            AccessRequest(
                principal: request.principal,
                // More resources than actions: the last is what is done to all the rest.
                action: actions[min(index, actions.count - 1)],
                resource: index < resources.count ? resources[index] : nil,
                context: context,
                conditions: conditions
            )
        }
    }
}

/// Lets everything pass: what roles allow was decided by the process that handed the request on.
public struct RelayAuthorizer: Authorizer {
    /// Creates one.
    public init() {}

    public func authorize(_ request: ServiceRequest, _ prepared: PreparedOperation, context: [String: String]) {}
}
