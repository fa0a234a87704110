public import JSON
import POSIX
public import ServiceModel

/// The answer to a request of S3: lines of the head, and a body of XML; what an object holds is sent behind it by others.
public struct S3Answer: Sendable {
    public var status = 200
    /// Names in small letters.
    public var headers: [(name: String, value: String)] = []
    public var body: [UInt8] = []

    /// The namespace of S3.
    static let namespace = "http://s3.amazonaws.com/doc/2006-03-01/"

    /// Writes an answer.
    ///
    /// - Parameters:
    ///   - value: What the operation answers.
    ///   - call: What was asked.
    ///   - requestID: What the answer can be found by in logs.
    public init(_ value: JSONValue, to call: S3Call, requestID: String) {
        let (members, binding) = (value.members, call.binding)
        headers = S3Answer.identity(requestID)
        switch binding.answer {
        case .nothing: status = 204
        case .head:
            add(members) { _ in true }
            if members["ContentRange"] != nil { status = 206 }
        case .document(let root, let head):
            add(members) { head.contains($0) }
            write(.object(members.filter { !head.contains($0.key) }), root)
        case .member(let name, let root):
            add(members) { $0 != name }
            write(members[name] ?? .object([:]), root)
        case .text(let name) where name == "Policy":
            body = Array((members[name]?.string ?? "").utf8)
            headers.append(("content-type", "application/json"))
        case .text(let name): write(members[name] ?? .string(""), name)
        }
    }

    /// Writes the answer to a request that was refused, or has failed.
    ///
    /// - Parameters:
    ///   - error: What was wrong.
    ///   - request: What was asked.
    ///   - requestID: What the answer can be found by in logs.
    public init(_ error: ServiceError, to request: S3Request, requestID: String) {
        let code = S3Fault.code(error)
        status = S3Fault.status(of: code)
        headers = S3Answer.identity(requestID)
        // Neither has a body.
        guard request.method != "HEAD", status != 304 else { return }
        body = S3Writer.error(code, error.message, resource: request.path, requestID)
        headers.append(("content-type", "application/xml"))
    }

    private static func identity(_ requestID: String) -> [(name: String, value: String)] {
        [("x-amz-request-id", requestID), ("x-amz-id-2", requestID)]
    }

    private mutating func write(_ value: JSONValue, _ root: String) {
        var writer = S3Writer()
        writer.document(root, value)
        body = writer.bytes
        headers.append(("content-type", "application/xml"))
    }

    private mutating func add(_ members: [String: JSONValue], where isMeant: (String) -> Bool) {
        for (name, value) in members.sorted(by: { $0.key < $1.key }) where isMeant(name) {
            if name == "Metadata" {
                for (key, text) in value.members.sorted(by: { $0.key < $1.key }) {
                    headers.append((S3Binding.metadataPrefix + key, text.string ?? ""))
                }
            } else if let header = S3Binding.header(of: name), let text = S3Answer.text(value, name) {
                headers.append((header, text))
            }
        }
    }

    private static func text(_ value: JSONValue, _ name: String) -> String? {
        switch value {
        case .string(let text): text
        case .boolean(let value): value ? "true" : "false"
        case .number(let number) where S3Writer.times.contains(name):
            number.double.map { UTCTime.httpText(Timestamp(seconds: Int($0.rounded(.down)))) }
        case .number(let number): number.text
        case .null, .array, .object: nil
        }
    }
}
