import Cryptography
import JSON
public import POSIX
import Problems
public import Records
import ServiceModel

/// Keeps secrets with the semantics of AWS Secrets Manager, encrypted under keys of the key service, and rotates them.
///
/// Values are decrypted for whoever may read them and for rotators; what is kept, announced and logged never holds one.
public final class SecretsManager: Sendable {
    /// What the service needs of its dependencies.
    public struct Dependencies: Sendable {
        /// Where keys for values come from.
        public var keys: any DataKeys
        /// Makes the rotator for a kind, for one thread.
        public var makeRotator: @Sendable (RotatorKind) -> any Rotator
        /// Takes what happens to secrets.
        ///
        /// Reading a value only counts as something where anybody hears of it; what changes a
        /// secret is announced in any case.
        public var publisher: any EventPublisher
        /// Hears of values that come or go.
        public var hear: @Sendable (ValueChange) -> Void = { _ in }
        /// Seconds since 1970.
        public var now: @Sendable () -> Double = { Timestamp.now().secondsSince1970 }
        /// The longest time between two attempts of a rotation that fails, in seconds.
        public var longestPause: @Sendable () -> Double = { 900 }
        /// Passes each point of a rotation; where it throws, rotations stop as if the process had died.
        public var pass: @Sendable (RotationPoint) throws -> Void = { _ in }

        /// Gathers what must be known.
        public init(
            keys: any DataKeys,
            publisher: any EventPublisher,
            makeRotator: @escaping @Sendable (RotatorKind) -> any Rotator
        ) {
            self.keys = keys
            self.publisher = publisher
            self.makeRotator = makeRotator
        }
    }

    let dependencies: Dependencies
    let records: RecordStore
    let vault: Vault
    let cache = ValueCache()
    /// What policies see of secrets that were asked for lately.
    let resources = ResourceCache()
    /// Held while something changes, so that what was read is still so when it is written.
    private let changes = Monitor(())
    let rotations: Rotations
    let failures = Failures(
        .rotation,
        hint: "see that the state folder's disk can be read; it is tried again by itself"
    )

    /// Opens the service over what was kept.
    public init(_ dependencies: Dependencies, _ records: RecordStore) throws {
        self.dependencies = dependencies
        self.records = records
        vault = Vault(keys: dependencies.keys)
        rotations = Rotations()
        try rotations.open(records, dependencies)
    }

    // MARK: Life

    /// Starts rotating what is due, and deleting.
    public func run() { rotations.run(self) }

    /// Ends the rotations: each where it is, to go on after the next start.
    public func stop(by deadline: Timestamp) { rotations.stop(by: deadline) }

    /// A request that the service makes itself, as when something is due.
    static func ownRequest(_ name: String, _ input: JSONValue = .null, at time: Double) -> ServiceRequest {
        let model = SecretsModel.operation(name) ?? OperationModel(name, .admin, "").of(SecretsModel.service)
        return ServiceRequest(model, input, by: principal, from: .service, at: time)
    }

    /// On whose behalf rotations and fingerprints are made.
    static let principal = Principal.service("secretsmanager", runningAs: System.userID)

    static let noReplication = ServiceError.parameter("Secrets are not replicated: there is one Region, local.")

    // MARK: What most operations need

    /// The secret that a call is about, which must not wait for its deletion.
    func secret(_ call: ServiceRequest, evenDeleted: Bool = false) throws -> SecretRecord {
        let secret = try records.readSecrets { try SecretNames.find(call.required("SecretId"), $0) }
        guard evenDeleted || secret.deletedAt == nil else { throw ServiceError.markedForDeletion }
        return secret
    }

    /// Runs `body` while nobody else changes a secret.
    func changing<Result>(_ body: () throws -> Result) throws -> Result { try changes.withLock { _ in try body() } }

    /// Announces what was done with a secret.
    func tell(_ detailType: String, _ call: ServiceRequest, _ secret: SecretRecord, _ more: [String: JSONValue] = [:]) {
        tell(detailType, call, SecretsManager.names(of: secret).merging(more) { $1 })
    }

    func tell(_ detailType: String, _ call: ServiceRequest, _ detail: [String: JSONValue]) {
        // What was done is done; the bus says itself when it cannot take events.
        try? announce(detailType, call, detail)
    }

    func announce(_ detailType: String, _ call: ServiceRequest, _ detail: [String: JSONValue]) throws {
        var detail = detail
        detail["operation"] = .string(call.operation.name)
        if call.principal.kind == .user { detail["userId"] = .number(Double(call.principal.userID)) }
        try dependencies.publisher.announce(detailType, .object(detail))
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
    static func versionID(_ call: ServiceRequest) throws -> String {
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
