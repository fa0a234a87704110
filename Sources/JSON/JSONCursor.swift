/// A place in a text of JSON, and what can be passed from there.
///
/// The one lexer: what reads JSON whole, reads paths out of it or picks fields out of events stands on it.
public struct JSONCursor: Sendable {
    /// In bytes from the start.
    public var offset: Int

    /// Creates a cursor at the start.
    public init() { offset = 0 }

    // MARK: Between the values

    /// Passes spaces, tabs and ends of lines.
    @inlinable
    public mutating func skipSpace(_ text: Span<UInt8>) {
        while offset < text.count {
            switch text[offset] {
            case 9, 10, 13, 32: offset += 1
            default: return
            }
        }
    }

    /// Passes spaces, and `byte` if it stands behind them.
    ///
    /// - Returns: Whether it did.
    @inlinable
    public mutating func take(_ byte: UInt8, _ text: Span<UInt8>) -> Bool {
        skipSpace(text)
        guard offset < text.count, text[offset] == byte else { return false }
        offset += 1
        return true
    }

    /// A mistake here.
    public func mistake(_ message: String) -> JSONError { JSONError(message: message, offset: offset) }

    // MARK: Scalars, checked

    /// Passes a string that begins here.
    ///
    /// - Returns: Whether it stands for itself, that is, has no escapes. Escapes and UTF-8 are checked by
    ///   ``string(_:_:)``.
    /// - Throws: ``JSONError`` for a string without end or with a control character.
    @discardableResult
    public mutating func passString(_ text: Span<UInt8>) throws(JSONError) -> Bool {
        var isPlain = true
        var index = offset + 1
        while index < text.count {
            let byte = text[index]
            index += 1
            if byte > UInt8(ascii: "\\") { continue }
            if byte == UInt8(ascii: "\"") {
                offset = index
                return isPlain
            }
            if byte == UInt8(ascii: "\\") {
                isPlain = false
                index += 1
            } else if byte < 0x20 {
                offset = index
                throw mistake("a control character in a string")
            }
        }
        offset = text.count
        throw mistake("a string without end")
    }

    /// Passes a number that begins here.
    ///
    /// - Throws: ``JSONError`` for what is none by RFC 8259, section 6.
    public mutating func passNumber(_ text: Span<UInt8>) throws(JSONError) {
        let start = offset
        if offset < text.count, text[offset] == UInt8(ascii: "-") { offset += 1 }
        if offset < text.count, text[offset] == UInt8(ascii: "0") {
            offset += 1
            guard !isDigit(text) else { throw mistake("a digit behind a leading zero") }
        } else if !passDigits(text) {
            let isAlone = offset == start
            offset = start
            throw mistake(isAlone ? "no value" : "no digit behind '-'")
        }
        if offset < text.count, text[offset] == UInt8(ascii: ".") {
            offset += 1
            guard passDigits(text) else { throw mistake("no digit behind '.'") }
        }
        if offset < text.count, text[offset] | 0x20 == UInt8(ascii: "e") {
            offset += 1
            if offset < text.count, text[offset] == UInt8(ascii: "+") || text[offset] == UInt8(ascii: "-") {
                offset += 1
            }
            guard passDigits(text) else { throw mistake("no digit in an exponent") }
        }
    }

    private func isDigit(_ text: Span<UInt8>) -> Bool { offset < text.count && text[offset] &- 48 < 10 }

    private mutating func passDigits(_ text: Span<UInt8>) -> Bool {
        let start = offset
        while offset < text.count, text[offset] &- 48 < 10 { offset += 1 }
        return offset > start
    }

    /// Passes `true`, `false` or `null`, whichever `word` is.
    ///
    /// - Throws: ``JSONError`` when something else is here.
    public mutating func passWord(_ word: String, _ text: Span<UInt8>) throws(JSONError) {
        var index = offset
        for byte in word.utf8 {
            guard index < text.count, text[index] == byte else { throw mistake("no value") }
            index += 1
        }
        offset = index
    }

    // MARK: Values, passed

    /// Passes the value that begins here, looking at it no closer than is needed to find its end.
    ///
    /// - Throws: ``JSONError`` when there is none, or no end.
    public mutating func passValue(_ text: Span<UInt8>) throws(JSONError) {
        guard offset < text.count else { throw mistake("the text ends too early") }
        switch text[offset] {
        case UInt8(ascii: "\""): try passString(text)
        case UInt8(ascii: "{"), UInt8(ascii: "["): try passNested(text)
        default:
            let start = offset
            scan: while offset < text.count {
                switch text[offset] {
                case ...32, UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "\""), UInt8(ascii: "["),
                    UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"):
                    break scan
                default: offset += 1
                }
            }
            guard offset > start else { throw mistake("no value") }
        }
    }

    /// Passes an array or object up to where its brackets are closed.
    private mutating func passNested(_ text: Span<UInt8>) throws(JSONError) {
        var depth = 0
        var isInString = false
        var index = offset
        while index < text.count {
            let byte = text[index]
            index += 1
            if isInString {
                if byte == UInt8(ascii: "\"") { isInString = false } else if byte == UInt8(ascii: "\\") { index += 1 }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isInString = true
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                if depth == 0 {
                    offset = index
                    return
                }
            default: break
            }
        }
        offset = text.count
        throw mistake("the text ends too early")
    }

    // MARK: Strings, read

    /// The string whose content lies at `content`, between its quotes.
    ///
    /// - Throws: ``JSONError`` for unknown escapes, halves of surrogate pairs and what is no UTF-8.
    public static func string(_ text: Span<UInt8>, _ content: Range<Int>) throws(JSONError) -> String {
        var bytes: [UInt8] = []
        var cursor = JSONCursor()
        cursor.offset = content.lowerBound
        while cursor.offset < content.upperBound {
            let byte = text[cursor.offset]
            cursor.offset += 1
            if byte == UInt8(ascii: "\\") {
                try cursor.escape(text, upTo: content.upperBound, into: &bytes)
            } else {
                bytes.append(byte)
            }
        }
        return try plainString(bytes.span, bytes.indices, at: content.lowerBound)
    }

    /// The string without escapes that lies at `content`.
    ///
    /// - Throws: ``JSONError`` for what is no UTF-8.
    static func plainString(_ text: Span<UInt8>, _ content: Range<Int>, at start: Int) throws(JSONError) -> String {
        do {
            return String(copying: try UTF8Span(validating: text.extracting(content)))
        } catch {
            throw JSONError(message: "a string that is no UTF-8", offset: start)
        }
    }

    private mutating func escape(_ text: Span<UInt8>, upTo end: Int, into bytes: inout [UInt8]) throws(JSONError) {
        guard offset < end else { throw mistake("a string without end") }
        let byte = text[offset]
        offset += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): bytes.append(byte)
        case UInt8(ascii: "b"): bytes.append(8)
        case UInt8(ascii: "f"): bytes.append(12)
        case UInt8(ascii: "n"): bytes.append(10)
        case UInt8(ascii: "r"): bytes.append(13)
        case UInt8(ascii: "t"): bytes.append(9)
        case UInt8(ascii: "u"):
            var code = try unit(text, upTo: end)
            if code & 0xFC00 == 0xD800, offset + 1 < end, text[offset] == UInt8(ascii: "\\"),
                text[offset + 1] == UInt8(ascii: "u")
            {
                offset += 2
                let low = try unit(text, upTo: end)
                guard low & 0xFC00 == 0xDC00 else { throw mistake("half a surrogate pair") }
                code = 0x10000 + (code & 0x3FF) << 10 + low & 0x3FF
            }
            guard let scalar = Unicode.Scalar(code) else { throw mistake("half a surrogate pair") }
            bytes += UTF8.encode(scalar).map(Array.init) ?? []
        default: throw mistake("an unknown escape")
        }
    }

    /// Four hexadecimal digits.
    private mutating func unit(_ text: Span<UInt8>, upTo end: Int) throws(JSONError) -> UInt32 {
        guard offset + 4 <= end else { throw mistake("'\\u' without four hexadecimal digits") }
        var code: UInt32 = 0
        for index in offset..<offset + 4 {
            let digit: UInt8
            switch text[index] {
            case let byte where byte &- 48 < 10: digit = byte &- 48
            case let byte where (byte | 0x20) &- 97 < 6: digit = (byte | 0x20) &- 87
            default: throw mistake("'\\u' without four hexadecimal digits")
            }
            code = code << 4 | UInt32(digit)
        }
        offset += 4
        return code
    }
}
