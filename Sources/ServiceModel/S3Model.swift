/// The operations on buckets and their objects, with the names of Amazon S3.
///
/// Keys are texts as ``ObjectKey`` has them. What AWS sends as a header is a member of the answer with its name in the API.
///
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html,
/// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
public enum S3Model {
    typealias Parameter = OperationModel.Parameter

    /// The service's name in requests.
    public static let service = "s3"

    static let bucket = Parameter.required("Bucket", .string(1...255), "The bucket.")
    static let key = Parameter.required("Key", .string(1...ObjectKey.mostBytes), "The object.")
    /// What may be said besides, wherever a bucket is named.
    static let owner = Parameter.optional("ExpectedBucketOwner", .string(0...256), "Whose the bucket must be.")
    static let payer = Parameter.optional("RequestPayer", .word(["requester"]))
    static let encoding = Parameter.optional("EncodingType", .word(["url"]), "How names are written in the answer.")

    /// What a list of objects may be asked for.
    private static let listing: [Parameter] = [
        bucket, .optional("Prefix", .string(0...ObjectKey.mostBytes), "How keys begin."),
        .optional("Delimiter", .string(0...1024), "Keys with it behind the prefix are put together."),
        .optional("MaxKeys", .integer(0...Int(Int32.max)), "The most that are returned; there are never above 1,000."),
        encoding, owner, payer, .optional("OptionalObjectAttributes", .list(.word(["RestoreStatus"]), 0...10)),
    ]

    /// What an object must be for an answer to have it.
    private static let conditions: [Parameter] = [
        bucket, key, .optional("IfMatch", .string(0...8192)), .optional("IfNoneMatch", .string(0...8192)),
        .optional("IfModifiedSince", .time), .optional("IfUnmodifiedSince", .time),
        .optional("Range", .string(0...1024), "Such as bytes=0-499."), .optional("PartNumber", .integer(1...10_000)),
        .optional("VersionId", .string(0...1024)), .optional("ChecksumMode", .word(["ENABLED"])),
        .optional("ResponseCacheControl", .string(0...4096)),
        .optional("ResponseContentDisposition", .string(0...4096)),
        .optional("ResponseContentEncoding", .string(0...4096)),
        .optional("ResponseContentLanguage", .string(0...4096)),
        .optional("ResponseContentType", .string(0...4096)), .optional("ResponseExpires", .time), owner, payer,
    ]

    static let version = Parameter.optional("VersionId", .string(0...1024))

    /// The operations that change nothing.
    static let reading: [OperationModel] = [
        OperationModel(
            "ListBuckets",
            .read,
            "Lists the buckets.",
            [
                .optional("Prefix", .string(0...255), "How their names begin."),
                .optional("MaxBuckets", .integer(1...10_000), "The most that are returned."),
                .optional("ContinuationToken", .string(0...1024)), .optional("BucketRegion", .string(0...64)),
            ],
            actions: ["ListAllMyBuckets"]
        ),
        OperationModel(
            "HeadBucket",
            .read,
            "Tells whether a bucket is there.",
            [bucket, owner],
            actions: ["ListBucket"]
        ),
        OperationModel("GetBucketLocation", .read, "Tells the Region of a bucket.", [bucket, owner]),
        OperationModel(
            "ListObjects",
            .read,
            "Lists objects, by the first version of the operation.",
            listing + [.optional("Marker", .string(0...ObjectKey.mostBytes), "Keys behind this one.")],
            actions: ["ListBucket"]
        ),
        OperationModel(
            "ListObjectsV2",
            .read,
            "Lists objects in the order of their keys' bytes.",
            listing + [
                .optional("ContinuationToken", .string(0...4 * ObjectKey.mostBytes), "That of the answer before."),
                .optional("StartAfter", .string(0...ObjectKey.mostBytes), "Keys behind this one."),
                .optional("FetchOwner", .boolean),
            ],
            actions: ["ListBucket"]
        ),
        OperationModel(
            "ListObjectVersions",
            .read,
            "Lists objects, each as the one version that there is of it.",
            listing + [
                .optional("KeyMarker", .string(0...ObjectKey.mostBytes), "Keys behind this one."),
                .optional("VersionIdMarker", .string(0...1024)),
            ],
            actions: ["ListBucketVersions"]
        ),
        OperationModel(
            "HeadObject",
            .read,
            "Describes an object.",
            conditions,
            actions: ["GetObject"]
        ),
        OperationModel("GetObject", .reveal, "Gives what an object holds, or a part of it.", conditions),
        OperationModel(
            "GetObjectAttributes",
            .read,
            "Describes an object by the attributes that are named.",
            [
                bucket, key, version,
                .required(
                    "ObjectAttributes",
                    .list(.word(["ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize"]), 1...5)
                ),
                .optional("MaxParts", .integer(0...Int(Int32.max))),
                .optional("PartNumberMarker", .integer(0...10_000)), owner, payer,
            ],
            actions: ["GetObject", "GetObjectAttributes"]
        ),
        OperationModel(
            "GetObjectTagging",
            .read,
            "Shows the tags of an object.",
            [bucket, key, version, owner, payer]
        ),
        OperationModel(
            "GetObjectAcl",
            .read,
            "Shows to whom an object belongs.",
            [bucket, key, version, owner, payer]
        ),
        OperationModel("GetBucketTagging", .read, "Shows the tags of a bucket.", [bucket, owner]),
        OperationModel(
            "GetBucketEncryption",
            .read,
            "Shows how new objects are encrypted.",
            [bucket, owner],
            actions: ["GetEncryptionConfiguration"]
        ),
        OperationModel("GetBucketPolicy", .read, "Shows the policy of a bucket.", [bucket, owner]),
        OperationModel(
            "GetPublicAccessBlock",
            .read,
            "Shows what policies of a bucket cannot let the public do.",
            [bucket, owner],
            actions: ["GetBucketPublicAccessBlock"]
        ),
        OperationModel("GetBucketVersioning", .read, "Tells whether objects have versions.", [bucket, owner]),
        OperationModel("GetBucketAcl", .read, "Shows to whom a bucket belongs.", [bucket, owner]),
        OperationModel(
            "GetBucketOwnershipControls",
            .read,
            "Shows who owns new objects.",
            [bucket, owner]
        ),
        OperationModel(
            "GetBucketNotificationConfiguration",
            .read,
            "Shows who is told of changes.",
            [bucket, owner],
            actions: ["GetBucketNotification"]
        ),
    ]

    /// All operations.
    public static let operations: [OperationModel] = (reading + writing + uploads + tagging + policies).map {
        $0.of(service)
    }

    /// The operation with this name: `GetObject`.
    public static func operation(_ name: String) -> OperationModel? { operations.first { $0.name == name } }
}
