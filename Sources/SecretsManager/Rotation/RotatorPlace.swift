/// What rotators need of the configuration.
public struct RotatorSettings: Sendable {
    /// Networks in CIDR notation that webhooks may reach although they are not public.
    public var networks: [String] = []
    /// The file with the certificates that those of webhooks are checked against; `nil` for the system's.
    public var certificates: String?
    /// What a database server may use.
    public var database = Database()

    /// What a database server may use.
    public struct Database: Sendable {
        /// What it may send in a session, in MiB.
        public var megabytes = 1
        /// The rows of an answer.
        public var rows = 1000
        /// How long a login may take, in seconds.
        public var loginSeconds = 8
        /// How long a statement may take, in seconds.
        public var statementSeconds = 10

        /// Creates the bounds that hold when the configuration names none.
        public init() {}
    }

    /// Needs nothing but what holds when the configuration names nothing.
    public init() {}
}
