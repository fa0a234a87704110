import Bytes
import JSON
import POSIX
import S3Wire
import ServiceModel
import Signatures

/// What must hold of what is sent to S3; the fuzzer looks for that of which it does not.
///
/// `make fuzz TARGET=S3 SECONDS=600` runs it with requests: method and address, lines of a head, an empty line, a body. Of `S3XML` an
/// input is the body of a request that has a document; of `S3Chunks` it is a body in chunks of AWS's, after a byte that says how it is
/// announced, and one that says how it comes.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzS3(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    switch System.environment("MAGPIE_FUZZ") {
    case "S3XML": readDocuments(bytes)
    case "S3Chunks": readChunks(bytes)
    default: readRequest(bytes)
    }
    return 0
}

private let models: [String: OperationModel] = Dictionary(
    S3Model.operations.map { ($0.name, $0) }
) { first, _ in first }

// MARK: Requests

private func readRequest(_ bytes: [UInt8]) {
    var rest = bytes[...]
    func line() -> String? {
        guard let end = rest.firstIndex(of: 10) else { return nil }
        defer { rest = rest[(end + 1)...] }
        return String(decoding: rest[..<end], as: UTF8.self)
    }
    guard let first = line() else { return }
    let words = first.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
    guard words.count == 2 else { return }
    var headers: [(name: String, value: String)] = []
    while let text = line(), !text.isEmpty {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        headers.append((parts[0].lowercased(), parts.count > 1 ? String(parts[1]) : ""))
    }
    let signable = SignableRequest(String(words[0]), String(words[1]), headers: headers)
    let request = S3Request(
        method: signable.method,
        path: signable.path,
        query: signable.query,
        headers: signable.headers
    )
    do throws(ServiceError) {
        for isPresigned in [false, true] {
            guard let payload = try S3Payload(request, isPresigned: isPresigned) else { continue }
            let count = try payload.byteCount(request)
            precondition(count >= 0, "a body is shorter than nothing")
        }
    } catch {
        check(error, request)
    }
    read(request, Array(rest))
}

/// Reads a request, and what is refused is refused with a code of a client's mistake.
private func read(_ request: S3Request, _ body: [UInt8]) {
    do throws(ServiceError) {
        let call = try S3Call(request) { limit throws(ServiceError) in
            guard body.count <= limit else { throw ServiceError("EntityTooLarge", "It is too long.") }
            return body
        } model: {
            models[$0]
        }
        guard let model = models[call.operation], case .object = call.input else { fatalError("nothing is asked") }
        precondition((try? JSONValue(parsing: call.input.bytes)) != nil, "an input is no JSON")
        try model.check(call.input)
        // Before that it may be empty, as in an address with two slashes.
        if let bucket = call.input["Bucket"]?.string { precondition(!bucket.isEmpty, "a bucket has no name") }
    } catch {
        check(error, request)
    }
}

private func check(_ error: ServiceError, _ request: S3Request) {
    let answer = S3Answer(error, to: request, requestID: "id")
    let isClients = (400..<500).contains(answer.status) || answer.status == 501
    precondition(isClients, "what a client sent makes a failure: \(error.code)")
    precondition(String(validating: answer.body, as: UTF8.self) != nil, "an answer is no text")
}

// MARK: Documents

/// Requests whose body is a document.
private let documents = [
    ("PUT", "/shelf/key", "tagging"), ("POST", "/shelf", "delete"), ("POST", "/shelf/key", "uploadId=a"),
    ("PUT", "/shelf", "encryption"), ("PUT", "/shelf", "publicAccessBlock"), ("PUT", "/shelf", "policy"),
]

private func readDocuments(_ bytes: [UInt8]) {
    for (method, path, query) in documents {
        read(S3Request(method: method, path: path, query: query, headers: []), bytes)
    }
}

// MARK: Chunks

private let payloads = [
    "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
    "STREAMING-UNSIGNED-PAYLOAD-TRAILER", "UNSIGNED-PAYLOAD",
]

private func readChunks(_ bytes: [UInt8]) {
    guard bytes.count >= 2 else { return }
    let (kind, step, body) = (bytes[0], Int(bytes[1]) + 1, Array(bytes.dropFirst(2)))
    for byteCount in [0, 1, 5, Int(kind >> 2), body.count] {
        let request = S3Request(
            method: "PUT",
            path: "/shelf/key",
            query: "",
            headers: [
                ("x-amz-content-sha256", payloads[Int(kind & 3)]), ("x-amz-decoded-content-length", String(byteCount)),
                ("content-length", String(byteCount)), ("x-amz-trailer", "x-amz-checksum-crc32, x-amz-checksum-sha1"),
            ]
        )
        // What is no chunks has the length that HTTP says, or is not handed on.
        guard kind & 3 != 3 || byteCount == body.count else { continue }
        let whole = content(request, [body], byteCount)
        // However it comes, it is the same.
        precondition(content(request, pieces(body, step), byteCount) == whole, "pieces make another content")
    }
}

private func pieces(_ bytes: [UInt8], _ step: Int) -> [[UInt8]] {
    stride(from: 0, to: bytes.count, by: step).map { Array(bytes[$0..<min($0 + step, bytes.count)]) }
}

/// What a body holds, or why it is refused.
private func content(_ request: S3Request, _ pieces: [[UInt8]], _ byteCount: Int) -> String {
    let waiting = Monitor(pieces[...])
    var received: [UInt8] = []
    do throws(ServiceError) {
        guard let payload = try S3Payload(request, isPresigned: false) else { fatalError("there is a payload") }
        let content = try S3Content(request, payload, nil) { () throws(ServiceError) in
            waiting.withLock { $0.popFirst() ?? [] }
        }
        let bytes = try content.all(upTo: byteCount)
        precondition(bytes.count == byteCount, "there is another amount than was announced")
        received = bytes
        let trailers = content.content.trailers
        precondition(trailers.count <= 16, "there are more trailers than there may be")
        return "\(received) \(trailers.sorted { $0.key < $1.key })"
    } catch {
        check(error, request)
        return error.code
    }
}
