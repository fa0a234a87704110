extension Schema {
    /// Policy findings about access keys, which are in no bucket.
    static let accessKeyFindings = """
        CREATE TABLE accessKeyFinding (
            id TEXT PRIMARY KEY,
            accessKey TEXT NOT NULL,             -- its id: AKIA...
            user TEXT NOT NULL,                  -- ARN
            type TEXT NOT NULL,
            severity INTEGER NOT NULL CHECK (severity BETWEEN 1 AND 3),
            state TEXT NOT NULL CHECK (state IN ('new', 'changed', 'resolved')),
            count INTEGER NOT NULL,              -- how often it was found, each time after it had ended
            createdAt REAL NOT NULL,             -- seconds since 1970
            updatedAt REAL NOT NULL,
            archived INTEGER NOT NULL CHECK (archived IN (0, 1)),
            suppressedBy TEXT,                   -- the rule or user that archived it
            acceptedBy TEXT,                     -- the user who has said that the key may be so
            detail TEXT NOT NULL                 -- the finding as JSON
        ) STRICT;
        CREATE INDEX accessKeyFindingByUpdate ON accessKeyFinding (updatedAt DESC, id);
        """
}
