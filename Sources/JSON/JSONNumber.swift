/// A number as JSON writes it (RFC 8259, section 6), with all its digits.
///
/// What was read is written back as it was. Numbers are equal when they have the same value: 300 and 3.0e2 are.
public struct JSONNumber: Sendable, CustomStringConvertible {
    /// The number as it is written.
    public let text: String

    public var description: String { text }

    /// Takes a text that is known to be a number.
    init(checked text: String) { self.text = text }

    /// Creates a whole number.
    public init(_ value: some BinaryInteger) { text = String(value) }

    /// Creates a number, a whole one below 2^53 without a point; `nil` for what JSON has no number for.
    public init?(_ value: Double) {
        guard value.isFinite else { return nil }
        // Every whole number below 2^53 is exact as a Double.
        let isWhole = value.rounded() == value && abs(value) < 9_007_199_254_740_992
        text = isWhole ? String(Int(value)) : String(value)
    }

    /// The nearest `Double`; `nil` for what lies beyond its range, as 1e400 does.
    public var double: Double? { Double(text).flatMap { $0.isFinite ? $0 : nil } }

    /// The number, if it is a whole one that an `Int` holds, however it is written.
    public var integer: Int? {
        if let value = Int(text) { return value }
        guard let decimal = JSONDecimal(text.utf8), decimal.exponent >= 0,
            decimal.digits.count + decimal.exponent <= 19
        else { return nil }
        let digits = decimal.digits + [UInt8](repeating: 48, count: decimal.exponent)
        return Int((decimal.isNegative ? "-" : "") + String(decoding: digits, as: UTF8.self))
    }

    /// The part before the point, if an `Int` holds it.
    public var wholePart: Int? { integer ?? double.flatMap { Int(exactly: $0.rounded(.towardZero)) } }
}

extension JSONNumber: Equatable {
    /// Whether two numbers have the same value; those with exponents of 2^40 and more only when written the same.
    public static func == (left: JSONNumber, right: JSONNumber) -> Bool {
        if left.text == right.text { return true }
        guard let left = JSONDecimal(left.text.utf8), let right = JSONDecimal(right.text.utf8) else { return false }
        return left == right
    }
}

/// What a number of JSON is worth, however it is written: a sign, digits and a power of ten.
public struct JSONDecimal: Sendable, Equatable {
    public private(set) var isNegative = false
    /// As ASCII, without zeros around them; one `0` for zero.
    public private(set) var digits: [UInt8] = []
    /// The power of ten of the last digit.
    public private(set) var exponent = 0

    /// Reads a number by RFC 8259, section 6; `nil` when its exponent has a magnitude of 2^40 or more.
    public init?(_ text: some Collection<UInt8>) {
        var isFraction = false
        var rest = text[...]
        if rest.first == UInt8(ascii: "-") {
            isNegative = true
            rest = rest.dropFirst()
        }
        while let byte = rest.popFirst() {
            switch byte {
            case 48...57:
                if !digits.isEmpty || byte > 48 { digits.append(byte) }
                if isFraction { exponent -= 1 }
            case UInt8(ascii: "."): isFraction = true
            case UInt8(ascii: "e"), UInt8(ascii: "E"):
                guard let power = Int(String(decoding: rest, as: UTF8.self)), power.magnitude < 1 << 40 else {
                    return nil
                }
                exponent += power
                rest = rest[rest.endIndex...]
            default: return nil
            }
        }
        while digits.last == 48 {
            digits.removeLast()
            exponent += 1
        }
        // There is one zero.
        if digits.isEmpty { (isNegative, digits, exponent) = (false, [48], 0) }
    }
}
