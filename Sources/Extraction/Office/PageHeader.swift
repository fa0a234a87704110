/// The text of a header or footer of a sheet, without the codes between its words.
///
/// `&C&"Arial,Bold"&12IBAN` is the word `IBAN`, in the middle. Source: ECMA-376, part 1, section 18.3.1.46.
enum PageHeader {
    /// The text, with a line for each of the three parts of the page.
    static func text(_ code: [UInt8]) -> [UInt8] {
        guard code.contains(UInt8(ascii: "&")) else { return code }
        var text: [UInt8] = []
        var index = 0
        while index < code.count {
            let byte = code[index]
            index += 1
            guard byte == UInt8(ascii: "&"), index < code.count else {
                text.append(byte)
                continue
            }
            let kind = code[index]
            index += 1
            switch kind {
            case UInt8(ascii: "&"): text.append(kind)
            case UInt8(ascii: "L"), UInt8(ascii: "C"), UInt8(ascii: "R"): if !text.isEmpty { text.append(10) }
            case UInt8(ascii: "\""):
                while index < code.count, code[index] != kind, code[index] != 10 { index += 1 }
                if index < code.count, code[index] == kind { index += 1 }
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                // A size has up to three digits; a number that is to be read stands behind a blank.
                for _ in 0..<2 where index < code.count && code[index] &- 48 < 10 { index += 1 }
            case UInt8(ascii: "K"):
                // Six hexadecimal digits, or the number of a colour, a sign and its shade.
                for _ in 0..<6 where index < code.count && isColour(code[index]) { index += 1 }
            default: break
            }
        }
        return text
    }

    private static func isColour(_ byte: UInt8) -> Bool {
        byte &- 48 < 10 || (byte | 0x20) &- 97 < 6 || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
    }
}
