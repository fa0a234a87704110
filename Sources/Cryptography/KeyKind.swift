/// What a key pair can be.
public enum KeyKind: Sendable, Hashable {
    /// RSA (RFC 8017) with a modulus of 2048, 3072 or 4096 bits.
    case rsa(bits: Int)

    /// Elliptic curves, for signatures or for key agreement.
    case ec(Curve)

    /// Edwards25519, for signatures: RFC 8032, section 5.1.
    case ed25519

    /// Whether keys of this kind can be made and read.
    var isSupported: Bool {
        switch self {
        case .rsa(let bits): [2048, 3072, 4096].contains(bits)
        case .ec, .ed25519: true
        }
    }
}

/// How a short secret is filled up before RSA encrypts it.
public enum RSAPadding: Sendable, Hashable {
    /// OAEP with this hash function, also in its mask, and no label: RFC 8017, section 7.1.
    case oaep(HashFunction)

    /// The old padding: RFC 8017, section 7.2. Whoever learns whether a ciphertext was accepted can decrypt others; never
    /// tell.
    case pkcs1
}

/// How a digest is signed.
public enum SignatureScheme: Sendable, Hashable {
    /// RSA with the old padding: RFC 8017, section 8.2.
    case pkcs1(HashFunction)

    /// RSA with PSS, the same hash function in its mask, and a salt as long as a digest: RFC 8017, section 8.1.
    case pss(HashFunction)

    /// ECDSA, the signature as DER: FIPS 186-5, section 6; RFC 3279, section 2.2.3.
    case ecdsa(HashFunction)

    /// The hash function that made the digest.
    public var hash: HashFunction {
        switch self {
        case .pkcs1(let hash), .pss(let hash), .ecdsa(let hash): hash
        }
    }

    /// Whether keys of a kind can make such signatures.
    func fits(_ kind: KeyKind) -> Bool {
        switch (self, kind) {
        case (.pkcs1, .rsa), (.pss, .rsa), (.ecdsa, .ec): true
        case (.pkcs1, .ec), (.pss, .ec), (.ecdsa, .rsa), (_, .ed25519): false
        }
    }
}
