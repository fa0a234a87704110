import Foundation
import GRDB
import POSIX
import Scanning

/// The writing of outcomes, inside a transaction.
struct OutcomeTransaction {
    let database: Database
    let time: Double
    /// The targets of the events that were written.
    private(set) var targets: Set<Int64> = []

    /// The folders of which must be judged again who may read what was found in them.
    private var folders: Set<FolderName> = []

    init(database: Database, time: Double) {
        self.database = database
        self.time = time
    }

    private struct FolderName: Hashable {
        var bucket: Int64
        var key: [UInt8]
    }

    /// A finding that holds.
    private struct Current {
        var id: String
        var digest: String
        var detail: String
        var isArchived: Bool
    }

    /// Writes what became of one object or folder.
    mutating func save(_ outcome: Outcome, _ words: some EventWording) throws {
        switch outcome {
        case .gone(let bucket, let key):
            try execute("DELETE FROM object WHERE bucket = ? AND key = ?", [bucket, Data(key)])
            if database.changesCount > 0 {
                try tell(ObjectHappening(kind: .deleted, bucket: bucket, key: key), words)
            }
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
            if let access = scanned.folder { try save(access, of: folder) }
            try save(finding, in: folder, key, replacing: current, words)
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
        // No object has this time of change, so that no walk takes it for unchanged.
        if !scanned.isFinal { stamp.changed = 0 }
        try execute(
            """
            INSERT OR REPLACE INTO object (
                bucket, key, device, inode, size, modified, changed, userID, groupID, mode, links, verdict, gap, sha256,
                classified, scannedAt, ruleSet, contentType)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
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
        _ key: [UInt8],
        replacing current: Current?,
        _ words: some EventWording
    ) throws {
        folders.insert(folder)
        if let current, current.id == finding.id, current.digest == finding.digest {
            try execute("UPDATE finding SET state = 'unchanged', updatedAt = ? WHERE id = ?", [time, finding.id])
            return
        }
        if let current, current.id != finding.id {
            try execute("UPDATE finding SET state = 'replaced', updatedAt = ? WHERE id = ?", [time, current.id])
        }
        let suppression = words.suppression(of: finding.detail, at: time)
        try execute(
            """
            INSERT INTO finding (
                id, bucket, key, folder, type, severity, occurrences, state, digest, createdAt, updatedAt, archived,
                suppressedBy, detail)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET
                type = excluded.type, severity = excluded.severity, occurrences = excluded.occurrences,
                state = excluded.state, digest = excluded.digest, updatedAt = excluded.updatedAt,
                archived = excluded.archived, suppressedBy = excluded.suppressedBy, detail = excluded.detail
            """,
            [
                finding.id, folder.bucket, Data(key), Data(folder.key), finding.type, finding.severity,
                finding.occurrences,
                current == nil ? "new" : "changed", finding.digest, time, time, suppression != nil, suppression,
                OutcomeTransaction.marked(finding.detail, isArchived: suppression != nil),
            ]
        )
        try execute("DELETE FROM fingerprint WHERE finding = ?", [finding.id])
        for (type, value) in finding.fingerprints {
            try execute("INSERT OR IGNORE INTO fingerprint VALUES (?, ?, ?)", [value, finding.id, type])
        }
        guard suppression == nil else { return }
        try add(words) { [time] in words.found(finding.detail, replacing: current?.id, id: $0, time: time) }
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
    }

    private mutating func resolve(_ current: Current, because reason: String, _ words: some EventWording) throws {
        try execute("UPDATE finding SET state = 'resolved', updatedAt = ? WHERE id = ?", [time, current.id])
        guard !current.isArchived else { return }
        try add(words) { [time] in words.resolved(current.detail, because: reason, id: $0, time: time) }
    }

    private mutating func tell(_ happening: ObjectHappening, _ words: some EventWording) throws {
        try add(words) { [time] in words.happened(happening, id: $0, time: time) }
    }

    private mutating func add(_ words: some EventWording, _ envelope: (String) -> String?) throws {
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
            SELECT id, digest, detail, archived FROM finding
            WHERE bucket = ? AND key = ? AND category = 'CLASSIFICATION' AND state IN ('new', 'unchanged', 'changed')
            """,
            [bucket, Data(key)]
        ).map { Current(id: $0[0], digest: $0[1], detail: $0[2], isArchived: $0[3]) }
    }

    /// A finding's JSON with its member `archived` as it should be.
    static func marked(_ detail: String, isArchived: Bool) -> String {
        guard isArchived else { return detail }
        return detail.replacingOccurrences(of: "\"archived\":false", with: "\"archived\":true")
    }

    private func execute(_ sql: String, _ arguments: StatementArguments) throws {
        try database.cachedStatement(sql: sql).execute(arguments: arguments)
    }

    private func fetch(_ sql: String, _ arguments: StatementArguments) throws -> Row? {
        try Row.fetchOne(database.cachedStatement(sql: sql), arguments: arguments)
    }
}

// MARK: Policy findings

extension OutcomeTransaction {
    /// Finds, and lets go of, folders that are open to everybody although something was found in them.
    mutating func judgeFolders(_ words: some EventWording) throws {
        for folder in folders {
            let access = try access(to: folder)
            for kind in PolicyFacts.Kind.allCases {
                let severity = try access.flatMap { try worst(of: kind, in: folder, $0) }
                try judge(kind, folder, access, severity, words)
            }
        }
        folders.removeAll()
    }

    private func access(to folder: FolderName) throws -> FolderAccess? {
        try fetch(
            "SELECT mode, userID, isReachable FROM folder WHERE bucket = ? AND key = ?",
            [folder.bucket, Data(folder.key)]
        ).map { FolderAccess(mode: $0[0], userID: $0[1], isReachable: $0[2]) }
    }

    /// The severity of the worst that lies open; `nil` when nothing does.
    private func worst(of kind: PolicyFacts.Kind, in folder: FolderName, _ access: FolderAccess) throws -> Int? {
        guard access.isReachable else { return nil }
        // In a folder that everybody may write to, everybody may put another object in one's place.
        let isFolderEnough = kind == .worldWritable && access.mode & 0o002 != 0
        return try fetch(
            """
            SELECT finding.severity FROM finding JOIN object USING (bucket, key)
            WHERE finding.bucket = ? AND finding.folder = ? AND finding.category = 'CLASSIFICATION'
                AND finding.state IN ('new', 'unchanged', 'changed') AND (? OR object.mode & ? <> 0)
            ORDER BY finding.severity DESC LIMIT 1
            """,
            [folder.bucket, Data(folder.key), isFolderEnough, kind == .worldReadable ? 0o004 : 0o002]
        ).map { $0[0] }
    }

    private mutating func judge(
        _ kind: PolicyFacts.Kind,
        _ folder: FolderName,
        _ access: FolderAccess?,
        _ severity: Int?,
        _ words: some EventWording
    ) throws {
        let row = try fetch(
            """
            SELECT finding.id, digest, detail, archived, state, count, createdAt, bucket.name, bucket.path
            FROM bucket LEFT JOIN finding ON finding.bucket = bucket.id AND finding.folder = ? AND type = ?
            WHERE bucket.id = ?
            """,
            [Data(folder.key), kind.rawValue, folder.bucket]
        )
        guard let row else { return }
        let id: String? = row[0]
        let known = id.map { Current(id: $0, digest: row[1], detail: row[2], isArchived: row[3]) }
        let holds = ["new", "unchanged", "changed"].contains(row[4] as String? ?? "")
        guard let severity, let access else {
            if let known, holds { try resolve(known, because: "access-restricted", words) }
            return
        }
        let digest = "\(severity) \(access.mode) \(access.userID)"
        if let known, holds, known.digest == digest { return }
        let facts = PolicyFacts(
            kind: kind,
            bucket: BucketRecord(id: folder.bucket, name: row[7], path: row.bytes(8)),
            folder: folder.key,
            access: access,
            severity: severity,
            count: (row[5] as Int? ?? 0) + 1,
            createdAt: row[6] as Double? ?? time,
            updatedAt: time
        )
        try save(facts, digest, isNew: known == nil, words)
    }

    private mutating func save(_ facts: PolicyFacts, _ digest: String, isNew: Bool, _ words: some EventWording) throws {
        let id = words.policyID(facts)
        let detail = words.policyDetail(facts, id: id)
        let suppression = words.suppression(of: detail, at: time)
        try execute(
            """
            INSERT INTO finding (
                id, bucket, key, folder, category, type, severity, occurrences, state, digest, createdAt, updatedAt,
                archived, suppressedBy, count, detail)
            VALUES (?, ?, ?, ?, 'POLICY', ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET
                severity = excluded.severity, state = excluded.state, digest = excluded.digest,
                updatedAt = excluded.updatedAt, archived = excluded.archived, suppressedBy = excluded.suppressedBy,
                count = excluded.count, detail = excluded.detail
            """,
            [
                id, facts.bucket.id, Data(facts.folder + [47]), Data(facts.folder), facts.kind.rawValue, facts.severity,
                isNew ? "new" : "changed", digest, facts.createdAt, facts.updatedAt, suppression != nil, suppression,
                facts.count, OutcomeTransaction.marked(detail, isArchived: suppression != nil),
            ]
        )
        guard suppression == nil else { return }
        try add(words) { [time] in words.found(detail, replacing: isNew ? nil : id, id: $0, time: time) }
    }
}
