import Foundation
import GRDB

extension RecordStore {
    /// The policies of all buckets that have one, by the names of buckets.
    ///
    /// - Throws: When the records cannot be read.
    public func bucketPolicies() throws -> [String: String] {
        try read { database in
            let rows = try Row.fetchAll(database, sql: "SELECT bucket, document FROM bucketPolicy")
            return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1]) })
        }
    }

    /// Keeps the policy of a bucket, or that it has none; when this returns, that is on the disk.
    ///
    /// - Throws: When the records cannot be written; then it is as it was.
    public func keepBucketPolicy(_ document: String?, of bucket: String) throws {
        try write { database in
            guard let document else {
                try database.execute(sql: "DELETE FROM bucketPolicy WHERE bucket = ?", arguments: [bucket])
                return
            }
            try database.execute(
                sql: """
                    INSERT INTO bucketPolicy VALUES (?, ?)
                    ON CONFLICT (bucket) DO UPDATE SET document = excluded.document
                    """,
                arguments: [bucket, document]
            )
        }
    }
}
