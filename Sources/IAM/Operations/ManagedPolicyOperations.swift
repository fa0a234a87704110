import AccessPolicies
import JSON
import ServiceModel

/// Managed policies and their versions.
extension IAMService {
    func createPolicy(_ call: IAMCall) throws -> JSONValue {
        let (name, text) = (call.required("PolicyName"), call.required("PolicyDocument"))
        let path = try call.path() ?? "/"
        _ = try IAMService.policy(text, named: name, atMost: Quota.policySize)
        let tags = try call.tags([], adding: Tag.list(call.input["Tags"]))
        var policy = ManagedPolicy(
            id: try EntityID.make(.policy),
            name: name,
            path: path,
            createdAt: call.request.time,
            document: text
        )
        policy.description = call.text("Description") ?? ""
        policy.tags = tags
        return try edit { edit in
            let taken = "A policy called \(name) already exists. Duplicate names are not allowed."
            try edit.catalogue.policies.requireRoom(for: name, orElse: taken, "PoliciesPerAccount", Quota.policies)
            edit.put(policy)
            return .object(["Policy": edit.catalogue.describe(policy)])
        }
    }

    /// The policy that a request names.
    static func policy(_ call: IAMCall, _ catalogue: Catalogue) throws(ServiceError) -> ManagedPolicy {
        let arn = call.required("PolicyArn")
        guard let policy = catalogue.policy(arn: arn) else { throw .noPolicy(arn) }
        return policy
    }

    /// Changes the policy that a request names, unless it is Magpie's own.
    private func changePolicy(_ call: IAMCall, _ body: (inout ManagedPolicy) throws -> JSONValue) throws -> JSONValue {
        try change(call) { edit in
            var policy = try IAMService.policy(call, edit.catalogue)
            try IAMService.requireOwn(policy, call)
            let answer = try body(&policy)
            edit.put(policy)
            return answer
        }
    }

    private static func requireOwn(_ policy: ManagedPolicy, _ call: IAMCall) throws(ServiceError) {
        guard policy.isBuiltIn else { return }
        throw ServiceError(
            "AccessDenied",
            "User: \(call.caller.principal.arn) is not authorized to perform: \(call.request.operation.qualifiedName) on "
                + "resource: policy \(policy.arn), which is Magpie's own"
        )
    }

    func getManagedPolicy(_ call: IAMCall) throws -> JSONValue {
        let catalogue = snapshot.catalogue
        return .object(["Policy": catalogue.describe(try IAMService.policy(call, catalogue))])
    }

    func deleteManagedPolicy(_ call: IAMCall) throws -> JSONValue {
        try edit { edit in
            let policy = try IAMService.policy(call, edit.catalogue)
            try IAMService.requireOwn(policy, call)
            guard edit.catalogue.holders(ofPolicy: policy.arn).isEmpty else {
                throw ServiceError.conflict("Cannot delete a policy attached to entities.")
            }
            guard policy.versions.count == 1 else {
                throw ServiceError.conflict(
                    "This policy has more than one version. Before you delete a policy, you must delete the policy's "
                        + "versions. The default version is deleted with the policy."
                )
            }
            edit.remove(policy)
            return .object([:])
        }
    }

    func listManagedPolicies(_ call: IAMCall) throws -> JSONValue {
        let catalogue = snapshot.catalogue
        let (scope, usage) = (call.text("Scope") ?? "All", call.text("PolicyUsageFilter"))
        let isAttached = call.flag("OnlyAttached")
        func isWanted(_ policy: ManagedPolicy) -> Bool {
            if scope != "All", policy.isBuiltIn != (scope == "AWS") { return false }
            guard isAttached || usage != nil else { return true }
            return catalogue.holders(ofPolicy: policy.arn).contains { IAMService.meets($0.holding, usage) }
        }
        return try call.page(catalogue.policies, as: "Policies", path: \.path, where: isWanted) {
            catalogue.describe($0, isWhole: false)
        }
    }

    private static func meets(_ holding: Catalogue.Holding, _ usage: String?) -> Bool {
        switch usage {
        case "PermissionsPolicy": holding.contains(.permissions)
        case "PermissionsBoundary": holding.contains(.boundary)
        default: true
        }
    }

    func listEntities(_ call: IAMCall) throws -> JSONValue {
        let catalogue = snapshot.catalogue
        let policy = try IAMService.policy(call, catalogue)
        let (filter, prefix, usage) = (
            call.text("EntityFilter"), call.text("PathPrefix") ?? "/", call.text("PolicyUsageFilter")
        )
        let holders = catalogue.holders(ofPolicy: policy.arn).filter { IAMService.meets($0.holding, usage) }
            .compactMap { catalogue.holder(id: $0.id) }
            .filter { $0.path.hasPrefix(prefix) && $0.kind.rawValue == filter ?? $0.kind.rawValue }
            .map { (place: "\($0.kind.rawValue) \($0.name)", holder: $0) }.sorted { $0.place < $1.place }
        let page = try call.page(holders, as: "Holders", by: \.place) { _, holder in
            .object([
                "\(holder.kind.rawValue)Name": .string(holder.name), "\(holder.kind.rawValue)Id": .string(holder.id),
            ])
        }
        var answer = page
        let shown = answer.removeValue(forKey: "Holders")?.array ?? []
        for kind in Holder.Kind.allCases {
            answer["Policy\(kind.rawValue)s"] = .array(shown.filter { $0["\(kind.rawValue)Name"] != nil })
        }
        return .object(answer)
    }

    // MARK: Versions

    /// The version of a policy that a request names.
    private static func version(_ call: IAMCall, of policy: ManagedPolicy) throws(ServiceError) -> ManagedPolicy.Version
    {
        let id = call.required("VersionId")
        guard id.first == "v", id.dropFirst().allSatisfy({ $0.isASCII && $0.isNumber }) else {
            throw ServiceError(
                "ValidationError",
                "1 validation error detected: Value '\(id)' at 'versionId' failed to satisfy constraint: Member must satisfy "
                    + "regular expression pattern: v[1-9][0-9]*(\\.[A-Za-z0-9-]*)?"
            )
        }
        guard let version = policy.versions.first(where: { $0.id == id }) else {
            throw .noSuchEntity("Policy \(policy.arn) version \(id) does not exist or is not attachable.")
        }
        return version
    }

    func createVersion(_ call: IAMCall) throws -> JSONValue {
        let text = call.required("PolicyDocument")
        return try changePolicy(call) { policy in
            _ = try IAMService.policy(text, named: policy.name, atMost: Quota.policySize)
            guard policy.versions.count < ManagedPolicy.mostVersions else {
                throw ServiceError.limit(
                    "A managed policy can have up to \(ManagedPolicy.mostVersions) versions. Before you create a new version, "
                        + "you must delete an existing version."
                )
            }
            policy.newest += 1
            let version = ManagedPolicy.Version(
                number: policy.newest,
                createdAt: call.request.time,
                document: PolicyDocument(text, named: policy.name)
            )
            policy.versions.append(version)
            if call.flag("SetAsDefault") { policy.current = version.number }
            policy.updatedAt = call.request.time
            return .object(["PolicyVersion": Catalogue.describe(version, of: policy)])
        }
    }

    func getVersion(_ call: IAMCall) throws -> JSONValue {
        let policy = try IAMService.policy(call, snapshot.catalogue)
        let version = try IAMService.version(call, of: policy)
        return .object(["PolicyVersion": Catalogue.describe(version, of: policy, withDocument: true)])
    }

    func deleteVersion(_ call: IAMCall) throws -> JSONValue {
        try changePolicy(call) { policy in
            let version = try IAMService.version(call, of: policy)
            guard version.number != policy.current else {
                throw ServiceError.conflict("Cannot delete the default version of a policy.")
            }
            policy.versions.removeAll { $0.number == version.number }
            return .object([:])
        }
    }

    func listVersions(_ call: IAMCall) throws -> JSONValue {
        let policy = try IAMService.policy(call, snapshot.catalogue)
        // The newest first, and numbers of one length sort as numbers do.
        let versions = Array(policy.versions.reversed())
        return .object(
            try call.page(versions, as: "Versions", by: { IAMService.place(of: $0) }) {
                Catalogue.describe($0, of: policy)
            }
        )
    }

    /// What sorts the newest version first.
    private static func place(of version: ManagedPolicy.Version) -> String { String(Int.max - version.number) }

    func setDefaultVersion(_ call: IAMCall) throws -> JSONValue {
        try changePolicy(call) { policy in
            policy.current = try IAMService.version(call, of: policy).number
            policy.updatedAt = call.request.time
            return .object([:])
        }
    }

    // MARK: Tags

    func tagPolicy(_ call: IAMCall) throws -> JSONValue {
        try changePolicy(call) { policy in
            policy.tags = try call.tags(policy.tags, adding: Tag.list(call.input["Tags"]))
            return .object([:])
        }
    }

    func untagPolicy(_ call: IAMCall) throws -> JSONValue {
        try changePolicy(call) { policy in
            policy.tags = call.tagsLeft(policy.tags)
            return .object([:])
        }
    }

    func listPolicyTags(_ call: IAMCall) throws -> JSONValue {
        try call.page(try IAMService.policy(call, snapshot.catalogue).tags)
    }
}
