extension Schema {
    /// Users, groups, roles and what belongs to them, and when each was used.
    static let identities = """
        CREATE TABLE identity (
            kind TEXT NOT NULL,                  -- user, group, role, profile, policy, key or account
            id TEXT NOT NULL,                    -- AIDA..., AROA..., ...: never used again
            document TEXT NOT NULL,              -- JSON; secrets in it are ciphertext
            PRIMARY KEY (kind, id)
        ) STRICT;

        -- When something was used last, by the service that was asked.
        CREATE TABLE identityUse (
            id TEXT NOT NULL,
            service TEXT NOT NULL,
            usedAt REAL NOT NULL,                -- seconds since 1970
            -- In the order of the columns: SQLite 3.40 checks the table wrongly otherwise.
            PRIMARY KEY (id, service)
        ) STRICT, WITHOUT ROWID;
        """
}
