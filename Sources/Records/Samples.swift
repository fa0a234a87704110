import Findings
import Foundation
import GRDB

/// The finding of a canary, as `magpie doctor` follows it.
public struct SampleView: Sendable {
    public var id: String
    /// Whether the canary still counts as there.
    public var holds: Bool
}

extension RecordStore {
    private static let eventsOfSample = "SELECT number FROM event WHERE number > ? AND instr(envelope, ?) > 0"

    /// The latest finding about a canary; `nil` when there is none.
    public func sample(_ key: [UInt8], in bucket: Int64) throws -> SampleView? {
        try read { database in
            try Row.fetchOne(
                database,
                sql: """
                    SELECT id, state IN ('new', 'unchanged', 'changed') FROM finding
                    WHERE bucket = ? AND key = ? AND suppressedBy = ? ORDER BY updatedAt DESC LIMIT 1
                    """,
                arguments: [bucket, Data(key), FindingRecord.sampleArchiver]
            ).map { SampleView(id: $0[0], holds: $0[1]) }
        }
    }

    /// The targets that still wait for an event.
    ///
    /// - Parameters:
    ///   - event: Its id.
    ///   - last: The last event before it was put.
    /// - Returns: Their numbers; none once it was delivered to all.
    /// - Throws: When the records cannot be read.
    /// - Complexity: Linear in the events that were put since and wait.
    public func targets(waitingFor event: String, after last: Int64) throws -> Set<Int64> {
        try read { database in
            try Set(
                Int64.fetchAll(
                    database,
                    sql: "SELECT target FROM delivery WHERE event IN (\(RecordStore.eventsOfSample))",
                    arguments: [last, event]
                )
            )
        }
    }

    /// Removes all that is kept of a canary: findings, the object, and what waits to be delivered of its events.
    ///
    /// - Throws: When the records cannot be written: then nothing was.
    public func forgetSample(_ key: [UInt8], in bucket: Int64, events: [String], after last: Int64) throws {
        try write { database in
            let place: StatementArguments = [bucket, Data(key)]
            try database.execute(
                sql: "DELETE FROM finding WHERE bucket = ? AND key = ? AND suppressedBy = ?",
                arguments: place + [FindingRecord.sampleArchiver]
            )
            try database.execute(sql: "DELETE FROM object WHERE bucket = ? AND key = ?", arguments: place)
            for event in events {
                try database.execute(
                    sql: "DELETE FROM delivery WHERE event IN (\(RecordStore.eventsOfSample))",
                    arguments: [last, event]
                )
                try database.execute(
                    sql: "DELETE FROM event WHERE number IN (\(RecordStore.eventsOfSample))",
                    arguments: [last, event]
                )
            }
        }
    }

    /// Removes what a service has left that ended in the middle of an examination: what is still there counts as any object.
    public func forgetSamples() throws {
        try write { database in
            let samples = "SELECT bucket, key FROM finding WHERE suppressedBy = ?"
            let archiver: StatementArguments = [FindingRecord.sampleArchiver]
            try database.execute(sql: "DELETE FROM object WHERE (bucket, key) IN (\(samples))", arguments: archiver)
            try database.execute(sql: "DELETE FROM finding WHERE suppressedBy = ?", arguments: archiver)
        }
    }
}
