import Foundation
import GRDB

/// A finding in a list.
public struct FindingView: Sendable, Equatable {
    public var id: String
    /// The bucket's name; `nil` for a finding about an access key.
    public var bucket: String?
    /// The ARN of the user about whose access key it is; `nil` for others.
    public var user: String?
    /// The path below the bucket, where that of a folder ends with a slash; the id of an access key.
    public var key: [UInt8]
    public var type: String
    /// From 1, low, to 3, high.
    public var severity: Int
    public var occurrences: Int
    /// `new`, `unchanged`, `changed`, `resolved` or `replaced`.
    public var state: String
    /// Who or what has archived it; `nil` when it is not.
    public var suppressedBy: String?
    /// Seconds since 1970.
    public var createdAt: Double
    public var updatedAt: Double
}

/// Which findings are wanted.
public struct FindingQuery: Sendable {
    /// Only those in the bucket of this name; `nil` for all.
    public var bucket: String?
    /// Whose findings may be looked at.
    public var scope = FindingScope.everything
    /// Only those of this severity or above.
    public var severity = 1
    /// Also those that hold no longer.
    public var includesResolved = false
    /// Also those that are archived.
    public var includesArchived = false
    /// Only those behind this place in the list.
    public var after: FindingPosition?
    /// The most that are returned.
    public var limit = 1000
    /// The most memory that they take, in bytes; when they take more, that is an error.
    public var mostBytes = 32 << 20

    /// Asks for all findings that hold and are not archived.
    public init() {}
}

/// A place in the list of findings, which holds while others come before it.
public struct FindingPosition: Sendable, Equatable, LosslessStringConvertible {
    var updatedAt: Double
    var id: String

    /// The place of a finding that was listed.
    public init(_ view: FindingView) {
        updatedAt = view.updatedAt
        id = view.id
    }

    /// Reads what ``description`` has written.
    public init?(_ description: String) {
        let parts = description.split(separator: "-", maxSplits: 1)
        guard parts.count == 2, parts[0].count == 16, let bits = UInt64(parts[0], radix: 16), parts[1].utf8.count <= 64
        else { return nil }
        updatedAt = Double(bitPattern: bits)
        id = String(parts[1])
        guard updatedAt.isFinite, updatedAt > 0 else { return nil }
    }

    /// The time in sixteen hexadecimal digits and the id.
    public var description: String {
        let digits = String(updatedAt.bitPattern, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits + "-" + id
    }
}

/// What findings are grouped by in statistics.
public enum FindingGroup: String, CaseIterable, Sendable {
    case bucket, `class`, identifier, job, severity, state, type

    fileprivate var sql: (key: String, from: String) {
        let plain = "finding JOIN bucket ON bucket.id = finding.bucket"
        return switch self {
        case .bucket: ("bucket.name", plain)
        case .severity: ("CASE severity WHEN 3 THEN 'High' WHEN 2 THEN 'Medium' ELSE 'Low' END", plain)
        case .state: ("state", plain)
        case .type: ("type", plain)
        case .class: ("json_extract(detail, '$.local.contentClass.class')", plain)
        case .job: ("json_extract(detail, '$.classificationDetails.jobId')", plain)
        case .identifier:
            (
                "coalesce(json_extract(detection.value, '$.type'), json_extract(detection.value, '$.name'))",
                """
                \(plain), json_tree(detail, '$.classificationDetails.result') AS list,
                json_each(list.value) AS detection
                """
            )
        }
    }

    fileprivate var condition: String {
        self == .identifier ? "list.key = 'detections' AND list.type = 'array'" : "TRUE"
    }

    /// What findings about access keys are grouped by, which have neither bucket nor job; `nil` when they are in no group.
    fileprivate var keyOfAccessKeys: String? {
        switch self {
        case .bucket, .class, .job: "NULL"
        case .identifier: nil
        case .severity, .state, .type: sql.key
        }
    }
}

/// An object in which something was found, for reading it again.
public struct FoundObject: Sendable {
    public var finding: String
    public var bucket: String
    public var key: [UInt8]
    /// As it was when it was scanned.
    public var stamp: ObjectStamp
    /// SHA-256 of its content then, hexadecimal.
    public var contentHash: String?
}

extension RecordStore {
    private static let holds = "state IN ('new', 'unchanged', 'changed')"

    /// Findings, the latest first.
    ///
    /// Neither sorts nor reads the findings themselves, which may be large, except those that `isWanted` is asked about.
    ///
    /// - Parameters:
    ///   - query: Which are wanted.
    ///   - isWanted: Decides about a finding's JSON; `nil` for all.
    /// - Returns: Those that are wanted, no more than the query's limit.
    /// - Throws: ``RecordError/tooMuch`` when they take more memory than the query allows.
    public func findings(_ query: FindingQuery, where isWanted: ((String) -> Bool)? = nil) throws -> [FindingView] {
        try read { database in
            let rows = try Row.fetchCursor(
                database,
                sql: RecordStore.list,
                arguments: [
                    query.bucket, query.severity, query.includesResolved, query.includesArchived,
                    query.after?.updatedAt ?? .greatestFiniteMagnitude, query.after?.id ?? "",
                    query.scope.bucketNames, query.scope.userARNs,
                ]
            )
            let detail = try database.cachedStatement(sql: RecordStore.detail)
            var views: [FindingView] = []
            var bytes = 0
            while views.count < query.limit, let row = try rows.next() {
                if let isWanted, try !isWanted(String.fetchOne(detail, arguments: [row[0] as String]) ?? "") {
                    continue
                }
                let view = RecordStore.view(row)
                bytes += MemoryLayout<FindingView>.stride + view.id.utf8.count + view.key.count
                guard bytes <= query.mostBytes else { throw RecordError.tooMuch }
                views.append(view)
            }
            return views
        }
    }

    /// Findings that hold and in which the value with this fingerprint was found.
    ///
    /// - Parameters:
    ///   - fingerprint: The value's.
    ///   - scope: Where it may be looked for.
    /// - Returns: The findings, by bucket and key.
    /// - Throws: When the records cannot be read.
    /// - Complexity: Reads the digests of all findings that hold, 32 bytes for each value.
    public func findings(holding fingerprint: String, in scope: FindingScope = .everything) throws -> [FindingView] {
        guard let digest = ValueSet.digest(fingerprint) else { return [] }
        return try read { database in
            try Row.fetchAll(
                database,
                sql: RecordStore.select(
                    """
                    finding.id IN (SELECT finding FROM valueSet WHERE instr(digests, ?1) > 0)
                    AND \(RecordStore.holds) AND \(FindingScope.isVisible("?2")) ORDER BY bucket.name, finding.key
                    """
                ),
                arguments: [Data(digest), scope.bucketNames]
            ).map(RecordStore.view)
        }
    }

    /// The finding with this id, or the only one whose id begins with it, as JSON.
    ///
    /// - Parameters:
    ///   - id: The id, or its beginning.
    ///   - scope: Where it may be looked for.
    /// - Returns: The finding; `nil` when there is none such.
    /// - Throws: When the records cannot be read.
    public func finding(_ id: String, in scope: FindingScope = .everything) throws -> String? {
        try read { database in
            guard let id = try RecordStore.id(beginningWith: id, in: scope, database) else { return nil }
            return try String.fetchOne(database, sql: RecordStore.detail, arguments: [id])
        }
    }

    private static let detail = """
        SELECT detail FROM finding WHERE id = ?1 UNION ALL SELECT detail FROM accessKeyFinding WHERE id = ?1
        """

    /// How many findings that hold there are, by group, most first; those without the property are in the group `nil`.
    public func statistics(by group: FindingGroup, _ query: FindingQuery) throws -> [(key: String?, count: Int)] {
        try read { database in
            let (key, from) = group.sql
            let wanted = "severity >= ?2 AND (?3 OR \(RecordStore.holds)) AND (?4 OR archived = 0)"
            var sql = """
                SELECT \(key), count(DISTINCT finding.id) FROM \(from)
                WHERE \(group.condition) AND (?1 IS NULL OR bucket.name = ?1) AND \(wanted)
                    AND \(FindingScope.isVisible("?5"))
                GROUP BY 1
                """
            if let key = group.keyOfAccessKeys {
                sql += """
                     UNION ALL SELECT \(key), count(*) FROM accessKeyFinding
                    WHERE ?1 IS NULL AND \(wanted) AND \(FindingScope.isAboutVisible("?6")) GROUP BY 1
                    """
            }
            var arguments: StatementArguments = [
                query.bucket, query.severity, query.includesResolved, query.includesArchived, query.scope.bucketNames,
            ]
            if group.keyOfAccessKeys != nil { arguments += [query.scope.userARNs] }
            var counts: [String?: Int] = [:]
            for row in try Row.fetchAll(database, sql: sql, arguments: arguments) {
                counts[row[0] as String?, default: 0] += row[1] as Int
            }
            return counts.map { (key: $0, count: $1) }
                .sorted { ($1.count, $0.key ?? "none") < ($0.count, $1.key ?? "none") }
        }
    }

    /// Archives a finding, or takes that back.
    ///
    /// The values in it are accepted where they lie: a later finding there is archived as well as long as it has no others.
    /// Taking that back takes back all that was accepted there. A finding that holds
    /// no longer is only marked; with one that was replaced, its successor is archived if it has the same values. Of an access
    /// key it is accepted that it is so.
    ///
    /// - Parameters:
    ///   - id: The finding's id, or its beginning.
    ///   - user: Who wants that; `nil` to take it back.
    ///   - time: Now, in seconds since 1970.
    ///   - scope: Where it may be looked for.
    /// - Returns: The whole id; `nil` when there is none such, or more than one.
    /// - Throws: When the records cannot be written: then nothing was.
    public func archive(
        _ id: String,
        by user: String?,
        at time: Double,
        in scope: FindingScope = .everything
    ) throws -> String? {
        try write { database in
            guard let id = try RecordStore.id(beginningWith: id, in: scope, database) else { return nil }
            let acceptances = Acceptances(database: database)
            let ids = try [id] + acceptances.successors(of: id)
            for id in ids { try RecordStore.archive(id, by: user, acceptances, at: time) }
            return id
        }
    }

    private static func archive(_ id: String, by user: String?, _ acceptances: Acceptances, at time: Double) throws {
        let marked = """
            archived = ?1 IS NOT NULL, suppressedBy = ?1,
            detail = json_set(detail, '$.archived', json(iif(?1 IS NULL, 'false', 'true')))
            """
        try acceptances.database.execute(
            sql: "UPDATE finding SET \(marked) WHERE id = ?2",
            arguments: [user, id]
        )
        try acceptances.database.execute(
            sql: "UPDATE accessKeyFinding SET \(marked), acceptedBy = ?1 WHERE id = ?2",
            arguments: [user, id]
        )
        if let user { try acceptances.accept(id, by: user, at: time) } else { try acceptances.reject(id) }
    }

    /// The keys of a bucket's objects with findings that hold and name one of some versions of secrets.
    ///
    /// - Complexity: Linear in the findings, however many versions are asked for.
    public func keys(ofFindingsNaming versions: Set<String>, in bucket: Int64) throws -> [[UInt8]] {
        try read { database in
            // Most findings name none, and need not be taken apart.
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT finding.key, json_extract(secret.value, '$.versionId')
                    FROM finding, json_each(detail, '$.local.managedSecrets') AS secret
                    WHERE bucket = ? AND \(RecordStore.holds) AND instr(detail, '"managedSecrets"') > 0
                    """,
                arguments: [bucket]
            )
            var keys: Set<[UInt8]> = []
            while let row = try rows.next() {
                if let version = row[1] as String?, versions.contains(version) { keys.insert(row.bytes(0)) }
            }
            return Array(keys)
        }
    }

    /// The object of a finding that holds, to be read again.
    ///
    /// - Parameters:
    ///   - id: The finding's id, or its beginning.
    ///   - scope: Where it may be looked for.
    /// - Returns: The object; `nil` when there is none such, or the object is gone.
    /// - Throws: When the records cannot be read.
    public func object(of id: String, in scope: FindingScope = .everything) throws -> FoundObject? {
        try read { database in
            guard let id = try RecordStore.id(beginningWith: id, in: scope, database) else { return nil }
            return try Row.fetchOne(
                database,
                sql: """
                    SELECT bucket.name, object.key, object.device, object.inode, size, modified, changed, ruleSet, sha256
                    FROM finding JOIN object USING (bucket, key) JOIN bucket ON bucket.id = finding.bucket
                    WHERE finding.id = ? AND \(RecordStore.holds)
                    """,
                arguments: [id]
            ).map { row in
                FoundObject(
                    finding: id,
                    bucket: row[0],
                    key: row.bytes(1),
                    stamp: ObjectStamp(
                        device: row[2],
                        inode: row[3],
                        size: row[4],
                        modified: row[5],
                        changed: abs(row[6]),
                        ruleSet: row[7]
                    ),
                    contentHash: row[8]
                )
            }
        }
    }

    /// The only id that begins with `prefix`, of findings in the scope: what is hidden makes no other ambiguous.
    private static func id(beginningWith prefix: String, in scope: FindingScope, _ database: Database) throws
        -> String?
    {
        let found = try String.fetchAll(
            database,
            sql: """
                SELECT finding.id FROM finding CROSS JOIN bucket ON bucket.id = finding.bucket
                WHERE finding.id >= ?1 AND finding.id < ?1 || 'g' AND \(FindingScope.isVisible("?2"))
                UNION ALL SELECT id FROM accessKeyFinding
                WHERE id >= ?1 AND id < ?1 || 'g' AND \(FindingScope.isAboutVisible("?3")) LIMIT 2
                """,
            arguments: [prefix, scope.bucketNames, scope.userARNs]
        )
        return found.count == 1 ? found.first : nil
    }

    /// Findings of a bucket or all, of a severity, whether they hold, and whether they are archived: the latest first.
    static let list = """
        \(select(
            """
            (?1 IS NULL OR bucket.name = ?1) AND severity >= ?2 AND (?3 OR \(holds)) AND (?4 OR archived = 0)
                AND finding.updatedAt <= ?5 AND (finding.updatedAt < ?5 OR finding.id > ?6)
                AND \(FindingScope.isVisible("?7"))
            """
        ))
        UNION ALL SELECT id, NULL, user, CAST(accessKey AS BLOB), type, severity, 0, state, suppressedBy, createdAt,
            updatedAt
        FROM accessKeyFinding
        WHERE ?1 IS NULL AND severity >= ?2 AND (?3 OR \(holds)) AND (?4 OR archived = 0)
            AND updatedAt <= ?5 AND (updatedAt < ?5 OR id > ?6) AND \(FindingScope.isAboutVisible("?8"))
        ORDER BY updatedAt DESC, id
        """

    private static func select(_ condition: String) -> String {
        """
        SELECT finding.id, bucket.name, NULL AS user, finding.key, type, severity, occurrences, state, suppressedBy,
            createdAt, updatedAt
        FROM finding CROSS JOIN bucket ON bucket.id = finding.bucket WHERE \(condition)
        """
    }

    private static func view(_ row: Row) -> FindingView {
        FindingView(
            id: row[0],
            bucket: row[1],
            user: row[2],
            key: row.bytes(3),
            type: row[4],
            severity: row[5],
            occurrences: row[6],
            state: row[7],
            suppressedBy: row[8],
            createdAt: row[9],
            updatedAt: row[10]
        )
    }
}
