import Findings
import Foundation
import GRDB

/// Something that is done to an object, or was.
public struct ActionRecord: Sendable, Equatable {
    public enum Kind: String, Sendable {
        case encrypt
        case decrypt
        /// A managed secret that was found in the object.
        case rotate
        /// An access key whose secret was found in the object.
        case deactivate
    }

    /// What stands in place of a key that only its owner has.
    public static let publicKey = "public key"

    public enum State: String, Sendable {
        /// Begun: after a crash nobody knows how far it has come.
        case running
        case done
        /// Somebody else has changed or is writing the object.
        case conflict
        /// The object is none that may be rewritten.
        case refused
        case failed
        /// Nothing was done, because the rule is not armed.
        case rehearsed
        /// Not done yet, because rules have done much of the kind: it is tried again by itself.
        case held
    }

    public var id: String
    public var bucket: Int64
    public var key: [UInt8]
    public var kind: Kind
    public var state = State.running
    /// What is to be done, as JSON.
    public var definition: String
    public var reason: String?
    /// The key, or the file of the public key.
    public var keyARN: String?
    public var finding: String?
    public var rule: String?
    public var bus: String?
    public var userID: UInt32?
    /// Seconds since 1970.
    public var startedAt: Double
    public var endedAt: Double?
    /// Whose file it was when a rule had it encrypted.
    public var owner: UInt32?
    /// The first folder of the object's key; empty for an object right below the bucket.
    public var folder: [UInt8]?
    /// Until when it is held back.
    public var dueAt: Double?

    /// Describes an action that begins.
    public init(id: String, bucket: Int64, key: [UInt8], kind: Kind, definition: String, startedAt: Double) {
        self.id = id
        self.bucket = bucket
        self.key = key
        self.kind = kind
        self.definition = definition
        self.startedAt = startedAt
    }
}

extension ActionRecord {
    static let columns = """
        id, bucket, key, kind, state, definition, reason, keyARN, finding, rule, bus, userID, startedAt, endedAt,
        owner, folder, dueAt
        """

    init(_ row: Row) {
        id = row[0]
        bucket = row[1]
        key = row.bytes(2)
        kind = Kind(rawValue: row[3]) ?? .encrypt
        state = State(rawValue: row[4]) ?? .failed
        definition = row[5]
        reason = row[6]
        keyARN = row[7]
        finding = row[8]
        rule = row[9]
        bus = row[10]
        userID = (row[11] as Int64?).flatMap { UInt32(exactly: $0) }
        startedAt = row[12]
        endedAt = row[13]
        owner = (row[14] as Int64?).flatMap { UInt32(exactly: $0) }
        folder = (row[15] as Data?).map { Array($0) }
        dueAt = row[16]
    }

    var arguments: StatementArguments {
        [
            id, bucket, Data(key), kind.rawValue, state.rawValue, definition, reason, keyARN, finding, rule, bus,
            userID.map { Int64($0) }, startedAt, endedAt, owner.map { Int64($0) }, folder.map { Data($0) }, dueAt,
        ]
    }
}

extension RecordStore {
    /// Keeps an action as it is now; it is on the disk when this returns.
    public func put(_ action: ActionRecord) throws {
        try write { database in
            try database.execute(
                sql:
                    "INSERT OR REPLACE INTO action (\(ActionRecord.columns)) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                arguments: action.arguments
            )
        }
    }

    /// Actions of which nobody knows how far they have come.
    public func runningActions() throws -> [ActionRecord] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: "SELECT \(ActionRecord.columns) FROM action WHERE state = 'running' ORDER BY startedAt"
            )
            .map(ActionRecord.init)
        }
    }

    /// The latest actions, the last first.
    ///
    /// - Parameters:
    ///   - buckets: Only those in these buckets; `nil` for all.
    ///   - count: How many at most.
    /// - Returns: Their records; fewer than `count` when there are no more.
    /// - Throws: When the records cannot be read.
    public func actions(in buckets: [Int64]?, upTo count: Int) throws -> [ActionRecord] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT \(ActionRecord.columns) FROM action
                    WHERE ?1 IS NULL OR bucket IN (SELECT value FROM json_each(?1))
                    ORDER BY startedAt DESC, id LIMIT ?2
                    """,
                arguments: [buckets.map { "[\($0.map(String.init).joined(separator: ","))]" }, count]
            ).map(ActionRecord.init)
        }
    }

    /// How often a rule was rehearsed since a time.
    public func rehearsals(ofRule rule: String, on bus: String, since time: Double) throws -> Int {
        try read { database in
            try Int.fetchOne(
                database,
                sql:
                    "SELECT count(*) FROM action WHERE rule = ? AND bus = ? AND startedAt >= ? AND state = 'rehearsed'",
                arguments: [rule, bus, time]
            ) ?? 0
        }
    }

    /// How many objects of a bucket the records have.
    public func objectCount(in bucket: Int64) throws -> Int {
        try read { database in
            try Int.fetchOne(database, sql: "SELECT count(*) FROM object WHERE bucket = ?", arguments: [bucket]) ?? 0
        }
    }

    /// How many objects the records have in a folder of a bucket, and below it.
    public func objectCount(in bucket: Int64, folder: [UInt8]) throws -> Int {
        try read { database in
            // '0' comes behind '/'.
            try Int.fetchOne(
                database,
                sql: "SELECT count(*) FROM object WHERE bucket = ? AND key >= ? AND key < ?",
                arguments: [bucket, Data(folder + [UInt8(ascii: "/")]), Data(folder + [UInt8(ascii: "0")])]
            ) ?? 0
        }
    }

    /// What the records have of an object: its verdict, content type, stamp and hash.
    public func object(_ key: [UInt8], in bucket: Int64) throws -> ObjectRecord? {
        try read { database in
            try Row.fetchOne(
                database,
                sql: """
                    SELECT device, inode, size, modified, changed, ruleSet, verdict, contentType, sha256, gap
                    FROM object WHERE bucket = ? AND key = ?
                    """,
                arguments: [bucket, Data(key)]
            ).map { row in
                let stamp = ObjectStamp(
                    device: row[0],
                    inode: row[1],
                    size: row[2],
                    modified: row[3],
                    changed: abs(row[4]),
                    ruleSet: row[5]
                )
                return ObjectRecord(
                    stamp: stamp,
                    verdict: row[6],
                    gap: row[9],
                    contentType: row[7],
                    contentHash: row[8]
                )
            }
        }
    }

    /// The keys of a bucket's objects that are encrypted, in order, from behind `last` on.
    public func encryptedKeys(in bucket: Int64, after last: [UInt8]?, upTo count: Int) throws -> [[UInt8]] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: "SELECT key FROM object WHERE bucket = ? AND contentType = ? AND key > ? ORDER BY key LIMIT ?",
                arguments: [bucket, ContentKind.encryptedMessage, Data(last ?? []), count]
            ).map { $0.bytes(0) }
        }
    }

    /// The last encryption of an object that was done.
    public func lastEncryption(of key: [UInt8], in bucket: Int64) throws -> ActionRecord? {
        try lastActions(on: key, in: bucket, upTo: 100).first { $0.kind == .encrypt }
    }

    /// What was done to an object, the last first.
    public func lastActions(on key: [UInt8], in bucket: Int64, upTo count: Int) throws -> [ActionRecord] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT \(ActionRecord.columns) FROM action
                    WHERE bucket = ? AND key = ? AND kind <> 'rotate' AND state = 'done' ORDER BY endedAt DESC LIMIT ?
                    """,
                arguments: [bucket, Data(key), count]
            ).map(ActionRecord.init)
        }
    }
}

/// What the records have of an object.
public struct ObjectRecord: Sendable {
    /// Whether it was an encrypted message when it was looked at.
    public var isEncrypted: Bool { contentType == ContentKind.encryptedMessage }

    public var stamp: ObjectStamp
    /// `complete`, `partial` or `skipped`.
    public var verdict: String
    /// Why it is not `complete`: the name of a gap.
    public var gap: String?
    /// A MIME type.
    public var contentType: String
    /// Keyed digest of the content, lower-case hexadecimal.
    public var contentHash: String?

    /// Whether all of it was read, although not all of it may have been understood.
    public var isRead: Bool {
        verdict == "complete" || verdict == "partial" && (gap == "unsupported-format" || gap == "encrypted")
    }
}
