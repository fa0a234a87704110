/// The operations of the event bus, with EventBridge's names and limits.
///
/// Source: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Operations.html
public enum EventsModel {
    private typealias Parameter = OperationModel.Parameter
    private typealias Shape = OperationModel.Shape

    private static let busName = Shape.string(1...256, .path)
    private static let name = Shape.string(1...64, .name)
    private static let arn = Shape.string(1...1600)
    private static let description = Parameter.optional("Description", .string(0...512), "What it is for.")
    private static let busOrARN = Shape.string(1...1600, .pathOrARN)
    private static let bus = Parameter.optional(
        "EventBusName",
        busOrARN,
        "The event bus, or its ARN; default: default."
    )
    private static let tags: Shape = .list(
        .structure([.required("Key", .string(1...128)), .required("Value", .string(0...256))]),
        0...50
    )
    private static let resource = Parameter.required("ResourceARN", arn, "The rule or event bus, as ARN.")
    private static let rule = Parameter.required("Rule", name, "The rule's name.")
    private static let pattern = Shape.string(0...4096)
    private static let page: [Parameter] = [
        .optional("NextToken", .string(1...2048), "Where the last answer ended."),
        .optional("Limit", .integer(1...100), "The most that are returned."),
    ]

    /// A target of a rule.
    ///
    /// `Arn` says where the events go; see magpie(1).
    private static let target = Shape.structure([
        .required("Id", name),
        .required("Arn", arn),
        .optional("Input", .string(0...8192)),
        .optional("InputPath", .string(0...256)),
        .optional(
            "InputTransformer",
            .structure([
                .optional("InputPathsMap", .map(0...100)), .required("InputTemplate", .string(1...8192)),
            ])
        ),
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
                .optional("HeaderParameters", .map(0...100)), .optional("QueryStringParameters", .map(0...100)),
            ])
        ),
        .optional(
            "WebhookParameters",
            .structure([
                .optional("SigningKeyFile", .string(1...4096)), .optional("TimeoutInSeconds", .integer(1...60)),
                .optional("AllowPlainHTTP", .boolean),
            ])
        ),
        .optional("RoleArn", .string(1...1600)),
        .optional("FileParameters", .structure([.optional("Group", .string(1...256))])),
        .optional(
            "CommandParameters",
            .structure([
                .optional("Arguments", .list(.string(0...4096), 0...100)), .optional("User", .string(1...32)),
                .optional("TimeoutInSeconds", .integer(1...3600)),
            ])
        ),
    ])

    private static let entry = Shape.structure([
        .optional("Time", .time), .optional("Source", .string(0...256)),
        .optional("Resources", .list(.string(0...2048), 0...1000)), .optional("DetailType", .string(0...128)),
        .optional("Detail", .string(0...10_000_000)), .optional("EventBusName", .string(1...1600)),
    ])

    /// The service's name in requests.
    public static let service = "events"

    /// All operations.
    public static let operations = (rules + buses + letters).map { $0.of(service) }

    private static let rules: [OperationModel] = [
        OperationModel(
            "PutEvents",
            .operate,
            "Puts up to ten events on event buses.",
            [.required("Entries", .list(entry, 1...10), "The events.")],
            auditing: .denials
        ),
        OperationModel(
            "TestEventPattern",
            .read,
            "Tells whether an event meets a pattern.",
            [
                .required("EventPattern", .string(1...10_000), "The pattern."),
                .required("Event", .string(1...2_000_000), "The event, as JSON."),
            ]
        ),
        OperationModel(
            "PutRule",
            .admin,
            "Makes a rule, or replaces one.",
            [
                .required("Name", name, "The rule's name."),
                .optional("EventPattern", .string(0...10_000), "Which events it is for."),
                .optional("ScheduleExpression", .string(0...256), "When it makes an event: rate(...) or cron(...)."),
                .optional(
                    "State",
                    .word(["ENABLED", "DISABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"]),
                    "ENABLED or DISABLED; default: ENABLED."
                ),
                description, bus, .optional("Tags", tags, "Names and values, for a new rule."),
            ]
        ),
        OperationModel(
            "DeleteRule",
            .admin,
            "Removes a rule without targets.",
            [.required("Name", name, "The rule's name."), bus]
        ),
        OperationModel("DescribeRule", .read, "Shows a rule.", [.required("Name", name, "The rule's name."), bus]),
        OperationModel("EnableRule", .admin, "Enables a rule.", [.required("Name", name, "The rule's name."), bus]),
        OperationModel("DisableRule", .admin, "Disables a rule.", [.required("Name", name, "The rule's name."), bus]),
        OperationModel(
            "ArmRule",
            .admin,
            "Lets a rule act on files and secrets, after it has been rehearsed. Not in EventBridge.",
            [.required("Name", name, "The rule's name."), bus]
        ),
        OperationModel(
            "DisarmRule",
            .admin,
            "Has a rule only rehearse what it would do. Not in EventBridge.",
            [.required("Name", name, "The rule's name."), bus]
        ),
        OperationModel(
            "ListRules",
            .read,
            "Lists the rules of an event bus.",
            [.optional("NamePrefix", name, "Only rules whose names begin so."), bus] + page,
            actions: ["ListRules", "DescribeRule"]
        ),
        OperationModel(
            "ListRuleNamesByTarget",
            .read,
            "Lists the rules that have a target.",
            [.required("TargetArn", arn, "The target."), bus] + page,
            actions: ["ListRuleNamesByTarget", "DescribeRule"]
        ),
        OperationModel(
            "PutTargets",
            .admin,
            "Adds targets to a rule, or replaces them.",
            [rule, bus, .required("Targets", .list(target, 1...100), "The targets.")]
        ),
        OperationModel(
            "RemoveTargets",
            .admin,
            "Removes targets from a rule; what waits for them is dropped.",
            [rule, bus, .required("Ids", .list(name, 1...100), "The targets' ids.")]
        ),
        OperationModel("ListTargetsByRule", .read, "Lists the targets of a rule.", [rule, bus] + page),
        OperationModel(
            "RevealTargets",
            .admin,
            "Lists the targets of a rule with addresses and headers as they are. Not in EventBridge.",
            [rule, bus] + page
        ),
    ]

    private static let buses: [OperationModel] = [
        OperationModel(
            "CreateEventBus",
            .admin,
            "Makes an event bus.",
            [.required("Name", busName, "Its name."), description, .optional("Tags", tags, "Names and values.")]
        ),
        OperationModel(
            "DeleteEventBus",
            .admin,
            "Removes an event bus and its rules.",
            [.required("Name", busName, "Its name.")]
        ),
        OperationModel(
            "DescribeEventBus",
            .read,
            "Shows an event bus.",
            [.optional("Name", busOrARN, "Its name or ARN.")]
        ),
        OperationModel(
            "ListEventBuses",
            .read,
            "Lists the event buses.",
            [.optional("NamePrefix", busName, "Only those whose names begin so.")] + page,
            actions: ["ListEventBuses", "DescribeEventBus"]
        ),
        OperationModel(
            "CreateArchive",
            .admin,
            "Keeps events of a bus, to be replayed.",
            [
                .required("ArchiveName", .string(1...48, .name), "Its name."),
                .required("EventSourceArn", arn, "The event bus, as ARN."),
                .optional("EventPattern", pattern, "Which events; default: all."),
                .optional("RetentionDays", .integer(0...36_500), "How long; 0, the default, for ever."), description,
            ]
        ),
        OperationModel(
            "UpdateArchive",
            .admin,
            "Changes an archive.",
            [
                .required("ArchiveName", .string(1...48, .name), "Its name."),
                .optional("EventPattern", pattern, "Which events."),
                .optional("RetentionDays", .integer(0...36_500), "How long; 0 for ever."), description,
            ]
        ),
        OperationModel(
            "DeleteArchive",
            .admin,
            "Removes an archive and what it keeps.",
            [.required("ArchiveName", .string(1...48, .name), "Its name.")]
        ),
        OperationModel(
            "DescribeArchive",
            .read,
            "Shows an archive.",
            [.required("ArchiveName", .string(1...48, .name), "Its name.")]
        ),
        OperationModel(
            "ListArchives",
            .read,
            "Lists the archives.",
            [
                .optional("NamePrefix", .string(1...48, .name), "Only those whose names begin so."),
                .optional("EventSourceArn", arn, "Only those of this event bus."),
                .optional(
                    "State",
                    .word(["ENABLED", "DISABLED", "CREATING", "UPDATING", "CREATE_FAILED", "UPDATE_FAILED"]),
                    "Only those in this state."
                ),
            ] + page,
            actions: ["ListArchives", "DescribeArchive"]
        ),
        OperationModel(
            "StartReplay",
            .admin,
            "Puts archived events on their bus again.",
            [
                .required("ReplayName", name, "Its name."), .required("EventSourceArn", arn, "The archive, as ARN."),
                .required("EventStartTime", .time, "The time from which on."),
                .required("EventEndTime", .time, "The time up to which."),
                .required(
                    "Destination",
                    .structure([.required("Arn", arn), .optional("FilterArns", .list(arn, 0...10))]),
                    "The event bus, and the rules if not all."
                ), description,
            ]
        ),
        OperationModel("CancelReplay", .admin, "Ends a replay.", [.required("ReplayName", name, "Its name.")]),
        OperationModel("DescribeReplay", .read, "Shows a replay.", [.required("ReplayName", name, "Its name.")]),
        OperationModel(
            "ListReplays",
            .read,
            "Lists the replays.",
            [
                .optional("NamePrefix", name, "Only those whose names begin so."),
                .optional("EventSourceArn", arn, "Only those of this archive."),
                .optional(
                    "State",
                    .word(["STARTING", "RUNNING", "CANCELLING", "COMPLETED", "CANCELLED", "FAILED"]),
                    "Only those in this state."
                ),
            ] + page,
            actions: ["ListReplays", "DescribeReplay"]
        ),
        OperationModel(
            "TagResource",
            .admin,
            "Adds tags to a rule or an event bus, or changes them.",
            [resource, .required("Tags", tags, "Names and values.")]
        ),
        OperationModel(
            "UntagResource",
            .admin,
            "Removes tags from a rule or an event bus.",
            [resource, .required("TagKeys", .list(.string(1...128), 0...50), "Their names.")]
        ),
        OperationModel("ListTagsForResource", .read, "Lists the tags of a rule or an event bus.", [resource]),
    ]

    private static let letters: [OperationModel] = [
        OperationModel(
            "DryRunRule",
            .read,
            "Tells what a pattern would have met in an archive. Not in EventBridge.",
            [
                .required("ArchiveName", .string(1...48, .name), "The archive."),
                .required("EventPattern", .string(1...4096), "The pattern."),
                .optional("EventStartTime", .time, "The time from which on."),
                .optional("EventEndTime", .time, "The time up to which."),
            ]
        ),
        OperationModel(
            "ReplayFindings",
            .admin,
            "Gives a rule the findings that hold and are not archived, as if they were found now. Not in EventBridge.",
            [
                rule, bus, .optional("DryRun", .boolean, "Tells how many it would meet, and puts none."),
                .optional("NextToken", .string(1...64), "Where the last answer ended."),
            ]
        ),
        OperationModel(
            "ListRuleMetrics",
            .read,
            "Shows what became of the events that rules met. Not in EventBridge.",
            [bus]
        ),
        OperationModel(
            "ListDeadLetters",
            .read,
            "Lists events that could not be delivered. Not in EventBridge.",
            [.optional("Rule", name, "Only those of a rule."), bus] + page
        ),
        OperationModel(
            "RedriveDeadLetters",
            .admin,
            "Has events that could not be delivered tried again. Not in EventBridge.",
            [rule, bus]
        ),
        OperationModel(
            "PurgeDeadLetters",
            .admin,
            "Drops events that could not be delivered. Not in EventBridge.",
            [rule, bus]
        ),
    ]

    /// The operation with this name: `PutRule`.
    public static func operation(_ name: String) -> OperationModel? { byName[name] }

    private static let byName = Dictionary(uniqueKeysWithValues: operations.map { ($0.name, $0) })
}
