extension Schema {
    /// Who may do what with a bucket, for clients of S3.
    static let bucketPolicies = """
        CREATE TABLE bucketPolicy (
            bucket TEXT PRIMARY KEY,             -- its name in the configuration
            document TEXT NOT NULL               -- JSON
        ) STRICT;
        """
}
