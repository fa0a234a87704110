import Foundation
import GRDB
import POSIX
import Scanning

/// The writing of outcomes, inside a transaction.
struct OutcomeTransaction {
    let database: Database
    let time: Double
    /// How many events were written.
    var events: Int

    /// The finding that an object has now.
    private struct Current {
        var id: String
        var digest: String
        var detail: String
    }

    mutating func save(_ outcome: Outcome, _ words: some EventWording) throws {
        switch outcome {
        case .gone(let bucket, let key):
            try execute("DELETE FROM object WHERE bucket = ? AND key = ?", [bucket, Data(key)])
            if let current = try current(bucket, key) { try resolve(current, because: "object-deleted", words) }
        case .scanned(let bucket, let key, let report, let finding):
            try save(report, bucket, key)
            let current = try current(bucket, key)
            if let finding {
                try save(finding, in: bucket, key, replacing: current, words)
            } else if let current, report.coverage == .complete {
                // What could not be read to its end may still hold what was found in it.
                try resolve(current, because: "no-longer-found", words)
            }
        }
    }

    private func save(_ report: FileReport, _ bucket: Int64, _ key: [UInt8]) throws {
        // What could not even be opened has no stamp: it is looked at again whenever it is seen.
        guard let status = report.status else {
            try execute("DELETE FROM object WHERE bucket = ? AND key = ?", [bucket, Data(key)])
            return
        }
        let stamp = ObjectStamp(status)
        let verdict =
            switch report.coverage {
            case .complete: "complete"
            case .partial: "partial"
            case .skipped: "skipped"
            }
        try execute(
            """
            INSERT OR REPLACE INTO object (
                bucket, key, device, inode, size, modified, changed, userID, groupID, mode, links, verdict, gap, sha256,
                classified, scannedAt)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                bucket, Data(key), stamp.device, stamp.inode, stamp.size, stamp.modified, stamp.changed, status.userID,
                status.groupID, status.mode, status.linkCount, verdict, report.coverage.gap?.name, report.contentHash,
                report.bytesClassified, time,
            ]
        )
    }

    private mutating func save(
        _ finding: FindingRecord,
        in bucket: Int64,
        _ key: [UInt8],
        replacing current: Current?,
        _ words: some EventWording
    ) throws {
        if let current, current.id == finding.id, current.digest == finding.digest {
            try execute("UPDATE finding SET state = 'unchanged', updatedAt = ? WHERE id = ?", [time, finding.id])
            return
        }
        if let current, current.id != finding.id {
            try execute("UPDATE finding SET state = 'replaced', updatedAt = ? WHERE id = ?", [time, current.id])
        }
        let state = current == nil ? "new" : "changed"
        try execute(
            """
            INSERT INTO finding (id, bucket, key, type, severity, occurrences, state, digest, createdAt, updatedAt, detail)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET
                type = excluded.type, severity = excluded.severity, occurrences = excluded.occurrences,
                state = excluded.state, digest = excluded.digest, updatedAt = excluded.updatedAt,
                detail = excluded.detail
            """,
            [
                finding.id, bucket, Data(key), finding.type, finding.severity, finding.occurrences, state,
                finding.digest,
                time, time, finding.detail,
            ]
        )
        try execute("DELETE FROM fingerprint WHERE finding = ?", [finding.id])
        for (type, value) in finding.fingerprints {
            try execute("INSERT OR IGNORE INTO fingerprint VALUES (?, ?, ?)", [value, finding.id, type])
        }
        try add { [time] in words.found(finding.detail, id: $0, time: time) }
    }

    private mutating func resolve(_ current: Current, because reason: String, _ words: some EventWording) throws {
        try execute("UPDATE finding SET state = 'resolved', updatedAt = ? WHERE id = ?", [time, current.id])
        try add { [time] in words.resolved(current.detail, because: reason, id: $0, time: time) }
    }

    private mutating func add(_ envelope: (String) -> String) throws {
        let id = UUID().uuidString.lowercased()
        try execute("INSERT INTO event (id, envelope) VALUES (?, ?)", [id, envelope(id)])
        events += 1
    }

    private func current(_ bucket: Int64, _ key: [UInt8]) throws -> Current? {
        try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT id, digest, detail FROM finding
                    WHERE bucket = ? AND key = ? AND state IN ('new', 'unchanged', 'changed')
                    """
            ),
            arguments: [bucket, Data(key)]
        ).map { Current(id: $0[0], digest: $0[1], detail: $0[2]) }
    }

    private func execute(_ sql: String, _ arguments: StatementArguments) throws {
        try database.cachedStatement(sql: sql).execute(arguments: arguments)
    }
}
