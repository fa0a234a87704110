extension Schema {
    /// Queues of messages.
    static let queues = """
        CREATE TABLE queue (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL UNIQUE,
            attributes TEXT NOT NULL,            -- JSON: what was said; defaults are not kept
            tags TEXT NOT NULL,                  -- JSON
            createdAt REAL NOT NULL,             -- seconds since 1970, like all times here
            modifiedAt REAL NOT NULL,
            purgedAt REAL
        ) STRICT;

        CREATE TABLE queueMessage (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            queue INTEGER NOT NULL REFERENCES queue (id) ON DELETE CASCADE,
            id TEXT NOT NULL,
            content BLOB NOT NULL,               -- JSON, or ciphertext
            wrappedKey BLOB,                     -- of ciphertext
            keyContext TEXT,                     -- what the key was wrapped for
            groupID TEXT,
            deduplicationID TEXT,
            senderID TEXT NOT NULL,
            source TEXT,                         -- the ARN of the queue that it was moved from
            sentAt REAL NOT NULL,
            visibleAt REAL NOT NULL,
            expiresAt REAL NOT NULL,
            receives INTEGER NOT NULL DEFAULT 0,
            firstReceivedAt REAL,
            receipt TEXT                         -- of who has it, or had it last; null when nobody has had it
        ) STRICT;
        CREATE INDEX queueMessageByTime ON queueMessage (queue, visibleAt, number);
        CREATE INDEX queueMessageByGroup ON queueMessage (queue, groupID, number) WHERE groupID IS NOT NULL;
        CREATE INDEX queueMessageByEnd ON queueMessage (queue, expiresAt);

        -- What was sent within the last five minutes, so that it is not sent again.
        CREATE TABLE queueSent (
            queue INTEGER NOT NULL REFERENCES queue (id) ON DELETE CASCADE,
            scope TEXT NOT NULL,                 -- a group, or empty for the whole queue
            deduplicationID TEXT NOT NULL,
            message TEXT NOT NULL,
            number INTEGER NOT NULL,
            expiresAt REAL NOT NULL,
            -- In the order of the columns: SQLite 3.40 checks the table wrongly otherwise.
            PRIMARY KEY (queue, scope, deduplicationID)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX queueSentByEnd ON queueSent (expiresAt);
        """
}
