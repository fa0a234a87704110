package import Cryptography
import POSIX

/// Key material, which is wrapped under the root key wherever it is kept, and unwrapped while it is used.
///
/// Sealed, it has no root key and no material.
package final class Vault: Sendable {
    /// Key material as it is used.
    package enum Material: Sendable {
        case bytes(SecretBytes)
        /// That of a symmetric key, taken in to make messages' keys from.
        case source(HKDF.Source)
        case pair(PrivateKey)
    }

    private struct State {
        var root: SecretBytes?
        var materials: [Name: Material] = [:]
    }

    private struct Name: Hashable {
        /// The key's id.
        var key: String
        /// The material's id.
        var material: String
    }

    private let state = Monitor(State())

    /// Is sealed.
    package init() {}

    /// How many materials are kept unwrapped.
    private static let capacity = 10_000

    package var isSealed: Bool { state.withLock { $0.root == nil } }

    /// Forgets everything.
    package func seal() { state.withLock { $0 = State() } }

    /// Takes the root key.
    package func unseal(_ root: SecretBytes) { state.withLock { $0 = State(root: root) } }

    /// Forgets the material of a key.
    package func forget(_ key: Key) {
        state.withLock { state in
            for material in key.materials { state.materials[Name(key: key.id, material: material.id)] = nil }
        }
    }

    /// Runs `body` with the root key.
    ///
    /// - Throws: `KeyUnavailableException` when it is sealed.
    package func withRoot<Value>(_ body: (SecretBytes) throws -> Value) throws -> Value {
        guard let root = state.withLock({ $0.root }) else { throw KMSError.sealed }
        return try body(root)
    }

    /// Wraps new key material.
    package func wrap(_ secret: SecretBytes, key: String, material: String) throws -> [UInt8] {
        try withRoot { root in
            let nonce = try RandomBytes.make(AESGCM.nonceByteCount)
            var cipher = try AESGCM(key: root)
            let place = Array(Vault.place(key, material).utf8)
            var sealed = nonce
            try secret.withBytes { bytes throws(CryptographyError) in
                try cipher.seal(bytes, nonce: nonce.span, authenticating: place.span, into: &sealed)
            }
            return sealed
        }
    }

    /// Unwraps what ``wrap(_:key:material:)`` has made.
    package func unwrap(_ wrapped: [UInt8], key: String, material: String) throws -> SecretBytes {
        try withRoot { try Vault.unwrap(wrapped, $0, key, material) }
    }

    /// The key material, unwrapped.
    package func material(_ material: KeyMaterial, of key: Key) throws -> Material {
        let name = Name(key: key.id, material: material.id)
        let (root, known) = state.withLock { ($0.root, $0.materials[name]) }
        guard let root else { throw KMSError.sealed }
        if let known { return known }
        guard let wrapped = material.wrapped else { throw KMSError.invalidState(key.id, "is pending import") }
        let secret = try Vault.unwrap(wrapped, root, key.id, material.id)
        let result: Material =
            if key.spec.pair != nil {
                .pair(try PrivateKey(pkcs8: secret, isChecked: false))
            } else if key.spec == .symmetric {
                .source(try HKDF.Source(.sha256, key: secret))
            } else {
                .bytes(secret)
            }
        state.withLock { state in
            guard state.root === root else { return }
            if state.materials.count >= Vault.capacity { state.materials = [:] }
            state.materials[name] = result
        }
        return result
    }

    private static func unwrap(
        _ wrapped: [UInt8],
        _ root: SecretBytes,
        _ key: String,
        _ material: String
    ) throws -> SecretBytes {
        guard wrapped.count > AESGCM.nonceByteCount + AESGCM.tagByteCount else { throw KMSError.damaged(key) }
        let nonce = Array(wrapped[..<AESGCM.nonceByteCount])
        let sealed = Array(wrapped[AESGCM.nonceByteCount...])
        let place = Array(place(key, material).utf8)
        var cipher = try AESGCM(key: root)
        var bytes: [UInt8] = []
        do {
            try cipher.open(sealed.span, nonce: nonce.span, authenticating: place.span, into: &bytes)
        } catch {
            throw KMSError.damaged(key)
        }
        return SecretBytes(wiping: &bytes)
    }

    private static func place(_ key: String, _ material: String) -> String { "magpie key material \(key) \(material)" }
}
