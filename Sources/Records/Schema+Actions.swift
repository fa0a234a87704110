extension Schema {
    /// What is done to objects, kept before it is done, so that a crash is found and mended.
    static let actions = """
        CREATE TABLE action (
            id TEXT PRIMARY KEY,                 -- 32 hexadecimal digits; a draft on the way is called after it
            bucket INTEGER NOT NULL REFERENCES bucket (id) ON DELETE CASCADE,
            key BLOB NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('encrypt', 'decrypt', 'rotate')),
            state TEXT NOT NULL CHECK (state IN ('running', 'done', 'conflict', 'refused', 'failed', 'rehearsed')),
            definition TEXT NOT NULL,            -- what was to be done, as JSON
            reason TEXT,                         -- why it was not
            keyARN TEXT,                         -- the key, the public key, or the secret
            finding TEXT,                        -- the finding that it answers
            rule TEXT,                           -- the rule that has it done, and its bus; null for a user
            bus TEXT,
            userID INTEGER,                      -- the user who has it done; null for a rule
            startedAt REAL NOT NULL,             -- seconds since 1970, like all times here
            endedAt REAL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX actionByObject ON action (bucket, key, endedAt);
        CREATE INDEX actionByTime ON action (bucket, startedAt);
        CREATE INDEX actionByState ON action (state) WHERE state = 'running';
        """
}
