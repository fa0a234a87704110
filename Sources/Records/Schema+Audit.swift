extension Schema {
    static let auditNotes = """
        -- What tells whether audit logs are whole, beside the logs themselves.
        CREATE TABLE auditNote (
            name TEXT PRIMARY KEY,               -- which: RecordStore.AuditNote
            text TEXT NOT NULL                   -- JSON
        ) STRICT, WITHOUT ROWID;
        """
}
