import AccessPolicies
import JSON
import ServiceModel

/// Whoever has policies: a user, a group or a role.
enum Holder: Sendable {
    case user(User)
    case group(Group)
    case role(Role)

    /// What it is called in names of operations.
    enum Kind: String, Sendable, CaseIterable {
        case user = "User"
        case group = "Group"
        case role = "Role"

        /// The most characters of all its inline policies together, without white space.
        var inlineSize: Int {
            switch self {
            case .user: 2048
            case .group: 5120
            case .role: 10_240
            }
        }

        var word: String { rawValue.lowercased() }
    }

    var kind: Kind {
        switch self {
        case .user: .user
        case .group: .group
        case .role: .role
        }
    }

    var id: String {
        switch self {
        case .user(let user): user.id
        case .group(let group): group.id
        case .role(let role): role.id
        }
    }

    var name: String {
        switch self {
        case .user(let user): user.name
        case .group(let group): group.name
        case .role(let role): role.name
        }
    }

    var path: String {
        switch self {
        case .user(let user): user.path
        case .group(let group): group.path
        case .role(let role): role.path
        }
    }

    var arn: String {
        switch self {
        case .user(let user): user.arn
        case .group(let group): group.arn
        case .role(let role): role.arn
        }
    }

    var permissions: Permissions {
        get {
            switch self {
            case .user(let user): user.permissions
            case .group(let group): group.permissions
            case .role(let role): role.permissions
            }
        }
        set {
            switch self {
            case .user(var user):
                user.permissions = newValue
                self = .user(user)
            case .group(var group):
                group.permissions = newValue
                self = .group(group)
            case .role(var role):
                role.permissions = newValue
                self = .role(role)
            }
        }
    }

    /// Empty for a group, which has none.
    var tags: [Tag] {
        get {
            switch self {
            case .user(let user): user.tags
            case .group: []
            case .role(let role): role.tags
            }
        }
        set {
            switch self {
            case .user(var user):
                user.tags = newValue
                self = .user(user)
            case .group: break
            case .role(var role):
                role.tags = newValue
                self = .role(role)
            }
        }
    }
}

extension Catalogue {
    /// The user, group or role that a request names.
    func holder(_ kind: Holder.Kind, _ call: IAMCall) throws(ServiceError) -> Holder {
        let name = call.required("\(kind.rawValue)Name")
        switch kind {
        case .user:
            guard let user = users[name] else { throw .noUser(name) }
            return .user(user)
        case .group:
            guard let group = groups[name] else { throw .noGroup(name) }
            return .group(group)
        case .role:
            guard let role = roles[name] else { throw .noRole(name) }
            return .role(role)
        }
    }

    /// The user, group or role with this id.
    func holder(id: String) -> Holder? {
        users[id: id].map { .user($0) } ?? groups[id: id].map { .group($0) } ?? roles[id: id].map { .role($0) }
    }

    /// The user, group or role with this ARN.
    func holder(arn: String) -> Holder? {
        guard let name = arn.split(separator: "/").last.map(String.init) else { return nil }
        if let user = users[name], user.arn == arn { return .user(user) }
        if let group = groups[name], group.arn == arn { return .group(group) }
        return role(arn: arn).map { .role($0) }
    }
}

extension Catalogue.Edit {
    mutating func put(_ holder: Holder) {
        switch holder {
        case .user(let user): put(user)
        case .group(let group): put(group)
        case .role(let role): put(role)
        }
    }
}
