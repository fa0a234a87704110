import GRDB

/// What may be written about events, inside a transaction.
public struct EventTransaction {
    let database: Database

    // MARK: Events

    /// Keeps an event for its targets and archives; one that nobody wants is not kept.
    public func put(_ envelope: String, _ route: EventRoute, at time: Double) throws {
        if route.targets.isEmpty && route.archives.isEmpty { return }
        try execute(
            "INSERT INTO event (bus, ingestedAt, isForwarded, envelope, isOwn) VALUES (?, ?, ?, ?, ?)",
            [route.bus, time, route.isForwarded, envelope, route.isOwn]
        )
        let number = database.lastInsertedRowID
        for target in route.targets {
            try execute("INSERT INTO delivery VALUES (?, 0, ?, ?, 0)", [target, number, route.orderKey])
        }
        for archive in route.archives {
            try execute("INSERT INTO archivedEvent VALUES (?, ?, ?)", [archive, time, number])
        }
    }

    /// Takes a delivery off: it has succeeded.
    public func finish(_ delivery: DeliveryRecord, to target: Int64) throws {
        try execute(
            "DELETE FROM delivery WHERE target = ? AND due = ? AND event = ?",
            [target, delivery.due, delivery.event]
        )
        try dropUnwanted(delivery.event)
    }

    /// Puts a delivery off.
    ///
    /// - Parameters:
    ///   - delivery: As it was read.
    ///   - target: Whose it is.
    ///   - due: When it is to be tried again, in seconds since 1970.
    ///   - attempts: How often it was tried.
    /// - Throws: When the records cannot be written.
    public func postpone(_ delivery: DeliveryRecord, to target: Int64, until due: Double, attempts: Int) throws {
        try execute(
            "UPDATE delivery SET due = ?, attempts = ? WHERE target = ? AND due = ? AND event = ?",
            [due, attempts, target, delivery.due, delivery.event]
        )
    }

    /// Has everything that was put off for a target tried at once.
    public func hurry(_ target: Int64) throws {
        // Not 0: what was put off stays in order behind what it waits for.
        let soon = Double.leastNonzeroMagnitude
        try execute("UPDATE delivery SET due = ? WHERE target = ? AND due > ?", [soon, target, soon])
    }

    /// Gives a delivery up.
    public func bury(_ delivery: DeliveryRecord, as letter: DeadLetterRecord) throws {
        try execute(
            """
            INSERT INTO deadLetter (
                target, bus, rule, targetName, targetARN, envelope, orderKey, code, message, exhausted, attempts, diedAt,
                isOwn)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                letter.target, letter.bus, letter.rule, letter.targetName, letter.targetARN, letter.envelope,
                letter.orderKey, letter.code, letter.message, letter.exhausted, letter.attempts, letter.diedAt,
                letter.isOwn,
            ]
        )
        try finish(delivery, to: letter.target)
    }

    /// How many dead letters one transaction takes off.
    private static let lettersAtOnce = 500

    /// Takes some dead letters of a rule off, and has those tried again for whose targets `isThere` holds.
    ///
    /// - Parameters:
    ///   - bus: The bus of the rule.
    ///   - rule: The rule.
    ///   - busName: The bus's name.
    ///   - position: The number of the last letter of the call before; 0 at first.
    ///   - time: Now, in seconds since 1970.
    ///   - isThere: Whether there still is a target.
    /// - Returns: The targets for which events wait again, how many, and the number of the last letter that was looked at;
    ///   none at the end.
    /// - Throws: When the records cannot be written.
    public func redrive(
        bus: Int64,
        rule: DefinitionRecord,
        on busName: String,
        after position: Int64,
        at time: Double,
        isThere: (Int64) -> Bool
    ) throws -> (targets: Set<Int64>, count: Int, last: Int64?) {
        let numbers = try Row.fetchAll(
            database,
            sql: """
                SELECT number, target, orderKey, isOwn FROM deadLetter
                WHERE bus = ? AND rule = ? AND number > ? ORDER BY number LIMIT ?
                """,
            arguments: [busName, rule.name, position, EventTransaction.lettersAtOnce]
        )
        var targets: Set<Int64> = []
        var count = 0
        for letter in numbers where isThere(letter[1]) {
            let number: Int64 = letter[0]
            var route = EventRoute(bus: bus)
            route.targets = [letter[1]]
            route.orderKey = letter[2]
            route.isOwn = letter[3]
            let envelope = try String.fetchOne(
                database.cachedStatement(sql: "SELECT envelope FROM deadLetter WHERE number = ?"),
                arguments: [number]
            )
            guard let envelope else { continue }
            try put(envelope, route, at: time)
            try execute("DELETE FROM deadLetter WHERE number = ?", [number])
            targets.insert(letter[1])
            count += 1
        }
        return (targets, count, numbers.count < EventTransaction.lettersAtOnce ? nil : numbers.last?[0])
    }

    /// Drops dead letters.
    ///
    /// - Returns: How many.
    public func dropDeadLetters(ofRule rule: String, on bus: String) throws -> Int {
        try execute("DELETE FROM deadLetter WHERE bus = ? AND rule = ?", [bus, rule])
        return database.changesCount
    }

    /// Drops dead letters that are older than `time`.
    public func dropDeadLetters(before time: Double) throws {
        try execute("DELETE FROM deadLetter WHERE diedAt < ?", [time])
    }

    // MARK: Buses, rules and targets

    /// Makes a bus.
    public func addBus(_ name: String, _ definition: String, at time: Double) throws {
        try execute("INSERT INTO bus (name, definition, createdAt) VALUES (?, ?, ?)", [name, definition, time])
    }

    /// Changes what is known of a bus.
    public func changeBus(_ id: Int64, _ definition: String) throws {
        try execute("UPDATE bus SET definition = ? WHERE id = ?", [definition, id])
    }

    /// Removes a bus with its rules and archives.
    public func removeBus(_ id: Int64) throws {
        for rule in try Int64.fetchAll(database, sql: "SELECT id FROM rule WHERE bus = ?", arguments: [id]) {
            try removeRule(rule)
        }
        for archive in try Int64.fetchAll(database, sql: "SELECT id FROM archive WHERE bus = ?", arguments: [id]) {
            try removeArchive(archive)
        }
        try execute("DELETE FROM bus WHERE id = ?", [id])
    }

    /// Makes a rule, or replaces its definition.
    public func putRule(_ name: String, on bus: Int64, _ definition: String) throws {
        try execute(
            """
            INSERT INTO rule (bus, name, definition) VALUES (?, ?, ?)
            ON CONFLICT (bus, name) DO UPDATE SET definition = excluded.definition
            """,
            [bus, name, definition]
        )
    }

    /// Removes a rule with its targets.
    public func removeRule(_ id: Int64) throws {
        for target in try Int64.fetchAll(database, sql: "SELECT id FROM ruleTarget WHERE rule = ?", arguments: [id]) {
            try removeTarget(target)
        }
        try execute("DELETE FROM rule WHERE id = ?", [id])
    }

    /// Remembers the last time of a rule's schedule that was kept.
    public func markFired(_ rule: Int64, at time: Double) throws {
        try execute("UPDATE rule SET firedAt = ? WHERE id = ?", [time, rule])
    }

    /// Makes a target, or replaces its definition.
    public func putTarget(_ name: String, of rule: Int64, _ definition: String) throws {
        try execute(
            """
            INSERT INTO ruleTarget (rule, name, definition) VALUES (?, ?, ?)
            ON CONFLICT (rule, name) DO UPDATE SET definition = excluded.definition
            """,
            [rule, name, definition]
        )
    }

    /// Removes a target and what waits for it.
    public func removeTarget(_ id: Int64) throws {
        try execute(
            """
            DELETE FROM event WHERE number IN (SELECT event FROM delivery WHERE target = ?1)
                AND NOT EXISTS (SELECT 1 FROM delivery WHERE event = event.number AND target <> ?1)
                AND NOT EXISTS (SELECT 1 FROM archivedEvent WHERE event = event.number)
            """,
            [id]
        )
        try execute("DELETE FROM delivery WHERE target = ?", [id])
        try execute("DELETE FROM ruleTarget WHERE id = ?", [id])
    }

    // MARK: Counts

    /// Keeps counts; those of rules and targets that are gone are left out.
    public func save(_ counts: EventCounts) throws {
        for (rule, matched) in counts.matched {
            try execute(
                "INSERT OR REPLACE INTO ruleCount SELECT id, ? FROM rule WHERE id = ?",
                [matched, rule]
            )
        }
        for target in Set(counts.delivered.keys).union(counts.failed.keys) {
            try execute(
                "INSERT OR REPLACE INTO targetCount SELECT id, ?, ? FROM ruleTarget WHERE id = ?",
                [counts.delivered[target] ?? 0, counts.failed[target] ?? 0, target]
            )
        }
    }

    // MARK: Archives and replays

    /// Makes an archive, or replaces its definition.
    public func putArchive(_ name: String, on bus: Int64, _ definition: String, at time: Double) throws {
        try execute(
            """
            INSERT INTO archive (bus, name, definition, createdAt) VALUES (?, ?, ?, ?)
            ON CONFLICT (name) DO UPDATE SET definition = excluded.definition
            """,
            [bus, name, definition, time]
        )
    }

    /// Removes an archive; what it keeps is dropped later, as it may be much.
    public func removeArchive(_ id: Int64) throws { try execute("DELETE FROM archive WHERE id = ?", [id]) }

    /// Drops some of what an archive has kept since before `time`.
    ///
    /// - Returns: Whether there is more.
    public func dropArchived(_ archive: Int64, before time: Double, limit: Int) throws -> Bool {
        let events = try Row.fetchAll(
            database,
            sql: "SELECT time, event FROM archivedEvent WHERE archive = ? AND time < ? ORDER BY time, event LIMIT ?",
            arguments: [archive, time, limit]
        )
        for row in events {
            let (time, event): (Double, Int64) = (row[0], row[1])
            try execute(
                "DELETE FROM archivedEvent WHERE archive = ? AND time = ? AND event = ?",
                [archive, time, event]
            )
            try dropUnwanted(event)
        }
        return events.count == limit
    }

    /// Forgets an event for which nobody waits any more, and that no archive keeps.
    private func dropUnwanted(_ event: Int64) throws {
        try execute(
            """
            DELETE FROM event WHERE number = ?1
                AND NOT EXISTS (SELECT 1 FROM delivery WHERE event = ?1)
                AND NOT EXISTS (SELECT 1 FROM archivedEvent WHERE event = ?1)
            """,
            [event]
        )
    }

    /// Makes a replay, or notes how far it has come.
    public func save(_ replay: ReplayRecord) throws {
        try execute(
            "INSERT OR REPLACE INTO replay VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                replay.name, replay.definition, replay.state, replay.reason, replay.time, replay.event, replay.count,
                replay.startedAt, replay.endedAt,
            ]
        )
    }

    /// Drops replays that ended before `time`.
    public func dropReplays(before time: Double) throws {
        try execute("DELETE FROM replay WHERE endedAt < ?", [time])
    }

    /// The state of a replay now.
    public func replayState(_ name: String) throws -> String? {
        try String.fetchOne(database, sql: "SELECT state FROM replay WHERE name = ?", arguments: [name])
    }

    func execute(_ sql: String, _ arguments: StatementArguments) throws {
        try database.cachedStatement(sql: sql).execute(arguments: arguments)
    }
}
