import Foundation
import GRDB
import POSIX
import Findings
import Testing

@testable import Records

@Suite struct RecordStoreTests {
    /// A database file of its own.
    private final class Place {
        let folder: URL
        var path: String { folder.appending(path: "magpie.sqlite").path }

        init() throws {
            folder = FileManager.default.temporaryDirectory.appending(path: "magpie-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        }

        deinit { try? FileManager.default.removeItem(at: folder) }
    }

    /// What each version has left behind is there after the migration to this one.
    @Test(arguments: ["0001-catalogue"])
    func databasesOfEarlierVersionsAreKept(_ version: String) throws {
        let place = try Place()
        let script = try String(
            contentsOf: URL(filePath: #filePath).deletingLastPathComponent().appending(
                path: "../Fixtures/records-\(version).sql"
            ).standardized,
            encoding: .utf8
        )
        try DatabaseQueue(path: place.path).writeWithoutTransaction { try $0.execute(sql: script) }
        let store = try RecordStore(path: place.path)
        #expect(try store.settleLocation(account: "123456789012", region: "eu-north-1") == ("000000000000", "local"))
        let bucket = try #require(try store.buckets().first)
        #expect(bucket.name == "share")
        #expect(bucket.counts.map(\.objects).reduce(0, +) == 2)
        #expect(bucket.findings == [3: 1])
        let finding = try #require(try store.findings(FindingQuery()).first)
        #expect(String(decoding: finding.key, as: UTF8.self) == "finance/payroll.csv")
        #expect(try store.foldersWithFindings(below: [], in: 1) == [Array("finance".utf8)])
        #expect(
            try store.findings(holding: "hmac-sha256:" + String(repeating: "ab", count: 32)).map(\.id) == [finding.id]
        )
        var small = FindingQuery()
        small.mostBytes = 10
        #expect(throws: RecordError.tooMuch) { try store.findings(small) }
        #expect(try store.deliveries(to: 1, dueBy: 0, limit: 10).map(\.envelope) == ["{\"id\":\"e-2\"}"])
        // Objects of then were scanned with a set of identifiers that is none of now: they are scanned again.
        let objects = try store.objects(in: 1, from: [], before: nil, limit: 10)
        #expect(objects.map(\.stamp.ruleSet) == [0, 0])
        #expect(try store.ruleSet("digest", at: 0) == 1)
    }

    /// What users have archived before values were accepted where they lie.
    @Test func whatWasArchivedBeforeIsAccepted() throws {
        let place = try Place()
        let queue = try DatabaseQueue(path: place.path)
        try Schema.migrator.migrate(queue, upTo: "0009-roots")
        try queue.write { database in
            try database.execute(
                sql: """
                    INSERT INTO bucket (id, name, path) VALUES (1, 'share', X'2F');
                    INSERT INTO finding (id, bucket, key, type, severity, occurrences, state, digest, createdAt, updatedAt,
                        archived, suppressedBy, category, detail)
                    VALUES ('a', 1, X'61', 't', 1, 1, 'unchanged', 'd', 1, 2, 1, 'user alice', 'CLASSIFICATION', '{}'),
                        ('b', 1, X'62', 't', 1, 1, 'new', 'd', 1, 2, 1, 'a rule', 'CLASSIFICATION', '{}'),
                        ('c', 1, X'63', 't', 1, 1, 'replaced', 'd', 1, 2, 0, NULL, 'CLASSIFICATION', '{}'),
                        ('d', 1, X'2F', 't', 1, 1, 'changed', '3 493 0', 1, 2, 1, 'user bob', 'POLICY', '{}');
                    INSERT INTO fingerprint VALUES ('v', 'a', 'CARD'), ('w', 'b', 'CARD'), ('x', 'c', 'CARD');
                    """
            )
        }
        let store = try RecordStore(path: place.path)
        try store.read { database in
            let accepted = try Row.fetchAll(
                database,
                sql: "SELECT acceptedBy, type, value FROM acceptance JOIN acceptedValue ON acceptance = acceptance.id"
            ).map { [$0[0], $0[1], $0[2]] as [String] }
            #expect(accepted == [["user alice", "CARD", "v"]])
            #expect(try String.fetchAll(database, sql: "SELECT finding FROM valueSet ORDER BY 1") == ["a", "b"])
            let policy = try Row.fetchOne(
                database,
                sql: "SELECT acceptedDigest, acceptedBy FROM finding WHERE id = 'd'"
            )
            #expect((policy?[0], policy?[1]) == ("3 493 0", "user bob"))
        }
    }

    @Test func aNewerDatabaseIsRefusedAndLeftAlone() throws {
        let place = try Place()
        _ = try RecordStore(path: place.path)
        try DatabaseQueue(path: place.path).write { database in
            try database.execute(sql: "INSERT INTO grdb_migrations VALUES ('9999-future')")
        }
        #expect(throws: RecordError.newer) { try RecordStore(path: place.path) }
    }

    @Test func aDamagedDatabaseIsRefused() throws {
        let place = try Place()
        do {
            let store = try RecordStore(path: place.path)
            for number in 0..<200 {
                _ = try store.bucket(named: "bucket \(number)", path: Array("/folder/\(number)".utf8))
            }
        }
        var bytes = try Data(contentsOf: URL(filePath: place.path))
        try? FileManager.default.removeItem(atPath: place.path + "-wal")
        bytes.replaceSubrange(8192..<12_288, with: Data(repeating: 0x5A, count: 4096))
        try bytes.write(to: URL(filePath: place.path))
        #expect(throws: RecordError.damaged) { try RecordStore(path: place.path) }
        try Data("this is no database, whatever it may be called".utf8).write(to: URL(filePath: place.path))
        #expect(throws: RecordError.damaged) { try RecordStore(path: place.path) }
    }

    @Test func aBackupIsACompleteDatabase() throws {
        let place = try Place()
        let store = try RecordStore(path: place.path)
        _ = try store.bucket(named: "share", path: Array("/srv/share".utf8))
        let copy = place.folder.appending(path: "backup.sqlite").path
        try store.backUp(to: copy)
        #expect(throws: (any Error).self) { try store.backUp(to: copy) }
        #expect(try RecordStore(path: copy).buckets().map(\.name) == ["share"])
    }

    /// Names keep their account and Region: those of the first start, or those that all had before there was a choice.
    @Test func theLocationOfRecordsIsSettledOnce() throws {
        let place = try Place()
        let store = try RecordStore(path: place.path)
        #expect(
            try store.settleLocation(account: "123456789012", region: "eu-north-1") == ("123456789012", "eu-north-1")
        )
        #expect(try store.settleLocation(account: "000000000000", region: "local") == ("123456789012", "eu-north-1"))
        let again = try RecordStore(path: place.path)
        #expect(try again.settleLocation(account: "000000000000", region: "local") == ("123456789012", "eu-north-1"))
    }

    /// The seals make a chain: whatever is changed in it shows.
    @Test func auditEntriesAreNumberedAndChained() throws {
        let place = try Place()
        let store = try RecordStore(path: place.path)
        for number in 1...3 {
            let draft = RecordStore.AuditDraft("reveal", "finding \(number)", reason: "why", by: 0, at: 1)
            try store.audit([draft]) { "(\($0)+\($1.count))" }
        }
        let entries = try store.auditEntries()
        #expect(entries.map(\.number) == [1, 2, 3])
        for (previous, entry) in zip(entries, entries.dropFirst()) {
            #expect(entry.seal.hasPrefix("(\(previous.seal)+"))
        }
    }

    /// A page of a list costs the same however many secrets there are.
    @Test(arguments: SecretOrder.Key.allCases, [false, true])
    func noOrderOfSecretsTakesSorting(_ key: SecretOrder.Key, _ isDescending: Bool) throws {
        let place = try Place()
        _ = try RecordStore(path: place.path)
        let order = SecretOrder(key, isDescending: isDescending)
        try DatabaseQueue(path: place.path).read { database in
            for part in order.parts(after: nil) + order.parts(after: SecretOrder.Cursor()) {
                let plan = try Row.fetchAll(
                    database,
                    sql: "EXPLAIN QUERY PLAN " + order.sql(part),
                    arguments: order.arguments(of: SecretOrder.Cursor(id: 1), part) + [10]
                ).map { $0["detail"] as String }.joined(separator: "; ")
                let use =
                    switch part {
                    case .all: key == .creation ? "SCAN secret" : "SCAN secret USING INDEX"
                    case .same: "rowid\(isDescending ? "<" : ">")?)"
                    case .beyond: "SEARCH secret USING"
                    }
                #expect(plan.contains(use) && !plan.contains("TEMP B-TREE"), "\(plan)")
            }
        }
    }

    @Test func aListOfFindingsNeitherSortsNorReadsThem() throws {
        let place = try Place()
        _ = try RecordStore(path: place.path)
        let plan = try DatabaseQueue(path: place.path).read { database in
            try Row.fetchAll(
                database,
                sql: "EXPLAIN QUERY PLAN " + RecordStore.list,
                arguments: [nil, 1, false, false, 1e9, "0", FindingScope(buckets: ["a"], users: nil).bucketNames, nil]
            ).map { $0["detail"] as String }.joined(separator: "; ")
        }
        #expect(plan.contains("finding USING COVERING INDEX findingByUpdate"), "\(plan)")
        #expect(plan.contains("accessKeyFinding USING INDEX accessKeyFindingByUpdate"), "\(plan)")
        #expect(!plan.contains("TEMP B-TREE"), "\(plan)")
    }

    @Test func bucketsThatSwapTheirFoldersKeepThem() throws {
        let place = try Place()
        let store = try RecordStore(path: place.path)
        let first = try store.bucket(named: "a", path: Array("/1".utf8))
        let second = try store.bucket(named: "b", path: Array("/2".utf8))
        #expect(try store.bucket(named: "b", path: Array("/1".utf8)).id == first.id)
        #expect(try store.bucket(named: "a", path: Array("/2".utf8)).id == second.id)
    }
}
