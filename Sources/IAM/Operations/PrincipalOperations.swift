import JSON
import ServiceModel

/// Users and groups.
extension IAMService {
    /// What a boundary names, which must be there.
    static func boundary(_ call: IAMCall, _ catalogue: Catalogue) throws(ServiceError) -> String? {
        guard let arn = call.text("PermissionsBoundary") else { return nil }
        guard catalogue.policy(arn: arn) != nil else {
            throw .noSuchEntity("Scope ARN: \(arn) does not exist or is not attachable.")
        }
        return arn
    }

    // MARK: Users

    func createUser(_ call: IAMCall) throws -> JSONValue {
        let name = call.required("UserName")
        var user = User(
            id: try EntityID.make(.user),
            name: name,
            path: try call.path() ?? "/",
            createdAt: call.request.time
        )
        user.tags = try call.tags([], adding: Tag.list(call.input["Tags"]))
        return try edit { edit in
            let taken = "User with name \(name) already exists."
            try edit.catalogue.users.requireRoom(for: name, orElse: taken, "UsersPerAccount", Quota.users)
            user.permissions.boundary = try IAMService.boundary(call, edit.catalogue)
            edit.put(user)
            return .object(["User": Catalogue.describe(user)])
        }
    }

    func getUser(_ call: IAMCall) throws -> JSONValue {
        let name = try call.ownName()
        guard let user = snapshot.catalogue.users[name] else { throw ServiceError.noUser(name) }
        return .object(["User": Catalogue.describe(user)])
    }

    func updateUser(_ call: IAMCall) throws -> JSONValue {
        let (name, path) = (call.text("NewUserName"), try call.path("NewPath"))
        return try change(call) { edit in
            guard case .user(var user) = try edit.catalogue.holder(.user, call) else { return .object([:]) }
            if let name, name != user.name {
                // The same name in other letters is taken by the user itself.
                guard name.lowercased() == user.name.lowercased() || !edit.catalogue.users.isTaken(name) else {
                    throw ServiceError.alreadyExists("User with name \(name) already exists.")
                }
                user.name = name
                user.permissions = user.permissions.renamed("user \(name)")
            }
            user.path = path ?? user.path
            edit.put(user)
            return .object([:])
        }
    }

    func deleteUser(_ call: IAMCall) throws -> JSONValue {
        try change(call) { edit in
            guard case .user(let user) = try edit.catalogue.holder(.user, call) else { return .object([:]) }
            try IAMService.requireBare(user.permissions)
            guard user.groups.isEmpty else {
                throw ServiceError.conflict("Cannot delete entity, must remove users from group first.")
            }
            guard edit.catalogue.keys(of: user).isEmpty else {
                throw ServiceError.conflict("Cannot delete entity, must delete access keys first.")
            }
            edit.remove(user)
            uses.forget(user.id)
            return .object([:])
        }
    }

    /// Refuses to delete what still has policies.
    static func requireBare(_ permissions: Permissions) throws(ServiceError) {
        guard permissions.attached.isEmpty else {
            throw .conflict("Cannot delete entity, must detach all policies first.")
        }
        guard permissions.inline.isEmpty else { throw .conflict("Cannot delete entity, must delete policies first.") }
    }

    func listUsers(_ call: IAMCall) throws -> JSONValue {
        try call.page(snapshot.catalogue.users, as: "Users", path: \.path) { Catalogue.describe($0, isWhole: false) }
    }

    // MARK: Groups

    func createGroup(_ call: IAMCall) throws -> JSONValue {
        let name = call.required("GroupName")
        let group = Group(
            id: try EntityID.make(.group),
            name: name,
            path: try call.path() ?? "/",
            createdAt: call.request.time
        )
        return try edit { edit in
            let taken = "Group with name \(name) already exists."
            try edit.catalogue.groups.requireRoom(for: name, orElse: taken, "GroupsPerAccount", Quota.groups)
            edit.put(group)
            return .object(["Group": Catalogue.describe(group)])
        }
    }

    func getGroup(_ call: IAMCall) throws -> JSONValue {
        let catalogue = snapshot.catalogue
        guard case .group(let group) = try catalogue.holder(.group, call) else { return .object([:]) }
        let members = catalogue.members(of: group).compactMap { catalogue.users[id: $0] }.sorted { $0.name < $1.name }
        var answer = try call.page(members, as: "Users", by: \.name) { Catalogue.describe($0, isWhole: false) }
        answer["Group"] = Catalogue.describe(group)
        return .object(answer)
    }

    func updateGroup(_ call: IAMCall) throws -> JSONValue {
        let (name, path) = (call.text("NewGroupName"), try call.path("NewPath"))
        return try change(call) { edit in
            guard case .group(var group) = try edit.catalogue.holder(.group, call) else { return .object([:]) }
            if let name, name != group.name {
                guard name.lowercased() == group.name.lowercased() || !edit.catalogue.groups.isTaken(name) else {
                    throw ServiceError.alreadyExists("Group with name \(name) already exists.")
                }
                group.name = name
                group.permissions = group.permissions.renamed("group \(name)")
            }
            group.path = path ?? group.path
            edit.put(group)
            return .object([:])
        }
    }

    func deleteGroup(_ call: IAMCall) throws -> JSONValue {
        try change(call) { edit in
            guard case .group(let group) = try edit.catalogue.holder(.group, call) else { return .object([:]) }
            try IAMService.requireBare(group.permissions)
            guard edit.catalogue.members(of: group).isEmpty else {
                throw ServiceError.conflict("Cannot delete entity, must remove users from group first.")
            }
            edit.remove(group)
            return .object([:])
        }
    }

    func listGroups(_ call: IAMCall) throws -> JSONValue {
        try call.page(snapshot.catalogue.groups, as: "Groups", path: \.path, Catalogue.describe)
    }

    func listGroupsForUser(_ call: IAMCall) throws -> JSONValue {
        let catalogue = snapshot.catalogue
        guard case .user(let user) = try catalogue.holder(.user, call) else { return .object([:]) }
        let groups = catalogue.groups(of: user).sorted { $0.name < $1.name }
        return .object(try call.page(groups, as: "Groups", by: \.name, Catalogue.describe))
    }

    func addUserToGroup(_ call: IAMCall) throws -> JSONValue {
        try edit { edit in
            guard case .user(var user) = try edit.catalogue.holder(.user, call),
                case .group(let group) = try edit.catalogue.holder(.group, call)
            else { return .object([:]) }
            guard !user.groups.contains(group.id) else { return .object([:]) }
            guard user.groups.count < Quota.groupsPerUser else {
                throw ServiceError.quota("GroupsPerUser", Quota.groupsPerUser)
            }
            user.groups.append(group.id)
            edit.put(user)
            return .object([:])
        }
    }

    func removeUserFromGroup(_ call: IAMCall) throws -> JSONValue {
        try change(call) { edit in
            guard case .user(var user) = try edit.catalogue.holder(.user, call),
                case .group(let group) = try edit.catalogue.holder(.group, call)
            else { return .object([:]) }
            guard user.groups.contains(group.id) else {
                throw ServiceError.noSuchEntity("The user \(user.name) is not in the group \(group.name).")
            }
            user.groups.removeAll { $0 == group.id }
            edit.put(user)
            return .object([:])
        }
    }
}
