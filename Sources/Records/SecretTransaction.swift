import Foundation
import GRDB

/// What may be read and written about secrets, inside a transaction.
public struct SecretTransaction {
    let database: Database

    // MARK: Secrets

    /// The secret of this name.
    public func secret(named name: String) throws -> SecretRecord? {
        try row("SELECT * FROM secret WHERE name = ?", [name]).map(SecretRecord.init)
    }

    /// The secret with this ARN.
    public func secret(arn: String) throws -> SecretRecord? {
        try row("SELECT * FROM secret WHERE arn = ?", [arn]).map(SecretRecord.init)
    }

    /// The secret of this number.
    public func secret(_ id: Int64) throws -> SecretRecord? {
        try row("SELECT * FROM secret WHERE id = ?", [id]).map(SecretRecord.init)
    }

    /// All secrets, in the order in which they were made.
    public func secrets() throws -> [SecretRecord] {
        try Row.fetchAll(database, sql: "SELECT * FROM secret ORDER BY id").map(SecretRecord.init)
    }

    /// Some secrets in an order.
    ///
    /// - Parameters:
    ///   - order: The order.
    ///   - cursor: After which they come; `nil` for the first ones. One that was left holds all the same.
    ///   - count: How many at most.
    /// - Returns: The secrets.
    /// - Throws: When the records cannot be read.
    /// - Complexity: Linear in `count`, and logarithmic in the number of all secrets.
    public func secrets(
        in order: SecretOrder,
        after cursor: SecretOrder.Cursor?,
        most count: Int
    ) throws -> [SecretRecord] {
        var secrets: [SecretRecord] = []
        for part in order.parts(after: cursor) where secrets.count < count {
            let arguments = cursor.map { order.arguments(of: $0, part) } ?? []
            secrets += try Row.fetchAll(
                database.cachedStatement(sql: order.sql(part)),
                arguments: arguments + [count - secrets.count]
            ).map(SecretRecord.init)
        }
        return secrets
    }

    /// Keeps a new secret.
    ///
    /// - Returns: Its number.
    public func add(_ secret: SecretRecord) throws -> Int64 {
        try execute(
            """
            INSERT INTO secret (name, arn, definition, createdAt, changedAt, isRotated) VALUES (?, ?, ?, ?, ?, 0)
            """,
            [secret.name, secret.arn, secret.definition, secret.createdAt, secret.changedAt]
        )
        return database.lastInsertedRowID
    }

    /// Keeps what has changed about a secret.
    public func save(_ secret: SecretRecord) throws {
        try execute(
            """
            UPDATE secret SET definition = ?, changedAt = ?, deletedAt = ?, dueAt = ?, rotator = ?, isRotated = ?,
                rotatedAt = ?, windowAt = ? WHERE id = ?
            """,
            [
                secret.definition, secret.changedAt, secret.deletedAt, secret.dueAt, secret.rotator, secret.isRotated,
                secret.rotatedAt, secret.windowAt, secret.id,
            ]
        )
    }

    /// Removes a secret with all its versions.
    public func remove(_ secret: Int64) throws { try execute("DELETE FROM secret WHERE id = ?", [secret]) }

    /// The secrets whose time to be deleted has come.
    public func secretsToDelete(at time: Double) throws -> [SecretRecord] {
        try Row.fetchAll(database, sql: "SELECT * FROM secret WHERE dueAt <= ?", arguments: [time])
            .map(SecretRecord.init)
    }

    /// The secrets for which a window for a rotation has opened.
    public func secretsToRotate(at time: Double) throws -> [SecretRecord] {
        try Row.fetchAll(
            database,
            sql: "SELECT * FROM secret WHERE windowAt <= ? AND isRotated AND deletedAt IS NULL ORDER BY windowAt",
            arguments: [time]
        ).map(SecretRecord.init)
    }

    /// Remembers the day on which a value was read.
    public func markAccessed(_ secret: Int64, _ version: String, on day: Double) throws {
        try execute("UPDATE secret SET accessedAt = ? WHERE id = ?", [day, secret])
        try execute("UPDATE secretVersion SET accessedAt = ? WHERE secret = ? AND version = ?", [day, secret, version])
    }

    // MARK: Versions

    /// All versions of a secret, the oldest first.
    public func versions(of secret: Int64) throws -> [SecretVersionRecord] {
        let stages = try stages(of: secret)
        return try Row.fetchAll(
            database,
            sql: "SELECT * FROM secretVersion WHERE secret = ? ORDER BY createdAt, version",
            arguments: [secret]
        ).map { row in
            var version = SecretVersionRecord(row)
            version.stages = stages.filter { $0.value == version.version }.keys.sorted()
            return version
        }
    }

    /// Some versions that have a value, of all secrets.
    ///
    /// - Parameters:
    ///   - position: The one after which they come.
    ///   - count: How many at most.
    /// - Returns: The versions; none when those before were the last.
    /// - Throws: When the records cannot be read.
    public func values(after position: SecretValueRecord.Position, most count: Int) throws -> [SecretValueRecord] {
        let sql = """
            SELECT secret, version, arn, name, keyARN, wrappedKey, isText, value
            FROM secretVersion JOIN secret ON secret.id = secretVersion.secret
            WHERE (secret, version) > (?, ?) AND value IS NOT NULL ORDER BY secret, version LIMIT ?
            """
        var values = try Row.fetchAll(
            database.cachedStatement(sql: sql),
            arguments: [position.secret, position.version, count]
        ).map(SecretValueRecord.init)
        guard let first = values.first, let last = values.last else { return [] }
        let labels = try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT secret, version, stage FROM secretStage
                    WHERE secret BETWEEN ? AND ? ORDER BY secret, stage
                    """
            ),
            arguments: [first.position.secret, last.position.secret]
        )
        var stages: [SecretValueRecord.Position: [String]] = [:]
        for row in labels {
            stages[SecretValueRecord.Position(secret: row[0], version: row[1]), default: []].append(row[2])
        }
        for index in values.indices { values[index].stages = stages[values[index].position] ?? [] }
        return values
    }

    /// Which version each label of a secret sits on.
    public func stages(of secret: Int64) throws -> [String: String] {
        let rows = try Row.fetchAll(
            database.cachedStatement(sql: "SELECT stage, version FROM secretStage WHERE secret = ?"),
            arguments: [secret]
        )
        return Dictionary(rows.map { ($0[0], $0[1]) }) { first, _ in first }
    }

    /// One version.
    public func version(_ version: String, of secret: Int64) throws -> SecretVersionRecord? {
        let found = try row("SELECT * FROM secretVersion WHERE secret = ? AND version = ?", [secret, version])
        return try found.map { row in
            var version = SecretVersionRecord(row)
            version.stages = try stages(of: secret).filter { $0.value == version.version }.keys.sorted()
            return version
        }
    }

    /// Keeps a new version, with a value or as a placeholder.
    public func add(
        _ version: String,
        _ sealed: SecretVersionRecord.Sealed?,
        to secret: Int64,
        at time: Double
    ) throws {
        try execute(
            "INSERT INTO secretVersion VALUES (?, ?, ?, NULL, ?, ?, ?, ?)",
            [
                secret, version, time, sealed?.keyARN, sealed.map { Data($0.wrappedKey) }, sealed?.isText ?? false,
                sealed.map { Data($0.value) },
            ]
        )
    }

    /// Gives a version another ciphertext, or a placeholder a value.
    public func replace(_ version: String, of secret: Int64, with sealed: SecretVersionRecord.Sealed) throws {
        try execute(
            "UPDATE secretVersion SET keyARN = ?, wrappedKey = ?, isText = ?, value = ? WHERE secret = ? AND version = ?",
            [sealed.keyARN, Data(sealed.wrappedKey), sealed.isText, Data(sealed.value), secret, version]
        )
    }

    /// Removes a version that has no labels.
    public func remove(_ version: String, of secret: Int64) throws {
        try execute("DELETE FROM secretVersion WHERE secret = ? AND version = ?", [secret, version])
    }

    /// Puts a label on a version, off which it comes wherever it was; with no version, takes it away.
    public func put(_ stage: String, on version: String?, of secret: Int64) throws {
        guard let version else {
            return try execute("DELETE FROM secretStage WHERE secret = ? AND stage = ?", [secret, stage])
        }
        try execute("INSERT OR REPLACE INTO secretStage VALUES (?, ?, ?)", [secret, stage, version])
    }

    // MARK: Rotations

    /// The rotation of a secret that is under way.
    public func rotation(of secret: Int64) throws -> RotationRecord? {
        try row("SELECT * FROM rotation WHERE secret = ?", [secret]).map(RotationRecord.init)
    }

    /// All rotations under way.
    public func rotations() throws -> [RotationRecord] {
        try Row.fetchAll(database, sql: "SELECT * FROM rotation ORDER BY dueAt").map(RotationRecord.init)
    }

    /// Notes how far a rotation has come, or that it begins.
    public func save(_ rotation: RotationRecord) throws {
        try execute(
            "INSERT OR REPLACE INTO rotation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                rotation.secret, rotation.version, rotation.step.rawValue, rotation.reason, rotation.replaced,
                rotation.older, rotation.startedAt, rotation.dueAt, rotation.endsAt, rotation.attempts,
            ]
        )
    }

    /// Forgets a rotation: it has ended.
    public func endRotation(of secret: Int64) throws { try execute("DELETE FROM rotation WHERE secret = ?", [secret]) }

    private func row(_ sql: String, _ arguments: StatementArguments) throws -> Row? {
        try Row.fetchOne(database.cachedStatement(sql: sql), arguments: arguments)
    }

    private func execute(_ sql: String, _ arguments: StatementArguments) throws {
        try database.cachedStatement(sql: sql).execute(arguments: arguments)
    }
}
