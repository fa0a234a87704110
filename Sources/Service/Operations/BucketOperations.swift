import Accounts
import Terminal
import Control
import Filtering
import POSIX
import Recording
import Records
import ServiceModel
import Watching
import Findings

extension Operations {
    func addBucketOperations(to table: inout OperationTable) {
        table.add("ListBucketHoldings", preparing: { [self] request in onBuckets { try describeBuckets(request, $0) } })
        table.add(
            "GetBucketStatistics",
            preparing: { [self] request in onBuckets { try bucketStatistics(request, $0) } }
        )
        table.add(
            "DescribeBucketFolder",
            preparing: { [self] request in
                let bucket = ResourceNames.bucket(request.required("bucketName"))
                return PreparedOperation(touching: { [ServiceResource(bucket)] }) {
                    .json(try describeBucketFolder(request))
                }
            }
        )
    }

    private func describeBuckets(_ request: ServiceRequest, _ buckets: VisibleBuckets) throws -> [UInt8] {
        let name = request.text("bucketName").map { Wildcard($0) }
        let shown = try records.buckets().filter { view in
            buckets.contains(view.name) && name?.matches(view.name) ?? true
        }
        return try ControlCoding.json(BucketsAnswer(buckets: shown.map(summary)))
    }

    /// All buckets together.
    private func bucketStatistics(_ request: ServiceRequest, _ visible: VisibleBuckets) throws -> [UInt8] {
        if let account = request.text("accountId"), account != AccountLocation.current.account {
            throw ServiceError("ResourceNotFoundException", "There is no account \(account).")
        }
        let buckets = try records.buckets().filter { visible.contains($0.name) }.map { view in
            var bucket = BucketStatistics.Bucket(summary: summary(view), counts: view.counts)
            guard let root = running().service.root(of: view.name) else { return bucket }
            // Where it cannot be told who may enter, nothing is said of it.
            if let access = (try? FolderAccess(to: [], in: root)).flatMap({ $0 }) {
                bucket.access = BucketStatistics.Access(
                    isReadable: access.isReachable && access.mode & 0o004 != 0,
                    isWritable: access.isReachable && access.mode & 0o002 != 0
                )
                bucket.isShared = !bucket.summary.sharedWith.isEmpty
            }
            return bucket
        }
        return try ControlCoding.json(BucketStatistics(buckets))
    }

    /// A bucket, and the folders right below one of its folders.
    private func describeBucketFolder(_ request: ServiceRequest) throws -> [UInt8] {
        let name = request.required("bucketName")
        guard let view = try records.buckets().first(where: { $0.name == name }) else {
            throw ServiceError.plain(
                "no bucket '\(name)'",
                code: "ResourceNotFoundException",
                hint: "'magpie buckets list' shows all"
            )
        }
        let folder = Array(request.required("folder").utf8)
        let folders = try records.folders(of: name, in: folder) ?? []
        let partial = request.flag("partial") ? try partialObjects(of: name, in: folder) : nil
        let mounts = running().service.health.buckets.first { $0.name == name }?.mounts
        return try ControlCoding.json(
            BucketAnswer(
                bucket: summary(view),
                folders: folders.map { folder in
                    var summary = summary(folder, in: view.path)
                    summary.name = TerminalText.escaped(folder.path)
                    return summary
                },
                mountCount: mounts?.count,
                mounts: mounts?.first.map(NestedMount.init),
                partialObjects: partial
            )
        )
    }

    /// How many objects that were looked at in part are named at a time.
    private static let mostPartial = 10_000

    private func partialObjects(of name: String, in folder: [UInt8]) throws -> [BucketAnswer.PartialObject] {
        try records.partialObjects(of: name, in: folder, limit: Operations.mostPartial).first.map { object in
            BucketAnswer.PartialObject(
                key: TerminalText.escaped(object.key),
                reason: object.gap,
                contentType: object.contentType,
                sizeInBytes: object.size,
                classifiedBytes: object.classified
            )
        }
    }

    func summary(_ view: HoldingsView) -> BucketSummary { summary(view, in: nil) }

    /// Sums up what a bucket holds, or a folder of the bucket at `bucketPath`.
    private func summary(_ view: HoldingsView, in bucketPath: [UInt8]?) -> BucketSummary {
        let path = bucketPath.map { $0 + [UInt8(ascii: "/")] + view.path } ?? view.path
        var summary = BucketSummary(name: view.name, path: TerminalText.escaped(path))
        summary.unknownRightsObjectCount = 0
        for count in view.counts { summary.add(count) }
        summary.contentClasses = view.classes.map { count in
            BucketSummary.ContentClass(
                name: count.name,
                objectCountByProbability: (0..<10).map { count.objects[$0] ?? 0 }
            )
        }
        summary.highFindings = view.findings[3] ?? 0
        summary.mediumFindings = view.findings[2] ?? 0
        summary.lowFindings = view.findings[1] ?? 0
        let sensitive = summary.highFindings + summary.mediumFindings + summary.lowFindings
        summary.statistics.totalDetections = view.occurrences
        summary.statistics.totalDetectionsSuppressed = view.archived
        summary.statistics.totalItemsSensitive = sensitive + view.archived
        summary.sensitivityScore = SensitivityScore.score(
            analysed: summary.statistics.totalItemsClassified,
            classifiable: summary.classifiableObjectCount,
            failed: summary.statistics.totalItemsSkipped,
            findings: view.findings
        )
        summary.reconciledAt = view.reconciledAt.map(UTCTime.text(secondsSince1970:))
        // Of the folder that is held open, whatever its path leads to.
        let key = bucketPath == nil ? [] : view.path
        if let root = running().service.root(of: view.name) {
            // As above: what cannot be told is left out.
            if let access = (try? FolderAccess(to: key, in: root)).flatMap({ $0 }) {
                let isPublic = access.isReachable && access.mode & 0o006 != 0
                summary.publicAccess = isPublic ? "PUBLIC" : "NOT_PUBLIC"
            }
            if let folder = try? Directory(beneath: root, key) {
                summary.sharedWith = folder.named(.system).map { TerminalText.escaped($0) }
            }
        }
        return summary
    }
}

extension NestedMount {
    init(_ mount: NestedMounts.Mount) {
        self.init(
            path: TerminalText.escaped(mount.key),
            reason: mount.boundary.rawValue,
            message: Gap.Reason(mount.boundary).summary
        )
    }
}

extension BucketSummary {
    /// Why an object cannot be analysed, as Macie tells it.
    enum UnclassifiableReason { case fileType, storageClass }

    /// Why an object with this gap cannot be analysed; `nil` for one that can.
    static func unclassifiable(_ gap: String?) -> UnclassifiableReason? {
        switch gap {
        case "unsupported-format", "encrypted", "binary", "archive": .fileType
        case "too-large": .storageClass
        default: nil
        }
    }

    /// What packs its content so that nobody else can read it.
    private static let encrypted: Set<String> = [
        "application/age-encryption", "application/pgp-encrypted", "application/x-openssl-salted",
        ContentKind.encryptedMessage,
    ]

    fileprivate mutating func add(_ count: ObjectCount) {
        objectCount += count.objects
        sizeInBytes += count.size
        worldReadableObjectCount += count.worldReadable
        unknownRightsObjectCount = (unknownRightsObjectCount ?? 0) + count.unknownRights
        statistics.totalBytesClassified += count.classified
        if count.contentType == ContentKind.encryptedMessage {
            objectCountByEncryptionType.customerManaged += count.objects
        } else if BucketSummary.encrypted.contains(count.contentType) {
            objectCountByEncryptionType.unknown += count.objects
        } else {
            objectCountByEncryptionType.unencrypted += count.objects
        }
        switch count.verdict {
        case "complete": completeCount += count.objects
        case "partial": partialCount += count.objects
        default: skippedCount += count.objects
        }
        if let gap = count.gap { gaps[gap, default: 0] += count.objects }
        switch BucketSummary.unclassifiable(count.gap) {
        case .fileType:
            unclassifiableObjectCount.fileType += count.objects
            unclassifiableObjectCount.total += count.objects
        case .storageClass:
            unclassifiableObjectCount.storageClass += count.objects
            unclassifiableObjectCount.total += count.objects
        case nil:
            classifiableObjectCount += count.objects
            classifiableSizeInBytes += count.size
        }
        if count.verdict == "skipped" {
            statistics.totalItemsSkipped += count.objects
            if count.gap == "permission-denied" { statistics.totalItemsSkippedPermissionDenied += count.objects }
        } else {
            statistics.totalItemsClassified += count.objects
        }
        if BucketSummary.encrypted.contains(count.contentType) {
            statistics.totalItemsSkippedInvalidEncryption += count.objects
        }
    }
}
