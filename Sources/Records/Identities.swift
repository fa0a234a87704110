import Foundation
import GRDB

/// What the service of identities keeps rows of.
public enum IdentityKind: String, Sendable, CaseIterable {
    case user
    case group
    case role
    /// Of instances: which role a unit of the system has.
    case profile
    /// A managed policy with its versions.
    case policy
    /// An access key.
    case key
    /// What there is one of.
    case account
}

/// A change of one row.
public enum IdentityChange: Sendable, Equatable {
    /// Keeps a document, in place of one with the same id.
    case put(IdentityKind, id: String, document: String)
    /// Removes a document, and when it was used.
    case remove(IdentityKind, id: String)
}

/// When something was used last.
public struct IdentityUse: Sendable, Equatable {
    /// Of a user, role or access key.
    public var id: String
    /// The service that was asked: `kms`.
    public var service: String
    /// Seconds since 1970.
    public var usedAt: Double

    /// Describes a use.
    public init(id: String, service: String, usedAt: Double) {
        self.id = id
        self.service = service
        self.usedAt = usedAt
    }
}

extension RecordStore {
    /// Changes rows, all or none; what was changed is on the disk when this returns.
    public func changeIdentities(_ changes: [IdentityChange]) throws {
        guard !changes.isEmpty else { return }
        try write { database in
            for change in changes {
                switch change {
                case .put(let kind, let id, let document):
                    try database.cachedStatement(
                        sql: """
                            INSERT INTO identity VALUES (?, ?, ?)
                            ON CONFLICT (kind, id) DO UPDATE SET document = excluded.document
                            """
                    ).execute(arguments: [kind.rawValue, id, document])
                case .remove(let kind, let id):
                    try database.cachedStatement(sql: "DELETE FROM identity WHERE kind = ? AND id = ?")
                        .execute(arguments: [kind.rawValue, id])
                    try database.cachedStatement(sql: "DELETE FROM identityUse WHERE id = ?").execute(arguments: [id])
                }
            }
        }
    }

    /// Goes through all documents of a kind, as they are at one moment.
    ///
    /// - Throws: What `body` throws, or when the records cannot be read.
    public func forEachIdentity(_ kind: IdentityKind, _ body: (_ id: String, _ document: [UInt8]) throws -> Void) throws
    {
        try read { database in
            let rows = try Row.fetchCursor(
                database.cachedStatement(sql: "SELECT id, CAST(document AS BLOB) FROM identity WHERE kind = ?"),
                arguments: [kind.rawValue]
            )
            while let row = try rows.next() { try body(row[0], row.bytes(1)) }
        }
    }

    /// All times at which something was used last.
    public func identityUses() throws -> [IdentityUse] {
        try read { database in
            try Row.fetchAll(database, sql: "SELECT id, service, usedAt FROM identityUse").map {
                IdentityUse(id: $0[0], service: $0[1], usedAt: $0[2])
            }
        }
    }

    /// Notes when something was used; a later time that is kept stays.
    public func save(_ uses: [IdentityUse]) throws {
        guard !uses.isEmpty else { return }
        try write { database in
            for use in uses {
                try database.cachedStatement(
                    sql: """
                        INSERT INTO identityUse VALUES (?, ?, ?)
                        ON CONFLICT (id, service) DO UPDATE SET usedAt = max(usedAt, excluded.usedAt)
                        """
                ).execute(arguments: [use.id, use.service, use.usedAt])
            }
        }
    }
}
