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
        start = withLetters(from: start, at, within: limit, in: bytes)
        let isPassword = isInURL(before: start, in: bytes)
        while start < at, !canBegin(bytes[start]) { start += 1 }
        return start < at && !isPassword ? start : nil
    }

    /// Takes in the letters beyond ASCII right before `start`, and what of a local part is before them.
    ///
    /// Scripts without blanks between words count only where nothing of ASCII follows: in `邮箱是info@` they are no part.
    private static func withLetters(from start: Int, _ at: Int, within limit: Int, in bytes: Span<UInt8>) -> Int {
        var start = start
        let isBare = start == at
        while start > 1, at - start < limit {
            let byte = bytes[start - 1]
            if isPart(byte) {
                start -= 1
                continue
            }
            guard byte &- 0x80 < 0x40 else { break }
            if bytes[start - 2] &- 0xC3 < 0x1D {
                start -= 2
            } else if isBare, start > 2, bytes[start - 2] &- 0x80 < 0x40,
                isIdeograph(bytes[start - 3], bytes[start - 2])
            {
                start -= 3
            } else {
                break
            }
        }
        return at - start <= limit ? start : at
    }

    /// Whether three bytes that begin so are a letter of a script of Asia.
    private static func isIdeograph(_ first: UInt8, _ second: UInt8) -> Bool {
        switch first {
        case 0xE0, 0xE1, 0xE4...0xED: true
        case 0xE3: second >= 0x81
        default: false
        }
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
        byte >= 0x80 || isASCIIPart(byte)
    }

    private static func isASCIIPart(_ byte: UInt8) -> Bool {
        byte &- 48 < 10 || (byte & 0xDF) &- 65 < 26 || byte == UInt8(ascii: "_")
    }

    private static func isPart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "."), UInt8(ascii: "%"), UInt8(ascii: "+"), UInt8(ascii: "-"): true
        default: isASCIIPart(byte)
        }
    }
}
