import Bytes
package import Cryptography

/// What `Encrypt` makes with a symmetric key: which key and which material, and what they encrypt.
///
/// `01 | key 16 | material 32 | salt 16 | nonce 12 | ciphertext | tag 16`. A message's key is derived from the material and
/// the salt, so that no material comes near the limit of NIST SP 800-38D, section 8.3, for random nonces. What stands before
/// the salt and the encryption context are authenticated.
package struct Ciphertext: Sendable {
    private static let version: UInt8 = 1
    private static let headByteCount = 49
    private static let saltByteCount = 16
    /// What is longer than the plaintext, in bytes.
    package static let overhead = headByteCount + saltByteCount + AESGCM.nonceByteCount + AESGCM.tagByteCount
    private static let purpose = Array("magpie kms message key".utf8)

    /// The key's id.
    package let key: String
    /// The material's id.
    package let material: String
    private let bytes: [UInt8]

    /// Reads a ciphertext; `nil` when it is none of this kind.
    package init?(_ bytes: [UInt8]) {
        guard bytes.count > Ciphertext.overhead, bytes[0] == Ciphertext.version else { return nil }
        self.bytes = bytes
        key = KeyID.text(Array(bytes[1..<17]))
        material = Hexadecimal.text(Array(bytes[17..<Ciphertext.headByteCount]))
    }

    /// Encrypts.
    ///
    /// - Parameters:
    ///   - plaintext: The secret.
    ///   - key: The key's id.
    ///   - material: The material's id.
    ///   - secret: The material, 32 bytes, to make messages' keys from.
    ///   - context: Must be the same for decrypting.
    /// - Returns: The ciphertext.
    /// - Throws: `CryptographyError` when the library fails.
    package static func seal(
        _ plaintext: Span<UInt8>,
        key: String,
        material: String,
        _ secret: HKDF.Source,
        _ context: EncryptionContext
    ) throws(CryptographyError) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(overhead + plaintext.count)
        bytes.append(version)
        bytes += KeyID.bytes(key) ?? []
        bytes += Hexadecimal.bytes(material) ?? []
        precondition(bytes.count == headByteCount, "a key's id is a UUID, a material's 32 bytes")
        var head: [UInt8] = []
        head.reserveCapacity(256)
        head += bytes
        context.add(to: &head)
        let random = try RandomBytes.make(saltByteCount + AESGCM.nonceByteCount)
        bytes += random
        var cipher = try AESGCM(key: try messageKey(secret, random[..<saltByteCount]))
        let nonce = random.span.extracting(saltByteCount...)
        try cipher.seal(plaintext, nonce: nonce, authenticating: head.span, into: &bytes)
        return bytes
    }

    /// Decrypts.
    ///
    /// - Throws: `CryptographyError` when anything is not what was sealed.
    package func open(_ secret: HKDF.Source, _ context: EncryptionContext) throws(CryptographyError) -> SecretBytes {
        var head: [UInt8] = []
        head.reserveCapacity(256)
        head += bytes[..<Ciphertext.headByteCount]
        context.add(to: &head)
        let start = Ciphertext.headByteCount + Ciphertext.saltByteCount
        let nonce = bytes.span.extracting(start..<start + AESGCM.nonceByteCount)
        let sealed = bytes.span.extracting((start + AESGCM.nonceByteCount)...)
        var cipher = try AESGCM(key: try Ciphertext.messageKey(secret, bytes[Ciphertext.headByteCount..<start]))
        var plaintext: [UInt8] = []
        try cipher.open(sealed, nonce: nonce, authenticating: head.span, into: &plaintext)
        return SecretBytes(wiping: &plaintext)
    }

    private static func messageKey(_ secret: HKDF.Source, _ salt: ArraySlice<UInt8>) throws(CryptographyError)
        -> SecretBytes
    {
        let info = purpose + salt
        return try secret.expand(info: info.span, count: 32)
    }
}
