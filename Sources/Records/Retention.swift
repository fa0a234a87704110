import Foundation
import GRDB
import POSIX

/// How long records are kept of what is over.
public struct Retention: Sendable, Equatable {
    /// After how many days findings that hold no longer, actions that have ended and what was accepted in objects that are
    /// gone are forgotten.
    public var days = 90

    /// The most findings of an object that hold no longer; the oldest go.
    public var findingsOfObject = 10

    /// The most findings of a bucket that hold no longer; the oldest go.
    public var findingsOfBucket = 20_000

    /// What holds when nothing is said.
    public init() {}

    /// The most rows that one transaction removes, so that nothing else waits for long.
    static let piece = 500

    /// Actions that are younger than this are kept however many there are, in seconds: limits by the day count them.
    static let countedSeconds = 172_800.0
}

extension RecordStore {
    /// Removes one piece of the findings, and of what was accepted, that have been over for too long, or are too many.
    ///
    /// - Returns: Whether there may be more.
    /// - Throws: When the records cannot be written.
    /// - Complexity: A transaction of 500 rows at most of each kind.
    public func removeOldFindings(_ retention: Retention, at time: Double) throws -> Bool {
        let oldest = time - Double(retention.days) * 86_400
        let (findings, acceptances, accessKeys) = try read { database in
            let buckets = try Int64.fetchAll(database, sql: "SELECT id FROM bucket")
            var findings: [String] = []
            for bucket in buckets where findings.count < Retention.piece {
                let room = Retention.piece - findings.count
                let old = try String.fetchAll(
                    database,
                    sql: """
                        SELECT id FROM finding INDEXED BY findingByEnd
                        WHERE bucket = ? AND state IN ('resolved', 'replaced') AND updatedAt < ?
                        ORDER BY updatedAt LIMIT ?
                        """,
                    arguments: [bucket, oldest, room]
                )
                findings += old
                guard old.isEmpty else { continue }
                findings += try String.fetchAll(
                    database,
                    sql: """
                        SELECT id FROM finding INDEXED BY findingByEnd
                        WHERE bucket = ? AND state IN ('resolved', 'replaced')
                        ORDER BY updatedAt DESC LIMIT ? OFFSET ?
                        """,
                    arguments: [bucket, room, retention.findingsOfBucket]
                )
            }
            let acceptances = try Int64.fetchAll(
                database,
                sql: """
                    SELECT id FROM acceptance
                    WHERE seenAt < ? AND NOT EXISTS (
                        SELECT 1 FROM object WHERE bucket = acceptance.bucket AND key = acceptance.key)
                    LIMIT ?
                    """,
                arguments: [oldest, Retention.piece / 10]
            )
            let accessKeys = try String.fetchAll(
                database,
                sql: "SELECT id FROM accessKeyFinding WHERE state = 'resolved' AND updatedAt < ? LIMIT ?",
                arguments: [oldest, Retention.piece]
            )
            return (findings, acceptances, accessKeys)
        }
        if findings.isEmpty, acceptances.isEmpty, accessKeys.isEmpty { return false }
        try write { database in
            let finding = try database.cachedStatement(
                sql: "DELETE FROM finding WHERE id = ? AND state IN ('resolved', 'replaced')"
            )
            for id in findings { try finding.execute(arguments: [id]) }
            let acceptance = try database.cachedStatement(sql: "DELETE FROM acceptance WHERE id = ? AND seenAt < ?")
            for id in acceptances { try acceptance.execute(arguments: [id, oldest]) }
            let accessKey = try database.cachedStatement(
                sql: "DELETE FROM accessKeyFinding WHERE id = ? AND state = 'resolved'"
            )
            for id in accessKeys { try accessKey.execute(arguments: [id]) }
        }
        return true
    }

    /// Removes one piece of the actions that ended long ago, or are too many, but never those by which objects that are
    /// there were encrypted and decrypted last; and of folders that nothing is said of any more.
    ///
    /// - Returns: Whether there may be more.
    /// - Throws: When the records cannot be written.
    /// - Complexity: Reads all such actions; a transaction of 500 rows at most.
    public func removeOldActions(_ retention: Retention, at time: Double) throws -> Bool {
        let oldest = time - Double(retention.days) * 86_400
        let actions = try read { database in
            let crowded = try Double.fetchOne(
                database,
                sql: "SELECT startedAt FROM action ORDER BY startedAt DESC LIMIT 1 OFFSET ?",
                arguments: [retention.findingsOfBucket]
            )
            return try String.fetchAll(
                database,
                sql: """
                    SELECT id FROM action
                    WHERE startedAt < ? AND state NOT IN ('running', 'held') AND NOT (
                        kind <> 'rotate' AND state = 'done'
                        AND EXISTS (SELECT 1 FROM object WHERE bucket = action.bucket AND key = action.key)
                        AND NOT EXISTS (
                            SELECT 1 FROM action AS later
                            WHERE later.bucket = action.bucket AND later.key = action.key AND later.kind = action.kind
                                AND later.state = 'done' AND later.endedAt > action.endedAt))
                    LIMIT ?
                    """,
                arguments: [
                    max(oldest, min(crowded ?? oldest, time - Retention.countedSeconds)), Retention.piece,
                ]
            )
        }
        let folders = try unusedFolders()
        if actions.isEmpty, folders.isEmpty { return false }
        try write { database in
            let action = try database.cachedStatement(
                sql: "DELETE FROM action WHERE id = ? AND state NOT IN ('running', 'held')"
            )
            for id in actions { try action.execute(arguments: [id]) }
            let folder = try database.cachedStatement(
                sql: "DELETE FROM folder WHERE bucket = ?1 AND key = ?2 AND \(RecordStore.isUnused)"
            )
            for (bucket, key) in folders { try folder.execute(arguments: [bucket, key]) }
        }
        return true
    }

    private static let isUnused = """
        NOT EXISTS (
            SELECT 1 FROM finding WHERE bucket = folder.bucket AND folder = folder.key
                AND state IN ('new', 'unchanged', 'changed'))
        """

    private func unusedFolders() throws -> [(bucket: Int64, key: Data)] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: "SELECT bucket, key FROM folder WHERE \(RecordStore.isUnused) LIMIT ?",
                arguments: [Retention.piece]
            ).map { ($0[0], $0[1]) }
        }
    }

    // MARK: Room

    /// How many pages one transaction gives back; 2 MiB.
    private static let pagesAtOnce = 512

    /// How many free pages are kept for what comes, and at least a tenth; 4 MiB.
    private static let sparePages = 1024

    /// Gives a piece of the room that what was removed has left back to the file system.
    ///
    /// - Returns: Whether there is more.
    /// - Throws: When the records cannot be written.
    public func shrink() throws -> Bool {
        try write { database in
            let free = try Int.fetchOne(database, sql: "PRAGMA freelist_count") ?? 0
            let all = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
            let spare = max(RecordStore.sparePages, all / 10)
            guard free > spare, try Int.fetchOne(database, sql: "PRAGMA auto_vacuum") == 2 else { return false }
            let count = min(free - spare, RecordStore.pagesAtOnce)
            try database.execute(sql: "PRAGMA incremental_vacuum(\(count))")
            return free - count > spare
        }
    }

    /// Databases that hold more than this, in bytes, are not written anew to be able to shrink: that may take long.
    private static let largestRewritten = 1 << 30

    /// Has a database shrink when rows are removed, which takes writing it anew once.
    ///
    /// - Parameters:
    ///   - database: A connection outside of a transaction.
    ///   - path: Where it is.
    /// - Throws: When it cannot be written.
    static func letShrink(_ database: Database, at path: String) throws {
        guard try Int.fetchOne(database, sql: "PRAGMA auto_vacuum") != 2 else { return }
        let size = try Int.fetchOne(database, sql: "PRAGMA page_size") ?? 0
        let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
        let free = try Int.fetchOne(database, sql: "PRAGMA freelist_count") ?? 0
        let used = (pages - free) * size
        let folder = Array(path.utf8).lastIndex(of: UInt8(ascii: "/")).map { Array(path.utf8)[..<$0] } ?? []
        // The new file and the log on the way to it, both.
        guard used <= largestRewritten, try DiskSpace(at: Array(folder)).free > 3 * used else { return }
        try database.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL")
        try database.execute(sql: "VACUUM")
    }
}
