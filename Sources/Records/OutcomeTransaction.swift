import Findings
import Foundation
import GRDB
import Identifiers
import POSIX

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

    /// A finding of an object that holds, with its JSON.
    private struct Current {
        var finding: FindingTransition.Former
        var detail: String
    }

    /// Writes what became of one object or folder.
    mutating func save(_ outcome: Outcome, _ words: some FindingWording) throws {
        switch outcome {
        case .gone(let bucket, let key):
            try execute("DELETE FROM object WHERE bucket = ? AND key = ?", [bucket, Data(key)])
            if database.changesCount > 0 {
                try tell(ObjectHappening(kind: .deleted, bucket: bucket, key: key), words)
            }
            try Acceptances(database: database).leave(key, in: bucket, at: time)
            try resolve(try current(bucket, key), bucket, key, because: Resolution(afterNothingIn: nil), words)
        case .scanned(let scanned): try save(scanned, words)
        case .folder(let bucket, let key, let access): try save(access, of: FolderName(bucket: bucket, key: key))
        }
    }

    private mutating func save(_ scanned: Outcome.Scanned, _ words: some FindingWording) throws {
        let (bucket, key) = (scanned.bucket, scanned.key)
        if let kind = try kindOfChange(scanned) {
            try tell(ObjectHappening(kind: kind, bucket: bucket, key: key, report: scanned.report), words)
        }
        try saveObject(scanned)
        try tell(ObjectHappening(kind: .scanned, bucket: bucket, key: key, report: scanned.report), words)
        let current = try current(bucket, key)
        if let finding = scanned.finding {
            let folder = FolderName(bucket: bucket, key: Schema.folder(of: key))
            if !finding.finding.isSample, let access = scanned.folder { try save(access, of: folder) }
            try save(finding, in: folder, scanned, replacing: current, words)
        } else {
            let verdict = scanned.report.coverage.verdict
            let reason = Resolution(afterNothingIn: verdict, isEncrypted: scanned.isEncrypted)
            try resolve(current, bucket, key, because: reason, words)
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
                classified, scannedAt, ruleSet, contentType, class, probability)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (bucket, key) DO UPDATE SET
                device = excluded.device, inode = excluded.inode, size = excluded.size, modified = excluded.modified,
                changed = excluded.changed, userID = excluded.userID, groupID = excluded.groupID, mode = excluded.mode,
                links = excluded.links, verdict = excluded.verdict, gap = excluded.gap, sha256 = excluded.sha256,
                classified = excluded.classified, scannedAt = excluded.scannedAt, ruleSet = excluded.ruleSet,
                contentType = excluded.contentType, class = excluded.class, probability = excluded.probability
            """,
            [
                bucket, Data(key), stamp.device, stamp.inode, stamp.size, stamp.modified, stamp.changed, status.userID,
                status.groupID, status.mode, status.linkCount, report.coverage.verdict.rawValue,
                report.coverage.reason?.name,
                report.contentHash, report.bytesClassified, time, ruleSet, report.content.mimeType,
                report.contentClass?.best.name, report.contentClass?.best.value,
            ]
        )
    }

    private mutating func save(
        _ record: FindingRecord,
        in folder: FolderName,
        _ scanned: Outcome.Scanned,
        replacing current: Current?,
        _ words: some FindingWording
    ) throws {
        var finding = record.finding
        if !finding.isSample { folders.insert(folder) }
        let acceptance = try Acceptances(database: database)
            .acceptance(of: scanned.key, in: scanned.bucket, scanned.report.status, at: time)
        let transition = FindingTransition(
            FindingTransition.Found(record),
            after: current?.finding,
            accepted: acceptance?.values ?? [],
            by: acceptance?.user,
            suppressedBy: { words.suppression(of: finding, at: time) }
        )
        if transition.state == .unchanged {
            return try execute(
                "UPDATE finding SET state = ?, updatedAt = ? WHERE id = ?",
                [transition.state.rawValue, time, finding.id]
            )
        }
        if let former = current?.finding.id, former != finding.id {
            try end(former, as: .replaced)
            try forgetFormer(of: scanned.key, in: scanned.bucket)
        }
        finding.isArchived = transition.archivedBy != nil
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
                finding.id, folder.bucket, Data(scanned.key), Data(folder.key), finding.type ?? "",
                finding.severity?.rawValue, finding.object?.occurrenceCount ?? 0, transition.state.rawValue,
                record.digest,
                time, time, finding.isArchived, transition.archivedBy, FoundValue.mark(of: record.values),
                words.text(of: finding),
            ]
        )
        try execute("INSERT OR REPLACE INTO valueSet VALUES (?, ?)", [finding.id, ValueSet(record.values).bytes])
        switch transition.news {
        case .nothing: break
        case .found(let novelty): try tell(of: finding, novelty, words)
        case .archived: if let current { try tell(that: current.detail, .archived, words) }
        }
    }

    /// Tells others of a finding.
    mutating func tell(of finding: Finding, _ novelty: Finding.Novelty, _ words: some FindingWording) throws {
        var finding = finding
        (finding.novelty, finding.isArchived) = (novelty, false)
        try add(words, telling: finding) { [time] in words.found(finding, id: $0, time: time) }
    }

    /// Tells others that a finding, as JSON, holds no longer.
    mutating func tell(that detail: String, _ reason: Resolution, _ words: some FindingWording) throws {
        try add(words) { [time] in words.resolved(detail, because: reason, id: $0, time: time) }
    }

    /// Notes that a finding holds no longer; its values are searched for only as long as they are there.
    func end(_ finding: String, as state: FindingState) throws {
        try execute("UPDATE finding SET state = ?, updatedAt = ? WHERE id = ?", [state.rawValue, time, finding])
        try execute("DELETE FROM valueSet WHERE finding = ?", [finding])
    }

    /// Lets go of the finding of an object, if there is one and a reason.
    private mutating func resolve(
        _ current: Current?,
        _ bucket: Int64,
        _ key: [UInt8],
        because reason: Resolution?,
        _ words: some FindingWording
    ) throws {
        guard let current, let reason else { return }
        folders.insert(FolderName(bucket: bucket, key: Schema.folder(of: key)))
        try end(current.finding.id, as: .resolved)
        if current.finding.archivedBy == nil { try tell(that: current.detail, reason, words) }
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

    private mutating func tell(_ happening: ObjectHappening, _ words: some FindingWording) throws {
        try add(words) { [time] in words.happened(happening, id: $0, time: time) }
    }

    private mutating func add(
        _ words: some FindingWording,
        telling finding: Finding? = nil,
        _ envelope: (String) -> String?
    ) throws {
        guard let envelope = envelope(UUID().uuidString.lowercased()) else { return }
        let route = words.route(envelope, telling: finding)
        try EventTransaction(database: database).put(envelope, route, at: time)
        targets.formUnion(route.targets)
    }

    /// How an object differs from its record; `nil` when it does not.
    private func kindOfChange(_ scanned: Outcome.Scanned) throws -> ObjectHappening.Kind? {
        guard let status = scanned.report.status else { return nil }
        let row = try fetch(
            "SELECT device, inode, size, modified, changed FROM object WHERE bucket = ? AND key = ?",
            [scanned.bucket, Data(scanned.key)]
        )
        let known = row.map {
            ObjectStamp(device: $0[0], inode: $0[1], size: $0[2], modified: $0[3], changed: $0[4], ruleSet: 0)
        }
        return ObjectHappening.Kind(from: known, to: ObjectStamp(status, ruleSet: 0))
    }

    private func current(_ bucket: Int64, _ key: [UInt8]) throws -> Current? {
        try fetch(
            """
            SELECT id, digest, detail, iif(archived, coalesce(suppressedBy, ''), NULL), valuesDigest
            FROM finding
            WHERE bucket = ? AND key = ? AND category = 'CLASSIFICATION' AND state IN ('new', 'unchanged', 'changed')
            """,
            [bucket, Data(key)]
        ).map { row in
            Current(
                finding: FindingTransition.Former(id: row[0], digest: row[1], values: row[4], archivedBy: row[3]),
                detail: row[2]
            )
        }
    }

    func execute(_ sql: String, _ arguments: StatementArguments) throws {
        try database.cachedStatement(sql: sql).execute(arguments: arguments)
    }

    func fetch(_ sql: String, _ arguments: StatementArguments) throws -> Row? {
        try Row.fetchOne(database.cachedStatement(sql: sql), arguments: arguments)
    }
}
