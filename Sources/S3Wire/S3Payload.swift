public import ServiceModel

/// How the body of a request of S3 is sent, and what of it is signed, as the header `x-amz-content-sha256` says.
///
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html
public enum S3Payload: Equatable, Sendable {
    /// As it is, and its SHA-256 is signed, in 64 hexadecimal digits.
    case digest(String)
    /// As it is, and not signed.
    case unsigned
    /// In chunks, each signed; with trailers behind them that are signed, too, or without.
    case signedChunks(hasTrailers: Bool)
    /// In chunks, not signed, with trailers behind them.
    case unsignedChunks

    /// Reads the header; `nil` when it says nothing, but should.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - isPresigned: Whether it was signed beforehand: then it need not say anything.
    /// - Throws: `ServiceError` for what is none of these.
    public init?(_ request: S3Request, isPresigned: Bool) throws(ServiceError) {
        let text = request.header("x-amz-content-sha256") ?? (isPresigned ? "UNSIGNED-PAYLOAD" : nil)
        guard let text else { return nil }
        switch text {
        case "UNSIGNED-PAYLOAD": self = .unsigned
        case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD": self = .signedChunks(hasTrailers: false)
        case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER": self = .signedChunks(hasTrailers: true)
        case "STREAMING-UNSIGNED-PAYLOAD-TRAILER": self = .unsignedChunks
        default:
            guard text.utf8.count == 64, text.utf8.allSatisfy({ 48...57 ~= $0 || 97...102 ~= $0 }) else {
                throw ServiceError(
                    "InvalidArgument",
                    "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, "
                        + "STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or a valid sha256 value."
                )
            }
            self = .digest(text)
        }
    }

    /// What stands for the body in what is signed.
    public var text: String {
        switch self {
        case .digest(let text): text
        case .unsigned: "UNSIGNED-PAYLOAD"
        case .signedChunks(false): "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"
        case .signedChunks(true): "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER"
        case .unsignedChunks: "STREAMING-UNSIGNED-PAYLOAD-TRAILER"
        }
    }

    /// Whether the body comes in chunks of AWS's.
    var isChunked: Bool {
        switch self {
        case .digest, .unsigned: false
        case .signedChunks, .unsignedChunks: true
        }
    }

    /// The length of what the body holds, in bytes.
    ///
    /// - Throws: `ServiceError` when the request does not say it, or nonsense.
    public func byteCount(_ request: S3Request) throws(ServiceError) -> Int {
        let text = request.header(isChunked ? "x-amz-decoded-content-length" : "content-length")
        guard let text else {
            if !isChunked, request.header("transfer-encoding") == nil { return 0 }
            throw ServiceError("MissingContentLength", "You must provide the Content-Length HTTP header.")
        }
        guard let count = Int(text), count >= 0, text.utf8.allSatisfy({ 48...57 ~= $0 }) else {
            throw ServiceError("InvalidArgument", "The length of the content is no number.")
        }
        return count
    }
}
