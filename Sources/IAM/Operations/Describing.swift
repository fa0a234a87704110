import JSON

/// Entities as answers show them.
extension Catalogue {
    private static func boundary(_ permissions: Permissions) -> JSONValue? {
        permissions.boundary.map {
            .object(["PermissionsBoundaryType": .string("Policy"), "PermissionsBoundaryArn": .string($0)])
        }
    }

    /// A user.
    ///
    /// - Parameters:
    ///   - user: The user.
    ///   - isWhole: Whether boundary and tags are shown, which lists leave out.
    /// - Returns: The answer.
    static func describe(_ user: User, isWhole: Bool = true) -> JSONValue {
        .present([
            "Path": .string(user.path), "UserName": .string(user.name), "UserId": .string(user.id),
            "Arn": .string(user.arn), "CreateDate": .time(user.createdAt),
            "PermissionsBoundary": isWhole ? boundary(user.permissions) : nil,
            "Tags": isWhole && !user.tags.isEmpty ? Tag.json(user.tags) : nil,
        ])
    }

    static func describe(_ group: Group) -> JSONValue {
        .object([
            "Path": .string(group.path), "GroupName": .string(group.name), "GroupId": .string(group.id),
            "Arn": .string(group.arn), "CreateDate": .time(group.createdAt),
        ])
    }

    /// A role.
    ///
    /// - Parameters:
    ///   - role: The role.
    ///   - isWhole: Whether boundary and tags are shown, which lists leave out.
    ///   - usedAt: When it was used last, for who is to be told.
    /// - Returns: The answer.
    func describe(_ role: Role, isWhole: Bool = true, usedAt: Double? = nil) -> JSONValue {
        .present([
            "Path": .string(role.path), "RoleName": .string(role.name), "RoleId": .string(role.id),
            "Arn": .string(role.arn), "CreateDate": .time(role.createdAt),
            "AssumeRolePolicyDocument": TrustPolicy.shown(role.trust.text, self),
            "Description": role.description.isEmpty ? nil : .string(role.description),
            "MaxSessionDuration": .number(role.longestSession),
            "PermissionsBoundary": isWhole ? Catalogue.boundary(role.permissions) : nil,
            "Tags": isWhole && !role.tags.isEmpty ? Tag.json(role.tags) : nil,
            "RoleLastUsed": usedAt.map { .object(["LastUsedDate": .time($0), "Region": .string(LastUses.region)]) },
        ])
    }

    func describe(_ profile: InstanceProfile) -> JSONValue {
        let role = profile.role.flatMap { roles[id: $0] }
        return .present([
            "Path": .string(profile.path), "InstanceProfileName": .string(profile.name),
            "InstanceProfileId": .string(profile.id), "Arn": .string(profile.arn),
            "CreateDate": .time(profile.createdAt),
            "Roles": .array(role.map { [describe($0, isWhole: false)] } ?? []),
            "Tags": profile.tags.isEmpty ? nil : Tag.json(profile.tags),
        ])
    }

    /// A managed policy.
    ///
    /// - Parameters:
    ///   - policy: The policy.
    ///   - isWhole: Whether description and tags are shown, which lists leave out.
    /// - Returns: The answer, without documents.
    func describe(_ policy: ManagedPolicy, isWhole: Bool = true) -> JSONValue {
        let holders = holders(ofPolicy: policy.arn)
        return .present([
            "PolicyName": .string(policy.name), "PolicyId": .string(policy.id), "Arn": .string(policy.arn),
            "Path": .string(policy.path), "DefaultVersionId": .string("v\(policy.current)"),
            "AttachmentCount": .number(holders.count { $0.holding.contains(.permissions) }),
            "PermissionsBoundaryUsageCount": .number(holders.count { $0.holding.contains(.boundary) }),
            "IsAttachable": .boolean(true),
            "Description": isWhole && !policy.description.isEmpty ? .string(policy.description) : nil,
            "CreateDate": .time(policy.createdAt), "UpdateDate": .time(policy.updatedAt),
            "Tags": isWhole && !policy.tags.isEmpty ? Tag.json(policy.tags) : nil,
        ])
    }

    /// A version of a managed policy.
    static func describe(
        _ version: ManagedPolicy.Version,
        of policy: ManagedPolicy,
        withDocument: Bool = false
    ) -> JSONValue {
        .present([
            "VersionId": .string(version.id), "IsDefaultVersion": .boolean(version.number == policy.current),
            "CreateDate": .time(version.createdAt), "Document": withDocument ? .policy(version.document.text) : nil,
        ])
    }

    /// The managed policies of somebody.
    func attached(_ permissions: Permissions) -> [(name: String, arn: String)] {
        permissions.attached.map { arn in
            (policy(arn: arn)?.name ?? String(arn.split(separator: "/").last ?? ""), arn)
        }.sorted { $0.name < $1.name }
    }
}
