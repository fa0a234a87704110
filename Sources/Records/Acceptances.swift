import Findings
import Foundation
import GRDB
import POSIX

/// The values that users have accepted in objects, inside a transaction.
struct Acceptances {
    let database: Database

    /// What was accepted in one object.
    struct Acceptance {
        var id: Int64
        /// Who has done that last.
        var user: String
        var values: Set<FoundValue>
    }

    /// What was accepted in an object in which something is found now, also when it had another name then.
    ///
    /// A name that an object has got brings what was accepted with it where it can be no other object: in the same
    /// bucket, under no second name, with the same owner, size and time of its last change. Under the name before it is
    /// kept, because a log that was put aside has a successor; under those before that, not.
    func acceptance(of key: [UInt8], in bucket: Int64, _ status: FileStatus?, at time: Double) throws -> Acceptance? {
        let known = try fetch(
            "SELECT id, acceptedBy FROM acceptance WHERE bucket = ? AND key = ?",
            [bucket, Data(key)]
        )
        if let known {
            if let status {
                let stamp = ObjectStamp(status, ruleSet: 0)
                try execute(
                    """
                    UPDATE acceptance SET device = ?, inode = ?, size = ?, modified = ?, userID = ?, seenAt = ? WHERE id = ?
                    """,
                    [
                        stamp.device, stamp.inode, stamp.size, stamp.modified, status.userID, time, known[0] as Int64,
                    ]
                )
            }
            return try filled(known)
        }
        guard let status, status.linkCount == 1 else { return nil }
        let stamp = ObjectStamp(status, ruleSet: 0)
        let place: StatementArguments = [
            stamp.device, stamp.inode, bucket, stamp.size, stamp.modified, status.userID,
        ]
        let former = try fetch(
            """
            SELECT id FROM acceptance
            WHERE device = ? AND inode = ? AND bucket = ? AND size = ? AND modified = ? AND userID = ?
            ORDER BY seenAt DESC, id DESC LIMIT 1
            """,
            place
        )
        guard let former: Int64 = former?[0] else { return nil }
        try execute(
            """
            INSERT INTO acceptance (bucket, key, acceptedBy, device, inode, size, modified, userID, seenAt)
                SELECT bucket, ?, acceptedBy, device, inode, size, modified, userID, ? FROM acceptance WHERE id = ?
            """,
            [Data(key), time, former]
        )
        let id = database.lastInsertedRowID
        try execute(
            "INSERT INTO acceptedValue SELECT ?, type, value FROM acceptedValue WHERE acceptance = ?",
            [id, former]
        )
        // Whoever gives an object names without end must not leave its values under each.
        try execute(
            """
            DELETE FROM acceptance
            WHERE device = ? AND inode = ? AND bucket = ? AND size = ? AND modified = ? AND userID = ?
                AND id NOT IN (?, ?)
            """,
            place + [id, former]
        )
        return try fetch("SELECT id, acceptedBy FROM acceptance WHERE id = ?", [id]).map(filled)
    }

    /// Notes that an object is not there any more; what was accepted in it is kept for some time.
    func leave(_ key: [UInt8], in bucket: Int64, at time: Double) throws {
        try execute("UPDATE acceptance SET seenAt = ? WHERE bucket = ? AND key = ?", [time, bucket, Data(key)])
    }

    /// The finding that has come in place of another and has the same values.
    ///
    /// An object that changes all the time has another finding by the time that somebody has read of this one.
    func successors(of finding: String) throws -> [String] {
        try String.fetchAll(
            database,
            sql: """
                SELECT new.id FROM finding AS old JOIN finding AS new USING (bucket, key)
                WHERE old.id = ? AND old.state = 'replaced' AND new.state IN ('new', 'unchanged', 'changed')
                    AND old.category = new.category AND old.valuesDigest = new.valuesDigest
                """,
            arguments: [finding]
        )
    }

    /// Accepts the values of a finding where they lie, besides those that are accepted there already.
    func accept(_ finding: String, by user: String, at time: Double) throws {
        try execute(
            """
            INSERT INTO acceptance (bucket, key, acceptedBy, device, inode, size, modified, userID, seenAt)
                SELECT finding.bucket, finding.key, ?, coalesce(device, 0), coalesce(inode, 0), coalesce(size, 0),
                    coalesce(modified, 0), coalesce(userID, 0), ?
                FROM finding LEFT JOIN object USING (bucket, key) WHERE finding.id = ? AND category = 'CLASSIFICATION'
            ON CONFLICT (bucket, key) DO UPDATE SET acceptedBy = excluded.acceptedBy, seenAt = excluded.seenAt
            """,
            [user, time, finding]
        )
        let found = try fetch(
            """
            SELECT acceptance.id, digests
            FROM finding JOIN acceptance USING (bucket, key) JOIN valueSet ON valueSet.finding = finding.id
            WHERE finding.id = ? AND category = 'CLASSIFICATION'
            """,
            [finding]
        )
        for value in found.flatMap({ ValueSet(bytes: $0[1]) })?.values ?? [] {
            try execute(
                "INSERT OR IGNORE INTO acceptedValue VALUES (?, ?, ?)",
                [found?[0] as Int64?, value.type, value.digest]
            )
        }
        try execute(
            "UPDATE finding SET acceptedDigest = digest, acceptedBy = ? WHERE id = ? AND category = 'POLICY'",
            [user, finding]
        )
    }

    /// Takes back whatever was accepted in the object, or about the folder, of a finding.
    func reject(_ finding: String) throws {
        try execute(
            """
            DELETE FROM acceptance WHERE (bucket, key) IN
                (SELECT bucket, key FROM finding WHERE id = ? AND category = 'CLASSIFICATION')
            """,
            [finding]
        )
        try execute("UPDATE finding SET acceptedDigest = NULL, acceptedBy = NULL WHERE id = ?", [finding])
    }

    private func filled(_ row: Row) throws -> Acceptance {
        var acceptance = Acceptance(id: row[0], user: row[1], values: [])
        let statement = try database.cachedStatement(sql: "SELECT type, value FROM acceptedValue WHERE acceptance = ?")
        let rows = try Row.fetchCursor(statement, arguments: [acceptance.id])
        while let row = try rows.next() { acceptance.values.insert(FoundValue(type: row[0], digest: row[1])) }
        return acceptance
    }

    private func execute(_ sql: String, _ arguments: StatementArguments) throws {
        try database.cachedStatement(sql: sql).execute(arguments: arguments)
    }

    private func fetch(_ sql: String, _ arguments: StatementArguments) throws -> Row? {
        try Row.fetchOne(database.cachedStatement(sql: sql), arguments: arguments)
    }
}
