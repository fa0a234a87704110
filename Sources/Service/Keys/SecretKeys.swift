import Control
import Cryptography
import JSON
import POSIX
import Records
import SecretsManager
import ServiceModel

/// Has the key process make and unwrap the data keys of secrets.
struct SecretKeys: DataKeys {
    let keys: KeyProcess
    let callers: KeyCallers
    /// The service that asks for somebody, by its name in ARNs.
    var service = SecretsModel.service
    /// Hears of each call.
    let events: any EventPublisher

    /// The same for another service.
    func serving(_ service: String) -> SecretKeys {
        var keys = self
        keys.service = service
        return keys
    }

    /// Tells of a call: type and detail of the event.
    private func announce(_ type: String, _ detail: @autoclosure () -> JSONValue) {
        // The call is done and in the key process's own audit log; the bus says itself when it cannot take events.
        try? events.announce(type, detail(), source: "aws.kms")
    }

    func generate(under keyID: String, context: [String: String], for principal: Principal) throws -> DataKey {
        var answer = try ask(
            "GenerateDataKey",
            [
                "KeyId": .string(keyID), "NumberOfBytes": .number(32),
                "EncryptionContext": .object(context.mapValues { .string($0) }),
            ],
            principal
        )
        let key = try SecretKeys.secret(in: &answer)
        let json = try JSONValue(parsing: answer)
        guard let wrapped = json["CiphertextBlob"]?.string.flatMap({ Base64.bytes($0) }),
            let arn = json["KeyId"]?.string
        else {
            throw SecretKeys.mistake
        }
        return DataKey(plaintext: key, wrapped: wrapped, keyARN: arn)
    }

    func unwrap(_ wrapped: [UInt8], context: [String: String], for principal: Principal) throws -> SecretBytes {
        var answer = try ask("Decrypt", SecretKeys.decryption(WrappedKey(wrapped, context: context)), principal)
        return try SecretKeys.secret(in: &answer)
    }

    func unwrap(_ wrapped: [WrappedKey], for principal: Principal) throws -> [Result<SecretBytes, any Error>] {
        guard let operation = KMSModel.operation("Decrypt") else { throw SecretKeys.mistake }
        let inputs = wrapped.map { JSONValue.object(SecretKeys.decryption($0)).bytes }
        return try keys.ask(operation, inputs, by: try caller(principal), announce).map { answer in
            Result {
                do {
                    var answer = try answer.get()
                    return try SecretKeys.secret(in: &answer)
                } catch let error as ControlError {
                    throw SecretKeys.refusal(error)
                }
            }
        }
    }

    /// The parameters with which a key is unwrapped.
    private static func decryption(_ key: WrappedKey) -> [String: JSONValue] {
        [
            "CiphertextBlob": .string(Base64.text(key.bytes)),
            "EncryptionContext": .object(key.context.mapValues { .string($0) }),
        ]
    }

    /// Who asks, by way of the service that keeps secrets.
    private func caller(_ principal: Principal) throws -> KeyCaller {
        try callers.caller(principal, via: service)
    }

    private static let mistake = ServiceError("InternalServiceError", "The key service has answered without a key.")

    private func ask(_ operation: String, _ input: [String: JSONValue], _ principal: Principal) throws -> [UInt8] {
        guard let operation = KMSModel.operation(operation) else { throw SecretKeys.mistake }
        do {
            return try keys.ask(
                operation,
                Array(JSONValue.object(input).json.utf8),
                by: try caller(principal),
                announce
            )
        } catch let error as ControlError {
            throw SecretKeys.refusal(error)
        }
    }

    /// The error of a refusal, in the key service's words; what only this machine knows stays as it is.
    private static func refusal(_ error: ControlError) -> any Error {
        error.code.map { ServiceError($0, error.message) } ?? error
    }

    /// Takes the member `Plaintext` out of an answer, and overwrites it there.
    private static func secret(in answer: inout [UInt8]) throws -> SecretBytes {
        guard let place = JSONText.value(at: [.member("Plaintext")], in: answer)?.indices, place.count >= 2,
            var bytes = Base64.bytes(answer[(place.lowerBound + 1)..<(place.upperBound - 1)])
        else { throw mistake }
        for index in (place.lowerBound + 1)..<(place.upperBound - 1) { answer[index] = UInt8(ascii: "A") }
        return SecretBytes(wiping: &bytes)
    }
}
