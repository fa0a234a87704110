import Bytes
public import Cryptography
public import EncryptedMessages

/// Data keys under an RSA key at hand: with its public half files can be encrypted, and only with the other half decrypted.
///
/// Messages name the key by its digest, under the namespace ``namespace``, so that other programs find it too.
public struct RSADataKeys: DataKeySource {
    private let publicKey: PublicKey
    private let privateKey: PrivateKey?
    private let wrapping: RSAWrapping
    private let required: EncryptionContext

    /// The namespace of keys that are no KMS keys.
    public static let namespace = "magpie"

    /// Whether the private half is here.
    public var canUnwrap: Bool { privateKey != nil }

    /// The key's name in messages: the SHA-256 of its `SubjectPublicKeyInfo`.
    public var name: String { wrapping.name }

    /// Takes a public key.
    public init(publicKey: PublicKey) throws(CryptographyError) {
        try self.init(publicKey, nil, required: EncryptionContext())
    }

    /// Takes both halves.
    ///
    /// - Parameters:
    ///   - privateKey: The private half.
    ///   - required: What a message's context must hold to be decrypted.
    /// - Throws: `CryptographyError.keyMismatch` for a key that is not of RSA; another one when OpenSSL fails.
    public init(privateKey: PrivateKey, required: EncryptionContext) throws(CryptographyError) {
        try self.init(privateKey.publicKey, privateKey, required: required)
    }

    private init(
        _ publicKey: PublicKey,
        _ privateKey: PrivateKey?,
        required: EncryptionContext
    ) throws(CryptographyError) {
        guard case .rsa = publicKey.kind else { throw .keyMismatch }
        self.publicKey = publicKey
        self.privateKey = privateKey
        self.required = required
        let spki = try publicKey.spki()
        let digest = Hexadecimal.text(try Digest.of(spki.span, by: .sha256))
        wrapping = RSAWrapping(namespace: RSADataKeys.namespace, name: "sha256:\(digest)")
    }

    public func newDataKey(for context: EncryptionContext) throws(DataKeyError) -> NewDataKey {
        let key: SecretBytes
        do throws(CryptographyError) { key = try SecretBytes(random: 32) } catch { throw DataKeyError("\(error)") }
        do throws(MessageError) {
            return NewDataKey(key: key, wrapped: [try wrapping.wrap(key, with: publicKey)])
        } catch {
            throw DataKeyError("the data key cannot be wrapped under this public key")
        }
    }

    public func dataKey(for header: MessageHeader) throws(DataKeyError) -> SecretBytes {
        guard header.context.includes(required) else { throw .otherContext }
        guard let privateKey else { throw DataKeyError("this takes a private key") }
        guard let wrapped = header.dataKeys.first(where: wrapping.matches) else {
            throw DataKeyError("the file was encrypted for other keys")
        }
        do throws(MessageError) { return try wrapping.unwrap(wrapped, with: privateKey) } catch {
            throw DataKeyError("\(error)")
        }
    }
}

extension DataKeyError {
    /// The message was written for another purpose.
    public static let otherContext = DataKeyError("the file has another encryption context")
}
