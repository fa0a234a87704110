package import Cryptography

/// What kind of key it is.
///
/// Source: https://docs.aws.amazon.com/kms/latest/developerguide/symm-asymm-choose-key-spec.html
package enum KeySpec: String, Sendable, CaseIterable {
    case symmetric = "SYMMETRIC_DEFAULT"
    case rsa2048 = "RSA_2048"
    case rsa3072 = "RSA_3072"
    case rsa4096 = "RSA_4096"
    case p256 = "ECC_NIST_P256"
    case p384 = "ECC_NIST_P384"
    case p521 = "ECC_NIST_P521"
    case secp256k1 = "ECC_SECG_P256K1"
    case ed25519 = "ECC_NIST_EDWARDS25519"
    case hmac224 = "HMAC_224"
    case hmac256 = "HMAC_256"
    case hmac384 = "HMAC_384"
    case hmac512 = "HMAC_512"

    /// The kind of the private key; `nil` when there is none.
    package var pair: PrivateKey.Kind? {
        switch self {
        case .rsa2048: .rsa(bits: 2048)
        case .rsa3072: .rsa(bits: 3072)
        case .rsa4096: .rsa(bits: 4096)
        case .p256: .ec(.p256)
        case .p384: .ec(.p384)
        case .p521: .ec(.p521)
        case .secp256k1: .ec(.secp256k1)
        case .ed25519: .ed25519
        case .symmetric, .hmac224, .hmac256, .hmac384, .hmac512: nil
        }
    }

    /// The length of the key, in bytes; `nil` for pairs.
    package var byteCount: Int? {
        switch self {
        case .symmetric, .hmac256: 32
        case .hmac224: 28
        case .hmac384: 48
        case .hmac512: 64
        default: nil
        }
    }

    /// The hash of message authentication codes; `nil` when it makes none.
    package var hash: HashFunction? {
        switch self {
        case .hmac224: .sha224
        case .hmac256: .sha256
        case .hmac384: .sha384
        case .hmac512: .sha512
        default: nil
        }
    }

    /// The lengths of imported key material, in bytes, for keys of bytes.
    ///
    /// Source: https://docs.aws.amazon.com/kms/latest/developerguide/importing-keys-conceptual.html
    package var importedByteCounts: ClosedRange<Int> {
        switch self {
        case .hmac224: 28...64
        case .hmac256: 32...64
        case .hmac384: 48...128
        case .hmac512: 64...128
        default: 32...32
        }
    }

    /// What it may be used for; the first is the default where there is one.
    package var usages: [KeyUsage] {
        switch self {
        case .symmetric: [.encrypt]
        case .rsa2048, .rsa3072, .rsa4096: [.encrypt, .sign]
        case .p256, .p384, .p521: [.sign, .agree]
        case .secp256k1, .ed25519: [.sign]
        case .hmac224, .hmac256, .hmac384, .hmac512: [.authenticate]
        }
    }

    /// The algorithms for which it may be used.
    package func algorithms(for usage: KeyUsage) -> [String] {
        switch (self, usage) {
        case (.symmetric, .encrypt): ["SYMMETRIC_DEFAULT"]
        case (_, .encrypt): ["RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256"]
        case (.rsa2048, .sign), (.rsa3072, .sign), (.rsa4096, .sign):
            ["RSASSA_PKCS1_V1_5_", "RSASSA_PSS_"].flatMap { name in [256, 384, 512].map { "\(name)SHA_\($0)" } }
        // The library has no Ed25519ph (RFC 8032, section 5.1), which is ED25519_PH_SHA_512.
        case (.ed25519, .sign): ["ED25519_SHA_512"]
        case (.p384, .sign): ["ECDSA_SHA_384"]
        case (.p521, .sign): ["ECDSA_SHA_512"]
        case (_, .sign): ["ECDSA_SHA_256"]
        case (_, .authenticate): ["HMAC_SHA_" + rawValue.dropFirst("HMAC_".count)]
        case (_, .agree): ["ECDH"]
        }
    }
}

/// What a key is used for.
package enum KeyUsage: String, Sendable {
    case encrypt = "ENCRYPT_DECRYPT"
    case sign = "SIGN_VERIFY"
    case authenticate = "GENERATE_VERIFY_MAC"
    case agree = "KEY_AGREEMENT"

    /// What the algorithms are called in the description of a key.
    package var listName: String {
        switch self {
        case .encrypt: "EncryptionAlgorithms"
        case .sign: "SigningAlgorithms"
        case .authenticate: "MacAlgorithms"
        case .agree: "KeyAgreementAlgorithms"
        }
    }
}
