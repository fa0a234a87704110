public import Cryptography

/// Encrypts what the service of identities keeps or hands out.
///
/// Each value is bound to what it is for: one that is put in place of another cannot be opened.
public protocol AccessKeySealing: Sendable {
    /// Encrypts.
    ///
    /// - Parameters:
    ///   - secret: What.
    ///   - purpose: What it is for: must be given again to open it.
    /// - Returns: The ciphertext.
    /// - Throws: When the key cannot be used.
    func seal(_ secret: SecretBytes, for purpose: String) throws -> [UInt8]

    /// Decrypts.
    ///
    /// - Throws: When it was not sealed so.
    func open(_ sealed: [UInt8], for purpose: String) throws -> SecretBytes

    /// A key that is always the same for a purpose.
    ///
    /// - Returns: 32 bytes.
    func key(for purpose: String) throws -> SecretBytes
}

/// Seals under a key of the installation.
///
/// A sealed value is a random salt, the ciphertext and the tag of AES-256-GCM under a key that HKDF-SHA256 (RFC 5869) has
/// made of the installation's key for that value alone: the nonce may be zero, as no key is used twice.
public struct InstallationSealing: AccessKeySealing {
    private let key: SecretBytes
    /// Of the salt, in bytes.
    private static let saltCount = 16

    /// Seals under a key.
    ///
    /// - Parameter key: At least 32 bytes that nobody else has.
    public init(key: SecretBytes) { self.key = key }

    public func key(for purpose: String) throws -> SecretBytes {
        try HKDF.derive(
            .sha256,
            from: key,
            salt: [UInt8]().span,
            info: Array("magpie identities: \(purpose)".utf8).span,
            count: 32
        )
    }

    private func sealingKey(_ salt: [UInt8]) throws -> SecretBytes {
        try HKDF.derive(.sha256, from: key, salt: salt.span, info: Array("magpie identities".utf8).span, count: 32)
    }

    public func seal(_ secret: SecretBytes, for purpose: String) throws -> [UInt8] {
        let salt = try RandomBytes.make(InstallationSealing.saltCount)
        let nonce = [UInt8](repeating: 0, count: AESGCM.nonceByteCount)
        var sealed = salt
        var cipher = try AESGCM(key: sealingKey(salt))
        let data = Array(purpose.utf8)
        var plaintext = secret.exposed()
        try cipher.seal(plaintext.span, nonce: nonce.span, authenticating: data.span, into: &sealed)
        _ = SecretBytes(wiping: &plaintext)
        return sealed
    }

    public func open(_ sealed: [UInt8], for purpose: String) throws -> SecretBytes {
        guard sealed.count > InstallationSealing.saltCount + AESGCM.tagByteCount else {
            throw CryptographyError.authentication
        }
        var cipher = try AESGCM(key: sealingKey(Array(sealed[..<InstallationSealing.saltCount])))
        return try cipher.open(
            sealed.span.extracting(InstallationSealing.saltCount...),
            nonce: [UInt8](repeating: 0, count: AESGCM.nonceByteCount).span,
            authenticating: Array(purpose.utf8).span
        )
    }
}
