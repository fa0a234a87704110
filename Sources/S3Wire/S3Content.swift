import Bytes
import Cryptography
public import ServiceModel
public import Signatures

/// What the body of a request holds, read piece by piece; what is signed of it is checked on the way.
///
/// Nothing of it counts before the end was reached: the last signature is about all.
public final class S3Content: @unchecked Sendable {
    // Used by the one thread that performs the request.

    /// Gives what comes next of the body, and nothing at its end.
    public typealias Source = @Sendable () throws(ServiceError) -> [UInt8]

    private let payload: S3Payload
    private let source: Source
    private let byteCount: Int
    private var signatures: ChunkSignatures?
    /// Names of trailers that were announced.
    private let announced: Set<String>
    private var digest: SHA256?
    private var received = 0
    private var trailers: [String: String] = [:]
    private var step = Step.head
    /// What has come and was not read yet.
    private var waiting: [UInt8] = []
    private var offset = 0
    private var hasEnded = false

    /// Where in a body of chunks it is being read.
    private enum Step {
        case head
        /// So many bytes of a chunk are missing, which has this signature.
        case bytes(Int, signature: [UInt8])
        case end
    }

    /// The longest line between chunks, in bytes.
    private static let longestLine = 4096
    /// The most trailers.
    private static let mostTrailers = 16

    /// Prepares to read a body.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - payload: How the body is sent.
    ///   - signatures: Checks its chunks; `nil` where nobody's signature counts.
    ///   - source: Gives the body.
    /// - Throws: `ServiceError` when the request does not say how much there is.
    public init(
        _ request: S3Request,
        _ payload: S3Payload,
        _ signatures: ChunkSignatures?,
        from source: @escaping Source
    ) throws(ServiceError) {
        self.payload = payload
        self.source = source
        self.signatures = signatures
        byteCount = try payload.byteCount(request)
        announced = Set(
            (request.header("x-amz-trailer") ?? "").split(separator: ",").map { name in
                String(name.filter { $0 != " " }).lowercased()
            }
        )
        digest = try S3Content.newDigest(payload)
    }

    private static func newDigest(_ payload: S3Payload) throws(ServiceError) -> SHA256? {
        switch payload {
        case .unsigned, .unsignedChunks: return nil
        case .digest, .signedChunks:
            guard let digest = try? SHA256() else { throw ServiceError("InternalError", "There is no digest.") }
            return digest
        }
    }

    /// As requests have it.
    public var content: RequestContent {
        RequestContent(byteCount, trailers: { [self] in trailers }, { [self] in try next() })
    }

    /// All of it.
    ///
    /// - Parameter limit: The most that is read, in bytes.
    /// - Returns: The bytes.
    /// - Throws: `ServiceError`.
    public func all(upTo limit: Int) throws(ServiceError) -> [UInt8] {
        guard byteCount <= limit else {
            throw ServiceError("EntityTooLarge", "Your proposed upload exceeds the maximum allowed size")
        }
        var bytes: [UInt8] = []
        while true {
            let piece = try next()
            guard !piece.isEmpty else { return bytes }
            bytes += piece
        }
    }

    /// The next piece; nothing at the end.
    private func next() throws(ServiceError) -> [UInt8] {
        guard !hasEnded else { return [] }
        let piece = payload.isChunked ? try nextOfChunks() : try nextAsItIs()
        received += piece.count
        guard received <= byteCount else { throw S3Content.incomplete }
        if piece.isEmpty {
            hasEnded = true
            guard received == byteCount else { throw S3Content.incomplete }
        }
        return piece
    }

    private func nextAsItIs() throws(ServiceError) -> [UInt8] {
        // What it has announced is all that is read.
        let piece = received < byteCount ? try source() : []
        digest?.update(piece.span)
        if piece.isEmpty, received == byteCount, case .digest(let expected) = payload, let digest = digest.take() {
            let sum = digest.finalize()
            guard Hexadecimal.text(sum) == expected else {
                throw ServiceError(
                    "XAmzContentSHA256Mismatch",
                    "The provided 'x-amz-content-sha256' header does not match what was computed."
                )
            }
        }
        return piece
    }

    private static let incomplete = ServiceError(
        "IncompleteBody",
        "You did not provide the number of bytes specified by the Content-Length HTTP header"
    )

    // MARK: Chunks

    private func nextOfChunks() throws(ServiceError) -> [UInt8] {
        while true {
            switch step {
            case .head: try readHead()
            case .bytes(let count, let signature):
                guard count == 0 else {
                    if offset == waiting.count { try fill() }
                    let piece = Array(waiting[offset..<min(waiting.count, offset + count)])
                    offset += piece.count
                    digest?.update(piece.span)
                    step = .bytes(count - piece.count, signature: signature)
                    return piece
                }
                try check(signature)
                guard try line().isEmpty else { throw S3Content.malformed }
                step = .head
            case .end: return []
            }
        }
    }

    /// Reads the line before a chunk: its length in hexadecimal digits, and its signature.
    private func readHead() throws(ServiceError) {
        let line = try line()
        let parts = line.split(separator: UInt8(ascii: ";"), maxSplits: 1, omittingEmptySubsequences: false)
        guard let digits = parts.first, (1...16).contains(digits.count),
            let count = Int(String(decoding: digits, as: UTF8.self), radix: 16), count >= 0,
            digits.allSatisfy({ Hexadecimal.value($0) != nil }), count <= byteCount - received
        else { throw S3Content.malformed }
        var signature: [UInt8] = []
        if case .signedChunks = payload {
            let name = Array("chunk-signature=".utf8)
            guard parts.count == 2, parts[1].starts(with: name) else { throw S3Content.malformed }
            signature = Array(parts[1].dropFirst(name.count))
        }
        if count > 0 {
            step = .bytes(count, signature: signature)
        } else {
            try check(signature)
            try readTrailers()
            step = .end
        }
    }

    private func check(_ signature: [UInt8]) throws(ServiceError) {
        guard case .signedChunks = payload, let digest = digest.take() else { return }
        let sum = digest.finalize()
        self.digest = try S3Content.newDigest(payload)
        do throws(SignatureRefusal) { try signatures?.checkChunk(sum, signature) } catch { throw S3Content.mismatch }
    }

    /// Reads what stands behind the last chunk, up to an empty line.
    private func readTrailers() throws(ServiceError) {
        var text: [UInt8] = []
        var signature: [UInt8]?
        while true {
            let line = try line()
            guard !line.isEmpty else { break }
            let parts = line.split(separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, trailers.count < S3Content.mostTrailers else { throw S3Content.malformed }
            let name = String(decoding: parts[0], as: UTF8.self).lowercased()
            let value = parts[1].drop { $0 == 32 }.prefix { $0 != 32 }
            if name == "x-amz-trailer-signature" {
                signature = Array(value)
                continue
            }
            guard announced.contains(name), trailers[name] == nil, signature == nil else { throw S3Content.malformed }
            trailers[name] = String(decoding: value, as: UTF8.self)
            text += Array("\(name):".utf8) + value + [UInt8(ascii: "\n")]
        }
        guard case .signedChunks(true) = payload else { return }
        guard let signature, let digest = try? Digest.of(text.span, by: .sha256) else { throw S3Content.malformed }
        do throws(SignatureRefusal) { try signatures?.checkTrailers(digest, signature) } catch {
            throw S3Content.mismatch
        }
    }

    /// A line, without its end.
    private func line() throws(ServiceError) -> [UInt8] {
        var line: [UInt8] = []
        while true {
            if offset == waiting.count { try fill() }
            let byte = waiting[offset]
            offset += 1
            if byte == UInt8(ascii: "\n") {
                if line.last == UInt8(ascii: "\r") { line.removeLast() }
                return line
            }
            guard line.count < S3Content.longestLine else { throw S3Content.malformed }
            line.append(byte)
        }
    }

    private func fill() throws(ServiceError) {
        waiting = try source()
        offset = 0
        guard !waiting.isEmpty else { throw S3Content.incomplete }
    }

    private static let malformed = ServiceError(
        "InvalidRequest",
        "The body is not in the chunks that x-amz-content-sha256 announces."
    )

    private static let mismatch = ServiceError(
        "SignatureDoesNotMatch",
        "The request signature we calculated does not match the signature you provided. Check your key and signing method."
    )
}
