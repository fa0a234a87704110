import JSON

/// What a client asks of the service: an operation by its name, and its parameters.
public struct ControlRequest: Sendable {
    /// Such as `kms:Encrypt`.
    public var operation: String
    /// The parameters: a JSON object on one line.
    public var input: [UInt8]
    /// The token of the session of a role that the client asks in; `nil` for who asks as what it is.
    public var sessionToken: String?
    /// The user on whose behalf a process asks that is trusted to say so; `nil` for who asks for itself.
    public var userID: UInt32?
    /// The digest of what is known of that user, in hexadecimal digits; `nil` for who asks for itself, and for whom no policy
    /// limits.
    public var callerDigest: [UInt8]?

    /// Creates a request.
    ///
    /// - Parameters:
    ///   - operation: Such as `kms:Encrypt`.
    ///   - input: Its parameters: a JSON object on one line.
    ///   - userID: On whose behalf; `nil` for who asks.
    ///   - callerDigest: The digest of what is known of that user, in hexadecimal digits.
    ///   - sessionToken: That of the session that is asked in; `nil` for none.
    public init(
        _ operation: String,
        input: [UInt8] = Array("{}".utf8),
        onBehalfOf userID: UInt32? = nil,
        callerDigest: [UInt8]? = nil,
        in sessionToken: String? = nil
    ) {
        self.operation = operation
        self.input = input
        self.userID = userID
        self.callerDigest = callerDigest
        self.sessionToken = sessionToken
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
    /// What was decided by which statement: of the key process, for the audit log of who has asked it on behalf of somebody, and
    /// for nobody else.
    public var explanation: String?

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
        let members = ["code": code, "message": message, "hint": hint, "explanation": explanation]
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
