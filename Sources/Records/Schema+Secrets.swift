extension Schema {
    /// Secrets, their versions and labels, and the rotations under way.
    ///
    /// Values are ciphertext.
    static let secrets = """
        CREATE TABLE secret (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL UNIQUE,
            arn TEXT NOT NULL UNIQUE,
            definition TEXT NOT NULL,            -- description, key, tags, policy and rotation rules as JSON
            createdAt REAL NOT NULL,             -- seconds since 1970, like all times here
            changedAt REAL NOT NULL,
            accessedAt REAL,                     -- the day on which a value was read last
            deletedAt REAL,                      -- when its deletion was asked for
            dueAt REAL,                          -- when it is deleted
            rotator TEXT,                        -- what rotates it
            isRotated INTEGER NOT NULL CHECK (isRotated IN (0, 1)),  -- whether its schedule is kept
            rotatedAt REAL,                      -- when it was rotated last
            windowAt REAL                        -- when the next window for a rotation opens
        ) STRICT;
        CREATE INDEX secretByWindow ON secret (windowAt) WHERE windowAt IS NOT NULL;
        CREATE INDEX secretByDeletion ON secret (dueAt) WHERE dueAt IS NOT NULL;

        -- A version without a value is the placeholder of a rotation.
        CREATE TABLE secretVersion (
            secret INTEGER NOT NULL REFERENCES secret (id) ON DELETE CASCADE,
            version TEXT NOT NULL,
            createdAt REAL NOT NULL,
            accessedAt REAL,                     -- a day
            keyARN TEXT,                         -- the key that wraps the data key
            wrappedKey BLOB,
            isText INTEGER NOT NULL CHECK (isText IN (0, 1)),
            value BLOB,                          -- nonce, ciphertext and tag under the data key
            -- In the order of the columns: SQLite 3.40 checks the table wrongly otherwise.
            PRIMARY KEY (secret, version)
        ) STRICT, WITHOUT ROWID;

        -- A label sits on one version of a secret.
        CREATE TABLE secretStage (
            secret INTEGER NOT NULL,
            stage TEXT NOT NULL,
            version TEXT NOT NULL,
            PRIMARY KEY (secret, stage),
            FOREIGN KEY (secret, version) REFERENCES secretVersion (secret, version) ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID;

        -- Rotations under way: what is to be done next, which may have been done already.
        CREATE TABLE rotation (
            secret INTEGER PRIMARY KEY REFERENCES secret (id) ON DELETE CASCADE,
            version TEXT NOT NULL,               -- the pending one
            step TEXT NOT NULL CHECK (step IN ('create', 'set', 'test', 'finish', 'prove', 'try')),
            reason TEXT NOT NULL,
            replaced TEXT,                       -- the version that was current until this one was
            older TEXT,                          -- the version that was the previous one then
            startedAt REAL NOT NULL,
            dueAt REAL NOT NULL,                 -- when it goes on
            endsAt REAL NOT NULL,                -- when it is given up
            attempts INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX rotationByTime ON rotation (dueAt);
        """

    /// The orders in which secrets are listed; ``SecretOrder`` names the same columns.
    static let orders = """
        CREATE INDEX secretByAccess ON secret (ifnull(accessedAt, 0));
        CREATE INDEX secretByChange ON secret (changedAt);
        """
}
