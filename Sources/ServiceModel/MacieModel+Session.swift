/// The operations on the service as a whole, and on what it does by itself.
///
/// Source: https://docs.aws.amazon.com/macie/latest/APIReference/operations.html
extension MacieModel {
    private typealias Parameter = OperationModel.Parameter
    private typealias Shape = OperationModel.Shape

    private static let frequency = Parameter.optional(
        "findingPublishingFrequency",
        .word(["FIFTEEN_MINUTES", "ONE_HOUR", "SIX_HOURS"]),
        "Kept, and without effect: what changes is told at once."
    )
    private static let status = Parameter.optional("status", .word(["PAUSED", "ENABLED"]), "PAUSED or ENABLED.")
    private static let token = Parameter.optional("clientToken", .string(1...64), "Without effect.")
    private static let onOff = Shape.word(["ENABLED", "DISABLED"])
    private static let bucketNames = Shape.list(.string(1...255), 0...1000)
    private static let destination = Shape.structure([
        .required("bucketName", .string(1...255)), .optional("expectedBucketOwner", .string(12...12)),
        .optional("keyPrefix", .string(0...1024)), .required("kmsKeyArn", .string(1...2048)),
    ])
    private static let managedIDs = Parameter.optional("managedDataIdentifierIds", .list(.string(1...128), 0...1000))

    /// The operations on sessions and settings.
    public static let session: [OperationModel] = (life + settings).map { $0.of(service, group: "discovery") }

    private static let life: [OperationModel] = [
        OperationModel("GetMacieSession", .read, "Shows whether Macie is enabled, or paused."),
        OperationModel(
            "EnableMacie",
            .admin,
            "Enables Macie after DisableMacie.",
            [token, frequency, status]
        ),
        OperationModel(
            "DisableMacie",
            .admin,
            "Has nothing be scanned, and refuses all other operations of Macie; what is kept stays."
        ),
        OperationModel(
            "UpdateMacieSession",
            .admin,
            "Pauses all scans, or goes on with them.",
            [frequency, status]
        ),
    ]

    private static let settings: [OperationModel] = [
        OperationModel(
            "GetAutomatedDiscoveryConfiguration",
            .read,
            "Shows whether objects are scanned as soon as they change."
        ),
        OperationModel(
            "UpdateAutomatedDiscoveryConfiguration",
            .admin,
            "Has objects be scanned as soon as they change, or only by jobs.",
            [
                .optional(
                    "autoEnableOrganizationMembers",
                    .word(["ALL", "NEW", "NONE"]),
                    "Without effect: there is one account."
                ), .required("status", onOff, "ENABLED or DISABLED."),
            ]
        ),
        OperationModel("GetClassificationExportConfiguration", .read, "Shows where detailed results are to go."),
        OperationModel(
            "PutClassificationExportConfiguration",
            .admin,
            "Keeps where detailed results are to go; they go to the folder 'results' of the configuration.",
            [
                .required(
                    "configuration",
                    .structure([.optional("s3Destination", destination)]),
                    "The place, as Macie has it."
                )
            ]
        ),
        OperationModel(
            "GetFindingsPublicationConfiguration",
            .read,
            "Shows which findings Macie is to hand to Security Hub."
        ),
        OperationModel(
            "PutFindingsPublicationConfiguration",
            .admin,
            "Keeps which findings Macie is to hand to Security Hub, which there is none of here.",
            [
                token,
                .optional(
                    "securityHubConfiguration",
                    .structure([
                        .required("publishClassificationFindings", .boolean),
                        .required("publishPolicyFindings", .boolean),
                    ]),
                    "Which findings."
                ),
            ]
        ),
        OperationModel(
            "GetRevealConfiguration",
            .read,
            "Shows whether GetSensitiveDataOccurrences needs no reason."
        ),
        OperationModel(
            "UpdateRevealConfiguration",
            .admin,
            "Lets those who may see values ask for them without a reason, as with AWS; or not.",
            [
                .required(
                    "configuration",
                    .structure([
                        .optional("kmsKeyId", .string(1...2048)), .required("status", onOff),
                    ]),
                    "Whether they may."
                ),
                .optional(
                    "retrievalConfiguration",
                    .structure([
                        .required("retrievalMode", .word(["CALLER_CREDENTIALS", "ASSUME_ROLE"])),
                        .optional("roleName", .string(1...64, .roleName)),
                    ]),
                    "CALLER_CREDENTIALS: no role is assumed here."
                ),
            ]
        ),
        OperationModel(
            "ListClassificationScopes",
            .read,
            "Lists the one classification scope.",
            [.optional("name", .string(0...128), "Only the one of this name."), nextToken]
        ),
        OperationModel(
            "GetClassificationScope",
            .read,
            "Shows which buckets are looked at by jobs only.",
            [.required("id", .string(1...64), "The scope.")]
        ),
        OperationModel(
            "UpdateClassificationScope",
            .admin,
            "Says which buckets are looked at by jobs only.",
            [
                .required("id", .string(1...64), "The scope."),
                .optional(
                    "s3",
                    .structure([
                        .required(
                            "excludes",
                            .structure([
                                .required("bucketNames", bucketNames),
                                .required("operation", .word(["ADD", "REPLACE", "REMOVE"])),
                            ])
                        )
                    ]),
                    "The buckets that are left out."
                ),
            ]
        ),
        OperationModel(
            "ListSensitivityInspectionTemplates",
            .read,
            "Lists the one sensitivity inspection template.",
            shortPages
        ),
        OperationModel(
            "GetSensitivityInspectionTemplate",
            .read,
            "Shows what is looked for.",
            [.required("id", .string(1...64), "The template.")]
        ),
        OperationModel(
            "UpdateSensitivityInspectionTemplate",
            .admin,
            "Says what is looked for; what changes has all objects looked at again.",
            [
                .required("id", .string(1...64), "The template."),
                .optional("description", .string(0...512), "What it is for."),
                .optional("excludes", .structure([managedIDs]), "Managed data identifiers that are left out."),
                .optional(
                    "includes",
                    .structure([
                        .optional("allowListIds", .list(.string(1...128), 0...100)),
                        .optional("customDataIdentifierIds", .list(.string(1...128), 0...1000)), managedIDs,
                    ]),
                    "Allow lists and custom data identifiers, and managed ones besides those of the configuration."
                ),
            ]
        ),
        OperationModel(
            "GetUsageTotals",
            .read,
            "Shows what Macie costs, which is nothing here.",
            [.optional("timeRange", .word(["MONTH_TO_DATE", "PAST_30_DAYS"]), "Since when.")]
        ),
        OperationModel(
            "GetUsageStatistics",
            .read,
            "Shows what Macie costs by account, which is nothing here.",
            [
                .optional("filterBy", .list(usageFilter, 0...10), "Without effect: there is one account."),
                .optional("maxResults", .integer(1...1000), "The most that are returned."), nextToken,
                .optional("sortBy", usageSort, "Without effect."),
                .optional("timeRange", .word(["MONTH_TO_DATE", "PAST_30_DAYS"]), "Since when."),
            ]
        ),
    ]

    private static let usageFilter = OperationModel.Shape.structure([
        .optional("comparator", .word(["GT", "GTE", "LT", "LTE", "EQ", "NE", "CONTAINS"])),
        .optional("key", .word(["accountId", "serviceLimit", "freeTrialStartDate", "total"])),
        .optional("values", .list(.string(0...1024), 0...50)),
    ])
    private static let usageSort = OperationModel.Shape.structure([
        .optional("key", .word(["accountId", "total", "serviceLimitValue", "freeTrialStartDate"])),
        .optional("orderBy", .word(["ASC", "DESC"])),
    ])

    /// What is about organizations, of which there are none.
    public static let organizations: [OperationModel] = [
        "AcceptInvitation", "BatchUpdateAutomatedDiscoveryAccounts", "CreateInvitations", "CreateMember",
        "DeclineInvitations", "DeleteInvitations", "DeleteMember", "DescribeOrganizationConfiguration",
        "DisableOrganizationAdminAccount", "DisassociateFromAdministratorAccount", "DisassociateFromMasterAccount",
        "DisassociateMember", "EnableOrganizationAdminAccount", "GetAdministratorAccount", "GetInvitationsCount",
        "GetMasterAccount", "GetMember", "ListAutomatedDiscoveryAccounts", "ListInvitations", "ListMembers",
        "ListOrganizationAdminAccounts", "UpdateMemberSession", "UpdateOrganizationConfiguration",
    ].map { .refused($0, because: "There is one account, and no organization.").of(service, group: "discovery") }
}

extension MacieModel {
    /// All operations with the shapes of Amazon Macie.
    public static let operations =
        session + discovery + results + organizations
        + (findings + buckets).filter { shared.contains($0.name) }

    /// Operations that the commands of `magpie` ask for as well.
    private static let shared: Set<String> = ["GetBucketStatistics", "GetFindings", "GetSensitiveDataOccurrences"]
}
