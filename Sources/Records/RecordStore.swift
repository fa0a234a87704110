import Foundation
import GRDB
public import POSIX

/// Everything that outlives the process: one SQLite file.
///
/// Findings and the events about them are written in one transaction, so that neither is ever without the other.
/// A transaction that was acknowledged survives a power cut: the log is flushed at every commit.
public final class RecordStore: Sendable {
    private let database: DatabasePool
    private let former = Monitor(Retention().findingsOfObject)

    /// How often a change of secrets has begun or ended.
    let changesOfSecrets = Monitor(0)

    /// How many findings of an object that hold no longer are kept.
    var formerFindings: Int { former.withLock { $0 } }

    /// Says how many findings of an object that hold no longer are kept from now on.
    public func keepFormerFindings(_ count: Int) { former.withLock { $0 = count } }

    /// Opens or makes the database at `path` and brings it up to date.
    ///
    /// - Throws: ``RecordError`` when it is damaged or was written by a newer version.
    public init(path: String) throws {
        do {
            database = try RecordStore.open(path)
        } catch let error as DatabaseError
            where [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode)
        {
            throw RecordError.damaged
        }
    }

    private static func open(_ path: String) throws -> DatabasePool {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        // A store that is closed as this one opens holds the file for a moment; in seconds.
        configuration.busyMode = .timeout(10)
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA synchronous = FULL")
            // A log that was long once gives its room back, in bytes.
            try database.execute(sql: "PRAGMA journal_size_limit = 16777216")
        }
        let database = try DatabasePool(path: path, configuration: configuration)
        // The pool itself sets a weaker mode when it opens the log.
        try database.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA synchronous = FULL")
            guard try Int.fetchOne(database, sql: "PRAGMA synchronous") == 2 else { throw RecordError.notDurable }
            guard try String.fetchOne(database, sql: "PRAGMA quick_check(1)") == "ok" else { throw RecordError.damaged }
        }
        let migrator = Schema.migrator
        guard try database.read(migrator.hasBeenSuperseded) == false else { throw RecordError.newer }
        try migrator.migrate(database)
        try database.writeWithoutTransaction { try letShrink($0, at: path) }
        return database
    }

    // MARK: Buckets and objects

    /// The record of a bucket, made when there is none; a bucket of this path under another name is renamed.
    public func bucket(named name: String, path: [UInt8]) throws -> BucketRecord {
        try database.write { database in
            // A name moves to another folder: what is known of the old one stays, under a name of its own.
            try database.execute(
                sql: "UPDATE bucket SET name = name || '#' || id WHERE name = ? AND path <> ?",
                arguments: [name, Data(path)]
            )
            try database.execute(
                sql:
                    "INSERT INTO bucket (name, path) VALUES (?, ?) ON CONFLICT (path) DO UPDATE SET name = excluded.name",
                arguments: [name, Data(path)]
            )
            let id = try Int64.fetchOne(database, sql: "SELECT id FROM bucket WHERE path = ?", arguments: [Data(path)])
            return BucketRecord(id: id ?? 0, name: name, path: path)
        }
    }

    /// Objects of a bucket in the order of their keys, by bytes, some at a time.
    ///
    /// - Parameters:
    ///   - bucket: The bucket.
    ///   - first: The least key that is wanted.
    ///   - end: The least key behind those that are wanted; `nil` when there is none.
    ///   - limit: The most that are returned.
    /// - Returns: The first of those that are wanted.
    /// - Throws: When the records cannot be read.
    public func objects(
        in bucket: Int64,
        from first: [UInt8],
        before end: [UInt8]?,
        limit: Int
    ) throws -> [(key: [UInt8], stamp: ObjectStamp)] {
        let range = KeyRange(from: first, before: end)
        return try database.read { database in
            let statement = try database.cachedStatement(sql: RecordStore.objectsQuery(range))
            let rows = try Row.fetchCursor(
                statement,
                arguments: ["bucket": bucket, "limit": limit] &+ range.arguments
            )
            var objects: [(key: [UInt8], stamp: ObjectStamp)] = []
            while let row = try rows.next() {
                let stamp = ObjectStamp(
                    device: row[1],
                    inode: row[2],
                    size: row[3],
                    modified: row[4],
                    changed: row[5],
                    ruleSet: row[6]
                )
                objects.append((row.bytes(0), stamp))
            }
            return objects
        }
    }

    /// The query for objects of a bucket whose keys lie in `range`.
    static func objectsQuery(_ range: KeyRange) -> String {
        """
        SELECT key, device, inode, size, modified, changed, ruleSet FROM object
        WHERE bucket = :bucket AND \(range.condition(on: "key")) ORDER BY key LIMIT :limit
        """
    }

    /// Whether the records have the object `key` of a bucket.
    public func hasObject(_ key: [UInt8], in bucket: Int64) throws -> Bool {
        try objects(in: bucket, from: key, before: key + [0], limit: 1).first != nil
    }

    /// The keys of the other names of a file, unless their records know its last change.
    public func keys(of status: FileStatus, except key: [UInt8], in bucket: Int64) throws -> [[UInt8]] {
        let stamp = ObjectStamp(status, ruleSet: 0)
        return try database.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT key FROM object
                    WHERE device = ? AND inode = ? AND bucket = ? AND key <> ? AND abs(changed) <> ?
                    """,
                arguments: [stamp.device, stamp.inode, bucket, Data(key), stamp.changed]
            ).map { $0.bytes(0) }
        }
    }

    /// Folders in and below `key` in which something was found, in the order of their paths, some at a time.
    ///
    /// - Parameters:
    ///   - key: The folder; empty for the whole bucket.
    ///   - bucket: The bucket.
    ///   - previous: The last of those before; `nil` for the first.
    ///   - limit: The most that are returned.
    /// - Returns: The next of them; fewer than `limit` when there are no more.
    /// - Throws: When the records cannot be read.
    public func foldersWithFindings(
        below key: [UInt8],
        in bucket: Int64,
        after previous: [UInt8]? = nil,
        limit: Int = .max
    ) throws -> [[UInt8]] {
        try database.read { database in
            // The folder itself comes before all in it, and is no neighbour of theirs.
            let itself = KeyRange(from: key, before: key + [0])
            var folders: [[UInt8]] = []
            if previous == nil, !key.isEmpty { folders = try RecordStore.folders(itself, in: bucket, 1, database) }
            let below = KeyRange(below: key)
            let next = previous.map { $0 + [0] } ?? []
            let first = next.lexicographicallyPrecedes(below.first) ? below.first : next
            let rest = KeyRange(from: first, before: below.end)
            return folders + (try RecordStore.folders(rest, in: bucket, limit - folders.count, database))
        }
    }

    private static func folders(_ range: KeyRange, in bucket: Int64, _ limit: Int, _ database: Database) throws
        -> [[UInt8]]
    {
        try Row.fetchAll(
            try database.cachedStatement(sql: foldersQuery(range)),
            arguments: ["bucket": bucket, "limit": limit] &+ range.arguments
        ).map { $0.bytes(0) }
    }

    /// The query for folders of a bucket with findings that hold, whose paths lie in `range`.
    static func foldersQuery(_ range: KeyRange) -> String {
        """
        SELECT DISTINCT folder FROM finding
        WHERE bucket = :bucket AND \(range.condition(on: "folder")) AND state IN ('new', 'unchanged', 'changed')
        ORDER BY folder LIMIT :limit
        """
    }

    /// Whether the records know objects of a bucket that lay on another device than `now`.
    public func hasLostItsFileSystem(_ bucket: Int64, now: UInt64) throws -> Bool {
        try database.read { database in
            try Bool.fetchOne(
                database,
                sql: """
                    SELECT device IS NOT NULL AND device <> ? AND EXISTS (SELECT 1 FROM object WHERE bucket = bucket.id)
                    FROM bucket WHERE id = ?
                    """,
                arguments: [Int64(truncatingIfNeeded: now), bucket]
            ) ?? false
        }
    }

    /// The number in its file system of the folder that was a bucket's root before; `nil` when none is known.
    public func rootInode(of bucket: Int64) throws -> UInt64? {
        try database.read { database in
            try Int64.fetchOne(database, sql: "SELECT inode FROM bucket WHERE id = ?", arguments: [bucket])
                .map { UInt64(bitPattern: $0) }
        }
    }

    /// Remembers which folder is a bucket's root.
    public func keepRootInode(_ inode: UInt64, of bucket: Int64) throws {
        try database.write { database in
            let number = Int64(bitPattern: inode)
            try database.execute(
                sql: "UPDATE bucket SET inode = ?1 WHERE id = ?2 AND inode IS NOT ?1",
                arguments: [number, bucket]
            )
        }
    }

    /// Remembers that a walk over a bucket was complete.
    public func markReconciled(_ bucket: Int64, on device: UInt64, at time: Double) throws {
        try database.write { database in
            try database.execute(
                sql: "UPDATE bucket SET reconciledAt = ?, device = ? WHERE id = ?",
                arguments: [time, Int64(truncatingIfNeeded: device), bucket]
            )
        }
    }

    /// The number of the set of identifiers with this digest, which is remembered.
    public func ruleSet(_ digest: String, at time: Double) throws -> Int64 {
        try database.write { database in
            try database.execute(
                sql: "INSERT INTO ruleSet (digest, since) VALUES (?, ?) ON CONFLICT (digest) DO NOTHING",
                arguments: [digest, time]
            )
            return try Int64.fetchOne(database, sql: "SELECT id FROM ruleSet WHERE digest = ?", arguments: [digest])
                ?? 0
        }
    }

    // MARK: Outcomes

    /// Writes what became of objects, and the events that follow from it, all or nothing.
    ///
    /// - Returns: The targets for which there are new events.
    public func save(_ outcomes: [Outcome], at time: Double, words: some FindingWording) throws -> Set<Int64> {
        try database.write { database in
            var transaction = OutcomeTransaction(database: database, time: time, former: formerFindings)
            for outcome in outcomes { try transaction.save(outcome, words) }
            try transaction.judgeFolders(words)
            return transaction.targets
        }
    }

    // MARK: Events

    /// Runs a transaction about events; all that it writes is on the disk when this returns.
    public func events<Value>(_ body: (EventTransaction) throws -> Value) throws -> Value {
        try database.write { try body(EventTransaction(database: $0)) }
    }

    /// Writes a copy of everything to `path`, which must not be there, while the service goes on.
    public func backUp(to path: String) throws {
        // Both words are SQLite's: a copy of one moment, in one file, without what was deleted.
        try database.writeWithoutTransaction { database in
            try database.execute(sql: "VACUUM INTO ?", arguments: [path])
        }
    }

    /// Writes a page as it is: whether the disk takes it.
    ///
    /// - Throws: Why the records cannot be written.
    public func checkThatTheyCanBeWritten() throws {
        try write { database in
            let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
            try database.execute(sql: "PRAGMA user_version = \(version)")
        }
    }

    // MARK: Queries

    /// Runs a query that reads.
    func read<Value>(_ body: (Database) throws -> Value) throws -> Value { try database.read(body) }

    /// Runs a transaction.
    func write<Value>(_ body: (Database) throws -> Value) throws -> Value { try database.write(body) }
}

/// Why a database cannot be used.
public enum RecordError: Error, Sendable {
    /// Its content contradicts itself.
    case damaged
    /// A newer version of the program has written it.
    case newer
    /// It refuses to flush its log at every commit.
    case notDurable
    /// What was asked for takes more memory than it may.
    case tooMuch
}

extension Row {
    /// A blob as bytes.
    func bytes(_ column: Int) -> [UInt8] { (self[column] as Data?).map(Array.init) ?? [] }
}
