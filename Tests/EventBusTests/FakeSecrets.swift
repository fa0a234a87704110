import CourierDeliveries
import EventBus
import EventOperations
import POSIX
import ServiceModel

/// Secrets in memory.
final class FakeSecrets: ConnectionSecrets {
    private struct Missing: Error {}

    /// Values by ARN.
    let values = Monitor<[String: String]>([:])
    /// The keys that values were to be encrypted with, by ARN.
    let keys = Monitor<[String: String]>([:])

    func keep(_ value: String, named name: String, in arn: String?, under key: String?) throws -> String {
        let arn = arn ?? "arn:aws:secretsmanager:local:000000000000:secret:\(name)-AbCdEf"
        values.withLock { $0[arn] = value }
        keys.withLock { $0[arn] = key }
        return arn
    }

    func value(of arn: String) throws -> String {
        guard let value = values.withLock({ $0[arn] }) else { throw Missing() }
        return value
    }

    func remove(_ arn: String) throws { values.withLock { $0[arn] = nil } }
}
