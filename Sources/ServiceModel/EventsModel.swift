/// The operations of the event bus, with EventBridge's names and limits.
///
/// Source: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Operations.html
public enum EventsModel {
    typealias Parameter = OperationModel.Parameter
    typealias Shape = OperationModel.Shape

    private static let busName = Shape.string(1...256, .path)
    static let name = Shape.string(1...64, .name)
    static let arn = Shape.string(1...1600)
    private static let description = Parameter.optional("Description", .string(0...512), "What it is for.")
    static let line = Parameter.optional("Description", .string(0...512, .line), "What it is for.")
    private static let busOrARN = Shape.string(1...1600, .pathOrARN)
    private static let bus = Parameter.optional(
        "EventBusName",
        busOrARN,
        "The event bus, or its ARN; default: default."
    )
    static let tags: Shape = .list(
        .structure([.required("Key", .string(1...128)), .required("Value", .string(0...256))], "Tag"),
        0...50
    )
    private static let resource = Parameter.required("ResourceARN", arn, "The rule or event bus, as ARN.")
    private static let rule = Parameter.required("Rule", name, "The rule's name.")
    private static let pattern = Shape.string(0...4096)
    private static let source = Shape.string(1...1600, .eventSource)
    static let keyIdentifier = Parameter.optional(
        "KmsKeyIdentifier",
        .string(0...2048, .keyIdentifier),
        "Refused: what is kept of events is not encrypted under keys."
    )
    static let deadLetters = Parameter.optional(
        "DeadLetterConfig",
        .structure([.optional("Arn", arn)]),
        "A queue, as ARN; what could not be delivered is listed by ListDeadLetters."
    )
    private static let log = Parameter.optional(
        "LogConfig",
        .structure([
            .optional("IncludeDetail", .word(["NONE", "FULL"])),
            .optional("Level", .word(["OFF", "ERROR", "INFO", "TRACE"])),
        ]),
        "Kept, and without effect."
    )
    private static let force = Parameter.optional("Force", .boolean, "Without effect.")
    static let page: [Parameter] = [
        .optional("NextToken", .string(1...2048), "Where the last answer ended."),
        .optional("Limit", .integer(1...100), "The most that are returned."),
    ]

    private static let entry = Shape.structure(
        [
            .optional("Time", .time), .optional("Source", .string(0...256)),
            .optional("Resources", .list(.string(0...2048), 0...1000)), .optional("DetailType", .string(0...128)),
            .optional("Detail", .string(0...10_000_000)), .optional("EventBusName", .string(1...1600, .nameOrARN)),
            .optional("TraceHeader", .string(1...500)),
        ],
        "PutEventsRequestEntry"
    )

    /// The service's name in requests.
    public static let service = "events"

    /// All operations.
    public static let operations = (rules + buses + archives + letters + destinations + refused).map { $0.of(service) }

    private static let rules: [OperationModel] = [
        OperationModel(
            "PutEvents",
            .operate,
            "Puts up to ten events on event buses.",
            [
                .required("Entries", .list(entry, 1...10), "The events."),
                .optional("EndpointId", .string(1...50), "Refused: there are no endpoints."),
            ],
            auditing: .denials
        ),
        OperationModel(
            "TestEventPattern",
            .read,
            "Tells whether an event meets a pattern.",
            [
                .required("EventPattern", pattern, "The pattern."),
                .required("Event", .string(0...2_000_000), "The event, as JSON."),
            ]
        ),
        OperationModel(
            "PutRule",
            .admin,
            "Makes a rule, or replaces one.",
            [
                .required("Name", name, "The rule's name."),
                .optional("EventPattern", pattern, "Which events it is for."),
                .optional("ScheduleExpression", .string(0...256), "When it makes an event: rate(...) or cron(...)."),
                .optional(
                    "State",
                    .word(["ENABLED", "DISABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"]),
                    "ENABLED or DISABLED; default: ENABLED."
                ),
                description, bus, .optional("Tags", tags, "Names and values, for a new rule."),
                .optional("RoleArn", arn, "Kept, and without effect."),
            ]
        ),
        OperationModel(
            "DeleteRule",
            .admin,
            "Removes a rule without targets.",
            [.required("Name", name, "The rule's name."), bus, force]
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
            [.required("TargetArn", arn, "The target.").secret, bus] + page,
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
            [rule, bus, .required("Ids", .list(name, 1...100), "The targets' ids."), force]
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
            [
                .required("Name", busName, "Its name."), description, .optional("Tags", tags, "Names and values."),
                .optional("EventSourceName", .string(1...256, .partnerSource), "Refused: there are no partners."),
                keyIdentifier, deadLetters, log,
            ]
        ),
        OperationModel(
            "UpdateEventBus",
            .admin,
            "Changes an event bus; what is left out is removed from it.",
            [.optional("Name", busName, "Its name; default: default."), description, keyIdentifier, deadLetters, log]
        ),
        OperationModel(
            "PutPermission",
            .admin,
            "Lets others put events on an event bus, by a statement of its policy or a whole policy.",
            [
                .optional("EventBusName", .string(1...256, .name), "The event bus; default: default."),
                .optional("Action", .string(1...64, .eventsAction), "events:PutEvents."),
                .optional("Principal", .string(1...12, .accountOrAll), "An account, or * for everybody."),
                .optional("StatementId", .string(1...64, .statement), "What to remove the statement by."),
                .optional(
                    "Condition",
                    .structure([
                        .required("Type", .string(0...256)), .required("Key", .string(0...256)),
                        .required("Value", .string(0...256)),
                    ]),
                    "Under which condition."
                ), .optional("Policy", .string(0...10_240), "The whole policy instead, as JSON."),
            ]
        ),
        OperationModel(
            "RemovePermission",
            .admin,
            "Removes a statement from the policy of an event bus, or the policy.",
            [
                .optional("StatementId", .string(1...64, .statement), "The statement."),
                .optional("RemoveAllPermissions", .boolean, "All of them."),
                .optional("EventBusName", .string(1...256, .name), "The event bus; default: default."),
            ]
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
    ]

    private static let archives: [OperationModel] = [
        OperationModel(
            "CreateArchive",
            .admin,
            "Keeps events of a bus, to be replayed.",
            [
                .required("ArchiveName", .string(1...48, .name), "Its name."),
                .required("EventSourceArn", source, "The event bus, as ARN."),
                .optional("EventPattern", pattern, "Which events; default: all."),
                .optional("RetentionDays", .integer(0...36_500), "How long; 0, the default, for ever."), line,
                keyIdentifier,
            ]
        ),
        OperationModel(
            "UpdateArchive",
            .admin,
            "Changes an archive.",
            [
                .required("ArchiveName", .string(1...48, .name), "Its name."),
                .optional("EventPattern", pattern, "Which events."),
                .optional("RetentionDays", .integer(0...36_500), "How long; 0 for ever."), line, keyIdentifier,
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
                .optional("EventSourceArn", source, "Only those of this event bus."),
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
                .required("ReplayName", name, "Its name."), .required("EventSourceArn", source, "The archive, as ARN."),
                .required("EventStartTime", .time, "The time from which on."),
                .required("EventEndTime", .time, "The time up to which."),
                .required(
                    "Destination",
                    .structure([.required("Arn", arn), .optional("FilterArns", .list(arn, 0...10))]),
                    "The event bus, and the rules if not all."
                ), line,
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
                .optional("EventSourceArn", source, "Only those of this archive."),
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

    /// What is about other Regions and other companies.
    private static let refused: [OperationModel] = {
        let code = "OperationDisabledException"
        let endpoints = ["CreateEndpoint", "DeleteEndpoint", "DescribeEndpoint", "ListEndpoints", "UpdateEndpoint"]
        let partners = [
            "ActivateEventSource", "CreatePartnerEventSource", "DeactivateEventSource", "DeletePartnerEventSource",
            "DescribeEventSource", "DescribePartnerEventSource", "ListEventSources", "ListPartnerEventSourceAccounts",
            "ListPartnerEventSources", "PutPartnerEvents",
        ]
        return endpoints.map {
            .refused($0, because: "There is one Region: there are no endpoints between several.", code: code)
        } + partners.map { .refused($0, because: "There are no partners that send events.", code: code) }
    }()

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
                .optional("NextToken", .string(1...2048), "Where the last answer ended."),
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
