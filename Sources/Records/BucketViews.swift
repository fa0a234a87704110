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

/// Objects of one class of documents, counted.
public struct ClassCount: Sendable, Equatable {
    /// The class, such as `medical`.
    public var name: String
    /// How many there are by how probable the class is: from 0 to 9 tenths of certainty.
    public var objects: [Int: Int]
    /// How many there are in all.
    public var total: Int { objects.values.reduce(0, +) }
}

/// What a bucket, or a folder in it, holds.
public struct HoldingsView: Sendable, Equatable {
    /// The bucket's name, or the folder's path below it.
    public var name: String
    public var path: [UInt8]
    /// Objects by kind.
    public var counts: [ObjectCount] = []
    /// Objects by what their text is held for, the most frequent class first; objects of which that is not known are in none.
    public var classes: [ClassCount] = []
    /// Objects with findings that hold and are not archived, by severity from 1, low, to 3, high.
    public var findings: [Int: Int] = [:]
    /// Objects with findings that hold and are archived.
    public var archived = 0
    /// Occurrences in all findings that hold.
    public var occurrences = 0
    /// Seconds since 1970; `nil` before the first walk was complete.
    public var reconciledAt: Double?
}

/// An object that was looked at only in part.
public struct PartialObject: Sendable, Equatable {
    /// Its path below the bucket.
    public var key: [UInt8]
    /// The word for the weightiest reason, such as `encrypted`.
    public var gap: String
    /// The MIME type.
    public var contentType: String
    /// In bytes.
    public var size: Int
    /// Bytes of text that were looked at.
    public var classified: Int
}

extension RecordStore {
    /// The first objects of a bucket that were looked at only in part, by path.
    ///
    /// - Parameters:
    ///   - bucket: The bucket's name.
    ///   - folder: Only those in this folder, at any depth; all for an empty path.
    ///   - limit: How many at most.
    /// - Returns: The objects, and how many there are in all.
    /// - Throws: When the records cannot be read.
    /// - Complexity: O(*n*) in the objects of the folder.
    public func partialObjects(
        of bucket: String,
        in folder: [UInt8],
        limit: Int
    ) throws -> (first: [PartialObject], count: Int) {
        let range = KeyRange(below: folder)
        let condition = "bucket.name = :name AND verdict = 'partial' AND \(range.condition(on: "key"))"
        let arguments: StatementArguments = ["name": bucket] &+ range.arguments
        return try read { database in
            let from = "FROM object JOIN bucket ON bucket.id = object.bucket WHERE \(condition)"
            let count = try Int.fetchOne(database, sql: "SELECT count(*) \(from)", arguments: arguments) ?? 0
            let rows = try Row.fetchAll(
                database,
                sql: "SELECT key, gap, contentType, size, classified \(from) ORDER BY key LIMIT :limit",
                arguments: arguments &+ ["limit": limit]
            )
            let first = rows.map {
                PartialObject(
                    key: $0.bytes(0),
                    gap: $0[1] as String? ?? "",
                    contentType: $0[2],
                    size: $0[3],
                    classified: $0[4]
                )
            }
            return (first, count)
        }
    }

    /// The names of all buckets, in their order.
    public func bucketNames() throws -> [String] {
        try read { try String.fetchAll($0, sql: "SELECT name FROM bucket ORDER BY name") }
    }

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
            let range = KeyRange(below: folder)
            let prefix = range.first
            let names = try Row.fetchAll(
                database,
                sql: """
                    SELECT DISTINCT substr(key, :start, instr(substr(key, :start), X'2F') - 1) FROM object
                    WHERE bucket = :bucket AND \(range.condition(on: "key")) AND instr(substr(key, :start), X'2F') > 0
                    ORDER BY 1
                    """,
                arguments: ["bucket": id, "start": prefix.count + 1] &+ range.arguments
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
        let range = KeyRange(below: folder)
        let arguments: StatementArguments = ["bucket": bucket] &+ range.arguments
        view.counts = try Row.fetchAll(
            database,
            sql: """
                SELECT verdict, gap, contentType, count(*), sum(size), sum(classified),
                    count(*) FILTER (WHERE mode & 4 <> 0 AND mode & :unknown = 0),
                    count(*) FILTER (WHERE mode & :unknown <> 0)
                FROM object WHERE bucket = :bucket AND \(range.condition(on: "key")) GROUP BY 1, 2, 3
                """,
            arguments: arguments &+ ["unknown": FileStatus.unknownRights]
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
        let classes = try Row.fetchAll(
            database,
            sql: """
                SELECT class, min(9, CAST(probability * 10 AS INTEGER)), count(*) FROM object
                WHERE bucket = :bucket AND \(range.condition(on: "key")) AND class IS NOT NULL GROUP BY 1, 2
                """,
            arguments: arguments
        )
        var counts: [String: [Int: Int]] = [:]
        for row in classes { counts[row[0], default: [:]][row[1]] = row[2] }
        view.classes = counts.map { ClassCount(name: $0, objects: $1) }
            .sorted { ($1.total, $0.name) < ($0.total, $1.name) }
        let findings = try Row.fetchAll(
            database,
            sql: """
                SELECT severity, archived, count(*), sum(occurrences) FROM finding
                WHERE bucket = :bucket AND \(range.condition(on: "key")) AND category = 'CLASSIFICATION'
                    AND state IN ('new', 'unchanged', 'changed')
                GROUP BY 1, 2
                """,
            arguments: arguments
        )
        for row in findings {
            if row[1] as Bool { view.archived += row[2] as Int } else { view.findings[row[0]] = row[2] }
            view.occurrences += row[3] as Int
        }
    }
}

/// An object that was looked at.
public struct AnalysedObject: Sendable, Equatable {
    /// Its path below the bucket.
    public var key: [UInt8]
    /// `complete`, `partial` or `skipped`.
    public var verdict: String
    /// Whether something was found in it that holds.
    public var isSensitive: Bool
}

extension RecordStore {
    /// Objects of a bucket that were looked at, those with findings first, and each of both in the order of their keys.
    ///
    /// - Parameters:
    ///   - name: The bucket's.
    ///   - limit: The most that are returned.
    /// - Returns: The objects.
    /// - Throws: When the records cannot be read.
    /// - Complexity: Linear in the bucket's findings, and in `limit`.
    public func analysedObjects(of name: String, limit: Int) throws -> [AnalysedObject] {
        try read { database in
            let sensitive = try Row.fetchAll(
                database,
                sql: """
                    SELECT DISTINCT object.key, object.verdict FROM finding JOIN object USING (bucket, key)
                    WHERE finding.bucket = (SELECT id FROM bucket WHERE name = ?)
                        AND finding.state IN ('new', 'unchanged', 'changed') ORDER BY object.key LIMIT ?
                    """,
                arguments: [name, limit]
            ).map { AnalysedObject(key: $0.bytes(0), verdict: $0[1], isSensitive: true) }
            let known = Set(sensitive.map(\.key))
            let others = try Row.fetchAll(
                database,
                sql: """
                    SELECT key, verdict FROM object WHERE bucket = (SELECT id FROM bucket WHERE name = ?)
                    ORDER BY key LIMIT ?
                    """,
                arguments: [name, limit]
            ).map { AnalysedObject(key: $0.bytes(0), verdict: $0[1], isSensitive: false) }
            return sensitive + others.filter { !known.contains($0.key) }.prefix(limit - sensitive.count)
        }
    }
}
