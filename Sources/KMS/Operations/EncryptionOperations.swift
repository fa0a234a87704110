import Cryptography
import CustomerKeys
import JSON
import ServiceModel

/// Encrypting and decrypting, and keys to encrypt with.
extension KeyService {
    func encrypt(_ call: Call) throws -> JSONValue {
        let key = try call.key
        let algorithm = call.text("EncryptionAlgorithm") ?? "SYMMETRIC_DEFAULT"
        try requireUsable(key, .encrypt, "Encrypt", algorithm)
        try requireContext(call.context, key)
        let blob = try seal(try call.secret("Plaintext"), key, algorithm, call.context)
        try call.endDryRun()
        return .object([
            "CiphertextBlob": .blob(blob), "KeyId": .string(names.arn(ofKey: key.id)),
            "EncryptionAlgorithm": .string(algorithm),
        ])
    }

    func decrypt(_ call: Call) throws -> JSONValue {
        let key = try call.key
        let algorithm = call.text("EncryptionAlgorithm") ?? "SYMMETRIC_DEFAULT"
        try requireDecrypting(key, "Decrypt", algorithm)
        try requireState(key, [.enabled])
        try requireContext(call.context, key)
        if call.ignoresCiphertext { throw KMSError.dryRun }
        let (plaintext, material) = try open(try call.blob("CiphertextBlob"), key, algorithm, call.context)
        try call.endDryRun()
        return .present([
            "KeyId": .string(names.arn(ofKey: key.id)), "Plaintext": .blob(plaintext.exposed()),
            "EncryptionAlgorithm": .string(algorithm), "KeyMaterialId": material.map { .string($0) },
        ])
    }

    func reEncrypt(_ call: Call) throws -> JSONValue {
        let (source, target) = (try call.key, call.keys[1])
        let sourceAlgorithm = call.text("SourceEncryptionAlgorithm") ?? "SYMMETRIC_DEFAULT"
        let targetAlgorithm = call.text("DestinationEncryptionAlgorithm") ?? "SYMMETRIC_DEFAULT"
        let targetContext = EncryptionContext(call.input["DestinationEncryptionContext"])
        try requireDecrypting(source, "ReEncrypt", sourceAlgorithm)
        try requireUsage(target, .encrypt, "ReEncrypt", targetAlgorithm)
        try requireState(source, [.enabled])
        try requireState(target, [.enabled])
        try requireContext(call.context, source)
        try requireContext(targetContext, target)
        if call.ignoresCiphertext { throw KMSError.dryRun }
        let (plaintext, material) = try open(try call.blob("CiphertextBlob"), source, sourceAlgorithm, call.context)
        let blob = try seal(plaintext, target, targetAlgorithm, targetContext)
        try call.endDryRun()
        return .present([
            "CiphertextBlob": .blob(blob), "SourceKeyId": .string(names.arn(ofKey: source.id)),
            "KeyId": .string(names.arn(ofKey: target.id)), "SourceEncryptionAlgorithm": .string(sourceAlgorithm),
            "DestinationEncryptionAlgorithm": .string(targetAlgorithm),
            "SourceKeyMaterialId": material.map { .string($0) },
            "DestinationKeyMaterialId": target.spec == .symmetric ? target.current.map { .string($0.id) } : nil,
        ])
    }

    func generateDataKey(_ call: Call, isShown: Bool) throws -> JSONValue {
        let key = try call.key
        try requireUsable(key, .encrypt, call.request.operation.name, "SYMMETRIC_DEFAULT")
        let spec = call.text("KeySpec")
        let count = call.input["NumberOfBytes"]?.integer
        guard (spec == nil) != (count == nil) else {
            throw ServiceError.validation("Please specify either number of bytes or key spec.")
        }
        try call.endDryRun()
        let secret = try SecretBytes(random: count ?? (spec == "AES_128" ? 16 : 32))
        return .present([
            "CiphertextBlob": .blob(try seal(secret, key, "SYMMETRIC_DEFAULT", call.context)),
            "Plaintext": isShown ? .blob(secret.exposed()) : nil, "KeyId": .string(names.arn(ofKey: key.id)),
            "KeyMaterialId": key.current.map { .string($0.id) },
        ])
    }

    func generatePair(_ call: Call, isShown: Bool) throws -> JSONValue {
        let key = try call.key
        try requireUsable(key, .encrypt, call.request.operation.name, "SYMMETRIC_DEFAULT")
        let spec = call.required("KeyPairSpec")
        guard let kind = KeySpec(rawValue: spec)?.pair else {
            throw KMSError.unsupported("KeyPairSpec \(spec) is not supported here.")
        }
        try call.endDryRun()
        let pair = try PrivateKey(generating: kind)
        let secret = try pair.pkcs8()
        return .present([
            "PrivateKeyCiphertextBlob": .blob(try seal(secret, key, "SYMMETRIC_DEFAULT", call.context)),
            "PrivateKeyPlaintext": isShown ? .blob(secret.exposed()) : nil,
            "PublicKey": .blob(try pair.publicKey.spki()), "KeyId": .string(names.arn(ofKey: key.id)),
            "KeyPairSpec": .string(spec), "KeyMaterialId": key.current.map { .string($0.id) },
        ])
    }

    func generateRandom(_ call: Call) throws -> JSONValue {
        guard call.text("CustomKeyStoreId") == nil else {
            throw KMSError.unsupported("Custom key stores are not supported.")
        }
        guard let count = call.input["NumberOfBytes"]?.integer else {
            throw ServiceError.validation("NumberOfBytes is required.")
        }
        return .object(["Plaintext": .blob(try SecretBytes(random: count).exposed())])
    }

    // MARK: With a key

    private func requireContext(_ context: EncryptionContext, _ key: Key) throws(ServiceError) {
        guard !context.pairs.isEmpty, key.spec != .symmetric else { return }
        throw ServiceError.validation("An encryption context is not valid with asymmetric keys.")
    }

    /// Encrypts under the current material.
    private func seal(
        _ plaintext: SecretBytes,
        _ key: Key,
        _ algorithm: String,
        _ context: EncryptionContext
    ) throws -> [UInt8] {
        guard let current = key.current else {
            throw KMSError.invalidState(names.arn(ofKey: key.id), "is pending import")
        }
        switch try vault.material(current, of: key) {
        case .bytes: throw KMSError.invalidCiphertext
        case .source(let secret):
            return try plaintext.withBytes { bytes throws(CryptographyError) in
                try Ciphertext.seal(bytes, key: key.id, material: current.id, secret, context)
            }
        case .pair(let pair):
            guard case .rsa(let bits) = pair.kind else { throw KMSError.invalidCiphertext }
            let hash = KeyService.hash(of: algorithm)
            // RFC 8017, section 7.1.1.
            let limit = bits / 8 - 2 * hash.byteCount - 2
            guard plaintext.count <= limit else {
                throw ServiceError.validation(
                    "Algorithm \(algorithm) and key spec \(key.spec.rawValue) cannot encrypt data larger than \(limit) bytes."
                )
            }
            return try pair.publicKey.encrypt(plaintext, .oaep(hash))
        }
    }

    /// Decrypts under the material that the ciphertext says.
    private func open(
        _ blob: [UInt8],
        _ key: Key,
        _ algorithm: String,
        _ context: EncryptionContext
    ) throws -> (plaintext: SecretBytes, material: String?) {
        if algorithm == "SYMMETRIC_DEFAULT" {
            guard let ciphertext = Ciphertext(blob), let material = key.material(ciphertext.material),
                case .source(let secret) = try vault.material(material, of: key)
            else { throw KMSError.invalidCiphertext }
            do throws(CryptographyError) {
                return (try ciphertext.open(secret, context), material.id)
            } catch {
                throw KMSError.invalidCiphertext
            }
        }
        guard let current = key.current, case .pair(let pair) = try vault.material(current, of: key) else {
            throw KMSError.invalidCiphertext
        }
        do throws(CryptographyError) {
            return (try pair.decrypt(blob.span, .oaep(KeyService.hash(of: algorithm))), nil)
        } catch {
            throw KMSError.invalidCiphertext
        }
    }

    /// The hash that the name of an algorithm ends with.
    static func hash(of algorithm: String) -> HashFunction {
        if algorithm.hasSuffix("SHA_224") { return .sha224 }
        if algorithm.hasSuffix("SHA_384") { return .sha384 }
        if algorithm.hasSuffix("SHA_512") { return .sha512 }
        return algorithm.hasSuffix("SHA_1") ? .sha1 : .sha256
    }
}
