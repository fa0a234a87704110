/// A data key, encrypted by somebody who can decrypt it again.
public struct EncryptedDataKey: Equatable, Sendable {
    /// By what it is encrypted: `aws-kms`, or the namespace of a key that is no KMS key.
    public var provider: String
    /// What the provider needs to know: the ARN of a KMS key, or the name of another key.
    public var info: [UInt8]
    public var ciphertext: [UInt8]

    /// Describes a wrapped data key.
    public init(provider: String, info: [UInt8], ciphertext: [UInt8]) {
        self.provider = provider
        self.info = info
        self.ciphertext = ciphertext
    }

    /// The provider of data keys that KMS has encrypted.
    public static let kmsProvider = "aws-kms"

    /// Takes what `GenerateDataKey` or `Encrypt` returned.
    ///
    /// - Parameters:
    ///   - kmsKey: The ARN of the key, which is the `KeyId` of the answer whatever the question called it.
    ///   - ciphertext: The `CiphertextBlob`.
    public init(kmsKey: String, ciphertext: [UInt8]) {
        self.init(provider: EncryptedDataKey.kmsProvider, info: Array(kmsKey.utf8), ciphertext: ciphertext)
    }

    /// The ARN of the KMS key that can decrypt it; `nil` when that is no KMS key.
    public var kmsKey: String? {
        provider == EncryptedDataKey.kmsProvider ? String(validating: info, as: UTF8.self) : nil
    }

    /// Whether each field fits the two bytes of its length.
    var fits: Bool { provider.utf8.count <= 65_535 && info.count <= 65_535 && ciphertext.count <= 65_535 }
}
