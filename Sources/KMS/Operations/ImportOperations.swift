import Cryptography
import CustomerKeys
import JSON
import ServiceModel

/// Key material that comes from elsewhere.
///
/// Source: https://docs.aws.amazon.com/kms/latest/developerguide/importing-keys.html
extension KeyService {
    /// How long a wrapping key can be used, in seconds.
    private static let tokenLife = 86_400.0
    private static let longestLife = 365 * day

    func getImportParameters(_ call: Call) throws -> JSONValue {
        let key = try call.key
        try requireImported(key)
        try requireState(key, [.enabled, .disabled, .pendingImport])
        let algorithm = call.required("WrappingAlgorithm")
        guard let wrapping = WrappingAlgorithm(rawValue: algorithm),
            let pair = KeySpec(rawValue: call.required("WrappingKeySpec"))?.pair
        else {
            throw KMSError.unsupported(
                "Wrapping with \(algorithm) and \(call.required("WrappingKeySpec")) is not supported."
            )
        }
        if key.spec.pair != nil, !wrapping.isHybrid, !wrapping.holds(key.spec, call.required("WrappingKeySpec")) {
            throw KMSError.unsupported(
                "\(algorithm) with \(call.required("WrappingKeySpec")) cannot wrap a key of spec \(key.spec.rawValue): "
                    + "use RSA_AES_KEY_WRAP_SHA_256."
            )
        }
        let id = try KeyID.randomPart()
        let wrappingKey = try PrivateKey(generating: pair)
        let expiry = call.request.time + KeyService.tokenLife
        let text = JSONValue.object([
            "algorithm": .string(algorithm), "expiry": .number(expiry),
        ])
        let secret = try vault.wrap(try wrappingKey.pkcs8(), key: key.id, material: id)
        try edit { $0.putWrappingKey(id, of: key.id, text.json, secret: secret) }
        let code = try tokenCode("import \(key.id) \(id)")
        return .object([
            "KeyId": .string(names.arn(ofKey: key.id)), "ImportToken": .blob(Array(id.utf8) + code),
            "PublicKey": .blob(try wrappingKey.publicKey.spki()), "ParametersValidTo": .time(expiry),
        ])
    }

    private func requireImported(_ key: Key) throws(ServiceError) {
        guard key.origin == .imported else {
            throw KMSError.invalidOrigin(names.arn(ofKey: key.id), key.origin)
        }
    }

    func importMaterial(_ call: Call) throws -> JSONValue {
        let key = try call.key
        try requireImported(key)
        try requireState(key, [.enabled, .disabled, .pendingImport])
        let validTo = try expiry(call)
        let (wrappingKey, algorithm) = try wrappingKey(call, key)
        let wrapped = try call.blob("EncryptedKeyMaterial")
        guard let secret = try? algorithm.unwrap(wrapped, wrappingKey) else { throw KMSError.invalidCiphertext }
        try requireFitting(secret, key)
        let id = try KeyID.material(of: secret, in: key.id)
        if let wanted = call.text("KeyMaterialId"), wanted != id { throw KeyService.incorrectMaterial }
        var material = KeyMaterial(id: id, state: .current, createdAt: call.request.time, validTo: validTo)
        material.description = call.text("KeyMaterialDescription")
        material.wrapped = try vault.wrap(secret, key: key.id, material: id)
        let new = material
        let isNew = call.text("ImportType") == "NEW_KEY_MATERIAL"
        try update(call) { key in try key.take(new, isNew: isNew) }
        return .object(["KeyId": .string(names.arn(ofKey: key.id)), "KeyMaterialId": .string(id)])
    }

    private static let incorrectMaterial = ServiceError(
        "IncorrectKeyMaterialException",
        "The key material in the request is not the key material that was previously imported into this key."
    )

    /// When the material of a request is to expire; `nil` for never.
    private func expiry(_ call: Call) throws(ServiceError) -> Double? {
        let validTo = try call.time("ValidTo")
        if call.text("ExpirationModel") == "KEY_MATERIAL_DOES_NOT_EXPIRE" {
            guard validTo == nil else {
                throw ServiceError.validation("ValidTo must not be set with KEY_MATERIAL_DOES_NOT_EXPIRE.")
            }
            return nil
        }
        guard let validTo else {
            throw ServiceError.validation("A validTo date must be set if the ExpirationModel is KEY_MATERIAL_EXPIRES")
        }
        guard validTo > call.request.time, validTo <= call.request.time + KeyService.longestLife else {
            throw ServiceError.validation("ValidTo must lie in the next 365 days.")
        }
        return validTo
    }

    /// The private key that the request's token was given out for.
    private func wrappingKey(_ call: Call, _ key: Key) throws -> (PrivateKey, WrappingAlgorithm) {
        let token = try call.blob("ImportToken")
        let invalid = ServiceError("InvalidImportTokenException", "The token is not one for imports into this key.")
        guard token.count == 96 else { throw invalid }
        let id = String(decoding: token[..<64], as: UTF8.self)
        let code = Array(token[64...])
        let expected = try tokenCode("import \(key.id) \(id)")
        guard ConstantTime.isEqual(code.span, expected.span) else { throw invalid }
        let expired = ServiceError(
            "ExpiredImportTokenException",
            "The token has expired: get new parameters for the import."
        )
        guard let document = try store.wrappingKeys().first(where: { $0.name == id }),
            let json = try? JSONValue(parsing: Array(document.text.utf8)), let expiry = json["expiry"]?.number,
            let algorithm = WrappingAlgorithm(rawValue: json["algorithm"]?.string ?? "")
        else { throw expired }
        guard expiry > call.request.time else { throw expired }
        let secret = try vault.unwrap(document.secret ?? [], key: key.id, material: id)
        return (try PrivateKey(pkcs8: secret), algorithm)
    }

    /// Requires that material is of the key's kind.
    private func requireFitting(_ secret: SecretBytes, _ key: Key) throws {
        let wrong = ServiceError(
            "IncorrectKeyMaterialException",
            "The key material is none for a key of spec \(key.spec.rawValue)."
        )
        if let kind = key.spec.pair {
            guard let pair = try? PrivateKey(pkcs8: secret), pair.kind == kind else { throw wrong }
        } else {
            guard key.spec.importedByteCounts.contains(secret.count) else { throw wrong }
        }
    }

    func deleteMaterial(_ call: Call) throws -> JSONValue {
        let key = try call.key
        try requireImported(key)
        let id = call.text("KeyMaterialId") ?? key.current?.id
        try update(call) { key in
            guard let index = key.materials.firstIndex(where: { $0.id == id }) else {
                if call.text("KeyMaterialId") == nil { return }
                throw KMSError.notFound("Key material \(id ?? "") does not exist in \(names.arn(ofKey: key.id)).")
            }
            if key.materials[index].state == .pendingRotation {
                key.materials.remove(at: index)
            } else {
                key.materials[index].wrapped = nil
            }
        }
        vault.forget(key)
        return .present(["KeyId": .string(names.arn(ofKey: key.id)), "KeyMaterialId": id.map { .string($0) }])
    }
}

extension Key {
    /// Takes imported material: again, or as the first, or as what comes next.
    fileprivate mutating func take(_ new: KeyMaterial, isNew: Bool) throws(ServiceError) {
        if let index = materials.firstIndex(where: { $0.id == new.id }) {
            // The same bytes: what they have encrypted can be read again.
            materials[index].wrapped = new.wrapped
            materials[index].validTo = new.validTo
            if let description = new.description { materials[index].description = description }
        } else if materials.isEmpty {
            materials = [new]
        } else {
            guard isNew else {
                throw ServiceError(
                    "IncorrectKeyMaterialException",
                    "The key material in the request is not the key material that was previously imported into this key."
                )
            }
            guard spec == .symmetric else {
                throw KMSError.unsupported("Only symmetric encryption keys can have more than one key material.")
            }
            if let waiting = materials.first(where: { $0.state == .pendingRotation }) {
                throw ServiceError(
                    "KMSInvalidStateException",
                    "New key material (id: \(new.id)) cannot be imported into KMS key \(id), because another key "
                        + "material (id: \(waiting.id)) is pending rotation."
                )
            }
            var waiting = new
            waiting.state = .pendingRotation
            materials.append(waiting)
        }
    }
}

/// How key material is wrapped to be imported.
enum WrappingAlgorithm: String {
    case oaepSHA1 = "RSAES_OAEP_SHA_1"
    case oaepSHA256 = "RSAES_OAEP_SHA_256"
    case hybridSHA1 = "RSA_AES_KEY_WRAP_SHA_1"
    case hybridSHA256 = "RSA_AES_KEY_WRAP_SHA_256"

    /// Whether an AES key lies between.
    var isHybrid: Bool { self == .hybridSHA1 || self == .hybridSHA256 }

    private var padding: RSAPadding { .oaep(self == .oaepSHA1 || self == .hybridSHA1 ? .sha1 : .sha256) }

    /// Whether the private key of a pair fits into one RSA block.
    func holds(_ spec: KeySpec, _ wrapping: String) -> Bool {
        switch spec {
        case .rsa2048, .rsa3072, .rsa4096: false
        // 241 bytes as PKCS#8, where RSA_2048 takes 190 or 214.
        case .p521: wrapping != "RSA_2048"
        default: true
        }
    }

    /// Unwraps.
    ///
    /// `RSA_AES_KEY_WRAP`: an AES key for RSA, then the material wrapped by RFC 5649.
    /// Source: https://docs.aws.amazon.com/kms/latest/developerguide/importing-keys-encrypt-key-material.html
    func unwrap(_ bytes: [UInt8], _ key: PrivateKey) throws(CryptographyError) -> SecretBytes {
        guard isHybrid, case .rsa(let bits) = key.kind else { return try key.decrypt(bytes.span, padding) }
        let length = bits / 8
        guard bytes.count > length else { throw CryptographyError.authentication }
        let (head, tail) = (Array(bytes[..<length]), Array(bytes[length...]))
        let between = try key.decrypt(head.span, padding)
        return try KeyWrap.unwrapPadded(tail.span, key: between)
    }
}
