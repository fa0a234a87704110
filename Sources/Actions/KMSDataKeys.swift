public import Cryptography
public import EncryptedMessages
import JSON
public import ObjectEncryption

/// Data keys under keys of KMS, which is asked by operations of its interface.
public struct KMSDataKeys: DataKeySource {
    /// Performs an operation of KMS, such as `GenerateDataKey`, with JSON in and out.
    public typealias Ask = (_ operation: String, _ input: [UInt8]) throws(DataKeyError) -> [UInt8]

    private let keyIDs: [String]
    private let required: EncryptionContext
    private let ask: Ask

    public var canUnwrap: Bool { true }

    /// Takes the keys under which data keys are wrapped.
    ///
    /// - Parameters:
    ///   - keyIDs: Key ids, ARNs or aliases, at least one; a data key is wrapped under each.
    ///   - required: What a message's context must hold to be decrypted.
    ///   - ask: Reaches KMS.
    public init(keyIDs: [String], required: EncryptionContext = EncryptionContext(), ask: @escaping Ask) {
        self.keyIDs = keyIDs
        self.required = required
        self.ask = ask
    }

    public func newDataKey(for context: EncryptionContext) throws(DataKeyError) -> NewDataKey {
        guard let first = keyIDs.first else { throw DataKeyError("no KMS key") }
        let input = JSONValue.object([
            "KeyId": .string(first), "NumberOfBytes": .number(32), "EncryptionContext": KMSDataKeys.json(context),
        ])
        var answer = try ask("GenerateDataKey", Array(input.json.utf8))
        let key = try KMSDataKeys.secret(in: &answer)
        guard key.count == 32 else { throw DataKeyError("KMS has returned a data key of another length") }
        var wrapped = [try KMSDataKeys.wrapped(answer)]
        for keyID in keyIDs.dropFirst() {
            var plaintext = key.exposed()
            let input = JSONValue.object([
                "KeyId": .string(keyID), "Plaintext": .string(Base64.text(plaintext)),
                "EncryptionContext": KMSDataKeys.json(context),
            ])
            _ = SecretBytes(wiping: &plaintext)
            wrapped.append(try KMSDataKeys.wrapped(try ask("Encrypt", Array(input.json.utf8))))
        }
        return NewDataKey(key: key, wrapped: wrapped)
    }

    public func dataKey(for header: MessageHeader) throws(DataKeyError) -> SecretBytes {
        guard header.context.includes(required) else { throw .otherContext }
        var failure: DataKeyError?
        for wrapped in header.dataKeys {
            guard let arn = wrapped.kmsKey else { continue }
            do throws(DataKeyError) {
                return try unwrap(wrapped, arn, header)
            } catch {
                // Another may do; the first that was tried says most. One that may do later is worth saying.
                if failure == nil || error.isRetryable { failure = error }
            }
        }
        throw failure ?? DataKeyError("the file was not encrypted under a KMS key")
    }

    private func unwrap(
        _ wrapped: EncryptedDataKey,
        _ arn: String,
        _ header: MessageHeader
    ) throws(DataKeyError) -> SecretBytes {
        let input = JSONValue.object([
            "KeyId": .string(arn), "CiphertextBlob": .string(Base64.text(wrapped.ciphertext)),
            "EncryptionContext": KMSDataKeys.json(header.context),
        ])
        var answer = try ask("Decrypt", Array(input.json.utf8))
        let key = try KMSDataKeys.secret(in: &answer)
        guard let json = try? JSONValue(parsing: answer), json["KeyId"]?.string == arn,
            key.count == header.suite.dataKeyByteCount
        else { throw DataKeyError("KMS has answered with another key than was asked for") }
        return key
    }

    private static func json(_ context: EncryptionContext) -> JSONValue {
        .object(context.texts.mapValues { .string($0) })
    }

    /// Takes the member `Plaintext` out of an answer, and overwrites it there.
    private static func secret(in answer: inout [UInt8]) throws(DataKeyError) -> SecretBytes {
        guard let place = JSONText.value(at: [.member("Plaintext")], in: answer)?.indices, place.count >= 2,
            var bytes = Base64.bytes(answer[(place.lowerBound + 1)..<(place.upperBound - 1)])
        else { throw DataKeyError("KMS has answered without a key") }
        for index in (place.lowerBound + 1)..<(place.upperBound - 1) { answer[index] = UInt8(ascii: "A") }
        return SecretBytes(wiping: &bytes)
    }

    private static func wrapped(_ answer: [UInt8]) throws(DataKeyError) -> EncryptedDataKey {
        guard let json = try? JSONValue(parsing: answer), let arn = json["KeyId"]?.string, arn.hasPrefix("arn:"),
            let blob = json["CiphertextBlob"]?.string.flatMap({ Base64.bytes($0) })
        else { throw DataKeyError("KMS has answered without a wrapped key") }
        return EncryptedDataKey(kmsKey: arn, ciphertext: blob)
    }
}
