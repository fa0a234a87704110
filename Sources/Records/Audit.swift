import GRDB

/// Something that a user has asked for.
public struct AuditEntry: Sendable, Equatable {
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
    public struct AuditWish: Sendable {
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
    ///   - wishes: What they say.
    ///   - seal: Makes the seal of an entry from the one before, which is empty for the first.
    /// - Throws: When the records cannot be written: then nothing was.
    public func audit(
        _ wishes: [AuditWish],
        seal: (_ previous: String, _ text: String) throws -> String
    ) throws {
        try write { database in
            let last = try Row.fetchOne(database, sql: "SELECT number, seal FROM audit ORDER BY number DESC LIMIT 1")
            var (number, previous): (Int64, String) = (last?[0] ?? 0, last?[1] ?? "")
            let statement = try database.cachedStatement(sql: "INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?)")
            for wish in wishes {
                number += 1
                var entry = AuditEntry(
                    number: number,
                    time: wish.time,
                    userID: wish.userID,
                    action: wish.action,
                    subject: wish.subject,
                    reason: wish.reason,
                    seal: ""
                )
                entry.seal = try seal(previous, entry.text)
                try statement.execute(arguments: [
                    entry.number, entry.time, entry.userID, entry.action, entry.subject, entry.reason, entry.seal,
                ])
                previous = entry.seal
            }
        }
    }

    /// All entries, in order.
    public func auditEntries() throws -> [AuditEntry] {
        try read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM audit ORDER BY number").map {
                AuditEntry(
                    number: $0[0],
                    time: $0[1],
                    userID: $0[2],
                    action: $0[3],
                    subject: $0[4],
                    reason: $0[5],
                    seal: $0[6]
                )
            }
        }
    }
}
