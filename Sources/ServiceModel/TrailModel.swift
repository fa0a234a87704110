/// The operation on the audit logs that has the name and shape of AWS CloudTrail's.
///
/// Source: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
public enum TrailModel {
    /// The service's name in requests.
    public static let service = "cloudtrail"

    /// All operations.
    public static let operations: [OperationModel] = [
        OperationModel(
            "LookupEvents",
            .admin,
            "Lists what was asked for, by both audit logs, the last first.",
            [
                .optional(
                    "LookupAttributes",
                    .list(
                        .structure([
                            .required(
                                "AttributeKey",
                                .word([
                                    "EventId", "EventName", "ReadOnly", "Username", "ResourceType", "ResourceName",
                                    "EventSource", "AccessKeyId",
                                ])
                            ), .required("AttributeValue", .string(1...2000)),
                        ]),
                        0...100
                    ),
                    "One attribute, and what it must be."
                ), .optional("StartTime", .time, "From this time on."), .optional("EndTime", .time, "Up to this time."),
                .optional("EventCategory", .word(["insight"]), "There are no events of insights."),
                .optional("MaxResults", .integer(Int.min...Int.max), "1 to 50; default: 50."),
                .optional("NextToken", .string(0...2048), "Where the last answer ended."),
            ],
            auditing: .denials
        ).of(service)
    ]
}
