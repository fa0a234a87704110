/// UTF-8 in bytes that may be anything, as names in file systems are.
public enum UTF8Text {
    /// Whether all of `text` is well-formed (RFC 3629, section 4).
    ///
    /// - Parameters:
    ///   - text: What to judge.
    ///   - mayEndInside: Whether the last character may be cut short.
    /// - Returns: `true` as well when there are no bytes.
    public static func isValid(_ text: Span<UInt8>, mayEndInside: Bool = false) -> Bool {
        var index = 0
        while index < text.count {
            if text[index] < 0x80 {
                index += 1
            } else {
                let (length, wellFormed) = prefix(text, at: index)
                guard wellFormed == length else {
                    return mayEndInside && wellFormed > 0 && index + wellFormed == text.count
                }
                index += length
            }
        }
        return true
    }

    /// The length of the well-formed character at `index`, in bytes; 0 if there is none.
    public static func validLength(_ text: Span<UInt8>, at index: Int) -> Int {
        let (length, wellFormed) = prefix(text, at: index)
        return wellFormed == length ? length : 0
    }

    /// The length of what one U+FFFD stands for: the longest beginning of a character, or one byte (Unicode 15,
    /// section 3.9, "maximal subpart").
    public static func invalidLength(_ text: Span<UInt8>, at index: Int) -> Int {
        max(1, prefix(text, at: index).wellFormed)
    }

    /// The scalar at `index`, whose `length` is what ``validLength(_:at:)`` said.
    public static func scalar(_ text: Span<UInt8>, at index: Int, length: Int) -> UInt32 {
        if length == 1 { return UInt32(text[index]) }
        var value = UInt32(text[index]) & (0xFF >> UInt32(length + 1))
        for offset in 1..<length { value = value << 6 | UInt32(text[index + offset] & 0x3F) }
        return value
    }

    /// Whether a scalar is a control (C0, DEL, C1), ends a line, or reorders or hides what stands near it.
    ///
    /// Source: Unicode 15.1, UAX #9, section 2, and "Trojan Source" (CVE-2021-42574).
    public static func isUnsafeOnScreens(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0..<0x20, 0x7F...0x9F, 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF: true
        default: false
        }
    }

    /// The length that the lead byte promises, and how many bytes of it are there and right.
    private static func prefix(_ text: Span<UInt8>, at index: Int) -> (length: Int, wellFormed: Int) {
        let lead = text[index]
        let length: Int
        switch lead {
        case ..<0x80: return (1, 1)
        case 0xC2...0xDF: length = 2
        case 0xE0...0xEF: length = 3
        case 0xF0...0xF4: length = 4
        default: return (1, 0)
        }
        for offset in 1..<length {
            guard index + offset < text.count else { return (length, offset) }
            let byte = text[index + offset]
            var allowed: ClosedRange<UInt8> = 0x80...0xBF
            if offset == 1 {
                switch lead {
                case 0xE0: allowed = 0xA0...0xBF
                case 0xED: allowed = 0x80...0x9F
                case 0xF0: allowed = 0x90...0xBF
                case 0xF4: allowed = 0x80...0x8F
                default: break
                }
            }
            guard allowed.contains(byte) else { return (length, offset) }
        }
        return (length, length)
    }
}
