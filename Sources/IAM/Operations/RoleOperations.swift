import AccessPolicies
import JSON
import ServiceModel

/// Roles, those of services among them, and instance profiles.
extension IAMService {
    // MARK: Roles

    func createRole(_ call: IAMCall) throws -> JSONValue {
        let name = call.required("RoleName")
        let path = try call.path() ?? "/"
        guard !path.hasPrefix(LinkedRole.path) else {
            throw ServiceError.input("The path \(LinkedRole.path) is that of roles of services.")
        }
        let tags = try call.tags([], adding: Tag.list(call.input["Tags"]))
        let id = try EntityID.make(.role)
        return try edit { edit in
            let trust = try TrustPolicy.kept(call.required("AssumeRolePolicyDocument"), edit.catalogue)
            try IAMService.requireRoom(for: name, edit.catalogue)
            var role = Role(id: id, name: name, path: path, createdAt: call.request.time, trust: trust)
            role.description = call.text("Description") ?? ""
            role.longestSession = call.input["MaxSessionDuration"]?.integer ?? 3600
            role.tags = tags
            role.permissions.boundary = try IAMService.boundary(call, edit.catalogue)
            edit.put(role)
            return .object(["Role": edit.catalogue.describe(role)])
        }
    }

    private static func requireRoom(for name: String, _ catalogue: Catalogue) throws(ServiceError) {
        let taken = "Role with name \(name) already exists."
        try catalogue.roles.requireRoom(for: name, orElse: taken, "RolesPerAccount", Quota.roles)
    }

    func getRole(_ call: IAMCall) throws -> JSONValue {
        let catalogue = snapshot.catalogue
        guard case .role(let role) = try catalogue.holder(.role, call) else { return .object([:]) }
        return .object(["Role": catalogue.describe(role, usedAt: uses.last(of: role.id)?.time)])
    }

    func listRoles(_ call: IAMCall) throws -> JSONValue {
        let catalogue = snapshot.catalogue
        return try call.page(catalogue.roles, as: "Roles", path: \.path) { catalogue.describe($0, isWhole: false) }
    }

    private func changeRole(_ call: IAMCall, _ body: (inout Role, Catalogue) throws -> Void) throws -> JSONValue {
        try change(call) { edit in
            let holder = try edit.catalogue.holder(.role, call)
            try IAMService.requireOwn(holder)
            guard case .role(var role) = holder else { return .object([:]) }
            try body(&role, edit.catalogue)
            edit.put(role)
            return .object(["Role": edit.catalogue.describe(role)])
        }
    }

    func updateRole(_ call: IAMCall) throws -> JSONValue {
        _ = try changeRole(call) { role, _ in
            role.description = call.text("Description") ?? role.description
            role.longestSession = call.input["MaxSessionDuration"]?.integer ?? role.longestSession
        }
        return .object([:])
    }

    func updateRoleDescription(_ call: IAMCall) throws -> JSONValue {
        try changeRole(call) { role, _ in role.description = call.required("Description") }
    }

    func updateTrust(_ call: IAMCall) throws -> JSONValue {
        _ = try changeRole(call) { role, catalogue in
            let trust = try TrustPolicy.kept(call.required("PolicyDocument"), catalogue)
            role.trust = PolicyDocument(trust, as: .trust, named: "trust policy of \(role.name)")
        }
        return .object([:])
    }

    func deleteRole(_ call: IAMCall) throws -> JSONValue {
        try change(call) { edit in
            let holder = try edit.catalogue.holder(.role, call)
            try IAMService.requireOwn(holder)
            guard case .role(let role) = holder else { return .object([:]) }
            try IAMService.requireBare(role.permissions)
            guard edit.catalogue.profiles(of: role).isEmpty else {
                throw ServiceError.conflict("Cannot delete entity, must remove roles from instance profile first.")
            }
            edit.remove(role)
            uses.forget(role.id)
            return .object([:])
        }
    }

    // MARK: Roles of services

    /// Refuses changes to roles that belong to a service.
    static func requireOwn(_ holder: Holder) throws(ServiceError) {
        guard holder.kind == .role, holder.path.hasPrefix(LinkedRole.path) else { return }
        throw ServiceError(
            "UnmodifiableEntity",
            "Cannot perform the operation on the protected role '\(holder.name)' - this role is only modifiable by AWS"
        )
    }

    func createLinkedRole(_ call: IAMCall) throws -> JSONValue {
        let service = call.required("AWSServiceName")
        guard let linked = LinkedRole.all.first(where: { $0.service == service }) else {
            throw ServiceError.input("Service name \(service) is not valid: \(LinkedRole.services) are.")
        }
        guard call.text("CustomSuffix") == nil else {
            throw ServiceError.input("Custom suffix is not allowed for \(service)")
        }
        let id = try EntityID.make(.role)
        return try edit { edit in
            guard !edit.catalogue.roles.isTaken(linked.name) else {
                throw ServiceError.input(
                    "Service role name \(linked.name) has been taken in this account, please try a different suffix."
                )
            }
            try IAMService.requireRoom(for: linked.name, edit.catalogue)
            var role = Role(
                id: id,
                name: linked.name,
                path: "\(LinkedRole.path)\(service)/",
                createdAt: call.request.time,
                trust: linked.trust
            )
            role.description = call.text("Description") ?? ""
            role.permissions.put(
                PolicyDocument(linked.policy, named: "role \(linked.name): \(linked.name)"),
                named: linked.name
            )
            edit.put(role)
            return .object(["Role": edit.catalogue.describe(role)])
        }
    }

    func deleteLinkedRole(_ call: IAMCall) throws -> JSONValue {
        try edit { edit in
            guard case .role(let role) = try edit.catalogue.holder(.role, call) else { return .object([:]) }
            guard role.path.hasPrefix(LinkedRole.path) else {
                throw ServiceError.input("\(role.name) is not the role of a service: it is deleted with delete-role.")
            }
            edit.remove(role)
            uses.forget(role.id)
            return .object(["DeletionTaskId": .string("task\(role.path)\(role.name)/\(role.id)")])
        }
    }

    func linkedRoleDeletion(_ call: IAMCall) throws -> JSONValue {
        let task = call.required("DeletionTaskId")
        let parts = task.split(separator: "/").map(String.init)
        guard task.hasPrefix("task\(LinkedRole.path)"), let id = parts.last, id.hasPrefix(EntityID.role.rawValue) else {
            throw ServiceError.noSuchEntity("The deletion task \(task) cannot be found.")
        }
        return .object(["Status": .string(snapshot.catalogue.roles[id: id] == nil ? "SUCCEEDED" : "NOT_STARTED")])
    }

    // MARK: Instance profiles

    func createProfile(_ call: IAMCall) throws -> JSONValue {
        let name = call.required("InstanceProfileName")
        var profile = InstanceProfile(
            id: try EntityID.make(.profile),
            name: name,
            path: try call.path() ?? "/",
            createdAt: call.request.time
        )
        profile.tags = try call.tags([], adding: Tag.list(call.input["Tags"]))
        return try edit { edit in
            let (taken, quota) = ("Instance Profile \(name) already exists.", "InstanceProfilesPerAccount")
            try edit.catalogue.profiles.requireRoom(for: name, orElse: taken, quota, Quota.profiles)
            edit.put(profile)
            return .object(["InstanceProfile": edit.catalogue.describe(profile)])
        }
    }

    private static func profile(_ call: IAMCall, _ catalogue: Catalogue) throws(ServiceError) -> InstanceProfile {
        let name = call.required("InstanceProfileName")
        guard let profile = catalogue.profiles[name] else { throw .noProfile(name) }
        return profile
    }

    func getProfile(_ call: IAMCall) throws -> JSONValue {
        let catalogue = snapshot.catalogue
        return .object(["InstanceProfile": catalogue.describe(try IAMService.profile(call, catalogue))])
    }

    func deleteProfile(_ call: IAMCall) throws -> JSONValue {
        try edit { edit in
            let profile = try IAMService.profile(call, edit.catalogue)
            guard profile.role == nil else {
                throw ServiceError.conflict("Cannot delete entity, must remove roles from instance profile first.")
            }
            edit.remove(profile)
            return .object([:])
        }
    }

    func listProfiles(_ call: IAMCall) throws -> JSONValue {
        let catalogue = snapshot.catalogue
        return try call.page(catalogue.profiles, as: "InstanceProfiles", path: \.path, catalogue.describe)
    }

    func listProfilesForRole(_ call: IAMCall) throws -> JSONValue {
        let catalogue = snapshot.catalogue
        guard case .role(let role) = try catalogue.holder(.role, call) else { return .object([:]) }
        let profiles = catalogue.profiles(of: role).sorted { $0.name < $1.name }
        return .object(try call.page(profiles, as: "InstanceProfiles", by: \.name, catalogue.describe))
    }

    func addRoleToProfile(_ call: IAMCall) throws -> JSONValue {
        try edit { edit in
            var profile = try IAMService.profile(call, edit.catalogue)
            let holder = try edit.catalogue.holder(.role, call)
            try IAMService.requireOwn(holder)
            guard profile.role == nil else { throw ServiceError.quota("InstanceSessionsPerInstanceProfile", 1) }
            profile.role = holder.id
            edit.put(profile)
            return .object([:])
        }
    }

    func removeRoleFromProfile(_ call: IAMCall) throws -> JSONValue {
        try edit { edit in
            var profile = try IAMService.profile(call, edit.catalogue)
            let role = try edit.catalogue.holder(.role, call)
            guard profile.role == role.id else {
                throw ServiceError.noSuchEntity("The role \(role.name) is not in the instance profile \(profile.name).")
            }
            profile.role = nil
            edit.put(profile)
            return .object([:])
        }
    }
}
