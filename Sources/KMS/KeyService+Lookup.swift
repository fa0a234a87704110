import Cryptography
import CustomerKeys
import JSON
import ServiceModel

/// How requests find the keys that they are about.
extension KeyService {
    /// Services that have a key of their own as soon as they use it.
    static let managedAliases: Set<String> = ["alias/aws/magpie", "alias/aws/s3", "alias/aws/secretsmanager"]

    /// Operations that take the id or the ARN of a key, and no alias.
    ///
    /// Source: the descriptions of KeyId in https://docs.aws.amazon.com/kms/latest/APIReference/API_Operations.html
    private static let withoutAlias: Set<String> = [
        "CancelKeyDeletion", "CreateAlias", "CreateGrant", "DeleteImportedKeyMaterial", "DisableKey",
        "DisableKeyRotation",
        "EnableKey", "EnableKeyRotation", "GetKeyPolicy", "GetKeyRotationStatus", "GetParametersForImport",
        "ImportKeyMaterial", "ListGrants", "ListKeyPolicies", "ListKeyRotations", "ListResourceTags", "PutKeyPolicy",
        "RetireGrant", "RevokeGrant", "RotateKeyOnDemand", "ScheduleKeyDeletion", "TagResource", "UntagResource",
        "UpdateAlias", "UpdateKeyDescription", "ListAliases", "GetKeyLastUsage",
    ]

    /// The key that a request names, if it names one.
    func namedKey(_ call: Call) throws -> [Key] {
        if let name = call.text("KeyId") { [try key(named: name, call)] } else { [] }
    }

    /// The key that decrypts.
    func decryptingKey(_ call: Call) throws -> [Key] {
        [try decryptionKey(call, blob: "CiphertextBlob", key: "KeyId", algorithm: "EncryptionAlgorithm")]
    }

    /// The key that decrypts, and the one that encrypts anew.
    func bothKeys(_ call: Call) throws -> [Key] {
        [
            try decryptionKey(call, blob: "CiphertextBlob", key: "SourceKeyId", algorithm: "SourceEncryptionAlgorithm"),
            try key(named: call.required("DestinationKeyId"), call),
        ]
    }

    /// The key that an alias is to name.
    func targetOfAlias(_ call: Call) throws -> [Key] { [try target(of: try aliasName(call), call)] }

    /// The key that an alias names.
    func keyOfAlias(_ call: Call) throws -> [Key] { [try key(ofAlias: try aliasName(call))] }

    /// The key that a grant is for.
    func keyOfGrant(_ call: Call) throws -> [Key] { [try key(named: try grantToRetire(call).key, call)] }

    /// The key that a key id, ARN, alias or alias ARN names.
    func key(named name: String, _ call: Call) throws -> Key {
        switch names.reference(name) {
        case nil: throw ServiceError("InvalidArnException", "\(name) is not a valid key or alias ARN here.")
        case .elsewhere(let region): throw KMSError.notFound("Invalid arn \(region)")
        case .foreign: throw KMSError.notFound("Key '\(name)' does not exist")
        case .alias(let alias):
            guard !KeyService.withoutAlias.contains(call.request.operation.name) else {
                throw KMSError.notFound(
                    "Invalid keyId '\(name)': \(call.request.operation.name) takes a key id or key ARN."
                )
            }
            if catalogue.aliases[alias] == nil, KeyService.managedAliases.contains(alias) {
                return try makeManagedKey(alias)
            }
            return try key(ofAlias: alias)
        case .key(let id):
            guard let key = catalogue.keys[id], key.manager != .owned else {
                throw KMSError.notFound(
                    KeyID.isWellFormed(id) ? "Key '\(names.arn(ofKey: id))' does not exist" : "Invalid keyId '\(id)'"
                )
            }
            return key
        }
    }

    private func key(ofAlias name: String) throws(ServiceError) -> Key {
        let catalogue = catalogue
        guard let alias = catalogue.aliases[name], let key = catalogue.keys[alias.key] else {
            throw KMSError.notFound("Alias \(names.arn(ofAlias: name)) is not found.")
        }
        return key
    }

    /// The key that a ciphertext says, or the one that the request says for ciphertexts that say nothing.
    private func decryptionKey(_ call: Call, blob: String, key name: String, algorithm: String) throws -> Key {
        let named = try call.text(name).map { try key(named: $0, call) }
        if call.ignoresCiphertext {
            guard let named else { throw ServiceError.validation("\(name) must be specified with IGNORE_CIPHERTEXT.") }
            return named
        }
        guard call.text(blob) != nil else {
            throw ServiceError.validation(
                "1 validation error detected: Value null at '\(blob.prefix(1).lowercased() + blob.dropFirst())' failed to "
                    + "satisfy constraint: Member must not be null"
            )
        }
        guard call.text(algorithm) ?? "SYMMETRIC_DEFAULT" == "SYMMETRIC_DEFAULT" else {
            guard let named else {
                throw ServiceError.validation("\(name) must be specified with asymmetric algorithms.")
            }
            return named
        }
        if let named, named.spec != .symmetric {
            try requireDecrypting(named, call.request.operation.name, "SYMMETRIC_DEFAULT")
        }
        guard let ciphertext = Ciphertext(try call.blob(blob)) else { throw KMSError.invalidCiphertext }
        guard let key = catalogue.keys[ciphertext.key] else {
            if named != nil { throw KMSError.incorrectKey }
            throw KMSError.invalidCiphertext
        }
        if let named, named.id != key.id { throw KMSError.incorrectKey }
        return key
    }

    // MARK: What a key must be

    /// Requires that a key can be used now; how it is used comes before its state, as in AWS.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - usage: How it is used.
    ///   - operation: The operation's name, for the message.
    ///   - algorithm: The algorithm that was asked for; `nil` when the key has only one.
    /// - Throws: `InvalidKeyUsageException`, or the error of the key's state.
    func requireUsable(_ key: Key, _ usage: KeyUsage, _ operation: String, _ algorithm: String? = nil)
        throws(ServiceError)
    {
        try requireUsage(key, usage, operation, algorithm)
        try requireState(key, [.enabled])
    }

    func requireUsage(_ key: Key, _ usage: KeyUsage, _ operation: String, _ algorithm: String?) throws(ServiceError) {
        guard key.usage == usage else {
            throw ServiceError(
                "InvalidKeyUsageException",
                "\(names.arn(ofKey: key.id)) key usage is \(key.usage.rawValue) which is not valid for \(operation)."
            )
        }
        if let algorithm, !key.spec.algorithms(for: usage).contains(algorithm) {
            throw ServiceError(
                "InvalidKeyUsageException",
                "Algorithm \(algorithm) is incompatible with key spec \(key.spec.rawValue)."
            )
        }
    }

    /// Requires that a key can decrypt: one of another usage is not the key of any ciphertext.
    func requireDecrypting(_ key: Key, _ operation: String, _ algorithm: String) throws(ServiceError) {
        guard key.usage == .encrypt else { throw KMSError.incorrectKey }
        try requireUsage(key, .encrypt, operation, algorithm)
    }

    func requireState(_ key: Key, _ states: [Key.State]) throws(ServiceError) {
        guard !states.contains(key.state) else { return }
        let arn = names.arn(ofKey: key.id)
        switch key.state {
        case .disabled: throw KMSError.disabled(arn)
        case .pendingDeletion: throw KMSError.invalidState(arn, "is pending deletion")
        case .pendingImport: throw KMSError.invalidState(arn, "is pending import")
        case .enabled: throw KMSError.invalidState(arn, "is enabled")
        }
    }

    /// Refuses changes to keys that belong to a service.
    func requireOwn(_ key: Key, _ operation: String) throws(ServiceError) {
        guard key.manager != .customer else { return }
        throw ServiceError(
            "AccessDeniedException",
            "\(operation) is not allowed on \(names.arn(ofKey: key.id)), which is an AWS managed key."
        )
    }

    /// Changes the key that a request is about, as it is at the moment of the change.
    func update(_ call: Call, _ body: (inout Key) throws -> Void) throws {
        let id = try call.key.id
        try edit { edit in
            guard var key = edit.catalogue.keys[id] else {
                throw KMSError.notFound("Key '\(names.arn(ofKey: id))' does not exist")
            }
            try body(&key)
            edit.put(key)
        }
    }
}
