public import JSON
import POSIX

extension JSONValue {
    /// Reads the time that a parameter is: a number of seconds since 1970, or ISO 8601.
    ///
    /// - Parameter name: The parameter, for the error.
    /// - Returns: Seconds since 1970; `nil` for what is neither a number nor a text.
    /// - Throws: ``ServiceError`` for a text that is no time.
    public func time(_ name: String) throws(ServiceError) -> Double? {
        switch self {
        case .number(let seconds): return seconds
        case .string(let text):
            guard let seconds = Double(text) ?? UTCTime.seconds(text) else {
                throw .validation("\(name) must be a time such as 2026-11-24T12:00:00Z, or seconds since 1970.")
            }
            return seconds
        default: return nil
        }
    }
}
