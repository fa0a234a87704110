import Couriers
import JSON
import PostgreSQL

/// Does what rotations need done at a database.
enum DatabaseTasks {
    static func answer(_ task: CourierJob.DatabaseTask, _ body: [UInt8]) -> CourierAnswer {
        guard let input = try? JSONValue(parsing: body) else { return badLogin("the task") }
        let bounds = PostgreSQLBounds(input["bounds"])
        do throws(PostgreSQLError) {
            switch task {
            case .setOwn:
                guard let pending = PostgreSQLLogin(input["pending"], bounds) else {
                    return badLogin("the pending value")
                }
                try PasswordChange.setOwn(
                    pending,
                    candidates: (input["candidates"]?.array ?? []).compactMap { PostgreSQLLogin($0, bounds) }
                )
            case .setAlternate:
                guard let pending = PostgreSQLLogin(input["pending"], bounds) else {
                    return badLogin("the pending value")
                }
                guard let master = PostgreSQLLogin(input["master"], bounds), let other = input["like"]?.string else {
                    return badLogin("the secret of the superuser")
                }
                try PasswordChange.setAlternate(pending, like: other, by: master)
            case .test:
                guard let pending = PostgreSQLLogin(input["pending"], bounds) else {
                    return badLogin("the pending value")
                }
                try PasswordChange.test(pending)
            case .prove:
                guard let old = PostgreSQLLogin(input["old"], bounds) else { return badLogin("the replaced value") }
                guard let current = PostgreSQLLogin(input["current"], bounds) else {
                    return badLogin("the current value")
                }
                guard let why = try PasswordChange.acceptance(of: old, known: current) else {
                    return .done(body: Array("{}".utf8))
                }
                return .done(body: Array(JSONValue.object(["accepted": .string(why)]).json.utf8))
            }
            return .done()
        } catch {
            return .failed(
                code: error.isPasswordRefused ? "AUTHENTICATION_FAILED" : "DATABASE_ERROR",
                message: "\(error)",
                isFinal: false
            )
        }
    }

    private static func badLogin(_ what: String) -> CourierAnswer {
        .failed(
            code: "BAD_VALUE",
            message: "\(what) is no JSON object with host, username and password",
            isFinal: true
        )
    }
}

extension PostgreSQLLogin {
    /// Reads the value of a secret, with the names that AWS has given its members.
    ///
    /// Source: https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_secret_json_structure.html
    fileprivate init?(_ secret: JSONValue?, _ bounds: PostgreSQLBounds) {
        guard let secret, let host = secret["host"]?.string, let user = secret["username"]?.string,
            let password = secret["password"]?.string
        else { return nil }
        let port = secret["port"]?.integer ?? secret["port"]?.string.flatMap { Int($0) } ?? 5432
        self.init(
            host: host,
            port: port,
            database: secret["dbname"]?.string ?? "postgres",
            user: user,
            password: password
        )
        sslMode = secret["sslmode"]?.string ?? PostgreSQLLogin.mode(secret["ssl"])
        sslRootCertificate = secret["sslrootcert"]?.string
        allowsAnyAuthentication = secret["authentication"]?.string == "password"
        self.bounds = bounds
    }

    /// What AWS's member `ssl` asks for: TLS is what it is without, with the server's name checked.
    private static func mode(_ ssl: JSONValue?) -> String? {
        switch ssl {
        case .boolean(false), .string("false"): "disable"
        default: nil
        }
    }
}

extension PostgreSQLBounds {
    /// Reads what a task says; what it does not say is as if nobody said it.
    fileprivate init(_ json: JSONValue?) {
        self.init()
        bytes = (json?["megabytes"]?.integer).map { $0 << 20 } ?? bytes
        rows = json?["rows"]?.integer ?? rows
        login = (json?["loginSeconds"]?.integer).map { $0 * 1000 } ?? login
        statement = (json?["statementSeconds"]?.integer).map { $0 * 1000 } ?? statement
    }
}
