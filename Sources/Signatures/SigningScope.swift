import Bytes
public import Cryptography

/// What a key that is derived for signing is good for: a day, a Region and a service.
public struct SigningScope: Sendable, Hashable {
    /// The day, as eight digits: `20261130`.
    public var date: String
    /// Such as `us-east-1`.
    public var region: String
    /// The signing name of the service: `kms`.
    public var service: String

    /// Describes a scope.
    public init(date: String, region: String, service: String) {
        self.date = date
        self.region = region
        self.service = service
    }

    /// `20261130/us-east-1/kms/aws4_request`.
    public var text: String { "\(date)/\(region)/\(service)/aws4_request" }

    /// The key for this scope.
    ///
    /// - Parameter secret: The secret access key.
    /// - Returns: 32 bytes, which let their holder sign for this scope and no other.
    /// - Throws: `CryptographyError.failure`.
    public func key(from secret: SecretBytes) throws(CryptographyError) -> SecretBytes {
        var start = Array("AWS4".utf8) + secret.exposed()
        var key = SecretBytes(wiping: &start)
        for part in [date, region, service, "aws4_request"] {
            let message = Array(part.utf8)
            var code = try HMAC.code(.sha256, key: key, message: message.span)
            key = SecretBytes(wiping: &code)
        }
        return key
    }

    /// The signature of a request.
    ///
    /// - Parameters:
    ///   - canonical: The request in its canonical form.
    ///   - time: When it was signed, as the request says it: `20261130T120000Z`.
    ///   - key: Of ``key(from:)``.
    /// - Returns: 64 hexadecimal digits.
    /// - Throws: `CryptographyError.failure`.
    public func signature(
        of canonical: [UInt8],
        at time: String,
        with key: SecretBytes
    ) throws(CryptographyError) -> [UInt8] {
        var digest = try SHA256()
        digest.update(canonical.span)
        let hash = digest.finalize()
        var text = Array("AWS4-HMAC-SHA256\n\(time)\n\(self.text)\n".utf8)
        text += Hexadecimal.characters(of: hash.span)
        let code = try HMAC.code(.sha256, key: key, message: text.span)
        return Hexadecimal.characters(of: code.span)
    }
}
