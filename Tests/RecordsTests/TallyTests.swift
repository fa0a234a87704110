import Foundation
import GRDB
import Testing

@testable import Records

/// Counts that triggers keep are those that counting all rows would give.
@Suite struct TallyTests {
    private static func store() throws -> (RecordStore, URL) {
        let folder = FileManager.default.temporaryDirectory.appending(path: "magpie-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return (try RecordStore(path: folder.appending(path: "magpie.sqlite").path), folder)
    }

    private static let object = """
        INSERT INTO object (bucket, key, device, inode, size, modified, changed, userID, groupID, mode, links, verdict, gap,
            classified, scannedAt, ruleSet, contentType)
        VALUES (?, ?, 1, 1, 1, 1, 1, 0, 0, 0, 1, ?, ?, 0, 0, 0, 'text/plain')
        ON CONFLICT (bucket, key) DO UPDATE SET verdict = excluded.verdict, gap = excluded.gap
        """
    private static let finding = """
        INSERT INTO finding (id, bucket, key, type, severity, occurrences, state, digest, createdAt, updatedAt, archived,
            detail)
        VALUES (?, ?, x'61', 't', ?, 1, ?, '', 0, 0, ?, '{}')
        ON CONFLICT (id) DO UPDATE SET severity = excluded.severity, state = excluded.state, archived = excluded.archived
        """

    @Test(arguments: [1, 2, 3]) func theyFollowEveryChange(_ seed: UInt64) throws {
        let (store, folder) = try Self.store()
        defer { try? FileManager.default.removeItem(at: folder) }
        let buckets = try ["a", "b"].map { try store.bucket(named: $0, path: Array("/\($0)".utf8)).id }
        var state = seed
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let verdicts: [(String, String?)] = [("complete", nil), ("partial", "read-limit"), ("skipped", "binary")]
        let states = ["new", "changed", "unchanged", "resolved", "replaced"]
        try store.write { database in
            for _ in 0..<400 {
                let bucket = buckets[random(2)]
                let (verdict, gap) = verdicts[random(3)]
                switch random(4) {
                case 0:
                    try database.execute(
                        sql: "DELETE FROM object WHERE bucket = ? AND key = ?",
                        arguments: [bucket, Data([UInt8(random(9))])]
                    )
                case 1: try database.execute(sql: "DELETE FROM finding WHERE id = ?", arguments: ["f\(random(9))"])
                case 2:
                    try database.execute(
                        sql: Self.object,
                        arguments: [bucket, Data([UInt8(random(9))]), verdict, gap]
                    )
                default:
                    try database.execute(
                        sql: Self.finding,
                        arguments: ["f\(random(9))", bucket, 1 + random(3), states[random(5)], random(2)]
                    )
                }
            }
        }
        try expectTruth(store)
        try store.write { try $0.execute(sql: "DELETE FROM bucket WHERE id = ?", arguments: [buckets[0]]) }
        try expectTruth(store)
        #expect(try store.objectTallies().allSatisfy { $0.bucket == "b" })
    }

    /// Objects that were looked at in part are named by path, in a folder or in all, and counted.
    @Test func objectsLookedAtInPartAreNamed() throws {
        let (store, folder) = try Self.store()
        defer { try? FileManager.default.removeItem(at: folder) }
        let bucket = try store.bucket(named: "a", path: Array("/a".utf8)).id
        let other = try store.bucket(named: "b", path: Array("/b".utf8)).id
        let objects: [(Int64, String, String, String?)] = [
            (bucket, "z", "partial", "encrypted"), (bucket, "f/a", "partial", "no-text"),
            (bucket, "f/b", "complete", nil),
            (bucket, "f/c", "skipped", "binary"), (other, "f/a", "partial", "read-limit"),
        ]
        try store.write { database in
            for (bucket, key, verdict, gap) in objects {
                try database.execute(sql: Self.object, arguments: [bucket, Data(key.utf8), verdict, gap])
            }
        }
        let all = try store.partialObjects(of: "a", in: [], limit: 10)
        #expect(all.first.map { String(decoding: $0.key, as: UTF8.self) } == ["f/a", "z"])
        #expect(all.first.map(\.gap) == ["no-text", "encrypted"])
        #expect(all.count == 2)
        let first = try store.partialObjects(of: "a", in: [], limit: 1)
        #expect(first.first.count == 1)
        #expect(first.count == 2)
        #expect(try store.partialObjects(of: "a", in: Array("f".utf8), limit: 10).first.map(\.gap) == ["no-text"])
        #expect(try store.partialObjects(of: "c", in: [], limit: 10).count == 0)
    }

    private func expectTruth(_ store: RecordStore) throws {
        let (objects, findings) = try store.read { database in
            (
                try Row.fetchAll(
                    database,
                    sql: """
                        SELECT bucket.name, verdict, ifnull(gap, ''), count(*) FROM object JOIN bucket ON bucket.id = bucket
                        GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
                        """
                ).map { ObjectTally(bucket: $0[0], verdict: $0[1], gap: $0[2], objects: $0[3]) },
                try Row.fetchAll(
                    database,
                    sql: """
                        SELECT bucket.name, category, severity, archived, count(*) FROM finding
                        JOIN bucket ON bucket.id = bucket WHERE state NOT IN ('resolved', 'replaced')
                        GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
                        """
                ).map {
                    FindingTally(bucket: $0[0], category: $0[1], severity: $0[2], isArchived: $0[3], findings: $0[4])
                }
            )
        }
        #expect(try store.objectTallies() == objects)
        #expect(try store.findingTallies() == findings)
    }
}
