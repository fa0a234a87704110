import Foundation
import GRDB
import POSIX

/// A secret as it is kept, without its values.
public struct SecretRecord: Sendable, Equatable {
    /// 0 for one that is not kept yet.
    public var id: Int64 = 0
    public var name: String
    public var arn: String
    /// JSON.
    public var definition: String
    /// Seconds since 1970, like all times here.
    public var createdAt: Double
    public var changedAt: Double
    public var accessedAt: Double?
    /// When its deletion was asked for.
    public var deletedAt: Double?
    /// When it is deleted.
    public var dueAt: Double?
    /// What rotates it.
    public var rotator: String?
    /// Whether its schedule is kept.
    public var isRotated = false
    public var rotatedAt: Double?
    /// When the next window for a rotation opens.
    public var windowAt: Double?

    /// Describes a new secret.
    public init(name: String, arn: String, definition: String, createdAt: Double) {
        self.name = name
        self.arn = arn
        self.definition = definition
        self.createdAt = createdAt
        changedAt = createdAt
    }

    /// Reads the columns of the table `secret`, by their numbers: lists have many rows, and finding names takes time.
    init(_ row: Row) {
        self.init(name: row[1], arn: row[2], definition: row[3], createdAt: row[4])
        id = row[0]
        changedAt = row[5]
        accessedAt = row[6]
        deletedAt = row[7]
        dueAt = row[8]
        rotator = row[9]
        isRotated = row[10]
        rotatedAt = row[11]
        windowAt = row[12]
    }
}

/// A version of a secret as it is kept.
public struct SecretVersionRecord: Sendable, Equatable {
    /// A value, encrypted.
    public struct Sealed: Sendable, Equatable {
        /// The key that wraps the data key.
        public var keyARN: String
        public var wrappedKey: [UInt8]
        public var isText: Bool
        /// Nonce, ciphertext and tag under the data key.
        public var value: [UInt8]

        /// Describes an encrypted value.
        public init(keyARN: String, wrappedKey: [UInt8], isText: Bool, value: [UInt8]) {
            self.keyARN = keyARN
            self.wrappedKey = wrappedKey
            self.isText = isText
            self.value = value
        }
    }

    public var version: String
    public var createdAt: Double
    public var accessedAt: Double?
    /// `nil` for the placeholder of a rotation.
    public var sealed: Sealed?
    /// Its labels, in alphabetical order.
    public var stages: [String] = []

    init(_ row: Row) {
        version = row["version"]
        createdAt = row["createdAt"]
        accessedAt = row["accessedAt"]
        guard let keyARN = row["keyARN"] as String?, let wrappedKey = row["wrappedKey"] as Data?,
            let value = row["value"] as Data?
        else { return }
        sealed = Sealed(
            keyARN: keyARN,
            wrappedKey: Array(wrappedKey),
            isText: row["isText"],
            value: Array(value)
        )
    }
}

/// A version that has a value, with what of its secret is needed to recognise it.
public struct SecretValueRecord: Sendable {
    /// Where a version is among all: they are in the order in which their secrets were made.
    public struct Position: Sendable, Hashable {
        var secret: Int64
        var version: String

        /// Before all.
        public static let start = Position(secret: 0, version: "")
    }

    public var position: Position
    /// The secret's ARN and name.
    public var arn: String
    public var name: String
    public var sealed: SecretVersionRecord.Sealed
    /// Its labels, in alphabetical order.
    public var stages: [String] = []

    public var version: String { position.version }

    /// Reads the columns of ``SecretTransaction/values(after:most:)``.
    init(_ row: Row) {
        position = Position(secret: row[0], version: row[1])
        arn = row[2]
        name = row[3]
        sealed = SecretVersionRecord.Sealed(
            keyARN: row[4],
            wrappedKey: row.bytes(5),
            isText: row[6],
            value: row.bytes(7)
        )
    }
}

/// A rotation under way.
public struct RotationRecord: Sendable, Equatable {
    /// What is to be done next.
    ///
    /// It may have been done already, when nobody lived to note it.
    public enum Step: String, Sendable, CaseIterable {
        case create
        case set
        case test
        case finish
        /// See whether the replaced value is refused.
        case prove
        /// Only see whether the current value works.
        case `try`
    }

    public var secret: Int64
    /// The pending version.
    public var version: String
    public var step: Step
    public var reason: String
    /// The version that was current until this one was.
    public var replaced: String?
    /// The version that was the previous one then.
    public var older: String?
    /// Seconds since 1970, like all times here.
    public var startedAt: Double
    /// When it goes on.
    public var dueAt: Double
    /// When it is given up.
    public var endsAt: Double
    public var attempts = 0

    /// Describes a rotation that begins.
    public init(secret: Int64, version: String, step: Step, reason: String, at time: Double, until end: Double) {
        self.secret = secret
        self.version = version
        self.step = step
        self.reason = reason
        startedAt = time
        dueAt = time
        endsAt = end
    }

    init(_ row: Row) {
        self.init(
            secret: row["secret"],
            version: row["version"],
            step: Step(rawValue: row["step"]) ?? .create,
            reason: row["reason"],
            at: row["startedAt"],
            until: row["endsAt"]
        )
        replaced = row["replaced"]
        older = row["older"]
        dueAt = row["dueAt"]
        attempts = row["attempts"]
    }
}

extension RecordStore {
    /// Runs a transaction about secrets; all that it writes is on the disk when this returns.
    public func secrets<Value>(_ body: (SecretTransaction) throws -> Value) throws -> Value {
        // Before, for those who begin to read now, and after, for those who have read what was there before.
        changesOfSecrets.withLock { $0 += 1 }
        defer { changesOfSecrets.withLock { $0 += 1 } }
        return try write { try body(SecretTransaction(database: $0)) }
    }

    /// A number that is another one when something about secrets was changed: what was read since it was looked at last holds as
    /// long as it is the same.
    public var versionOfSecrets: Int { changesOfSecrets.withLock { $0 } }

    /// Looks at secrets as they were at one moment; `body` must not write.
    public func readSecrets<Value>(_ body: (SecretTransaction) throws -> Value) throws -> Value {
        try read { try body(SecretTransaction(database: $0)) }
    }
}
