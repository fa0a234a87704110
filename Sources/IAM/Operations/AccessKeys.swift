import Cryptography

extension IAMService {
    /// Decrypts the secret of an access key.
    func secret(of key: AccessKey) throws -> SecretBytes {
        guard let sealed = Base64.bytes(key.sealed) else { throw IdentityFailure.damaged("access key \(key.id)") }
        return try dependencies.keys.open(sealed, for: "access key \(key.id)")
    }
}
