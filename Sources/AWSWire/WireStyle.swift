import JSON
public import ServiceModel

/// How an answer is written: known before the service is, so that every request has one.
public enum WireStyle: Sendable, Equatable {
    /// AWS JSON of this version: `1.1`.
    case json(String)
    /// XML with this namespace.
    case xml(String)
    /// JSON of a service in REST style.
    case rest

    /// The style in which a request wants its answer.
    ///
    /// - Parameters:
    ///   - service: The service, if it is known.
    ///   - contentType: What the request says of its body.
    ///   - target: Its `X-Amz-Target`.
    public init(_ service: WireService?, contentType: String?, target: String?) {
        let isOldJSON = contentType?.hasPrefix("application/x-amz-json-1.0") ?? false
        switch service?.dialect(contentType: contentType, target: target) {
        case .rest: self = .rest
        case .json: self = .json(isOldJSON ? "1.0" : "1.1")
        case .query(_, let namespace): self = .xml(namespace)
        case nil:
            let isJSON = target != nil || contentType?.hasPrefix("application/x-amz-json") ?? false
            self = isJSON ? .json(isOldJSON ? "1.0" : "1.1") : .xml("http://webservices.amazon.com/AWSFault/2005-15-09")
        }
    }
}

/// What goes back to an SDK.
public struct WireAnswer: Sendable, Equatable {
    public var status: Int
    /// Names in small letters.
    public var headers: [(name: String, value: String)]
    public var body: [UInt8]

    /// Describes an answer.
    public init(_ status: Int, headers: [(name: String, value: String)], body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    public static func == (left: WireAnswer, right: WireAnswer) -> Bool {
        left.status == right.status && left.body == right.body
            && left.headers.elementsEqual(right.headers) { $0.name == $1.name && $0.value == $1.value }
    }
}

extension WireAnswer {
    /// The answer to a request that was done.
    ///
    /// - Parameters:
    ///   - answer: What the operation answers.
    ///   - call: What was asked.
    ///   - requestID: What the answer can be found by in logs.
    /// - Throws: `JSONError` when the answer is not the JSON that its handler has promised.
    public init(_ answer: OperationAnswer, to call: WireCall, requestID: String) throws {
        switch call.style {
        case .rest: self.init(call.status, "application/json", requestID, answer.bytes)
        case .json(let version):
            self.init(200, "application/x-amz-json-\(version)", requestID, try WireTimes.written(answer, call.service))
        case .xml(let namespace):
            let isFlat = namespace == QueueForm.namespace
            var writer = XMLWriter(call.service, flatIn: isFlat ? call.operation : nil)
            writer.open("\(call.operation)Response", namespace: namespace)
            let value = try answer.value()
            // What answers nothing has no result.
            if !isFlat || value.members.isEmpty == false { writer.element("\(call.operation)Result", value) }
            writer.metadata(requestID)
            writer.close("\(call.operation)Response")
            self.init(200, "text/xml", requestID, writer.bytes)
        }
    }

    /// The answer to a request that was refused, or has failed.
    ///
    /// - Parameters:
    ///   - error: What was wrong.
    ///   - style: How it is written.
    ///   - requestID: What the answer can be found by in logs.
    public init(_ error: ServiceError, in style: WireStyle, requestID: String) {
        let fault = WireFault(error, in: style)
        switch style {
        case .rest:
            let body = JSONValue.object(["message": .string(fault.message)]).bytes
            self.init(fault.status, "application/json", requestID, body)
            headers.append(("x-amzn-errortype", fault.code))
        case .json(let version):
            // Who was written for the query protocol knows errors by their older names.
            let older = version == "1.0" ? QueueForm.fault(fault.code)?.code ?? fault.code : nil
            let type = older == nil ? fault.code : "com.amazonaws.sqs#\(fault.code)"
            var members: [String: JSONValue] = ["__type": .string(type), "message": .string(fault.message)]
            // What models call it differs; each SDK reads the one that its model has.
            members["Message"] = members["message"]
            self.init(fault.status, "application/x-amz-json-\(version)", requestID, JSONValue.object(members).bytes)
            headers.append(("x-amzn-errortype", fault.code))
            if let older {
                headers.append(("x-amzn-query-error", "\(older);\(fault.status < 500 ? "Sender" : "Receiver")"))
            }
        case .xml(let namespace):
            var writer = XMLWriter(nil)
            writer.open("ErrorResponse", namespace: namespace)
            writer.open("Error")
            writer.text("Type", fault.status < 500 ? "Sender" : "Receiver")
            writer.text("Code", fault.code)
            writer.text("Message", fault.message)
            writer.close("Error")
            writer.text("RequestId", requestID)
            writer.close("ErrorResponse")
            self.init(fault.status, "text/xml", requestID, writer.bytes)
        }
    }

    private init(_ status: Int, _ contentType: String, _ requestID: String, _ body: [UInt8]) {
        self.init(status, headers: [("content-type", contentType), ("x-amzn-requestid", requestID)], body: body)
    }
}
