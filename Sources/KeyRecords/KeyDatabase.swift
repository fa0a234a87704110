import Foundation
import GRDB

/// What the key process keeps: one SQLite file of its own.
///
/// A change that was acknowledged survives a power cut: the log is flushed at every commit. Key material is in it only
/// wrapped under the root key.
public final class KeyDatabase: Sendable {
    private let database: DatabaseQueue

    /// Something that is kept, under a name that no other of its kind has.
    public struct Document: Sendable {
        public var kind: Kind
        public var name: String
        /// The name of what it belongs to, and goes with; empty when it stands for itself.
        public var parent: String
        /// JSON.
        public var text: String
        /// What is wrapped; `nil` when there is nothing to hide.
        public var secret: [UInt8]?

        /// Describes something.
        public init(_ kind: Kind, _ name: String, parent: String = "", text: String, secret: [UInt8]? = nil) {
            self.kind = kind
            self.name = name
            self.parent = parent
            self.text = text
            self.secret = secret
        }
    }

    /// What can be kept.
    public enum Kind: String, Sendable {
        case key
        case material
        case alias
        case grant
        /// The wrapping key of an import that is under way.
        case wrappingKey
        /// Something that has happened, until it was told.
        case notice
        /// The end of the audit log.
        case anchor
        /// What a key was last used for, under its id; under an empty name, since when that is kept.
        case usage
        /// The account and the Region in the names of keys: one.
        case location
    }

    /// A change.
    public enum Change: Sendable {
        case put(Document)
        case remove(Kind, String)
    }

    /// Why the database cannot be used.
    public enum Failure: Error, Sendable {
        /// Its content contradicts itself.
        case damaged
        /// A newer version of the program has written it.
        case newer
    }

    private static let schema = """
        CREATE TABLE document (
            kind TEXT NOT NULL,                  -- what it is: KeyDatabase.Kind
            name TEXT NOT NULL,                  -- which one
            parent TEXT NOT NULL,                -- the name of the key that it belongs to; empty for none
            text TEXT NOT NULL,                  -- JSON
            secret BLOB,                         -- wrapped under the root key
            PRIMARY KEY (kind, name)
        ) STRICT, WITHOUT ROWID;
        """

    /// Opens or makes the database at `path`.
    ///
    /// - Throws: ``Failure``; other errors when the file cannot be used.
    public init(path: String) throws {
        var configuration = Configuration()
        // One that is closed as this one opens holds the file for a moment; in seconds.
        configuration.busyMode = .timeout(10)
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON")
        }
        do {
            database = try DatabaseQueue(path: path, configuration: configuration)
            guard try database.read({ try String.fetchOne($0, sql: "PRAGMA quick_check(1)") }) == "ok" else {
                throw Failure.damaged
            }
        } catch let error as DatabaseError where [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode) {
            throw Failure.damaged
        }
        var migrator = DatabaseMigrator()
        migrator.registerMigration("0001-documents") { try $0.execute(sql: KeyDatabase.schema) }
        guard try database.read(migrator.hasBeenSuperseded) == false else { throw Failure.newer }
        try migrator.migrate(database)
    }

    /// Checks the database at `path` as it is on the disk, by a connection of its own.
    ///
    /// - Throws: ``Failure/damaged``; other errors when it cannot be read.
    /// - Complexity: Reads all of it.
    public static func check(_ path: String) throws {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(10)
        do {
            let database = try DatabaseQueue(path: path, configuration: configuration)
            guard try database.read({ try String.fetchOne($0, sql: "PRAGMA quick_check(1)") }) == "ok" else {
                throw Failure.damaged
            }
        } catch let error as DatabaseError where [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode) {
            throw Failure.damaged
        }
    }

    /// Writes a copy of everything to `path`, which must not be there.
    public func backUp(to path: String) throws {
        try database.writeWithoutTransaction { try $0.execute(sql: "VACUUM INTO ?", arguments: [path]) }
    }

    /// Everything of a kind, in the order of names.
    public func all(_ kind: Kind) throws -> [Document] {
        try database.read { database in
            try Row.fetchAll(
                database,
                sql: "SELECT name, parent, text, secret FROM document WHERE kind = ? ORDER BY name",
                arguments: [kind.rawValue]
            ).map { row in
                Document(kind, row[0], parent: row[1], text: row[2], secret: (row[3] as Data?).map(Array.init))
            }
        }
    }

    /// Makes changes, all or none; they are on the disk when this returns.
    public func write(_ changes: [Change]) throws {
        guard !changes.isEmpty else { return }
        try database.write { database in
            for change in changes {
                switch change {
                case .put(let document):
                    try database.execute(
                        sql:
                            "INSERT OR REPLACE INTO document (kind, name, parent, text, secret) VALUES (?, ?, ?, ?, ?)",
                        arguments: [
                            document.kind.rawValue, document.name, document.parent, document.text,
                            document.secret.map { Data($0) },
                        ]
                    )
                case .remove(let kind, let name):
                    try database.execute(
                        sql: "DELETE FROM document WHERE kind = ? AND name = ?",
                        arguments: [kind.rawValue, name]
                    )
                }
            }
        }
    }
}
