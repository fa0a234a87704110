import Bytes
public import Cryptography

/// Makes seals with the key of a log, for one thread at a time.
public final class AuditSealer {
    private let code: HMAC.Keyed

    /// Prepares to make seals.
    ///
    /// - Throws: `CryptographyError` when memory runs out.
    public init(_ key: SecretBytes) throws(CryptographyError) { code = try HMAC.Keyed(.sha256, key: key) }

    /// The HMAC-SHA256 of bytes that are no entry.
    public func code(for bytes: Span<UInt8>) -> [UInt8] { code.code(for: bytes) }

    /// The seal of an entry: the HMAC-SHA256 of the seal before it, a zero byte and what it says.
    ///
    /// - Parameters:
    ///   - content: What the entry says.
    ///   - previous: The seal of the entry before it, in hexadecimal; empty for the first.
    /// - Returns: 64 hexadecimal digits.
    public func seal(_ content: some Collection<UInt8>, after previous: some Collection<UInt8>) -> [UInt8] {
        var message: [UInt8] = []
        message.reserveCapacity(previous.count + 1 + content.count)
        message += previous
        message.append(0)
        message += content
        let code = code.code(for: message.span)
        return Hexadecimal.characters(of: code.span)
    }

    /// The seal of an entry; see ``seal(_:after:)``.
    func seal(_ content: Span<UInt8>, after previous: Span<UInt8>) -> [UInt8] {
        let separator: InlineArray<1, UInt8> = [0]
        let code = code.code { add in
            add(previous)
            add(separator.span)
            add(content)
        }
        return Hexadecimal.characters(of: code.span)
    }
}
