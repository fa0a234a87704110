import Control
import Testing

@testable import Records
@testable import Service

/// All buckets together, as Macie tells it.
@Suite struct BucketStatisticsTests {
    private func bucket(
        _ score: Int,
        size: Int = 10,
        access: BucketStatistics.Access? = nil,
        isShared: Bool? = false,
        at time: String? = nil,
        gaps: [String?] = []
    ) -> BucketStatistics.Bucket {
        var summary = BucketSummary(name: "b", path: "/b")
        summary.sensitivityScore = score
        (summary.objectCount, summary.sizeInBytes) = (2, size)
        (summary.classifiableObjectCount, summary.classifiableSizeInBytes) = (1, size / 2)
        summary.reconciledAt = time
        let counts = gaps.map { gap in
            ObjectCount(
                verdict: "skipped",
                gap: gap,
                contentType: "",
                objects: 1,
                size: 7,
                classified: 0,
                worldReadable: 0,
                unknownRights: 0
            )
        }
        return BucketStatistics.Bucket(summary: summary, counts: counts, access: access, isShared: isShared)
    }

    @Test func nothingIsNothing() {
        let none = BucketStatistics([])
        #expect(none.bucketCount == 0 && none.lastUpdated == nil)
        #expect(none.bucketStatisticsBySensitivity == BucketStatistics.Sensitivity())
    }

    @Test func permissionsAreThoseOfEverybody() {
        typealias Access = BucketStatistics.Access
        let all = BucketStatistics([
            bucket(50), bucket(50, access: Access(isReadable: false, isWritable: false)),
            bucket(50, access: Access(isReadable: true, isWritable: false)),
            bucket(50, access: Access(isReadable: false, isWritable: true)),
            bucket(50, access: Access(isReadable: true, isWritable: true), isShared: true), bucket(50, isShared: nil),
        ])
        let permission = all.bucketCountByEffectivePermission
        #expect(permission.publiclyAccessible == 3 && permission.unknown == 2)
        #expect(permission.publiclyReadable == 2 && permission.publiclyWritable == 2)
        let shared = all.bucketCountBySharedAccessType
        #expect((shared.internal, shared.notShared, shared.unknown, shared.external) == (1, 4, 1, 0))
        #expect(all.bucketCountByEncryptionType.unencrypted == 6)
        #expect(all.bucketCountByObjectEncryptionRequirement.allowsUnencryptedObjectUploads == 6)
        #expect(all.bucketStatisticsBySensitivity.notClassified.publiclyAccessibleCount == 3)
    }

    @Test(arguments: [(-1, 0), (0, 1), (1, 1), (49, 1), (50, 2), (51, 3), (100, 3)])
    func scoresHaveMaciesClasses(_ score: Int, _ place: Int) {
        let all = BucketStatistics([bucket(score, size: 30)]).bucketStatisticsBySensitivity
        let classes = [all.classificationError, all.notSensitive, all.notClassified, all.sensitive]
        #expect(classes.map(\.totalCount) == (0..<4).map { $0 == place ? 1 : 0 })
        #expect(classes[place].totalSizeInBytes == 30 && classes[place].classifiableSizeInBytes == 15)
    }

    @Test func countsAndSizesAreSums() {
        let all = BucketStatistics([
            bucket(1, size: 10, at: "2026-01-01T00:00:00Z", gaps: ["binary", "too-large", nil, "encrypted"]),
            bucket(51, size: 20, at: "2026-02-01T00:00:00Z", gaps: ["permission-denied"]), bucket(50, size: 0),
        ])
        #expect((all.bucketCount, all.objectCount, all.sizeInBytes) == (3, 6, 30))
        #expect((all.classifiableObjectCount, all.classifiableSizeInBytes) == (3, 15))
        #expect(all.lastUpdated == "2026-02-01T00:00:00Z")
        let (objects, sizes) = (all.unclassifiableObjectCount, all.unclassifiableObjectSizeInBytes)
        #expect((objects.fileType, objects.storageClass, objects.total) == (2, 1, 3))
        #expect((sizes.fileType, sizes.storageClass, sizes.total) == (14, 7, 21))
    }
}
