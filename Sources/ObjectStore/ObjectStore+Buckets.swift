import Accounts
import JSON
import POSIX
import ServiceModel

/// What is known of buckets.
extension ObjectStore {
    func addBucketReading(to table: inout OperationTable) {
        table.add("ListBuckets", { [self] in try list($0) })
        add("HeadBucket", to: &table) { [self] _, bucket in
            _ = try root(bucket)
            return .value(.object(["BucketRegion": .string(AccountLocation.current.region)]))
        }
        add("GetBucketLocation", to: &table) { _, _ in
            let region = AccountLocation.current.region
            // The oldest Region is the one without a name here.
            return .value(.present(["LocationConstraint": region == "us-east-1" ? nil : .string(region)]))
        }
        add("GetBucketTagging", to: &table) { _, _ in throw ServiceError("NoSuchTagSet", "The TagSet does not exist") }
        addEncryption(to: &table)
        addPolicies(to: &table)
        addPublicAccessBlock(to: &table)
        add("GetBucketVersioning", to: &table) { _, _ in .value(.object([:])) }
        add("GetBucketAcl", to: &table) { _, _ in .value(ObjectStore.accessControl) }
        add("GetBucketOwnershipControls", to: &table) { _, _ in
            let rule = JSONValue.object(["ObjectOwnership": .string("BucketOwnerEnforced")])
            return .value(.object(["OwnershipControls": .object(["Rules": .array([rule])])]))
        }
        add("GetBucketNotificationConfiguration", to: &table) { _, _ in .value(.object([:])) }
    }

    /// What the block of public access has; nobody is let in without a name here, whatever policies say.
    private static let blocks = ["BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"]

    private func addPublicAccessBlock(to table: inout OperationTable) {
        add("GetPublicAccessBlock", to: &table) { _, _ in
            let block = Dictionary(uniqueKeysWithValues: ObjectStore.blocks.map { ($0, JSONValue.boolean(true)) })
            return .value(.object(["PublicAccessBlockConfiguration": .object(block)]))
        }
        let fixed = ServiceError(
            "AccessDenied",
            "Public access is blocked for all buckets of this service: no bucket can have less than all four settings."
        )
        add("PutPublicAccessBlock", to: &table) { request, _ in
            let wanted = request.input["PublicAccessBlockConfiguration"]
            guard ObjectStore.blocks.allSatisfy({ wanted?[$0] == .boolean(true) }) else { throw fixed }
            return .value(.object([:]))
        }
        add("DeletePublicAccessBlock", to: &table) { _, _ in throw fixed }
    }

    private func addPolicies(to table: inout OperationTable) {
        let none = ServiceError("NoSuchBucketPolicy", "The bucket policy does not exist")
        add("GetBucketPolicy", to: &table) { [policies] _, bucket in
            guard let policy = policies?[bucket.name] else { throw none }
            return .value(.object(["Policy": .string(policy)]))
        }
        add("GetBucketPolicyStatus", to: &table) { [policies] _, bucket in
            guard let policy = policies?[bucket.name] else { throw none }
            let isPublic = try BucketPolicies.isPublic(policy, of: bucket.name)
            return .value(.object(["PolicyStatus": .object(["IsPublic": .boolean(isPublic)])]))
        }
        add("PutBucketPolicy", to: &table) { [policies] request, bucket in
            let policy = request.required("Policy")
            try BucketPolicies.check(policy, of: bucket.name)
            try policies?.set(policy, of: bucket.name)
            return .value(.object([:]))
        }
        add("DeleteBucketPolicy", to: &table) { [policies] _, bucket in
            try policies?.set(nil, of: bucket.name)
            return .value(.object([:]))
        }
    }

    private func list(_ request: ServiceRequest) throws -> JSONValue {
        let region = AccountLocation.current.region
        let prefix = request.text("Prefix") ?? ""
        var start: [UInt8] = []
        if let token = request.text("ContinuationToken") {
            guard let place = PageToken.place(token) else {
                throw S3Error.invalidArgument("The continuation token provided is incorrect")
            }
            start = Array(place.utf8)
        }
        let wanted = request.text("BucketRegion").map { $0 == region } ?? true
        let found = all.filter { wanted && $0.name.hasPrefix(prefix) && start.isBefore(Array($0.name.utf8)) }
        let limit = request.input["MaxBuckets"]?.integer ?? 10_000
        let buckets = found.prefix(limit).map { bucket in
            JSONValue.present([
                "Name": .string(bucket.name), "BucketRegion": .string(region),
                // One that is not there has no time; clients insist on one.
                "CreationDate": .number(bucket.root()?.birthTime?.seconds ?? 0),
                "BucketArn": .string(ResourceNames.bucket(bucket.name)),
            ])
        }
        return .present([
            "Buckets": .array(buckets), "Owner": ObjectStore.owner,
            "Prefix": request.text("Prefix").map { .string($0) },
            "ContinuationToken": found.count > limit ? .string(PageToken.text(found[limit - 1].name)) : nil,
        ])
    }
}
