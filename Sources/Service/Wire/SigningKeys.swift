import Cryptography
import IAM
import POSIX
import Signatures

/// Keys that were derived for signing, so that a request costs one code instead of five, and no secret is decrypted for it.
final class SigningKeys: Sendable {
    private struct Name: Hashable {
        var accessKeyID: String
        var scope: SigningScope
    }

    private let keys = Monitor<[Name: SecretBytes]>([:])
    /// The most that are kept.
    private static let most = 4096

    /// Whether the key that a request must be signed with is derived already.
    func has(_ claim: SignatureClaim) -> Bool {
        let name = Name(accessKeyID: claim.accessKeyID, scope: claim.scope)
        return keys.withLock { $0[name] != nil }
    }

    /// The key that a request must be signed with.
    ///
    /// - Parameters:
    ///   - claim: What the request says.
    ///   - identities: Who has the secrets.
    ///   - time: Now, in seconds since 1970.
    /// - Returns: Who has signed if the signature is right, and the key.
    /// - Throws: `ServiceError` with the code `InvalidClientTokenId` or `ExpiredToken`; other errors when the secret cannot be
    ///   decrypted.
    func key(of claim: SignatureClaim, _ identities: IAMService, at time: Double) throws -> (Caller, SecretBytes) {
        // Whether the key is still good is asked each time; what it is never changes.
        let caller = try identities.caller(ofAccessKey: claim.accessKeyID, token: claim.sessionToken, at: time)
        let name = Name(accessKeyID: claim.accessKeyID, scope: claim.scope)
        if let known = keys.withLock({ $0[name] }) { return (caller, known) }
        let holder = try identities.holder(ofAccessKey: claim.accessKeyID, token: claim.sessionToken, at: time)
        let key = try claim.scope.key(from: holder.secretAccessKey)
        keys.withLock { keys in
            if keys.count >= SigningKeys.most { keys = [:] }
            keys[name] = key
        }
        return (caller, key)
    }
}
