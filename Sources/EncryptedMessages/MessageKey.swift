import Cryptography

/// The key of one message, derived from its data key.
struct MessageKey {
    let key: SecretBytes
    /// What ties the message to the data key; empty for suites that do not commit.
    let commitment: [UInt8]

    /// Derives the key.
    ///
    /// Source: RFC 5869, and the SDK's specification for what goes in.
    init(_ dataKey: SecretBytes, _ suite: Suite, messageID: [UInt8]) throws(MessageError) {
        guard dataKey.count == suite.dataKeyByteCount else { throw .dataKeyLength }
        do throws(CryptographyError) {
            self = try MessageKey.derived(from: dataKey, suite, messageID: messageID)
        } catch {
            throw .cryptography
        }
    }

    private init(key: SecretBytes, commitment: [UInt8]) {
        self.key = key
        self.commitment = commitment
    }

    /// The cipher under this key.
    func cipher() throws(MessageError) -> AESGCM {
        do throws(CryptographyError) { return try AESGCM(key: key) } catch { throw .cryptography }
    }

    private static func derived(
        from dataKey: SecretBytes,
        _ suite: Suite,
        messageID: [UInt8]
    ) throws(CryptographyError) -> MessageKey {
        guard let hash = suite.derivation else { return MessageKey(key: dataKey, commitment: []) }
        let salt = suite.isCommitting ? messageID : [UInt8](repeating: 0, count: hash.byteCount)
        let secret = try HKDF.extract(hash, salt: salt.span, key: dataKey)
        let info = suite.bytes + (suite.isCommitting ? Array("DERIVEKEY".utf8) : messageID)
        let key = try HKDF.expand(hash, key: secret, info: info.span, count: suite.dataKeyByteCount)
        guard suite.isCommitting else { return MessageKey(key: key, commitment: []) }
        let commitment = try HKDF.expand(hash, key: secret, info: Array("COMMITKEY".utf8).span, count: 32)
        return MessageKey(key: key, commitment: commitment.exposed())
    }
}
