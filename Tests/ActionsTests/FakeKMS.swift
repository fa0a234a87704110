import Control
import Cryptography
import EncryptedMessages
import Foundation
import JSON
import POSIX

/// A key process for tests: one key, at a socket, which can be sealed.
final class FakeKMS: Sendable {
    static let arn = "arn:aws:kms:local:000000000000:key/11111111-2222-3333-4444-555555555555"

    private let key: SecretBytes
    /// Whether it refuses, and how often it was asked.
    private let state = Monitor((isSealed: false, calls: [String]()))

    init() throws { key = try SecretBytes(random: 32) }

    var calls: [String] { state.withLock { $0.calls } }

    func seal(_ isSealed: Bool) { state.withLock { $0.isSealed = isSealed } }

    /// Listens at `path` for as long as the process lives.
    func listen(at path: URL) throws {
        let server = try ControlServer(path: Array(path.path.utf8)) { [self] request, _ in
            try answer(request)
        } metrics: { _ in
            []
        }
        Threads.detach { server.run() }
    }

    func answer(_ request: ControlRequest) throws -> [UInt8] {
        let isSealed = state.withLock { state in
            state.calls.append(request.operation)
            return state.isSealed
        }
        if isSealed { throw ControlError(code: "KMSInvalidStateException", "sealed") }
        let input = try JSONValue(parsing: request.input)
        let context = try EncryptionContext(input["EncryptionContext"]?.strings ?? [:])
        let wrapping = AESWrapping(namespace: "fake", name: "k", key: key)
        var members: [String: JSONValue] = ["KeyId": .string(Self.arn)]
        switch request.operation {
        case "kms:GenerateDataKey":
            let dataKey = try SecretBytes(random: 32)
            let wrapped = try wrapping.wrap(dataKey, for: context)
            members["Plaintext"] = .string(Base64.text(dataKey.exposed()))
            members["CiphertextBlob"] = .string(Base64.text(wrapped.info + wrapped.ciphertext))
        case "kms:Encrypt":
            let plaintext = input["Plaintext"]?.string.flatMap { Base64.bytes($0) } ?? []
            let wrapped = try wrapping.wrap(SecretBytes(copying: plaintext.span), for: context)
            members["CiphertextBlob"] = .string(Base64.text(wrapped.info + wrapped.ciphertext))
        case "kms:Decrypt":
            let blob = input["CiphertextBlob"]?.string.flatMap { Base64.bytes($0) } ?? []
            let wrapped = EncryptedDataKey(
                provider: "fake",
                info: Array(blob.prefix(21)),
                ciphertext: Array(blob.dropFirst(21))
            )
            do {
                members["Plaintext"] = .string(Base64.text(try wrapping.unwrap(wrapped, for: context).exposed()))
            } catch {
                throw ControlError(code: "InvalidCiphertextException", "not its ciphertext")
            }
        default: throw ControlError("no operation \(request.operation)")
        }
        return Array(JSONValue.object(members).json.utf8)
    }
}
