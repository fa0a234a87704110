extension Schema {
    static let location = """
        -- The account and the Region in all names that are kept: one row, once there are some.
        CREATE TABLE location (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            account TEXT NOT NULL,               -- twelve digits
            region TEXT NOT NULL
        ) STRICT;

        -- Before there was a choice, everything was here.
        INSERT INTO location SELECT 1, '000000000000', 'local' WHERE EXISTS (SELECT 1 FROM ruleSet) OR EXISTS (SELECT 1 FROM bucket);
        """
}
