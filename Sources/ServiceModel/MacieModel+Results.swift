/// The operations on findings, buckets and jobs in the shapes of Amazon Macie.
///
/// The commands of `magpie` ask by operations of its own, which say more: `ListFindingSummaries`, `CreateJob` and others.
///
/// Source: https://docs.aws.amazon.com/macie/latest/APIReference/operations.html
extension MacieModel {
    private typealias Parameter = OperationModel.Parameter
    private typealias Shape = OperationModel.Shape

    private static func sort(_ attribute: Shape) -> Parameter {
        .optional(
            "sortCriteria",
            .structure([
                .optional("attributeName", attribute), .optional("orderBy", .word(["ASC", "DESC"])),
            ]),
            "By which attribute, and in which order."
        )
    }
    private static let pages: [Parameter] = [
        .optional("maxResults", .integer(1...1000), "The most that are returned; default: 50."), nextToken,
    ]
    private static let integer = Shape.integer(Int.min...Int.max)
    private static let texts = Shape.list(.string(0...4096), 0...1000)
    private static let comparisons: [Parameter] = ["gt", "gte", "lt", "lte"].map { .optional($0, integer) }
    /// What findings must meet: of each field what it must be.
    static let criteriaShape = OperationModel.Shape.structure([
        .optional(
            "criterion",
            .map(
                0...100,
                values: .structure(
                    [.optional("eq", texts), .optional("eqExactMatch", texts), .optional("neq", texts)] + comparisons
                )
            )
        )
    ])
    private static let bucketCriteria = Shape.map(
        0...100,
        values: .structure(
            [.optional("eq", texts), .optional("neq", texts), .optional("prefix", .string(0...4096))] + comparisons
        )
    )
    static let plainSort: OperationModel.Parameter = sort(.string(1...256))
    private static let tagPairs = Shape.list(
        .structure([.optional("key", .string(0...128)), .optional("value", .string(0...256))]),
        0...50
    )

    /// Which buckets: terms that all must hold.
    private static func buckets(_ comparators: [String], _ keys: [String]) -> Shape {
        let comparator = Parameter.optional("comparator", .word(comparators))
        return terms(
            .structure([comparator, .optional("key", .word(keys)), .optional("values", texts)]),
            "simpleCriterion",
            .structure([comparator, .optional("tagValues", tagPairs)]),
            "tagCriterion"
        )
    }

    private static func terms(_ simple: Shape, _ name: String, _ tags: Shape, _ tagName: String) -> Shape {
        let term = Shape.structure([.optional(name, simple), .optional(tagName, tags)])
        let block = Shape.structure([.optional("and", .list(term, 0...100))])
        return .structure([.optional("excludes", block), .optional("includes", block)])
    }

    private static let bucketKeys = [
        "ACCOUNT_ID", "S3_BUCKET_NAME", "S3_BUCKET_EFFECTIVE_PERMISSION", "S3_BUCKET_SHARED_ACCESS",
    ]
    private static let scoping = terms(
        .structure([
            .optional("comparator", .word(comparators)),
            .optional(
                "key",
                .word(["OBJECT_EXTENSION", "OBJECT_LAST_MODIFIED_DATE", "OBJECT_SIZE", "OBJECT_KEY"])
            ), .optional("values", texts),
        ]),
        "simpleScopeTerm",
        .structure([
            .optional("comparator", .word(comparators)), .optional("key", .string(0...128)),
            .optional("tagValues", tagPairs), .optional("target", .word(["S3_OBJECT"])),
        ]),
        "tagScopeTerm"
    )
    private static let criteria = Parameter.optional(
        "findingCriteria",
        criteriaShape,
        "Only findings that meet these: Macie's findingCriteria."
    )
    private static let job = Parameter.required("jobId", .string(1...64), "The job.")
    private static let bucket = Parameter.required("resourceArn", .string(1...1600), "The bucket, as ARN.")
    private static let ids = Shape.list(.string(1...128), 0...1000)
    private static let findingTypes =
        ["Multiple", "Financial", "Personal", "Credentials", "CustomIdentifier"].map { "SensitiveData:S3Object/\($0)" }
        + [
            "S3BucketPublic", "S3BucketSharedExternally", "S3BucketReplicatedExternally", "S3BucketEncryptionDisabled",
            "S3BlockPublicAccessDisabled", "S3BucketSharedWithCloudFront",
        ].map { "Policy:IAMUser/\($0)" }

    private static let comparators = ["EQ", "GT", "GTE", "LT", "LTE", "NE", "CONTAINS", "STARTS_WITH"]
    private static let jobTerm = Shape.structure([
        .optional("comparator", .word(comparators)),
        .optional("key", .word(["jobType", "jobStatus", "createdAt", "name"])),
        .optional("values", .list(.string(0...1024), 0...50)),
    ])
    private static let definition = Shape.structure([
        .optional("bucketCriteria", buckets(comparators, bucketKeys)),
        .optional(
            "bucketDefinitions",
            .list(
                .structure([
                    .required("accountId", .string(1...64)), .required("buckets", .list(.string(1...255), 0...1000)),
                ]),
                0...1000
            )
        ), .optional("scoping", scoping),
    ])
    private static let frequency = Shape.structure([
        .optional("dailySchedule", .structure([])),
        .optional("monthlySchedule", .structure([.optional("dayOfMonth", .integer(1...31))])),
        .optional(
            "weeklySchedule",
            .structure([
                .optional(
                    "dayOfWeek",
                    .word(["SUNDAY", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY"])
                )
            ])
        ),
    ])

    /// The operations in Macie's shapes.
    public static let results: [OperationModel] =
        found.map { $0.of(service, group: "findings") } + stored.map { $0.of(service, group: "buckets") }
        + jobs.map { $0.of(service, group: "jobs") }

    private static let found: [OperationModel] = [
        OperationModel(
            "ListFindings",
            .read,
            "Lists the ids of findings.",
            [criteria, plainSort] + pages
        ),
        OperationModel(
            "GetFindingStatistics",
            .read,
            "Counts findings by a property.",
            [
                criteria,
                .required(
                    "groupBy",
                    .word([
                        "resourcesAffected.s3Bucket.name", "type", "classificationDetails.jobId",
                        "severity.description",
                    ]),
                    "By which property."
                ), .optional("size", .integer(1...1000), "The most groups that are returned; default: 50."),
                sort(.word(["groupKey", "count"])),
            ]
        ),
        OperationModel(
            "CreateSampleFindings",
            .operate,
            "Makes samples of findings, and puts their events on the bus.",
            [
                .optional(
                    "findingTypes",
                    .list(.word(findingTypes), 0...20),
                    "Of which types; default: of all."
                )
            ]
        ),
        OperationModel(
            "GetSensitiveDataOccurrencesAvailability",
            .read,
            "Tells whether what was found can be shown.",
            [.required("findingId", .string(1...128), "The finding.")]
        ),
    ]

    private static let stored: [OperationModel] = [
        OperationModel(
            "DescribeBuckets",
            .read,
            "Lists buckets with what they hold.",
            [
                .optional("criteria", bucketCriteria, "Only buckets that meet these: a field, and what it must be."),
                plainSort,
            ] + pages
        ),
        OperationModel(
            "SearchResources",
            .read,
            "Lists buckets with what they hold, by Macie's criteria.",
            [
                .optional(
                    "bucketCriteria",
                    buckets(["EQ", "NE"], bucketKeys + ["AUTOMATED_DISCOVERY_MONITORING_STATUS"]),
                    "Only these."
                ),
                sort(
                    .word([
                        "ACCOUNT_ID", "RESOURCE_NAME", "S3_CLASSIFIABLE_OBJECT_COUNT", "S3_CLASSIFIABLE_SIZE_IN_BYTES",
                    ])
                ),
            ] + pages
        ),
        OperationModel("GetResourceProfile", .read, "Shows how sensitive a bucket is, and why.", [bucket]),
        OperationModel(
            "UpdateResourceProfile",
            .admin,
            "Says how sensitive a bucket is; without a score, what Macie works out counts again.",
            [bucket, .optional("sensitivityScoreOverride", .integer(100...100), "100, the highest score.")]
        ),
        OperationModel(
            "ListResourceProfileArtifacts",
            .read,
            "Lists up to a hundred objects of a bucket that were looked at, those with findings first.",
            [bucket, nextToken]
        ),
        OperationModel(
            "ListResourceProfileDetections",
            .read,
            "Lists what was found in a bucket.",
            [bucket] + shortPages
        ),
        OperationModel(
            "UpdateResourceProfileDetections",
            .admin,
            "Keeps which identifiers say nothing about how sensitive a bucket is.",
            [
                bucket,
                .optional(
                    "suppressDataIdentifiers",
                    .list(
                        .structure([
                            .optional("id", .string(1...128)), .optional("type", .word(["CUSTOM", "MANAGED"])),
                        ]),
                        0...1000
                    ),
                    "Which; they are marked in lists."
                ),
            ]
        ),
    ]

    private static let jobs: [OperationModel] = [
        OperationModel(
            "CreateClassificationJob",
            .operate,
            "Makes a job: looks again at objects that the service knows, for what all scans look for.",
            [
                .optional("allowListIds", ids, "Allow lists; they count for all scans from then on."),
                .required("clientToken", .string(1...64), "A word of your own."),
                .optional("customDataIdentifierIds", ids, "Identifiers; all scans look for them from then on."),
                .optional("description", .string(0...200), "What it is for."),
                .optional("initialRun", .boolean, "With a schedule: run now, too, for everything that is there."),
                .required("jobType", .word(["ONE_TIME", "SCHEDULED"]), "Once, or by a schedule."),
                .optional("managedDataIdentifierIds", ids, "Refused: the template says which are looked for."),
                .optional(
                    "managedDataIdentifierSelector",
                    .word(["ALL", "EXCLUDE", "INCLUDE", "NONE", "RECOMMENDED"]),
                    "ALL or RECOMMENDED: those that all scans look for."
                ), .required("name", .string(1...500), "Its name."),
                .required("s3JobDefinition", definition, "Which buckets and objects."),
                .optional("samplingPercentage", .integer(1...100), "How many of the objects."),
                .optional("scheduleFrequency", frequency, "When."),
                .optional("tags", .map(0...50), "Names and values."),
            ]
        ),
        OperationModel("DescribeClassificationJob", .read, "Shows a job.", [job]),
        OperationModel(
            "ListClassificationJobs",
            .read,
            "Lists jobs.",
            [
                .optional(
                    "filterCriteria",
                    .structure([
                        .optional("excludes", .list(jobTerm, 0...50)), .optional("includes", .list(jobTerm, 0...50)),
                    ]),
                    "Only these."
                ), sort(.word(["createdAt", "jobStatus", "name", "jobType"])),
            ] + pages,
            actions: ["ListClassificationJobs", "DescribeClassificationJob"]
        ),
        OperationModel(
            "UpdateClassificationJob",
            .operate,
            "Has a job rest, go on, or end for good.",
            [
                job,
                .required(
                    "jobStatus",
                    .word(["RUNNING", "PAUSED", "CANCELLED", "COMPLETE", "IDLE", "USER_PAUSED"]),
                    "RUNNING, USER_PAUSED or CANCELLED."
                ),
            ]
        ),
    ]
}
