import GRDB

extension RecordStore {
    /// Settles the account and the Region in all names that are kept, unless they are settled.
    ///
    /// - Parameters:
    ///   - account: Twelve digits.
    ///   - region: Such as `local`.
    /// - Returns: Those that the names here have: others, where these records were begun with others.
    /// - Throws: When the records cannot be written.
    public func settleLocation(account: String, region: String) throws -> (account: String, region: String) {
        try write { database in
            try database.execute(
                sql: "INSERT OR IGNORE INTO location VALUES (1, ?, ?)",
                arguments: [account, region]
            )
            let row = try Row.fetchOne(database, sql: "SELECT account, region FROM location")
            return row.map { ($0[0], $0[1]) } ?? (account, region)
        }
    }
}
