import AccessPolicies
import JSON
import POSIX
import ServiceModel

/// Who can give others rights, and that somebody always can.
extension IAMService {
    /// Changes what is kept, unless that takes the last administrator away.
    ///
    /// The account itself, user 0 of the system, is not held back: it can always undo what it does.
    func change(_ call: IAMCall, _ body: (inout Catalogue.Edit) throws -> JSONValue) throws -> JSONValue {
        try edit(
            checking: { before, after in
                guard call.caller.principal.kind != .root else { return }
                // Mostly somebody is still one who was one the last time.
                let known = administrator.withLock { $0 }
                if let known, after.isAdministrator(known) { return }
                let found = after.anyAdministrator()
                administrator.withLock { $0 = found }
                guard found == nil, before.anyAdministrator() != nil else { return }
                administrator.withLock { $0 = known }
                throw ServiceError.conflict(
                    "Cannot take the last administrator away: nobody but root could give rights then. Make another one first, "
                        + "or do it as root."
                )
            },
            body
        )
    }
}

extension Catalogue {
    /// What whoever gives rights does.
    private static let action = "iam:AttachUserPolicy"

    /// Somebody who can give rights: the id of a user, or of a group that stands for one of the system; `nil` when nobody can.
    ///
    /// - Complexity: Asks everybody's policies until one is found.
    func anyAdministrator() -> String? {
        for user in users.all where isAdministrator(user) { return user.id }
        for group in groups.all where isAdministrator(group) { return group.id }
        return nil
    }

    /// Whether a user can give rights, or a group that stands for one of the system.
    func isAdministrator(_ id: String) -> Bool {
        users[id: id].map(isAdministrator) ?? groups[id: id].map(isAdministrator) ?? false
    }

    private func isAdministrator(_ user: User) -> Bool {
        // Most have no policy that is about it, which is quicker to see than to decide.
        let permissions = [user.permissions] + groups(of: user).map(\.permissions)
        guard permissions.contains(where: mayAdminister) else { return false }
        return decides(caller(user, named: user.name), user.arn)
    }

    private func isAdministrator(_ group: Group) -> Bool {
        guard group.path == Group.unixPath, mayAdminister(group.permissions) else { return false }
        return decides(caller(nil, named: group.name, adding: policies(of: group.permissions)), group.arn)
    }

    private func mayAdminister(_ permissions: Permissions) -> Bool {
        policies(of: permissions).contains { $0.mayAllow(action: Catalogue.action) }
    }

    private func decides(_ caller: Caller, _ resource: String) -> Bool {
        let request = PolicyRequest(
            principal: caller.principal,
            action: Catalogue.action,
            resource: resource,
            context: caller.context
        )
        return caller.policies().decide(request).isAllowed
    }
}
