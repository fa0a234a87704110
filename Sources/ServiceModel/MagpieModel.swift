/// The operations on the service itself, which AWS has not.
public enum MagpieModel {
    private typealias Parameter = OperationModel.Parameter

    /// The service's name in requests.
    public static let service = "magpie"

    private static let timeout = Parameter.optional("Timeout", .integer(1...600), "How long to wait, in seconds.")
    private static let canary = Parameter.required("Canary", .string(1...256), "What ExamineBucket has answered.")
    private static let backup = Parameter.required("Backup", .string(1...64), "What CreateBackup has answered.")
    private static let pattern = OperationModel.Shape.string(1...2048)
    private static let reason = Parameter.required("Reason", .string(0...4096), "Why.")

    /// All operations.
    public static let operations = health + audit + backups + doctor

    private static let health: [OperationModel] = [
        OperationModel("GetServiceStatus", .read, "Tells how the service is.").of(service, group: "status"),
        OperationModel("GetMetrics", .read, "Shows the service in numbers, in the format of Prometheus.")
            .of(service, group: "metrics"),
        OperationModel(
            "WaitUntilSettled",
            .read,
            "Waits until all that was written before is scanned, and its events are delivered.",
            [.optional("Timeout", .integer(1...86_400), "How long at most, in seconds; default: 60.")]
        ).waiting.of(service, group: "wait"),
        OperationModel(
            "TailEvents",
            .read,
            "Shows events as they come; waits for some seconds.",
            [
                .optional("EventBusName", .string(1...1600), "The event bus; default: default."),
                .optional("After", .integer(0...Int.max), "The position of the answer before."),
            ]
        ).waiting.of(service, group: "events"),
    ]

    private static let audit: [OperationModel] = [
        OperationModel(
            "ListAuditEntries",
            .admin,
            "Lists the entries of both audit logs, in the order of their times.",
            [
                .optional("User", pattern, "Only what this user has asked for; patterns may have '*'."),
                .optional("Action", pattern, "Only this operation."),
                .optional("Resource", pattern, "Only about this."),
                .optional("Result", pattern, "Only with this result."),
                .optional("Since", .string(1...64), "Only from this time on."),
                .optional("Until", .string(1...64), "Only before this time."),
                .optional("Log", .string(1...16), "service, keys or all."),
                .optional("Limit", .integer(1...1000), "The most that are returned."),
                .optional("After", .string(1...128), "Where the answer before has ended."),
            ],
            auditing: .denials
        ),
        OperationModel("VerifyAuditLogs", .admin, "Checks every entry of both audit logs.", auditing: .denials),
        OperationModel("AcceptAuditLogs", .admin, "Takes damaged audit logs as they are, from now on.", [reason]),
    ].map { $0.of(service, group: "audit") }

    private static let backups: [OperationModel] = [
        OperationModel(
            "CreateBackup",
            .admin,
            "Copies the records and the keys.",
            [.required("For", .string(1...16_384), "Where the client will write the copy, for the audit log.")]
        ),
        OperationModel(
            "GetBackupPart",
            .admin,
            "Shows a piece of a copy.",
            [
                backup, .required("Of", .word(["records", "keys"]), "Which of both."),
                .required("Offset", .integer(0...Int.max), "Where the piece begins, in bytes."),
            ],
            auditing: .denials
        ),
        OperationModel("DeleteBackup", .admin, "Removes a copy.", [backup], auditing: .denials),
    ].map { $0.of(service, group: "backup") }

    private static let doctor: [OperationModel] = [
        OperationModel(
            "ExamineBucket",
            .admin,
            "Puts a canary into a bucket, follows it, and takes it away; or tells what to put there.",
            [.required("Bucket", .string(1...255), "The bucket."), timeout]
        ),
        OperationModel(
            "ExamineCanary",
            .admin,
            "Follows a canary that the client has put into a bucket.",
            [canary, timeout],
            auditing: .denials
        ),
        OperationModel(
            "RemoveCanary",
            .admin,
            "Removes what is kept of a canary that the client has taken away.",
            [canary],
            auditing: .denials
        ),
    ].map { $0.waiting.of(service, group: "doctor") }
}
