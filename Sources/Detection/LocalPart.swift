/// What stands before the '@' of a mail address.
enum LocalPart {
    /// Finds the local part before `at`.
    ///
    /// It is the run of letters, digits and `. _ % + -` before the '@', from its first letter, digit or underscore on,
    /// unless a URL has its password there.
    ///
    /// - Parameters:
    ///   - at: The offset of the '@'.
    ///   - limit: The most bytes that it may have; a longer run has no start.
    ///   - bytes: The text.
    /// - Returns: The offset at which it begins; `nil` if there is none.
    static func start(before at: Int, within limit: Int, in bytes: Span<UInt8>) -> Int? {
        var start = at
        while start > 0, isPart(bytes[start - 1]) {
            start -= 1
            guard at - start <= limit else { return nil }
        }
        let isPassword = isInURL(before: start, in: bytes)
        while start < at, !canBegin(bytes[start]) { start += 1 }
        return start < at && !isPassword ? start : nil
    }

    /// The greatest length of a user and password in a URL that are told from a mail address, in bytes.
    private static let longestUserInformation = 256

    /// Tells whether the text before `offset` is the start of a URL with user and password, up to somewhere behind the ':'.
    ///
    /// Source: RFC 3986, section 3.2.1.
    private static func isInURL(before offset: Int, in bytes: Span<UInt8>) -> Bool {
        var position = offset
        var hasColon = false
        while position > 2, offset - position < longestUserInformation {
            position -= 1
            switch bytes[position] {
            case UInt8(ascii: ":"): hasColon = true
            case UInt8(ascii: "/"):
                return hasColon && bytes[position - 1] == UInt8(ascii: "/") && bytes[position - 2] == UInt8(ascii: ":")
            case 0...0x20, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "<"), UInt8(ascii: ">"),
                UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "@"):
                return false
            default: break
            }
        }
        return false
    }

    private static func canBegin(_ byte: UInt8) -> Bool {
        byte &- 48 < 10 || (byte & 0xDF) &- 65 < 26 || byte == UInt8(ascii: "_")
    }

    private static func isPart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "."), UInt8(ascii: "%"), UInt8(ascii: "+"), UInt8(ascii: "-"): true
        default: canBegin(byte)
        }
    }
}
