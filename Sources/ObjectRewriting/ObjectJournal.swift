import ObjectEncryption
import POSIX
import Records

/// Keeps in the records how far an action has come, before it goes further.
final class ObjectJournal: IntentJournal {
    private let records: RecordStore
    private(set) var record: ActionRecord

    /// Keeps `record` from the moment on when the action begins.
    init(_ records: RecordStore, _ record: ActionRecord) {
        self.records = records
        self.record = record
    }

    func begin(_ intent: Intent) throws { try keep(intent) }

    func prepare(_ intent: Intent) throws { try keep(intent) }

    /// Nothing is left to clean up; how the action went is kept with its answer.
    func end(_ intent: Intent) throws {}

    private func keep(_ intent: Intent) throws {
        record.definition = String(decoding: try IntentText.bytes(of: intent), as: UTF8.self)
        try records.put(record)
    }
}
