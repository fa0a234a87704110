import Foundation
import GRDB
import POSIX

/// Objects of one kind, counted.
public struct ObjectCount: Sendable, Equatable {
    /// `complete`, `partial` or `skipped`.
    public var verdict: String
    /// Why not complete; `nil` for complete.
    public var gap: String?
    /// The MIME type.
    public var contentType: String
    public var objects: Int
    /// In bytes.
    public var size: Int
    /// Bytes of text that were looked at.
    public var classified: Int
    /// Objects that every user may read, by their own mode bits or lists of rights.
    public var worldReadable: Int
    /// Objects whose lists of rights say what nobody here understands.
    public var unknownRights: Int
}

/// What a bucket, or a folder in it, holds.
public struct HoldingsView: Sendable, Equatable {
    /// The bucket's name, or the folder's path below it.
    public var name: String
    public var path: [UInt8]
    /// Objects by kind.
    public var counts: [ObjectCount] = []
    /// Objects with findings that hold and are not archived, by severity from 1, low, to 3, high.
    public var findings: [Int: Int] = [:]
    /// Objects with findings that hold and are archived.
    public var archived = 0
    /// Occurrences in all findings that hold.
    public var occurrences = 0
    /// Seconds since 1970; `nil` before the first walk was complete.
    public var reconciledAt: Double?
}

extension RecordStore {
    /// All buckets, by name.
    public func buckets() throws -> [HoldingsView] {
        try read { database in
            try Row.fetchAll(database, sql: "SELECT id, name, path, reconciledAt FROM bucket ORDER BY name").map {
                row in
                var view = HoldingsView(name: row[1], path: row.bytes(2))
                view.reconciledAt = row[3]
                try RecordStore.fill(&view, of: row[0], database)
                return view
            }
        }
    }

    /// The folders right below `folder` of a bucket, by path; `nil` when there is no such bucket.
    public func folders(of bucket: String, in folder: [UInt8]) throws -> [HoldingsView]? {
        try read { database in
            guard
                let id = try Int64.fetchOne(database, sql: "SELECT id FROM bucket WHERE name = ?", arguments: [bucket])
            else { return nil }
            let prefix = folder.isEmpty ? [] : folder + [UInt8(ascii: "/")]
            let names = try Row.fetchAll(
                database,
                sql: """
                    SELECT DISTINCT substr(key, ?2 + 1, instr(substr(key, ?2 + 1), X'2F') - 1) FROM object
                    WHERE bucket = ?1 AND key >= ?3 AND (?2 = 0 OR key < ?4) AND instr(substr(key, ?2 + 1), X'2F') > 0
                    ORDER BY 1
                    """,
                arguments: [id, prefix.count, Data(prefix), Data(folder + [48])]
            ).map { $0.bytes(0) }
            return try names.map { name in
                var view = HoldingsView(name: bucket, path: prefix + name)
                try RecordStore.fill(&view, of: id, below: prefix + name, database)
                return view
            }
        }
    }

    private static func fill(
        _ view: inout HoldingsView,
        of bucket: Int64,
        below folder: [UInt8] = [],
        _ database: Database
    ) throws {
        let range: StatementArguments = [bucket, folder.isEmpty, Data(folder + [47]), Data(folder + [48])]
        view.counts = try Row.fetchAll(
            database,
            sql: """
                SELECT verdict, gap, contentType, count(*), sum(size), sum(classified),
                    count(*) FILTER (WHERE mode & 4 <> 0 AND mode & ?5 = 0), count(*) FILTER (WHERE mode & ?5 <> 0)
                FROM object WHERE bucket = ?1 AND (?2 OR (key > ?3 AND key < ?4)) GROUP BY 1, 2, 3
                """,
            arguments: range + [FileStatus.unknownRights]
        ).map {
            ObjectCount(
                verdict: $0[0],
                gap: $0[1],
                contentType: $0[2],
                objects: $0[3],
                size: $0[4],
                classified: $0[5],
                worldReadable: $0[6],
                unknownRights: $0[7]
            )
        }
        let findings = try Row.fetchAll(
            database,
            sql: """
                SELECT severity, archived, count(*), sum(occurrences) FROM finding
                WHERE bucket = ?1 AND (?2 OR (key > ?3 AND key < ?4)) AND category = 'CLASSIFICATION'
                    AND state IN ('new', 'unchanged', 'changed')
                GROUP BY 1, 2
                """,
            arguments: range
        )
        for row in findings {
            if row[1] as Bool { view.archived += row[2] as Int } else { view.findings[row[0]] = row[2] }
            view.occurrences += row[3] as Int
        }
    }
}
