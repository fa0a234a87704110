import Cryptography

/// How a message is encrypted: cipher, derivation of its key, commitment and signature.
///
/// All are AES-GCM with a nonce of 12 bytes and a tag of 16. Source: AWS Encryption SDK specification, "Algorithm suites".
public enum Suite: UInt16, CaseIterable, Sendable {
    case aes128 = 0x0014
    case aes192 = 0x0046
    case aes256 = 0x0078
    case aes128Derived = 0x0114
    case aes192Derived = 0x0146
    case aes256Derived = 0x0178
    case aes128Signed = 0x0214
    case aes192Signed = 0x0346
    case aes256Signed = 0x0378
    case committing = 0x0478
    case committingSigned = 0x0578

    /// The version of the header that goes with it.
    var headerVersion: UInt8 { isCommitting ? 2 : 1 }

    /// Whether a message fits one data key only, so that nobody can make one that two people read differently.
    ///
    /// Only such messages are written.
    public var isCommitting: Bool { self == .committing || self == .committingSigned }

    /// The length of the data key, and of the key derived from it, in bytes.
    public var dataKeyByteCount: Int {
        switch self {
        case .aes128, .aes128Derived, .aes128Signed: 16
        case .aes192, .aes192Derived, .aes192Signed: 24
        case .aes256, .aes256Derived, .aes256Signed, .committing, .committingSigned: 32
        }
    }

    /// The hash of the derivation; `nil` where the data key is the key itself.
    var derivation: HashFunction? {
        switch self {
        case .aes128, .aes192, .aes256: nil
        case .aes128Derived, .aes192Derived, .aes256Derived, .aes128Signed: .sha256
        case .aes192Signed, .aes256Signed: .sha384
        case .committing, .committingSigned: .sha512
        }
    }

    /// Curve and hash of the signature; `nil` for messages without.
    var signature: (curve: Curve, hash: HashFunction)? {
        switch self {
        case .aes128Signed: (.p256, .sha256)
        case .aes192Signed, .aes256Signed, .committingSigned: (.p384, .sha384)
        case .aes128, .aes192, .aes256, .aes128Derived, .aes192Derived, .aes256Derived, .committing: nil
        }
    }

    /// Whether a message ends with a signature, before which nothing of it counts as verified.
    public var isSigned: Bool { signature != nil }

    /// The length of the message's name, in bytes.
    var messageIDByteCount: Int { isCommitting ? 32 : 16 }

    /// The identifier as it is written.
    var bytes: [UInt8] { rawValue.bigEndianBytes }
}

/// Which messages are read.
public enum CommitmentPolicy: Sendable {
    /// Only those that commit to their key, as clients have it by default since version 2 of the SDK.
    case required
    /// Earlier ones too.
    case optional
}
