import Cryptography
import CustomerKeys
import JSON
import ServiceModel

/// Signatures, message authentication codes, and secrets that two agree on.
extension KeyService {
    func sign(_ call: Call) throws -> JSONValue {
        let (pair, scheme, message) = try signing(call)
        try call.endDryRun()
        let signature = try scheme.map { try pair.sign(digest: message.span, $0) } ?? pair.sign(message: message.span)
        return .object([
            "KeyId": .string(names.arn(ofKey: try call.key.id)), "Signature": .blob(signature),
            "SigningAlgorithm": .string(call.required("SigningAlgorithm")),
        ])
    }

    func verify(_ call: Call) throws -> JSONValue {
        let (pair, scheme, message) = try signing(call)
        let signature = try call.blob("Signature")
        let key = try pair.publicKey
        let isValid =
            try scheme.map { try key.verify(digest: message.span, signature: signature.span, $0) }
            ?? key.verify(message: message.span, signature: signature.span)
        guard isValid else {
            throw ServiceError("KMSInvalidSignatureException", "")
        }
        // Only now: with another signature it would not have succeeded.
        try call.endDryRun()
        return .object([
            "KeyId": .string(names.arn(ofKey: try call.key.id)), "SignatureValid": .boolean(true),
            "SigningAlgorithm": .string(call.required("SigningAlgorithm")),
        ])
    }

    /// What is signed how, and with what: a digest by a scheme, or a message as a whole.
    private func signing(_ call: Call) throws -> (PrivateKey, SignatureScheme?, [UInt8]) {
        let key = try call.key
        let (algorithm, type) = (call.required("SigningAlgorithm"), call.text("MessageType") ?? "RAW")
        if key.spec == .ed25519, algorithm == "ED25519_PH_SHA_512" {
            throw KMSError.unsupported("\(algorithm) is not supported here: sign with ED25519_SHA_512.")
        }
        try requireUsable(key, .sign, call.request.operation.name, algorithm)
        guard type != "EXTERNAL_MU", key.spec != .ed25519 || type == "RAW" else {
            throw ServiceError.validation("MessageType \(type) is not valid with the signing algorithm \(algorithm).")
        }
        let hash = KeyService.hash(of: algorithm)
        var message = try call.blob("Message")
        if key.spec == .ed25519 { return (try pair(of: key), nil, message) }
        if type == "DIGEST" {
            guard message.count == hash.byteCount else {
                throw ServiceError.validation("Digest is invalid length for algorithm \(algorithm).")
            }
        } else {
            message = try Digest.of(message.span, by: hash)
        }
        let scheme: SignatureScheme =
            if algorithm.hasPrefix("RSASSA_PSS") { .pss(hash) } else if algorithm.hasPrefix("RSASSA_PKCS1") {
                .pkcs1(hash)
            } else {
                .ecdsa(hash)
            }
        return (try pair(of: key), scheme, message)
    }

    private func pair(of key: Key) throws -> PrivateKey {
        guard let current = key.current, case .pair(let pair) = try vault.material(current, of: key) else {
            throw KMSError.invalidState(names.arn(ofKey: key.id), "is pending import")
        }
        return pair
    }

    func generateMAC(_ call: Call) throws -> JSONValue {
        let code = try code(call)
        try call.endDryRun()
        return .object([
            "KeyId": .string(names.arn(ofKey: try call.key.id)), "Mac": .blob(code),
            "MacAlgorithm": .string(call.required("MacAlgorithm")),
        ])
    }

    func verifyMAC(_ call: Call) throws -> JSONValue {
        let code = try code(call)
        let mac = try call.blob("Mac")
        guard ConstantTime.isEqual(code.span, mac.span) else {
            throw ServiceError("KMSInvalidMacException", "")
        }
        try call.endDryRun()
        return .object([
            "KeyId": .string(names.arn(ofKey: try call.key.id)), "MacValid": .boolean(true),
            "MacAlgorithm": .string(call.required("MacAlgorithm")),
        ])
    }

    private func code(_ call: Call) throws -> [UInt8] {
        let key = try call.key
        try requireUsable(key, .authenticate, call.request.operation.name, call.required("MacAlgorithm"))
        guard let hash = key.spec.hash, let current = key.current,
            case .bytes(let secret) = try vault.material(current, of: key)
        else { throw KMSError.invalidState(names.arn(ofKey: key.id), "is pending import") }
        let message = try call.blob("Message")
        return try HMAC.code(hash, key: secret, message: message.span)
    }

    func getPublicKey(_ call: Call) throws -> JSONValue {
        let key = try call.key
        guard key.spec.pair != nil else {
            throw KMSError.unsupported("\(names.arn(ofKey: key.id)) is no pair: it has no public key.")
        }
        try requireState(key, [.enabled])
        return .object([
            "KeyId": .string(names.arn(ofKey: key.id)), "PublicKey": .blob(try pair(of: key).publicKey.spki()),
            "CustomerMasterKeySpec": .string(key.spec.rawValue), "KeySpec": .string(key.spec.rawValue),
            "KeyUsage": .string(key.usage.rawValue),
            key.usage.listName: .array(key.spec.algorithms(for: key.usage).map { .string($0) }),
        ])
    }

    func deriveSecret(_ call: Call) throws -> JSONValue {
        let key = try call.key
        try requireUsable(key, .agree, "DeriveSharedSecret", call.required("KeyAgreementAlgorithm"))
        let own = try pair(of: key)
        let encoded = try call.blob("PublicKey")
        guard let peer = try? PublicKey(spki: encoded.span) else {
            // Without a text, as AWS has it.
            throw ServiceError.validation("")
        }
        guard peer.kind == own.kind else {
            throw ServiceError.validation("PublicKey is not on the curve of \(key.spec.rawValue).")
        }
        try call.endDryRun()
        return .object([
            "KeyId": .string(names.arn(ofKey: key.id)),
            "SharedSecret": .blob(try own.sharedSecret(with: peer).exposed()),
            "KeyAgreementAlgorithm": .string("ECDH"), "KeyOrigin": .string(key.origin.rawValue),
        ])
    }
}
