import Cryptography
import Records
import ServiceModel

/// Encrypts and decrypts values: each version under a data key of its own, bound to its secret and version.
///
/// A sealed value is a random nonce, the ciphertext and the tag of AES-256-GCM. Its associated data are a format byte,
/// whether it is text, and secret and version, each behind its length in four bytes.
struct Vault: Sendable {
    let keys: any DataKeys

    /// The key where none is named.
    static let defaultKey = "alias/aws/secretsmanager"

    private static func context(_ arn: String, _ version: String) -> [String: String] {
        ["SecretARN": arn, "SecretVersionId": version]
    }

    private static func data(_ arn: String, _ version: String, isText: Bool) -> [UInt8] {
        var data: [UInt8] = [1, isText ? 1 : 0]
        for text in [arn, version] {
            let count = UInt32(text.utf8.count)
            data += (0..<4).map { UInt8(truncatingIfNeeded: count >> (8 * $0)) }
            data += text.utf8
        }
        return data
    }

    /// Encrypts the value of a version under a new data key.
    func seal(
        _ value: SecretValue,
        of arn: String,
        _ version: String,
        under keyID: String?,
        for principal: Principal
    ) throws -> SecretVersionRecord.Sealed {
        let key: DataKey
        do {
            let context = Vault.context(arn, version)
            key = try keys.generate(under: keyID ?? Vault.defaultKey, context: context, for: principal)
        } catch {
            throw Vault.refusal(
                error,
                ServiceError(
                    "EncryptionFailure",
                    "Secrets Manager can't encrypt the protected secret text using the provided KMS key."
                )
            )
        }
        let nonce = try RandomBytes.make(AESGCM.nonceByteCount)
        var sealed = nonce
        var cipher = try AESGCM(key: key.plaintext)
        try cipher.seal(
            value.bytes.span,
            nonce: nonce.span,
            authenticating: Vault.data(arn, version, isText: value.isText).span,
            into: &sealed
        )
        return SecretVersionRecord.Sealed(
            keyARN: key.keyARN,
            wrappedKey: key.wrapped,
            isText: value.isText,
            value: sealed
        )
    }

    /// Has the data key of a version unwrapped.
    func dataKey(
        of sealed: SecretVersionRecord.Sealed,
        _ arn: String,
        _ version: String,
        for principal: Principal
    ) throws -> SecretBytes {
        do {
            return try keys.unwrap(sealed.wrappedKey, context: Vault.context(arn, version), for: principal)
        } catch {
            throw Vault.refusal(error, Vault.decryptionFailure)
        }
    }

    /// Has the data keys of versions unwrapped together.
    ///
    /// - Returns: The keys in the order of the versions, or why one cannot be used.
    func dataKeys(of versions: [SecretValueRecord], for principal: Principal) -> [Result<SecretBytes, ServiceError>] {
        let wrapped = versions.map { value in
            WrappedKey(value.sealed.wrappedKey, context: Vault.context(value.arn, value.version))
        }
        do {
            return try keys.unwrap(wrapped, for: principal).map { key in
                key.mapError { Vault.refusal($0, Vault.decryptionFailure) }
            }
        } catch {
            return versions.map { _ in .failure(Vault.refusal(error, Vault.decryptionFailure)) }
        }
    }

    /// Decrypts the value of a version.
    func open(
        _ sealed: SecretVersionRecord.Sealed,
        of arn: String,
        _ version: String,
        with key: SecretBytes
    ) throws(ServiceError) -> SecretValue {
        var bytes: [UInt8] = []
        let nonceCount = AESGCM.nonceByteCount
        do {
            guard sealed.value.count > nonceCount else { throw Vault.decryptionFailure }
            var cipher = try AESGCM(key: key)
            try cipher.open(
                sealed.value.span.extracting(nonceCount...),
                nonce: sealed.value.span.extracting(..<nonceCount),
                authenticating: Vault.data(arn, version, isText: sealed.isText).span,
                into: &bytes
            )
        } catch {
            throw Vault.decryptionFailure
        }
        return SecretValue(bytes, isText: sealed.isText)
    }

    private static let decryptionFailure = ServiceError(
        "DecryptionFailure",
        "Secrets Manager can't decrypt the protected secret text using the provided KMS key."
    )

    /// What an error of the key service means to who asked for a secret.
    private static func refusal(_ error: any Error, _ failure: ServiceError) -> ServiceError {
        guard let error = error as? ServiceError else {
            return ServiceError("InternalServiceError", "The key service does not answer: \(error)")
        }
        if error.code == "AccessDeniedException" {
            return ServiceError("AccessDeniedException", "Access to KMS is not allowed")
        }
        // Why is the caller's to know: a key that is disabled, deleted or not there.
        return ServiceError(failure.code, "\(failure.message) (\(error.code): \(error.message))")
    }
}
