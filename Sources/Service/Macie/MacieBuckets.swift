import Accounts
import Control
import JSON
import Macie
import POSIX
import Records
import ServiceModel

/// Buckets in the shapes of Amazon Macie.
extension Operations {
    func addMacieBuckets(to table: inout OperationTable) {
        func add(_ name: String, _ handler: @escaping @Sendable (ServiceRequest, VisibleBuckets) throws -> JSONValue) {
            table.add(
                name,
                preparing: { [self] request in
                    onBuckets { buckets in
                        try macie.requireEnabled()
                        return try handler(request, buckets).bytes
                    }
                }
            )
        }
        func addForBucket(_ name: String, _ handler: @escaping @Sendable (ServiceRequest, String) throws -> JSONValue) {
            table.add(
                name,
                preparing: { [self] request in
                    let arn = request.required("resourceArn")
                    return onBuckets(named: Operations.bucketName(arn)) { buckets in
                        try macie.requireEnabled()
                        let name = Operations.bucketName(arn)
                        guard buckets.contains(name), try records.bucketNames().contains(name) else {
                            throw ServiceError.notFound("There is no bucket \(arn).")
                        }
                        return try handler(request, name).bytes
                    }
                }
            )
        }
        add("DescribeBuckets") { [self] in try describeMacieBuckets($0, $1) }
        add("SearchResources") { [self] in try searchResources($0, $1) }
        addForBucket("GetResourceProfile") { [self] in try profile($1) }
        addForBucket("UpdateResourceProfile") { [self] in try updateProfile($0, $1) }
        addForBucket("ListResourceProfileArtifacts") { [self] in try artifacts($1) }
        addForBucket("ListResourceProfileDetections") { [self] in try profileDetections($0, $1) }
        addForBucket("UpdateResourceProfileDetections") { [self] in try updateDetections($0, $1) }
    }

    private static func bucketName(_ arn: String) -> String {
        let prefix = ResourceNames.bucket("")
        return arn.hasPrefix(prefix) ? String(arn.dropFirst(prefix.count)) : arn
    }

    // MARK: Lists

    private func describeMacieBuckets(_ request: ServiceRequest, _ buckets: VisibleBuckets) throws -> JSONValue {
        let criteria = try BucketCriteria(request.input["criteria"])
        let found = try macieBuckets(buckets).filter(criteria.match)
        let attribute = request.input["sortCriteria"]?["attributeName"]?.string ?? "bucketName"
        let sorted = try Operations.sorted(found, by: attribute, request)
        let (page, next) = try MacieService.page(sorted, request)
        return .present(["buckets": .array(Array(page)), "nextToken": next])
    }

    private func searchResources(_ request: ServiceRequest, _ buckets: VisibleBuckets) throws -> JSONValue {
        let criteria = request.input["bucketCriteria"]
        let (includes, excludes) = (
            try BucketTerm.terms(criteria?["includes"]), try BucketTerm.terms(criteria?["excludes"])
        )
        let found = try macieBuckets(buckets).filter { bucket in
            includes.allSatisfy { $0.holds(bucket) } && (excludes.isEmpty || !excludes.allSatisfy { $0.holds(bucket) })
        }
        let attributes = [
            "ACCOUNT_ID": "accountId", "RESOURCE_NAME": "bucketName",
            "S3_CLASSIFIABLE_OBJECT_COUNT": "classifiableObjectCount",
            "S3_CLASSIFIABLE_SIZE_IN_BYTES": "classifiableSizeInBytes",
        ]
        let attribute = request.input["sortCriteria"]?["attributeName"]?.string ?? "RESOURCE_NAME"
        let sorted = try Operations.sorted(found, by: attributes[attribute] ?? "bucketName", request)
        let (page, next) = try MacieService.page(sorted, request)
        let members = [
            "accountId", "automatedDiscoveryMonitoringStatus", "bucketName", "classifiableObjectCount",
            "classifiableSizeInBytes", "jobDetails", "lastAutomatedDiscoveryTime", "objectCount",
            "objectCountByEncryptionType", "sensitivityScore", "sizeInBytes", "sizeInBytesCompressed",
            "unclassifiableObjectCount", "unclassifiableObjectSizeInBytes",
        ]
        let resources = page.map { bucket in
            let shown = bucket.members.filter { members.contains($0.key) }
            return JSONValue.object(["matchingBucket": .object(shown)])
        }
        return .present(["matchingResources": .array(resources), "nextToken": next])
    }

    private static func sorted(
        _ buckets: [JSONValue],
        by attribute: String,
        _ request: ServiceRequest
    ) throws(ServiceError) -> [JSONValue] {
        let path = attribute.split(separator: ".").map(String.init)
        func value(_ bucket: JSONValue) -> (Double, String, String) {
            let value = bucket.values(at: path[...]).first
            return (value?.number ?? 0, value?.string ?? "", bucket["bucketName"]?.string ?? "")
        }
        if let first = buckets.first, first.values(at: path[...]).isEmpty {
            throw .validation("Buckets have no \(attribute) to be sorted by.")
        }
        let isDescending = request.input["sortCriteria"]?["orderBy"]?.string == "DESC"
        return buckets.sorted { isDescending ? value($1) < value($0) : value($0) < value($1) }
    }

    /// All buckets that may be seen, by name.
    private func macieBuckets(_ visible: VisibleBuckets) throws -> [JSONValue] {
        let jobs = try records.jobs()
        return try records.buckets().filter { visible.contains($0.name) }.map { bucket(summary($0), $0, jobs) }
    }

    private func bucket(_ summary: BucketSummary, _ view: HoldingsView, _ jobs: [JobRecord]) -> JSONValue {
        func number(_ number: Int) -> JSONValue { .number(number) }
        let (kinds, unclassifiable) = (summary.objectCountByEncryptionType, summary.unclassifiableObjectCount)
        let sizes = BucketStatistics([BucketStatistics.Bucket(summary: summary, counts: view.counts)])
        let isKnown = running().service.root(of: view.name) != nil
        let shared = isKnown ? (summary.sharedWith.isEmpty ? "NOT_SHARED" : "INTERNAL") : "UNKNOWN"
        let isLeftOut = macie.rest.excluded.contains(view.name) || macie.rest.isAutomated
        return .present([
            "accountId": .string(AccountLocation.current.account), "allowsUnencryptedObjectUploads": .string("TRUE"),
            "automatedDiscoveryMonitoringStatus": .string(isLeftOut ? "NOT_MONITORED" : "MONITORED"),
            "bucketArn": .string(ResourceNames.bucket(view.name)), "bucketName": .string(view.name),
            "classifiableObjectCount": number(summary.classifiableObjectCount),
            "classifiableSizeInBytes": number(summary.classifiableSizeInBytes),
            "jobDetails": Operations.jobDetails(view.name, jobs),
            "lastAutomatedDiscoveryTime": summary.reconciledAt.map { .string($0) },
            "lastUpdated": summary.reconciledAt.map { .string($0) }, "objectCount": number(summary.objectCount),
            "objectCountByEncryptionType": .object([
                "customerManaged": number(kinds.customerManaged), "kmsManaged": number(kinds.kmsManaged),
                "s3Managed": number(kinds.s3Managed), "unencrypted": number(kinds.unencrypted),
                "unknown": number(kinds.unknown),
            ]), "publicAccess": .object(["effectivePermission": .string(summary.publicAccess)]),
            "region": .string(AccountLocation.current.region),
            "replicationDetails": .object([
                "replicated": .boolean(false), "replicatedExternally": .boolean(false),
                "replicationAccounts": .array([]),
            ]),
            "sensitivityScore": number(macie.scoreOverride(ofBucket: view.name) ?? summary.sensitivityScore),
            "serverSideEncryption": .object(["type": .string("NONE")]), "sharedAccess": .string(shared),
            "sizeInBytes": number(summary.sizeInBytes), "sizeInBytesCompressed": number(0), "tags": .array([]),
            "unclassifiableObjectCount": .object([
                "fileType": number(unclassifiable.fileType), "storageClass": number(unclassifiable.storageClass),
                "total": number(unclassifiable.total),
            ]),
            "unclassifiableObjectSizeInBytes": .object([
                "fileType": number(sizes.unclassifiableObjectSizeInBytes.fileType),
                "storageClass": number(sizes.unclassifiableObjectSizeInBytes.storageClass),
                "total": number(sizes.unclassifiableObjectSizeInBytes.total),
            ]), "versioning": .boolean(false),
        ])
    }

    /// What jobs have to do with a bucket.
    private static func jobDetails(_ bucket: String, _ jobs: [JobRecord]) -> JSONValue {
        let named = jobs.filter { job in
            let definition = try? JSONValue(parsing: Array(job.definition.utf8))
            let buckets = definition?["Buckets"]?.array.compactMap(\.string) ?? []
            return buckets.isEmpty || buckets.contains(bucket)
        }
        let live = named.filter { !["COMPLETE", "CANCELLED"].contains($0.status) }
        let last = named.filter { $0.startedAt != nil }.max { ($0.startedAt ?? 0) < ($1.startedAt ?? 0) }
        func flag(_ flag: Bool) -> JSONValue { .string(flag ? "TRUE" : "FALSE") }
        return .present([
            "isDefinedInJob": flag(!named.isEmpty), "isMonitoredByJob": flag(live.contains { $0.nextRunAt != nil }),
            "lastJobId": last.map { .string($0.id) },
            "lastJobRunTime": last?.startedAt.map { .string(UTCTime.text(secondsSince1970: $0)) },
        ])
    }

    // MARK: Profiles

    private func profile(_ name: String) throws -> JSONValue {
        guard let view = try records.buckets().first(where: { $0.name == name }) else {
            throw ServiceError.notFound("There is no bucket \(name).")
        }
        let summary = summary(view)
        let override = macie.scoreOverride(ofBucket: name)
        var statistics = try JSONValue(encoding: summary.statistics).members
        statistics["totalItemsSkippedInvalidKms"] = .number(0)
        return .present([
            "profileUpdatedAt": macie.profileUpdate(ofBucket: name) ?? summary.reconciledAt.map { .string($0) },
            "sensitivityScore": .number(override ?? summary.sensitivityScore),
            "sensitivityScoreOverridden": .boolean(override != nil), "statistics": .object(statistics),
        ])
    }

    private func updateProfile(_ request: ServiceRequest, _ name: String) throws -> JSONValue {
        try macie.setScore(request.input["sensitivityScoreOverride"]?.integer, ofBucket: name, at: request.time)
        return .object([:])
    }

    private func artifacts(_ name: String) throws -> JSONValue {
        let objects = try records.analysedObjects(of: name, limit: 100)
        return .object([
            "artifacts": .array(
                objects.map { object in
                    let key = String(decoding: object.key, as: UTF8.self)
                    return .object([
                        "arn": .string(ResourceNames.object(key, in: name)),
                        "classificationResultStatus": .string(object.verdict.uppercased()),
                        "sensitive": .boolean(object.isSensitive),
                    ])
                }
            )
        ])
    }

    private func profileDetections(_ request: ServiceRequest, _ name: String) throws -> JSONValue {
        var query = FindingQuery()
        query.bucket = name
        query.includesArchived = true
        let suppressed = macie.suppressedIdentifiers(ofBucket: name)
        let managed = Set(macie.managedIDs)
        let detections = try records.statistics(by: .identifier, query).map { group in
            let name = group.key ?? "none"
            let isManaged = managed.contains(name)
            let id = isManaged ? name : macie.identifierID(named: name) ?? name
            return JSONValue.present([
                "arn": isManaged ? nil : .string(MacieService.identifierARN(id)), "count": .number(group.count),
                "id": .string(id), "name": .string(name), "suppressed": .boolean(suppressed.contains(id)),
                "type": .string(isManaged ? "MANAGED" : "CUSTOM"),
            ])
        }
        let (page, next) = try MacieService.page(detections, request)
        return .present(["detections": .array(Array(page)), "nextToken": next])
    }

    private func updateDetections(_ request: ServiceRequest, _ name: String) throws -> JSONValue {
        let ids = request.input["suppressDataIdentifiers"]?.array.compactMap { $0["id"]?.string } ?? []
        try macie.suppress(ids, ofBucket: name, at: request.time)
        return .object([:])
    }
}
