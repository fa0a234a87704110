import Foundation
import GRDB

/// The tables, as migrations in order.
///
/// A migration is never changed once it was released.
enum Schema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("0001-catalogue") { try $0.execute(sql: catalogue) }
        migrator.registerMigration("0002-governance") { database in
            try database.execute(sql: governance)
            let findings = try Row.fetchAll(database, sql: "SELECT id, key FROM finding")
            for row in findings {
                try database.execute(
                    sql: "UPDATE finding SET folder = ? WHERE id = ?",
                    arguments: [Data(folder(of: row.bytes(1))), row[0] as String]
                )
            }
        }
        migrator.registerMigration("0003-events") { try $0.execute(sql: events) }
        migrator.registerMigration("0004-jobs") { try $0.execute(sql: jobs) }
        migrator.registerMigration("0005-letters") { database in
            try database.execute(
                sql: """
                    CREATE INDEX deadLetterByTarget ON deadLetter (target);
                    -- How many events a rule has met, and what became of them; what a crash has not lost.
                    CREATE TABLE ruleCount (
                        rule INTEGER PRIMARY KEY REFERENCES rule (id) ON DELETE CASCADE,
                        matched INTEGER NOT NULL
                    ) STRICT;
                    CREATE TABLE targetCount (
                        target INTEGER PRIMARY KEY REFERENCES ruleTarget (id) ON DELETE CASCADE,
                        delivered INTEGER NOT NULL,
                        failed INTEGER NOT NULL          -- tries, not events
                    ) STRICT;
                    """
            )
        }
        migrator.registerMigration("0006-actions") { try $0.execute(sql: actions) }
        migrator.registerMigration("0007-secrets") { try $0.execute(sql: secrets) }
        migrator.registerMigration("0008-orders") { try $0.execute(sql: orders) }
        migrator.registerMigration("0009-roots") {
            // The number of the folder that was the bucket's root, which another must not replace unnoticed.
            try $0.execute(sql: "ALTER TABLE bucket ADD COLUMN inode INTEGER")
        }
        migrator.registerMigration("0010-acceptances") { try $0.execute(sql: acceptances) }
        migrator.registerMigration("0011-own-events") { try $0.execute(sql: ownEvents) }
        migrator.registerMigration("0012-held-actions") { try $0.execute(sql: heldActions) }
        migrator.registerMigration("0013-keyed-digests") { database in
            // Digests were not keyed before: they go, and the next walk takes their objects for changed.
            try database.execute(sql: "UPDATE object SET changed = 0, sha256 = NULL WHERE sha256 IS NOT NULL")
        }
        migrator.registerMigration("0014-retention") { database in
            try database.execute(
                sql: """
                    -- What is over, the oldest first.
                    CREATE INDEX findingByEnd ON finding (bucket, updatedAt) WHERE state IN ('resolved', 'replaced');
                    CREATE INDEX actionByStart ON action (startedAt);
                    """
            )
        }
        migrator.registerMigration("0015-audit-notes") { try $0.execute(sql: auditNotes) }
        migrator.registerMigration("0016-finding-list") { database in
            try database.execute(
                sql: """
                    -- All that a list shows, in its order: findings themselves may be large.
                    CREATE INDEX findingByUpdate ON finding (
                        updatedAt DESC, id, bucket, severity, state, archived, suppressedBy, type, occurrences, createdAt, key);
                    """
            )
        }
        migrator.registerMigration("0017-value-sets") { try makeValueSets($0) }
        migrator.registerMigration("0018-tallies") { try $0.execute(sql: tallies) }
        migrator.registerMigration("0019-failures") { try $0.execute(sql: failures) }
        migrator.registerMigration("0020-location") { try $0.execute(sql: location) }
        migrator.registerMigration("0021-document-classes") { database in
            try database.execute(
                sql: """
                    -- What the text of an object is held for, and how probable that is; null where it has none or nobody has asked.
                    ALTER TABLE object ADD COLUMN class TEXT;
                    ALTER TABLE object ADD COLUMN probability REAL;
                    """
            )
        }
        migrator.registerMigration("0022-identities") { try $0.execute(sql: identities) }
        migrator.registerMigration("0023-access-key-actions") { try $0.execute(sql: accessKeyActions) }
        migrator.registerMigration("0024-discovery") { try $0.execute(sql: discovery) }
        migrator.registerMigration("0025-destinations") { try $0.execute(sql: destinations) }
        migrator.registerMigration("0026-queues") { try $0.execute(sql: queues) }
        migrator.registerMigration("0027-bucket-policies") { try $0.execute(sql: bucketPolicies) }
        migrator.registerMigration("0028-bucket-encryptions") { try $0.execute(sql: bucketEncryptions) }
        migrator.registerMigration("0029-access-key-findings") { try $0.execute(sql: accessKeyFindings) }
        return migrator
    }

    /// The path of the folder that an object lies in, below the bucket.
    static func folder(of key: [UInt8]) -> [UInt8] {
        key.lastIndex(of: UInt8(ascii: "/")).map { Array(key[..<$0]) } ?? []
    }

    private static let catalogue = """
        -- Folders that are watched.
        CREATE TABLE bucket (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            path BLOB NOT NULL UNIQUE,           -- absolute, without links
            reconciledAt REAL                    -- seconds since 1970; null before the first walk was complete
        ) STRICT;

        -- What lies in them, each with its last verdict. The stamp tells whether the verdict still holds.
        CREATE TABLE object (
            id INTEGER PRIMARY KEY,
            bucket INTEGER NOT NULL REFERENCES bucket (id) ON DELETE CASCADE,
            key BLOB NOT NULL,                   -- path below the bucket
            device INTEGER NOT NULL,
            inode INTEGER NOT NULL,
            size INTEGER NOT NULL,               -- bytes
            modified INTEGER NOT NULL,           -- nanoseconds since 1970
            changed INTEGER NOT NULL,            -- nanoseconds since 1970
            userID INTEGER NOT NULL,
            groupID INTEGER NOT NULL,
            mode INTEGER NOT NULL,
            links INTEGER NOT NULL,
            verdict TEXT NOT NULL CHECK (verdict IN ('complete', 'partial', 'skipped')),
            gap TEXT,                            -- why not complete
            sha256 TEXT,
            classified INTEGER NOT NULL,         -- bytes of text that were looked at
            scannedAt REAL NOT NULL,             -- seconds since 1970
            UNIQUE (bucket, key)
        ) STRICT;
        CREATE INDEX objectByInode ON object (device, inode);

        -- Findings, one for each object and content.
        CREATE TABLE finding (
            id TEXT PRIMARY KEY,
            bucket INTEGER NOT NULL REFERENCES bucket (id) ON DELETE CASCADE,
            key BLOB NOT NULL,
            type TEXT NOT NULL,
            severity INTEGER NOT NULL CHECK (severity BETWEEN 1 AND 3),
            occurrences INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('new', 'unchanged', 'changed', 'resolved', 'replaced')),
            digest TEXT NOT NULL,                -- of what was found; tells a changed finding from an unchanged
            createdAt REAL NOT NULL,
            updatedAt REAL NOT NULL,
            archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
            detail TEXT NOT NULL                 -- the finding as JSON
        ) STRICT;
        CREATE INDEX findingByObject ON finding (bucket, key);
        CREATE INDEX findingByTime ON finding (createdAt);

        -- Which values a finding holds, as keyed digests.
        CREATE TABLE fingerprint (
            value TEXT NOT NULL,
            finding TEXT NOT NULL REFERENCES finding (id) ON DELETE CASCADE,
            type TEXT NOT NULL,
            -- In the order of the columns: SQLite 3.40 checks the table wrongly otherwise.
            PRIMARY KEY (value, finding, type)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX fingerprintByFinding ON fingerprint (finding);

        -- Events that are on their way out, in order.
        CREATE TABLE event (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            envelope TEXT NOT NULL               -- the event as one line of JSON
        ) STRICT;

        -- How far each target has come.
        CREATE TABLE target (
            name TEXT PRIMARY KEY,
            delivered INTEGER NOT NULL           -- number of the last event that was delivered
        ) STRICT, WITHOUT ROWID;
        """

    private static let governance = """
        -- Sets of identifiers that objects were scanned with: with another set, an object must be scanned again.
        CREATE TABLE ruleSet (
            id INTEGER PRIMARY KEY,
            digest TEXT NOT NULL UNIQUE,
            since REAL NOT NULL                  -- seconds since 1970
        ) STRICT;

        ALTER TABLE bucket ADD COLUMN device INTEGER;        -- where it lay at the last complete walk

        ALTER TABLE object ADD COLUMN ruleSet INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE object ADD COLUMN contentType TEXT NOT NULL DEFAULT '';

        ALTER TABLE finding ADD COLUMN category TEXT NOT NULL DEFAULT 'CLASSIFICATION'
            CHECK (category IN ('CLASSIFICATION', 'POLICY'));
        ALTER TABLE finding ADD COLUMN folder BLOB NOT NULL DEFAULT X'';
        ALTER TABLE finding ADD COLUMN suppressedBy TEXT;    -- the rule or user that archived it
        ALTER TABLE finding ADD COLUMN count INTEGER NOT NULL DEFAULT 1;
        CREATE INDEX findingByFolder ON finding (bucket, folder, severity);

        -- Who may enter the folders in which something was found.
        CREATE TABLE folder (
            bucket INTEGER NOT NULL REFERENCES bucket (id) ON DELETE CASCADE,
            key BLOB NOT NULL,
            mode INTEGER NOT NULL,
            userID INTEGER NOT NULL,
            isReachable INTEGER NOT NULL CHECK (isReachable IN (0, 1)),  -- for every user, through all parents
            PRIMARY KEY (bucket, key)
        ) STRICT, WITHOUT ROWID;

        -- What users have asked for, each entry sealed together with the one before.
        CREATE TABLE audit (
            number INTEGER PRIMARY KEY,
            time REAL NOT NULL,                  -- seconds since 1970
            userID INTEGER NOT NULL,
            action TEXT NOT NULL,
            subject TEXT NOT NULL,
            reason TEXT NOT NULL,
            seal TEXT NOT NULL                   -- HMAC-SHA256 of the seal before and this entry
        ) STRICT;
        """
}
