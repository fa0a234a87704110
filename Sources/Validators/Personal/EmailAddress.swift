/// Checks an e-mail address: lengths, dots, labels, top-level domain.
///
/// Source: RFC 5321, sections 4.1.2 and 4.5.3.1. RFC 6531 for letters beyond ASCII. Quoted local parts and
/// address literals are refused.
enum EmailAddress {
    /// Tells whether `value` is a mailbox at a fully qualified domain.
    ///
    /// What looks like an address but ends like a file name (`icon@2x.png`) is refused.
    ///
    /// - Complexity: O(*n*), about 2 ns a byte, no allocation.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard (6...254).contains(value.count), let at = firstAt(value), (1...64).contains(at),
            isLocalPart(value.extracting(0..<at)), !isMachineMade(value.extracting(0..<at))
        else { return false }
        let domain = value.extracting(at + 1..<value.count)
        return isDomain(domain) && !isVersion(domain) && !isAlgorithm(value.extracting(0..<at), domain)
    }

    /// Tells whether a valid address leads to nobody: at a domain that is set apart for documentation and tests, or below a
    /// top-level domain that does not exist.
    ///
    /// Sources: RFC 2606 and RFC 6761.
    static func isSample(_ value: Span<UInt8>) -> Bool {
        var dots = (last: 0, before: 0)
        for index in value.indices where value[index] == UInt8(ascii: ".") || value[index] == UInt8(ascii: "@") {
            dots = (index, dots.last)
        }
        let top = value.extracting(dots.last + 1..<value.count)
        // Whoever makes up an organisation puts it below `.example`, so what stands there is as good as real.
        if top.count == 7, hasWord("example", in: top, at: 0) { return false }
        guard top[0] >= 0x80 || TopLevelDomain.exists(top) else { return true }
        let isOfExample = dots.last - dots.before == 8 && hasWord("example", in: value, at: dots.before + 1)
        guard isOfExample, top.count == 3 else { return false }
        return hasWord("com", in: top, at: 0) || hasWord("net", in: top, at: 0) || hasWord("org", in: top, at: 0)
    }

    private static func hasWord(_ word: String, in text: Span<UInt8>, at start: Int) -> Bool {
        let literal = word.utf8.span
        guard start + literal.count <= text.count else { return false }
        for index in literal.indices where ASCII.lowercased(text[start + index]) != literal[index] { return false }
        return true
    }

    /// Whether what stands where a domain would is a version, as in `package@1.2.3-rc.next`: its first two parts begin with
    /// digits.
    private static func isVersion(_ domain: Span<UInt8>) -> Bool {
        guard ASCII.isDigit(domain[0]) else { return false }
        for index in domain.indices {
            if domain[index] == UInt8(ascii: ".") { return ASCII.isDigit(domain[index + 1]) }
            guard ASCII.isDigit(domain[index]) else { return false }
        }
        return false
    }

    /// Whether it is the name of an algorithm or an extension of SSH that a vendor has given, such as
    /// `umac-64@openssh.com`.
    ///
    /// Source: RFC 4251, section 6.
    private static func isAlgorithm(_ local: Span<UInt8>, _ domain: Span<UInt8>) -> Bool {
        let isVendor =
            domain.count == 11 && ASCII.hasText("openssh.com", in: domain)
            || domain.count == 10 && ASCII.hasText("libssh.org", in: domain)
        guard isVendor else { return false }
        for index in local.indices where ASCII.isDigit(local[index]) || local[index] == UInt8(ascii: "-") {
            return true
        }
        return ASCII.hasText("zlib", in: local)
    }

    /// Whether programs have made the local part, as they make those of message identifiers: nobody reads mail there.
    ///
    /// It has sixteen characters at least and ten digits, which are half of it, as a date with a number behind it does; or it is
    /// random: twenty-four characters and more, which change between capitals, small letters and digits all the time.
    ///
    /// Source: RFC 5322, section 3.6.4.
    private static func isMachineMade(_ local: Span<UInt8>) -> Bool {
        guard local.count >= 16 else { return false }
        var (digits, changes, last) = (0, 0, 0)
        for index in local.indices {
            let byte = local[index]
            let kind = ASCII.isDigit(byte) ? 1 : byte &- 65 < 26 ? 2 : byte &- 97 < 26 ? 3 : 0
            if kind == 1 { digits += 1 }
            // A word begins with a capital.
            if kind != last, !(last == 2 && kind == 3), last != 0, kind != 0 { changes += 1 }
            last = kind
        }
        if digits >= 10, 2 * digits >= local.count { return true }
        return local.count >= 24 && digits >= 4 && 3 * changes >= local.count
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
        if ASCII.isAlphanumeric(byte) || byte >= 0x80 { return true }
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
        guard (1...63).contains(label.count), isLabelByte(label[0]), isLabelByte(label[label.count - 1]) else {
            return false
        }
        for index in label.indices where !isLabelByte(label[index]) && label[index] != UInt8(ascii: "-") {
            return false
        }
        return true
    }

    private static func isLabelByte(_ byte: UInt8) -> Bool { ASCII.isAlphanumeric(byte) || byte >= 0x80 }

    private static func isTopLevel(_ label: Span<UInt8>) -> Bool {
        if label[0] >= 0x80 { return label.count >= 4 }
        if ASCII.hasText("xn--", in: label) { return label.count > 4 }
        guard (2...24).contains(label.count) else { return false }
        for index in label.indices where !ASCII.isLetter(label[index]) { return false }
        return !FileExtension.contains(label)
    }
}
