public import AccessPolicies
public import JSON

/// All operations of a service, by their names.
///
/// Each service makes one, in which each operation stands in a line: its name, what it touches, its handler. To add an
/// operation, describe it in the service's model and add its line; tests fail where one of both is missing.
public struct OperationTable: Sendable {
    /// The service's name in requests and ARNs: `events`.
    public let service: String
    private let models: [String: OperationModel]
    private var operations: [String: Operation] = [:]
    /// Names that were added without a model, or twice.
    public private(set) var unmodelled: [String] = []

    /// Hears of requests that the service has refused, whether they were prepared or performed.
    public var refused: (@Sendable (ServiceRequest, ServiceError) -> Void)?

    /// What a request that the model has accepted says about itself, for the conditions of policies: its tags, unless the
    /// service says more.
    public var conditions: @Sendable (ServiceRequest) -> PolicyContext = RequestConditions.tags

    /// What is known of a resource that an operation touches by its ARN: its tags, its policy.
    ///
    /// Set before operations are added; by default nothing.
    public var resource: @Sendable (String) -> ServiceResource = { ServiceResource($0) }

    /// What the audit log shows besides of a request that the model has accepted; nothing secret.
    ///
    /// That is the encryption context, for one.
    public var context: @Sendable (ServiceRequest) -> [String: String] = { _ in [:] }

    /// What the audit log says that a request is about, unless the operation finds out more; nothing secret.
    public var subjects: @Sendable (ServiceRequest) -> [String] = { $0.names }

    /// Begins a table without operations.
    ///
    /// - Parameters:
    ///   - service: The service's name.
    ///   - models: Those of all operations that the service has.
    public init(_ service: String, _ models: [OperationModel]) {
        self.service = service
        self.models = Dictionary(models.map { ($0.name, $0) }) { first, _ in first }
        for model in models {
            guard let refusal = model.unsupported else { continue }
            operations[model.name] = Operation(model) { _ in throw refusal }
        }
    }

    /// Names that have a model, and were not added.
    public var unhandled: [String] { models.keys.filter { operations[$0] == nil }.sorted() }

    /// The names of all operations that can be performed.
    public var names: [String] { operations.keys.sorted() }

    /// The operation with this name: `PutRule`.
    public subscript(name: String) -> Operation? { operations[name] }

    /// Adds an operation that prepares itself.
    ///
    /// - Parameters:
    ///   - name: That of its model.
    ///   - isRelayed: Whether another process answers.
    ///   - prepare: Finds what a request touches, and gives what does it.
    public mutating func add(
        _ name: String,
        isRelayed: Bool = false,
        preparing prepare: @escaping @Sendable (ServiceRequest) throws -> PreparedOperation
    ) {
        // What is refused in any case may be refused by the other process as well.
        guard let model = models[name], operations[name] == nil || (isRelayed && model.unsupported != nil) else {
            unmodelled.append(name)
            return
        }
        operations[name] = Operation(model, isRelayed: isRelayed, prepare)
    }

    /// Adds an operation on the service as a whole, whose answer is JSON as it will be sent.
    public mutating func add(
        _ name: String,
        answering handler: @escaping @Sendable (ServiceRequest) throws -> OperationAnswer
    ) {
        add(name, preparing: { request in PreparedOperation { try handler(request) } })
    }

    /// Adds a list of what who asks may see, which is empty where that is nothing.
    ///
    /// - Parameters:
    ///   - name: That of its model.
    ///   - handler: Does what a request asks for to what is visible, and gives the answer.
    public mutating func add(
        _ name: String,
        listing handler: @escaping @Sendable (ServiceRequest, Visibility) throws -> JSONValue
    ) {
        add(name, preparing: { request in PreparedOperation(hiding: { .value(try handler(request, $0)) }) })
    }

    /// Adds an operation that shows, counts or changes only what who asks may see of something else than it touches.
    ///
    /// - Parameters:
    ///   - name: That of its model.
    ///   - resources: The ARNs of what a request touches, as it calls them; none for an operation on the service as a whole.
    ///   - handler: Does what a request asks for to what is visible, and gives the answer.
    public mutating func add(
        _ name: String,
        touching resources: @escaping @Sendable (ServiceRequest) -> [String],
        viewing handler: @escaping @Sendable (ServiceRequest, Visibility) throws -> OperationAnswer
    ) {
        add(
            name,
            preparing: { request in
                PreparedOperation {
                    resources(request).map { arn in
                        var resource = ServiceResource(arn)
                        resource.calledName = arn
                        return resource
                    }
                } list: {
                    try handler(request, $0)
                }
            }
        )
    }

    /// Adds an operation whose answer is a value.
    ///
    /// - Parameters:
    ///   - name: That of its model.
    ///   - resources: The ARNs of what a request touches; none for an operation on the service as a whole.
    ///   - handler: Does what a request asks for, and gives the answer.
    public mutating func add(
        _ name: String,
        touching resources: @escaping @Sendable (ServiceRequest) throws -> [String] = { _ in [] },
        _ handler: @escaping @Sendable (ServiceRequest) throws -> JSONValue
    ) {
        let resource = resource
        add(
            name,
            preparing: { request in
                PreparedOperation {
                    try resources(request).map { resource($0) }
                } perform: {
                    .value(try handler(request))
                }
            }
        )
    }

    // MARK: Performing

    /// Checks a request against its model.
    ///
    /// - Throws: ``ServiceError`` when it is refused.
    public func check(_ request: ServiceRequest) throws(ServiceError) {
        do throws(ServiceError) {
            try operation(of: request).check(request)
        } catch {
            refused?(request, error)
            throw error
        }
    }

    /// Finds what a request touches that was checked.
    ///
    /// - Throws: ``ServiceError`` when it is refused; other errors when what is kept cannot be read.
    public func prepare(_ request: ServiceRequest) throws -> PreparedOperation {
        let operation = try operation(of: request)
        guard let refused else { return try operation.prepare(request) }
        do {
            var prepared = try operation.prepare(request)
            let (perform, list) = (prepared.perform, prepared.list)
            func telling(_ body: () throws -> OperationAnswer) throws -> OperationAnswer {
                do {
                    return try body()
                } catch let error as ServiceError {
                    refused(request, error)
                    throw error
                }
            }
            prepared.perform = { try telling(perform) }
            prepared.list = list.map { list in { visible in try telling { try list(visible) } } }
            return prepared
        } catch let error as ServiceError {
            refused(request, error)
            throw error
        }
    }

    private func operation(of request: ServiceRequest) throws(ServiceError) -> Operation {
        guard let operation = operations[request.operation.name] else {
            throw ServiceError("UnknownOperationException", "There is no operation \(request.operation.name).")
        }
        return operation
    }

    /// Does what a request asks for, whoever asks: no one decides about it, and no audit log has it.
    ///
    /// - Returns: The answer, as AWS has it.
    /// - Throws: ``ServiceError`` when the request is refused; other errors when what is kept cannot be used.
    public func perform(_ request: ServiceRequest) throws -> JSONValue {
        try check(request)
        return try prepare(request).perform().value()
    }
}
