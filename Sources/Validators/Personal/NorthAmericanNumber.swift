/// Telephone numbers of the North American Numbering Plan.
///
/// Source: https://nationalnanpa.com/about_us/abt_nanp.html
enum NorthAmericanNumber {
    /// Tells whether `value` has the digits of a number: ten, or eleven that begin with 1, area code and exchange from 2 on.
    ///
    /// - Parameter value: Digits, and spaces, dots, hyphens, brackets and a plus sign between them.
    /// - Returns: Two in three random numbers of ten digits pass.
    /// - Complexity: O(*n*), no allocation.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let parts = parts(of: value) else { return false }
        return parts.area >= 200 && parts.exchange >= 200
    }

    /// Tells whether the exchange, the three digits behind the area code, is 555: numbers of services and of fiction.
    ///
    /// Source: https://nationalnanpa.com, "555 line numbers".
    static func isSample(_ value: Span<UInt8>) -> Bool { parts(of: value)?.exchange == 555 }

    private static func parts(of value: Span<UInt8>) -> (area: Int, exchange: Int)? {
        var (number, count) = (0, 0)
        for index in value.indices {
            switch value[index] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                guard count < 11 else { return nil }
                number = number * 10 + Int(value[index] - UInt8(ascii: "0"))
                count += 1
            case UInt8(ascii: " "), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "("), UInt8(ascii: ")"),
                UInt8(ascii: "+"):
                break
            default: return nil
            }
        }
        // Without its area code.
        if count == 7 { return (0, number / 10_000) }
        guard count == 10 || count == 11 && number / 10_000_000_000 == 1 else { return nil }
        return (number / 10_000_000 % 1000, number / 10_000 % 1000)
    }
}
