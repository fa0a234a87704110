import FindingDocuments
import Findings
import JSON
import Filtering
import Foundation
import POSIX
import Records
import Testing

@testable import Configuring
@testable import Recording
@testable import Service

/// Findings about who may see what was found.
@Suite struct ExposureTests {
    private func permit(_ mode: Int, _ url: URL) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: url.path)
    }

    private func policies(_ harness: ServiceHarness) throws -> [String] {
        try harness.findings().filter { $0.type.hasPrefix("Policy:") }
            .map { "\($0.type) \(String(decoding: $0.key, as: UTF8.self))" }.sorted()
    }

    @Test func aFolderThatEverybodyCanReadIsAFindingAsLongAsItIs() throws {
        let harness = try ServiceHarness()
        try permit(0o755, harness.bucket)
        try harness.write(ServiceHarness.card, to: "open/card.txt")
        try harness.write(ServiceHarness.card, to: "closed/card.txt")
        try harness.write("nothing", to: "clean/nothing.txt")
        try permit(0o755, harness.bucket.appending(path: "open"))
        try permit(0o644, harness.bucket.appending(path: "open/card.txt"))
        try permit(0o700, harness.bucket.appending(path: "closed"))
        #expect(harness.settle())
        #expect(try policies(harness) == ["Policy:Folder/WorldReadable open/"])
        try permit(0o777, harness.bucket.appending(path: "open"))
        #expect(harness.settle())
        #expect(try policies(harness) == ["Policy:Folder/WorldReadable open/", "Policy:Folder/WorldWritable open/"])
        try permit(0o750, harness.bucket.appending(path: "open"))
        #expect(harness.settle())
        #expect(try policies(harness) == [])
        let resolved = try harness.events().filter { $0["detail-type"] as? String == "Finding Resolved" }
        #expect(resolved.count >= 2)
    }

    /// What closes the way to a folder closes the folder.
    @Test func aClosedParentHidesWhatIsBelow() throws {
        let harness = try ServiceHarness()
        try harness.write(ServiceHarness.card, to: "a/b/card.txt")
        for folder in ["a", "a/b"] { try permit(0o755, harness.bucket.appending(path: folder)) }
        #expect(harness.settle())
        #expect(try policies(harness) == [])
        try permit(0o755, harness.bucket)
        #expect(harness.settle())
        #expect(try policies(harness) == ["Policy:Folder/WorldReadable a/b/"])
        try FileManager.default.removeItem(at: harness.bucket.appending(path: "a"))
        #expect(harness.settle())
        #expect(try policies(harness) == [])
    }

    @Test func aPolicyFindingHasMaciesShape() throws {
        let harness = try ServiceHarness()
        try permit(0o755, harness.bucket)
        try harness.write(ServiceHarness.card, to: "card.txt")
        #expect(harness.settle())
        let finding = try #require(try harness.findings().first { $0.type.hasPrefix("Policy:") })
        let detail = try #require(try harness.service.records.finding(finding.id))
        let json = try JSONValue(parsing: Array(detail.utf8))
        #expect(json["category"] == .string("POLICY"))
        #expect(json["classificationDetails"] == .null)
        #expect(json["severity"]?["description"] == .string("High"))
        #expect(json["resourcesAffected"]?["s3Bucket"]?["name"] == .string("bucket"))
        #expect(json["count"] == .number(1))
    }

    @Test func aRuleSuppressesFindingsAndTheirEvents() throws {
        let text = """
            buckets: []
            suppressionRules:
              - name: test data
                reason: invented cards
                criteria: { key: { prefix: [test/] }, severity: { eq: [High] } }
              - name: old
                reason: was needed once
                expires: 2020-01-01
                criteria: { key: { wildcard: ["*"] } }
            """
        let rules = try Settings(Array(text.utf8), file: "magpie.yaml", state: []).suppressionRules
        let harness = try ServiceHarness(change: { $0.suppressionRules = rules })
        try harness.write(ServiceHarness.card, to: "test/card.txt")
        try harness.write(ServiceHarness.card, to: "real/card.txt")
        #expect(harness.settle())
        #expect(try harness.keys() == ["real/card.txt"])
        #expect(try harness.events().count == 1)
        var query = FindingQuery()
        query.includesArchived = true
        let archived = try harness.service.records.findings(query).filter { $0.suppressedBy != nil }
        #expect(archived.map(\.suppressedBy) == ["test data"])
        let detail = try #require(try harness.service.records.finding(archived[0].id))
        #expect(try JSONValue(parsing: Array(detail.utf8))["archived"] == .boolean(true))
    }

    /// What stands in place of a bucket that is held open says nothing of it.
    @Test func whoMayEnterIsAskedOfWhatIsHeldOpen() throws {
        let home = FileManager.default.temporaryDirectory.appending(path: "magpie-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: home) }
        let bucket = home.appending(path: "bucket")
        func make(_ mode: Int) throws {
            try FileManager.default.createDirectory(
                at: bucket.appending(path: "in"),
                withIntermediateDirectories: true
            )
            for url in [bucket, bucket.appending(path: "in")] { try permit(mode, url) }
        }
        try make(0o750)
        let held = try Directory(path: Array(bucket.path.utf8))
        try FileManager.default.moveItem(at: bucket, to: home.appending(path: "moved"))
        try make(0o777)
        var root = ScanRoot(path: Array(bucket.path.utf8), absolutePath: Array(bucket.path.utf8), isFolder: true)
        root.held = { held }
        var (byFolder, byPath) = (Exposure([root]), Exposure())
        for url in [bucket, bucket.appending(path: "in")] {
            let path = Array(url.path.utf8)
            #expect(byFolder.access(toFolder: path)?.mode == 0o750)
            #expect(byPath.access(toFolder: path)?.mode == 0o777)
        }
        #expect(try FolderAccess(to: Array("in".utf8), in: held)?.mode == 0o750)
    }

    /// The scale is Macie's, the formula in `SensitivityScore` ours.
    @Test func scoresFollowTheFormula() {
        func score(_ analysed: Int, _ all: Int, _ failed: Int = 0, _ findings: [Int: Int] = [:]) -> Int {
            SensitivityScore.score(analysed: analysed, classifiable: all, failed: failed, findings: findings)
        }
        #expect(score(0, 0) == 50)
        #expect(score(0, 5, 5) == -1)
        #expect(score(10, 10) == 1)
        #expect(score(5, 10) == 26)
        #expect(score(1, 1, 0, [3: 1]) == 100)
        #expect(score(10_000, 10_000, 0, [1: 1]) == 52)
        #expect(score(100, 100, 0, [3: 10]) > score(100, 100, 0, [3: 1]))
        #expect(score(100, 100, 0, [3: 1]) > score(100, 100, 0, [1: 1]))
    }
}
