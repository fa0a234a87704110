import Foundation
import Testing

@testable import Records

/// The policies of buckets lie with everything else, so that a backup has them.
@Suite struct BucketPolicyTests {
    @Test func policiesAreKeptReplacedAndBackedUp() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "policies-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let records = try RecordStore(path: folder.appending(path: "records").path)
        #expect(try records.bucketPolicies() == [:])
        try records.keepBucketPolicy("{}", of: "hr")
        try records.keepBucketPolicy("{ }", of: "hr")
        try records.keepBucketPolicy("{}", of: "it")
        try records.keepBucketPolicy(nil, of: "it")
        try records.keepBucketPolicy(nil, of: "none")
        let copy = folder.appending(path: "backup").path
        try records.backUp(to: copy)
        #expect(try RecordStore(path: copy).bucketPolicies() == ["hr": "{ }"])
    }
}
