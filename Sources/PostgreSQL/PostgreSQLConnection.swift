import CPQ
import Glibc

/// A session at a server, for one thread.
///
/// Passwords go to libpq as values of their own, never as part of a text that is parsed or shown.
///
/// The server gets no password, only SCRAM's proof of it, and is believed nothing before it has given its own: without
/// TLS by ``ServerScreen``, with it by libpq's `channel_binding=require`. What it may send is bounded by ``Relay``.
@safe
public struct PostgreSQLConnection: ~Copyable {
    private let connection: OpaquePointer
    private let relay: Relay

    private let bounds: PostgreSQLBounds

    /// Logs in.
    ///
    /// The corresponding C functions are `PQconnectStartParams` and `PQconnectPoll`.
    ///
    /// - Parameters:
    ///   - login: Where and as whom.
    ///   - milliseconds: How long it may take.
    /// - Throws: ``PostgreSQLError``; its ``PostgreSQLError/isPasswordRefused`` holds when that is the reason.
    public init(_ login: PostgreSQLLogin, milliseconds: Int) throws(PostgreSQLError) {
        guard ![login.host, login.database, login.user, login.password].contains(where: { $0.utf8.contains(0) }) else {
            throw PostgreSQLError(state: "", "a NUL byte cannot be part of a login")
        }
        let deadline = Relay.now() + milliseconds
        let isLocal = login.host == "localhost" || login.host == "::1" || login.host.hasPrefix("127.")
        let mode = login.host.hasPrefix("/") ? "disable" : login.sslMode ?? (isLocal ? "prefer" : "verify-full")
        switch mode {
        case "disable", "require", "verify-ca", "verify-full":
            unsafe (connection, relay) = try PostgreSQLConnection.open(login, mode, deadline).get()
        case "allow", "prefer":
            let attempt = try PostgreSQLConnection.open(login, "require", deadline)
            switch attempt {
            case .opened(let connection, let relay): unsafe (self.connection, self.relay) = (connection, relay)
            // Without TLS there is SCRAM still, so that nobody gains a password by having none.
            case .failed(let error, let hasNoTLS):
                guard hasNoTLS || error.state == "28000" else { throw error }
                unsafe (connection, relay) = try PostgreSQLConnection.open(login, "disable", deadline).get()
            }
        default: throw PostgreSQLError(state: "", "there is no sslmode '\(mode)'")
        }
        bounds = login.bounds
    }

    deinit { unsafe PQfinish(connection) }

    @safe
    private enum Attempt {
        case opened(OpaquePointer, Relay)
        case failed(PostgreSQLError, hasNoTLS: Bool)

        func get() throws(PostgreSQLError) -> (OpaquePointer, Relay) {
            switch self {
            case .opened(let connection, let relay): return unsafe (connection, relay)
            case .failed(let error, _): throw error
            }
        }
    }

    private static func open(_ login: PostgreSQLLogin, _ mode: String, _ deadline: Int) throws(PostgreSQLError)
        -> Attempt
    {
        let isPlain = mode == "disable"
        let screen = isPlain && !login.allowsAnyAuthentication ? ServerScreen() : nil
        let relay = try Relay(to: login, isPlain: isPlain, screen, by: deadline)
        var parameters = relay.address.parameters(for: login.host)
        parameters += [
            ("dbname", login.database), ("user", login.user), ("password", login.password),
            ("application_name", "magpie"), ("client_encoding", "UTF8"), ("passfile", "/dev/null"),
            ("gssencmode", "disable"), ("sslmode", mode),
            ("channel_binding", isPlain ? "disable" : login.allowsAnyAuthentication ? "prefer" : "require"),
        ]
        if PQlibVersion() >= 160_000, !login.allowsAnyAuthentication {
            parameters.append(("require_auth", "scram-sha-256"))
        }
        if let file = login.sslRootCertificate {
            parameters.append(("sslrootcert", file))
        } else if mode.hasPrefix("verify") {
            parameters.append(("sslrootcert", "/etc/ssl/certs/ca-certificates.crt"))
        }
        guard let connection = unsafe PostgreSQLConnection.start(parameters) else {
            throw PostgreSQLError(state: "", "no memory for a connection")
        }
        unsafe PQsetNoticeProcessor(connection, { _, _ in }, nil)
        // Tells of the reason by its code, which no language of the server changes.
        unsafe PQsetErrorVerbosity(connection, PQERRORS_SQLSTATE)
        do throws(PostgreSQLError) {
            unsafe try finish(connection, relay, deadline)
            guard unsafe PQconnectionUsedPassword(connection) == 1 else { throw .unasked }
        } catch {
            unsafe PQfinish(connection)
            return .failed(error, hasNoTLS: relay.hasNoTLS)
        }
        unsafe PQsetErrorVerbosity(connection, PQERRORS_DEFAULT)
        return unsafe .opened(connection, relay)
    }

    private static func start(_ parameters: [(String, String)]) -> OpaquePointer? {
        var keys: [UnsafePointer<CChar>?] = unsafe parameters.map { unsafe UnsafePointer(strdup($0.0)) }
        var values: [UnsafePointer<CChar>?] = unsafe parameters.map { unsafe UnsafePointer(strdup($0.1)) }
        unsafe keys.append(nil)
        unsafe values.append(nil)
        defer {
            let texts = unsafe keys + values
            for index in unsafe texts.indices {
                guard let text = unsafe texts[index] else { continue }
                let memory = unsafe UnsafeMutableRawPointer(mutating: text)
                unsafe explicit_bzero(memory, strlen(text))
                unsafe free(memory)
            }
        }
        return unsafe PQconnectStartParams(keys, values, 0)
    }

    /// Takes the connection to where it can be used.
    private static func finish(_ connection: OpaquePointer, _ relay: Relay, _ deadline: Int) throws(PostgreSQLError) {
        guard unsafe PQstatus(connection) != CONNECTION_BAD else { throw unsafe failure(of: connection) }
        unsafe try relay.accept(PQsocket(connection), by: deadline)
        // So the documentation wants it: as if the first call had asked to write.
        var state = PGRES_POLLING_WRITING
        while state != PGRES_POLLING_OK {
            guard state != PGRES_POLLING_FAILED else { throw unsafe failure(of: connection) }
            let events = state == PGRES_POLLING_READING ? POLLIN : POLLOUT
            unsafe try relay.wait(for: PQsocket(connection), Int16(events), by: deadline)
            state = unsafe PQconnectPoll(connection)
        }
    }

    /// Why the login has failed: `FATAL:  28P01` in the last line, or libpq's own words.
    private static func failure(of connection: OpaquePointer) -> PostgreSQLError {
        let text = unsafe String(cString: PQerrorMessage(connection))
        let line = text.split(separator: "\n").last.map(String.init) ?? "the server cannot be reached"
        let state = line.suffix(5)
        if line.contains("without channel binding") { return .unasked }
        let isState = state.count == 5 && state.allSatisfy { $0.isASCII && ($0.isNumber || $0.isUppercase) }
        guard isState, line.dropLast(5).hasSuffix(":  ") else { return PostgreSQLError(state: "", line) }
        let message = state == "28P01" ? "the server refuses user and password" : "the server refuses the login"
        return PostgreSQLError(state: String(state), message)
    }

    /// Runs statements.
    ///
    /// - Returns: The rows of the last one as text.
    /// - Throws: ``PostgreSQLError``, also for more rows or bytes than an answer may have.
    @discardableResult
    public func run(_ sql: String) throws(PostgreSQLError) -> [[String]] {
        let deadline = Relay.now() + bounds.statement
        guard unsafe PQsendQuery(connection, sql) == 1 else { throw PostgreSQLConnection.lost }
        unsafe PQsetSingleRowMode(connection)
        var rows: [[String]] = []
        var isNew = false
        var failure: PostgreSQLError?
        while let result = unsafe try next(deadline) {
            defer { unsafe PQclear(result) }
            if isNew { (rows, isNew) = ([], false) }
            switch unsafe PQresultStatus(result) {
            case PGRES_SINGLE_TUPLE:
                guard rows.count < bounds.rows else {
                    throw PostgreSQLError(state: "", "the server sends more than \(bounds.rows) rows")
                }
                rows.append(unsafe (0..<PQnfields(result)).map { unsafe String(cString: PQgetvalue(result, 0, $0)) })
            case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: isNew = true
            case PGRES_FATAL_ERROR: failure = unsafe failure ?? PostgreSQLConnection.failure(inResult: result)
            // A copy, which nobody has asked for.
            default: throw PostgreSQLConnection.lost
            }
        }
        if let failure { throw failure }
        return rows
    }

    private static let lost = PostgreSQLError(state: "", "the connection is lost")

    private func next(_ deadline: Int) throws(PostgreSQLError) -> OpaquePointer? {
        let socket = unsafe PQsocket(connection)
        while unsafe PQisBusy(connection) == 1 {
            try relay.wait(for: socket, Int16(POLLIN), by: deadline)
            guard unsafe PQconsumeInput(connection) == 1 else { throw PostgreSQLConnection.lost }
        }
        return unsafe PQgetResult(connection)
    }

    /// The primary message only: details may hold what was sent.
    private static func failure(inResult result: OpaquePointer) -> PostgreSQLError {
        func field(_ code: CInt) -> String? {
            unsafe PQresultErrorField(result, code).map { unsafe String(cString: $0) }
        }
        return PostgreSQLError(
            state: field(CInt(UInt8(ascii: "C"))) ?? "",
            field(CInt(UInt8(ascii: "M"))) ?? lost.message
        )
    }

    /// A name as SQL has it: `"user"`.
    public func quotedName(_ name: String) throws(PostgreSQLError) -> String {
        unsafe try quoted(PQescapeIdentifier(connection, name, name.utf8.count))
    }

    /// A text as SQL has it: `'text'`.
    public func quotedText(_ text: String) throws(PostgreSQLError) -> String {
        unsafe try quoted(PQescapeLiteral(connection, text, text.utf8.count))
    }

    private func quoted(_ result: UnsafeMutablePointer<CChar>?) throws(PostgreSQLError) -> String {
        guard let result = unsafe result else { throw PostgreSQLError(state: "", "it cannot be quoted") }
        defer { unsafe PQfreemem(result) }
        return unsafe String(cString: result)
    }

    /// What the server keeps of a password, computed here so that neither the server nor its log sees the password.
    ///
    /// SCRAM-SHA-256 (RFC 7677) with a random salt. The corresponding C function is `PQencryptPasswordConn`.
    public func verifier(of password: String, user: String) throws(PostgreSQLError) -> String {
        unsafe try quoted(PQencryptPasswordConn(connection, password, user, "scram-sha-256"))
    }
}
