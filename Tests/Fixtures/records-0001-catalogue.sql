-- A database as version 0.1.0 made it before migration 0002: two objects, a finding, two events of which one is out.
CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
INSERT INTO grdb_migrations VALUES ('0001-catalogue');
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

INSERT INTO bucket VALUES (1, 'share', CAST('/srv/share' AS BLOB), 1795000000.0);
INSERT INTO object VALUES (
    1, 1, CAST('finance/payroll.csv' AS BLOB), 64768, 12, 1024, 1794000000000000000, 1794000000000000000, 1000, 100, 420, 1,
    'complete', NULL, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 1024, 1795000000.0);
INSERT INTO object VALUES (
    2, 1, CAST('photo.jpg' AS BLOB), 64768, 13, 4096, 1794000000000000000, 1794000000000000000, 1000, 100, 420, 1,
    'partial', 'unsupported-format', NULL, 4096, 1795000000.0);
INSERT INTO finding VALUES (
    '3f1a0c9d4b5e6f708192a3b4c5d6e7f8', 1, CAST('finance/payroll.csv' AS BLOB), 'SensitiveData:S3Object/Financial', 3, 1,
    'new', 'CREDIT_CARD_NUMBER:1:3:high complete', 1795000000.0, 1795000000.0, 0,
    '{"id":"3f1a0c9d4b5e6f708192a3b4c5d6e7f8","archived":false}');
INSERT INTO fingerprint VALUES ('hmac-sha256:abababababababababababababababababababababababababababababababab', '3f1a0c9d4b5e6f708192a3b4c5d6e7f8', 'CREDIT_CARD_NUMBER');
INSERT INTO event VALUES (1, 'e-1', '{"id":"e-1"}');
INSERT INTO event VALUES (2, 'e-2', '{"id":"e-2"}');
INSERT INTO target VALUES ('jsonl', 1);
