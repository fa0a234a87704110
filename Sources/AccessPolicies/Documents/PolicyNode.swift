import JSON

/// A value of JSON that knows where it stands in its text.
///
/// The members of objects keep their order, and two of one name are refused: which of them counts would depend on who
/// reads the policy.
struct PolicyNode: Sendable {
    indirect enum Value: Sendable {
        case null
        case boolean(Bool)
        /// As it is written.
        case number(String)
        case string(String)
        case array([PolicyNode])
        case object([Member])
    }

    struct Member: Sendable {
        var name: String
        /// Of the name with its quotes, in bytes.
        var nameRange: Range<Int>
        var value: PolicyNode
    }

    var value: Value
    /// In bytes.
    var range: Range<Int>

    /// The text, if it is one.
    var string: String? { if case .string(let text) = value { text } else { nil } }

    /// The members, if this is an object.
    var members: [Member]? { if case .object(let members) = value { members } else { nil } }

    /// The elements of an array; anything else stands for itself, as policies have it.
    var elements: [PolicyNode] { if case .array(let elements) = value { elements } else { [self] } }

    /// The member `name`, if this is an object that has it.
    subscript(name: String) -> PolicyNode? { members?.first { $0.name == name }?.value }

    /// What kind of value it is, for messages.
    var kind: String {
        switch value {
        case .null: "null"
        case .boolean: "a boolean"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}

/// Reads a text into ``PolicyNode``s.
struct PolicyNodeReader {
    /// How many arrays and objects may lie in each other; a policy needs seven.
    static let deepest = 16

    private var cursor = JSONCursor()
    private var depth = 0

    /// Reads all of a text.
    ///
    /// - Throws: ``JSONError`` with the first mistake.
    static func document(_ bytes: [UInt8]) throws(JSONError) -> PolicyNode {
        var reader = PolicyNodeReader()
        let node = try reader.node(bytes.span)
        reader.cursor.skipSpace(bytes.span)
        guard reader.cursor.offset == bytes.count else { throw reader.cursor.mistake("more after the value") }
        return node
    }

    private mutating func node(_ text: Span<UInt8>) throws(JSONError) -> PolicyNode {
        cursor.skipSpace(text)
        let start = cursor.offset
        guard start < text.count else { throw cursor.mistake("the text ends too early") }
        let value: PolicyNode.Value
        switch text[start] {
        case UInt8(ascii: "{"):
            try enter()
            value = .object(try object(text))
            depth -= 1
        case UInt8(ascii: "["):
            try enter()
            value = .array(try array(text))
            depth -= 1
        case UInt8(ascii: "\""): value = .string(try string(text))
        case UInt8(ascii: "t"):
            try cursor.passWord("true", text)
            value = .boolean(true)
        case UInt8(ascii: "f"):
            try cursor.passWord("false", text)
            value = .boolean(false)
        case UInt8(ascii: "n"):
            try cursor.passWord("null", text)
            value = .null
        default:
            try cursor.passNumber(text)
            value = .number(try JSONCursor.string(text, start..<cursor.offset))
        }
        return PolicyNode(value: value, range: start..<cursor.offset)
    }

    private mutating func enter() throws(JSONError) {
        guard depth < PolicyNodeReader.deepest else { throw cursor.mistake("nested too deeply") }
        depth += 1
        cursor.offset += 1
    }

    private mutating func object(_ text: Span<UInt8>) throws(JSONError) -> [PolicyNode.Member] {
        var members: [PolicyNode.Member] = []
        var names: Set<[UInt8]> = []
        if cursor.take(UInt8(ascii: "}"), text) { return members }
        repeat {
            cursor.skipSpace(text)
            let start = cursor.offset
            guard start < text.count, text[start] == UInt8(ascii: "\"") else { throw cursor.mistake("no member name") }
            let name = try string(text)
            let range = start..<cursor.offset
            guard names.insert(Array(name.utf8)).inserted else {
                throw JSONError(message: "two members of one name", offset: start)
            }
            guard cursor.take(UInt8(ascii: ":"), text) else { throw cursor.mistake("no ':' after a member name") }
            members.append(PolicyNode.Member(name: name, nameRange: range, value: try node(text)))
        } while cursor.take(UInt8(ascii: ","), text)
        guard cursor.take(UInt8(ascii: "}"), text) else { throw cursor.mistake("neither ',' nor '}' after a member") }
        return members
    }

    private mutating func array(_ text: Span<UInt8>) throws(JSONError) -> [PolicyNode] {
        var elements: [PolicyNode] = []
        if cursor.take(UInt8(ascii: "]"), text) { return elements }
        repeat { elements.append(try node(text)) } while cursor.take(UInt8(ascii: ","), text)
        guard cursor.take(UInt8(ascii: "]"), text) else { throw cursor.mistake("neither ',' nor ']' after an element") }
        return elements
    }

    private mutating func string(_ text: Span<UInt8>) throws(JSONError) -> String {
        let start = cursor.offset
        try cursor.passString(text)
        return try JSONCursor.string(text, start + 1..<cursor.offset - 1)
    }
}
