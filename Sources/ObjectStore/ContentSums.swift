import Bytes
import Cryptography
public import JSON
import ServiceModel

/// The digests and checksums of what is received, and what clients have said them to be; for one thread.
///
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html
public final class ContentSums {
    /// An algorithm by the name that S3 has for it.
    enum Algorithm: String, CaseIterable {
        case crc32 = "CRC32"
        case crc32c = "CRC32C"
        case crc64nvme = "CRC64NVME"
        case sha1 = "SHA1"
        case sha256 = "SHA256"

        /// The parameter that has a checksum of it.
        var member: String { "Checksum\(rawValue)" }

        /// The line behind a body that has one.
        var trailer: String { "x-amz-checksum-\(rawValue.lowercased())" }

        var cyclic: CyclicRedundancyCheck.Kind? {
            switch self {
            case .crc32: .crc32
            case .crc32c: .crc32c
            case .crc64nvme: .crc64nvme
            case .sha1, .sha256: nil
            }
        }

        var hash: HashFunction? {
            switch self {
            case .sha1: .sha1
            case .sha256: .sha256
            case .crc32, .crc32c, .crc64nvme: nil
            }
        }

        /// The length of a checksum, in bytes.
        var byteCount: Int { cyclic?.byteCount ?? hash?.byteCount ?? 0 }
    }

    /// A digest that others hold.
    private final class Held {
        private var digest: Digest?

        init(_ hash: HashFunction) throws(CryptographyError) { digest = try Digest(hash) }

        func update(_ bytes: Span<UInt8>) { digest?.update(bytes) }

        func finalize() -> [UInt8] { digest.take()?.finalize() ?? [] }
    }

    private let given: [Algorithm: String]
    private let expectedMD5: [UInt8]?
    private var md5: MD5Sum?
    private var cyclic: [Algorithm: CyclicRedundancyCheck] = [:]
    private var digests: [Algorithm: Held] = [:]

    /// Prepares to receive what a request announces.
    ///
    /// - Parameters:
    ///   - request: Says which checksums are to be made, and what they are.
    ///   - isKept: Whether at least one is wanted for later.
    ///   - other: One that is wanted besides.
    /// - Throws: `ServiceError` for checksums that can be none.
    init(_ request: some ParameterReading, isKept: Bool, also other: Algorithm? = nil) throws {
        var given: [Algorithm: String] = [:]
        var wanted = Set([other].compactMap(\.self))
        let trailers = (request.text("Trailer") ?? "").lowercased().split { ", \t".contains($0) }
        for algorithm in Algorithm.allCases {
            if let text = request.text(algorithm.member) {
                guard Base64.bytes(text)?.count == algorithm.byteCount else { throw ContentSums.invalid(algorithm) }
                given[algorithm] = text
                wanted.insert(algorithm)
            }
            if trailers.contains(algorithm.trailer[...]) || request.text("ChecksumAlgorithm") == algorithm.rawValue {
                wanted.insert(algorithm)
            }
        }
        guard given.count <= 1 else {
            throw ServiceError(
                "InvalidRequest",
                "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed."
            )
        }
        if isKept, wanted.isEmpty { wanted = [.crc64nvme] }
        self.given = given
        expectedMD5 = try request.text("ContentMD5").map { text throws(ServiceError) in
            guard let bytes = Base64.bytes(text), bytes.count == MD5.byteCount else {
                throw ServiceError("InvalidDigest", "The Content-MD5 you specified was invalid.")
            }
            return bytes
        }
        // Where the system allows no MD5, objects have tags of another kind, and nobody can be told that MD5 is right.
        md5 = try? MD5Sum()
        if md5 == nil, expectedMD5 != nil { throw ServiceError("NotImplemented", "This system allows no MD5.") }
        for algorithm in wanted {
            if let kind = algorithm.cyclic { cyclic[algorithm] = CyclicRedundancyCheck(kind) }
            if let hash = algorithm.hash { digests[algorithm] = try Held(hash) }
        }
    }

    /// Takes bytes in.
    func update(_ bytes: [UInt8]) {
        md5?.update(bytes.span)
        for algorithm in cyclic.keys { cyclic[algorithm]?.update(bytes.span) }
        for digest in digests.values { digest.update(bytes.span) }
    }

    /// Compares all with what was said before the content and behind it.
    ///
    /// - Parameter trailers: What was said behind it.
    /// - Returns: The MD5, where there is one, and the checksums in base64 by the names of parameters.
    /// - Throws: `ServiceError` when anything differs.
    func finish(_ trailers: [String: String]) throws(ServiceError) -> (md5: [UInt8]?, checksums: [String: String]) {
        let sum = md5.take()?.finalize()
        if let expectedMD5, sum != expectedMD5 {
            throw ServiceError("BadDigest", "The Content-MD5 you specified did not match what we received.")
        }
        var checksums: [String: String] = [:]
        for algorithm in Algorithm.allCases {
            guard let bytes = cyclic[algorithm]?.bytes ?? digests[algorithm]?.finalize() else { continue }
            let text = Base64.text(bytes)
            if let said = given[algorithm] ?? trailers[algorithm.trailer] {
                guard Base64.bytes(said)?.count == algorithm.byteCount else { throw ContentSums.invalid(algorithm) }
                guard said == text else {
                    throw ServiceError(
                        "BadDigest",
                        "The \(algorithm.rawValue) you specified did not match the calculated checksum."
                    )
                }
            }
            checksums[algorithm.member] = text
        }
        return (sum, checksums)
    }

    /// The digest or checksum of a few bytes.
    static func digest(of bytes: [UInt8], by algorithm: Algorithm) throws -> [UInt8] {
        if let hash = algorithm.hash { return try Digest.of(bytes.span, by: hash) }
        guard let kind = algorithm.cyclic else { return [] }
        var sum = CyclicRedundancyCheck(kind)
        sum.update(bytes.span)
        return sum.bytes
    }

    private static func invalid(_ algorithm: Algorithm) -> ServiceError {
        ServiceError("InvalidRequest", "Value for \(algorithm.trailer) header is invalid.")
    }

    /// Compares a document with what a request says of it.
    ///
    /// - Parameters:
    ///   - document: The body.
    ///   - input: The request's parameters.
    /// - Throws: `ServiceError` when anything differs.
    public static func check(_ document: [UInt8], _ input: JSONValue) throws {
        let sums = try ContentSums(Parameters(input: input), isKept: false)
        sums.update(document)
        _ = try sums.finish([:])
    }

    private struct Parameters: ParameterReading {
        var input: JSONValue
    }
}
