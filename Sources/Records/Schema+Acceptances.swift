extension Schema {
    /// The values that somebody has accepted where they lie, by archiving a finding.
    static let acceptances = """
        CREATE TABLE acceptance (
            id INTEGER PRIMARY KEY,
            bucket INTEGER NOT NULL REFERENCES bucket (id) ON DELETE CASCADE,
            key BLOB NOT NULL,
            acceptedBy TEXT NOT NULL,            -- as 'suppressedBy' of the finding
            -- What the object was when something was found in it last: finds it again under another name.
            device INTEGER NOT NULL,
            inode INTEGER NOT NULL,
            size INTEGER NOT NULL,               -- bytes
            modified INTEGER NOT NULL,           -- nanoseconds since 1970
            userID INTEGER NOT NULL,
            seenAt REAL NOT NULL,                -- seconds since 1970: when something was found in it, or it went
            UNIQUE (bucket, key)
        ) STRICT;
        CREATE INDEX acceptanceByInode ON acceptance (device, inode);
        CREATE INDEX acceptanceByTime ON acceptance (seenAt);

        CREATE TABLE acceptedValue (
            acceptance INTEGER NOT NULL REFERENCES acceptance (id) ON DELETE CASCADE,
            type TEXT NOT NULL,
            value TEXT NOT NULL,                 -- keyed digest, as in 'fingerprint'
            PRIMARY KEY (acceptance, type, value)
        ) STRICT, WITHOUT ROWID;

        INSERT INTO acceptance (bucket, key, acceptedBy, device, inode, size, modified, userID, seenAt)
            SELECT finding.bucket, finding.key, max(suppressedBy), coalesce(device, 0), coalesce(inode, 0),
                coalesce(size, 0), coalesce(modified, 0), coalesce(userID, 0), max(updatedAt)
            FROM finding LEFT JOIN object USING (bucket, key)
            WHERE category = 'CLASSIFICATION' AND archived AND suppressedBy GLOB 'user *'
            GROUP BY finding.bucket, finding.key;
        INSERT OR IGNORE INTO acceptedValue
            SELECT acceptance.id, fingerprint.type, value
            FROM acceptance JOIN finding USING (bucket, key) JOIN fingerprint ON fingerprint.finding = finding.id
            WHERE category = 'CLASSIFICATION' AND archived AND suppressedBy GLOB 'user *';
        -- Those are for the search for values, which only looks at findings that hold.
        DELETE FROM fingerprint WHERE finding IN (SELECT id FROM finding WHERE state IN ('resolved', 'replaced'));

        -- Tells whether the same values were found.
        ALTER TABLE finding ADD COLUMN valuesDigest TEXT;

        -- The digest of a policy finding when a user has archived it, and that user.
        ALTER TABLE finding ADD COLUMN acceptedDigest TEXT;
        ALTER TABLE finding ADD COLUMN acceptedBy TEXT;
        UPDATE finding SET acceptedDigest = digest, acceptedBy = suppressedBy
            WHERE category = 'POLICY' AND archived AND suppressedBy GLOB 'user *';
        """
}
