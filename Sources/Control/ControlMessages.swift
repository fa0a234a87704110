/// What a client asks of the service: an operation by name, and text for each of its parameters.
public struct ControlRequest: Codable, Sendable {
    public var operation: String
    public var parameters: [String: String]

    /// Creates a request.
    public init(_ operation: String, _ parameters: [String: String] = [:]) {
        self.operation = operation
        self.parameters = parameters
    }
}

/// Why a request was refused or failed.
public struct ControlError: Error, Codable, Sendable, Equatable {
    /// What is wrong: one clause, lower case, no full stop.
    public var message: String
    /// What to do about it.
    public var hint: String?

    /// Creates an error.
    public init(_ message: String, hint: String? = nil) {
        self.message = message
        self.hint = hint
    }
}
