import Bytes

/// Writes JSON into a buffer of bytes, member by member.
///
/// A record never holds a raw line feed, so a file of records can be split at line feeds. Commas are put where they
/// belong; nesting is the caller's business.
public struct JSONWriter: Sendable {
    /// Which characters of strings are escaped.
    public enum Escapes: Sendable {
        /// Those that RFC 8259, section 7, asks for: for what programs say to each other and for what is kept.
        case required

        /// Those, and control characters of both sets, all ends of lines and what reorders text on screens: for what
        /// people print and split with any tool. Printing it to a terminal does nothing to the terminal.
        case display
    }

    /// What was written so far.
    public var bytes: [UInt8] = []

    private let escapes: Escapes

    /// Creates a writer with nothing in it.
    public init(escapes: Escapes = .display) { self.escapes = escapes }

    // MARK: Values

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
    public mutating func key(_ name: String) {
        string(name)
        bytes.append(UInt8(ascii: ":"))
    }

    /// Writes a string as a value.
    public mutating func string(_ text: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        let span = text.utf8Span.span
        if QuotableText.holds(span) { bytes.append(copying: span) } else { append(span) }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Writes bytes as a string; each sequence that is no UTF-8 becomes U+FFFD.
    public mutating func string(lossy text: [UInt8]) {
        guard QuotableText.holds(text.span) else { return string(String(decoding: text, as: UTF8.self)) }
        separate()
        bytes.append(UInt8(ascii: "\""))
        bytes += text
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

    /// Writes a share from 0 to 1 with four digits behind the point as a value.
    public mutating func share(_ value: Double) {
        separate()
        let scaled = Int((min(max(value, 0), 1) * 10_000).rounded())
        bytes.append(UInt8(48 + scaled / 10_000))
        bytes.append(UInt8(ascii: "."))
        var unit = 1000
        while unit > 0 {
            bytes.append(UInt8(48 + scaled / unit % 10))
            unit /= 10
        }
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

    /// Writes any value, the members of objects in the order of their names.
    public mutating func value(_ value: JSONValue) {
        switch value {
        case .null: null()
        case .boolean(let value): boolean(value)
        case .number(let number):
            separate()
            bytes += number.text.utf8
        case .string(let text): string(text)
        case .array(let elements):
            beginArray()
            for element in elements { self.value(element) }
            endArray()
        case .object(let members):
            beginObject()
            for (name, value) in members.sorted(by: { $0.key < $1.key }) {
                key(name)
                self.value(value)
            }
            endObject()
        }
    }

    /// Writes a value that is JSON already, as it is.
    ///
    /// - Parameter json: Must be one value of JSON on one line.
    public mutating func value(written json: some Sequence<UInt8>) {
        separate()
        bytes += json
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

    // MARK: Private

    /// Writes a comma unless the next thing is the first in its place.
    private mutating func separate() {
        switch bytes.last {
        case nil, UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: ":"), UInt8(ascii: "\n"): break
        default: bytes.append(UInt8(ascii: ","))
        }
    }

    private mutating func appendDigits(_ value: Int) {
        var digits = InlineArray<20, UInt8>(repeating: 0)
        var start = digits.count
        var rest = value.magnitude
        repeat {
            start -= 1
            digits[start] = UInt8(48 + rest % 10)
            rest /= 10
        } while rest > 0
        if value < 0 {
            start -= 1
            digits[start] = UInt8(ascii: "-")
        }
        bytes.append(copying: digits.span.extracting(start..<digits.count))
    }

    /// Writes UTF-8 with its escapes, and without its quotes.
    private mutating func append(_ text: Span<UInt8>) {
        var index = 0
        while index < text.count {
            let byte = text[index]
            if byte < 0x80 {
                let standsForItself = QuotableText.holds(byte) || byte == 0x7F && escapes == .required
                if standsForItself { bytes.append(byte) } else { escape(byte) }
                index += 1
                continue
            }
            let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
            let scalar = UTF8Text.scalar(text, at: index, length: length)
            if escapes == .display, UTF8Text.isUnsafeOnScreens(scalar) {
                escape(unit: UInt16(truncatingIfNeeded: scalar))
            } else {
                for offset in 0..<length { bytes.append(text[index + offset]) }
            }
            index += length
        }
    }

    private mutating func escape(_ byte: UInt8) {
        let letter: Character? =
            switch byte {
            case 0x22: "\""
            case 0x5C: "\\"
            case 0x09: "t"
            case 0x0A: "n"
            case 0x0D: "r"
            // What is kept has been written without these two since the first version, and seals are made over it.
            case 0x08 where escapes == .display: "b"
            case 0x0C where escapes == .display: "f"
            default: nil
            }
        if let letter = letter?.asciiValue { bytes += [0x5C, letter] } else { escape(unit: UInt16(byte)) }
    }

    private mutating func escape(unit: UInt16) {
        bytes += [0x5C, UInt8(ascii: "u")]
        for shift in [12, 8, 4, 0] { bytes.append(Hexadecimal.digits[Int(unit >> UInt16(shift) & 15)]) }
    }
}

extension JSONValue {
    /// The value as JSON on one line, members in order of their names.
    public var json: String { String(decoding: bytes, as: UTF8.self) }

    /// The bytes of ``json``.
    public var bytes: [UInt8] {
        var writer = JSONWriter(escapes: .required)
        writer.bytes.reserveCapacity(256)
        writer.value(self)
        return writer.bytes
    }
}
