import CPQ
import Glibc

/// A session at a server, for one thread.
///
/// Passwords go to libpq as values of their own, never as part of a text that is parsed or shown.
@safe
public struct PostgreSQLConnection: ~Copyable {
    private let connection: OpaquePointer

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
        var parameters = [
            ("host", login.host), ("port", String(login.port)), ("dbname", login.database), ("user", login.user),
            ("password", login.password), ("application_name", "magpie"), ("client_encoding", "UTF8"),
            ("passfile", "/dev/null"),
        ]
        if let mode = login.sslMode { parameters.append(("sslmode", mode)) }
        if let file = login.sslRootCertificate { parameters.append(("sslrootcert", file)) }
        guard let connection = unsafe PostgreSQLConnection.start(parameters) else {
            throw PostgreSQLError(state: "", "no memory for a connection")
        }
        unsafe PQsetNoticeProcessor(connection, { _, _ in }, nil)
        // Tells of the reason by its code, which no language of the server changes.
        unsafe PQsetErrorVerbosity(connection, PQERRORS_SQLSTATE)
        if let error = unsafe PostgreSQLConnection.finish(connection, milliseconds) {
            unsafe PQfinish(connection)
            throw error
        }
        unsafe PQsetErrorVerbosity(connection, PQERRORS_DEFAULT)
        unsafe self.connection = connection
    }

    deinit { unsafe PQfinish(connection) }

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
    private static func finish(_ connection: OpaquePointer, _ milliseconds: Int) -> PostgreSQLError? {
        guard unsafe PQstatus(connection) != CONNECTION_BAD else { return unsafe failure(of: connection) }
        let end = now() + milliseconds
        // So the documentation wants it: as if the first call had asked to write.
        var state = PGRES_POLLING_WRITING
        while true {
            switch state {
            case PGRES_POLLING_OK: return nil
            case PGRES_POLLING_FAILED: return unsafe failure(of: connection)
            default:
                let events = state == PGRES_POLLING_READING ? POLLIN : POLLOUT
                var entry = pollfd(fd: unsafe PQsocket(connection), events: Int16(events), revents: 0)
                let left = end - now()
                guard left > 0, unsafe poll(&entry, 1, CInt(left)) != 0 else {
                    return PostgreSQLError(state: "", "the server did not answer in time")
                }
                state = unsafe PQconnectPoll(connection)
            }
        }
    }

    private static func now() -> Int {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
    }

    /// Why the login has failed: `FATAL:  28P01` in the last line, or libpq's own words.
    private static func failure(of connection: OpaquePointer) -> PostgreSQLError {
        let text = unsafe String(cString: PQerrorMessage(connection))
        let line = text.split(separator: "\n").last.map(String.init) ?? "the server cannot be reached"
        let state = line.suffix(5)
        let isState = state.count == 5 && state.allSatisfy { $0.isASCII && ($0.isNumber || $0.isUppercase) }
        guard isState, line.dropLast(5).hasSuffix(":  ") else { return PostgreSQLError(state: "", line) }
        let message = state == "28P01" ? "the server refuses user and password" : "the server refuses the login"
        return PostgreSQLError(state: String(state), message)
    }

    /// Whether the server has asked for the password.
    ///
    /// The corresponding C function is `PQconnectionUsedPassword`.
    public var hasUsedPassword: Bool { unsafe PQconnectionUsedPassword(connection) == 1 }

    /// Runs statements.
    ///
    /// - Returns: The rows of the last one as text.
    @discardableResult
    public func run(_ sql: String) throws(PostgreSQLError) -> [[String]] {
        guard let result = unsafe PQexec(connection, sql) else {
            throw PostgreSQLError(state: "", "the connection is lost")
        }
        defer { unsafe PQclear(result) }
        let status = unsafe PQresultStatus(result)
        guard status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK else {
            // The primary message only: details may hold what was sent.
            func field(_ code: CInt) -> String? {
                unsafe PQresultErrorField(result, code).map { unsafe String(cString: $0) }
            }
            throw PostgreSQLError(
                state: field(CInt(UInt8(ascii: "C"))) ?? "",
                field(CInt(UInt8(ascii: "M"))) ?? "the connection is lost"
            )
        }
        let (rows, columns) = unsafe (PQntuples(result), PQnfields(result))
        return (0..<rows).map { row in
            (0..<columns).map { unsafe String(cString: PQgetvalue(result, row, $0)) }
        }
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
