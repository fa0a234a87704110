import AWSWire
import Cryptography
import JSON
import POSIX
import ServiceModel
import Signatures
import WebMessages

/// What must hold of any request by HTTP; the fuzzer looks for those of which it does not.
///
/// `make fuzz TARGET=Wire SECONDS=600` runs it. An input is a request: method and address, lines of a head, an empty line, a body; what
/// has no such lines is one message of the channel.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzWire(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    readMessages(bytes)
    guard let request = Request(bytes) else { return 0 }
    let signable = SignableRequest(request.method, request.target, headers: request.headers)
    let claim = try? SignatureClaim(signable)
    if let claim {
        precondition(claim.scope.date.utf8.count == 8 && claim.time.isFinite, "a time is none")
        try? claim.checkTime(1_796_040_000)
        // Nobody guesses a signature.
        precondition(
            (try? claim.check(signable, payloadHash: hash, key: .init(random: 32))) == nil,
            "a signature is taken that nobody has made"
        )
    }
    for service in WireService.all {
        do throws(ServiceError) {
            let call = try WireCall(service, signable, body: request.body) { models[$0] }
            precondition(call.input.allSatisfy { $0 >= 0x20 }, "a request is more than a line")
            guard case .xml = call.style else { continue }
            guard let input = try? JSONValue(parsing: call.input), case .object = input else {
                fatalError("a form is no object")
            }
            // What is refused by the model is refused with a code, whatever is in it.
            do throws(ServiceError) {
                try models[call.qualifiedName]?.check(input)
            } catch {
                let answer = WireAnswer(error, in: call.style, requestID: "id")
                precondition((400..<500).contains(answer.status), "what a client sent makes a failure")
                precondition(String(validating: answer.body, as: UTF8.self) != nil, "an answer is no text")
            }
        } catch {
            let style = WireStyle(service, contentType: request.header("content-type"), target: nil)
            let answer = WireAnswer(error, in: style, requestID: "id")
            precondition((400..<500).contains(answer.status), "what a client sent makes a failure")
            precondition(String(validating: answer.body, as: UTF8.self) != nil, "an answer is no text")
        }
    }
    return 0
}

private let hash = String(repeating: "0", count: 64)

private let models: [String: OperationModel] = Dictionary(
    (KMSModel.operations + IAMModel.operations + STSModel.operations + EventsModel.operations
        + SecretsModel.operations + QueuesModel.operations + MacieModel.operations).map { ($0.qualifiedName, $0) }
) { first, _ in first }

/// What the process that hears requests may send, whoever has taken it over.
private func readMessages(_ bytes: [UInt8]) {
    if let request = WebRequest(bytes) { precondition(WebRequest(request.bytes) == request, "a request has changed") }
    if let answer = WebAnswer(bytes) { precondition(WebAnswer(answer.bytes) == answer, "an answer has changed") }
    if let settings = WebSettings(bytes) {
        _ = settings.accepts(host: String(decoding: bytes, as: UTF8.self), ports: [1])
    }
    _ = WebReport(bytes)
}

/// A request as lines.
private struct Request {
    var method: String
    var target: String
    var headers: [(name: String, value: String)] = []
    var body: [UInt8] = []

    init?(_ bytes: [UInt8]) {
        var rest = bytes[...]
        func line() -> String? {
            guard let end = rest.firstIndex(of: 10) else { return nil }
            defer { rest = rest[(end + 1)...] }
            return String(decoding: rest[..<end], as: UTF8.self)
        }
        guard let first = line() else { return nil }
        let words = first.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        guard words.count == 2 else { return nil }
        (method, target) = (String(words[0]), String(words[1]))
        while let text = line(), !text.isEmpty {
            let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            headers.append((parts[0].lowercased(), parts.count > 1 ? String(parts[1]) : ""))
        }
        body = Array(rest)
    }

    func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}
