public import JSON
import POSIX

extension JSONValue {
    /// Reads the time that a parameter is: a number of seconds since 1970, or ISO 8601.
    ///
    /// - Parameter name: The parameter, for the error.
    /// - Returns: Seconds since 1970; `nil` for what is neither a number nor a text.
    /// - Throws: ``ServiceError`` for a text that is no time, and for what lies outside the years 1 to 9999.
    public func time(_ name: String) throws(ServiceError) -> Double? {
        let time: Double?
        switch self {
        case .number(let seconds): time = seconds.double
        case .string(let text): time = Double(text) ?? UTCTime.seconds(text)
        default: return nil
        }
        // Also no NaN, which `Double` reads; nothing may be written as a time that is none.
        guard let time, JSONValue.times.contains(time) else {
            throw .validation("\(name) must be a time such as 2026-11-24T12:00:00Z, or seconds since 1970.")
        }
        return time
    }

    /// From 0001-01-01 to the end of 9999, in seconds since 1970.
    private static let times = -62_135_596_800.0..<253_402_300_800.0
}
