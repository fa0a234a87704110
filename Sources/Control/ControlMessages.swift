import JSON

/// What a client asks of the service: an operation by name, and text for each of its parameters.
public struct ControlRequest: Codable, Sendable {
    public var operation: String
    public var parameters: [String: String]

    /// The parameters of an operation that AWS has named, as one JSON object; `nil` for others.
    public var input: [UInt8]?

    /// Creates a request of an operation that AWS has named.
    public init(_ operation: String, input: [UInt8]) {
        self.operation = operation
        self.input = input
        parameters = [:]
    }

    private enum CodingKeys: String, CodingKey {
        case operation
        case parameters
    }

    /// Creates a request.
    public init(_ operation: String, _ parameters: [String: String] = [:]) {
        self.operation = operation
        self.parameters = parameters
    }
}

/// Why a request was refused or failed.
public struct ControlError: Error, Codable, Sendable, Equatable {
    /// What AWS calls the error; `nil` for errors that it does not know.
    public var code: String?
    /// What is wrong: one clause, lower case, no full stop.
    public var message: String
    /// What to do about it.
    public var hint: String?

    /// Creates an error that AWS knows by `code`.
    public init(code: String, _ message: String) {
        self.code = code
        self.message = message
    }

    /// Creates an error.
    public init(_ message: String, hint: String? = nil) {
        self.message = message
        self.hint = hint
    }

    /// The error as a line of an answer, without its line feed.
    var line: [UInt8] {
        let members = ["code": code, "message": message, "hint": hint]
        return [UInt8(ascii: "-")] + JSONValue.present(members.mapValues { $0.map { .string($0) } }).bytes
    }

    /// What AWS calls the refusal of somebody who asks for too much.
    public static let throttlingCode = "ThrottlingException"

    /// An error for somebody who asks for too much, or too often.
    public static func throttled(_ message: String, hint: String? = nil) -> ControlError {
        var error = ControlError(code: throttlingCode, message)
        error.hint = hint
        return error
    }
}
