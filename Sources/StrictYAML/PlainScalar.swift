/// Tells what text without quotes stands for.
///
/// Source: YAML 1.2.2, section 10.3.2, with two deviations: decimal numbers with leading zeros are strings, because
/// YAML 1.1 reads them as octal, and so are infinities and not-a-number, because no setting can use them.
enum PlainScalar {
    static func type(of text: String) -> YAMLType {
        // Nearly every scalar is a word; its first byte shows that it cannot be anything else.
        guard let first = text.utf8.first else { return .nothing }
        switch first {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
            return numericType(of: text)
        case UInt8(ascii: "t"), UInt8(ascii: "T"), UInt8(ascii: "f"), UInt8(ascii: "F"):
            return booleans.contains(text) ? .boolean : .string
        case UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "~"):
            return nulls.contains(text) ? .nothing : .string
        default:
            return .string
        }
    }

    /// The value of text of type integer, if it fits.
    static func int(_ text: String) -> Int? {
        if text.hasPrefix("0x") { return Int(text.dropFirst(2), radix: 16) }
        if text.hasPrefix("0o") { return Int(text.dropFirst(2), radix: 8) }
        return Int(text)
    }

    private static let booleans = ["true", "false", "True", "False", "TRUE", "FALSE"]
    private static let nulls = ["null", "~", "Null", "NULL"]

    private static func numericType(of text: String) -> YAMLType {
        var rest = text.utf8[...]
        if text.hasPrefix("0x") || text.hasPrefix("0o") {
            let base: UInt8 = text.hasPrefix("0x") ? 16 : 8
            let digits = rest.dropFirst(2)
            return !digits.isEmpty && digits.allSatisfy { isDigit($0, base: base) } ? .integer : .string
        }
        if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
        let whole = dropDigits(&rest)
        guard whole == 1 || !hasLeadingZero(text) else { return .string }
        if rest.isEmpty { return whole > 0 ? .integer : .string }
        var fraction = 0
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            fraction = dropDigits(&rest)
        }
        guard whole + fraction > 0 else { return .string }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest = rest.dropFirst()
            if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
            guard dropDigits(&rest) > 0 else { return .string }
        }
        return rest.isEmpty ? .number : .string
    }

    private static func hasLeadingZero(_ text: String) -> Bool {
        text.utf8.first { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "+") } == UInt8(ascii: "0")
    }

    /// Drops decimal digits from the front of `text` and returns their number.
    private static func dropDigits(_ text: inout Substring.UTF8View) -> Int {
        let rest = text.drop { isDigit($0, base: 10) }
        defer { text = rest }
        return text.count - rest.count
    }

    private static func isDigit(_ byte: UInt8, base: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") < base
        case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"): base == 16
        default: false
        }
    }
}
