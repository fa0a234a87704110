import Cryptography

/// Writes JSON into a buffer of bytes, member by member.
///
/// A record never holds a raw line break of any kind, nor invalid UTF-8: control characters of both sets, U+2028, U+2029
/// and the characters that reorder text on screens are escaped. So a file of records can be split at line feeds by any
/// tool, and printing one to a terminal does nothing to the terminal.
///
/// Commas are put where they belong; nesting is the caller's business.
public struct JSONWriter: Sendable {
    /// What was written so far.
    public var bytes: [UInt8] = []

    /// Creates a writer with nothing in it.
    public init() {}

    /// Begins an object, as a value.
    public mutating func beginObject() {
        separate()
        bytes.append(UInt8(ascii: "{"))
    }

    /// Ends an object.
    public mutating func endObject() { bytes.append(UInt8(ascii: "}")) }

    /// Begins an array, as a value.
    public mutating func beginArray() {
        separate()
        bytes.append(UInt8(ascii: "["))
    }

    /// Ends an array.
    public mutating func endArray() { bytes.append(UInt8(ascii: "]")) }

    /// Ends a record with a line feed.
    public mutating func endRecord() { bytes.append(UInt8(ascii: "\n")) }

    /// Writes the name of a member, whose value must follow.
    ///
    /// - Parameter name: ASCII without quotes, backslashes and controls.
    public mutating func key(_ name: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        bytes += name.utf8
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }

    /// Writes a string as a value.
    public mutating func string(_ text: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        let span = text.utf8Span.span
        if JSONWriter.isPlain(span) { bytes += text.utf8 } else { append(span) }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Writes bytes as a string; each sequence that is no UTF-8 becomes U+FFFD.
    public mutating func string(lossy text: [UInt8]) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        if JSONWriter.isPlain(text.span) { bytes += text } else { append(text.span) }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Writes a whole number as a value.
    public mutating func number(_ value: Int) {
        separate()
        appendDigits(value)
    }

    /// Writes a number with three digits behind the point as a value.
    public mutating func decimal(_ value: Double) {
        separate()
        let scaled = value.isFinite ? Int((min(max(value, 0), 1e15) * 1000).rounded()) : 0
        appendDigits(scaled / 1000)
        bytes.append(UInt8(ascii: "."))
        for digit in [scaled / 100 % 10, scaled / 10 % 10, scaled % 10] { bytes.append(UInt8(48 + digit)) }
    }

    /// Writes `true` or `false` as a value.
    public mutating func boolean(_ value: Bool) {
        separate()
        bytes += (value ? "true" : "false").utf8
    }

    /// Writes `null` as a value.
    public mutating func null() {
        separate()
        bytes += "null".utf8
    }

    // MARK: Members in one call

    /// Writes a member that is a string, or null.
    public mutating func member(_ name: String, _ value: String?) {
        key(name)
        if let value { string(value) } else { null() }
    }

    /// Writes a member that is a whole number, or null.
    public mutating func member(_ name: String, _ value: Int?) {
        key(name)
        if let value { number(value) } else { null() }
    }

    /// Writes a member that is `true` or `false`, or null.
    public mutating func member(_ name: String, _ value: Bool?) {
        key(name)
        if let value { boolean(value) } else { null() }
    }

    /// Writes a member that is a list of strings.
    public mutating func member(_ name: String, _ values: [String]) {
        key(name)
        beginArray()
        for value in values { string(value) }
        endArray()
    }

    /// Writes a member that is a path: as text, lossily.
    public mutating func member(_ name: String, path: [UInt8]) {
        key(name)
        string(lossy: path)
    }

    /// Writes the members `path` and `pathBytes`: the latter is base64 when the former cannot say it, else null.
    public mutating func path(_ path: [UInt8]) {
        member("path", path: path)
        key("pathBytes")
        if UTF8Text.isValid(path.span) { null() } else { string(Base64.text(path)) }
    }

    // MARK: Private

    /// Writes a comma unless the next thing is the first in its place.
    private mutating func separate() {
        switch bytes.last {
        case nil, UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: ":"), UInt8(ascii: "\n"): break
        default: bytes.append(UInt8(ascii: ","))
        }
    }

    /// Whether `text` is ASCII that needs no escape.
    private static func isPlain(_ text: Span<UInt8>) -> Bool {
        var isPlain = true
        for index in text.indices { isPlain = isPlain && JSONWriter.isPlain(text[index]) }
        return isPlain
    }

    @inline(__always)
    private static func isPlain(_ byte: UInt8) -> Bool { byte &- 0x20 < 0x5F && byte != 0x22 && byte != 0x5C }

    private mutating func appendDigits(_ value: Int) {
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        var rest = value.magnitude
        let start = bytes.count
        repeat {
            bytes.append(UInt8(48 + rest % 10))
            rest /= 10
        } while rest > 0
        bytes[start...].reverse()
    }

    /// Writes text with its escapes, and without its quotes.
    private mutating func append(_ text: Span<UInt8>) {
        var index = 0
        while index < text.count {
            let byte = text[index]
            if byte < 0x80 {
                if JSONWriter.isPlain(byte) { bytes.append(byte) } else { escape(byte) }
                index += 1
                continue
            }
            let length = UTF8Text.validLength(text, at: index)
            if length == 0 {
                bytes += [0xEF, 0xBF, 0xBD]
                index += UTF8Text.invalidLength(text, at: index)
                continue
            }
            let scalar = UTF8Text.scalar(text, at: index, length: length)
            if TerminalText.isUnsafe(scalar) {
                escape(unit: UInt16(truncatingIfNeeded: scalar))
            } else {
                for offset in 0..<length { bytes.append(text[index + offset]) }
            }
            index += length
        }
    }

    private mutating func escape(_ byte: UInt8) {
        let short: Character? =
            switch byte {
            case 0x22: "\""
            case 0x5C: "\\"
            case 0x08: "b"
            case 0x09: "t"
            case 0x0A: "n"
            case 0x0C: "f"
            case 0x0D: "r"
            default: nil
            }
        if let letter = short?.asciiValue { bytes += [0x5C, letter] } else { escape(unit: UInt16(byte)) }
    }

    private mutating func escape(unit: UInt16) {
        bytes += [0x5C, UInt8(ascii: "u")]
        for shift in [12, 8, 4, 0] { bytes.append(Digits.hexadecimal[Int(unit >> UInt16(shift) & 15)]) }
    }
}
