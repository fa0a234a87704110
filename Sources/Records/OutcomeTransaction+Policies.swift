import Findings
import Foundation
import GRDB
import Identifiers
import POSIX

extension OutcomeTransaction {
    /// Finds, and lets go of, folders that are open to everybody although something was found in them.
    mutating func judgeFolders(_ words: some FindingWording) throws {
        for folder in folders {
            let access = try access(to: folder)
            for kind in FolderExposure.Kind.allCases {
                try judge(kind, folder, access, words)
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
        of kind: FolderExposure.Kind,
        in folder: FolderName,
        _ access: FolderAccess,
        includesArchived: Bool = false
    ) throws -> Severity? {
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
        ).flatMap { Severity(rawValue: $0[0]) }
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
        _ kind: FolderExposure.Kind,
        _ folder: FolderName,
        _ access: FolderAccess?,
        _ words: some FindingWording
    ) throws {
        let row = try fetch(
            """
            SELECT finding.id, digest, detail, archived, state, count, createdAt, bucket.name, bucket.path, acceptedDigest,
                acceptedBy
            FROM bucket LEFT JOIN finding ON finding.bucket = bucket.id AND finding.folder = ? AND type = ?
            WHERE bucket.id = ?
            """,
            [Data(folder.key), kind.rawValue, folder.bucket]
        )
        guard let row else { return }
        let id: String? = row[0]
        let former = id.map { _ in
            ExposureTransition.Former(
                state: (row[4] as String?).flatMap { FindingState(rawValue: $0) } ?? .resolved,
                mark: row[1],
                count: row[5],
                isArchived: row[3],
                acceptedMark: row[9],
                acceptedBy: row[10]
            )
        }
        let sight = try sight(of: kind, in: folder, access, isAsked: former?.state.holds ?? false)
        switch ExposureTransition(sight, after: former) {
        case .nothing: break
        case .resolved(let reason, let isTold):
            guard let id else { break }
            try end(id, as: .resolved)
            if isTold { try tell(that: row[2], reason, words) }
        case .found(let found):
            guard let access else { break }
            let exposure = FolderExposure(
                kind,
                bucketName: row[7],
                bucketPath: row.bytes(8),
                folder: folder.key,
                access: access,
                severity: found.mark.severity,
                count: found.count,
                createdAt: row[6] as Double? ?? time,
                updatedAt: time
            )
            try save(exposure, found, in: folder.bucket, words)
        }
    }

    /// What can be seen of a folder, which nobody may enter without `access`; why nothing is open only if `isAsked`.
    private func sight(
        of kind: FolderExposure.Kind,
        in folder: FolderName,
        _ access: FolderAccess?,
        isAsked: Bool
    ) throws -> ExposureTransition.Sight {
        guard let access else { return .closed }
        if let severity = try worst(of: kind, in: folder, access) {
            return .open(ExposureMark(severity: severity, mode: access.mode, userID: access.userID))
        }
        guard isAsked else { return .closed }
        if try isUnknown(folder, access) { return .unknown }
        let isLying = try worst(of: kind, in: folder, access, includesArchived: true) != nil
        return try isLying || isUnknown(folder, access, includesArchived: true) ? .openButArchived : .closed
    }

    private mutating func save(
        _ exposure: FolderExposure,
        _ found: ExposureTransition.Found,
        in bucket: Int64,
        _ words: some FindingWording
    ) throws {
        var finding = words.finding(of: exposure)
        let archivedBy = words.suppression(of: finding, at: time) ?? found.acceptedBy
        finding.isArchived = archivedBy != nil
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
                finding.id, bucket, Data(exposure.folder + [47]), Data(exposure.folder), exposure.kind.rawValue,
                exposure.severity.rawValue, found.state.rawValue, found.mark.text, exposure.createdAt,
                exposure.updatedAt, finding.isArchived, archivedBy, exposure.count, words.text(of: finding),
            ]
        )
        guard archivedBy == nil else { return }
        try tell(of: finding, found.state == .new ? .new : .changed(replacing: finding.id), words)
    }
}
