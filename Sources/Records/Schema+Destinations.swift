extension Schema {
    /// Endpoints of HTTP that the bus delivers to, and the connections that they are reached with.
    ///
    /// Definitions are the parameters of requests as JSON without what is secret in them, which is a secret of its own.
    static let destinations = """
        CREATE TABLE destination (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            kind TEXT NOT NULL CHECK (kind IN ('connection', 'api-destination')),
            name TEXT NOT NULL,
            definition TEXT NOT NULL,
            createdAt REAL NOT NULL,             -- seconds since 1970
            UNIQUE (kind, name)
        ) STRICT;
        """
}
