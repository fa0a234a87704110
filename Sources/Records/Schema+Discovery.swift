extension Schema {
    /// What is looked for besides what the configuration says, how findings are filtered, and settings.
    static let discovery = """
        CREATE TABLE discovery (
            kind TEXT NOT NULL,                  -- identifier, allowList, filter, setting, profile or sample
            id TEXT NOT NULL,
            document TEXT NOT NULL,              -- JSON
            PRIMARY KEY (kind, id)
        ) STRICT;
        """
}
