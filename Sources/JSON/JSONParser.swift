/// Reads JSON by descending.
struct JSONParser {
    private let limits: JSONLimits
    /// The names of the members that are wanted; `nil` for all.
    private let wanted: Set<String>?
    private var cursor = JSONCursor()
    private var depth = 0

    init(_ limits: JSONLimits, members wanted: Set<String>? = nil) {
        self.limits = limits
        self.wanted = wanted
    }

    mutating func document(_ text: Span<UInt8>) throws(JSONError) -> JSONValue {
        guard text.count <= limits.bytes else {
            throw JSONError(message: "a text of more than \(limits.bytes) bytes", offset: limits.bytes)
        }
        let value = try value(text)
        cursor.skipSpace(text)
        guard cursor.offset == text.count else { throw cursor.mistake("more after the value") }
        return value
    }

    private mutating func value(_ text: Span<UInt8>) throws(JSONError) -> JSONValue {
        cursor.skipSpace(text)
        guard cursor.offset < text.count else { throw cursor.mistake("the text ends too early") }
        switch text[cursor.offset] {
        case UInt8(ascii: "{"):
            try enter()
            let members = try object(text)
            depth -= 1
            return .object(members)
        case UInt8(ascii: "["):
            try enter()
            let elements = try array(text)
            depth -= 1
            return .array(elements)
        case UInt8(ascii: "\""): return .string(try string(text))
        case UInt8(ascii: "t"):
            try cursor.passWord("true", text)
            return .boolean(true)
        case UInt8(ascii: "f"):
            try cursor.passWord("false", text)
            return .boolean(false)
        case UInt8(ascii: "n"):
            try cursor.passWord("null", text)
            return .null
        default:
            let start = cursor.offset
            try cursor.passNumber(text)
            return .number(JSONNumber(checked: try JSONCursor.plainString(text, start..<cursor.offset, at: start)))
        }
    }

    /// Goes one level deeper, behind the bracket that begins it.
    private mutating func enter() throws(JSONError) {
        guard depth < limits.depth else { throw cursor.mistake("nested too deeply") }
        depth += 1
        cursor.offset += 1
    }

    private mutating func object(_ text: Span<UInt8>) throws(JSONError) -> [String: JSONValue] {
        var members: [String: JSONValue] = [:]
        if cursor.take(UInt8(ascii: "}"), text) { return members }
        // Most objects have more members than one: growing for each of the first costs more than they do.
        members.reserveCapacity(3)
        repeat {
            cursor.skipSpace(text)
            let start = cursor.offset
            guard start < text.count, text[start] == UInt8(ascii: "\"") else { throw cursor.mistake("no member name") }
            let name = try string(text)
            guard cursor.take(UInt8(ascii: ":"), text) else { throw cursor.mistake("no ':' after a member name") }
            guard wanted?.contains(name) ?? true else {
                cursor.skipSpace(text)
                try cursor.passValue(text)
                continue
            }
            let old = members.updateValue(try value(text), forKey: name)
            guard old == nil || limits.duplicates == .lastCounts else {
                throw JSONError(message: "two members of one name", offset: start)
            }
        } while cursor.take(UInt8(ascii: ","), text)
        guard cursor.take(UInt8(ascii: "}"), text) else { throw cursor.mistake("neither ',' nor '}' after a member") }
        return members
    }

    private mutating func array(_ text: Span<UInt8>) throws(JSONError) -> [JSONValue] {
        var elements: [JSONValue] = []
        if cursor.take(UInt8(ascii: "]"), text) { return elements }
        repeat { elements.append(try value(text)) } while cursor.take(UInt8(ascii: ","), text)
        guard cursor.take(UInt8(ascii: "]"), text) else { throw cursor.mistake("neither ',' nor ']' after an element") }
        return elements
    }

    private mutating func string(_ text: Span<UInt8>) throws(JSONError) -> String {
        let start = cursor.offset
        let isPlain = try cursor.passString(text)
        let content = start + 1..<cursor.offset - 1
        // Most strings have no escape: they are taken as they are.
        return isPlain
            ? try JSONCursor.plainString(text, content, at: start) : try JSONCursor.string(text, content)
    }
}
