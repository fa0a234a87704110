/// The operations on secrets, with the names and limits of AWS Secrets Manager.
///
/// Source: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_Operations.html
public enum SecretsModel {
    private typealias Parameter = OperationModel.Parameter
    private typealias Shape = OperationModel.Shape

    private static let secret = Parameter.required("SecretId", .string(1...2048), "The secret: its name or ARN.")
    private static let name = Parameter.required("Name", .string(1...512), "Its name: letters, digits and /_+=.@-!")
    private static let token = Parameter.optional(
        "ClientRequestToken",
        .string(0...2048),
        "The id of the new version, 32 to 64 characters, so that a repeated request makes none; default: a random one."
    ).token
    private static let description = Parameter.optional("Description", .string(0...2048), "What it is for.")
    private static let key = Parameter.optional(
        "KmsKeyId",
        .string(0...2048),
        "The key that encrypts it; default: alias/aws/secretsmanager."
    )
    private static let values: [Parameter] = [
        .optional("SecretString", .string(1...65_536), "The value, as text.").secret,
        .optional("SecretBinary", .blob(1...65_536), "The value, as bytes.").secret,
    ]
    private static let stage = Shape.string(1...256)
    private static let versionID = Shape.string(32...64)
    private static let tag = Shape.structure([
        .optional("Key", .string(1...128)), .optional("Value", .string(0...256)),
    ])
    private static let policy = Parameter.required("ResourcePolicy", .string(1...20_480), "The policy, as JSON.")
    private static let filters = Parameter.optional(
        "Filters",
        .list(
            .structure([
                .optional(
                    "Key",
                    .word([
                        "description", "name", "tag-key", "tag-value", "primary-region", "owning-service", "all",
                    ])
                ),
                .optional("Values", .list(.string(0...512, .filterValue), 1...10)),
            ]),
            0...10
        ),
        "Only those that meet all filters; a value that begins with ! must not be met."
    )
    private static let replica = Shape.structure([
        .optional("Region", .string(1...128, .region)), .optional("KmsKeyId", .string(0...2048)),
    ])
    private static let type = Parameter.optional("Type", .string(0...256), "Refused: partners keep no secrets here.")
    private static let replicas = Parameter.optional(
        "AddReplicaRegions",
        .list(
            replica,
            1...50
        ),
        "Refused: there is one Region."
    )
    private static let forceOverwrite = Parameter.optional(
        "ForceOverwriteReplicaSecret",
        .boolean,
        "Without effect: there is one Region."
    )
    private static let nextToken = Parameter.optional("NextToken", .string(1...4096), "Where the last answer ended.")
    private static let page: [Parameter] = [
        nextToken, .optional("MaxResults", .integer(1...100), "The most that are returned."),
    ]
    private static let rules = Shape.structure([
        .optional("AutomaticallyAfterDays", .integer(-100_000...100_000)),
        .optional("Duration", .string(2...3, .hours)),
        .optional("ScheduleExpression", .string(1...256, .schedule)),
    ])

    /// The service's name in requests.
    public static let service = "secretsmanager"

    /// All operations.
    public static let operations = (content + versions + life + rotation + policies + replication).map {
        $0.of(service)
    }

    /// The operation with this name: `CreateSecret`.
    public static func operation(_ name: String) -> OperationModel? { byName[name] }

    private static let byName = Dictionary(uniqueKeysWithValues: operations.map { ($0.name, $0) })

    private static let content: [OperationModel] = [
        OperationModel(
            "CreateSecret",
            .admin,
            "Makes a secret.",
            [name, token, description, key] + values + [
                .optional("Tags", .list(tag, 0...50), "Names and values."), replicas, forceOverwrite, type,
            ]
        ),
        OperationModel(
            "GetSecretValue",
            .reveal,
            "Shows the value of a secret.",
            [
                secret, .optional("VersionId", versionID, "Which version."),
                .optional("VersionStage", stage, "The version with this label; default: AWSCURRENT."),
            ]
        ),
        OperationModel(
            "BatchGetSecretValue",
            .reveal,
            "Shows the values of several secrets.",
            [
                .optional("SecretIdList", .list(.string(1...2048), 1...20), "The secrets: names or ARNs."), filters,
                .optional("MaxResults", .integer(1...20), "The most that are returned."), nextToken,
            ],
            actions: ["BatchGetSecretValue", "GetSecretValue"]
        ),
        OperationModel(
            "PutSecretValue",
            .admin,
            "Gives a secret a new version.",
            [secret, token] + values + [
                .optional("VersionStages", .list(stage, 1...20), "Its labels; default: AWSCURRENT."),
                .optional("RotationToken", .string(36...256, .rotationToken), "Without effect.").secret,
            ]
        ),
        OperationModel(
            "UpdateSecret",
            .admin,
            "Changes a secret, and gives it a new version if there is a value.",
            [secret, token, description, key] + values + [type]
        ),
        OperationModel(
            "GetRandomPassword",
            .read,
            "Makes a password.",
            [
                .optional("PasswordLength", .integer(1...4096), "Its length; default: 32."),
                .optional("ExcludeCharacters", .string(0...4096), "Characters that it must not have."),
                .optional("ExcludeNumbers", .boolean, "No digits."),
                .optional("ExcludePunctuation", .boolean, "No punctuation."),
                .optional("ExcludeUppercase", .boolean, "No upper-case letters."),
                .optional("ExcludeLowercase", .boolean, "No lower-case letters."),
                .optional("IncludeSpace", .boolean, "With spaces."),
                .optional("RequireEachIncludedType", .boolean, "At least one of each kind; default: true."),
            ]
        ),
    ]

    private static let versions: [OperationModel] = [
        OperationModel("DescribeSecret", .read, "Shows all of a secret but its value.", [secret]),
        OperationModel(
            "RevealRotator",
            .admin,
            "Shows what rotates a secret, with its address as it is. Not in Secrets Manager.",
            [secret]
        ),
        OperationModel(
            "ListSecrets",
            .read,
            "Lists the secrets that who asks may describe.",
            [
                filters, .optional("IncludePlannedDeletion", .boolean, "Those that wait for their deletion, too."),
                .optional("SortOrder", .word(["asc", "desc"]), "By when they were made, or SortBy; default: asc."),
                .optional(
                    "SortBy",
                    .word(["created-date", "last-accessed-date", "last-changed-date", "name"]),
                    "By what; default: created-date."
                ),
            ] + page,
            actions: ["ListSecrets", "DescribeSecret"]
        ),
        OperationModel(
            "ListSecretVersionIds",
            .read,
            "Lists the versions of a secret.",
            [secret, .optional("IncludeDeprecated", .boolean, "Those without labels, too.")] + page
        ),
        OperationModel(
            "UpdateSecretVersionStage",
            .admin,
            "Moves a label from one version to another.",
            [
                secret, .required("VersionStage", stage, "The label."),
                .optional("RemoveFromVersionId", versionID, "The version that has it."),
                .optional("MoveToVersionId", versionID, "The version that gets it."),
            ]
        ),
    ]

    private static let life: [OperationModel] = [
        OperationModel(
            "DeleteSecret",
            .admin,
            "Deletes a secret after a time in which it can be restored.",
            [
                secret, .optional("RecoveryWindowInDays", .integer(-100_000...100_000), "7 to 30; default: 30."),
                .optional("ForceDeleteWithoutRecovery", .boolean, "Deletes it at once."),
            ]
        ),
        OperationModel("RestoreSecret", .admin, "Keeps a secret that waits for its deletion.", [secret]),
        OperationModel(
            "TagResource",
            .admin,
            "Adds tags to a secret, or changes them.",
            [secret, .required("Tags", .list(tag, 0...50), "Names and values.")]
        ),
        OperationModel(
            "UntagResource",
            .admin,
            "Removes tags from a secret.",
            [secret, .required("TagKeys", .list(.string(1...128), 0...50), "Their names.")]
        ),
    ]

    private static let rotation: [OperationModel] = [
        OperationModel(
            "RotateSecret",
            .admin,
            "Says how a secret is rotated, and rotates it.",
            [
                secret, token,
                .optional(
                    "RotationLambdaARN",
                    .string(0...2048),
                    "What rotates it: arn:magpie:rotator:NAME or exec:/PATH; see magpie(1)."
                ).secret,
                .optional("RotationRules", rules, "When it is rotated."),
                .optional("RotateImmediately", .boolean, "Rotate it now, too; default: true."),
                .optional(
                    "ExternalSecretRotationMetadata",
                    .list(
                        .structure([.optional("Key", .string(1...256)), .optional("Value", .string(1...2048))]),
                        0...50
                    ),
                    "Refused."
                ),
                .optional("ExternalSecretRotationRoleArn", .string(20...2048), "Refused."),
            ]
        ),
        OperationModel("CancelRotateSecret", .admin, "Has a secret rotated no longer.", [secret]),
    ]

    private static let policies: [OperationModel] = [
        OperationModel("GetResourcePolicy", .read, "Shows the policy of a secret.", [secret]),
        OperationModel(
            "PutResourcePolicy",
            .admin,
            "Keeps a policy with a secret. Roles decide who may do what, not the policy.",
            [secret, policy, .optional("BlockPublicPolicy", .boolean, "Refuse one that lets everybody in.")]
        ),
        OperationModel("DeleteResourcePolicy", .admin, "Removes the policy of a secret.", [secret]),
        OperationModel(
            "ValidateResourcePolicy",
            .read,
            "Tells what is wrong with a policy.",
            [.optional("SecretId", .string(1...2048), "The secret that it is for."), policy]
        ),
    ]

    private static let replication: [OperationModel] = [
        OperationModel(
            "ReplicateSecretToRegions",
            .admin,
            "Refused: there is one Region.",
            [
                secret,
                .required(
                    "AddReplicaRegions",
                    .list(replica, 1...50),
                    "The Regions."
                ), forceOverwrite,
            ]
        ),
        OperationModel(
            "RemoveRegionsFromReplication",
            .admin,
            "Refused: there is one Region.",
            [secret, .required("RemoveReplicaRegions", .list(.string(1...128, .region), 1...50), "The Regions.")]
        ),
        OperationModel("StopReplicationToReplica", .admin, "Refused: there is one Region.", [secret]),
    ]
}
