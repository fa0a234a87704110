extension S3Model {
    static let checksumAlgorithms = ["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"]

    /// The checksums of a content, each in base64.
    static let checksums: [Parameter] =
        checksumAlgorithms.map { .optional("Checksum\($0)", .string(0...128)) } + [
            .optional("ContentMD5", .string(0...128)),
            .optional("ChecksumAlgorithm", .word(checksumAlgorithms), "Which checksum is kept."),
            .optional("Trailer", .string(0...1024), "What comes behind the content."),
        ]

    /// What is said of an object besides what it holds.
    static let description: [Parameter] = [
        .optional("ACL", .string(0...64)), .optional("CacheControl", .string(0...4096)),
        .optional("ContentDisposition", .string(0...4096)), .optional("ContentEncoding", .string(0...4096)),
        .optional("ContentLanguage", .string(0...4096)), .optional("ContentType", .string(0...4096)),
        .optional("Expires", .string(0...4096)), .optional("Metadata", .map(0...2048)),
        .optional("StorageClass", .string(0...64)), .optional("Tagging", .string(0...16_384)),
        .optional("WebsiteRedirectLocation", .string(0...4096)),
        .optional("ServerSideEncryption", .string(0...64)), .optional("SSEKMSKeyId", .string(0...2048)),
        .optional("SSEKMSEncryptionContext", .string(0...16_384)), .optional("BucketKeyEnabled", .boolean),
        .optional("SSECustomerAlgorithm", .string(0...64)), .optional("ObjectLockMode", .string(0...64)),
        .optional("ObjectLockLegalHoldStatus", .string(0...64)),
    ]

    /// What an object must be, or must not be there, to be replaced.
    static let writeConditions: [Parameter] = [
        .optional("IfMatch", .string(0...8192)), .optional("IfNoneMatch", .string(0...8192)),
    ]

    /// Where an object is copied from, and what that must be.
    static let source: [Parameter] = [
        .required("CopySource", .string(1...4 * ObjectKey.mostBytes), "Bucket and key, as in an address."),
        .optional("CopySourceIfMatch", .string(0...8192)), .optional("CopySourceIfNoneMatch", .string(0...8192)),
        .optional("CopySourceIfModifiedSince", .time), .optional("CopySourceIfUnmodifiedSince", .time),
        .optional("CopySourceSSECustomerAlgorithm", .string(0...64)),
        .optional("ExpectedSourceBucketOwner", .string(0...256)),
    ]

    /// The operations that change objects; nobody may by a role at the socket alone who is no administrator.
    static let writing: [OperationModel] = [
        OperationModel(
            "PutObject",
            .admin,
            "Puts an object into a bucket that may be written to.",
            [bucket, key] + checksums + description + writeConditions + [owner, payer]
        ),
        OperationModel(
            "CopyObject",
            .admin,
            "Copies an object, or changes what is said of it.",
            [bucket, key] + source + description + writeConditions + [
                .optional("ChecksumAlgorithm", .word(checksumAlgorithms)),
                .optional("MetadataDirective", .word(["COPY", "REPLACE"])),
                .optional("TaggingDirective", .word(["COPY", "REPLACE"])), owner, payer,
            ],
            actions: ["PutObject"]
        ),
        OperationModel(
            "DeleteObject",
            .admin,
            "Removes an object.",
            [
                bucket, key, .optional("VersionId", .string(0...1024)), .optional("IfMatch", .string(0...8192)), owner,
                payer,
            ]
        ),
        OperationModel(
            "DeleteObjects",
            .admin,
            "Removes up to a thousand objects.",
            [
                bucket,
                .required(
                    "Delete",
                    .structure([
                        .required(
                            "Objects",
                            .list(
                                .structure([
                                    .required("Key", .string(1...ObjectKey.mostBytes)),
                                    .optional("VersionId", .string(0...1024)), .optional("ETag", .string(0...8192)),
                                ]),
                                1...1000
                            )
                        ), .optional("Quiet", .boolean),
                    ])
                ), owner, payer,
            ] + checksums,
            actions: ["DeleteObject"]
        ),
    ]
}

extension S3Model {
    private static let upload = Parameter.required("UploadId", .string(1...1024), "The upload.")
    private static let number = Parameter.required("PartNumber", .integer(1...10_000), "The part, from 1 on.")
    private static let checksumType = Parameter.optional("ChecksumType", .word(["COMPOSITE", "FULL_OBJECT"]))
    private static let customer = Parameter.optional("SSECustomerAlgorithm", .string(0...64))

    /// The operations on objects that come in parts.
    static let uploads: [OperationModel] = [
        OperationModel(
            "CreateMultipartUpload",
            .admin,
            "Begins an object that comes in parts.",
            [bucket, key, .optional("ChecksumAlgorithm", .word(checksumAlgorithms)), checksumType] + description
                + [owner, payer],
            actions: ["PutObject"]
        ),
        OperationModel(
            "UploadPart",
            .admin,
            "Puts a part of an object.",
            [bucket, key, upload, number, customer] + checksums + [owner, payer],
            actions: ["PutObject"]
        ),
        OperationModel(
            "UploadPartCopy",
            .admin,
            "Copies an object, or a stretch of one, as a part of another.",
            [bucket, key, upload, number] + source + [.optional("CopySourceRange", .string(0...1024)), owner, payer],
            actions: ["PutObject"]
        ),
        OperationModel(
            "CompleteMultipartUpload",
            .admin,
            "Puts parts together to an object.",
            [
                bucket, key, upload,
                .required(
                    "MultipartUpload",
                    .structure([
                        .required(
                            "Parts",
                            .list(
                                .structure(
                                    [
                                        .required("PartNumber", .integer(1...10_000)),
                                        .optional("ETag", .string(0...256)),
                                    ]
                                        + checksumAlgorithms.map { .optional("Checksum\($0)", .string(0...128)) }
                                ),
                                1...10_000
                            )
                        )
                    ])
                ), checksumType, .optional("MpuObjectSize", .integer(0...Int.max)), owner, payer,
            ] + checksumAlgorithms.map { .optional("Checksum\($0)", .string(0...128)) } + writeConditions,
            actions: ["PutObject"]
        ),
        OperationModel(
            "AbortMultipartUpload",
            .admin,
            "Removes the parts of an object that was not completed.",
            [bucket, key, upload, owner, payer]
        ),
        OperationModel(
            "ListParts",
            .read,
            "Lists the parts of an object that was not completed.",
            [
                bucket, key, upload, .optional("MaxParts", .integer(0...Int(Int32.max))),
                .optional("PartNumberMarker", .integer(0...10_000)), owner, payer,
            ],
            actions: ["ListMultipartUploadParts"]
        ),
        OperationModel(
            "ListMultipartUploads",
            .read,
            "Lists objects that were not completed.",
            [
                bucket, .optional("Delimiter", .string(0...1024)), encoding, .optional("KeyMarker", .string(0...4096)),
                .optional("MaxUploads", .integer(0...Int(Int32.max))), .optional("Prefix", .string(0...4096)),
                .optional("UploadIdMarker", .string(0...1024)), owner, payer,
            ],
            actions: ["ListBucketMultipartUploads"]
        ),
    ]

    /// The operations on tags of objects that are there.
    static let tagging: [OperationModel] = [
        OperationModel(
            "PutObjectTagging",
            .admin,
            "Gives an object tags in place of those that it has.",
            [
                bucket, key, version,
                .required(
                    "Tagging",
                    .structure([
                        .required(
                            "TagSet",
                            .list(
                                .structure([
                                    .required("Key", .string(1...128)), .required("Value", .string(0...256)),
                                ]),
                                0...50
                            )
                        )
                    ])
                ), owner, payer,
            ] + checksums
        ),
        OperationModel(
            "DeleteObjectTagging",
            .admin,
            "Takes all tags away from an object.",
            [bucket, key, version, owner]
        ),
    ]

    private static let encryptionRule: [Parameter] = [
        .optional(
            "ApplyServerSideEncryptionByDefault",
            .structure([.required("SSEAlgorithm", .string(0...64)), .optional("KMSMasterKeyID", .string(0...2048))])
        ), .optional("BucketKeyEnabled", .boolean),
    ]

    /// The operations on policies of buckets, and on how these encrypt.
    static let policies: [OperationModel] = [
        OperationModel(
            "PutBucketPolicy",
            .admin,
            "Gives a bucket a policy.",
            [
                bucket, .required("Policy", .string(1...20_480)), .optional("ConfirmRemoveSelfBucketAccess", .boolean),
                owner,
            ]
                + checksums
        ),
        OperationModel("DeleteBucketPolicy", .admin, "Takes the policy of a bucket away.", [bucket, owner]),
        OperationModel("GetBucketPolicyStatus", .read, "Tells whether a bucket's policy is public.", [bucket, owner]),
        OperationModel(
            "PutPublicAccessBlock",
            .admin,
            "Says what policies of a bucket cannot let the public do.",
            [
                bucket,
                .required(
                    "PublicAccessBlockConfiguration",
                    .structure([
                        .optional("BlockPublicAcls", .boolean), .optional("IgnorePublicAcls", .boolean),
                        .optional("BlockPublicPolicy", .boolean), .optional("RestrictPublicBuckets", .boolean),
                    ])
                ), owner,
            ] + checksums,
            actions: ["PutBucketPublicAccessBlock"]
        ),
        OperationModel(
            "DeletePublicAccessBlock",
            .admin,
            "Takes away what policies of a bucket cannot let the public do.",
            [bucket, owner],
            actions: ["PutBucketPublicAccessBlock"]
        ),
        OperationModel(
            "PutBucketEncryption",
            .admin,
            "Says how new objects are encrypted whose writers say nothing else.",
            [
                bucket,
                .required(
                    "ServerSideEncryptionConfiguration",
                    .structure([.required("Rules", .list(.structure(encryptionRule), 0...100))])
                ), owner,
            ] + checksums,
            actions: ["PutEncryptionConfiguration"]
        ),
        OperationModel(
            "DeleteBucketEncryption",
            .admin,
            "Has new objects encrypted as the configuration says.",
            [bucket, owner],
            actions: ["PutEncryptionConfiguration"]
        ),
    ]
}
