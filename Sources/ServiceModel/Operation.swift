public import JSON
public import POSIX

/// An operation of a service: its model, what it touches, and what does it.
///
/// It takes two steps, so that it can be decided in between whether the request may: first the resources are found, then
/// the handler works with exactly those.
public struct Operation: Sendable {
    public let model: OperationModel
    /// Whether another process answers, which gets the input as it came and checks it itself.
    public let isRelayed: Bool
    private let find: @Sendable (ServiceRequest) throws -> PreparedOperation

    /// Describes an operation.
    ///
    /// - Parameters:
    ///   - model: Its name and parameters.
    ///   - isRelayed: Whether another process answers: then the input is not looked at.
    ///   - prepare: Finds what a request touches that the model has accepted, and gives what does it. It changes nothing.
    public init(
        _ model: OperationModel,
        isRelayed: Bool = false,
        _ prepare: @escaping @Sendable (ServiceRequest) throws -> PreparedOperation
    ) {
        self.model = model
        self.isRelayed = isRelayed
        find = prepare
    }

    /// Checks a request against the model.
    ///
    /// - Throws: ``ServiceError`` in AWS's words, with all that is wrong.
    func check(_ request: ServiceRequest) throws(ServiceError) { if !isRelayed { try model.check(request.input) } }

    /// Finds what a request touches that the model has accepted.
    ///
    /// - Throws: ``ServiceError`` when the request is refused; other errors when what is kept cannot be read.
    func prepare(_ request: ServiceRequest) throws -> PreparedOperation { try find(request) }
}

/// A request whose resources are known, and which nothing has been done about yet.
public struct PreparedOperation {
    /// Looks up what it touches, in the order of the model's actions; empty for an operation on the service as a whole.
    public var resources: () throws -> [ServiceResource]
    /// What must be allowed besides, of other services: `iam:PassRole`, for one.
    public var further: [(action: String, resource: ServiceResource)] = []
    /// What the audit log says that it is about; `nil` for what the parameters name; nothing secret.
    public var subjects: [String]?
    /// What the audit log shows besides; `nil` for what ``OperationTable/context`` says.
    public var context: [String: String]?
    /// What only policies may look at, besides what ``OperationTable/conditions`` says: condition keys with one value or
    /// several, such as `aws:TagKeys`.
    public var conditions: [String: [String]] = [:]
    /// Why it is asked for, in the user's words.
    public var reason = ""
    /// What an answer shows, for an audit log that has an entry for each; `nil` for ``subjects``.
    public var shown: (@Sendable (OperationAnswer) -> [ShownValue])?
    /// Does it, and gives the answer; called at most once, and not when ``handOn`` is.
    public var perform: () throws -> OperationAnswer
    /// Does it to what who asks may see, of many resources; called in place of ``perform``, which does it to everything.
    public var list: ((_ visible: Visibility) throws -> OperationAnswer)?
    /// Whether the answer is the same where nothing is visible as where nothing is there: else whoever may see none of
    /// ``resources`` is refused.
    public var hidesAll = false
    /// Has another process do it, and gives the answer before it returns or later, on whatever thread; called at most once.
    ///
    /// It is `nil` for what ``perform`` does as well.
    public var handOn: ((_ done: @escaping @Sendable (Result<OperationAnswer, any Error>) -> Void) -> Void)?

    /// Gathers what was found.
    public init(
        touching resources: @escaping () throws -> [ServiceResource] = { [] },
        subjects: [String]? = nil,
        perform: @escaping () throws -> OperationAnswer
    ) {
        self.resources = resources
        self.subjects = subjects
        self.perform = perform
    }

    /// Gathers what was found for an operation on many resources, some of which who asks may not see.
    ///
    /// - Parameters:
    ///   - candidates: All that it could touch.
    ///   - list: Does it to those that are visible.
    public init(
        _ candidates: @escaping () throws -> [ServiceResource],
        list: @escaping (_ visible: Visibility) throws -> OperationAnswer
    ) {
        resources = candidates
        self.list = list
        perform = { try list(.everything) }
    }

    /// Gathers what was found for an operation that hides what may not be seen, as if it were not there.
    ///
    /// - Parameter list: Does it to what is visible.
    public init(hiding list: @escaping (_ visible: Visibility) throws -> OperationAnswer) {
        self.init({ [] }, list: list)
        hidesAll = true
    }
}

/// One of several values that an answer shows, or refuses.
public struct ShownValue: Sendable {
    /// What it is the value of: an ARN.
    public var subject: String
    /// The code of the error that it was refused with; `nil` when it is shown.
    public var errorCode: String?

    /// Describes a value.
    public init(_ subject: String, errorCode: String? = nil) {
        self.subject = subject
        self.errorCode = errorCode
    }
}

/// What an operation answers.
public enum OperationAnswer: Sendable {
    /// A value.
    case value(JSONValue)
    /// JSON on one line whose members are in an order that shall stay.
    case json([UInt8])
    /// A value, and bytes that whoever has asked gets besides: as JSON, there is the value alone.
    case content(JSONValue, AnswerContent)

    /// The answer as JSON on one line.
    public var bytes: [UInt8] {
        switch self {
        case .value(let value), .content(let value, _): value.bytes
        case .json(let bytes): bytes
        }
    }

    /// The answer as a value.
    ///
    /// - Throws: `JSONError` when it is not the JSON that the handler has promised.
    public func value() throws -> JSONValue {
        switch self {
        case .value(let value), .content(let value, _): value
        case .json(let bytes): try JSONValue(parsing: bytes)
        }
    }
}

/// Bytes that are handed over as an open file, and not through the memory of whoever answers.
public struct AnswerContent: Sendable {
    /// Where they are.
    public var file: HeldFile
    /// Where they begin, in bytes; `nil` for a pipe, from which they are read as they come.
    public var offset: Int?
    /// How many there are; a pipe that ends before has failed.
    public var count: Int

    /// Names bytes of a file.
    ///
    /// - Parameters:
    ///   - file: A regular file, or the reading end of a pipe.
    ///   - offset: Where they begin, in bytes; `nil` for a pipe.
    ///   - count: How many there are.
    public init(_ file: HeldFile, at offset: Int?, count: Int) {
        (self.file, self.offset, self.count) = (file, offset, count)
    }
}
