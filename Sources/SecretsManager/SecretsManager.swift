public import JSON
public import POSIX
public import Records
public import ServiceModel

/// Keeps secrets with the semantics of AWS Secrets Manager, encrypted under keys of the key service, and rotates them.
///
/// Values are decrypted for whoever may read them and for rotators; what is kept, announced and logged never holds one.
public final class SecretsManager: Sendable {
    /// What the service needs of its surroundings.
    public struct Surroundings: Sendable {
        /// Where keys for values come from.
        public var keys: any DataKeys
        /// Makes the rotator for a kind, for one thread.
        public var makeRotator: @Sendable (RotatorKind) -> any Rotator
        /// Announces an event: its detail-type and its detail.
        public var announce: @Sendable (String, JSONValue) throws -> Void = { _, _ in }
        /// Whether anybody would hear that a value was read; what changes a secret is announced in any case.
        public var isHeard: @Sendable () -> Bool = { true }
        /// Hears of values that come or go.
        public var hear: @Sendable (ValueChange) -> Void = { _ in }
        /// Seconds since 1970.
        public var now: @Sendable () -> Double = { Timestamp.now().secondsSince1970 }
        /// The longest time between two attempts of a rotation that fails, in seconds.
        public var longestPause: @Sendable () -> Double = { 900 }
        /// Passes each point of a rotation; where it throws, rotations stop as if the process had died.
        public var pass: @Sendable (RotationPoint) throws -> Void = { _ in }

        /// Gathers what must be known.
        public init(keys: any DataKeys, makeRotator: @escaping @Sendable (RotatorKind) -> any Rotator) {
            self.keys = keys
            self.makeRotator = makeRotator
        }
    }

    let surroundings: Surroundings
    let records: RecordStore
    let vault: Vault
    let cache = ValueCache()
    /// Held while something changes, so that what was read is still so when it is written.
    private let changes = Monitor(())
    let rotations: Rotations

    /// Opens the service over what was kept.
    public init(_ surroundings: Surroundings, _ records: RecordStore) throws {
        self.surroundings = surroundings
        self.records = records
        vault = Vault(keys: surroundings.keys)
        rotations = Rotations()
        try rotations.open(records, surroundings)
    }

    // MARK: Life

    /// Starts rotating what is due, and deleting.
    public func run() { rotations.run(self) }

    /// Ends the rotations: each where it is, to go on after the next start.
    public func stop(by deadline: Timestamp) { rotations.stop(by: deadline) }

    // MARK: Operations

    /// What an operation is done with.
    struct Call: Sendable {
        var operation: String
        var input: JSONValue
        var principal: Principal
        /// Seconds since 1970.
        var time: Double

        func text(_ name: String) -> String? { input[name]?.string }

        func flag(_ name: String) -> Bool { input[name] == .boolean(true) }

        /// The secret that it is about.
        var secretID: String { text("SecretId") ?? "" }
    }

    /// Does what a request asks for.
    ///
    /// - Parameters:
    ///   - operation: One of ``SecretsModel/operations``.
    ///   - input: Its parameters, as AWS has them.
    ///   - principal: Who asks. Whether they may is for the caller to know.
    /// - Returns: The answer, as AWS has it.
    /// - Throws: `ServiceError` when the request is refused; other errors when the records cannot be used.
    public func perform(_ operation: OperationModel, _ input: JSONValue, by principal: Principal) throws -> JSONValue {
        let call = Call(operation: operation.name, input: input, principal: principal, time: surroundings.now())
        do {
            try operation.check(input)
            return try perform(call)
        } catch let error as ServiceError {
            tell(
                "Secret Operation Refused",
                call,
                ["secretId": input["SecretId"] ?? input["Name"] ?? .null, "errorCode": .string(error.code)]
            )
            throw error
        }
    }

    private func perform(_ call: Call) throws -> JSONValue {
        if let id = call.text("SecretId") { try SecretNames.check(id) }
        if let token = call.text("ClientRequestToken"), !(32...64).contains(token.utf8.count) {
            throw ServiceError.parameter("ClientRequestToken must be 32-64 characters long.")
        }
        return switch call.operation {
        case "CreateSecret": try createSecret(call)
        case "GetSecretValue": try getSecretValue(call)
        case "BatchGetSecretValue": try batchGetSecretValue(call)
        case "PutSecretValue": try putSecretValue(call)
        case "UpdateSecret": try updateSecret(call)
        case "GetRandomPassword": try getRandomPassword(call)
        case "DescribeSecret": try describeSecret(call)
        case "ListSecrets": try listSecrets(call)
        case "ListSecretVersionIds": try listVersions(call)
        case "UpdateSecretVersionStage": try updateStage(call)
        case "DeleteSecret": try deleteSecret(call)
        case "RestoreSecret": try restoreSecret(call)
        case "TagResource": try tag(call)
        case "UntagResource": try untag(call)
        case "RotateSecret": try rotateSecret(call)
        case "CancelRotateSecret": try cancelRotation(call)
        case "RevealRotator": try revealRotator(call)
        case "GetResourcePolicy": try getPolicy(call)
        case "PutResourcePolicy": try putPolicy(call)
        case "DeleteResourcePolicy": try deletePolicy(call)
        case "ValidateResourcePolicy": try validatePolicy(call)
        case "ReplicateSecretToRegions", "RemoveRegionsFromReplication", "StopReplicationToReplica":
            throw SecretsManager.noReplication
        default: throw ServiceError("UnknownOperationException", "There is no operation \(call.operation).")
        }
    }

    static let noReplication = ServiceError.parameter("Secrets are not replicated: there is one Region, local.")

    // MARK: What most operations need

    /// The secret that a call is about, which must not wait for its deletion.
    func secret(_ call: Call, evenDeleted: Bool = false) throws -> SecretRecord {
        let secret = try records.readSecrets { try SecretNames.find(call.secretID, $0) }
        guard evenDeleted || secret.deletedAt == nil else { throw ServiceError.markedForDeletion }
        return secret
    }

    /// Runs `body` while nobody else changes a secret.
    func changing<Result>(_ body: () throws -> Result) throws -> Result { try changes.withLock { _ in try body() } }

    /// Announces what was done with a secret.
    func tell(_ detailType: String, _ call: Call, _ secret: SecretRecord, _ more: [String: JSONValue] = [:]) {
        tell(detailType, call, SecretsManager.names(of: secret).merging(more) { $1 })
    }

    func tell(_ detailType: String, _ call: Call, _ detail: [String: JSONValue]) {
        // What was done is done; the bus says itself when it cannot take events.
        try? announce(detailType, call, detail)
    }

    func announce(_ detailType: String, _ call: Call, _ detail: [String: JSONValue]) throws {
        var detail = detail
        detail["operation"] = .string(call.operation)
        if case .user(let id) = call.principal { detail["userId"] = .number(Double(id)) }
        try surroundings.announce(detailType, .object(detail))
    }

    static func names(of secret: SecretRecord) -> [String: JSONValue] {
        ["secretArn": .string(secret.arn), "name": .string(secret.name)]
    }

    /// What most answers begin with.
    static func head(_ secret: SecretRecord) -> [String: JSONValue] {
        ["ARN": .string(secret.arn), "Name": .string(secret.name)]
    }

    static func text(_ time: Double) -> JSONValue { .string(UTCTime.preciseText(secondsSince1970: time)) }

    /// The id of the version that a call makes: its token, or a new one.
    static func versionID(_ call: Call) throws -> String {
        try call.text("ClientRequestToken") ?? RandomText.makeUUID()
    }

    /// The value of a version; `nil` for a placeholder.
    func value(_ version: SecretVersionRecord, of secret: SecretRecord, for principal: Principal) throws -> SecretValue?
    {
        guard let sealed = version.sealed else { return nil }
        let key = try vault.dataKey(of: sealed, secret.arn, version.version, for: principal)
        return try vault.open(sealed, of: secret.arn, version.version, with: key)
    }
}

extension SecretRecord {
    /// Notes that it was changed, later than ever before: two changes have two times, to the millisecond.
    mutating func touch(at time: Double) { changedAt = max(time, changedAt + 0.001) }
}
