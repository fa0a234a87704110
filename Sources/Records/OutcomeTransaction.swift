import Foundation
import GRDB
import POSIX
import Scanning

/// The writing of outcomes, inside a transaction.
struct OutcomeTransaction {
    let database: Database
    let time: Double
    /// How many findings of an object that hold no longer are kept.
    let former: Int
    /// The targets of the events that were written.
    private(set) var targets: Set<Int64> = []

    /// The folders of which must be judged again who may read what was found in them.
    var folders: Set<FolderName> = []

    init(database: Database, time: Double, former: Int) {
        self.former = former
        self.database = database
        self.time = time
    }

    struct FolderName: Hashable {
        var bucket: Int64
        var key: [UInt8]
    }

    /// A finding that holds.
    struct Current {
        var id: String
        var digest: String
        var detail: String
        /// Who or what has archived it; `nil` when it is not.
        var archivedBy: String?
        /// What tells its values from others; `nil` when that is not known.
        var values: String?
    }

    /// Writes what became of one object or folder.
    mutating func save(_ outcome: Outcome, _ words: some EventWording) throws {
        switch outcome {
        case .gone(let bucket, let key):
            try execute("DELETE FROM object WHERE bucket = ? AND key = ?", [bucket, Data(key)])
            if database.changesCount > 0 {
                try tell(ObjectHappening(kind: .deleted, bucket: bucket, key: key), words)
            }
            try Acceptances(database: database).leave(key, in: bucket, at: time)
            if let current = try current(bucket, key) {
                try resolve(current, bucket, key, because: "object-deleted", words)
            }
        case .scanned(let scanned): try save(scanned, words)
        case .folder(let bucket, let key, let access): try save(access, of: FolderName(bucket: bucket, key: key))
        }
    }

    private mutating func save(_ scanned: Outcome.Scanned, _ words: some EventWording) throws {
        let (bucket, key) = (scanned.bucket, scanned.key)
        if let kind = try kindOfChange(scanned) {
            try tell(ObjectHappening(kind: kind, bucket: bucket, key: key, report: scanned.report), words)
        }
        try saveObject(scanned)
        try tell(ObjectHappening(kind: .scanned, bucket: bucket, key: key, report: scanned.report), words)
        let current = try current(bucket, key)
        if let finding = scanned.finding {
            let folder = FolderName(bucket: bucket, key: Schema.folder(of: key))
            if !finding.isSample, let access = scanned.folder { try save(access, of: folder) }
            try save(finding, in: folder, scanned, replacing: current, words)
        } else if let current, let reason = scanned.resolvedBecause {
            try resolve(current, bucket, key, because: reason, words)
        } else if let current, scanned.report.coverage == .complete {
            // What could not be read to its end may still hold what was found in it.
            try resolve(current, bucket, key, because: "no-longer-found", words)
        }
    }

    private mutating func save(_ access: FolderAccess?, of folder: FolderName) throws {
        folders.insert(folder)
        if let access {
            try execute(
                "INSERT OR REPLACE INTO folder (bucket, key, mode, userID, isReachable) VALUES (?, ?, ?, ?, ?)",
                [folder.bucket, Data(folder.key), access.mode, access.userID, access.isReachable]
            )
        } else {
            try execute("DELETE FROM folder WHERE bucket = ? AND key = ?", [folder.bucket, Data(folder.key)])
        }
    }

    private func saveObject(_ scanned: Outcome.Scanned) throws {
        let (bucket, key, ruleSet, report) = (scanned.bucket, scanned.key, scanned.ruleSet, scanned.report)
        guard let status = report.status else {
            try execute("DELETE FROM object WHERE bucket = ? AND key = ?", [bucket, Data(key)])
            return
        }
        var stamp = ObjectStamp(status, ruleSet: ruleSet)
        // No object has a time of change before 1970, so that no walk takes it for unchanged.
        if !scanned.isFinal { stamp.changed = -abs(stamp.changed) }
        try execute(
            """
            INSERT INTO object (
                bucket, key, device, inode, size, modified, changed, userID, groupID, mode, links, verdict, gap, sha256,
                classified, scannedAt, ruleSet, contentType)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (bucket, key) DO UPDATE SET
                device = excluded.device, inode = excluded.inode, size = excluded.size, modified = excluded.modified,
                changed = excluded.changed, userID = excluded.userID, groupID = excluded.groupID, mode = excluded.mode,
                links = excluded.links, verdict = excluded.verdict, gap = excluded.gap, sha256 = excluded.sha256,
                classified = excluded.classified, scannedAt = excluded.scannedAt, ruleSet = excluded.ruleSet,
                contentType = excluded.contentType
            """,
            [
                bucket, Data(key), stamp.device, stamp.inode, stamp.size, stamp.modified, stamp.changed, status.userID,
                status.groupID, status.mode, status.linkCount, report.coverage.verdict, report.coverage.gap?.name,
                report.contentHash,
                report.bytesClassified, time, ruleSet, report.content.mimeType,
            ]
        )
    }

    private mutating func save(
        _ finding: FindingRecord,
        in folder: FolderName,
        _ scanned: Outcome.Scanned,
        replacing current: Current?,
        _ words: some EventWording
    ) throws {
        if !finding.isSample { folders.insert(folder) }
        let values = Set(finding.fingerprints.map { FoundValue(type: $0.type, digest: $0.value) })
        let acceptance = try Acceptances(database: database)
            .acceptance(of: scanned.key, in: scanned.bucket, scanned.report.status, at: time)
        let found = FindingTransition.Found(
            id: finding.id,
            digest: finding.digest,
            values: values,
            suppressedBy: words.suppression(of: finding.detail, at: time)
        )
        let transition = FindingTransition(
            found,
            after: current.map {
                FindingTransition.Former(id: $0.id, digest: $0.digest, values: $0.values, archivedBy: $0.archivedBy)
            },
            accepted: acceptance?.values ?? [],
            by: acceptance?.user
        )
        if transition.state == .unchanged {
            try execute("UPDATE finding SET state = 'unchanged', updatedAt = ? WHERE id = ?", [time, finding.id])
            return
        }
        if let current, current.id != finding.id {
            try end(current.id, as: "replaced")
            try forgetFormer(of: scanned.key, in: scanned.bucket)
        }
        let archivedBy = finding.isSample ? FindingRecord.sampleArchiver : transition.archivedBy
        try execute(
            """
            INSERT INTO finding (
                id, bucket, key, folder, type, severity, occurrences, state, digest, createdAt, updatedAt, archived,
                suppressedBy, valuesDigest, detail)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET
                type = excluded.type, severity = excluded.severity, occurrences = excluded.occurrences,
                state = excluded.state, digest = excluded.digest, updatedAt = excluded.updatedAt,
                archived = excluded.archived, suppressedBy = excluded.suppressedBy,
                valuesDigest = excluded.valuesDigest, detail = excluded.detail
            """,
            [
                finding.id, folder.bucket, Data(scanned.key), Data(folder.key), finding.type, finding.severity,
                finding.occurrences, transition.state.rawValue, finding.digest, time, time, archivedBy != nil,
                archivedBy,
                FoundValue.mark(of: values), OutcomeTransaction.marked(finding.detail, isArchived: archivedBy != nil),
            ]
        )
        try execute("INSERT OR REPLACE INTO valueSet VALUES (?, ?)", [finding.id, ValueSet(values).bytes])
        switch finding.isSample ? .found(replacing: nil) : transition.news {
        case .nothing: break
        case .found(let old):
            try add(words) { [time] in words.found(finding.detail, replacing: old, id: $0, time: time) }
        case .archived:
            guard let current else { break }
            try add(words) { [time] in words.resolved(current.detail, because: "archived", id: $0, time: time) }
        }
    }

    /// Notes that a finding holds no longer; its values are searched for only as long as they are there.
    private func end(_ finding: String, as state: String) throws {
        try execute("UPDATE finding SET state = ?, updatedAt = ? WHERE id = ?", [state, time, finding])
        try execute("DELETE FROM valueSet WHERE finding = ?", [finding])
    }

    private mutating func resolve(
        _ current: Current,
        _ bucket: Int64,
        _ key: [UInt8],
        because reason: String,
        _ words: some EventWording
    ) throws {
        folders.insert(FolderName(bucket: bucket, key: Schema.folder(of: key)))
        try resolve(current, because: reason, words)
        try forgetFormer(of: key, in: bucket)
    }

    /// Removes the oldest findings of an object that hold no longer, some at a time where earlier versions have left many.
    private func forgetFormer(of key: [UInt8], in bucket: Int64) throws {
        try execute(
            """
            DELETE FROM finding WHERE id IN (
                SELECT id FROM finding
                WHERE bucket = ? AND key = ? AND category = 'CLASSIFICATION' AND state IN ('resolved', 'replaced')
                ORDER BY updatedAt DESC, rowid DESC LIMIT 20 OFFSET ?)
            """,
            [bucket, Data(key), former]
        )
    }

    mutating func resolve(_ current: Current, because reason: String, _ words: some EventWording) throws {
        try end(current.id, as: "resolved")
        guard current.archivedBy == nil else { return }
        try add(words) { [time] in words.resolved(current.detail, because: reason, id: $0, time: time) }
    }

    private mutating func tell(_ happening: ObjectHappening, _ words: some EventWording) throws {
        try add(words) { [time] in words.happened(happening, id: $0, time: time) }
    }

    mutating func add(_ words: some EventWording, _ envelope: (String) -> String?) throws {
        guard let envelope = envelope(UUID().uuidString.lowercased()) else { return }
        let route = words.route(envelope)
        try EventTransaction(database: database).put(envelope, route, at: time)
        targets.formUnion(route.targets)
    }

    /// How an object differs from its record; `nil` when it does not.
    private func kindOfChange(_ scanned: Outcome.Scanned) throws -> ObjectHappening.Kind? {
        guard let status = scanned.report.status else { return nil }
        let row = try fetch(
            "SELECT device, inode, size, modified FROM object WHERE bucket = ? AND key = ?",
            [scanned.bucket, Data(scanned.key)]
        )
        guard let row else { return .created }
        let stamp = ObjectStamp(status, ruleSet: 0)
        let isSame = (row[0], row[1], row[2], row[3]) == (stamp.device, stamp.inode, stamp.size, stamp.modified)
        return isSame ? nil : .changed
    }

    private func current(_ bucket: Int64, _ key: [UInt8]) throws -> Current? {
        try fetch(
            """
            SELECT id, digest, detail, iif(archived, coalesce(suppressedBy, ''), NULL), valuesDigest
            FROM finding
            WHERE bucket = ? AND key = ? AND category = 'CLASSIFICATION' AND state IN ('new', 'unchanged', 'changed')
            """,
            [bucket, Data(key)]
        ).map { Current(id: $0[0], digest: $0[1], detail: $0[2], archivedBy: $0[3], values: $0[4]) }
    }

    /// A finding's JSON with its member `archived` as it should be.
    static func marked(_ detail: String, isArchived: Bool) -> String {
        guard isArchived else { return detail }
        return detail.replacingOccurrences(of: "\"archived\":false", with: "\"archived\":true")
    }

    func execute(_ sql: String, _ arguments: StatementArguments) throws {
        try database.cachedStatement(sql: sql).execute(arguments: arguments)
    }

    func fetch(_ sql: String, _ arguments: StatementArguments) throws -> Row? {
        try Row.fetchOne(database.cachedStatement(sql: sql), arguments: arguments)
    }
}
