import Bytes
public import Cryptography

/// The signatures of the pieces of a body that is signed while it is sent: each is also about the one before it.
///
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html and sigv4-streaming-trailers.html
public struct ChunkSignatures: Sendable {
    private let key: SecretBytes
    private let scope: SigningScope
    private let time: String
    private var previous: [UInt8]

    /// - Parameters:
    ///   - key: The key of `scope`.
    ///   - scope: What the key is good for.
    ///   - time: When the request was signed, as it says it.
    ///   - seed: The signature of the request, in 64 hexadecimal digits.
    init(_ key: SecretBytes, _ scope: SigningScope, time: String, seed: [UInt8]) {
        (self.key, self.scope, self.time, previous) = (key, scope, time, seed)
    }

    /// Returns when a piece is signed by the holder of the key.
    ///
    /// - Parameters:
    ///   - digest: Its SHA-256.
    ///   - signature: What came with it: 64 hexadecimal digits.
    /// - Throws: ``SignatureRefusal/mismatch(_:)``.
    public mutating func checkChunk(_ digest: [UInt8], _ signature: [UInt8]) throws(SignatureRefusal) {
        try check("AWS4-HMAC-SHA256-PAYLOAD", [ChunkSignatures.nothing, digest], signature)
    }

    /// Returns when what comes behind the last piece is signed by the holder of the key.
    ///
    /// - Parameters:
    ///   - digest: The SHA-256 of its lines, each `NAME:VALUE` and a line feed.
    ///   - signature: What came with it: 64 hexadecimal digits.
    /// - Throws: ``SignatureRefusal/mismatch(_:)``.
    public mutating func checkTrailers(_ digest: [UInt8], _ signature: [UInt8]) throws(SignatureRefusal) {
        try check("AWS4-HMAC-SHA256-TRAILER", [digest], signature)
    }

    /// The SHA-256 of nothing.
    private static let nothing: [UInt8] =
        Hexadecimal.bytes(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        ) ?? []

    private mutating func check(
        _ algorithm: String,
        _ digests: [[UInt8]],
        _ signature: [UInt8]
    ) throws(SignatureRefusal) {
        var text = Array("\(algorithm)\n\(time)\n\(scope.text)\n".utf8)
        text += previous
        for digest in digests {
            text.append(UInt8(ascii: "\n"))
            text += Hexadecimal.characters(of: digest.span)
        }
        guard let code = try? HMAC.code(.sha256, key: key, message: text.span) else { throw .other }
        let expected = Hexadecimal.characters(of: code.span)
        guard ConstantTime.isEqual(expected.span, signature.span) else { throw .other }
        previous = expected
    }
}

extension SignatureClaim {
    /// What checks the pieces of a body that is signed while it is sent.
    ///
    /// - Parameter key: The key of the claim's ``scope``.
    /// - Returns: It, before the first piece.
    public func chunks(key: SecretBytes) -> ChunkSignatures {
        ChunkSignatures(key, scope, time: timeText, seed: seed)
    }
}
