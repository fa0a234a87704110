/// Changes a secret where it is used: at a database, by a command.
///
/// Every step may be asked for again, also when it was done before and nobody lived to hear of it. For one thread at a
/// time.
public protocol Rotator: AnyObject {
    /// Makes the new value. Changes nothing.
    func create(_ request: RotationRequest) throws -> SecretValue
    /// Makes the pending value valid.
    func set(_ request: RotationRequest) throws
    /// Sees whether the pending value works.
    func test(_ request: RotationRequest) throws
    /// Is told that the pending value is about to become the current one.
    func finish(_ request: RotationRequest) throws
    /// Sees whether the value that was replaced is refused.
    func prove(_ request: RotationRequest) throws -> Closure
    /// Whether the current value may stop working before the pending one takes its place, so that readers should wait.
    var hasGap: Bool { get }
    /// Whether a value works on after it was replaced, until the one after it is: two users take turns.
    var alternates: Bool { get }
}

extension Rotator {
    public var alternates: Bool { false }
}

/// What a rotator is told.
public struct RotationRequest: Sendable {
    public var secretARN: String
    /// The id of the pending version.
    public var token: String
    /// Why the secret is rotated.
    public var reason: String
    /// The value under AWSCURRENT; for the proof, the new one.
    public var current: SecretValue
    /// The value under AWSPREVIOUS; for the proof, the one that was replaced.
    public var previous: SecretValue?
    /// `nil` before there is one.
    public var pending: SecretValue?
    /// The value of the secret that the current one names as `masterarn`.
    public var master: SecretValue?

    /// Describes a step.
    public init(secretARN: String, token: String, reason: String, current: SecretValue) {
        self.secretARN = secretARN
        self.token = token
        self.reason = reason
        self.current = current
    }
}

/// What became of the value that was replaced.
public enum Closure: Sendable, Equatable {
    /// It was tried, and refused.
    case refused
    /// It was tried, and works still: why.
    case accepted(String)
    /// It could not be tried: why.
    case untried(String)
}

/// Why a step of a rotation has failed.
///
/// Never holds a value.
public struct RotationError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Such as `AUTHENTICATION_FAILED`.
    public var code: String
    public var message: String

    /// Describes a failure.
    public init(_ code: String, _ message: String) {
        self.code = code
        self.message = message
    }

    public var description: String { "\(code): \(message)" }
}

/// What may rotate a secret, as its `RotationLambdaARN` says.
public enum RotatorKind: Sendable, Equatable {
    /// One user, whose password changes.
    case postgreSQLSingleUser
    /// Two users that take turns, by a third who may change them.
    case postgreSQLAlternatingUsers
    /// A random key, of which a webhook is told.
    case apiKey(webhook: String?)
    case command(String)

    private static let prefix = "arn:magpie:rotator:"

    /// What is understood, for messages.
    static let forms = """
        \(prefix)postgresql-single-user, \(prefix)postgresql-alternating-users, \(prefix)api-key, \
        \(prefix)api-key:https://HOST/PATH and exec:/PATH
        """

    /// Reads an ARN; `nil` when it names no rotator.
    public init?(arn: String) {
        switch arn {
        case RotatorKind.prefix + "postgresql-single-user": self = .postgreSQLSingleUser
        case RotatorKind.prefix + "postgresql-alternating-users": self = .postgreSQLAlternatingUsers
        case RotatorKind.prefix + "api-key": self = .apiKey(webhook: nil)
        default:
            let webhook = RotatorKind.prefix + "api-key:"
            if arn.hasPrefix(webhook + "https://") || arn.hasPrefix(webhook + "http://") {
                let url = String(arn.dropFirst(webhook.count))
                guard url.utf8.allSatisfy({ $0 > 32 && $0 < 127 }), !url.contains("@") else { return nil }
                self = .apiKey(webhook: url)
            } else if arn.hasPrefix("exec:/"), !arn.hasSuffix("/"), !arn.utf8.contains(0) {
                self = .command(String(arn.dropFirst("exec:".count)))
            } else {
                return nil
            }
        }
    }
}
