import Foundation
import GRDB

extension RecordStore {
    /// How buckets encrypt new objects by the word of clients, by the names of buckets: the word of S3, and the key.
    ///
    /// - Throws: When the records cannot be read.
    public func bucketEncryptions() throws -> [String: (word: String, key: String)] {
        try read { database in
            let rows = try Row.fetchAll(database, sql: "SELECT bucket, word, key FROM bucketEncryption")
            return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], (word: $0[1], key: $0[2])) })
        }
    }

    /// Keeps how a bucket encrypts, or that no client has said so; when this returns, that is on the disk.
    ///
    /// - Throws: When the records cannot be written; then it is as it was.
    public func keepBucketEncryption(_ encryption: (word: String, key: String)?, of bucket: String) throws {
        try write { database in
            guard let encryption else {
                try database.execute(sql: "DELETE FROM bucketEncryption WHERE bucket = ?", arguments: [bucket])
                return
            }
            try database.execute(
                sql: """
                    INSERT INTO bucketEncryption VALUES (?, ?, ?)
                    ON CONFLICT (bucket) DO UPDATE SET word = excluded.word, key = excluded.key
                    """,
                arguments: [bucket, encryption.word, encryption.key]
            )
        }
    }
}
