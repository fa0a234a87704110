public import JSON

/// What is noted about audit logs, beside the logs themselves.
public enum AuditNote: String, Sendable, CaseIterable {
    /// An entry of this log that must be there.
    case own
    /// An entry of the other process's log that must be there, as that process has said.
    case other
    /// That this log is damaged, until an administrator accepts it.
    case damage
    /// From where the chain of this log is checked.
    case base
    /// What was written to the file outside last, by the names of logs.
    case outside
}

/// Where notes about an audit log are.
public protocol AuditNotes: Sendable {
    /// All notes that there are.
    func notes() throws -> [AuditNote: JSONValue]

    /// Keeps notes, or forgets them: all or none; they are on the disk when this returns.
    func keep(_ notes: [AuditNote: JSONValue?]) throws
}

/// An entry as a store has it.
public struct StoredAuditEntry {
    /// All of it.
    public var bytes: [UInt8]
    /// Its number and seal, as it has them; `nil` for what is no entry at all.
    public var anchor: AuditAnchor?
    /// What the seal covers besides the seal before.
    public var content: ArraySlice<UInt8>
    /// The seal as it stands there.
    public var seal: ArraySlice<UInt8>

    /// Describes an entry.
    public init(bytes: [UInt8], anchor: AuditAnchor?, content: ArraySlice<UInt8>, seal: ArraySlice<UInt8>) {
        self.bytes = bytes
        self.anchor = anchor
        self.content = content
        self.seal = seal
    }
}

/// Where the entries of an ``AuditLog`` are, and the notes about it: a file or the records.
///
/// A store seals what it appends; whether what is there is what was written, the log decides.
public protocol AuditStore: AuditNotes {
    /// Whether something may be done that belongs into the log; tries to write what could not be written before.
    ///
    /// - Throws: Why nothing can be written.
    func requireRoom() throws

    /// Appends entries: all of them or none.
    ///
    /// - Parameters:
    ///   - entries: In their order.
    ///   - done: Called once, on whatever thread writes them, when they are on the disk; gets the number of the first, which
    ///     those of the others follow, or why they are not there.
    func append(_ entries: [AuditEntry], then done: @escaping AuditAppended)

    /// The last entry that is on the disk.
    var end: AuditAnchor { get throws }

    /// Whether an entry is there, of those that are on the disk.
    func contains(_ anchor: AuditAnchor) throws -> Bool

    /// Gets all entries in their order.
    ///
    /// - Parameters:
    ///   - removed: The last that was removed. A store that removes step by step leaves out what may still be there of
    ///     those; for one that removes at once such an entry is none of the log's, and it gives it.
    ///   - body: Gets an entry.
    /// - Throws: When the store cannot be read, and what `body` throws.
    func forEachEntry(removedUpTo removed: Int, _ body: (StoredAuditEntry) throws -> Void) throws

    /// Does something while nothing is written; entries that come meanwhile wait.
    func alone<Value>(_ body: () throws -> Value) throws -> Value

    /// What has become of the place where entries are; `nil` as long as it is the one that was opened.
    func replacement() throws -> String?

    // MARK: Retention

    /// The number of the last entry that is kept no longer; the last of all always is kept.
    ///
    /// - Parameters:
    ///   - bytes: How much is kept; `nil` for all.
    ///   - time: Since when entries are kept, in seconds since 1970; `nil` for all.
    /// - Returns: `nil` when all are kept.
    /// - Throws: When the store cannot be read.
    func lastTooOld(keeping bytes: Int?, since time: Double?) throws -> Int?

    /// How many entries there are up to a number, and the last of them; `nil` when their end is not what was written.
    func entries(upTo number: Int) throws -> (count: Int, end: AuditAnchor)?

    /// Gets the entries in their order that stay when those up to a number are removed.
    func forEachEntry(behind number: Int, _ body: (StoredAuditEntry) throws -> Void) throws

    /// Removes entries up to a number, once it is kept from where the chain goes then.
    func removeEntries(upTo number: Int, keeping base: JSONValue) throws
}
