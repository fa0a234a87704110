import GRDB

extension RecordStore {
    /// All event buses, by name.
    public func eventBuses() throws -> [DefinitionRecord] {
        try definitions("SELECT id, 0, name, definition, createdAt FROM bus ORDER BY name")
    }

    /// All rules, by bus and name.
    public func rules() throws -> [DefinitionRecord] {
        try definitions("SELECT id, bus, name, definition, firedAt FROM rule ORDER BY bus, name")
    }

    /// All targets, by rule and name.
    public func ruleTargets() throws -> [DefinitionRecord] {
        try definitions("SELECT id, rule, name, definition, NULL FROM ruleTarget ORDER BY rule, name")
    }

    /// All archives, by name.
    public func archives() throws -> [DefinitionRecord] {
        try definitions("SELECT id, bus, name, definition, createdAt FROM archive ORDER BY name")
    }

    func definitions(_ sql: String) throws -> [DefinitionRecord] {
        try read { database in
            try Row.fetchAll(database, sql: sql).map {
                DefinitionRecord(id: $0[0], parent: $0[1], name: $0[2], definition: $0[3], time: $0[4])
            }
        }
    }

    /// The most that the events of one call weigh, in bytes, unless the first is heavier by itself.
    private static let heaviest = 8 << 20

    /// What a target is to be given now: first what was not tried yet, in order, then what has failed.
    public func deliveries(to target: Int64, dueBy time: Double, limit: Int) throws -> [DeliveryRecord] {
        try read { database in
            let statement = try database.cachedStatement(
                sql: """
                    SELECT event, envelope, orderKey, attempts, due, ingestedAt, isOwn
                    FROM delivery JOIN event ON number = event
                    WHERE target = ? AND due <= ? ORDER BY due, event LIMIT ?
                    """
            )
            return try RecordStore.light(try Row.fetchCursor(statement, arguments: [target, time, limit]), 1) {
                DeliveryRecord(
                    event: $0[0],
                    envelope: $0[1],
                    orderKey: $0[2],
                    attempts: $0[3],
                    due: $0[4],
                    ingestedAt: $0[5],
                    isOwn: $0[6]
                )
            }
        }
    }

    /// The first rows, up to one with which the texts in a column weigh too much.
    private static func light<Record>(
        _ rows: RowCursor,
        _ column: Int,
        _ make: (Row) -> Record
    ) throws -> [Record] {
        var records: [Record] = []
        var weight = 0
        while weight < heaviest, let row = try rows.next() {
            weight += (row[column] as String).utf8.count
            records.append(make(row))
        }
        return records
    }

    /// When the next delivery to a target is due; `nil` when none waits.
    public func nextDelivery(to target: Int64) throws -> Double? {
        try read { database in
            try Double.fetchOne(database, sql: "SELECT min(due) FROM delivery WHERE target = ?", arguments: [target])
        }
    }

    /// The deliveries to a target that were put off and have an order key, in order.
    public func postponed(to target: Int64) throws -> [(orderKey: Int64, event: Int64, due: Double)] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT orderKey, event, due FROM delivery
                    WHERE target = ? AND due > 0 AND orderKey IS NOT NULL ORDER BY event
                    """,
                arguments: [target]
            ).map { ($0[0], $0[1], $0[2]) }
        }
    }

    /// The number of the last event.
    public func lastEvent() throws -> Int64 {
        try read { try Int64.fetchOne($0, sql: "SELECT max(number) FROM event") ?? 0 }
    }

    /// Whether events up to `last` wait for a target that were never tried.
    public func hasFreshDeliveries(to target: Int64, upTo last: Int64) throws -> Bool {
        try read { database in
            try Bool.fetchOne(
                database,
                sql: "SELECT EXISTS (SELECT 1 FROM delivery WHERE target = ? AND due = 0 AND event <= ?)",
                arguments: [target, last]
            ) ?? false
        }
    }

    /// The targets for which events wait.
    public func waitingTargets() throws -> [Int64] {
        try read { database in
            // A walk from one target to the next, as long as there are any.
            try Int64.fetchAll(
                database,
                sql: """
                    WITH RECURSIVE waiting (target) AS (
                        SELECT min(target) FROM delivery
                        UNION ALL
                        SELECT (SELECT min(target) FROM delivery WHERE target > waiting.target) FROM waiting
                        WHERE waiting.target IS NOT NULL)
                    SELECT target FROM waiting WHERE target IS NOT NULL
                    """
            )
        }
    }

    /// What waits for a target, and what could not be delivered to it.
    public func backlog(of target: Int64) throws -> BacklogView {
        try read { database in
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT count(*), count(*) FILTER (WHERE attempts > 0), min(event) FROM delivery WHERE target = ?
                    """,
                arguments: [target]
            )
            var view = BacklogView()
            view.waiting = row?[0] ?? 0
            view.failing = row?[1] ?? 0
            view.oldest = try Double.fetchOne(
                database,
                sql: "SELECT ingestedAt FROM event WHERE number = ?",
                arguments: [row?[2] as Int64?]
            )
            view.deadLetters =
                try Int.fetchOne(database, sql: "SELECT count(*) FROM deadLetter WHERE target = ?", arguments: [target])
                ?? 0
            return view
        }
    }

    /// Whether at least `count` events wait for a target.
    public func isWaited(for count: Int, by target: Int64) throws -> Bool {
        try read { database in
            try Int.fetchOne(
                database.cachedStatement(
                    sql: "SELECT count(*) FROM (SELECT 1 FROM delivery WHERE target = ? LIMIT ?)"
                ),
                arguments: [target, count]
            ) == count
        }
    }

    /// How many events rules have met, and what became of them, as far as that was kept.
    public func eventCounts() throws -> EventCounts {
        try read { database in
            var counts = EventCounts()
            for row in try Row.fetchAll(database, sql: "SELECT rule, matched FROM ruleCount") {
                counts.matched[row[0]] = row[1]
            }
            for row in try Row.fetchAll(database, sql: "SELECT target, delivered, failed FROM targetCount") {
                counts.delivered[row[0]] = row[1]
                counts.failed[row[0]] = row[2]
            }
            return counts
        }
    }

    /// How many events there are that somebody waits for.
    public func waitingDeliveries() throws -> Int {
        try read { try Int.fetchOne($0, sql: "SELECT count(*) FROM delivery") ?? 0 }
    }

    /// Dead letters of a bus in order, after the one with number `after`.
    public func deadLetters(on bus: String, rule: String?, after: Int64, limit: Int) throws -> [DeadLetterRecord] {
        try read { database in
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT * FROM deadLetter WHERE bus = ?1 AND (?2 IS NULL OR rule = ?2) AND number > ?3
                    ORDER BY number LIMIT ?4
                    """,
                arguments: [bus, rule, after, limit]
            )
            return try RecordStore.light(rows, 6) { row in
                let delivery = DeliveryRecord(
                    event: 0,
                    envelope: row["envelope"],
                    orderKey: row["orderKey"],
                    attempts: row["attempts"],
                    due: 0,
                    ingestedAt: 0,
                    isOwn: row["isOwn"]
                )
                var letter = DeadLetterRecord(
                    target: row["target"],
                    bus: row["bus"],
                    rule: row["rule"],
                    targetName: row["targetName"],
                    targetARN: row["targetARN"],
                    delivery: delivery,
                    code: row["code"],
                    message: row["message"],
                    exhausted: row["exhausted"],
                    diedAt: row["diedAt"]
                )
                letter.number = row["number"]
                return letter
            }
        }
    }

    /// How many events an archive keeps, and their bytes.
    public func archiveSize(_ id: Int64) throws -> (events: Int, bytes: Int) {
        try read { database in
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT count(*), coalesce(sum(length(envelope)), 0)
                    FROM archivedEvent JOIN event ON number = event WHERE archive = ?
                    """,
                arguments: [id]
            )
            return (row?[0] ?? 0, row?[1] ?? 0)
        }
    }

    /// The next events of an archive, by the time they were ingested at.
    ///
    /// - Parameters:
    ///   - archive: Its number.
    ///   - position: The time and the number of the last event before.
    ///   - end: The time before which they were ingested.
    ///   - limit: The most that are returned; fewer, but at least one, when they are heavy.
    /// - Returns: The events, in order.
    /// - Throws: When the records cannot be read.
    public func archivedEvents(
        _ archive: Int64,
        after position: (time: Double, event: Int64),
        before end: Double,
        limit: Int
    ) throws -> [ArchivedEventRecord] {
        try read { database in
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT archivedEvent.event, time, envelope, isOwn
                    FROM archivedEvent JOIN event ON number = archivedEvent.event
                    WHERE archive = ? AND (time, archivedEvent.event) > (?, ?) AND time < ?
                    ORDER BY time, archivedEvent.event LIMIT ?
                    """,
                arguments: [archive, position.time, position.event, end, limit]
            )
            return try RecordStore.light(rows, 2) {
                ArchivedEventRecord(event: $0[0], time: $0[1], envelope: $0[2], isOwn: $0[3])
            }
        }
    }

    /// The archives that were removed, but not all of what they have kept.
    public func removedArchives() throws -> [Int64] {
        try read { database in
            // A walk from one archive to the next, as long as there are any.
            try Int64.fetchAll(
                database,
                sql: """
                    WITH RECURSIVE kept (archive) AS (
                        SELECT min(archive) FROM archivedEvent
                        UNION ALL
                        SELECT (SELECT min(archive) FROM archivedEvent WHERE archive > kept.archive) FROM kept
                        WHERE kept.archive IS NOT NULL)
                    SELECT archive FROM kept WHERE archive IS NOT NULL AND archive NOT IN (SELECT id FROM archive)
                    """
            )
        }
    }

    /// All replays, by name.
    public func replays() throws -> [ReplayRecord] {
        try read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM replay ORDER BY name").map { row in
                var replay = ReplayRecord(
                    name: row["name"],
                    definition: row["definition"],
                    time: row["time"],
                    startedAt: row["startedAt"]
                )
                replay.state = row["state"]
                replay.reason = row["reason"]
                replay.event = row["event"]
                replay.count = row["count"]
                replay.endedAt = row["endedAt"]
                return replay
            }
        }
    }
}
