import Bytes
import Cryptography

/// A request in the one form that its sender and its receiver sign.
///
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
public enum CanonicalRequest {
    /// How the path of a request is written.
    public enum PathStyle: Sendable {
        /// Without `.`, `..` and empty segments, and encoded once more than it was sent: of all services but S3.
        case normalized
        /// As it was sent: of S3, whose objects may have any name.
        case asSent
    }

    /// The canonical form of a request.
    ///
    /// - Parameters:
    ///   - request: As it was sent.
    ///   - signedHeaders: The names of the lines that are signed, in the order in which its sender has signed them.
    ///   - payloadHash: What stands for the body: its SHA-256 in hexadecimal digits, mostly.
    ///   - isPresigned: Whether the signature is in the query, and no part of what is signed.
    ///   - style: How the path is written.
    /// - Returns: UTF-8.
    public static func bytes(
        _ request: SignableRequest,
        signedHeaders: [String],
        payloadHash: String,
        isPresigned: Bool = false,
        path style: PathStyle = .normalized
    ) -> [UInt8] {
        let lineFeed = UInt8(ascii: "\n")
        var bytes = Array(request.method.utf8)
        bytes.append(lineFeed)
        bytes += path(request.path, style)
        bytes.append(lineFeed)
        bytes += query(request.query, isPresigned: isPresigned)
        bytes.append(lineFeed)
        for name in signedHeaders {
            bytes += name.utf8
            bytes.append(UInt8(ascii: ":"))
            var isFirst = true
            for header in request.headers where header.name == name {
                if !isFirst { bytes.append(UInt8(ascii: ",")) }
                isFirst = false
                fold(header.value, into: &bytes)
            }
            bytes.append(lineFeed)
        }
        bytes.append(lineFeed)
        bytes += signedHeaders.joined(separator: ";").utf8
        bytes.append(lineFeed)
        bytes += payloadHash.utf8
        return bytes
    }

    /// Appends a value without spaces around it, and with one where there are several.
    private static func fold(_ value: String, into bytes: inout [UInt8]) {
        var isSpace = true
        for byte in value.utf8 {
            let wasSpace = isSpace
            isSpace = byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
            if !isSpace { bytes.append(byte) } else if !wasSpace { bytes.append(UInt8(ascii: " ")) }
        }
        if isSpace, bytes.last == UInt8(ascii: " ") { bytes.removeLast() }
    }

    static func path(_ path: String, _ style: PathStyle) -> [UInt8] {
        let slash = UInt8(ascii: "/")
        let bytes = Array(path.utf8)
        guard style == .normalized else { return bytes.isEmpty ? [slash] : bytes }
        guard bytes.count > 1 else { return [slash] }
        var segments: [ArraySlice<UInt8>] = []
        for segment in bytes.split(separator: slash) {
            switch Array(segment) {
            case [UInt8(ascii: ".")]: break
            case [UInt8(ascii: "."), UInt8(ascii: ".")]: _ = segments.popLast()
            default: segments.append(segment)
            }
        }
        var result: [UInt8] = [slash]
        result += segments.joined(separator: [slash])
        if bytes.last == slash, !segments.isEmpty { result.append(slash) }
        return PercentEncoding.text(result, keeping: slash)
    }

    static func query(_ query: String, isPresigned: Bool) -> [UInt8] {
        guard !query.isEmpty else { return [] }
        let equals = UInt8(ascii: "=")
        let signature = Array("X-Amz-Signature".utf8)
        var pairs: [(name: [UInt8], value: [UInt8])] = query.utf8.split(separator: UInt8(ascii: "&")).map { pair in
            let parts = pair.split(separator: equals, maxSplits: 1, omittingEmptySubsequences: false)
            return (
                PercentEncoding.text(PercentEncoding.bytes(parts[0])),
                parts.count > 1 ? PercentEncoding.text(PercentEncoding.bytes(parts[1])) : []
            )
        }
        if isPresigned { pairs.removeAll { $0.name == signature } }
        pairs.sort { left, right in
            if left.name != right.name { return left.name.lexicographicallyPrecedes(right.name) }
            return left.value.lexicographicallyPrecedes(right.value)
        }
        return Array(pairs.map { $0.name + [equals] + $0.value }.joined(separator: [UInt8(ascii: "&")]))
    }
}
