import Control
import Cryptography
import JSON
import POSIX
import SecretsManager
import ServiceModel

/// Has the key process make and unwrap the data keys of secrets.
struct SecretKeys: DataKeys {
    let keys: KeyProcess
    /// Tells of a call: type and detail of the event.
    let announce: @Sendable (String, @autoclosure () -> JSONValue) -> Void

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
        var answer = try ask(
            "Decrypt",
            [
                "CiphertextBlob": .string(Base64.text(wrapped)),
                "EncryptionContext": .object(context.mapValues { .string($0) }),
            ],
            principal
        )
        return try SecretKeys.secret(in: &answer)
    }

    private static let mistake = ServiceError("InternalServiceError", "The key service has answered without a key.")

    private static func user(_ principal: Principal) -> UInt32 {
        switch principal {
        case .service: System.userID
        case .user(let id): id
        }
    }

    private func ask(_ operation: String, _ input: [String: JSONValue], _ principal: Principal) throws -> [UInt8] {
        guard let operation = KMSModel.operation(operation) else { throw SecretKeys.mistake }
        do {
            return try keys.ask(
                operation,
                Array(JSONValue.object(input).json.utf8),
                by: SecretKeys.user(principal),
                announce
            )
        } catch let error as ControlError {
            guard let code = error.code else { throw error }
            throw ServiceError(code, error.message)
        }
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
