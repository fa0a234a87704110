/// How an operation of a service of REST and XML is asked for by HTTP, and how it is answered.
///
/// Source: https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html
struct S3Binding: Sendable {
    /// What the path of a request names.
    enum Level: Sendable {
        case service
        case bucket
        case object
    }

    /// What the body of a request is.
    enum Body: Sendable {
        /// Nothing that counts.
        case none
        /// A document of XML, which a parameter has.
        case document(String)
        /// Text, which a parameter has.
        case text(String)
        /// What an object shall hold.
        case content
    }

    /// Where the members of an answer go.
    enum Answer: Sendable {
        /// All into the head.
        case head
        /// Into a document with this root, but for those that go into the head.
        case document(String, head: Set<String> = [])
        /// One member is the document, and the others go into the head.
        case member(String, root: String)
        /// One member is the body, as it is.
        case text(String)
        /// Nowhere: there are none.
        case nothing
    }

    /// As AWS names the operation.
    let name: String
    let method: String
    let level: Level
    /// A name in the query that tells the operation from others, with the value that it must have if there is one.
    let marker: (name: String, value: String?)?
    /// A line of the head that tells it from others.
    let header: String?
    let body: Body
    let answer: Answer

    private init(
        _ name: String,
        _ method: String,
        _ level: Level,
        _ marker: String? = nil,
        header: String? = nil,
        body: Body = .none,
        answer: Answer
    ) {
        let parts = marker?.split(separator: "=").map(String.init)
        self.name = name
        self.method = method
        self.level = level
        self.marker = parts.map { ($0[0], $0.count > 1 ? $0[1] : nil) }
        self.header = header
        self.body = body
        self.answer = answer
    }

    /// All operations of S3: of two that fit a request, the first is meant.
    static let all: [S3Binding] = reading + writing

    /// Those that change something.
    private static let writing: [S3Binding] = [
        S3Binding(
            "UploadPartCopy",
            "PUT",
            .object,
            "uploadId",
            header: "x-amz-copy-source",
            answer: .member("CopyPartResult", root: "CopyPartResult")
        ),
        S3Binding("UploadPart", "PUT", .object, "uploadId", body: .content, answer: .head),
        S3Binding(
            "CreateMultipartUpload",
            "POST",
            .object,
            "uploads",
            answer: .document(
                "InitiateMultipartUploadResult",
                head: ["ChecksumAlgorithm", "ChecksumType", "SSEKMSKeyId", "ServerSideEncryption"]
            )
        ),
        S3Binding(
            "CompleteMultipartUpload",
            "POST",
            .object,
            "uploadId",
            body: .document("MultipartUpload"),
            answer: .document("CompleteMultipartUploadResult", head: ["SSEKMSKeyId", "ServerSideEncryption"])
        ),
        S3Binding("AbortMultipartUpload", "DELETE", .object, "uploadId", answer: .nothing),
        S3Binding("ListParts", "GET", .object, "uploadId", answer: .document("ListPartsResult")),
        S3Binding("ListMultipartUploads", "GET", .bucket, "uploads", answer: .document("ListMultipartUploadsResult")),
        S3Binding("PutBucketPolicy", "PUT", .bucket, "policy", body: .text("Policy"), answer: .nothing),
        S3Binding("DeleteBucketPolicy", "DELETE", .bucket, "policy", answer: .nothing),
        S3Binding(
            "GetBucketPolicyStatus",
            "GET",
            .bucket,
            "policyStatus",
            answer: .member("PolicyStatus", root: "PolicyStatus")
        ),
        S3Binding(
            "PutPublicAccessBlock",
            "PUT",
            .bucket,
            "publicAccessBlock",
            body: .document("PublicAccessBlockConfiguration"),
            answer: .head
        ),
        S3Binding("DeletePublicAccessBlock", "DELETE", .bucket, "publicAccessBlock", answer: .nothing),
        S3Binding(
            "PutBucketEncryption",
            "PUT",
            .bucket,
            "encryption",
            body: .document("ServerSideEncryptionConfiguration"),
            answer: .head
        ),
        S3Binding("DeleteBucketEncryption", "DELETE", .bucket, "encryption", answer: .nothing),
        S3Binding("PutObjectTagging", "PUT", .object, "tagging", body: .document("Tagging"), answer: .head),
        S3Binding("DeleteObjectTagging", "DELETE", .object, "tagging", answer: .nothing),
        S3Binding(
            "CopyObject",
            "PUT",
            .object,
            header: "x-amz-copy-source",
            answer: .member("CopyObjectResult", root: "CopyObjectResult")
        ),
        S3Binding("PutObject", "PUT", .object, body: .content, answer: .head),
        S3Binding("DeleteObject", "DELETE", .object, answer: .nothing),
        S3Binding(
            "DeleteObjects",
            "POST",
            .bucket,
            "delete",
            body: .document("Delete"),
            answer: .document("DeleteResult")
        ),
    ]

    private static let reading: [S3Binding] = [
        S3Binding("ListBuckets", "GET", .service, answer: .document("ListAllMyBucketsResult")),
        S3Binding("GetBucketLocation", "GET", .bucket, "location", answer: .text("LocationConstraint")),
        S3Binding("GetBucketTagging", "GET", .bucket, "tagging", answer: .document("Tagging")),
        S3Binding(
            "GetBucketEncryption",
            "GET",
            .bucket,
            "encryption",
            answer: .member("ServerSideEncryptionConfiguration", root: "ServerSideEncryptionConfiguration")
        ),
        S3Binding("GetBucketPolicy", "GET", .bucket, "policy", answer: .text("Policy")),
        S3Binding(
            "GetPublicAccessBlock",
            "GET",
            .bucket,
            "publicAccessBlock",
            answer: .member("PublicAccessBlockConfiguration", root: "PublicAccessBlockConfiguration")
        ),
        S3Binding("GetBucketVersioning", "GET", .bucket, "versioning", answer: .document("VersioningConfiguration")),
        S3Binding("GetBucketAcl", "GET", .bucket, "acl", answer: .document("AccessControlPolicy")),
        S3Binding(
            "GetBucketOwnershipControls",
            "GET",
            .bucket,
            "ownershipControls",
            answer: .member("OwnershipControls", root: "OwnershipControls")
        ),
        S3Binding(
            "GetBucketNotificationConfiguration",
            "GET",
            .bucket,
            "notification",
            answer: .document("NotificationConfiguration")
        ),
        S3Binding("ListObjectVersions", "GET", .bucket, "versions", answer: .document("ListVersionsResult")),
        S3Binding("ListObjectsV2", "GET", .bucket, "list-type=2", answer: .document("ListBucketResult")),
        S3Binding("ListObjects", "GET", .bucket, answer: .document("ListBucketResult")),
        S3Binding("HeadBucket", "HEAD", .bucket, answer: .head),
        S3Binding(
            "GetObjectAttributes",
            "GET",
            .object,
            "attributes",
            answer: .document("GetObjectAttributesOutput", head: ["LastModified", "VersionId"])
        ),
        S3Binding("GetObjectTagging", "GET", .object, "tagging", answer: .document("Tagging")),
        S3Binding("GetObjectAcl", "GET", .object, "acl", answer: .document("AccessControlPolicy")),
        S3Binding("GetObject", "GET", .object, answer: .head),
        S3Binding("HeadObject", "HEAD", .object, answer: .head),
    ]

    /// Names in queries by which AWS has operations that are not here: a request with one is no request for something else.
    static let others: Set<String> = [
        "abac", "accelerate", "acl", "analytics", "attributes", "cors", "delete", "encryption", "intelligent-tiering",
        "inventory", "legal-hold", "lifecycle", "location", "logging", "metadataConfiguration", "metadataTable",
        "metrics", "notification", "object-lock", "ownershipControls", "partNumber", "policy", "policyStatus",
        "publicAccessBlock", "renameObject", "replication", "requestPayment", "restore", "retention", "select",
        "session", "tagging", "torrent", "uploadId", "uploads", "versioning", "versions", "website",
    ]

    // MARK: Where members are

    /// The parameters that lines of the head are.
    static let headers = [
        "cache-control": "CacheControl", "content-disposition": "ContentDisposition",
        "content-encoding": "ContentEncoding", "content-language": "ContentLanguage", "content-md5": "ContentMD5",
        "content-type": "ContentType", "expires": "Expires", "if-match": "IfMatch",
        "if-modified-since": "IfModifiedSince", "if-none-match": "IfNoneMatch",
        "if-unmodified-since": "IfUnmodifiedSince", "range": "Range", "x-amz-acl": "ACL",
        "x-amz-checksum-algorithm": "ChecksumAlgorithm", "x-amz-checksum-crc32": "ChecksumCRC32",
        "x-amz-checksum-crc32c": "ChecksumCRC32C", "x-amz-checksum-crc64nvme": "ChecksumCRC64NVME",
        "x-amz-checksum-mode": "ChecksumMode", "x-amz-checksum-sha1": "ChecksumSHA1",
        "x-amz-checksum-sha256": "ChecksumSHA256", "x-amz-checksum-type": "ChecksumType",
        "x-amz-copy-source": "CopySource",
        "x-amz-copy-source-server-side-encryption-customer-algorithm": "CopySourceSSECustomerAlgorithm",
        "x-amz-source-expected-bucket-owner": "ExpectedSourceBucketOwner",
        "x-amz-copy-source-if-match": "CopySourceIfMatch",
        "x-amz-copy-source-if-modified-since": "CopySourceIfModifiedSince",
        "x-amz-copy-source-if-none-match": "CopySourceIfNoneMatch",
        "x-amz-copy-source-if-unmodified-since": "CopySourceIfUnmodifiedSince",
        "x-amz-copy-source-range": "CopySourceRange", "x-amz-expected-bucket-owner": "ExpectedBucketOwner",
        "x-amz-max-parts": "MaxParts", "x-amz-metadata-directive": "MetadataDirective",
        "x-amz-mp-object-size": "MpuObjectSize", "x-amz-object-attributes": "ObjectAttributes",
        "x-amz-optional-object-attributes": "OptionalObjectAttributes",
        "x-amz-object-lock-legal-hold": "ObjectLockLegalHoldStatus", "x-amz-object-lock-mode": "ObjectLockMode",
        "x-amz-part-number-marker": "PartNumberMarker", "x-amz-request-payer": "RequestPayer",
        "x-amz-sdk-checksum-algorithm": "ChecksumAlgorithm", "x-amz-server-side-encryption": "ServerSideEncryption",
        "x-amz-server-side-encryption-aws-kms-key-id": "SSEKMSKeyId",
        "x-amz-server-side-encryption-bucket-key-enabled": "BucketKeyEnabled",
        "x-amz-server-side-encryption-context": "SSEKMSEncryptionContext",
        "x-amz-server-side-encryption-customer-algorithm": "SSECustomerAlgorithm", "x-amz-trailer": "Trailer",
        "x-amz-storage-class": "StorageClass",
        "x-amz-tagging": "Tagging", "x-amz-tagging-directive": "TaggingDirective",
        "x-amz-website-redirect-location": "WebsiteRedirectLocation",
    ]

    /// The parameters that pairs of the query are.
    static let query = [
        "bucket-region": "BucketRegion", "continuation-token": "ContinuationToken", "delimiter": "Delimiter",
        "encoding-type": "EncodingType", "fetch-owner": "FetchOwner", "key-marker": "KeyMarker", "marker": "Marker",
        "max-buckets": "MaxBuckets", "max-keys": "MaxKeys", "max-parts": "MaxParts", "max-uploads": "MaxUploads",
        "part-number-marker": "PartNumberMarker", "partNumber": "PartNumber", "prefix": "Prefix",
        "response-cache-control": "ResponseCacheControl",
        "response-content-disposition": "ResponseContentDisposition",
        "response-content-encoding": "ResponseContentEncoding",
        "response-content-language": "ResponseContentLanguage", "response-content-type": "ResponseContentType",
        "response-expires": "ResponseExpires", "start-after": "StartAfter", "upload-id-marker": "UploadIdMarker",
        "uploadId": "UploadId", "version-id-marker": "VersionIdMarker", "versionId": "VersionId",
    ]

    /// How lines of the head begin that are what a user says of an object.
    static let metadataPrefix = "x-amz-meta-"

    /// The lines of the head that members of an answer are, where that is not their name in requests.
    private static let answerHeaders = [
        "AcceptRanges": "accept-ranges", "AbortDate": "x-amz-abort-date", "AbortRuleId": "x-amz-abort-rule-id",
        "BucketRegion": "x-amz-bucket-region", "ContentLength": "content-length", "ContentRange": "content-range",
        "DeleteMarker": "x-amz-delete-marker", "ETag": "etag", "Expiration": "x-amz-expiration",
        "LastModified": "last-modified", "Location": "location", "PartsCount": "x-amz-mp-parts-count",
        "TagCount": "x-amz-tagging-count", "VersionId": "x-amz-version-id",
    ]

    private static let headersByMember = Dictionary(headers.map { ($0.value, $0.key) }) { min($0, $1) }
        .merging(answerHeaders) { $1 }

    /// The line of the head that a member of an answer is.
    static func header(of member: String) -> String? { headersByMember[member] }
}
