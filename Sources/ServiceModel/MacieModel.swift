/// The operations on findings and buckets, with the names of Amazon Macie where it has them.
///
/// Source: https://docs.aws.amazon.com/macie/latest/APIReference/operations.html
public enum MacieModel {
    private typealias Parameter = OperationModel.Parameter

    /// The service's name in requests.
    public static let service = "macie2"

    private static let id = OperationModel.Shape.string(1...128)
    private static let findingID = Parameter.required("findingId", id, "The finding's id, or its beginning.")
    private static let bucketName = OperationModel.Shape.string(1...255)
    private static let selection: [Parameter] = [
        .optional("bucketName", bucketName, "Only findings in this bucket."),
        .optional("minimumSeverity", .integer(1...3), "Only findings of this severity or above; from low to high."),
        .optional("includesArchived", .boolean, "Also findings that are archived."),
        .optional("includesResolved", .boolean, "Also findings that hold no longer, and those that are archived."),
    ]
    private static let reason = OperationModel.Shape.string(0...4096)

    /// All operations on findings.
    public static let findings: [OperationModel] = [
        OperationModel(
            "ListFindingSummaries",
            .read,
            "Lists findings with what they are about, the latest first. Not in Macie.",
            selection + [
                .optional("findingCriteria", .document, "Only findings that meet these: Macie's findingCriteria."),
                .optional("maxResults", .integer(1...1_000_000), "The most that are returned; default: 1,000."),
                .optional("nextToken", .string(1...256), "The position of the last finding of the answer before."),
            ],
            actions: ["ListFindings"]
        ),
        OperationModel(
            "GetFindings",
            .read,
            "Shows findings.",
            [
                .required("findingIds", .list(id, 1...50), "Their ids, or the beginnings of these."),
                plainSort,
            ]
        ),
        OperationModel(
            "CountFindings",
            .read,
            "Counts findings by a property, of more properties than Macie.",
            selection + [
                .optional("groupBy", .string(1...128), "bucket, class, identifier, job, severity, state or type.")
            ],
            actions: ["GetFindingStatistics"]
        ),
        OperationModel(
            "GetSensitiveDataOccurrences",
            .reveal,
            "Reads an object again, and shows what was found in it.",
            [
                findingID,
                .optional(
                    "reason",
                    reason,
                    "Why somebody must see it; not needed where UpdateRevealConfiguration says so."
                ),
            ]
        ),
        OperationModel(
            "ListFindingsOfValue",
            .reveal,
            "Tells which objects hold a value. Not in Macie.",
            [.required("value", .string(0...1 << 20), "What to look for.")]
        ),
        OperationModel(
            "ArchiveFinding",
            .operate,
            "Archives a finding: it holds, but is no concern. Not in Macie.",
            [findingID, .required("reason", reason, "Why.")]
        ),
        OperationModel(
            "UnarchiveFinding",
            .operate,
            "Takes it back that a finding was archived. Not in Macie.",
            [findingID, .optional("reason", reason, "Why.")]
        ),
        OperationModel(
            "ApplyFindingsFilter",
            .operate,
            "Has a suppression rule archive what was found before it. Not in Macie.",
            [.required("name", .string(1...255), "The rule.")]
        ),
        OperationModel(
            "TestFindingsFilter",
            .operate,
            "Tells what a suppression rule would archive. Not in Macie.",
            [.required("name", .string(1...255), "The rule.")],
            auditing: .denials
        ),
    ].map { $0.of(service, group: "findings") }

    /// All operations on buckets.
    public static let buckets: [OperationModel] = [
        OperationModel(
            "ListBucketHoldings",
            .read,
            "Lists buckets with all that is known of what they hold. Not in Macie.",
            [.optional("bucketName", bucketName, "Only those of this name; '*' stands for any characters.")],
            actions: ["DescribeBuckets"]
        ),
        OperationModel(
            "GetBucketStatistics",
            .read,
            "Sums up what all buckets hold, and who may use them.",
            [.optional("accountId", .string(12...12), "The account; there is one.")]
        ),
        OperationModel(
            "DescribeBucketFolder",
            .read,
            "Shows a bucket, and the folders in one of its folders. Not in Macie.",
            [
                .required("bucketName", bucketName, "The bucket."),
                .optional("folder", .string(0...4096), "The folder; default: the bucket itself."),
                .optional("partial", .boolean, "Name the objects in it that were looked at only in part."),
            ]
        ),
    ].map { $0.of(service, group: "buckets") }
}
