public import JSON
public import ServiceModel

/// A request of S3, read as far as its path, its query and the lines of its head say what is asked.
public struct S3Call: Sendable {
    let binding: S3Binding
    private var members: [String: JSONValue] = [:]

    /// As AWS names it: `GetObject`.
    public var operation: String { binding.name }

    /// Its parameters.
    public var input: JSONValue { .object(members) }

    /// Whether the body of the request is what an object shall hold.
    public var hasContent: Bool { if case .content = binding.body { true } else { false } }

    /// Whether the checksums that the request says are those of its body, and not of an object that has come before.
    public var describesBody: Bool { binding.name != "CompleteMultipartUpload" }

    /// Reads a request.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - body: Gives its body, up to so many bytes, where that is a part of what is asked; not what an object shall hold.
    ///   - model: Gives the model of an operation by its name.
    /// - Throws: `ServiceError` with a code of S3.
    public init(
        _ request: S3Request,
        body: (_ limit: Int) throws(ServiceError) -> [UInt8],
        model: (String) -> OperationModel?
    ) throws(ServiceError) {
        let place = S3Place(request)
        let pairs = request.pairs
        binding = try S3Call.binding(request, place, pairs)
        guard let model = model(binding.name) else { throw S3Call.notImplemented }
        let shapes = Dictionary(model.parameters.map { ($0.name, $0.shape) }) { first, _ in first }
        if let bucket = place.bucket { members["Bucket"] = .string(ObjectKey.text(bucket)) }
        if let key = place.key { members["Key"] = .string(ObjectKey.text(key)) }
        for pair in pairs {
            guard let name = S3Binding.query[pair.name], let shape = shapes[name] else { continue }
            members[name] = try S3Call.value(ObjectKey.text(pair.value), shape, name)
        }
        var metadata: [String: JSONValue] = [:]
        for header in request.headers {
            if header.name.hasPrefix(S3Binding.metadataPrefix) {
                metadata[String(header.name.dropFirst(S3Binding.metadataPrefix.count))] = .string(header.value)
            } else if let name = S3Binding.headers[header.name], let shape = shapes[name] {
                members[name] = try S3Call.value(header.value, shape, name)
            }
        }
        if !metadata.isEmpty, shapes["Metadata"] != nil { members["Metadata"] = .object(metadata) }
        switch binding.body {
        case .none, .content: break
        case .text(let name):
            members[name] = .string(String(decoding: try body(XMLDocument.longest), as: UTF8.self))
        case .document(let name):
            let bytes = try body(XMLDocument.longest)
            guard !bytes.isEmpty, let shape = shapes[name] else { break }
            members[name] = try XMLDocument(bytes).value(shape)
        }
    }

    static let notImplemented = ServiceError(
        "NotImplemented",
        "A header or a query parameter that you provided implies functionality that is not implemented."
    )

    /// The operation that a request asks for.
    private static func binding(
        _ request: S3Request,
        _ place: S3Place,
        _ pairs: [(name: String, value: [UInt8])]
    ) throws(ServiceError) -> S3Binding {
        let names = Set(pairs.map(\.name))
        for binding in S3Binding.all where binding.method == request.method && binding.level == place.level {
            if let header = binding.header, request.header(header) == nil { continue }
            guard let marker = binding.marker else {
                // What is asked is something that is not here, and not what would be asked without that name.
                guard names.isDisjoint(with: S3Binding.others.subtracting(["partNumber"])) else { continue }
                return binding
            }
            let isMeant = pairs.contains { pair in
                pair.name == marker.name && marker.value.map { pair.value.elementsEqual($0.utf8) } ?? true
            }
            if isMeant { return binding }
        }
        guard ["GET", "HEAD", "PUT", "POST", "DELETE"].contains(request.method) else {
            throw ServiceError("MethodNotAllowed", "The specified method is not allowed against this resource.")
        }
        throw notImplemented
    }

    /// A parameter as its model has it.
    private static func value(
        _ text: String,
        _ shape: OperationModel.Shape,
        _ name: String
    ) throws(ServiceError) -> JSONValue {
        switch shape {
        case .integer:
            guard let number = Int(text) else {
                throw ServiceError("InvalidArgument", "Provided \(name) not an integer or within integer range")
            }
            return .number(number)
        case .boolean: return .boolean(text.lowercased() == "true")
        case .time:
            // What is no time says nothing, as in all of HTTP.
            return HTTPTime.seconds(text).map { .number($0) } ?? .null
        case .list:
            return .array(
                text.split(separator: ",").map { .string(String($0.drop { $0 == " " })) }
            )
        default: return .string(text)
        }
    }
}
