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

    /// Actions of rules that are held back, whose files they are about, and what has released them.
    static let heldActions = """
        CREATE TABLE action2 (
            id TEXT PRIMARY KEY,                 -- 32 hexadecimal digits; a draft on the way is called after it
            bucket INTEGER NOT NULL REFERENCES bucket (id) ON DELETE CASCADE,
            key BLOB NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('encrypt', 'decrypt', 'rotate')),
            state TEXT NOT NULL
                CHECK (state IN ('running', 'done', 'conflict', 'refused', 'failed', 'rehearsed', 'held')),
            definition TEXT NOT NULL,            -- what was to be done, as JSON
            reason TEXT,                         -- why it was not
            keyARN TEXT,                         -- the key, the public key, or the secret
            finding TEXT,                        -- the finding that it answers
            rule TEXT,                           -- the rule that has it done, and its bus; null for a user
            bus TEXT,
            userID INTEGER,                      -- the user who has it done; null for a rule
            startedAt REAL NOT NULL,             -- seconds since 1970, like all times here
            endedAt REAL,
            owner INTEGER,                       -- the user whose file it was when a rule had it encrypted
            folder BLOB,                         -- the first folder below the bucket, empty for the bucket itself
            dueAt REAL                           -- until when it is held back
        ) STRICT, WITHOUT ROWID;
        INSERT INTO action2 SELECT id, bucket, key, kind, state, definition, reason, keyARN, finding, rule, bus, userID,
            startedAt, endedAt, NULL, NULL, NULL FROM action;
        DROP TABLE action;
        ALTER TABLE action2 RENAME TO action;
        CREATE INDEX actionByObject ON action (bucket, key, endedAt);
        CREATE INDEX actionByTime ON action (bucket, startedAt);
        CREATE INDEX actionByState ON action (state) WHERE state IN ('running', 'held');
        CREATE INDEX actionBySecret ON action (keyARN, endedAt) WHERE kind = 'rotate';

        -- From when on what rules have done counts against their limits.
        CREATE TABLE actionRelease (
            subject TEXT PRIMARY KEY,            -- the ARN of a secret, or a bucket's number, a slash and an owner's
            releasedAt REAL NOT NULL
        ) STRICT, WITHOUT ROWID;
        """

    /// Access keys that rules have made inactive.
    static let accessKeyActions = """
        CREATE TABLE action2 (
            id TEXT PRIMARY KEY,                 -- 32 hexadecimal digits; a draft on the way is called after it
            bucket INTEGER NOT NULL REFERENCES bucket (id) ON DELETE CASCADE,
            key BLOB NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('encrypt', 'decrypt', 'rotate', 'deactivate')),
            state TEXT NOT NULL
                CHECK (state IN ('running', 'done', 'conflict', 'refused', 'failed', 'rehearsed', 'held')),
            definition TEXT NOT NULL,            -- what was to be done, as JSON
            reason TEXT,                         -- why it was not
            keyARN TEXT,                         -- the key, the public key, the secret, or whose access key
            finding TEXT,                        -- the finding that it answers
            rule TEXT,                           -- the rule that has it done, and its bus; null for a user
            bus TEXT,
            userID INTEGER,                      -- the user who has it done; null for a rule
            startedAt REAL NOT NULL,             -- seconds since 1970, like all times here
            endedAt REAL,
            owner INTEGER,                       -- the user whose file it was when a rule had it encrypted
            folder BLOB,                         -- the first folder below the bucket, empty for the bucket itself
            dueAt REAL                           -- until when it is held back
        ) STRICT, WITHOUT ROWID;
        INSERT INTO action2 SELECT id, bucket, key, kind, state, definition, reason, keyARN, finding, rule, bus, userID,
            startedAt, endedAt, owner, folder, dueAt FROM action;
        DROP TABLE action;
        ALTER TABLE action2 RENAME TO action;
        CREATE INDEX actionByObject ON action (bucket, key, endedAt);
        CREATE INDEX actionByTime ON action (bucket, startedAt);
        CREATE INDEX actionByState ON action (state) WHERE state IN ('running', 'held');
        CREATE INDEX actionBySecret ON action (keyARN, endedAt) WHERE kind = 'rotate';
        CREATE INDEX actionByStart ON action (startedAt);
        """
}
