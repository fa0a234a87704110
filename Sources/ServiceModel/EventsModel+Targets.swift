/// Targets of rules, as EventBridge has them and as there are here besides.
extension EventsModel {
    /// A target of a rule.
    ///
    /// `Arn` says where the events go; see magpie(1). What is for targets that there are not here is kept, and shown again.
    static let target = Shape.structure(
        [
            .required("Id", name),
            .required("Arn", arn).secret,
            .optional("RoleArn", arn),
            .optional("Input", .string(0...8192)),
            .optional("InputPath", .string(0...256)),
            .optional(
                "InputTransformer",
                .structure([
                    .optional(
                        "InputPathsMap",
                        .map(0...100, keys: .string(1...256, .pathName), values: .string(0...256))
                    ), .required("InputTemplate", .string(1...8192)),
                ])
            ),
            .optional("DeadLetterConfig", deadLetters.shape),
            .optional(
                "RetryPolicy",
                .structure([
                    .optional("MaximumRetryAttempts", .integer(0...185)),
                    .optional("MaximumEventAgeInSeconds", .integer(60...86_400)),
                ])
            ),
            .optional(
                "HttpParameters",
                .structure([
                    .optional("PathParameterValues", .list(.string(0...2048, .pathParameter), 0...100)),
                    .optional(
                        "HeaderParameters",
                        .map(0...100, keys: .string(0...512, .headerName), values: .string(0...512, .headerValue))
                    ),
                    .optional(
                        "QueryStringParameters",
                        .map(0...100, keys: .string(0...512, .queryName), values: .string(0...512, .queryValue))
                    ),
                ])
            ).secret,
            .optional("SqsParameters", .structure([.optional("MessageGroupId", .string(0...100))])),
        ] + services + own
    )

    /// What targets of this service take, and EventBridge does not know.
    private static let own: [Parameter] = [
        .optional(
            "WebhookParameters",
            .structure([
                .optional("SigningKeyFile", .string(1...4096)), .optional("TimeoutInSeconds", .integer(1...60)),
                .optional("AllowPlainHTTP", .boolean),
            ])
        ),
        .optional("FileParameters", .structure([.optional("Group", .string(1...256))])),
        .optional(
            "CommandParameters",
            .structure([
                .optional("Arguments", .list(.string(0...4096), 0...100)), .optional("User", .string(1...32)),
                .optional("TimeoutInSeconds", .integer(1...3600)),
            ])
        ).secret,
    ]

    private static let placements: [Parameter] = [
        .optional(
            "PlacementConstraints",
            .list(
                .structure([
                    .optional("type", .word(["distinctInstance", "memberOf"])),
                    .optional("expression", .string(0...2000)),
                ]),
                0...10
            )
        ),
        .optional(
            "PlacementStrategy",
            .list(
                .structure([
                    .optional("type", .word(["random", "spread", "binpack"])), .optional("field", .string(0...255)),
                ]),
                0...5
            )
        ),
        .optional(
            "CapacityProviderStrategy",
            .list(
                .structure([
                    .required("capacityProvider", .string(1...255)), .optional("weight", .integer(0...1000)),
                    .optional("base", .integer(0...100_000)),
                ]),
                0...6
            )
        ),
    ]

    private static let network = Shape.structure([
        .optional(
            "awsvpcConfiguration",
            .structure([
                .required("Subnets", .list(.string(0...256), 0...100)),
                .optional("SecurityGroups", .list(.string(0...256), 0...100)),
                .optional("AssignPublicIp", .word(["ENABLED", "DISABLED"])),
            ])
        )
    ])

    /// What targets take that are other services of AWS.
    private static let services: [Parameter] = [
        .optional("KinesisParameters", .structure([.required("PartitionKeyPath", .string(0...256))])),
        .optional(
            "RunCommandParameters",
            .structure([
                .required(
                    "RunCommandTargets",
                    .list(
                        .structure([
                            .required("Key", .string(1...128)), .required("Values", .list(.string(1...256), 1...50)),
                        ]),
                        1...5
                    )
                )
            ])
        ),
        .optional(
            "EcsParameters",
            .structure(
                [
                    .required("TaskDefinitionArn", arn), .optional("TaskCount", .integer(1...Int(Int32.max))),
                    .optional("LaunchType", .word(["EC2", "FARGATE", "EXTERNAL"])),
                    .optional("NetworkConfiguration", network), .optional("PlatformVersion", .string(0...1600)),
                    .optional("Group", .string(0...1600)), .optional("EnableECSManagedTags", .boolean),
                    .optional("EnableExecuteCommand", .boolean),
                    .optional("PropagateTags", .word(["TASK_DEFINITION"])),
                    .optional("ReferenceId", .string(0...1024)), .optional("Tags", tags),
                ] + placements
            )
        ),
        .optional(
            "BatchParameters",
            .structure([
                .required("JobDefinition", .string(0...1600)), .required("JobName", .string(0...1600)),
                .optional("ArrayProperties", .structure([.optional("Size", .integer(0...Int(Int32.max)))])),
                .optional("RetryStrategy", .structure([.optional("Attempts", .integer(0...Int(Int32.max)))])),
            ])
        ),
        .optional(
            "RedshiftDataParameters",
            .structure([
                .optional("SecretManagerArn", arn), .required("Database", .string(1...64)),
                .optional("DbUser", .string(1...128)), .optional("Sql", .string(1...100_000)).secret,
                .optional("StatementName", .string(1...500)), .optional("WithEvent", .boolean),
                .optional("Sqls", .list(.string(1...100_000), 0...40)).secret,
            ])
        ),
        .optional(
            "SageMakerPipelineParameters",
            .structure([
                .optional(
                    "PipelineParameterList",
                    .list(
                        .structure([.required("Name", .string(1...256)), .required("Value", .string(0...1024))]),
                        0...200
                    )
                )
            ])
        ),
        .optional(
            "AppSyncParameters",
            .structure([.optional("GraphQLOperation", .string(1...1_048_576)).secret])
        ),
    ]
}
