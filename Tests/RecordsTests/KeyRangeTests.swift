import Foundation
import GRDB
import Testing

@testable import Records

/// What is asked about a folder costs what the folder has, not what the bucket has.
@Suite struct KeyRangeTests {
    @Test(arguments: [
        (RecordStore.objectsQuery(KeyRange(below: Array("a".utf8))), "(bucket=? AND key>? AND key<?)"),
        (RecordStore.objectsQuery(KeyRange(from: [], before: nil)), "(bucket=? AND key>?)"),
        (RecordStore.foldersQuery(KeyRange(below: Array("a".utf8))), "(bucket=? AND folder>? AND folder<?)"),
    ])
    func anIndexTakesBothEnds(_ query: String, _ range: String) throws {
        let queue = try DatabaseQueue()
        try Schema.migrator.migrate(queue)
        let plan = try queue.read { database in
            try Row.fetchAll(
                database,
                sql: "EXPLAIN QUERY PLAN " + query.replacing(#/:\w+/#, with: "1")
            ).map { $0["detail"] as String }
        }
        #expect(plan.contains { $0.hasPrefix("SEARCH") && $0.hasSuffix(range) }, "\(plan)")
        // In the order of the index, so that a page costs no more than the page.
        #expect(!plan.contains { $0.contains("TEMP B-TREE FOR ORDER BY") }, "\(plan)")
    }

    @Test func foldersComeAPageAtATime() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "magpie-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try RecordStore(path: folder.appending(path: "magpie.sqlite").path)
        let names = ["", "a", "a!", "a/b", "a/b/c", "a/c", "a0", "b"]
        let bucket = try store.bucket(named: "bucket", path: Array("/bucket".utf8)).id
        try store.write { database in
            for (number, name) in (names + ["a/b"]).enumerated() {
                try database.execute(
                    sql: """
                        INSERT INTO finding (id, bucket, key, folder, type, severity, occurrences, state, digest, createdAt,
                            updatedAt, archived, detail)
                        VALUES (?, ?, ?, ?, 't', 1, 1, 'new', 'd', 0, 0, 0, '{}')
                        """,
                    arguments: [String(number), bucket, Data("\(name)/\(number)".utf8), Data(name.utf8)]
                )
            }
        }
        for limit in 1...9 {
            for (key, expected) in [("", names), ("a", ["a", "a/b", "a/b/c", "a/c"]), ("a/c", ["a/c"]), ("c", [])] {
                var found: [String] = []
                var previous: [UInt8]?
                repeat {
                    let page = try store.foldersWithFindings(
                        below: Array(key.utf8),
                        in: bucket,
                        after: previous,
                        limit: limit
                    )
                    #expect(page.count <= limit)
                    found += page.map { String(decoding: $0, as: UTF8.self) }
                    previous = page.count < limit ? nil : page.last
                } while previous != nil
                #expect(found == expected, "\(key) by \(limit)")
            }
        }
    }
}
