/// An elliptic curve.
///
/// Source: FIPS 186-5 and SP 800-186 for those of NIST; SEC 2 for secp256k1.
public enum Curve: String, CaseIterable, Sendable {
    case p256
    case p384
    case p521
    case secp256k1

    /// OpenSSL's name.
    var groupName: String {
        switch self {
        case .p256: "prime256v1"
        case .p384: "secp384r1"
        case .p521: "secp521r1"
        case .secp256k1: "secp256k1"
        }
    }

    /// The length of a coordinate, in bytes.
    public var coordinateByteCount: Int {
        switch self {
        case .p256, .secp256k1: 32
        case .p384: 48
        case .p521: 66
        }
    }

    /// The object identifiers `id-ecPublicKey` and the curve's, in DER: RFC 5480, section 2.1.1, and SEC 2, A.2.
    var algorithm: [UInt8] {
        let publicKey: [UInt8] = [0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01]
        return switch self {
        case .p256: publicKey + [0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07]
        case .p384: publicKey + [0x06, 0x05, 0x2B, 0x81, 0x04, 0x00, 0x22]
        case .p521: publicKey + [0x06, 0x05, 0x2B, 0x81, 0x04, 0x00, 0x23]
        case .secp256k1: publicKey + [0x06, 0x05, 0x2B, 0x81, 0x04, 0x00, 0x0A]
        }
    }
}
