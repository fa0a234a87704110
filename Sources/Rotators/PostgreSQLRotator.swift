import Couriers
import JSON
import SecretsManager
import ServiceModel

/// Changes a password at a PostgreSQL server: the user's own, or by turns those of two users.
///
/// The value is JSON with AWS's members: engine, host, port, username, password, dbname; for users that alternate also
/// `masterarn`, the secret of one who may change them.
/// Source: https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets_strategies.html
final class PostgreSQLRotator: Rotator {
    private let tasks: CourierTasks
    let alternates: Bool

    private let bounds: RotatorSettings.Database

    init(_ tasks: CourierTasks, alternates: Bool, within bounds: RotatorSettings.Database) {
        self.tasks = tasks
        self.bounds = bounds
        self.alternates = alternates
    }

    var hasGap: Bool { !alternates }

    func create(_ request: RotationRequest) throws -> SecretValue {
        var members = try PostgreSQLRotator.members(of: request.current, "the current value")
        if alternates {
            guard request.master != nil else {
                throw RotationError("NO_SUPERUSER", "the value has no 'masterarn' that names a secret with a value")
            }
            members["username"] = .string(try PostgreSQLRotator.otherUser(members["username"]?.string ?? ""))
        }
        var rules = PasswordRules()
        rules.excluded = "/@\"'\\: "
        members["password"] = .string(try rules.make())
        return SecretValue(JSONValue.object(members).json)
    }

    private static let suffix = "_clone"
    /// The longest name of a user, in bytes.
    private static let longestName = 63

    /// The user whose turn it is after `user`.
    static func otherUser(_ user: String) throws(RotationError) -> String {
        if user.hasSuffix(suffix) { return String(user.dropLast(suffix.count)) }
        guard user.utf8.count + suffix.utf8.count <= longestName else {
            throw RotationError("BAD_VALUE", "the user's name is too long for \(suffix) behind it")
        }
        return user + suffix
    }

    func set(_ request: RotationRequest) throws {
        let current = try PostgreSQLRotator.members(of: request.current, "the current value")
        var body: [String: JSONValue] = ["pending": try PostgreSQLRotator.pending(request)]
        if alternates {
            guard let master = request.master else {
                throw RotationError("NO_SUPERUSER", "the value has no 'masterarn' that names a secret with a value")
            }
            body["master"] = .object(try PostgreSQLRotator.members(of: master, "the superuser's secret"))
            body["like"] = current["username"]
            _ = try run(.setAlternate, body)
        } else {
            // It is only one more password to try: without it, the current one has to do.
            let previous = request.previous.flatMap { try? PostgreSQLRotator.members(of: $0, "the previous value") }
            body["candidates"] = .array([current, previous].compactMap(\.self).map { .object($0) })
            _ = try run(.setOwn, body)
        }
    }

    func test(_ request: RotationRequest) throws {
        _ = try run(.test, ["pending": try PostgreSQLRotator.pending(request)])
    }

    func finish(_ request: RotationRequest) throws {}

    func prove(_ request: RotationRequest) throws -> Closure {
        guard let old = request.previous else { return .untried("no value was replaced") }
        let members = try PostgreSQLRotator.members(of: old, "the replaced value")
        let current = try PostgreSQLRotator.members(of: request.current, "the current value")
        let answer = try JSONValue(parsing: try run(.prove, ["old": .object(members), "current": .object(current)]))
        guard let why = answer["accepted"]?.string else { return .refused }
        guard alternates, let user = members["username"]?.string, user != current["username"]?.string else {
            return .accepted(why)
        }
        return .accepted("the users take turns: the password of \(user) works until the next rotation")
    }

    private func run(_ task: CourierJob.DatabaseTask, _ body: [String: JSONValue]) throws -> [UInt8] {
        var body = body
        body["bounds"] = .object([
            "megabytes": .number(Double(bounds.megabytes)), "rows": .number(Double(bounds.rows)),
            "loginSeconds": .number(Double(bounds.loginSeconds)),
            "statementSeconds": .number(Double(bounds.statementSeconds)),
        ])
        // Three logins and some statements.
        let seconds = 3 * bounds.loginSeconds + 2 * bounds.statementSeconds
        return try tasks.run(.database(task), seconds: seconds, Array(JSONValue.object(body).json.utf8))
    }

    private static func pending(_ request: RotationRequest) throws -> JSONValue {
        guard let pending = request.pending else {
            throw RotationError("NO_PENDING_VALUE", "there is no pending value")
        }
        return .object(try members(of: pending, "the pending value"))
    }

    private static func members(of value: SecretValue, _ what: String) throws(RotationError) -> [String: JSONValue] {
        guard let members = value.members, members["host"]?.string != nil, members["username"]?.string != nil,
            members["password"]?.string != nil
        else {
            throw RotationError("BAD_VALUE", "\(what) is no JSON object with host, username and password")
        }
        guard ["postgres", "postgresql", nil].contains(members["engine"]?.string) else {
            throw RotationError("BAD_VALUE", "\(what) is for another engine than postgres")
        }
        return members
    }
}
