import GRDB

/// What of HTTP the bus keeps beside its rules.
public enum DestinationKind: String, Sendable {
    case connection
    case apiDestination = "api-destination"
}

extension RecordStore {
    /// All connections or API destinations, by name.
    public func destinations(_ kind: DestinationKind) throws -> [DefinitionRecord] {
        try definitions(
            "SELECT id, 0, name, definition, createdAt FROM destination WHERE kind = '\(kind.rawValue)' ORDER BY name"
        )
    }
}

extension EventTransaction {
    /// Keeps a connection or API destination, in place of another of its name.
    ///
    /// - Parameters:
    ///   - kind: What it is.
    ///   - name: Its name.
    ///   - definition: JSON, without anything secret.
    ///   - time: When it was made, in seconds since 1970; that of another of its name stays.
    /// - Throws: When it cannot be written.
    public func putDestination(_ kind: DestinationKind, _ name: String, _ definition: String, at time: Double) throws {
        try execute(
            """
            INSERT INTO destination (kind, name, definition, createdAt) VALUES (?, ?, ?, ?)
            ON CONFLICT (kind, name) DO UPDATE SET definition = excluded.definition
            """,
            [kind.rawValue, name, definition, time]
        )
    }

    /// Removes a connection or API destination.
    public func removeDestination(_ id: Int64) throws { try execute("DELETE FROM destination WHERE id = ?", [id]) }
}
