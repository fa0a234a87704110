/// Why an operation was refused, in the form of AWS: a code that programs act on and a message for people.
public struct ServiceError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Such as `ResourceNotFoundException`.
    public var code: String
    /// A sentence.
    public var message: String

    /// Creates an error.
    public init(_ code: String, _ message: String) {
        self.code = code
        self.message = message
    }

    /// A parameter that is missing, of the wrong type or out of range.
    public static func validation(_ message: String) -> ServiceError { ServiceError("ValidationException", message) }

    /// Something that is not there.
    public static func notFound(_ message: String) -> ServiceError {
        ServiceError("ResourceNotFoundException", message)
    }

    public var description: String { "\(code): \(message)" }
}
