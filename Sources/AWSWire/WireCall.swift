import JSON
public import ServiceModel
public import Signatures

/// What an SDK asks for.
public struct WireCall: Sendable {
    public let service: WireService
    /// As AWS names it: `CreateKey`.
    public let operation: String
    /// Its parameters: a JSON object on one line.
    public let input: [UInt8]
    public let style: WireStyle
    /// The status of an answer to what was done.
    let status: Int

    /// The name behind the gateway: `kms:CreateKey`.
    public var qualifiedName: String { "\(service.name):\(operation)" }

    /// The longest body of a form, in bytes: parameters of IAM have 100 KiB at most.
    public static let longestForm = 1 << 20

    /// Reads what is asked.
    ///
    /// - Parameters:
    ///   - service: The one that the request was signed for.
    ///   - request: The request.
    ///   - body: Its body.
    ///   - model: Gives the model of an operation by its name behind the gateway.
    /// - Throws: `ServiceError` with the code `UnknownOperationException`, `InvalidAction`, `MissingAction`, `NoSuchVersion`,
    ///   `SerializationException` or `MalformedInput`.
    public init(
        _ service: WireService,
        _ request: SignableRequest,
        body: [UInt8],
        model: (String) -> OperationModel?
    ) throws(ServiceError) {
        self.service = service
        let (contentType, target) = (request.header("content-type"), request.header("x-amz-target"))
        style = WireStyle(service, contentType: contentType, target: target)
        switch service.dialect(contentType: contentType, target: target) {
        case .rest:
            let rest = try RestInput(request, body: body, model: model)
            (operation, input, status) = (rest.operation, rest.input, rest.status)
        case .json(let prefix):
            status = 200
            let name = target ?? ""
            guard request.method == "POST", let wanted = WireCall.operation(of: name, prefix) else {
                throw ServiceError("UnknownOperationException", "There is no operation '\(WireCall.shown(name))'.")
            }
            operation = wanted
            input = try WireCall.line(body)
        case .query(let version, _):
            status = 200
            guard body.count <= WireCall.longestForm else {
                throw ServiceError("MalformedInput", "A form has at most \(WireCall.longestForm) bytes.")
            }
            var form = FormInput()
            try form.add(request.query.utf8)
            if request.method == "POST" { try form.add(body) }
            guard let action = form.text("Action") else { throw ServiceError("MissingAction", "Missing Action") }
            operation = action
            if let wanted = form.text("Version"), wanted != version {
                throw ServiceError("NoSuchVersion", "The requested version (\(WireCall.shown(wanted))) is not valid.")
            }
            guard let model = model("\(service.name):\(action)") else {
                throw ServiceError(
                    "InvalidAction",
                    "Could not find operation \(WireCall.shown(action)) for version \(version)"
                )
            }
            // The address is a queue's, but for operations on all of them.
            let url = request.path.utf8.count > 1 ? "http://localhost\(request.path)" : nil
            let json =
                version == QueueForm.version
                ? form.json(ofQueues: model.parameters, action, at: url) : form.json(model.parameters)
            input = json.bytes
        }
        guard model(qualifiedName) != nil else {
            throw ServiceError("UnknownOperationException", "There is no operation '\(WireCall.shown(operation))'.")
        }
    }

    /// The operation that a target names: `TrentService.Encrypt`.
    ///
    /// SDKs do not agree whether the service's name stands there with its package:
    /// `com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents`.
    private static func operation(of target: String, _ prefix: String) -> String? {
        guard let dot = target.utf8.lastIndex(of: UInt8(ascii: ".")) else { return nil }
        let service = target[..<dot]
        guard service == prefix || service.hasSuffix(".\(prefix)") else { return nil }
        return String(target[target.index(after: dot)...])
    }

    /// The parameters of a body of JSON, on one line: between processes each request is a line.
    private static func line(_ body: [UInt8]) throws(ServiceError) -> [UInt8] {
        guard !body.isEmpty else { return Array("{}".utf8) }
        guard body.contains(where: { $0 < 0x20 }) else { return body }
        do throws(JSONError) {
            return try JSONValue(parsing: body).bytes
        } catch {
            throw ServiceError("SerializationException", "\(error)")
        }
    }

    /// What somebody has sent, short enough to be sent back.
    private static func shown(_ text: String) -> String { String(text.prefix(128)) }
}

extension SignableRequest {
    /// The value of the only line of this name.
    ///
    /// - Parameter name: In small letters.
    /// - Returns: `nil` when there is none, or more than one.
    public func header(_ name: String) -> String? {
        var found: String?
        for header in headers where header.name == name {
            if found != nil { return nil }
            found = header.value
        }
        return found
    }
}
