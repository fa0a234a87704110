import Control
import POSIX
import Records

/// All buckets together, as Macie's GetBucketStatistics answers.
///
/// Members that the state has nothing for are left out: nothing here is compressed by the store.
///
/// Source: https://docs.aws.amazon.com/macie/latest/APIReference/datasources-s3-statistics.html
struct BucketStatistics: Encodable, Equatable {
    /// A bucket, and what its folder lets others do.
    struct Bucket {
        var summary: BucketSummary
        var counts: [ObjectCount]
        /// What every user of the machine may do with the folder; `nil` when that cannot be told.
        var access: Access?
        /// Whether a list of rights names others; `nil` when that cannot be told.
        var isShared: Bool?
    }

    /// What every user of the machine may do with a folder.
    struct Access: Equatable {
        var isReadable: Bool
        var isWritable: Bool
    }

    /// Buckets by what every user may do.
    struct EffectivePermission: Encodable, Equatable {
        var publiclyAccessible = 0
        var publiclyReadable = 0
        var publiclyWritable = 0
        var unknown = 0
    }

    /// Buckets by how they encrypt what is written into them: no folder does.
    struct EncryptionType: Encodable, Equatable {
        var kmsManaged = 0
        var s3Managed = 0
        var unencrypted = 0
        var unknown = 0
    }

    /// Buckets by whether they take what is not encrypted: each folder does.
    struct EncryptionRequirement: Encodable, Equatable {
        var allowsUnencryptedObjectUploads = 0
        var deniesUnencryptedObjectUploads = 0
        var unknown = 0
    }

    /// Buckets by with whom they are shared: others than the owner are all of this machine.
    struct SharedAccessType: Encodable, Equatable {
        var external = 0
        var `internal` = 0
        var notShared = 0
        var unknown = 0
    }

    /// Buckets of one class of sensitivity.
    struct Aggregation: Encodable, Equatable {
        var classifiableSizeInBytes = 0
        var publiclyAccessibleCount = 0
        var totalCount = 0
        var totalSizeInBytes = 0
    }

    /// Buckets by their sensitivity score.
    struct Sensitivity: Encodable, Equatable {
        var classificationError = Aggregation()
        var notClassified = Aggregation()
        var notSensitive = Aggregation()
        var sensitive = Aggregation()
    }

    /// What cannot be analysed, by why: objects, or their bytes.
    struct Unclassifiable: Encodable, Equatable {
        /// Because of what they are.
        var fileType = 0
        /// Because of their size or where they lie.
        var storageClass = 0
        var total = 0
    }

    var bucketCount = 0
    var bucketCountByEffectivePermission = EffectivePermission()
    var bucketCountByEncryptionType = EncryptionType()
    var bucketCountByObjectEncryptionRequirement = EncryptionRequirement()
    var bucketCountBySharedAccessType = SharedAccessType()
    var bucketStatisticsBySensitivity = Sensitivity()
    var classifiableObjectCount = 0
    var classifiableSizeInBytes = 0
    /// ISO 8601, of the latest complete walk; left out before the first.
    var lastUpdated: String?
    var objectCount = 0
    var sizeInBytes = 0
    var unclassifiableObjectCount = Unclassifiable()
    var unclassifiableObjectSizeInBytes = Unclassifiable()

    /// Sums up buckets.
    init(_ buckets: [Bucket]) {
        for bucket in buckets { add(bucket) }
        // Times are written in one way: their order is that of the texts.
        lastUpdated = buckets.compactMap(\.summary.reconciledAt).max()
    }

    private mutating func add(_ bucket: Bucket) {
        let summary = bucket.summary
        bucketCount += 1
        bucketCountByEncryptionType.unencrypted += 1
        bucketCountByObjectEncryptionRequirement.allowsUnencryptedObjectUploads += 1
        let isPublic = bucket.access.map { $0.isReadable || $0.isWritable }
        switch isPublic {
        case nil: bucketCountByEffectivePermission.unknown += 1
        case true?: bucketCountByEffectivePermission.publiclyAccessible += 1
        case false?: break
        }
        if bucket.access?.isReadable == true { bucketCountByEffectivePermission.publiclyReadable += 1 }
        if bucket.access?.isWritable == true { bucketCountByEffectivePermission.publiclyWritable += 1 }
        switch bucket.isShared {
        case nil: bucketCountBySharedAccessType.unknown += 1
        case true?: bucketCountBySharedAccessType.internal += 1
        case false?: bucketCountBySharedAccessType.notShared += 1
        }
        let place = BucketStatistics.place(ofScore: summary.sensitivityScore)
        bucketStatisticsBySensitivity[keyPath: place].totalCount += 1
        bucketStatisticsBySensitivity[keyPath: place].totalSizeInBytes += summary.sizeInBytes
        bucketStatisticsBySensitivity[keyPath: place].classifiableSizeInBytes += summary.classifiableSizeInBytes
        if isPublic == true { bucketStatisticsBySensitivity[keyPath: place].publiclyAccessibleCount += 1 }
        objectCount += summary.objectCount
        sizeInBytes += summary.sizeInBytes
        classifiableObjectCount += summary.classifiableObjectCount
        classifiableSizeInBytes += summary.classifiableSizeInBytes
        for count in bucket.counts { add(count) }
    }

    private mutating func add(_ count: ObjectCount) {
        guard let why = BucketSummary.unclassifiable(count.gap) else { return }
        let place: WritableKeyPath<Unclassifiable, Int> = why == .fileType ? \.fileType : \.storageClass
        for part in [place, \.total] {
            unclassifiableObjectCount[keyPath: part] += count.objects
            unclassifiableObjectSizeInBytes[keyPath: part] += count.size
        }
    }

    /// Macie's classes: -1 for errors, up to 49 not sensitive, 50 not analysed yet, above that sensitive.
    private static func place(ofScore score: Int) -> WritableKeyPath<Sensitivity, Aggregation> {
        switch score {
        case ..<0: \.classificationError
        case 50: \.notClassified
        case 51...: \.sensitive
        default: \.notSensitive
        }
    }
}
