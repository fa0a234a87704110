import Findings
import Foundation
import GRDB

extension RecordStore {
    /// The most bytes of findings that a page has, unless a single one is larger.
    private static let pageBytes = 8 << 20

    /// Findings that hold and are not archived, in the order of their ids.
    ///
    /// - Parameters:
    ///   - id: The last of the page before; empty at first.
    ///   - limit: The most that are returned; less when they are large.
    ///   - scope: Whose findings may be looked at.
    /// - Returns: Ids, and findings as JSON; none at the end.
    /// - Throws: When the records cannot be read.
    public func openFindings(
        after id: String,
        limit: Int,
        in scope: FindingScope = .everything
    ) throws -> [(id: String, detail: String)] {
        try read { database in
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT finding.id, detail FROM finding CROSS JOIN bucket ON bucket.id = finding.bucket
                    WHERE finding.id > ?1 AND archived = 0 AND state IN ('new', 'unchanged', 'changed')
                        AND \(FindingScope.isVisible("?3"))
                    UNION ALL SELECT id, detail FROM accessKeyFinding
                    WHERE id > ?1 AND archived = 0 AND state IN ('new', 'changed')
                        AND \(FindingScope.isAboutVisible("?4"))
                    ORDER BY 1 LIMIT ?2
                    """,
                arguments: [id, limit, scope.bucketNames, scope.userARNs]
            )
            var page: [(id: String, detail: String)] = []
            var bytes = 0
            while bytes < RecordStore.pageBytes, let row = try rows.next() {
                let detail: String = row[1]
                bytes += detail.utf8.count
                page.append((row[0], detail))
            }
            return page
        }
    }

    /// Archives findings that hold and are not archived, tells of them as resolved, and judges their folders again.
    ///
    /// - Parameters:
    ///   - ids: Of findings.
    ///   - rule: The name of the rule that suppresses them.
    ///   - time: Seconds since 1970.
    ///   - words: What is said of it.
    /// - Returns: How many were archived, and the targets for which there are new events.
    /// - Throws: When the records cannot be written; then nothing was.
    public func suppress(
        _ ids: [String],
        by rule: String,
        at time: Double,
        words: some FindingWording
    ) throws -> (count: Int, targets: Set<Int64>) {
        try write { database in
            var transaction = OutcomeTransaction(database: database, time: time, former: formerFindings)
            var count = 0
            for id in ids where try transaction.suppress(id, by: rule, words) { count += 1 }
            try transaction.judgeFolders(words)
            return (count, transaction.targets)
        }
    }

    /// Archives a finding, or takes that back, and judges its folder again; see ``archive(_:by:at:in:)``.
    ///
    /// - Returns: The finding's id, `nil` when there is none, and the targets for which there are new events.
    /// - Throws: When the records cannot be written.
    public func archive(
        _ id: String,
        by user: String?,
        at time: Double,
        in scope: FindingScope,
        words: some FindingWording
    ) throws -> (id: String?, targets: Set<Int64>) {
        guard let whole = try archive(id, by: user, at: time, in: scope) else { return (nil, []) }
        return try write { database in
            var transaction = OutcomeTransaction(database: database, time: time, former: formerFindings)
            try transaction.rejudge(whole)
            try transaction.judgeFolders(words)
            return (whole, transaction.targets)
        }
    }
}

extension OutcomeTransaction {
    /// - Returns: Whether the finding held and was not archived.
    fileprivate mutating func suppress(_ id: String, by rule: String, _ words: some FindingWording) throws -> Bool {
        let row = try fetch(
            """
            SELECT detail FROM finding
            WHERE id = ?1 AND archived = 0 AND state IN ('new', 'unchanged', 'changed')
            UNION ALL SELECT detail FROM accessKeyFinding
            WHERE id = ?1 AND archived = 0 AND state IN ('new', 'changed')
            """,
            [id]
        )
        guard let detail = row?[0] as String? else { return false }
        for table in ["finding", "accessKeyFinding"] {
            try execute(
                """
                UPDATE \(table) SET archived = 1, suppressedBy = ?,
                    detail = json_set(detail, '$.archived', json('true')) WHERE id = ?
                """,
                [rule, id]
            )
        }
        try tell(that: detail, .archived, words)
        try rejudge(id)
        return true
    }

    /// Has the folder of a finding be judged again.
    fileprivate mutating func rejudge(_ id: String) throws {
        guard let row = try fetch("SELECT bucket, folder FROM finding WHERE id = ?", [id]) else { return }
        folders.insert(FolderName(bucket: row[0], key: row.bytes(1)))
    }
}
