import Foundation
import GRDB

/// A queue as it is kept.
public struct QueueRecord: Sendable, Equatable {
    public var id: Int64
    public var name: String
    /// JSON.
    public var attributes: String
    public var tags: String
    /// Seconds since 1970, like all times here.
    public var createdAt: Double
    public var modifiedAt: Double
    public var purgedAt: Double?

    /// Describes a queue that has no number yet.
    public init(name: String, attributes: String, tags: String, createdAt: Double) {
        id = 0
        self.name = name
        self.attributes = attributes
        self.tags = tags
        self.createdAt = createdAt
        modifiedAt = createdAt
    }

    fileprivate init(_ row: Row) {
        self.init(
            name: row["name"],
            attributes: row["attributes"],
            tags: row["tags"],
            createdAt: row["createdAt"]
        )
        id = row["id"]
        modifiedAt = row["modifiedAt"]
        purgedAt = row["purgedAt"]
    }
}

/// A message as it is kept.
public struct QueueMessageRecord: Sendable, Equatable {
    /// Its place among all messages; 0 before it has one.
    public var number: Int64 = 0
    public var id: String
    /// JSON, or ciphertext where there is a key.
    public var content: [UInt8]
    public var wrappedKey: [UInt8]?
    public var keyContext: String?
    public var groupID: String?
    public var deduplicationID: String?
    public var senderID: String
    public var source: String?
    public var sentAt: Double
    public var visibleAt: Double
    public var expiresAt: Double
    public var receives = 0
    public var firstReceivedAt: Double?
    public var receipt: String?

    /// Describes a message that nobody has had yet.
    public init(id: String, content: [UInt8], senderID: String, sentAt: Double, visibleAt: Double, expiresAt: Double) {
        self.id = id
        self.content = content
        self.senderID = senderID
        self.sentAt = sentAt
        self.visibleAt = visibleAt
        self.expiresAt = expiresAt
    }

    fileprivate init(_ row: Row) {
        self.init(
            id: row["id"],
            content: (row["content"] as Data?).map(Array.init) ?? [],
            senderID: row["senderID"],
            sentAt: row["sentAt"],
            visibleAt: row["visibleAt"],
            expiresAt: row["expiresAt"]
        )
        number = row["number"]
        wrappedKey = (row["wrappedKey"] as Data?).map(Array.init)
        keyContext = row["keyContext"]
        groupID = row["groupID"]
        deduplicationID = row["deduplicationID"]
        source = row["source"]
        receives = row["receives"]
        firstReceivedAt = row["firstReceivedAt"]
        receipt = row["receipt"]
    }
}

/// How many messages a queue has.
public struct QueueCounts: Sendable, Equatable {
    /// Those that can be received.
    public var visible = 0
    /// Those that somebody has.
    public var inFlight = 0
    /// Those that nobody gets yet.
    public var delayed = 0
}

/// Where messages go that were received too often.
public struct QueueRedrive: Sendable, Equatable {
    public var deadLetterQueue: Int64
    /// The ARN of the queue that they come from.
    public var source: String
    public var mostReceives: Int
    /// How long the other queue keeps them, in seconds.
    public var retention: Double

    /// Describes it.
    public init(deadLetterQueue: Int64, source: String, mostReceives: Int, retention: Double) {
        self.deadLetterQueue = deadLetterQueue
        self.source = source
        self.mostReceives = mostReceives
        self.retention = retention
    }
}

extension RecordStore {
    /// All queues by their names.
    public func queues() throws -> [QueueRecord] {
        try read { try Row.fetchAll($0, sql: "SELECT * FROM queue ORDER BY name").map(QueueRecord.init) }
    }

    /// Runs a transaction about queues; all that it writes is on the disk when this returns.
    public func changeQueues<Value>(_ body: (QueueTransaction) throws -> Value) throws -> Value {
        try write { try body(QueueTransaction(database: $0)) }
    }

    /// How many messages a queue has at a time.
    public func counts(ofQueue queue: Int64, at time: Double) throws -> QueueCounts {
        try read { database in
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT count(*) FILTER (WHERE visibleAt <= ?2),
                        count(*) FILTER (WHERE visibleAt > ?2 AND receipt IS NOT NULL),
                        count(*) FILTER (WHERE visibleAt > ?2 AND receipt IS NULL)
                    FROM queueMessage WHERE queue = ?1 AND expiresAt > ?2
                    """,
                arguments: [queue, time]
            )
            guard let row else { return QueueCounts() }
            return QueueCounts(visible: row[0], inFlight: row[1], delayed: row[2])
        }
    }
}

/// The writing of queues and messages, inside a transaction.
public struct QueueTransaction {
    let database: Database

    /// Keeps a new queue.
    ///
    /// - Returns: Its number.
    public func add(_ queue: QueueRecord) throws -> Int64 {
        try database.execute(
            sql: "INSERT INTO queue (name, attributes, tags, createdAt, modifiedAt) VALUES (?, ?, ?, ?, ?)",
            arguments: [queue.name, queue.attributes, queue.tags, queue.createdAt, queue.modifiedAt]
        )
        return database.lastInsertedRowID
    }

    /// Keeps a queue as it is.
    public func save(_ queue: QueueRecord) throws {
        try database.execute(
            sql: "UPDATE queue SET attributes = ?, tags = ?, modifiedAt = ?, purgedAt = ? WHERE id = ?",
            arguments: [queue.attributes, queue.tags, queue.modifiedAt, queue.purgedAt, queue.id]
        )
    }

    /// Removes a queue and its messages.
    public func remove(_ queue: Int64) throws {
        try database.execute(sql: "DELETE FROM queue WHERE id = ?", arguments: [queue])
    }

    /// Removes all messages of a queue.
    public func purge(_ queue: Int64) throws {
        try database.execute(sql: "DELETE FROM queueMessage WHERE queue = ?", arguments: [queue])
    }

    // MARK: Sending

    /// How many messages a queue has, those that are over included, up to a limit.
    public func count(in queue: Int64, upTo limit: Int) throws -> Int {
        try Int.fetchOne(
            database,
            sql: "SELECT count(*) FROM (SELECT 1 FROM queueMessage WHERE queue = ? LIMIT ?)",
            arguments: [queue, limit]
        ) ?? 0
    }

    /// What was sent with a deduplication id within the last five minutes, where `scope` is a group, or empty.
    public func sent(to queue: Int64, _ scope: String, _ id: String, at time: Double) throws -> (
        id: String, number: Int64
    )? {
        try Row.fetchOne(
            database,
            sql: """
                SELECT message, number FROM queueSent
                WHERE queue = ? AND scope = ? AND deduplicationID = ? AND expiresAt > ?
                """,
            arguments: [queue, scope, id, time]
        ).map { ($0[0], $0[1]) }
    }

    /// Keeps that a deduplication id was used.
    public func note(
        _ message: QueueMessageRecord,
        sentTo queue: Int64,
        _ scope: String,
        _ id: String,
        until end: Double
    ) throws {
        try database.execute(
            sql: "INSERT OR REPLACE INTO queueSent VALUES (?, ?, ?, ?, ?, ?)",
            arguments: [queue, scope, id, message.id, message.number, end]
        )
    }

    /// Keeps a new message.
    ///
    /// - Returns: The message with its number.
    public func add(_ message: QueueMessageRecord, to queue: Int64) throws -> QueueMessageRecord {
        try database.cachedStatement(
            sql: """
                INSERT INTO queueMessage (queue, id, content, wrappedKey, keyContext, groupID, deduplicationID, senderID,
                    source, sentAt, visibleAt, expiresAt)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            queue, message.id, Data(message.content), message.wrappedKey.map { Data($0) }, message.keyContext,
            message.groupID, message.deduplicationID, message.senderID, message.source, message.sentAt,
            message.visibleAt, message.expiresAt,
        ])
        var message = message
        message.number = database.lastInsertedRowID
        return message
    }

    // MARK: Receiving

    /// Removes what a queue has kept long enough, and what need not be remembered of what was sent; some at a time.
    public func dropOld(in queue: Int64, at time: Double) throws {
        try database.execute(
            sql: """
                DELETE FROM queueMessage WHERE number IN
                    (SELECT number FROM queueMessage WHERE queue = ? AND expiresAt <= ? LIMIT 1000)
                """,
            arguments: [queue, time]
        )
        try database.execute(
            sql: """
                DELETE FROM queueSent WHERE (queue, scope, deduplicationID) IN
                    (SELECT queue, scope, deduplicationID FROM queueSent WHERE expiresAt <= ? LIMIT 1000)
                """,
            arguments: [time]
        )
    }

    /// How many messages of a queue somebody has, up to a limit.
    public func inFlight(in queue: Int64, at time: Double, upTo limit: Int) throws -> Int {
        try Int.fetchOne(
            database,
            sql: """
                SELECT count(*) FROM (SELECT 1 FROM queueMessage
                    WHERE queue = ? AND visibleAt > ? AND receipt IS NOT NULL LIMIT ?)
                """,
            arguments: [queue, time, limit]
        ) ?? 0
    }

    /// Gives messages to somebody for a while.
    ///
    /// Of groups, the messages come in the order in which they were sent, and none while somebody has one of the group.
    ///
    /// - Parameters:
    ///   - queue: The queue.
    ///   - limit: The most that are given.
    ///   - isOrdered: Whether the queue is a FIFO queue.
    ///   - time: Now.
    ///   - end: Until when nobody else gets them.
    ///   - redrive: Where messages go that were received too often.
    ///   - makeReceipt: Makes what tells who has a message.
    /// - Returns: The messages.
    /// - Throws: When the records cannot be written.
    public func receive(
        from queue: Int64,
        upTo limit: Int,
        isOrdered: Bool,
        at time: Double,
        until end: Double,
        redrive: QueueRedrive?,
        makeReceipt: () throws -> String
    ) throws -> [QueueMessageRecord] {
        var received: [QueueMessageRecord] = []
        while received.count < limit {
            let some = try Row.fetchAll(
                database,
                sql: isOrdered ? QueueTransaction.ordered : QueueTransaction.unordered,
                arguments: ["queue": queue, "time": time, "limit": limit - received.count]
            ).map(QueueMessageRecord.init)
            guard !some.isEmpty else { break }
            var moved = 0
            for var message in some {
                if let redrive, message.receives >= redrive.mostReceives {
                    try move(message, by: redrive, at: time)
                    moved += 1
                    continue
                }
                message.receives += 1
                message.firstReceivedAt = message.firstReceivedAt ?? time
                message.visibleAt = end
                message.receipt = try makeReceipt()
                try database.execute(
                    sql: """
                        UPDATE queueMessage SET receives = ?, firstReceivedAt = ?, visibleAt = ?, receipt = ? WHERE number = ?
                        """,
                    arguments: [
                        message.receives, message.firstReceivedAt, message.visibleAt, message.receipt, message.number,
                    ]
                )
                received.append(message)
            }
            // Of a group that somebody has now, no more come; what was moved makes room for others.
            guard moved > 0 else { break }
        }
        return received
    }

    private static let unordered = """
        SELECT * FROM queueMessage
        WHERE queue = :queue AND visibleAt <= :time AND expiresAt > :time ORDER BY visibleAt, number LIMIT :limit
        """

    private static let ordered = """
        SELECT * FROM queueMessage AS message
        WHERE queue = :queue AND visibleAt <= :time AND expiresAt > :time AND NOT EXISTS (
            SELECT 1 FROM queueMessage AS other
            WHERE other.queue = message.queue AND other.groupID = message.groupID AND other.visibleAt > :time
                AND (other.receipt IS NOT NULL OR other.number < message.number))
        ORDER BY number LIMIT :limit
        """

    private func move(_ message: QueueMessageRecord, by redrive: QueueRedrive, at time: Double) throws {
        try database.execute(
            sql: """
                UPDATE queueMessage SET queue = ?1, source = ?2, visibleAt = ?3, receipt = NULL, receives = 0,
                    firstReceivedAt = NULL, expiresAt = sentAt + ?4 WHERE number = ?5
                """,
            arguments: [
                redrive.deadLetterQueue, redrive.source, time, redrive.retention, message.number,
            ]
        )
    }

    // MARK: What becomes of what was received

    /// Removes a message, if it is still the one who has the receipt that has it.
    ///
    /// - Returns: Whether it was so.
    public func delete(_ number: Int64, in queue: Int64, receipt: String) throws -> Bool {
        try database.cachedStatement(sql: "DELETE FROM queueMessage WHERE number = ? AND queue = ? AND receipt = ?")
            .execute(arguments: [number, queue, receipt])
        return database.changesCount > 0
    }

    /// Has nobody else get a message until another time.
    ///
    /// - Returns: Whether somebody has it with this receipt; `nil` when the receipt is another's, or the message is gone.
    public func hold(_ number: Int64, in queue: Int64, receipt: String, at time: Double, until end: Double) throws
        -> Bool?
    {
        let visibleAt = try Double.fetchOne(
            database,
            sql: "SELECT visibleAt FROM queueMessage WHERE number = ? AND queue = ? AND receipt = ?",
            arguments: [number, queue, receipt]
        )
        guard let visibleAt else { return nil }
        guard visibleAt > time else { return false }
        try database.execute(sql: "UPDATE queueMessage SET visibleAt = ? WHERE number = ?", arguments: [end, number])
        return true
    }
}
