import COpenSSL

/// A hash function of the Secure Hash Standard.
///
/// SHA-1 is here for what standards of others still ask for: OAEP and its mask. Nothing is signed with it.
///
/// Source: FIPS 180-4.
public enum HashFunction: String, CaseIterable, Sendable {
    case sha1
    case sha224
    case sha256
    case sha384
    case sha512

    /// The length of a digest, in bytes.
    public var byteCount: Int {
        switch self {
        case .sha1: 20
        case .sha224: 28
        case .sha256: 32
        case .sha384: 48
        case .sha512: 64
        }
    }

    /// The length of the blocks that the function takes in, in bytes; HMAC pads keys to it.
    var blockByteCount: Int {
        switch self {
        case .sha1, .sha224, .sha256: 64
        case .sha384, .sha512: 128
        }
    }

    /// OpenSSL's implementation; lives as long as the process.
    var algorithm: OpaquePointer? {
        switch self {
        case .sha1: unsafe Algorithms.sha1
        case .sha224: unsafe Algorithms.sha224
        case .sha256: unsafe Algorithms.sha256
        case .sha384: unsafe Algorithms.sha384
        case .sha512: unsafe Algorithms.sha512
        }
    }
}
