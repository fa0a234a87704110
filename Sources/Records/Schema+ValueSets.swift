import Findings
import Foundation
import GRDB

extension Schema {
    /// The values of a finding in one row.
    static func makeValueSets(_ database: Database) throws {
        try database.execute(
            sql: """
                -- What tells the values of a finding that holds, as ValueSet writes it.
                CREATE TABLE valueSet (
                    finding TEXT NOT NULL UNIQUE REFERENCES finding (id) ON DELETE CASCADE,
                    digests BLOB NOT NULL
                ) STRICT;
                """
        )
        let insert = try database.makeStatement(sql: "INSERT INTO valueSet VALUES (?, ?)")
        let select = try database.makeStatement(sql: "SELECT type, value FROM fingerprint WHERE finding = ?")
        for finding in try String.fetchAll(database, sql: "SELECT DISTINCT finding FROM fingerprint") {
            let rows = try Row.fetchCursor(select, arguments: [finding])
            var values: Set<FoundValue> = []
            while let row = try rows.next() { values.insert(FoundValue(type: row[0], digest: row[1])) }
            try insert.execute(arguments: [finding, ValueSet(values).bytes])
        }
        try database.execute(sql: "DROP TABLE fingerprint")
    }
}
