import AccessPolicies
import Accounts
import Bytes
import Cryptography
import JSON
public import POSIX
public import ServiceModel

/// Buckets as Amazon S3 has them: folders whose files are objects.
///
/// A key is the way to a file below the bucket's folder. No link is followed, no other file system entered, and only regular
/// files are objects; a folder that nothing lies in is one too, empty and with a slash at the end of its key.
public final class ObjectStore: Sendable {
    /// Reads a part of what an encrypted object holds, for somebody who may use its key.
    ///
    /// It gets the bytes that are wanted and who wants them, and gives a pipe from which they come. It throws `ServiceError`
    /// when whoever asks may not, or the object was changed.
    public typealias Decryption = @Sendable (SealedObject, Range<Int>, Principal) throws -> HeldFile

    /// Finds the ARN of a key for somebody who may have data keys made under it, or does so for the service.
    ///
    /// It throws `ServiceError` when whoever asks may not.
    public typealias KeyCheck = @Sendable (WriteEncryption, Principal) throws -> String

    private let buckets: @Sendable () -> [StoredBucket]
    let decrypt: Decryption?
    let writer: (any ObjectWriter)?
    let checkKey: KeyCheck?
    let uploads: UploadStore?
    let policies: BucketSettings<String>?
    let encryptions: BucketSettings<WriteEncryption>?
    let pages = FolderPages()

    /// Serves buckets.
    ///
    /// - Parameters:
    ///   - decrypt: Reads encrypted objects; `nil` where nobody can.
    ///   - writer: Writes into buckets; `nil` where nobody may.
    ///   - checkKey: Finds keys for what is encrypted; `nil` where there are none.
    ///   - uploads: Keeps parts of objects; `nil` where nobody may write.
    ///   - policies: Keeps policies of buckets; `nil` where they have none.
    ///   - encryptions: Keeps how buckets encrypt by the word of clients; `nil` where only the configuration says that.
    ///   - buckets: Those that there are now.
    public init(
        decrypting decrypt: Decryption? = nil,
        writing writer: (any ObjectWriter)? = nil,
        under checkKey: KeyCheck? = nil,
        keeping uploads: UploadStore? = nil,
        policies: BucketSettings<String>? = nil,
        encryptions: BucketSettings<WriteEncryption>? = nil,
        _ buckets: @escaping @Sendable () -> [StoredBucket]
    ) {
        self.decrypt = decrypt
        self.writer = writer
        self.checkKey = checkKey
        self.uploads = uploads
        self.policies = policies
        self.encryptions = encryptions
        self.buckets = buckets
    }

    /// All operations; whoever serves requests makes the table once.
    public func makeOperations() -> OperationTable {
        var table = OperationTable(S3Model.service, S3Model.operations)
        table.conditions = { ObjectStore.conditions($0) }
        table.subjects = { [ObjectStore.resource($0)] }
        addListing(to: &table)
        addReading(to: &table)
        addBucketReading(to: &table)
        addWriting(to: &table)
        addCopying(to: &table)
        addRemoving(to: &table)
        addTagging(to: &table)
        addUploads(to: &table)
        addParts(to: &table)
        return table
    }

    // MARK: What requests are about

    /// The ARN of what a request names; `*` for the service as a whole.
    static func resource(_ request: ServiceRequest) -> String {
        guard let bucket = request.text("Bucket") else { return "*" }
        return request.text("Key").map { ResourceNames.object($0, in: bucket) } ?? ResourceNames.bucket(bucket)
    }

    /// A resource of a bucket, with the bucket's policy.
    ///
    /// - Parameters:
    ///   - arn: The bucket's, or that of an object in it.
    ///   - bucket: The bucket's name; `nil` for the service as a whole.
    /// - Returns: The resource.
    func resource(_ arn: String, of bucket: String?) -> ServiceResource {
        ServiceResource(arn, policy: bucket.flatMap { policies?[$0] })
    }

    /// What a request names, with the bucket's policy.
    func touched(_ request: ServiceRequest) -> ServiceResource {
        resource(ObjectStore.resource(request), of: request.text("Bucket"))
    }

    /// What parameters are called in conditions.
    ///
    /// Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
    private static let conditionKeys: [String: String] = [
        "Prefix": "s3:prefix", "Delimiter": "s3:delimiter", "MaxKeys": "s3:max-keys",
        "VersionId": "s3:VersionId", "ACL": "s3:x-amz-acl", "CopySource": "s3:x-amz-copy-source",
        "MetadataDirective": "s3:x-amz-metadata-directive", "StorageClass": "s3:x-amz-storage-class",
        "ServerSideEncryption": "s3:x-amz-server-side-encryption",
        "SSEKMSKeyId": "s3:x-amz-server-side-encryption-aws-kms-key-id",
    ]

    /// What requests say, for the conditions of policies.
    static func conditions(_ request: ServiceRequest) -> PolicyContext {
        var context = RequestConditions.parameters(request, conditionKeys)
        // What is no list of tags is refused when it is read.
        for (name, value) in (try? ObjectTags(form: request.text("Tagging") ?? ""))?.pairs ?? [] {
            context.set("s3:RequestObjectTag/\(name)", value)
        }
        if request.text("Bucket") != nil {
            context.set("s3:ResourceAccount", AccountLocation.current.account)
            context.set("aws:ResourceAccount", AccountLocation.current.account)
        }
        return context
    }

    /// Adds an operation on one bucket, or one object of it.
    ///
    /// - Parameters:
    ///   - name: That of its model.
    ///   - table: Gets it.
    ///   - handler: Does what a request asks for, in the bucket that it names.
    func add(
        _ name: String,
        to table: inout OperationTable,
        _ handler: @escaping @Sendable (_ request: ServiceRequest, _ bucket: StoredBucket) throws -> OperationAnswer
    ) {
        table.add(
            name,
            preparing: { [self] request in
                let resource = touched(request)
                // Each action of an operation is about the same thing.
                let resources = request.operation.actions.map { _ in resource }
                return PreparedOperation {
                    resources
                } perform: { [self] in
                    try handler(request, try bucket(request))
                }
            }
        )
    }

    /// Adds an operation that reads one object: who may not list its bucket is not told whether there is such an object.
    ///
    /// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
    func addReading(
        _ name: String,
        to table: inout OperationTable,
        _ handler: @escaping @Sendable (_ request: ServiceRequest, _ bucket: StoredBucket) throws -> OperationAnswer
    ) {
        table.add(
            name,
            preparing: { [self] request in
                PreparedOperation { [self] in
                    [touched(request)]
                } list: { [self] visible in
                    do {
                        return try handler(request, try bucket(request))
                    } catch let error as ServiceError where error.code == "NoSuchKey" {
                        let name = request.required("Bucket")
                        let list = resource(ResourceNames.bucket(name), of: name)
                        guard visible.allows(list, to: "s3:ListBucket") else { throw S3Error.otherOwner }
                        throw error
                    }
                }
            }
        )
    }

    /// All buckets, in the order of their names.
    var all: [StoredBucket] { buckets().sorted { Array($0.name.utf8).isBefore(Array($1.name.utf8)) } }

    func bucket(_ request: ServiceRequest) throws(ServiceError) -> StoredBucket {
        let bucket = try bucket(named: request.required("Bucket"))
        if let owner = request.text("ExpectedBucketOwner"), !owner.isEmpty, owner != AccountLocation.current.account {
            throw S3Error.otherOwner
        }
        return bucket
    }

    func bucket(named name: String) throws(ServiceError) -> StoredBucket {
        guard var bucket = buckets().first(where: { $0.name == name }) else { throw S3Error.noSuchBucket }
        if let encryption = encryptions?[name] { bucket.encryption = encryption }
        return bucket
    }

    /// The open folder of a bucket.
    func root(_ bucket: StoredBucket) throws(ServiceError) -> Directory {
        guard let root = bucket.root() else { throw S3Error.offline }
        return root
    }

    /// A parameter that is a key, or a part of one.
    ///
    /// - Returns: `nil` when it is left out.
    func key(_ request: ServiceRequest, _ name: String) throws(ServiceError) -> [UInt8]? {
        guard let text = request.text(name) else { return nil }
        guard let key = ObjectKey.bytes(text) else {
            throw S3Error.invalidArgument("\(name) is not written as keys are.")
        }
        return key
    }

    /// The object that a request names.
    func object(_ request: ServiceRequest, in bucket: StoredBucket) throws -> StoredObject {
        // There is one version of each, which S3 calls so in buckets without versions.
        if let version = request.text("VersionId"), version != "null" { throw S3Error.noSuchVersion }
        return try StoredObject(try key(request, "Key") ?? [], in: try root(bucket))
    }

    // MARK: Owners

    /// The account as S3 shows it, whose users have all buckets.
    static let owner: JSONValue = {
        let account = AccountLocation.current.account
        // S3 has an id of 64 digits for each account, which says nothing of its number.
        let digest = (try? Digest.of(Array("s3 \(account)".utf8).span, by: .sha256)) ?? []
        return .object(["DisplayName": .string(account), "ID": .string(Hexadecimal.text(digest))])
    }()

    /// A list of grants by which the owner may do everything: there are no others.
    static var accessControl: JSONValue {
        var grantee = owner.members
        grantee["Type"] = .string("CanonicalUser")
        return .object([
            "Owner": owner,
            "Grants": .array([.object(["Grantee": .object(grantee), "Permission": .string("FULL_CONTROL")])]),
        ])
    }
}
