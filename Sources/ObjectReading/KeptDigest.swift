import Cryptography

/// The SHA-256 of the bytes of an object up to somewhere, to which more bytes can be added, and which stays.
package final class KeptDigest {
    private let digest: SHA256

    init(_ digest: consuming SHA256) { self.digest = digest }

    /// Another one to go on with.
    func copy() throws(CryptographyError) -> SHA256 { try digest.copy() }

    /// The 32 bytes; `nil` only when memory runs out.
    var value: [UInt8]? { try? digest.soFar() }
}
