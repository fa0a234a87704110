import Foundation
import GRDB

/// Actions of one kind that rules have had done within a time.
public struct ActionTally: Sendable, Equatable {
    /// How many.
    public var count: Int
    /// When the first of them was done or begun, in seconds since 1970; `nil` when there is none.
    public var first: Double?
}

/// Actions that a rule holds back for one reason.
public struct HeldActions: Sendable {
    /// The one that has been held back longest.
    public var first: ActionRecord
    public var count: Int
}

/// A finding as rules act on it, whatever an event says.
public struct FindingFacts: Sendable {
    public var id: String
    public var bucket: String
    public var key: [UInt8]
    /// Whether it still holds.
    public var holds: Bool
    /// Whether it is about sensitive data in an object, and not about a folder.
    public var isAboutObject: Bool
    /// The versions of managed secrets that it names.
    public var secrets: [SecretVersion]

    /// A version of a managed secret.
    public struct SecretVersion: Sendable, Hashable {
        public var arn: String
        public var name: String
        public var version: String
    }
}

extension RecordStore {
    /// What is kept of a finding; `nil` when there is none with this id.
    public func findingFacts(_ id: String) throws -> FindingFacts? {
        try read { database in
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT bucket.name, key, state IN ('new', 'unchanged', 'changed'), category = 'CLASSIFICATION'
                    FROM finding JOIN bucket ON bucket.id = finding.bucket WHERE finding.id = ?
                    """,
                arguments: [id]
            )
            guard let row else { return nil }
            let secrets = try Row.fetchAll(
                database,
                sql: """
                    SELECT secret.value ->> 'arn', secret.value ->> 'name', secret.value ->> 'versionId'
                    FROM finding, json_each(detail, '$.local.managedSecrets') AS secret WHERE finding.id = ?
                    ORDER BY secret.key
                    """,
                arguments: [id]
            )
            return FindingFacts(
                id: id,
                bucket: row[0],
                key: row.bytes(1),
                holds: row[2],
                isAboutObject: row[3],
                secrets: secrets.compactMap { secret in
                    guard let arn: String = secret[0], let version: String = secret[2] else { return nil }
                    return FindingFacts.SecretVersion(arn: arn, name: secret[1] ?? arn, version: version)
                }
            )
        }
    }

    /// The rotations of a secret that rules have started since a time, and since it was released last.
    public func rotationsByRules(of secret: String, since time: Double) throws -> ActionTally {
        try read { database in
            let start = max(time, try RecordStore.release(of: secret, database))
            // Several findings may have led to one rotation.
            return try RecordStore.tally(
                """
                SELECT count(*), min(endedAt) FROM (
                    SELECT min(endedAt) AS endedAt FROM action
                    WHERE keyARN = ? AND kind = 'rotate' AND endedAt >= ? AND state = 'done' AND definition <> ''
                    GROUP BY definition)
                """,
                [secret, start],
                database
            )
        }
    }

    /// The objects of an owner in a bucket that rules have had encrypted since a time, and since he was released last.
    ///
    /// - Parameters:
    ///   - owner: Whose files they were.
    ///   - bucket: The bucket.
    ///   - folder: Only those in this first folder; empty for those right in the bucket, `nil` for all.
    ///   - time: In seconds since 1970.
    /// - Returns: How many, and when the first was begun.
    /// - Throws: When the records cannot be read.
    public func encryptionsByRules(
        of owner: UInt32,
        in bucket: Int64,
        folder: [UInt8]?,
        since time: Double
    ) throws -> ActionTally {
        try read { database in
            let subject = RecordStore.subject(bucket: bucket, owner: owner)
            let start = max(time, try RecordStore.release(of: subject, database))
            return try RecordStore.tally(
                """
                SELECT count(*), min(startedAt) FROM action
                WHERE bucket = ?1 AND startedAt >= ?2 AND kind = 'encrypt' AND rule IS NOT NULL
                    AND state IN ('running', 'done') AND owner = ?3 AND (?4 IS NULL OR folder = ?4)
                """,
                [bucket, start, Int64(owner), folder.map { Data($0) }],
                database
            )
        }
    }

    /// Forgets an action that was held back.
    public func remove(_ action: ActionRecord) throws {
        try write { database in
            try database.execute(sql: "DELETE FROM action WHERE id = ? AND state = 'held'", arguments: [action.id])
        }
    }

    private static func tally(_ sql: String, _ arguments: StatementArguments, _ database: Database) throws
        -> ActionTally
    {
        let row = try Row.fetchOne(database.cachedStatement(sql: sql), arguments: arguments)
        return ActionTally(count: row?[0] ?? 0, first: row?[1])
    }

    // MARK: Held back

    /// What of a rule's is held back about a finding: the object, or one secret.
    public func heldAction(about finding: String, secret: String?, ofRule rule: String, on bus: String) throws
        -> ActionRecord?
    {
        try read { database in
            try Row.fetchOne(
                database,
                sql: """
                    SELECT \(ActionRecord.columns) FROM action
                    WHERE state = 'held' AND finding = ? AND rule = ? AND bus = ? AND (?4 IS NULL OR keyARN = ?4)
                    """,
                arguments: [finding, rule, bus, secret]
            ).map(ActionRecord.init)
        }
    }

    /// What is held back: by secret, and by rule, bucket, owner and first folder.
    public func heldActions() throws -> [HeldActions] {
        try read { database in
            // With one min(), SQLite takes the other columns from the row that has it.
            try Row.fetchAll(
                database,
                sql: """
                    SELECT \(ActionRecord.columns), count(*), min(startedAt) FROM action WHERE state = 'held'
                    GROUP BY kind, iif(kind = 'rotate', keyARN, NULL), rule, bus, iif(kind = 'rotate', NULL, bucket),
                        iif(kind = 'rotate', NULL, owner), iif(kind = 'rotate', NULL, folder)
                    ORDER BY min(startedAt)
                    """
            ).map { HeldActions(first: ActionRecord($0), count: $0[17]) }
        }
    }

    /// Ends what has been held back since long after it was due: its rule or its event is gone.
    ///
    /// - Parameters:
    ///   - due: What was to be tried before this time.
    ///   - now: When it ends, in seconds since 1970.
    /// - Throws: When the records cannot be written.
    public func endHeldActions(dueBefore due: Double, at now: Double) throws {
        try write { database in
            try database.execute(
                sql: """
                    UPDATE action SET state = 'failed', endedAt = ?, reason = 'the rule, its target or the event is gone'
                    WHERE state = 'held' AND dueAt < ?
                    """,
                arguments: [now, due]
            )
        }
    }

    // MARK: Releasing

    /// Has what rules have done so far count no longer against the limits of a subject: the ARN of a secret, or an owner in
    /// a bucket.
    public func release(_ subject: String, at time: Double) throws {
        try write { database in
            try database.execute(sql: "INSERT OR REPLACE INTO actionRelease VALUES (?, ?)", arguments: [subject, time])
        }
    }

    private static func release(of subject: String, _ database: Database) throws -> Double {
        try Double.fetchOne(
            database,
            sql: "SELECT releasedAt FROM actionRelease WHERE subject = ?",
            arguments: [subject]
        ) ?? 0
    }

    /// What an owner's files in a bucket are called when they are released.
    public static func subject(bucket: Int64, owner: UInt32) -> String { "\(bucket)/\(owner)" }
}
