/// Changes passwords at a server so that each change may be asked for again.
///
/// Source: https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_available-rotation-templates.html
public enum PasswordChange {
    private static func connect(_ login: PostgreSQLLogin) throws(PostgreSQLError) -> PostgreSQLConnection {
        let connection = try PostgreSQLConnection(login, milliseconds: login.bounds.login)
        // The server gives up before this end does, so that it is known what has become of a statement.
        let (statement, lock) = (login.bounds.statement * 4 / 5, login.bounds.statement * 2 / 5)
        try connection.run(
            "SET statement_timeout = \(statement); SET lock_timeout = \(lock); SET search_path = pg_catalog"
        )
        return connection
    }

    /// Sees whether a login works.
    ///
    /// - Throws: ``PostgreSQLError``, also when the server lets the user in without asking for the password.
    public static func test(_ login: PostgreSQLLogin) throws(PostgreSQLError) {
        let connection = try connect(login)
        try connection.run("SELECT 1")
    }

    /// Whether a login works; a server that is not reached, or refuses for another reason than the password, is an
    /// error.
    private static func works(_ login: PostgreSQLLogin) throws(PostgreSQLError) -> Bool {
        do throws(PostgreSQLError) {
            try test(login)
            return true
        } catch {
            guard error.isPasswordRefused else { throw error }
            return false
        }
    }

    /// Has a user change his own password, and sees whether the new one works; if it does not, the old one is put back.
    ///
    /// - Parameters:
    ///   - pending: The login with the new password.
    ///   - candidates: Logins of the same user of which one works.
    /// - Throws: ``PostgreSQLError``; the old password holds then, unless the server was lost meanwhile.
    public static func setOwn(_ pending: PostgreSQLLogin, candidates: [PostgreSQLLogin]) throws(PostgreSQLError) {
        if try works(pending) { return }
        for candidate in candidates {
            guard candidate.user == pending.user, candidate.host == pending.host, candidate.port == pending.port else {
                throw PostgreSQLError(state: "", "the pending login is for another user or server")
            }
            let connection: PostgreSQLConnection
            do throws(PostgreSQLError) {
                connection = try connect(candidate)
            } catch {
                guard error.isPasswordRefused else { throw error }
                continue
            }
            return try setOwn(pending, from: candidate, connection)
        }
        throw PostgreSQLError(state: "28P01", "none of the known passwords of \(pending.user) works")
    }

    private static func setOwn(
        _ pending: PostgreSQLLogin,
        from old: PostgreSQLLogin,
        _ connection: borrowing PostgreSQLConnection
    ) throws(PostgreSQLError) {
        let name = try connection.quotedName(pending.user)
        func set(_ password: String) throws(PostgreSQLError) {
            let verifier = try connection.quotedText(connection.verifier(of: password, user: pending.user))
            try connection.run("ALTER ROLE \(name) PASSWORD \(verifier)")
        }
        try set(pending.password)
        guard try !works(pending) else { return }
        try set(old.password)
        throw PostgreSQLError(state: "28P01", "the server refuses the new password, so the old one was put back")
    }

    /// Has a superuser give a user a new password, or make the user as one that may do what another may.
    ///
    /// - Parameters:
    ///   - pending: The login with the new password.
    ///   - other: The user who may do what this one is to be able to do.
    ///   - master: Who may make and change users.
    /// - Throws: ``PostgreSQLError``.
    public static func setAlternate(
        _ pending: PostgreSQLLogin,
        like other: String,
        by master: PostgreSQLLogin
    ) throws(PostgreSQLError) {
        if try works(pending) { return }
        guard master.host == pending.host, master.port == pending.port else {
            throw PostgreSQLError(state: "", "the login of the superuser is for another server")
        }
        do {
            let connection = try connect(master)
            let name = try connection.quotedName(pending.user)
            let verifier = try connection.quotedText(connection.verifier(of: pending.password, user: pending.user))
            // All or nothing: a user without rights must not be found there when this is tried again.
            try connection.run("BEGIN")
            let isThere = try !connection.run(
                "SELECT 1 FROM pg_roles WHERE rolname = \(connection.quotedText(pending.user))"
            ).isEmpty
            if isThere {
                try connection.run("ALTER ROLE \(name) LOGIN PASSWORD \(verifier)")
            } else {
                try connection.run("CREATE ROLE \(name) LOGIN PASSWORD \(verifier)")
                try connection.run("GRANT \(connection.quotedName(other)) TO \(name)")
            }
            try connection.run("COMMIT")
        }
        guard try works(pending) else {
            throw PostgreSQLError(state: "28P01", "the server refuses the new password of \(pending.user)")
        }
    }

    /// Sees whether a login is refused because of its password.
    ///
    /// Anybody can refuse. So a login that works comes first, for which the server has to prove that it knows the user: only
    /// that one's refusal counts.
    ///
    /// - Parameters:
    ///   - login: The one that should not work.
    ///   - current: One that does, at the same server.
    /// - Returns: `nil` when it is refused, or why it is not.
    /// - Throws: ``PostgreSQLError`` when that cannot be known.
    public static func acceptance(
        of login: PostgreSQLLogin,
        known current: PostgreSQLLogin
    ) throws(PostgreSQLError) -> String? {
        guard current.host == login.host, current.port == login.port else {
            throw PostgreSQLError(state: "", "the replaced login is for another server than the current one")
        }
        do throws(PostgreSQLError) {
            _ = try PostgreSQLConnection(current, milliseconds: current.bounds.login)
        } catch {
            throw PostgreSQLError(
                state: "",
                "the server has not proved itself with the current login: \(error.message)"
            )
        }
        do throws(PostgreSQLError) {
            _ = try PostgreSQLConnection(login, milliseconds: login.bounds.login)
            return "the server takes the password"
        } catch {
            if error.isUnasked { return "the server lets \(login.user) in without asking for the password" }
            guard error.isPasswordRefused else { throw error }
            return nil
        }
    }
}
