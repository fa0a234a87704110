import Configuration
import POSIX
import ServiceModel

/// Decides by roles: what an operation's model asks for, against what the configuration gives its user.
struct RoleAuthorizer: Authorizer {
    /// What a user may do.
    let role: @Sendable (_ userID: UInt32) -> Settings.Role

    func screen(_ request: ServiceRequest) throws(ServiceError) {
        let needed = Settings.Role(request.operation.access)
        let userID = request.principal.userID
        guard role(userID) < needed else { return }
        throw .plain(
            "user \(System.userName(of: userID) ?? String(userID)) may not do that: \(RoleAuthorizer.words(needed))",
            code: "AccessDeniedException",
            hint: "an administrator can give it under 'access' in the configuration"
        )
    }

    /// Roles are the same for all resources.
    func authorize(_ request: ServiceRequest, _ prepared: PreparedOperation, context: [String: String]) {}

    /// Why somebody may not, in words that do not vary.
    static func words(_ needed: Settings.Role) -> String { "it takes the role '\(needed.rawValue)'" }
}

extension Settings.Role {
    /// The least role that may ask for such an operation.
    init(_ access: OperationModel.Access) {
        switch access {
        case .read: self = .read
        case .operate: self = .operate
        case .reveal: self = .reveal
        case .admin: self = .admin
        }
    }
}
