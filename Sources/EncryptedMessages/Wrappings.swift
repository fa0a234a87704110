public import Cryptography

/// Wraps data keys under an RSA key, of which the public half is enough.
///
/// So somebody can encrypt what they can never read again. Source: AWS Encryption SDK specification, "Raw RSA keyring".
public struct RSAWrapping: Sendable {
    /// Whose key it is; not `aws-kms`.
    public var namespace: String
    /// Which key it is.
    public var name: String
    public var padding: RSAPadding

    /// Describes a wrapping.
    public init(namespace: String, name: String, padding: RSAPadding = .oaep(.sha256)) {
        self.namespace = namespace
        self.name = name
        self.padding = padding
    }

    /// Wraps a data key.
    public func wrap(_ dataKey: SecretBytes, with key: PublicKey) throws(MessageError) -> EncryptedDataKey {
        precondition(!namespace.hasPrefix(EncryptedDataKey.kmsProvider), "the namespace of KMS")
        do throws(CryptographyError) {
            let ciphertext = try key.encrypt(dataKey, padding)
            return EncryptedDataKey(provider: namespace, info: Array(name.utf8), ciphertext: ciphertext)
        } catch {
            throw .cryptography
        }
    }

    /// Whether a data key was wrapped under this name.
    public func matches(_ dataKey: EncryptedDataKey) -> Bool {
        dataKey.provider == namespace && dataKey.info == Array(name.utf8)
    }

    /// Unwraps a data key.
    ///
    /// - Throws: ``MessageError/unwrappingFailed``.
    public func unwrap(_ dataKey: EncryptedDataKey, with key: PrivateKey) throws(MessageError) -> SecretBytes {
        do throws(CryptographyError) {
            return try key.decrypt(dataKey.ciphertext.span, padding)
        } catch {
            throw .unwrappingFailed
        }
    }
}

/// Wraps data keys under a secret key that is no KMS key.
///
/// Source: AWS Encryption SDK specification, "Raw AES keyring".
public struct AESWrapping: Sendable {
    /// Whose key it is; not `aws-kms`.
    public var namespace: String
    /// Which key it is.
    public var name: String

    private let key: SecretBytes

    /// Describes a wrapping under `key`, which has 16, 24 or 32 bytes.
    public init(namespace: String, name: String, key: SecretBytes) {
        self.namespace = namespace
        self.name = name
        self.key = key
    }

    /// What comes before the nonce in the provider's information: the name, and the lengths of tag (bits) and nonce (bytes).
    private var prefix: [UInt8] {
        Array(name.utf8) + UInt32(AESGCM.tagByteCount * 8).bigEndianBytes + UInt32(AESGCM.nonceByteCount).bigEndianBytes
    }

    /// Wraps a data key for a message with this context.
    public func wrap(_ dataKey: SecretBytes, for context: EncryptionContext) throws(MessageError) -> EncryptedDataKey {
        precondition(!namespace.hasPrefix(EncryptedDataKey.kmsProvider), "the namespace of KMS")
        do throws(CryptographyError) {
            let nonce = try RandomBytes.make(AESGCM.nonceByteCount)
            var cipher = try AESGCM(key: key)
            let block = context.block
            let ciphertext = try dataKey.withBytes { (bytes) throws(CryptographyError) in
                var ciphertext: [UInt8] = []
                try cipher.seal(bytes, nonce: nonce.span, authenticating: block.span, into: &ciphertext)
                return ciphertext
            }
            return EncryptedDataKey(provider: namespace, info: prefix + nonce, ciphertext: ciphertext)
        } catch {
            throw .cryptography
        }
    }

    /// Whether a data key was wrapped under this name.
    public func matches(_ dataKey: EncryptedDataKey) -> Bool {
        dataKey.provider == namespace && dataKey.info.starts(with: prefix)
            && dataKey.info.count == prefix.count + AESGCM.nonceByteCount
    }

    /// Unwraps a data key of a message with this context.
    ///
    /// - Throws: ``MessageError/unwrappingFailed``.
    public func unwrap(_ dataKey: EncryptedDataKey, for context: EncryptionContext) throws(MessageError) -> SecretBytes
    {
        guard matches(dataKey) else { throw .unwrappingFailed }
        do throws(CryptographyError) {
            var cipher = try AESGCM(key: key)
            return try cipher.open(
                dataKey.ciphertext.span,
                nonce: Array(dataKey.info.suffix(AESGCM.nonceByteCount)).span,
                authenticating: context.block.span
            )
        } catch {
            throw .unwrappingFailed
        }
    }
}
