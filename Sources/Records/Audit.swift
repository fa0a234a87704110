public import Auditing
import GRDB
public import JSON

/// Something that a user has asked for.
public struct AuditRow: Sendable, Equatable {
    /// Counted from 1, without gaps.
    public var number: Int64
    /// Seconds since 1970.
    public var time: Double
    public var userID: UInt32
    /// Such as `reveal`.
    public var action: String
    /// What it was about.
    public var subject: String
    /// Why, in the user's words.
    public var reason: String
    /// Binds the entry to all before it.
    public var seal: String

    /// What the seal covers, besides the seal before.
    public var text: String { "\(number)\u{0}\(time)\u{0}\(userID)\u{0}\(action)\u{0}\(subject)\u{0}\(reason)" }
}

extension RecordStore {
    /// Something that is to be written to the audit log.
    public struct AuditDraft: Sendable {
        public var userID: UInt32
        /// Such as `reveal`.
        public var action: String
        /// What it is about.
        public var subject: String
        /// Why, in the user's words.
        public var reason: String
        /// Seconds since 1970.
        public var time: Double

        /// Describes an entry.
        public init(_ action: String, _ subject: String, reason: String, by userID: UInt32, at time: Double) {
            self.action = action
            self.subject = subject
            self.reason = reason
            self.userID = userID
            self.time = time
        }
    }

    /// Appends entries in one transaction, which are on the disk when this returns.
    ///
    /// - Parameters:
    ///   - drafts: What they say.
    ///   - seal: Makes the seal of an entry from the one before, which is empty for the first.
    /// - Returns: The number of the first entry.
    /// - Throws: When the records cannot be written: then nothing was.
    @discardableResult
    public func audit(
        _ drafts: [AuditDraft],
        seal: (_ previous: String, _ text: String) throws -> String
    ) throws -> Int {
        try write { database in
            let last = try Row.fetchOne(database, sql: "SELECT number, seal FROM audit ORDER BY number DESC LIMIT 1")
            var (number, previous): (Int64, String) = (last?[0] ?? 0, last?[1] ?? "")
            let first = number + 1
            let statement = try database.cachedStatement(sql: "INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?)")
            for draft in drafts {
                number += 1
                var entry = AuditRow(
                    number: number,
                    time: draft.time,
                    userID: draft.userID,
                    action: draft.action,
                    subject: draft.subject,
                    reason: draft.reason,
                    seal: ""
                )
                entry.seal = try seal(previous, entry.text)
                try statement.execute(arguments: [
                    entry.number, entry.time, entry.userID, entry.action, entry.subject, entry.reason, entry.seal,
                ])
                previous = entry.seal
            }
            return Int(first)
        }
    }

    /// Gets entries one by one, in order.
    ///
    /// - Parameters:
    ///   - number: Those behind the entry of this number; others are not read.
    ///   - body: Gets each.
    /// - Throws: When the records cannot be read; what `body` throws.
    public func forEachAuditEntry(after number: Int64 = 0, _ body: (AuditRow) throws -> Void) throws {
        try read { database in
            let rows = try Row.fetchCursor(
                database,
                sql: "SELECT * FROM audit WHERE number > ? ORDER BY number",
                arguments: [number]
            )
            while let row = try rows.next() { try body(AuditRow(row)) }
        }
    }

    /// Some entries, in order.
    ///
    /// - Parameters:
    ///   - number: Those behind the entry of this number.
    ///   - limit: How many at most: the first of them.
    /// - Returns: None when there are no more.
    /// - Throws: When the records cannot be read.
    public func auditEntries(after number: Int64 = 0, limit: Int = .max) throws -> [AuditRow] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: "SELECT * FROM audit WHERE number > ? ORDER BY number LIMIT ?",
                arguments: [number, limit]
            ).map(AuditRow.init)
        }
    }

    /// Some entries, the last first.
    ///
    /// - Parameters:
    ///   - number: Those before the entry of this number.
    ///   - limit: How many at most.
    /// - Returns: None when there are no more.
    /// - Throws: When the records cannot be read.
    public func auditEntries(before number: Int64, limit: Int) throws -> [AuditRow] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: "SELECT * FROM audit WHERE number < ? ORDER BY number DESC LIMIT ?",
                arguments: [number, limit]
            ).map(AuditRow.init)
        }
    }

    // MARK: Retention

    /// How many entries are removed at a time.
    private static let mostRemoved = 10_000
    /// What an entry takes besides its texts, in bytes, about.
    private static let entrySize = 128

    /// The number of the last entry that is kept no longer; the last of all always is.
    ///
    /// It is at most the 10,000th from the first.
    ///
    /// - Parameters:
    ///   - bytes: How much is kept; `nil` for all.
    ///   - time: Since when entries are kept, in seconds since 1970; `nil` for all.
    /// - Returns: `nil` when all are kept.
    /// - Throws: When the records cannot be read.
    /// - Complexity: Reads the texts of all entries where `bytes` is given.
    public func lastAuditEntryTooOld(keeping bytes: Int?, since time: Double?) throws -> Int? {
        guard bytes != nil || time != nil else { return nil }
        return try read { database in
            guard let row = try Row.fetchOne(database, sql: "SELECT min(number), max(number) FROM audit"),
                let (first, end): (Int, Int) = (row[0] as Int?).flatMap({ first in (row[1] as Int?).map { (first, $0) }
                })
            else { return nil }
            var last: Int?
            if let time {
                let sql = "SELECT min(number) FROM audit WHERE time >= ?"
                last = (try Int.fetchOne(database, sql: sql, arguments: [time]) ?? end) - 1
            }
            if let bytes {
                let size = "length(action) + length(subject) + length(reason) + \(RecordStore.entrySize)"
                let sql = """
                    SELECT max(number) FROM
                    (SELECT number, sum(\(size)) OVER (ORDER BY number DESC) AS total FROM audit) WHERE total > ?
                    """
                last = max(last ?? 0, try Int.fetchOne(database, sql: sql, arguments: [bytes]) ?? 0)
            }
            guard let last = last.map({ min($0, end - 1, first + RecordStore.mostRemoved - 1) }), last >= first else {
                return nil
            }
            return last
        }
    }

    /// How many entries there are up to a number, and the last of them.
    public func auditEntries(upTo number: Int) throws -> (count: Int, end: AuditAnchor) {
        try read { database in
            let count = try Int.fetchOne(
                database,
                sql: "SELECT count(*) FROM audit WHERE number <= ?",
                arguments: [number]
            )
            let seal = try String.fetchOne(
                database,
                sql: "SELECT seal FROM audit WHERE number = ?",
                arguments: [number]
            )
            return (count ?? 0, AuditAnchor(number: number, seal: seal ?? ""))
        }
    }

    /// Removes entries up to a number, and keeps from where the chain goes now: both or none.
    public func removeAuditEntries(upTo number: Int, keeping base: JSONValue) throws {
        try write { database in
            try database.execute(sql: "DELETE FROM audit WHERE number <= ?", arguments: [number])
            try database.execute(
                sql: "INSERT OR REPLACE INTO auditNote (name, text) VALUES (?, ?)",
                arguments: [AuditNote.base.rawValue, base.json]
            )
        }
    }

    // MARK: Anchors

    /// What is noted about audit logs.
    public enum AuditNote: String, Sendable, CaseIterable {
        /// An entry of the log in these records that must be there.
        case own
        /// An entry of the log of keys that must be there.
        case keys
        case damage
        /// From where the chain of the log in these records is checked.
        case base
        /// What was written to the file outside last, by the names of logs.
        case outside
    }

    /// What the log and the notes about it are at one moment.
    public struct AuditState: Sendable {
        public var notes: [AuditNote: JSONValue] = [:]
        /// The last entry.
        public var end = AuditAnchor.start
        /// Those of the anchors that were asked for that are in the log.
        public var present: [AuditAnchor] = []
    }

    /// Looks at the end of the log, at notes about it, and for entries.
    ///
    /// - Parameter anchors: Which entries to look for, besides that of the note ``AuditNote/own``.
    /// - Returns: All of one moment.
    /// - Throws: When the records cannot be read.
    public func auditState(_ anchors: [AuditAnchor] = []) throws -> AuditState {
        try read { database in
            var state = AuditState()
            for row in try Row.fetchAll(database, sql: "SELECT name, text FROM auditNote") {
                guard let name = AuditNote(rawValue: row[0]) else { continue }
                state.notes[name] = try? JSONValue(parsing: Array((row[1] as String).utf8))
            }
            let last = try Row.fetchOne(database, sql: "SELECT number, seal FROM audit ORDER BY number DESC LIMIT 1")
            if let last {
                state.end = AuditAnchor(number: last[0], seal: last[1])
            } else if let end = AuditAnchor(state.notes[.base]?["end"]) {
                state.end = end
            }
            for anchor in anchors + [AuditAnchor(state.notes[.own])].compactMap(\.self) {
                let seal = try String.fetchOne(
                    database,
                    sql: "SELECT seal FROM audit WHERE number = ?",
                    arguments: [anchor.number]
                )
                if anchor == .start || seal == anchor.seal { state.present.append(anchor) }
            }
            return state
        }
    }

    /// Keeps notes about audit logs, or forgets them, all or none; they are on the disk when this returns.
    public func keepAuditNotes(_ notes: [AuditNote: JSONValue?]) throws {
        try write { database in
            for (name, value) in notes {
                if let value {
                    try database.execute(
                        sql: "INSERT OR REPLACE INTO auditNote (name, text) VALUES (?, ?)",
                        arguments: [name.rawValue, value.json]
                    )
                } else {
                    try database.execute(sql: "DELETE FROM auditNote WHERE name = ?", arguments: [name.rawValue])
                }
            }
        }
    }
}

extension AuditRow {
    init(_ row: Row) {
        self.init(
            number: row[0],
            time: row[1],
            userID: row[2],
            action: row[3],
            subject: row[4],
            reason: row[5],
            seal: row[6]
        )
    }
}
