extension Schema {
    /// Discovery jobs, and what the run of each has yet to look at.
    static let jobs = """
        CREATE TABLE job (
            id TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            definition TEXT NOT NULL,            -- the parameters of the request as JSON
            status TEXT NOT NULL CHECK (status IN ('IDLE', 'RUNNING', 'USER_PAUSED', 'COMPLETE', 'CANCELLED')),
            createdAt REAL NOT NULL,             -- seconds since 1970, like all times here
            nextRunAt REAL,                      -- null when no run is planned
            startedAt REAL,                      -- of the run under way, or the last
            endedAt REAL,
            isChosen INTEGER NOT NULL CHECK (isChosen IN (0, 1)),  -- whether all objects of the run are in jobObject
            chosen INTEGER NOT NULL,
            chosenBytes INTEGER NOT NULL,
            complete INTEGER NOT NULL,
            partial INTEGER NOT NULL,
            skipped INTEGER NOT NULL,
            gone INTEGER NOT NULL,
            bytes INTEGER NOT NULL,
            sensitive INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE jobObject (
            job TEXT NOT NULL REFERENCES job (id) ON DELETE CASCADE,
            bucket INTEGER NOT NULL,
            key BLOB NOT NULL,
            PRIMARY KEY (job, bucket, key)
        ) STRICT, WITHOUT ROWID;
        """
}
