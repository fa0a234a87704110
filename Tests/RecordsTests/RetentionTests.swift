import Foundation
import GRDB
import Testing

@testable import Records

/// What is over is forgotten, in pieces.
@Suite struct RetentionTests {
    private static let now = 1_000_000_000.0
    private static let day = 86_400.0

    /// A store in a folder of its own.
    private final class Place {
        let folder = FileManager.default.temporaryDirectory.appending(path: "magpie-\(UUID().uuidString)")
        let store: RecordStore
        var path: String { folder.appending(path: "magpie.sqlite").path }

        init(prepare: (String) throws -> Void = { _ in }) throws {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let path = folder.appending(path: "magpie.sqlite").path
            try prepare(path)
            store = try RecordStore(path: path)
            for name in ["a", "b"] { _ = try store.bucket(named: name, path: Array("/\(name)".utf8)) }
        }

        deinit { try? FileManager.default.removeItem(at: folder) }

        /// Adds findings that were updated so many days ago, each with a set of values.
        func addFindings(_ count: Int, _ state: String, daysAgo: Double, in bucket: Int64 = 1, size: Int = 10) throws {
            try store.write { database in
                for _ in 0..<count {
                    let id = UUID().uuidString
                    try database.execute(
                        sql: """
                            INSERT INTO finding (id, bucket, key, type, severity, occurrences, state, digest, createdAt,
                                updatedAt, detail)
                            VALUES (?1, ?2, ?1, 't', 1, 1, ?3, 'd', 0, ?4, ?5)
                            """.replacingOccurrences(of: "?2, ?1", with: "?2, CAST(?1 AS BLOB)"),
                        arguments: [
                            id, bucket, state, RetentionTests.now - daysAgo * RetentionTests.day,
                            String(repeating: "x", count: size),
                        ]
                    )
                    try database.execute(sql: "INSERT INTO valueSet VALUES (?, X'')", arguments: [id])
                }
            }
        }

        func count(_ table: String, _ condition: String = "TRUE") throws -> Int {
            try store.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table) WHERE \(condition)") ?? -1 }
        }

        /// Removes findings to the end; returns how many each piece had.
        func removeFindings(_ retention: Retention) throws -> [Int] {
            var pieces: [Int] = []
            while true {
                let before = try count("finding")
                guard try store.removeOldFindings(retention, at: RetentionTests.now) else { return pieces }
                pieces.append(try before - count("finding"))
            }
        }

        func addAction(_ id: String, _ kind: String, _ state: String, key: String, daysAgo: Double) throws {
            var action = ActionRecord(
                id: id,
                bucket: 1,
                key: Array(key.utf8),
                kind: ActionRecord.Kind(rawValue: kind) ?? .rotate,
                definition: "{}",
                startedAt: RetentionTests.now - daysAgo * RetentionTests.day
            )
            action.state = ActionRecord.State(rawValue: state) ?? .failed
            action.endedAt = action.startedAt
            try store.put(action)
        }

        func addObject(_ key: String) throws {
            try store.write {
                try $0.execute(
                    sql: """
                        INSERT INTO object (bucket, key, device, inode, size, modified, changed, userID, groupID, mode,
                            links, verdict, classified, scannedAt)
                        VALUES (1, CAST(? AS BLOB), 1, 1, 1, 1, 1, 0, 0, 0, 1, 'complete', 0, 0)
                        """,
                    arguments: [key]
                )
            }
        }
    }

    @Test func findingsThatHoldNoLongerGoAfterTheirTime() throws {
        let place = try Place()
        try place.addFindings(700, "replaced", daysAgo: 91)
        try place.addFindings(501, "resolved", daysAgo: 200, in: 2)
        try place.addFindings(3, "resolved", daysAgo: 89)
        for state in ["new", "changed", "unchanged"] { try place.addFindings(1, state, daysAgo: 500) }
        #expect(try place.removeFindings(Retention()) == [500, 500, 201])
        #expect(try place.count("finding") == 6)
        #expect(try place.count("valueSet") == 6)
    }

    /// Whoever makes findings without end in one bucket takes no others from another.
    @Test func aBucketHasSoManyAtMost() throws {
        let place = try Place()
        try place.addFindings(30, "replaced", daysAgo: 1)
        try place.addFindings(20, "replaced", daysAgo: 2)
        try place.addFindings(10, "resolved", daysAgo: 3, in: 2)
        var retention = Retention()
        retention.findingsOfBucket = 30
        #expect(try place.removeFindings(retention) == [20])
        #expect(try place.count("finding", "bucket = 1") == 30)
        #expect(try place.count("finding", "bucket = 2") == 10)
    }

    @Test func whatWasAcceptedIsKeptWithItsObject() throws {
        let place = try Place()
        try place.addObject("there")
        try place.store.write { database in
            for (key, days) in [("there", 500.0), ("gone", 91.0), ("just gone", 1.0)] {
                try database.execute(
                    sql: """
                        INSERT INTO acceptance (bucket, key, acceptedBy, device, inode, size, modified, userID, seenAt)
                        VALUES (1, CAST(? AS BLOB), 'user alice', 1, 1, 1, 1, 1, ?)
                        """,
                    arguments: [key, RetentionTests.now - days * RetentionTests.day]
                )
                try database.execute(
                    sql: "INSERT INTO acceptedValue VALUES (?, 't', 'v')",
                    arguments: [database.lastInsertedRowID]
                )
            }
        }
        _ = try place.removeFindings(Retention())
        #expect(try place.count("acceptance", "key IN (CAST('there' AS BLOB), CAST('just gone' AS BLOB))") == 2)
        #expect(try place.count("acceptance") == 2)
        #expect(try place.count("acceptedValue") == 2)
    }

    /// By them everybody knows under which key an object lies.
    @Test func theLastEncryptionsOfObjectsStay() throws {
        let place = try Place()
        try place.addObject("there")
        try place.addAction("1", "encrypt", "done", key: "there", daysAgo: 300)
        try place.addAction("2", "decrypt", "done", key: "there", daysAgo: 200)
        try place.addAction("3", "encrypt", "done", key: "there", daysAgo: 100)
        try place.addAction("4", "encrypt", "failed", key: "there", daysAgo: 95)
        try place.addAction("5", "encrypt", "done", key: "gone", daysAgo: 100)
        try place.addAction("6", "rotate", "done", key: "there", daysAgo: 100)
        try place.addAction("7", "encrypt", "running", key: "gone", daysAgo: 100)
        try place.addAction("8", "encrypt", "refused", key: "gone", daysAgo: 80)
        try place.addAction("b", "encrypt", "held", key: "gone", daysAgo: 100)
        while try place.store.removeOldActions(Retention(), at: RetentionTests.now) {}
        #expect(try place.store.actions(in: nil, upTo: 10).map(\.id).sorted() == ["2", "3", "7", "8", "b"])
        #expect(try place.store.lastEncryption(of: Array("there".utf8), in: 1)?.id == "3")
        // Those that are too many go as well, but not those by which somebody counts.
        try place.addAction("9", "encrypt", "refused", key: "gone", daysAgo: 1)
        try place.addAction("a", "encrypt", "refused", key: "gone", daysAgo: 1)
        var retention = Retention()
        retention.findingsOfBucket = 1
        while try place.store.removeOldActions(retention, at: RetentionTests.now) {}
        #expect(try place.store.actions(in: nil, upTo: 10).map(\.id).sorted() == ["2", "3", "7", "9", "a", "b"])
    }

    @Test func foldersOfWhichNothingIsSaidGo() throws {
        let place = try Place()
        try place.store.write { database in
            try database.execute(
                sql: """
                    INSERT INTO folder VALUES (1, X'61', 0, 0, 0), (1, X'62', 0, 0, 0);
                    INSERT INTO finding (id, bucket, key, folder, type, severity, occurrences, state, digest, createdAt,
                        updatedAt, detail)
                    VALUES ('f', 1, X'612F61', X'61', 't', 1, 1, 'new', 'd', 0, 0, '{}')
                    """
            )
        }
        while try place.store.removeOldActions(Retention(), at: RetentionTests.now) {}
        #expect(try place.count("folder", "key = X'61'") == 1)
        #expect(try place.count("folder") == 1)
    }

    private func pages(_ place: Place) throws -> Int {
        try place.store.read { try Int.fetchOne($0, sql: "PRAGMA page_count") ?? -1 }
    }

    /// Also the file of an earlier version, which never did.
    @Test(arguments: [false, true])
    func theFileShrinks(_ isOld: Bool) throws {
        let place = try Place { path in
            guard isOld else { return }
            let queue = try DatabaseQueue(path: path)
            try Schema.migrator.migrate(queue, upTo: "0009-roots")
            #expect(try queue.read { try Int.fetchOne($0, sql: "PRAGMA auto_vacuum") } == 0)
        }
        try place.addFindings(1000, "replaced", daysAgo: 100, size: 20_000)
        let before = try pages(place)
        #expect(before > 5000)
        _ = try place.removeFindings(Retention())
        #expect(try pages(place) == before)
        var pieces = 0
        while try place.store.shrink() { pieces += 1 }
        #expect(pieces > 5)
        #expect(try pages(place) < 1300)
        #expect(try RecordStore(path: place.path).buckets().count == 2)
    }
}
