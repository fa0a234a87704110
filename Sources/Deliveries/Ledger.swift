import POSIX
package import Records

/// Writes about events, many callers in one transaction.
package final class Ledger: Sendable {
    /// Writes, and returns the targets for which there are new events.
    package typealias Entry = @Sendable (EventTransaction) throws -> Set<Int64>

    private let group: GroupCommit<Entry, Set<Int64>>

    package init(_ records: RecordStore) {
        group = GroupCommit { entries in
            try records.events { transaction in try entries.map { try $0(transaction) } }
        }
    }

    /// Writes an entry, which is on the disk when this returns.
    ///
    /// - Throws: When the records cannot be written: then nothing was.
    @discardableResult
    package func write(_ entry: @escaping Entry) throws -> Set<Int64> { try group.write(entry) }
}
