public import Findings
import Foundation
import GRDB
import Identifiers

extension RecordStore {
    /// The policy findings about access keys that hold, archived or not.
    ///
    /// - Throws: When the records cannot be read.
    public func accessKeyFindings() throws -> Set<AccessKeyFinding> {
        try read { database in
            let rows = try Row.fetchCursor(
                database,
                sql: "SELECT id, type, accessKey, user FROM accessKeyFinding WHERE state IN ('new', 'changed')"
            )
            var findings: Set<AccessKeyFinding> = []
            while let row = try rows.next() {
                guard let kind = AccessKeyRisk.Kind(rawValue: row[1]) else { continue }
                findings.insert(AccessKeyFinding(id: row[0], kind: kind, accessKeyID: row[2], userARN: row[3]))
            }
            return findings
        }
    }

    /// The ARNs of the users about whose access keys there are findings.
    ///
    /// - Throws: When the records cannot be read.
    public func usersWithFindings() throws -> Set<String> {
        try read { try Set(String.fetchAll($0, sql: "SELECT DISTINCT user FROM accessKeyFinding")) }
    }

    /// Writes which access keys are at risk and which are not any more, and the events that follow from it, all or nothing.
    ///
    /// A finding that holds already is not told of again; the ARN of its user is brought up to date.
    ///
    /// - Parameters:
    ///   - risks: What is wrong with keys.
    ///   - ended: Findings that hold no longer, and why.
    ///   - time: Now, in seconds since 1970.
    ///   - words: What is said of it.
    /// - Returns: The targets for which there are new events.
    /// - Throws: When the records cannot be written: then nothing was.
    public func save(
        _ risks: [AccessKeyRisk],
        ended: [(finding: AccessKeyFinding, because: Resolution)],
        at time: Double,
        words: some FindingWording
    ) throws -> Set<Int64> {
        try write { database in
            var transaction = OutcomeTransaction(database: database, time: time, former: formerFindings)
            for risk in risks { try transaction.save(risk, words) }
            for (finding, reason) in ended { try transaction.resolve(finding, because: reason, words) }
            return transaction.targets
        }
    }
}

extension OutcomeTransaction {
    fileprivate mutating func save(_ risk: AccessKeyRisk, _ words: some FindingWording) throws {
        let row = try fetch(
            "SELECT state, count, acceptedBy, createdAt FROM accessKeyFinding WHERE accessKey = ? AND type = ?",
            [risk.accessKeyID, risk.kind.rawValue]
        )
        let former = row.map {
            AccessKeyTransition.Former(
                state: FindingState(rawValue: $0[0]) ?? .resolved,
                count: $0[1],
                acceptedBy: $0[2]
            )
        }
        let createdAt = row?[3] as Double? ?? time
        func finding(count: Int) -> Finding { words.finding(of: risk, count: count, since: createdAt, at: time) }
        let transition = AccessKeyTransition(after: former) {
            words.suppression(of: finding(count: (former?.count ?? 0) + 1), at: time)
        }
        if transition.state == .unchanged { return try move(risk) }
        var finding = finding(count: transition.count)
        finding.isArchived = transition.archivedBy != nil
        try execute(
            """
            INSERT INTO accessKeyFinding (
                id, accessKey, user, type, severity, state, count, createdAt, updatedAt, archived, suppressedBy, detail)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET
                user = excluded.user, severity = excluded.severity, state = excluded.state, count = excluded.count,
                updatedAt = excluded.updatedAt, archived = excluded.archived, suppressedBy = excluded.suppressedBy,
                detail = excluded.detail
            """,
            [
                finding.id, risk.accessKeyID, risk.userARN, risk.kind.rawValue, AccessKeyRisk.severity.rawValue,
                transition.state.rawValue, transition.count, createdAt, time, finding.isArchived,
                transition.archivedBy, words.text(of: finding),
            ]
        )
        guard transition.archivedBy == nil else { return }
        try tell(of: finding, transition.state == .new ? .new : .changed(replacing: finding.id), words)
    }

    /// Follows a user who was renamed: who may see the finding is decided by the ARN.
    private func move(_ risk: AccessKeyRisk) throws {
        try execute(
            """
            UPDATE accessKeyFinding SET user = ?1,
                detail = json_set(detail, '$.local.accessKey.Arn', ?1, '$.local.accessKey.UserName', ?2)
            WHERE accessKey = ?3 AND type = ?4 AND user <> ?1
            """,
            [risk.userARN, risk.userName, risk.accessKeyID, risk.kind.rawValue]
        )
    }

    fileprivate mutating func resolve(
        _ finding: AccessKeyFinding,
        because reason: Resolution,
        _ words: some FindingWording
    ) throws {
        let row = try fetch(
            "SELECT detail, archived FROM accessKeyFinding WHERE id = ? AND state IN ('new', 'changed')",
            [finding.id]
        )
        guard let row else { return }
        try execute(
            "UPDATE accessKeyFinding SET state = 'resolved', updatedAt = ? WHERE id = ?",
            [time, finding.id]
        )
        let isArchived: Bool = row[1]
        if !isArchived { try tell(that: row[0], reason, words) }
    }
}
