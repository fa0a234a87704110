import JSON

/// A number as conditions compare it: exactly, however many digits it has.
struct PolicyNumber: Sendable, Comparable {
    /// The number, if it is a whole one of up to 18 digits.
    private let small: Int?
    private let decimal: JSONDecimal

    /// Reads digits with a sign, a point and an exponent if there are any; `nil` for anything else, and for exponents
    /// of more than three digits.
    init?(_ text: some Collection<UInt8>) {
        var rest = text[...]
        let isNegative = rest.first == UInt8(ascii: "-")
        if isNegative || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
        let written = Array(rest)
        let whole = written.prefix { $0 &- 48 < 10 }
        var index = whole.count
        guard index > 0 else { return nil }
        if index < written.count, written[index] == UInt8(ascii: ".") {
            let fraction = written[(index + 1)...].prefix { $0 &- 48 < 10 }
            guard !fraction.isEmpty else { return nil }
            index = fraction.endIndex
        }
        if index < written.count, written[index] | 0x20 == UInt8(ascii: "e") {
            var digits = written[(index + 1)...]
            if digits.first == UInt8(ascii: "-") || digits.first == UInt8(ascii: "+") { digits = digits.dropFirst() }
            guard (1...3).contains(digits.count), digits.allSatisfy({ $0 &- 48 < 10 }) else { return nil }
            index = digits.endIndex
        }
        guard index == written.count, let decimal = JSONDecimal(isNegative ? [UInt8(ascii: "-")] + written : written)
        else { return nil }
        self.decimal = decimal
        small =
            whole.count == written.count && whole.count <= 18
            ? whole.reduce(0) { $0 * 10 + Int($1 - 48) } * (isNegative ? -1 : 1) : nil
    }

    static func < (left: PolicyNumber, right: PolicyNumber) -> Bool {
        if let left = left.small, let right = right.small { return left < right }
        let (one, other) = (left.decimal, right.decimal)
        if one.isNegative != other.isNegative { return one.isNegative }
        let isSmaller = magnitudeIsSmaller(one, other)
        return one.isNegative ? magnitudeIsSmaller(other, one) : isSmaller
    }

    static func == (left: PolicyNumber, right: PolicyNumber) -> Bool { left.decimal == right.decimal }

    private static func magnitudeIsSmaller(_ one: JSONDecimal, _ other: JSONDecimal) -> Bool {
        if isZero(one) || isZero(other) { return isZero(one) && !isZero(other) }
        let (left, right) = (one.digits.count + one.exponent, other.digits.count + other.exponent)
        // Both begin with a digit that is not zero and have none at their ends: the texts are in the numbers' order.
        return left != right ? left < right : one.digits.lexicographicallyPrecedes(other.digits)
    }

    private static func isZero(_ number: JSONDecimal) -> Bool { number.digits == [48] }
}
