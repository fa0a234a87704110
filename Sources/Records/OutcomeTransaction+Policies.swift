import Foundation
import GRDB
import POSIX

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
    ///
    /// What is archived is no concern, wherever it lies, unless `includesArchived`.
    private func worst(
        of kind: PolicyFacts.Kind,
        in folder: FolderName,
        _ access: FolderAccess,
        includesArchived: Bool = false
    ) throws -> Int? {
        guard access.isReachable else { return nil }
        // In a folder that everybody may write to, everybody may put another object in one's place.
        let isFolderEnough = kind == .worldWritable && access.mode & 0o002 != 0
        return try fetch(
            """
            SELECT finding.severity FROM finding JOIN object USING (bucket, key)
            WHERE finding.bucket = ? AND finding.folder = ? AND finding.category = 'CLASSIFICATION'
                AND finding.state IN ('new', 'unchanged', 'changed') AND (? OR object.mode & ? <> 0 AND object.mode & ? = 0)
                AND (? OR finding.archived = 0)
                AND finding.suppressedBy IS NOT '\(FindingRecord.sampleArchiver)'
            ORDER BY finding.severity DESC LIMIT 1
            """,
            [
                folder.bucket, Data(folder.key), isFolderEnough, kind == .worldReadable ? 0o004 : 0o002,
                FileStatus.unknownRights, includesArchived,
            ]
        ).map { $0[0] }
    }

    /// Whether it is not known whom an object with findings in a folder that everybody can pass is open to.
    private func isUnknown(_ folder: FolderName, _ access: FolderAccess?, includesArchived: Bool = false) throws -> Bool
    {
        guard let access, access.isReachable else { return false }
        return try fetch(
            """
            SELECT 1 FROM finding JOIN object USING (bucket, key)
            WHERE finding.bucket = ? AND finding.folder = ? AND finding.category = 'CLASSIFICATION'
                AND finding.state IN ('new', 'unchanged', 'changed') AND object.mode & ? <> 0
                AND (? OR finding.archived = 0)
            LIMIT 1
            """,
            [folder.bucket, Data(folder.key), FileStatus.unknownRights, includesArchived]
        ) != nil
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
            SELECT finding.id, digest, detail, iif(archived, coalesce(suppressedBy, ''), NULL), state, count, createdAt,
                bucket.name, bucket.path, acceptedDigest, acceptedBy
            FROM bucket LEFT JOIN finding ON finding.bucket = bucket.id AND finding.folder = ? AND type = ?
            WHERE bucket.id = ?
            """,
            [Data(folder.key), kind.rawValue, folder.bucket]
        )
        guard let row else { return }
        let id: String? = row[0]
        let known = id.map { Current(id: $0, digest: row[1], detail: row[2], archivedBy: row[3]) }
        let holds = ["new", "unchanged", "changed"].contains(row[4] as String? ?? "")
        guard let severity, let access else {
            // While nobody knows whom an object is open to, nothing says that it was closed.
            guard let known, holds, try !isUnknown(folder, access) else { return }
            let lies = try access.flatMap { try worst(of: kind, in: folder, $0, includesArchived: true) }
            let isLying = try lies != nil || isUnknown(folder, access, includesArchived: true)
            try resolve(known, because: isLying ? "archived" : "access-restricted", words)
            return
        }
        let mark = ExposureMark(severity: severity, mode: access.mode, userID: access.userID)
        if let known, holds, known.digest == mark.text { return }
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
        let accepted = (row[9] as String?).flatMap { ExposureMark($0) }
        let isAccepted = accepted.map { mark.isCovered(by: $0) } ?? false
        try save(facts, mark, replacing: known, archivedBy: isAccepted ? row[10] : nil, words)
    }

    private mutating func save(
        _ facts: PolicyFacts,
        _ mark: ExposureMark,
        replacing known: Current?,
        archivedBy user: String?,
        _ words: some EventWording
    ) throws {
        let id = words.policyID(facts)
        let detail = words.policyDetail(facts, id: id)
        let archivedBy = words.suppression(of: detail, at: time) ?? user
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
                known == nil ? "new" : "changed", mark.text, facts.createdAt, facts.updatedAt, archivedBy != nil,
                archivedBy,
                facts.count, OutcomeTransaction.marked(detail, isArchived: archivedBy != nil),
            ]
        )
        guard archivedBy == nil else { return }
        try add(words) { [time] in words.found(detail, replacing: known == nil ? nil : id, id: $0, time: time) }
    }
}
