/// Operations on users, groups and roles.
extension IAMModel {
    /// What users, groups and roles have in common: policies.
    ///
    /// - Parameters:
    ///   - kind: As AWS writes it in names of operations.
    ///   - word: For help.
    ///   - name: What it is called.
    ///   - attached: The same, where managed policies are given and taken; IAM has another limit there.
    /// - Returns: The operations.
    private static func policyOperations(
        _ kind: String,
        _ word: String,
        _ name: Parameter,
        attached: Parameter? = nil
    ) -> [OperationModel] {
        [
            OperationModel(
                "Put\(kind)Policy",
                .admin,
                "Gives a \(word) a policy of its own.",
                [name, policyName, document]
            ),
            OperationModel("Get\(kind)Policy", .read, "Shows a \(word)'s own policy.", [name, policyName]),
            OperationModel("Delete\(kind)Policy", .admin, "Removes a \(word)'s own policy.", [name, policyName]),
            OperationModel("List\(kind)Policies", .read, "Lists a \(word)'s own policies.", [name] + page),
            OperationModel(
                "Attach\(kind)Policy",
                .admin,
                "Gives a \(word) a managed policy.",
                [attached ?? name, policyARN]
            ),
            OperationModel(
                "Detach\(kind)Policy",
                .admin,
                "Takes a managed policy from a \(word).",
                [attached ?? name, policyARN]
            ),
            OperationModel(
                "ListAttached\(kind)Policies",
                .read,
                "Lists the managed policies of a \(word).",
                [attached ?? name, policyPathPrefix] + page
            ),
        ]
    }

    /// What users and roles have in common: boundaries and tags.
    private static func boundOperations(
        _ kind: String,
        _ word: String,
        _ name: Parameter,
        bounded: Parameter? = nil
    ) -> [OperationModel] {
        [
            OperationModel(
                "Put\(kind)PermissionsBoundary",
                .admin,
                "Says what a \(word) may be allowed at most.",
                [bounded ?? name, boundary]
            ),
            OperationModel(
                "Delete\(kind)PermissionsBoundary",
                .admin,
                "Ends that limit of a \(word).",
                [bounded ?? name]
            ),
            OperationModel("Tag\(kind)", .admin, "Adds tags to a \(word), or changes them.", [name, tags]),
            OperationModel("Untag\(kind)", .admin, "Removes tags from a \(word).", [name, tagKeys]),
            OperationModel("List\(kind)Tags", .read, "Lists the tags of a \(word).", [name] + page),
        ]
    }

    static let users: [OperationModel] =
        [
            OperationModel(
                "CreateUser",
                .admin,
                "Makes a user: of the system, if that has one of this name.",
                [path, newUserName, optionalBoundary, optionalTags]
            ),
            OperationModel("GetUser", .read, "Shows a user.", [ownName]),
            OperationModel(
                "UpdateUser",
                .admin,
                "Changes the name or the path of a user.",
                [
                    userName, newPath,
                    .optional("NewUserName", .string(1...64, .entity), "The new name."),
                ]
            ),
            OperationModel("DeleteUser", .admin, "Deletes a user that has nothing any more.", [userName]),
            OperationModel("ListUsers", .read, "Lists users.", [pathPrefix] + page),
            OperationModel("ListGroupsForUser", .read, "Lists the groups of a user.", [userName] + page),
        ] + policyOperations("User", "user", userName, attached: newUserName)
        + boundOperations("User", "user", userName, bounded: newUserName)

    static let groups: [OperationModel] =
        [
            OperationModel(
                "CreateGroup",
                .admin,
                "Makes a group; with the path /unix/ it stands for the system's group of this name.",
                [path, groupName]
            ),
            OperationModel("GetGroup", .read, "Shows a group and who is in it.", [groupName] + page),
            OperationModel(
                "UpdateGroup",
                .admin,
                "Changes the name or the path of a group.",
                [groupName, newPath, .optional("NewGroupName", .string(1...128, .entity), "The new name.")]
            ),
            OperationModel("DeleteGroup", .admin, "Deletes a group that has nothing any more.", [groupName]),
            OperationModel("ListGroups", .read, "Lists groups.", [pathPrefix] + page),
            OperationModel("AddUserToGroup", .admin, "Puts a user into a group.", [groupName, userName]),
            OperationModel("RemoveUserFromGroup", .admin, "Takes a user out of a group.", [groupName, userName]),
        ] + policyOperations("Group", "group", groupName)

    private static let descriptionText = Shape.string(0...1000, .description)
    private static let description = Parameter.optional(
        "Description",
        descriptionText,
        "What it is for."
    )
    private static let longestSession = Parameter.optional(
        "MaxSessionDuration",
        .integer(3600...43_200),
        "Its longest session, in seconds; default: 3600."
    )

    static let roles: [OperationModel] =
        [
            OperationModel(
                "CreateRole",
                .admin,
                "Makes a role.",
                [
                    path, roleName,
                    .required("AssumeRolePolicyDocument", policyText, "Who may assume it, as JSON."),
                    description, longestSession, optionalBoundary, optionalTags,
                ]
            ),
            OperationModel("GetRole", .read, "Shows a role.", [roleName]),
            OperationModel(
                "UpdateRole",
                .admin,
                "Changes what a role is for, and its longest session.",
                [roleName, description, longestSession]
            ),
            OperationModel(
                "UpdateRoleDescription",
                .admin,
                "Changes what a role is for.",
                [roleName, .required("Description", descriptionText, "What it is for.")]
            ),
            OperationModel(
                "UpdateAssumeRolePolicy",
                .admin,
                "Says who may assume a role.",
                [roleName, document]
            ),
            OperationModel("DeleteRole", .admin, "Deletes a role that has nothing any more.", [roleName]),
            OperationModel(
                "RevokeSessions",
                .admin,
                "Ends all sessions of a role that have begun until now. Not in IAM, whose console does it.",
                [roleName],
                actions: ["PutRolePolicy"]
            ),
            OperationModel("ListRoles", .read, "Lists roles.", [pathPrefix] + page),
        ] + policyOperations("Role", "role", roleName) + boundOperations("Role", "role", roleName)

    static let linkedRoles: [OperationModel] = [
        OperationModel(
            "CreateServiceLinkedRole",
            .admin,
            "Makes the role of a service that Magpie runs itself.",
            [
                .required("AWSServiceName", .string(1...128, .entity), "The service: events.amazonaws.com, for one."),
                description, .optional("CustomSuffix", .string(1...64, .entity), "Refused: no service takes one."),
            ]
        ),
        OperationModel("DeleteServiceLinkedRole", .admin, "Deletes the role of a service.", [roleName]),
        OperationModel(
            "GetServiceLinkedRoleDeletionStatus",
            .read,
            "Tells whether the role of a service is deleted.",
            [.required("DeletionTaskId", .string(1...1000), "From delete-service-linked-role.")]
        ),
    ]

    static let profiles: [OperationModel] = [
        OperationModel(
            "CreateInstanceProfile",
            .admin,
            "Makes an instance profile, which gives a unit of the system a role.",
            [profileName, path, optionalTags]
        ),
        OperationModel("GetInstanceProfile", .read, "Shows an instance profile.", [profileName]),
        OperationModel("DeleteInstanceProfile", .admin, "Deletes an instance profile without a role.", [profileName]),
        OperationModel("ListInstanceProfiles", .read, "Lists instance profiles.", [pathPrefix] + page),
        OperationModel(
            "ListInstanceProfilesForRole",
            .read,
            "Lists the instance profiles of a role.",
            [roleName] + page
        ),
        OperationModel(
            "AddRoleToInstanceProfile",
            .admin,
            "Gives an instance profile its role.",
            [profileName, roleName],
            actions: ["AddRoleToInstanceProfile", "PassRole"]
        ),
        OperationModel(
            "RemoveRoleFromInstanceProfile",
            .admin,
            "Takes the role from an instance profile.",
            [profileName, roleName]
        ),
    ]
}
