/// SHA-256 over bytes that come in pieces.
///
/// Source: FIPS 180-4.
public struct SHA256: ~Copyable {
    /// The length of a digest, in bytes.
    public static let byteCount = 32

    private var digest: Digest

    /// Begins a digest.
    ///
    /// - Throws: ``CryptographyError/failure``.
    public init() throws(CryptographyError) { digest = try Digest(.sha256) }

    /// Adds `bytes`.
    public mutating func update(_ bytes: Span<UInt8>) { digest.update(bytes) }

    /// The digest of what was added so far; more can be added afterwards.
    ///
    /// - Throws: ``CryptographyError/failure``.
    public func soFar() throws(CryptographyError) -> [UInt8] {
        let copy = try Digest(.sha256)
        copy.restart(from: digest)
        return copy.finalize()
    }

    /// Another digest that has taken in the same.
    ///
    /// - Throws: ``CryptographyError/failure``.
    public func copy() throws(CryptographyError) -> SHA256 {
        let copy = try SHA256()
        copy.digest.restart(from: digest)
        return copy
    }

    /// Ends the digest.
    public consuming func finalize() -> [UInt8] { digest.finalize() }
}
