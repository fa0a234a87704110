import Accounts
import JSON
import ServiceModel

/// The account as a whole.
extension IAMService {
    func accountSummary(_ call: IAMCall) -> JSONValue {
        let catalogue = snapshot.catalogue
        let own = catalogue.policies.all.filter { !$0.isBuiltIn }
        let numbers = [
            "Users": catalogue.users.count, "UsersQuota": Quota.users, "Groups": catalogue.groups.count,
            "GroupsQuota": Quota.groups, "Roles": catalogue.roles.count, "RolesQuota": Quota.roles,
            "InstanceProfiles": catalogue.profiles.count, "InstanceProfilesQuota": Quota.profiles,
            "Policies": own.count, "PoliciesQuota": Quota.policies,
            "PolicyVersionsInUse": own.reduce(0) { $0 + $1.versions.count },
            "PolicyVersionsInUseQuota": Quota.policies, "PolicySizeQuota": Quota.policySize,
            "VersionsPerPolicyQuota": ManagedPolicy.mostVersions, "AccessKeysPerUserQuota": Quota.keysPerUser,
            "GroupsPerUserQuota": Quota.groupsPerUser, "AttachedPoliciesPerUserQuota": Quota.attached,
            "AttachedPoliciesPerGroupQuota": Quota.attached, "AttachedPoliciesPerRoleQuota": Quota.attached,
            "UserPolicySizeQuota": Holder.Kind.user.inlineSize, "GroupPolicySizeQuota": Holder.Kind.group.inlineSize,
            "RolePolicySizeQuota": Holder.Kind.role.inlineSize, "AssumeRolePolicySizeQuota": Quota.trustSize,
            "AccountMFAEnabled": 0, "AccountAccessKeysPresent": 0, "AccountPasswordPresent": 0, "MFADevices": 0,
            "MFADevicesInUse": 0, "Providers": 0, "ServerCertificates": 0, "AccountSigningCertificatesPresent": 0,
        ]
        return .object(["SummaryMap": .object(numbers.mapValues { .number($0) })])
    }

    // MARK: Alias

    private static func alias(_ call: IAMCall) throws(ServiceError) -> String {
        let alias = call.required("AccountAlias")
        let bytes = Array(alias.utf8)
        let isGood =
            bytes.allSatisfy { 97...122 ~= $0 || 48...57 ~= $0 || $0 == UInt8(ascii: "-") }
            && bytes.first != UInt8(ascii: "-") && bytes.last != UInt8(ascii: "-") && !alias.contains("--")
            && !AccountLocation.isAccount(alias)
        guard isGood else {
            throw ServiceError(
                "ValidationError",
                "1 validation error detected: Value at 'accountAlias' failed to satisfy constraint: Member must satisfy regular "
                    + "expression pattern: [a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]"
            )
        }
        return alias
    }

    func createAlias(_ call: IAMCall) throws -> JSONValue {
        let alias = try IAMService.alias(call)
        return try edit { edit in
            var account = edit.catalogue.account
            // Another one takes its place, as in AWS.
            account.alias = alias
            edit.put(account)
            return .object([:])
        }
    }

    func deleteAlias(_ call: IAMCall) throws -> JSONValue {
        let alias = try IAMService.alias(call)
        return try edit { edit in
            var account = edit.catalogue.account
            guard account.alias == alias else {
                throw ServiceError.noSuchEntity("The account alias \(alias) does not exist.")
            }
            account.alias = nil
            edit.put(account)
            return .object([:])
        }
    }

    func listAliases(_ call: IAMCall) throws -> JSONValue {
        let aliases = snapshot.catalogue.account.alias.map { [$0] } ?? []
        return .object(try call.page(aliases, as: "AccountAliases", by: { $0 }) { .string($0) })
    }

    // MARK: Everything

    func authorizationDetails(_ call: IAMCall) throws -> JSONValue {
        let catalogue = snapshot.catalogue
        let filter = Set(call.input["Filter"]?.array.compactMap(\.string) ?? [])
        func has(_ kind: String) -> Bool { filter.isEmpty || filter.contains(kind) }
        var all: [(place: String, list: String, id: String)] = []
        func add(_ list: String, _ ids: [String]) {
            for id in ids { all.append(("\(list) \(Catalogue.padded(all.count))", list, id)) }
        }
        if has("Group") { add("GroupDetailList", catalogue.groups.ordered) }
        let policies = catalogue.policies.ordered.filter { id in
            catalogue.policies[id: id].map { has($0.isBuiltIn ? "AWSManagedPolicy" : "LocalManagedPolicy") } ?? false
        }
        add("Policies", policies)
        if has("Role") { add("RoleDetailList", catalogue.roles.ordered) }
        if has("User") { add("UserDetailList", catalogue.users.ordered) }
        var answer = try call.page(all, as: "All", by: \.place) { item in
            .object(["list": .string(item.list), "item": catalogue.detail(item.list, item.id)])
        }
        let shown = answer.removeValue(forKey: "All")?.array ?? []
        for list in ["GroupDetailList", "Policies", "RoleDetailList", "UserDetailList"] {
            answer[list] = .array(shown.filter { $0["list"] == .string(list) }.compactMap { $0["item"] })
        }
        return .object(answer)
    }
}

extension Catalogue {
    /// A number that sorts as text.
    static func padded(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 9 - digits.count)) + digits
    }

    /// An entity with all that belongs to it.
    func detail(_ list: String, _ id: String) -> JSONValue {
        switch list {
        case "GroupDetailList":
            guard let group = groups[id: id] else { return .null }
            var members = Catalogue.describe(group).members
            members["GroupPolicyList"] = inline(group.permissions)
            members["AttachedManagedPolicies"] = managed(group.permissions)
            return .object(members)
        case "UserDetailList":
            guard let user = users[id: id] else { return .null }
            var members = Catalogue.describe(user).members
            members["UserPolicyList"] = inline(user.permissions)
            members["AttachedManagedPolicies"] = managed(user.permissions)
            members["GroupList"] = .array(groups(of: user).map { .string($0.name) })
            return .object(members)
        case "RoleDetailList":
            guard let role = roles[id: id] else { return .null }
            var members = describe(role).members
            members["MaxSessionDuration"] = nil
            members["RolePolicyList"] = inline(role.permissions)
            members["AttachedManagedPolicies"] = managed(role.permissions)
            members["InstanceProfileList"] = .array(profiles(of: role).map(describe))
            return .object(members)
        default:
            guard let policy = policies[id: id] else { return .null }
            var members = describe(policy).members
            members["PolicyVersionList"] = .array(
                policy.versions.map { Catalogue.describe($0, of: policy, withDocument: true) }
            )
            return .object(members)
        }
    }

    private func inline(_ permissions: Permissions) -> JSONValue {
        .array(
            permissions.inline.map {
                .object(["PolicyName": .string($0.name), "PolicyDocument": .policy($0.document.text)])
            }
        )
    }

    private func managed(_ permissions: Permissions) -> JSONValue {
        .array(
            attached(permissions).map { .object(["PolicyName": .string($0.name), "PolicyArn": .string($0.arn)]) }
        )
    }
}
