/// The operations on discovery jobs that the commands of `magpie` ask for: more than Macie's, of which ``MacieModel`` has the
/// shapes.
///
/// Source: https://docs.aws.amazon.com/macie/latest/APIReference/jobs.html
public enum JobsModel {
    private static let id = OperationModel.Parameter.required(
        "JobId",
        .string(1...64, .name),
        "The job, by its id or its name."
    )

    private static let term = OperationModel.Shape.structure([
        .required(
            "simpleScopeTerm",
            .structure([
                .required(
                    "comparator",
                    .word(["EQ", "NE", "GT", "GTE", "LT", "LTE", "CONTAINS", "STARTS_WITH"])
                ),
                .required(
                    "key",
                    .word(["OBJECT_EXTENSION", "OBJECT_KEY", "OBJECT_LAST_MODIFIED_DATE", "OBJECT_SIZE"])
                ),
                .required("values", .list(.string(1...1024), 1...50)),
            ])
        )
    ])
    private static let terms = OperationModel.Shape.structure([.required("and", .list(term, 1...50))])

    /// The service's name in requests: jobs are a part of Macie.
    public static let service = MacieModel.service

    /// All operations.
    public static let operations: [OperationModel] = [
        OperationModel(
            "CreateJob",
            .operate,
            "Makes a job: looks again at objects that the service knows.",
            [
                .required("Name", .string(1...500), "What to call it."),
                .optional("Buckets", .list(.string(1...255), 1...1000), "The buckets; default: all."),
                .optional(
                    "Include",
                    .list(.string(1...4096), 1...100),
                    "Only objects that one of these patterns meets."
                ),
                .optional("Exclude", .list(.string(1...4096), 1...100), "No objects that one of these patterns meets."),
                .optional("Owner", .list(.string(1...32), 1...100), "Only objects of these users."),
                .optional(
                    "Scoping",
                    .structure([.optional("includes", terms), .optional("excludes", terms)]),
                    "Macie's criteria for objects: includes and excludes."
                ),
                .optional(
                    "SamplingPercentage",
                    .integer(1...100),
                    "How many of the objects, always the same; default: 100."
                ),
                .optional("Daily", .boolean, "Run every day at midnight, UTC."),
                .optional(
                    "Weekly",
                    .word(["SUNDAY", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY"]),
                    "Run every week on this day."
                ),
                .optional("Monthly", .integer(1...31), "Run every month on this day, or the last if there is none."),
                .optional("InitialRun", .boolean, "With a schedule: run now, too, for everything that is there."),
                .optional("QuietHours", .string(1...20), "When to rest, UTC: 08:00-18:00."),
                .optional("MegabytesPerSecond", .integer(1...100_000), "How much to read at most."),
            ],
            actions: ["CreateClassificationJob"]
        ),
        OperationModel(
            "ListJobs",
            .read,
            "Lists the jobs that who asks may see, with all their buckets.",
            actions: ["ListClassificationJobs", "DescribeClassificationJob"]
        ),
        OperationModel(
            "DescribeJob",
            .read,
            "Shows a job and how far it is.",
            [id],
            actions: ["DescribeClassificationJob"]
        ),
        OperationModel(
            "UpdateJob",
            .operate,
            "Has a job rest, go on, or end for good.",
            [
                id,
                .required(
                    "JobStatus",
                    .word(["USER_PAUSED", "RUNNING", "CANCELLED"]),
                    "What the job's status is to be."
                ),
            ],
            actions: ["UpdateClassificationJob"]
        ),
    ]
    .map { $0.of(service, group: "jobs") }

    /// The operation with this name: `CreateJob`.
    public static func operation(_ name: String) -> OperationModel? { operations.first { $0.name == name } }
}
