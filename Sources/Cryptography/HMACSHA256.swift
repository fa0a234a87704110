/// A keyed digest, made for many short messages under one key.
///
/// One per thread; see ``HMAC/Keyed``.
///
/// Source: RFC 2104 with SHA-256.
public struct HMACSHA256: ~Copyable {
    private let keyed: HMAC.Keyed

    /// Takes in `key`.
    ///
    /// - Throws: ``CryptographyError/failure``.
    public init(key: [UInt8]) throws(CryptographyError) { keyed = try HMAC.Keyed(.sha256, key: key.span) }

    /// The code for `message`; 32 bytes.
    public func code(for message: Span<UInt8>) -> [UInt8] { keyed.code(for: message) }
}
