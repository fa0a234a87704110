/// Numbers as they are written.
enum DecimalText {
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
        guard number.isFinite, let written = parts(text) else { return false }
        // So few digits are always held, unless the number is very great or very small.
        if written.digits.count <= 15, abs(written.exponent) < 250 { return true }
        guard let held = parts(number.description.utf8) else { return false }
        return written.digits == held.digits && (written.digits.isEmpty || written.exponent == held.exponent)
    }

    /// The digits of a number without the zeros around them, and the power of ten of the last.
    private static func parts(_ text: some Collection<UInt8>) -> (digits: [UInt8], exponent: Int)? {
        var digits: [UInt8] = []
        var exponent = 0
        var isFraction = false
        var rest = text[...]
        if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        while let byte = rest.first {
            rest = rest.dropFirst()
            switch byte {
            case 48...57:
                if !digits.isEmpty || byte > 48 { digits.append(byte) }
                if isFraction { exponent -= 1 }
            case UInt8(ascii: "."): isFraction = true
            case UInt8(ascii: "e"), UInt8(ascii: "E"):
                guard let power = Int(String(decoding: rest, as: UTF8.self)), abs(power) < 1_000_000 else { return nil }
                exponent += power
                rest = rest[rest.endIndex...]
            default: return nil
            }
        }
        while digits.last == 48 {
            digits.removeLast()
            exponent += 1
        }
        return (digits, exponent)
    }
}
