import JSON

/// Numbers as they are written.
enum DecimalText {
    /// A number, if a `Double` holds all of it; see ``isWhole(_:_:)``.
    static func whole(_ number: JSONNumber) -> Double? {
        number.double.flatMap { isWhole(number.text.utf8, $0) ? $0 : nil }
    }

    /// Whether a number can be compared: whether it is written such that a `Double` holds all of it.
    ///
    /// `0.1` is, because that is how its `Double` is written again; `1e400`, `1e-400` and what has more digits than a
    /// `Double` are not.
    ///
    /// Source: `ComparableNumber` in https://github.com/aws/event-ruler.
    ///
    /// - Parameters:
    ///   - text: A number of JSON.
    ///   - number: What it was read as.
    /// - Returns: `false` when something of it was lost.
    static func isWhole(_ text: some Collection<UInt8>, _ number: Double) -> Bool {
        guard number.isFinite, let written = JSONDecimal(text) else { return false }
        // So few digits are always held, unless the number is very great or very small.
        if written.digits.count <= 15, abs(written.exponent) < 250 { return true }
        return written == JSONDecimal(number.description.utf8)
    }
}
