import JSON
import Records
public import ServiceModel

/// Secrets of other services of this process, which nobody has asked for by name.
extension SecretsManager {
    /// Keeps a value for a service: in a new secret, or as the current version of one.
    ///
    /// - Parameters:
    ///   - value: The value, as text.
    ///   - name: What a new secret is called.
    ///   - arn: The secret that is there already; `nil` for a new one.
    ///   - keyID: The key that encrypts it; `nil` for that of secrets.
    ///   - principal: The service.
    /// - Returns: The secret's ARN.
    /// - Throws: `ServiceError` when it is refused; other errors when it cannot be kept.
    public func keepOwned(
        _ value: String,
        named name: String,
        in arn: String?,
        under keyID: String?,
        for principal: Principal
    ) throws -> String {
        var input: [String: JSONValue] = ["SecretString": .string(value)]
        input["KmsKeyId"] = keyID.map { .string($0) }
        let answer: JSONValue
        if let arn {
            input["SecretId"] = .string(arn)
            answer = try perform("UpdateSecret", input, principal)
        } else {
            input["Name"] = .string(name)
            input["Description"] = .string("Kept by \(principal.name)")
            answer = try perform("CreateSecret", input, principal)
        }
        guard let kept = answer["ARN"]?.string else { throw ServiceError.missingSecret }
        return kept
    }

    /// The current value of a secret of a service, as text, without that it is announced.
    ///
    /// - Throws: `ServiceError` when there is none; other errors when it cannot be decrypted.
    public func ownedValue(_ arn: String, for principal: Principal) throws -> String {
        let (secret, version) = try records.readSecrets { transaction in
            let secret = try SecretNames.find(arn, transaction)
            let current = try transaction.stages(of: secret.id)[Stages.current]
            return (secret, try current.flatMap { try transaction.version($0, of: secret.id) })
        }
        guard let value = try version.flatMap({ try self.value($0, of: secret, for: principal) }), value.isText else {
            throw ServiceError.missingValue("staging label: \(Stages.current)")
        }
        return String(decoding: value.bytes, as: UTF8.self)
    }

    /// Removes a secret of a service at once.
    public func removeOwned(_ arn: String, for principal: Principal) throws {
        _ = try perform(
            "DeleteSecret",
            ["SecretId": .string(arn), "ForceDeleteWithoutRecovery": .boolean(true)],
            principal
        )
    }

    private func perform(_ name: String, _ input: [String: JSONValue], _ principal: Principal) throws -> JSONValue {
        guard let model = SecretsModel.operation(name) else { throw ServiceError.missingSecret }
        let request = ServiceRequest(model, .object(input), by: principal, from: .service, at: dependencies.now())
        return try makeOperations().perform(request)
    }
}
