import Foundation
import GRDB

/// What the service of discovery keeps rows of.
public enum DiscoveryKind: String, Sendable, CaseIterable {
    /// A custom data identifier.
    case identifier
    case allowList
    /// A filter of findings.
    case filter
    /// What there is one of.
    case setting
    /// What was said about a bucket.
    case profile
    /// A sample of a finding.
    case sample
}

/// A change of one row.
public enum DiscoveryChange: Sendable, Equatable {
    /// Keeps a document, in place of one with the same id.
    case put(DiscoveryKind, id: String, document: String)
    /// Removes a document.
    case remove(DiscoveryKind, id: String)
}

extension RecordStore {
    /// Changes rows, all or none; what was changed is on the disk when this returns.
    public func changeDiscovery(_ changes: [DiscoveryChange]) throws {
        guard !changes.isEmpty else { return }
        try write { database in
            for change in changes {
                switch change {
                case .put(let kind, let id, let document):
                    try database.execute(
                        sql: """
                            INSERT INTO discovery VALUES (?, ?, ?)
                            ON CONFLICT (kind, id) DO UPDATE SET document = excluded.document
                            """,
                        arguments: [kind.rawValue, id, document]
                    )
                case .remove(let kind, let id):
                    try database.execute(
                        sql: "DELETE FROM discovery WHERE kind = ? AND id = ?",
                        arguments: [kind.rawValue, id]
                    )
                }
            }
        }
    }

    /// All documents of a kind, in the order of their ids.
    public func discoveryDocuments(_ kind: DiscoveryKind) throws -> [(id: String, document: [UInt8])] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: "SELECT id, CAST(document AS BLOB) FROM discovery WHERE kind = ? ORDER BY id",
                arguments: [kind.rawValue]
            ).map { ($0[0], $0.bytes(1)) }
        }
    }
}
