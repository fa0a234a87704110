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

    /// Ends the digest.
    public consuming func finalize() -> [UInt8] { digest.finalize() }
}
