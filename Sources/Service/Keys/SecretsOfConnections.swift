import CourierDeliveries
import EventBus
import POSIX
import SecretsManager
import ServiceModel

/// Has Secrets Manager keep what connections of the event bus are reached with.
final class SecretsOfConnections: ConnectionSecrets {
    private let secrets: SecretsManager

    /// On whose behalf that is.
    private static let principal = Principal.service("events", runningAs: System.userID)

    /// Keeps them in `secrets`.
    init(_ secrets: SecretsManager) { self.secrets = secrets }

    func keep(_ value: String, named name: String, in arn: String?, under key: String?) throws -> String {
        do {
            return try secrets.keepOwned(value, named: name, in: arn, under: key, for: SecretsOfConnections.principal)
        } catch let error as ServiceError where error.code == "EncryptionFailure" {
            // What Secrets Manager calls it, the bus does not know.
            throw ServiceError.validation("Parameter KmsKeyIdentifier is not valid. Reason: \(error.message)")
        }
    }

    func value(of arn: String) throws -> String {
        try secrets.ownedValue(arn, for: SecretsOfConnections.principal)
    }

    func remove(_ arn: String) throws { try secrets.removeOwned(arn, for: SecretsOfConnections.principal) }
}
