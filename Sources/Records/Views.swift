import Foundation
import GRDB

/// What a bucket holds.
public struct BucketView: Sendable, Equatable {
    public var name: String
    public var path: [UInt8]
    public var objects: Int
    /// In bytes.
    public var size: Int
    /// Objects that were looked at completely.
    public var complete: Int
    public var partial: Int
    public var skipped: Int
    /// Objects with findings, by severity from 1, low, to 3, high.
    public var findings: [Int: Int]
    /// Seconds since 1970; `nil` before the first walk was complete.
    public var reconciledAt: Double?
}

/// A finding in a list.
public struct FindingView: Sendable, Equatable {
    public var id: String
    public var bucket: String
    public var key: [UInt8]
    public var type: String
    /// From 1, low, to 3, high.
    public var severity: Int
    public var occurrences: Int
    public var state: String
    /// Seconds since 1970.
    public var createdAt: Double
    public var updatedAt: Double
}

extension RecordStore {
    /// All buckets, by name.
    public func buckets() throws -> [BucketView] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT name, path, reconciledAt, count(object.id), ifnull(sum(size), 0),
                        count(*) FILTER (WHERE verdict = 'complete'), count(*) FILTER (WHERE verdict = 'partial'),
                        count(*) FILTER (WHERE verdict = 'skipped'), bucket.id
                    FROM bucket LEFT JOIN object ON object.bucket = bucket.id GROUP BY bucket.id ORDER BY name
                    """
            ).map { row in
                var findings: [Int: Int] = [:]
                for count in try Row.fetchAll(
                    database,
                    sql: """
                        SELECT severity, count(*) FROM finding
                        WHERE bucket = ? AND state IN ('new', 'unchanged', 'changed') GROUP BY severity
                        """,
                    arguments: [row[8] as Int64]
                ) { findings[count[0]] = count[1] }
                return BucketView(
                    name: row[0],
                    path: row.bytes(1),
                    objects: row[3],
                    size: row[4],
                    complete: row[5],
                    partial: row[6],
                    skipped: row[7],
                    findings: findings,
                    reconciledAt: row[2]
                )
            }
        }
    }

    /// Findings, newest first.
    ///
    /// - Parameters:
    ///   - bucket: Only those of this bucket.
    ///   - severity: Only those of this severity or above.
    ///   - includesResolved: Also those that hold no longer.
    ///   - limit: The most to return.
    public func findings(bucket: String?, severity: Int, includesResolved: Bool, limit: Int) throws -> [FindingView] {
        try views(
            where: """
                (?1 IS NULL OR bucket.name = ?1) AND severity >= ?2
                AND (?3 OR state IN ('new', 'unchanged', 'changed')) ORDER BY finding.updatedAt DESC, finding.id LIMIT ?4
                """,
            [bucket, severity, includesResolved, limit]
        )
    }

    /// Findings that hold and in which the value with this fingerprint was found.
    public func findings(holding fingerprint: String) throws -> [FindingView] {
        try views(
            where: """
                finding.id IN (SELECT finding FROM fingerprint WHERE value = ?)
                AND state IN ('new', 'unchanged', 'changed') ORDER BY bucket.name, finding.key
                """,
            [fingerprint]
        )
    }

    /// The finding with this id, or the only one whose id begins with it, as JSON.
    public func finding(_ id: String) throws -> String? {
        try read { database in
            let found = try String.fetchAll(
                database,
                sql: "SELECT detail FROM finding WHERE id >= ?1 AND id < ?1 || 'g' LIMIT 2",
                arguments: [id]
            )
            return found.count == 1 ? found.first : nil
        }
    }

    private func views(where condition: String, _ arguments: StatementArguments) throws -> [FindingView] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT finding.id, bucket.name, finding.key, type, severity, occurrences, state, createdAt, updatedAt
                    FROM finding JOIN bucket ON bucket.id = finding.bucket WHERE \(condition)
                    """,
                arguments: arguments
            ).map {
                FindingView(
                    id: $0[0],
                    bucket: $0[1],
                    key: $0.bytes(2),
                    type: $0[3],
                    severity: $0[4],
                    occurrences: $0[5],
                    state: $0[6],
                    createdAt: $0[7],
                    updatedAt: $0[8]
                )
            }
        }
    }
}
