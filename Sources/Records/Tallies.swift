import GRDB

/// How many objects of a bucket have one verdict for one reason.
public struct ObjectTally: Sendable, Equatable {
    public var bucket: String
    /// `complete`, `partial` or `skipped`.
    public var verdict: String
    /// Why not complete; empty for complete.
    public var gap: String
    public var objects: Int
}

/// How many findings of a bucket hold, of one category and severity.
public struct FindingTally: Sendable, Equatable {
    public var bucket: String
    /// `CLASSIFICATION` or `POLICY`.
    public var category: String
    /// From 1, low, to 3, high.
    public var severity: Int
    /// Whether they are archived, as by a suppression rule.
    public var isArchived: Bool
    public var findings: Int
}

extension RecordStore {
    /// How many objects there are, by bucket, verdict and reason.
    ///
    /// They are counted as they are written: this reads some rows however many objects there are.
    public func objectTallies() throws -> [ObjectTally] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT bucket.name, verdict, gap, objects FROM objectTally JOIN bucket ON bucket.id = bucket
                    WHERE objects > 0 ORDER BY 1, 2, 3
                    """
            ).map { ObjectTally(bucket: $0[0], verdict: $0[1], gap: $0[2], objects: $0[3]) }
        }
    }

    /// How many findings hold, by bucket, category, severity and whether they are archived; as cheap as ``objectTallies()``.
    public func findingTallies() throws -> [FindingTally] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT bucket.name, category, severity, archived, findings
                    FROM findingTally JOIN bucket ON bucket.id = bucket WHERE findings > 0 ORDER BY 1, 2, 3, 4
                    """
            ).map {
                FindingTally(bucket: $0[0], category: $0[1], severity: $0[2], isArchived: $0[3], findings: $0[4])
            }
        }
    }
}

extension Schema {
    /// Objects and findings, counted as they come and go, so that nobody has to go through all of them.
    static let tallies = """
        CREATE TABLE objectTally (
            bucket INTEGER NOT NULL REFERENCES bucket (id) ON DELETE CASCADE,
            verdict TEXT NOT NULL,
            gap TEXT NOT NULL,                   -- empty for complete
            objects INTEGER NOT NULL,
            PRIMARY KEY (bucket, verdict, gap)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO objectTally SELECT bucket, verdict, ifnull(gap, ''), count(*) FROM object GROUP BY 1, 2, 3;

        CREATE TRIGGER objectCame AFTER INSERT ON object BEGIN
            INSERT INTO objectTally VALUES (NEW.bucket, NEW.verdict, ifnull(NEW.gap, ''), 1)
                ON CONFLICT DO UPDATE SET objects = objects + 1;
        END;
        CREATE TRIGGER objectChanged AFTER UPDATE OF bucket, verdict, gap ON object
        WHEN (OLD.bucket, OLD.verdict, OLD.gap) IS NOT (NEW.bucket, NEW.verdict, NEW.gap) BEGIN
            UPDATE objectTally SET objects = objects - 1
                WHERE bucket = OLD.bucket AND verdict = OLD.verdict AND gap = ifnull(OLD.gap, '');
            INSERT INTO objectTally VALUES (NEW.bucket, NEW.verdict, ifnull(NEW.gap, ''), 1)
                ON CONFLICT DO UPDATE SET objects = objects + 1;
        END;
        CREATE TRIGGER objectWent AFTER DELETE ON object BEGIN
            UPDATE objectTally SET objects = objects - 1
                WHERE bucket = OLD.bucket AND verdict = OLD.verdict AND gap = ifnull(OLD.gap, '');
        END;

        CREATE TABLE findingTally (
            bucket INTEGER NOT NULL REFERENCES bucket (id) ON DELETE CASCADE,
            category TEXT NOT NULL,
            severity INTEGER NOT NULL,
            archived INTEGER NOT NULL,
            findings INTEGER NOT NULL,           -- those that hold
            PRIMARY KEY (bucket, category, severity, archived)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO findingTally SELECT bucket, category, severity, archived, count(*) FROM finding
            WHERE state IN ('new', 'unchanged', 'changed') GROUP BY 1, 2, 3, 4;

        CREATE TRIGGER findingCame AFTER INSERT ON finding WHEN NEW.state IN ('new', 'unchanged', 'changed') BEGIN
            INSERT INTO findingTally VALUES (NEW.bucket, NEW.category, NEW.severity, NEW.archived, 1)
                ON CONFLICT DO UPDATE SET findings = findings + 1;
        END;
        CREATE TRIGGER findingChanged AFTER UPDATE OF bucket, category, severity, archived, state ON finding
        WHEN (OLD.bucket, OLD.category, OLD.severity, OLD.archived, OLD.state IN ('resolved', 'replaced'))
            IS NOT (NEW.bucket, NEW.category, NEW.severity, NEW.archived, NEW.state IN ('resolved', 'replaced')) BEGIN
            UPDATE findingTally SET findings = findings - (OLD.state NOT IN ('resolved', 'replaced'))
                WHERE bucket = OLD.bucket AND category = OLD.category AND severity = OLD.severity
                    AND archived = OLD.archived;
            INSERT INTO findingTally
                VALUES (NEW.bucket, NEW.category, NEW.severity, NEW.archived, NEW.state NOT IN ('resolved', 'replaced'))
                ON CONFLICT DO UPDATE SET findings = findings + excluded.findings;
        END;
        CREATE TRIGGER findingWent AFTER DELETE ON finding WHEN OLD.state IN ('new', 'unchanged', 'changed') BEGIN
            UPDATE findingTally SET findings = findings - 1
                WHERE bucket = OLD.bucket AND category = OLD.category AND severity = OLD.severity
                    AND archived = OLD.archived;
        END;
        """
}
