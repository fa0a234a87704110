/// Reads JSON by descending; values may be nested 512 deep.
struct JSONParser {
    private let bytes: [UInt8]
    /// The names of the members that are wanted; `nil` for all.
    private let wanted: Set<String>?
    private let takesGreatNumbers: Bool
    private var offset = 0
    private var depth = 0

    init(_ bytes: [UInt8], members wanted: Set<String>? = nil, takesGreatNumbers: Bool = false) {
        self.bytes = bytes
        self.wanted = wanted
        self.takesGreatNumbers = takesGreatNumbers
    }

    mutating func document() throws(JSONError) -> JSONValue {
        let value = try value()
        skipSpace()
        guard offset == bytes.count else { throw mistake("more after the value") }
        return value
    }

    private mutating func value() throws(JSONError) -> JSONValue {
        skipSpace()
        guard offset < bytes.count else { throw mistake("the text ends too early") }
        switch bytes[offset] {
        case UInt8(ascii: "{"): return try nested { parser throws(JSONError) in try parser.object() }
        case UInt8(ascii: "["): return try nested { parser throws(JSONError) in try parser.array() }
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .boolean(true))
        case UInt8(ascii: "f"): return try word("false", .boolean(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func nested(
        _ body: (inout JSONParser) throws(JSONError) -> JSONValue
    ) throws(JSONError) -> JSONValue {
        guard depth < 512 else { throw mistake("nested too deeply") }
        depth += 1
        offset += 1
        defer { depth -= 1 }
        return try body(&self)
    }

    private mutating func object() throws(JSONError) -> JSONValue {
        var members: [String: JSONValue] = [:]
        if take(UInt8(ascii: "}")) { return .object(members) }
        repeat {
            skipSpace()
            guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") else { throw mistake("no member name") }
            let name = try string()
            guard take(UInt8(ascii: ":")) else { throw mistake("no ':' after a member name") }
            if wanted?.contains(name) ?? true { members[name] = try value() } else { try skipValue() }
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")) else { throw mistake("neither ',' nor '}' after a member") }
        return .object(members)
    }

    /// Passes a value of which only its end matters.
    private mutating func skipValue() throws(JSONError) {
        guard let end = JSONText.end(ofValueAt: offset, in: bytes) else { throw mistake("the text ends too early") }
        offset = end
    }

    private mutating func array() throws(JSONError) -> JSONValue {
        var elements: [JSONValue] = []
        if take(UInt8(ascii: "]")) { return .array(elements) }
        repeat { elements.append(try value()) } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "]")) else { throw mistake("neither ',' nor ']' after an element") }
        return .array(elements)
    }

    private mutating func string() throws(JSONError) -> String {
        offset += 1
        var text: [UInt8] = []
        var start = offset
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte > UInt8(ascii: "\\") || (byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")) {
                offset += 1
                continue
            }
            guard byte >= 0x20 else {
                offset += 1
                throw mistake("a control character in a string")
            }
            let run = bytes[start..<offset]
            offset += 1
            if byte == UInt8(ascii: "\"") {
                // Most strings have no escape: they are taken as they are.
                if text.isEmpty { return String(decoding: run, as: UTF8.self) }
                text += run
                return String(decoding: text, as: UTF8.self)
            }
            text += run
            try escape(into: &text)
            start = offset
        }
        throw mistake("a string without end")
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONError) {
        guard offset < bytes.count else { throw mistake("a string without end") }
        let byte = bytes[offset]
        offset += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(8)
        case UInt8(ascii: "f"): text.append(12)
        case UInt8(ascii: "n"): text.append(10)
        case UInt8(ascii: "r"): text.append(13)
        case UInt8(ascii: "t"): text.append(9)
        case UInt8(ascii: "u"):
            var code = try unit()
            if code & 0xFC00 == 0xD800, offset + 1 < bytes.count, bytes[offset] == UInt8(ascii: "\\"),
                bytes[offset + 1] == UInt8(ascii: "u")
            {
                offset += 2
                let low = try unit()
                guard low & 0xFC00 == 0xDC00 else { throw mistake("half a surrogate pair") }
                code = 0x10000 + (code & 0x3FF) << 10 + low & 0x3FF
            }
            guard let scalar = Unicode.Scalar(code) else { throw mistake("half a surrogate pair") }
            text += String(Character(scalar)).utf8
        default: throw mistake("an unknown escape")
        }
    }

    private mutating func unit() throws(JSONError) -> UInt32 {
        guard offset + 4 <= bytes.count,
            let code = UInt32(String(decoding: bytes[offset..<offset + 4], as: UTF8.self), radix: 16)
        else { throw mistake("'\\u' without four hexadecimal digits") }
        offset += 4
        return code
    }

    private mutating func number() throws(JSONError) -> JSONValue {
        let start = offset
        scan: while offset < bytes.count {
            switch bytes[offset] {
            case 0x30...0x39, UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "E"),
                UInt8(ascii: "e"):
                offset += 1
            default: break scan
            }
        }
        guard let number = Double(String(decoding: bytes[start..<offset], as: UTF8.self)),
            number.isFinite || takesGreatNumbers
        else {
            offset = start
            throw mistake("no value")
        }
        return .number(number.isFinite ? number : number > 0 ? .greatestFiniteMagnitude : -.greatestFiniteMagnitude)
    }

    private mutating func word(_ word: String, _ value: JSONValue) throws(JSONError) -> JSONValue {
        guard bytes[offset...].starts(with: word.utf8) else { throw mistake("no value") }
        offset += word.utf8.count
        return value
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        skipSpace()
        guard offset < bytes.count, bytes[offset] == byte else { return false }
        offset += 1
        return true
    }

    private mutating func skipSpace() {
        while offset < bytes.count {
            switch bytes[offset] {
            case 9, 10, 13, 32: offset += 1
            default: return
            }
        }
    }

    private func mistake(_ message: String) -> JSONError { JSONError(message: message, offset: offset) }
}
