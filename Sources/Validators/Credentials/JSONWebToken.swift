/// Checks a signed, unsigned or encrypted JSON Web Token in compact form.
///
/// Source: RFC 7515, section 7.1 (JWS); RFC 7516, section 7.1 (JWE); RFC 7519, section 5.
enum JSONWebToken {
    /// Tells whether `value` has at least two parts, and the first is an object with a member `alg` or `typ`.
    ///
    /// The signature is not checked.
    ///
    /// - Returns: No random text passes.
    /// - Complexity: O(*n*) in the first part; allocates what it decodes to.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        var dots = 0
        var firstDot = 0
        for index in value.indices where value[index] == UInt8(ascii: ".") {
            if dots == 0 { firstDot = index }
            dots += 1
        }
        guard (1...4).contains(dots), firstDot > 0, firstDot + 1 < value.count,
            let header = Base64.decoded(value.extracting(0..<firstDot), alphabet: .url)
        else { return false }
        return isHeader(header.span)
    }

    /// Tells whether `text` reads as a JSON object that has the member `alg` or `typ` at its top level.
    private static func isHeader(_ text: Span<UInt8>) -> Bool {
        var depth = 0
        var isFound = false
        var index = 0
        while index < text.count {
            switch text[index] {
            case UInt8(ascii: "\""):
                let start = index
                guard let end = endOfString(text, from: start) else { return false }
                index = end
                if depth == 1, end - start == 4, isKey(text, endingAt: end),
                    ASCII.hasText("alg", in: text, at: start + 1) || ASCII.hasText("typ", in: text, at: start + 1)
                {
                    isFound = true
                }
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                if depth == 0 { return isFound && isBlank(text.extracting((index + 1)...)) }
            case 0x20, 0x09, 0x0A, 0x0D:
                break
            default:
                guard depth > 0, text[index] > 0x20 else { return false }
            }
            index += 1
        }
        return false
    }

    /// The offset of the quotation mark that ends the string which begins at `start`.
    private static func endOfString(_ text: Span<UInt8>, from start: Int) -> Int? {
        var index = start + 1
        while index < text.count, text[index] != UInt8(ascii: "\"") {
            guard text[index] >= 0x20 else { return nil }
            index += text[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return index < text.count ? index : nil
    }

    private static func isKey(_ text: Span<UInt8>, endingAt end: Int) -> Bool {
        var index = end + 1
        while index < text.count, isBlank(text[index]) { index += 1 }
        return index < text.count && text[index] == UInt8(ascii: ":")
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private static func isBlank(_ text: Span<UInt8>) -> Bool {
        for index in text.indices where !isBlank(text[index]) { return false }
        return true
    }
}
