import Foundation
import GRDB

/// A discovery job, and the run under way or the last.
public struct JobRecord: Sendable, Equatable {
    public var id: String
    public var name: String
    /// JSON.
    public var definition: String
    /// `IDLE`, `RUNNING`, `USER_PAUSED`, `COMPLETE` or `CANCELLED`.
    public var status: String
    /// Seconds since 1970, like all times here.
    public var createdAt: Double
    public var nextRunAt: Double?
    public var startedAt: Double?
    public var endedAt: Double?
    /// Whether all objects of the run were chosen.
    public var isChosen = false
    public var progress = Progress()

    /// How far a run is.
    public struct Progress: Sendable, Equatable {
        public var chosen = 0
        public var chosenBytes = 0
        public var complete = 0
        public var partial = 0
        public var skipped = 0
        /// Objects that were not there any more.
        public var gone = 0
        /// Bytes of text that were looked at.
        public var bytes = 0
        /// Objects in which something was found.
        public var sensitive = 0

        /// Nothing was done yet.
        public init() {}

        /// How many objects were dealt with.
        public var done: Int { complete + partial + skipped + gone }
    }

    /// Describes a job that has not run.
    public init(id: String, name: String, definition: String, createdAt: Double) {
        self.id = id
        self.name = name
        self.definition = definition
        self.createdAt = createdAt
        status = "IDLE"
    }

    fileprivate init(_ row: Row) {
        self.init(id: row["id"], name: row["name"], definition: row["definition"], createdAt: row["createdAt"])
        status = row["status"]
        nextRunAt = row["nextRunAt"]
        startedAt = row["startedAt"]
        endedAt = row["endedAt"]
        isChosen = row["isChosen"]
        progress.chosen = row["chosen"]
        progress.chosenBytes = row["chosenBytes"]
        progress.complete = row["complete"]
        progress.partial = row["partial"]
        progress.skipped = row["skipped"]
        progress.gone = row["gone"]
        progress.bytes = row["bytes"]
        progress.sensitive = row["sensitive"]
    }
}

/// An object that a job may choose.
public struct JobCandidate: Sendable {
    public var bucket: Int64
    public var key: [UInt8]
    /// Bytes.
    public var size: Int
    /// Seconds since 1970: the later of its times of modification and of change.
    public var changedAt: Double
    /// Seconds since 1970.
    public var modifiedAt: Double
    public var userID: UInt32
}

extension RecordStore {
    /// All jobs, the oldest first.
    public func jobs() throws -> [JobRecord] {
        try read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM job ORDER BY createdAt, id").map(JobRecord.init)
        }
    }

    /// Keeps a job as it is.
    public func save(_ job: JobRecord) throws { try write { try RecordStore.save(job, $0) } }

    private static func save(_ job: JobRecord, _ database: Database) throws {
        let progress = job.progress
        try database.cachedStatement(
            sql: """
                INSERT INTO job VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET
                    definition = excluded.definition, status = excluded.status, nextRunAt = excluded.nextRunAt, startedAt = excluded.startedAt,
                    endedAt = excluded.endedAt, isChosen = excluded.isChosen, chosen = excluded.chosen,
                    chosenBytes = excluded.chosenBytes, complete = excluded.complete, partial = excluded.partial,
                    skipped = excluded.skipped, gone = excluded.gone, bytes = excluded.bytes,
                    sensitive = excluded.sensitive
                """
        ).execute(arguments: [
            job.id, job.name, job.definition, job.status, job.createdAt, job.nextRunAt, job.startedAt, job.endedAt,
            job.isChosen, progress.chosen, progress.chosenBytes, progress.complete, progress.partial, progress.skipped,
            progress.gone, progress.bytes, progress.sensitive,
        ])
    }

    /// Forgets what the run of a job was to look at.
    public func dropObjects(ofJob job: String) throws {
        try write { try $0.execute(sql: "DELETE FROM jobObject WHERE job = ?", arguments: [job]) }
    }

    /// Chooses objects for a job out of those behind `position`.
    ///
    /// - Parameters:
    ///   - job: Its id.
    ///   - position: Where the last call has ended.
    ///   - limit: How many are looked at.
    ///   - isWanted: Decides.
    /// - Returns: How many were chosen, their bytes, and where the next call begins; no position at the end.
    /// - Throws: When the records cannot be read or written: then none was chosen.
    public func chooseObjects(
        forJob job: String,
        after position: (bucket: Int64, key: [UInt8]),
        limit: Int,
        where isWanted: (JobCandidate) -> Bool
    ) throws -> (count: Int, bytes: Int, next: (bucket: Int64, key: [UInt8])?) {
        try write { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT bucket, key, size, modified, changed, userID FROM object
                    WHERE (bucket, key) > (?, ?) ORDER BY bucket, key LIMIT ?
                    """,
                arguments: [position.bucket, Data(position.key), limit]
            )
            let statement = try database.cachedStatement(sql: "INSERT OR IGNORE INTO jobObject VALUES (?, ?, ?)")
            var (count, bytes) = (0, 0)
            for row in rows {
                let (modified, changed): (Int64, Int64) = (row[3], abs(row[4]))
                let candidate = JobCandidate(
                    bucket: row[0],
                    key: row.bytes(1),
                    size: row[2],
                    changedAt: Double(max(modified, changed)) / 1e9,
                    modifiedAt: Double(modified) / 1e9,
                    userID: row[5]
                )
                guard isWanted(candidate) else { continue }
                try statement.execute(arguments: [job, candidate.bucket, Data(candidate.key)])
                count += 1
                bytes += candidate.size
            }
            return (count, bytes, rows.count < limit ? nil : rows.last.map { ($0[0], $0.bytes(1)) })
        }
    }

    /// The next objects that a job has to look at.
    public func objects(ofJob job: String, limit: Int) throws -> [(bucket: Int64, key: [UInt8])] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: "SELECT bucket, key FROM jobObject WHERE job = ? ORDER BY bucket, key LIMIT ?",
                arguments: [job, limit]
            ).map { ($0[0], $0.bytes(1)) }
        }
    }

    /// Writes what a job has found out about objects, and that it has: all or nothing.
    ///
    /// - Parameters:
    ///   - outcomes: One for each of `objects`.
    ///   - objects: What was looked at.
    ///   - job: With the progress that includes them.
    ///   - start: When looking began, in seconds since 1970: what is known since then is newer and stays.
    ///   - time: Now.
    ///   - words: Words the events.
    /// - Returns: The targets for which there are new events.
    /// - Throws: When the records cannot be written: then nothing was.
    public func save(
        _ outcomes: [Outcome],
        of objects: [(bucket: Int64, key: [UInt8])],
        in job: JobRecord,
        since start: Double,
        at time: Double,
        words: some FindingWording
    ) throws -> Set<Int64> {
        try write { database in
            var transaction = OutcomeTransaction(database: database, time: time, former: formerFindings)
            for (outcome, object) in zip(outcomes, objects) {
                let known = try Double.fetchOne(
                    database.cachedStatement(sql: "SELECT scannedAt FROM object WHERE bucket = ? AND key = ?"),
                    arguments: [object.bucket, Data(object.key)]
                )
                if let known, known < start { try transaction.save(outcome, words) }
                try database.cachedStatement(sql: "DELETE FROM jobObject WHERE job = ? AND bucket = ? AND key = ?")
                    .execute(arguments: [job.id, object.bucket, Data(object.key)])
            }
            try transaction.judgeFolders(words)
            // The status is whoever's who changes it: only the progress is the run's.
            let progress = job.progress
            try database.execute(
                sql: """
                    UPDATE job SET complete = ?, partial = ?, skipped = ?, gone = ?, bytes = ?, sensitive = ? WHERE id = ?
                    """,
                arguments: [
                    progress.complete, progress.partial, progress.skipped, progress.gone, progress.bytes,
                    progress.sensitive, job.id,
                ]
            )
            return transaction.targets
        }
    }
}
