public import AccessPolicies
public import JSON

/// What is asked of a service: the one form in which every request reaches an operation, whatever door it came through.
public struct ServiceRequest: Sendable {
    /// Where a request comes from.
    public enum Source: Sendable, Hashable {
        /// A client at the socket of the process that answers.
        case socket
        /// Another process of Magpie, which hands on what its own client asks for, and tells of it.
        case relay
        /// The service itself, as when something is due.
        case service
    }

    /// Which operation.
    public var operation: OperationModel
    /// Its parameters, as AWS has them and the model knows them; blobs are base64; null for a request that is handed on as it
    /// is.
    public var input: JSONValue
    /// The parameters as they came, JSON on one line; `nil` for a request that was made here.
    public var json: [UInt8]?
    public var principal: Principal
    /// What is known of who asks, as the process vouches that hands the request on; `nil` where nobody does, and for whom no
    /// policy limits.
    public var caller: CallerAccess?
    public var source: Source
    /// When it came, in seconds since 1970.
    public var time: Double
    /// What the door through which it came says of it, for the conditions of policies: `aws:SourceIp`, for one.
    public var conditions = PolicyContext()
    /// What an object shall hold, for operations that take that; `nil` where nothing came.
    public var content: RequestContent?

    /// Describes a request.
    public init(
        _ operation: OperationModel,
        _ input: JSONValue,
        by principal: Principal,
        from source: Source = .socket,
        at time: Double
    ) {
        self.operation = operation
        self.input = operation.known(input)
        self.principal = principal
        self.source = source
        self.time = time
    }

    /// Describes a request whose parameters have come as JSON.
    ///
    /// - Parameters:
    ///   - operation: Which; the parameters of one that is relayed are not read.
    ///   - json: An object on one line.
    ///   - principal: Who asks.
    ///   - source: Where it comes from.
    ///   - time: When it came, in seconds since 1970.
    /// - Throws: ``ServiceError`` with the code `SerializationException` for what is no JSON.
    public init(
        _ operation: Operation,
        json: [UInt8],
        by principal: Principal,
        from source: Source = .socket,
        at time: Double
    ) throws(ServiceError) {
        let input: JSONValue
        do throws(JSONError) {
            input = operation.isRelayed ? .null : try JSONValue(parsing: json)
        } catch {
            throw ServiceError("SerializationException", "\(error)")
        }
        self.init(operation.model, input, by: principal, from: source, at: time)
        self.json = json
    }
}

/// Something whose parameters can be read, once the model has accepted them.
public protocol ParameterReading {
    /// The parameters.
    var input: JSONValue { get }
}

extension ServiceRequest: ParameterReading {}

extension ParameterReading {
    /// A parameter that is text; `nil` when it is left out.
    public func text(_ name: String) -> String? { input[name]?.string }

    /// A parameter that the model requires, as text.
    public func required(_ name: String) -> String { input[name]?.string ?? "" }

    /// Whether a parameter is true; `false` when it is left out.
    public func flag(_ name: String) -> Bool { input[name] == .boolean(true) }

    /// A time, in seconds since 1970; `nil` when it is left out.
    ///
    /// - Throws: ``ServiceError`` for a text that is no time, and for one outside the years 1 to 9999.
    public func time(_ name: String) throws(ServiceError) -> Double? { try input[name]?.time(name) }
}

extension ServiceRequest {
    /// Parameters that name what a request is about, the most telling first.
    private static let naming = [
        "SecretId", "Name", "Rule", "JobId", "ArchiveName", "ReplayName", "Key", "SourceKeyId", "Bucket", "findingId",
        "name", "id", "resourceArn", "jobId", "QueueUrl", "QueueName",
    ]

    /// How many names of a list an entry of an audit log has.
    private static let mostNames = 20

    /// What the parameters name; empty when they name nothing.
    public var names: [String] {
        if let list = input["SecretIdList"]?.array {
            return [list.prefix(ServiceRequest.mostNames).compactMap(\.string).joined(separator: " ")]
        }
        return ServiceRequest.naming.lazy.compactMap { input[$0]?.string }.first.map { [$0] } ?? []
    }
}
