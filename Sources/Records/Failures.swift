import GRDB

/// Deliveries to a target that have failed and are tried again.
public struct FailingDeliveries: Sendable, Equatable {
    /// How many, up to ``most``.
    public var count: Int
    /// How often the oldest of them was tried.
    public var attempts: Int
    /// When the oldest of them was put, in seconds since 1970.
    public var since: Double

    /// The most that are counted.
    public static let most = 10_000
}

/// Events that could not be delivered to a target and are kept.
public struct DeadLetterTally: Sendable, Equatable {
    /// How many, up to ``FailingDeliveries/most``.
    public var count: Int
    /// When the first of them was given up, in seconds since 1970.
    public var since: Double
}

/// How rotating a secret fails, since it last succeeded.
public struct RotationFailure: Sendable, Equatable {
    /// The secret's name.
    public var secret: String
    /// Seconds since 1970, like all times here.
    public var since: Double
    public var lastAt: Double
    /// How often a step has failed.
    public var count: Int
    public var step: String
    public var code: String
    public var message: String
    /// Whether the rotation was given up.
    public var isFinal: Bool
}

extension RecordStore {
    /// The deliveries to a target that have failed and are tried again; `nil` when there are none.
    public func failingDeliveries(to target: Int64) throws -> FailingDeliveries? {
        try read { database in
            let first = try Row.fetchOne(
                database.cachedStatement(
                    sql: """
                        SELECT attempts, ingestedAt FROM delivery JOIN event ON number = event
                        WHERE target = ? AND attempts > 0 ORDER BY event LIMIT 1
                        """
                ),
                arguments: [target]
            )
            guard let first else { return nil }
            let count = try Int.fetchOne(
                database.cachedStatement(
                    sql: "SELECT count(*) FROM (SELECT 1 FROM delivery WHERE target = ? AND attempts > 0 LIMIT ?)"
                ),
                arguments: [target, FailingDeliveries.most]
            )
            return FailingDeliveries(count: count ?? 0, attempts: first[0], since: first[1])
        }
    }

    /// The events that could not be delivered to a target and are kept; `nil` when there are none.
    public func deadLetters(of target: Int64) throws -> DeadLetterTally? {
        try read { database in
            let since = try Double.fetchOne(
                database.cachedStatement(sql: "SELECT diedAt FROM deadLetter WHERE target = ? ORDER BY number LIMIT 1"),
                arguments: [target]
            )
            guard let since else { return nil }
            let count = try Int.fetchOne(
                database.cachedStatement(
                    sql: "SELECT count(*) FROM (SELECT 1 FROM deadLetter WHERE target = ? LIMIT ?)"
                ),
                arguments: [target, FailingDeliveries.most]
            )
            return DeadLetterTally(count: count ?? 0, since: since)
        }
    }

    /// The secrets whose rotation fails, those first that have failed longest.
    ///
    /// - Parameter limit: The most.
    /// - Returns: So many at most.
    /// - Throws: When the records cannot be read.
    public func rotationFailures(limit: Int) throws -> [RotationFailure] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT secret.name, since, lastAt, count, step, code, message, isFinal
                    FROM rotationFailure JOIN secret ON secret.id = rotationFailure.secret
                    WHERE deletedAt IS NULL ORDER BY since LIMIT ?
                    """,
                arguments: [limit]
            ).map {
                RotationFailure(
                    secret: $0[0],
                    since: $0[1],
                    lastAt: $0[2],
                    count: $0[3],
                    step: $0[4],
                    code: $0[5],
                    message: $0[6],
                    isFinal: $0[7]
                )
            }
        }
    }
}

extension SecretTransaction {
    /// Notes that a step of a rotation has failed.
    ///
    /// - Parameters:
    ///   - rotation: How far it has come.
    ///   - code: A stable word.
    ///   - message: What it means; never a value.
    ///   - isFinal: Whether the rotation is given up.
    ///   - time: Seconds since 1970.
    /// - Throws: When the records cannot be written.
    public func noteFailure(
        _ rotation: RotationRecord,
        _ code: String,
        _ message: String,
        isFinal: Bool,
        at time: Double
    ) throws {
        try database.cachedStatement(
            sql: """
                INSERT INTO rotationFailure VALUES (?1, ?2, ?2, 1, ?3, ?4, ?5, ?6)
                ON CONFLICT (secret) DO UPDATE SET lastAt = excluded.lastAt, count = count + 1, step = excluded.step,
                    code = excluded.code, message = excluded.message, isFinal = excluded.isFinal
                """
        ).execute(arguments: [rotation.secret, time, rotation.step.rawValue, code, message, isFinal])
    }

    /// Forgets how rotating a secret has failed: it has succeeded, or is not wanted any more.
    public func forgetFailure(of secret: Int64) throws {
        try database.cachedStatement(sql: "DELETE FROM rotationFailure WHERE secret = ?").execute(arguments: [secret])
    }
}

extension Schema {
    static let failures = """
        -- Secrets whose rotation fails, since it last succeeded.
        CREATE TABLE rotationFailure (
            secret INTEGER PRIMARY KEY REFERENCES secret (id) ON DELETE CASCADE,
            since REAL NOT NULL,                 -- seconds since 1970
            lastAt REAL NOT NULL,
            count INTEGER NOT NULL,              -- steps that failed
            step TEXT NOT NULL,
            code TEXT NOT NULL,
            message TEXT NOT NULL,
            isFinal INTEGER NOT NULL CHECK (isFinal IN (0, 1))
        ) STRICT;

        -- Deliveries that have failed and are tried again.
        CREATE INDEX deliveryFailing ON delivery (target, event) WHERE attempts > 0;
        """
}
