import Cryptography

/// A message that is about to be written, before it has a data key.
public struct MessageDraft: Sendable {
    public let suite: Suite

    /// The whole context: wrap the data key under this one, which also has the key that verifies a signed message.
    public let context: EncryptionContext

    let signingKey: PrivateKey?

    /// Prepares a message.
    ///
    /// - Parameters:
    ///   - context: What the user wants authenticated with it.
    ///   - isSigned: Whether somebody who can decrypt it shall be unable to make another like it.
    /// - Throws: Only when it is signed: ``MessageError/limitExceeded(_:)`` when the context has no room for the key
    ///   that verifies it, ``MessageError/cryptography`` when no key can be made.
    public init(context: EncryptionContext, isSigned: Bool = false) throws(MessageError) {
        suite = isSigned ? .committingSigned : .committing
        guard let signature = suite.signature else {
            self.context = context
            signingKey = nil
            return
        }
        do {
            let key = try PrivateKey(generating: .ec(signature.curve))
            self.context = try context.adding(publicKey: Base64.text(try key.publicKey.compressedPoint()))
            signingKey = key
        } catch let error as MessageError {
            throw error
        } catch {
            throw .cryptography
        }
    }
}
