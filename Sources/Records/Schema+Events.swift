extension Schema {
    /// Which events the service itself has made; of those that are there already nobody knows.
    static let ownEvents = """
        ALTER TABLE event ADD COLUMN isOwn INTEGER NOT NULL DEFAULT 0 CHECK (isOwn IN (0, 1));
        ALTER TABLE deadLetter ADD COLUMN isOwn INTEGER NOT NULL DEFAULT 0 CHECK (isOwn IN (0, 1));
        """

    /// What the bus keeps.
    ///
    /// Definitions are the parameters of requests as JSON, checked when they came.
    static let events = """
        CREATE TABLE bus (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            definition TEXT NOT NULL,
            createdAt REAL NOT NULL              -- seconds since 1970
        ) STRICT;
        INSERT INTO bus VALUES (1, 'default', '{}', unixepoch());

        CREATE TABLE rule (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            bus INTEGER NOT NULL REFERENCES bus (id) ON DELETE CASCADE,
            name TEXT NOT NULL,
            definition TEXT NOT NULL,
            firedAt REAL,                        -- the last time of its schedule that was kept
            UNIQUE (bus, name)
        ) STRICT;

        -- Numbers are never used twice: what waits for a target that was removed must not reach another.
        CREATE TABLE ruleTarget (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            rule INTEGER NOT NULL REFERENCES rule (id) ON DELETE CASCADE,
            name TEXT NOT NULL,
            definition TEXT NOT NULL,
            UNIQUE (rule, name)
        ) STRICT;

        -- The feed of findings, which the configuration places.
        INSERT INTO rule VALUES (1, 1, 'findings-feed', '{}', NULL);
        INSERT INTO ruleTarget VALUES (1, 1, 'feed', '{}');

        -- Events that somebody waits for, or that an archive keeps.
        CREATE TABLE event2 (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            bus INTEGER NOT NULL,
            ingestedAt REAL NOT NULL,            -- seconds since 1970
            isForwarded INTEGER NOT NULL CHECK (isForwarded IN (0, 1)),  -- came from another bus
            envelope TEXT NOT NULL               -- the event as one line of JSON
        ) STRICT;
        INSERT INTO event2 SELECT number, 1, unixepoch(), 0, envelope FROM event;

        -- What waits for each target. An event that has failed is due later.
        CREATE TABLE delivery (
            target INTEGER NOT NULL,
            due REAL NOT NULL,                   -- seconds since 1970; 0 until it was tried
            event INTEGER NOT NULL,
            orderKey INTEGER,                    -- those of one key are delivered in order
            attempts INTEGER NOT NULL,
            PRIMARY KEY (target, due, event)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX deliveryByEvent ON delivery (event);
        INSERT INTO delivery SELECT 1, 0, number, NULL, 0 FROM event
            WHERE number > coalesce((SELECT delivered FROM target WHERE name = 'jsonl'), 0);
        DROP TABLE event;
        DROP TABLE target;
        ALTER TABLE event2 RENAME TO event;
        DELETE FROM event WHERE number NOT IN (SELECT event FROM delivery);

        -- What could not be delivered.
        CREATE TABLE deadLetter (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            target INTEGER NOT NULL,
            bus TEXT NOT NULL,
            rule TEXT NOT NULL,
            targetName TEXT NOT NULL,
            targetARN TEXT NOT NULL,
            envelope TEXT NOT NULL,
            orderKey INTEGER,
            code TEXT NOT NULL,
            message TEXT NOT NULL,
            exhausted TEXT,                      -- the limit that ended the tries; null when no try could have helped
            attempts INTEGER NOT NULL,
            diedAt REAL NOT NULL
        ) STRICT;
        CREATE INDEX deadLetterByRule ON deadLetter (bus, rule);

        CREATE TABLE archive (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            bus INTEGER NOT NULL REFERENCES bus (id) ON DELETE CASCADE,
            name TEXT NOT NULL UNIQUE,
            definition TEXT NOT NULL,
            createdAt REAL NOT NULL
        ) STRICT;
        CREATE TABLE archivedEvent (
            archive INTEGER NOT NULL,
            time REAL NOT NULL,                  -- when the event was ingested
            event INTEGER NOT NULL,
            PRIMARY KEY (archive, time, event)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX archivedEventByEvent ON archivedEvent (event);

        CREATE TABLE replay (
            name TEXT PRIMARY KEY,
            definition TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('RUNNING', 'CANCELLING', 'COMPLETED', 'CANCELLED', 'FAILED')),
            reason TEXT,
            time REAL NOT NULL,                  -- of the last event that was put again
            event INTEGER NOT NULL,
            count INTEGER NOT NULL,
            startedAt REAL NOT NULL,
            endedAt REAL
        ) STRICT, WITHOUT ROWID;
        """
}
