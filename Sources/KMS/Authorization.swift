public import JSON
public import ServiceModel

/// Who asks.
public struct Principal: Sendable, Equatable {
    /// The user, by the kernel's word.
    public var userID: UInt32
    /// What the user is called.
    public var name: String

    /// Names a user.
    public init(userID: UInt32, name: String) {
        self.userID = userID
        self.name = name
    }

    /// The key service itself, as when a rotation is due.
    static let service = Principal(userID: 0, name: "magpie-keys")
}

/// A question for whoever decides what a principal may do.
public struct AccessRequest: Sendable {
    public var principal: Principal
    /// Such as `kms:Encrypt`.
    public var action: String
    /// The key's ARN; `*` when there is none.
    public var resource: String
    /// The key's policy, as JSON; `nil` when there is no key.
    public var policy: String?
    /// The key's grants, as they were requested.
    public var grants: [JSONValue]
    /// The encryption context of the request.
    public var context: [String: String]
}

/// Decides what principals may do.
///
/// Every operation passes it, once for each key that it touches, before it does anything.
public protocol Authorizer: Sendable {
    /// Returns when the request is allowed.
    ///
    /// - Throws: `ServiceError`: `AccessDeniedException`.
    func authorize(_ request: AccessRequest) throws(ServiceError)
}

/// Lets everything pass: what roles allow was asked by who handed the request on.
public struct RoleAuthorizer: Authorizer {
    /// Creates one.
    public init() {}

    public func authorize(_ request: AccessRequest) throws(ServiceError) {}
}
