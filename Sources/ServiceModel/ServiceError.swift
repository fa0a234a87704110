/// Why an operation was refused, in the form of AWS: a code that programs act on and a message for people.
public struct ServiceError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Such as `ResourceNotFoundException`.
    public var code: String
    /// A sentence; of ``plain(_:code:hint:)`` one clause, lower case, no full stop.
    public var message: String
    /// What to do about it.
    public var hint: String?
    /// Whether the commands of `magpie` show it without its code, which only programs need.
    public var isPlain = false
    /// Why what is there is hidden from who asks: for the audit log, which has it as a refusal, and for nobody else; `nil`
    /// where nothing is.
    public var hidden: String?
    /// What was decided by which statement and what would have been needed: for the audit log alone; `nil` where nothing was.
    public var explanation: String?

    /// Creates an error.
    public init(_ code: String, _ message: String) {
        self.code = code
        self.message = message
    }

    /// An error that is worded for the people who use the commands of `magpie`.
    ///
    /// - Parameters:
    ///   - message: What is wrong: one clause, lower case, no full stop.
    ///   - code: What AWS calls it.
    ///   - hint: What to do about it.
    /// - Returns: The error.
    public static func plain(
        _ message: String,
        code: String = "ValidationException",
        hint: String? = nil
    ) -> ServiceError {
        var error = ServiceError(code, message)
        error.hint = hint
        error.isPlain = true
        return error
    }

    /// A parameter that is missing, of the wrong type or out of range.
    public static func validation(_ message: String) -> ServiceError { ServiceError("ValidationException", message) }

    /// Something that is not there.
    public static func notFound(_ message: String) -> ServiceError {
        ServiceError("ResourceNotFoundException", message)
    }

    /// What AWS calls the refusal of somebody who asks for too much, or too often.
    public static let throttlingCode = "ThrottlingException"

    /// A refusal of somebody who asks for too much, or too often.
    public static func throttled(_ message: String, hint: String) -> ServiceError {
        var error = ServiceError(throttlingCode, message)
        error.hint = hint
        return error
    }

    public var description: String { "\(code): \(message)" }
}
