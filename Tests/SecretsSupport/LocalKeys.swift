public import Cryptography
import POSIX
public import SecretsManager
public import ServiceModel

/// A key service for tests: one key in memory, which wraps data keys by AES-256-GCM with the context as associated
/// data.
///
/// It counts what it is asked for, and may be told to refuse.
public final class LocalKeys: DataKeys {
    private struct State {
        var generated = 0
        var unwrapped = 0
        var refusal: ServiceError?
    }

    private let root: SecretBytes
    private let state = Monitor(State())

    /// Uses a root key of 32 bytes.
    public init(root: [UInt8] = Array(repeating: 7, count: 32)) { self.root = SecretBytes(copying: root.span) }

    /// How many data keys were made and unwrapped.
    public var counts: (generated: Int, unwrapped: Int) { state.withLock { ($0.generated, $0.unwrapped) } }

    /// Refuses everything with an error of the key service; `nil` to stop that.
    public func refuse(_ code: String?) {
        state.withLock { $0.refusal = code.map { ServiceError($0, "refused by the test") } }
    }

    private static func data(_ keyID: String, _ context: [String: String]) -> [UInt8] {
        let pairs = context.sorted { $0.key < $1.key }.map { "\($0.key.utf8.count):\($0.key)\($0.value)" }
        return Array("\(keyID) \(pairs.joined(separator: " "))".utf8)
    }

    public func generate(
        under keyID: String,
        context: [String: String],
        for principal: Principal
    ) throws -> DataKey {
        try state.withLock { state in
            if let refusal = state.refusal { throw refusal }
            state.generated += 1
        }
        guard keyID != "alias/missing" else { throw ServiceError.notFound("Alias alias/missing is not found.") }
        let plaintext = try SecretBytes(random: 32)
        let nonce = try RandomBytes.make(AESGCM.nonceByteCount)
        var wrapped = Array(keyID.utf8) + [0] + nonce
        var cipher = try AESGCM(key: root)
        let bytes = plaintext.exposed()
        try cipher.seal(
            bytes.span,
            nonce: nonce.span,
            authenticating: LocalKeys.data(keyID, context).span,
            into: &wrapped
        )
        return DataKey(plaintext: plaintext, wrapped: wrapped, keyARN: "arn:test:key/\(keyID)")
    }

    public func unwrap(_ wrapped: [UInt8], context: [String: String], for principal: Principal) throws -> SecretBytes {
        try state.withLock { state in
            if let refusal = state.refusal { throw refusal }
            state.unwrapped += 1
        }
        guard let end = wrapped.firstIndex(of: 0), wrapped.count > end + AESGCM.nonceByteCount else {
            throw ServiceError("InvalidCiphertextException", "")
        }
        let keyID = String(decoding: wrapped[..<end], as: UTF8.self)
        let rest = wrapped.span.extracting((end + 1)...)
        var bytes: [UInt8] = []
        var cipher = try AESGCM(key: root)
        do {
            try cipher.open(
                rest.extracting(AESGCM.nonceByteCount...),
                nonce: rest.extracting(..<AESGCM.nonceByteCount),
                authenticating: LocalKeys.data(keyID, context).span,
                into: &bytes
            )
        } catch {
            throw ServiceError("InvalidCiphertextException", "")
        }
        return SecretBytes(wiping: &bytes)
    }
}
