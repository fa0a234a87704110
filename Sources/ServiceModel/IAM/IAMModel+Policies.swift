/// Operations on managed policies, access keys and the account, and simulations.
extension IAMModel {
    private static let version = Parameter.required("VersionId", .string(0...128, .policyVersion), "The version: v2.")
    private static let scope = Parameter.optional(
        "Scope",
        .word(["All", "AWS", "Local"]),
        "Magpie's own (AWS), others (Local), or all; default: All."
    )
    private static let usage = Parameter.optional(
        "PolicyUsageFilter",
        .word(["PermissionsPolicy", "PermissionsBoundary"]),
        "Only what is used so."
    )

    static let policies: [OperationModel] = [
        OperationModel(
            "CreatePolicy",
            .admin,
            "Makes a managed policy.",
            [
                policyName,
                .optional("Path", .string(1...512, .policyFolder), "A folder for its name: /PATH/; default: /."),
                document, .optional("Description", .string(0...1000), "What it is for."),
                optionalTags,
            ]
        ),
        OperationModel("GetPolicy", .read, "Shows a managed policy without its document.", [policyARN]),
        OperationModel("DeletePolicy", .admin, "Deletes a managed policy that nobody has.", [policyARN]),
        OperationModel(
            "ListPolicies",
            .read,
            "Lists managed policies.",
            [scope, .optional("OnlyAttached", .boolean, "Only those that somebody has."), policyPathPrefix, usage]
                + page
        ),
        OperationModel(
            "CreatePolicyVersion",
            .admin,
            "Gives a managed policy a new version.",
            [policyARN, document, .optional("SetAsDefault", .boolean, "Has the new version count.")]
        ),
        OperationModel("GetPolicyVersion", .read, "Shows a version with its document.", [policyARN, version]),
        OperationModel(
            "DeletePolicyVersion",
            .admin,
            "Deletes a version that does not count.",
            [policyARN, version]
        ),
        OperationModel("ListPolicyVersions", .read, "Lists the versions of a policy.", [policyARN] + page),
        OperationModel("SetDefaultPolicyVersion", .admin, "Says which version counts.", [policyARN, version]),
        OperationModel(
            "ListEntitiesForPolicy",
            .read,
            "Lists who has a policy.",
            [
                policyARN,
                .optional(
                    "EntityFilter",
                    .word(["User", "Role", "Group", "LocalManagedPolicy", "AWSManagedPolicy"]),
                    "Only these."
                ), .optional("PathPrefix", .string(1...512, .folder), "Only those whose path begins so."), usage,
            ] + page
        ),
        OperationModel("TagPolicy", .admin, "Adds tags to a policy, or changes them.", [policyARN, tags]),
        OperationModel("UntagPolicy", .admin, "Removes tags from a policy.", [policyARN, tagKeys]),
        OperationModel("ListPolicyTags", .read, "Lists the tags of a policy.", [policyARN] + page),
    ]

    static let keys: [OperationModel] = [
        OperationModel(
            "CreateAccessKey",
            .admin,
            "Makes an access key; its secret is shown once.",
            [ownName]
        ),
        OperationModel(
            "UpdateAccessKey",
            .admin,
            "Lets an access key be used, or not.",
            [
                ownName, accessKey,
                .required("Status", .word(["Active", "Inactive", "Expired"]), "Whether it can be used."),
            ]
        ),
        OperationModel("DeleteAccessKey", .admin, "Deletes an access key.", [ownName, accessKey]),
        OperationModel("ListAccessKeys", .read, "Lists the access keys of a user.", [ownName] + page),
        OperationModel("GetAccessKeyLastUsed", .read, "Tells when an access key was used last.", [accessKey]),
        OperationModel("GenerateCredentialReport", .read, "Makes a report on all users and their keys."),
        OperationModel("GetCredentialReport", .read, "Shows that report, as CSV in base64."),
    ]

    private static let alias = Shape.string(3...63, .accountAlias)
    private static let arn = Parameter.required("Arn", .string(20...2048), "A user, group, role or policy.")
    private static let job = Parameter.required(
        "JobId",
        .string(36...36),
        "From generate-service-last-accessed-details."
    )

    static let account: [OperationModel] = [
        OperationModel("GetAccountSummary", .read, "Counts what there is."),
        OperationModel(
            "GetAccountAuthorizationDetails",
            .read,
            "Shows all users, groups, roles and policies.",
            [
                .optional(
                    "Filter",
                    .list(.word(["User", "Role", "Group", "LocalManagedPolicy", "AWSManagedPolicy"]), 0...5),
                    "Only these."
                )
            ] + page
        ),
        OperationModel(
            "CreateAccountAlias",
            .admin,
            "Names the account.",
            [.required("AccountAlias", alias, "Its name: small letters, digits and hyphens.")]
        ),
        OperationModel(
            "DeleteAccountAlias",
            .admin,
            "Removes the name of the account.",
            [.required("AccountAlias", alias, "Its name.")]
        ),
        OperationModel("ListAccountAliases", .read, "Shows the name of the account.", page),
        OperationModel(
            "ListPoliciesGrantingServiceAccess",
            .read,
            "Lists the policies of somebody that are about services.",
            [
                page[0], arn,
                .required(
                    "ServiceNamespaces",
                    .list(.string(1...64, .namespace), 1...200),
                    "The services: kms, for one."
                ),
            ]
        ),
        OperationModel(
            "GenerateServiceLastAccessedDetails",
            .read,
            "Looks up when somebody used which service last.",
            [arn, .optional("Granularity", .word(["SERVICE_LEVEL", "ACTION_LEVEL"]), "SERVICE_LEVEL.")]
        ),
        OperationModel("GetServiceLastAccessedDetails", .read, "Shows that.", [job] + page),
        OperationModel(
            "GetServiceLastAccessedDetailsWithEntities",
            .read,
            "Shows who has used one of these services, and when last.",
            [job, .required("ServiceNamespace", .string(1...64, .namespace), "The service: kms, for one.")] + page
        ),
        OperationModel(
            "ListUnusedAccess",
            .read,
            "Lists users, roles, access keys and rights that were not used for some days, and keys that are too old. Not in IAM.",
            [
                .optional("Days", .integer(0...3650), "For how long; default: 'unusedDays' of the configuration."),
                .optional(
                    "KeyAgeDays",
                    .integer(0...3650),
                    "From which age on a key is too old; default: 'keyAgeDays' of the configuration."
                ),
            ] + page
        ),
    ]

    private static let contextEntries = Parameter.optional(
        "ContextEntries",
        .list(
            .structure([
                .optional("ContextKeyName", .string(5...256)),
                .optional("ContextKeyValues", .list(.string(0...2048), 0...100)),
                .optional(
                    "ContextKeyType",
                    .word([
                        "string", "stringList", "numeric", "numericList", "boolean", "booleanList", "ip", "ipList",
                        "binary", "binaryList", "date", "dateList",
                    ])
                ),
            ]),
            0...100
        ),
        "What conditions are about."
    )
    private static let policyList = Shape.list(policyText, 0...100)

    static let simulation: [OperationModel] = [
        OperationModel(
            "SimulatePrincipalPolicy",
            .read,
            "Tells what somebody may do.",
            [
                .required("PolicySourceArn", .string(20...2048), "The user, group or role."),
                .optional("PolicyInputList", policyList, "Policies that it had besides."),
                .optional("PermissionsBoundaryPolicyInputList", policyList, "A boundary in place of its own."),
                .required("ActionNames", .list(.string(3...128), 1...100), "What it would do: kms:Decrypt."),
                .optional("ResourceArns", .list(.string(1...2048), 0...100), "To what; default: *."),
                .optional("ResourcePolicy", policyText, "The policy of all those resources."),
                .optional("ResourceOwner", .string(1...2048), "Whose they are."),
                .optional("CallerArn", .string(1...2048), "The user that ResourcePolicy is about."),
                contextEntries, .optional("ResourceHandlingOption", .string(1...64), "Without effect."),
            ] + page
        ),
        OperationModel(
            "GetContextKeysForPrincipalPolicy",
            .read,
            "Lists the keys that the policies of somebody ask for.",
            [
                .required("PolicySourceArn", .string(20...2048), "The user, group or role."),
                .optional("PolicyInputList", policyList, "Policies that it had besides."),
            ]
        ),
    ]
}
