extension Schema {
    /// Who may do what with a bucket, for clients of S3.
    static let bucketPolicies = """
        CREATE TABLE bucketPolicy (
            bucket TEXT PRIMARY KEY,             -- its name in the configuration
            document TEXT NOT NULL               -- JSON
        ) STRICT;
        """

    /// How buckets encrypt new objects, where a client of S3 has said so.
    static let bucketEncryptions = """
        CREATE TABLE bucketEncryption (
            bucket TEXT PRIMARY KEY,             -- its name in the configuration
            word TEXT NOT NULL,                  -- as S3 calls it: aws:kms or AES256
            key TEXT NOT NULL                    -- id, ARN or alias of the key
        ) STRICT;
        """
}
