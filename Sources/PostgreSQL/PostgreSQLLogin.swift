/// Where a server is, and as whom to log in there.
///
/// Printing one shows no password.
public struct PostgreSQLLogin: Sendable, CustomStringConvertible, CustomReflectable {
    /// A host's name or address, or the folder of a Unix socket.
    public var host: String
    public var port: Int
    public var database: String
    public var user: String
    public var password: String
    /// libpq's `sslmode`; `nil` for `verify-full`, and for hosts of this machine for TLS where the server has it.
    public var sslMode: String?
    /// The file with the certificates that the server's is checked against.
    public var sslRootCertificate: String?
    /// Whether the server may ask for the password as it likes, also in clear; otherwise only by SCRAM-SHA-256.
    public var allowsAnyAuthentication = false
    /// What the server may use.
    public var bounds = PostgreSQLBounds()

    /// Describes a login.
    public init(host: String, port: Int, database: String, user: String, password: String) {
        self.host = host
        self.port = port
        self.database = database
        self.user = user
        self.password = password
    }

    public var description: String { "\(user)@\(host):\(port)/\(database)" }

    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// What a server may use of who talks to it.
public struct PostgreSQLBounds: Sendable {
    /// What it may send in a session, in bytes: logins and changes of passwords take some kilobytes.
    public var bytes = 1 << 20
    /// The most rows that an answer may have.
    public var rows = 1000
    /// How long a login may take, in milliseconds.
    public var login = 8000
    /// How long a statement may take, in milliseconds.
    public var statement = 10_000

    /// Creates the bounds that hold when nobody says others.
    public init() {}
}

/// Why a server was not reached or refused.
///
/// Never holds a statement or a password.
public struct PostgreSQLError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The five characters of SQL's standard; empty when it was not the server that failed.
    public var state: String
    public var message: String
    /// Whether the server lets the user in without asking for the password.
    public var isUnasked = false

    static let unasked: PostgreSQLError = {
        var error = PostgreSQLError(state: "", "the server lets the user in without asking for the password")
        error.isUnasked = true
        return error
    }()

    /// Describes a failure.
    public init(state: String, _ message: String) {
        self.state = state
        self.message = message
    }

    /// Whether the server does not take user and password.
    ///
    /// Source: PostgreSQL documentation, appendix A, `invalid_password`.
    public var isPasswordRefused: Bool { state == "28P01" }

    public var description: String { state.isEmpty ? message : "\(message) (\(state))" }
}
