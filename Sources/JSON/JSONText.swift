/// JSON as text, where what a value looks like must not change.
public enum JSONText {
    /// A step on the way to a value.
    public enum Step: Sendable, Equatable {
        case member(String)
        case element(Int)
    }

    /// A string as JSON has it, quotes and all, with no more escapes than it needs.
    public static func quoted(_ text: String) -> String {
        var writer = JSONWriter(escapes: .required)
        writer.string(text)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// Checks an object that is to be handed on, and removes the space between its parts.
    ///
    /// - Parameters:
    ///   - json: UTF-8.
    ///   - limits: What is taken; two members of one name are not.
    /// - Returns: What was checked, strings and numbers as they were written.
    /// - Throws: ``JSONError`` for what is no JSON, and for what is no object.
    public static func checkedObject(_ json: [UInt8], limits: JSONLimits = .standard) throws(JSONError) -> String {
        var limits = limits
        limits.duplicates = .refused
        guard case .object = try JSONValue(parsing: json, limits: limits) else {
            throw JSONError(message: "no object", offset: 0)
        }
        return String(decoding: compact(json), as: UTF8.self)
    }

    /// Removes the space between the parts of a text.
    ///
    /// - Parameter json: Must be JSON.
    /// - Returns: The same text without it; strings and numbers are written as they were.
    public static func compact(_ json: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(json.count)
        var isString = false
        var isEscaped = false
        for byte in json {
            if isString {
                result.append(byte)
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isString = false
                }
            } else if byte > 32 {
                result.append(byte)
                isString = byte == UInt8(ascii: "\"")
            }
        }
        return result
    }

    // MARK: Paths

    /// Finds the text of the value at the end of a path.
    ///
    /// Of two members of one name the first counts.
    ///
    /// - Parameters:
    ///   - path: Steps from the outermost value inwards; none for that value itself.
    ///   - json: Must be JSON.
    /// - Returns: The value as it is written, a slice of `json`; `nil` when there is none.
    /// - Complexity: Linear in the text before the value's end.
    public static func value(at path: [Step], in json: [UInt8]) -> ArraySlice<UInt8>? {
        guard let cursor = cursor(at: path, in: json.span), let range = range(ofValueAt: cursor, in: json.span) else {
            return nil
        }
        return json[range]
    }

    /// The names of an object's members in the order in which they are written, each once: where it is last.
    ///
    /// - Parameters:
    ///   - path: Steps from the outermost value inwards.
    ///   - json: Must be JSON.
    /// - Returns: None for what is no object.
    /// - Complexity: Linear in the text before the object's end.
    public static func memberNames(at path: [Step], in json: [UInt8]) -> [String] {
        let text = json.span
        guard var cursor = cursor(at: path, in: text), cursor.take(UInt8(ascii: "{"), text) else { return [] }
        var names: [String] = []
        repeat {
            guard let content = key(&cursor, text), let name = try? JSONCursor.string(text, content),
                pass(&cursor, text)
            else { break }
            names.append(name)
        } while cursor.take(UInt8(ascii: ","), text)
        var known: Set<String> = []
        return names.reversed().filter { known.insert($0).inserted }.reversed()
    }

    /// A cursor at the beginning of the value at the end of a path; `nil` when there is none.
    private static func cursor(at path: [Step], in text: Span<UInt8>) -> JSONCursor? {
        var cursor = JSONCursor()
        for step in path {
            guard enter(step, &cursor, text) else { return nil }
        }
        cursor.skipSpace(text)
        return cursor
    }

    private static func range(ofValueAt start: JSONCursor, in text: Span<UInt8>) -> Range<Int>? {
        var cursor = start
        return pass(&cursor, text) ? start.offset..<cursor.offset : nil
    }

    /// Goes to a member or element of the value that begins here.
    private static func enter(_ step: Step, _ cursor: inout JSONCursor, _ text: Span<UInt8>) -> Bool {
        switch step {
        case .member(let name):
            guard cursor.take(UInt8(ascii: "{"), text) else { return false }
            let wanted = Array(name.utf8)
            repeat {
                guard let content = key(&cursor, text) else { return false }
                if isSame(content, wanted, text) { return true }
                guard pass(&cursor, text) else { return false }
            } while cursor.take(UInt8(ascii: ","), text)
        case .element(let index):
            guard cursor.take(UInt8(ascii: "["), text) else { return false }
            var count = 0
            repeat {
                cursor.skipSpace(text)
                if count == index { return cursor.offset < text.count && text[cursor.offset] != UInt8(ascii: "]") }
                guard pass(&cursor, text) else { return false }
                count += 1
            } while cursor.take(UInt8(ascii: ","), text)
        }
        return false
    }

    /// Passes a member's name and the colon behind it.
    ///
    /// - Returns: Where the name is written, without its quotes.
    private static func key(_ cursor: inout JSONCursor, _ text: Span<UInt8>) -> Range<Int>? {
        cursor.skipSpace(text)
        let start = cursor.offset
        guard start < text.count, text[start] == UInt8(ascii: "\""), (try? cursor.passString(text)) != nil else {
            return nil
        }
        let content = start + 1..<cursor.offset - 1
        return cursor.take(UInt8(ascii: ":"), text) ? content : nil
    }

    private static func pass(_ cursor: inout JSONCursor, _ text: Span<UInt8>) -> Bool {
        cursor.skipSpace(text)
        return (try? cursor.passValue(text)) != nil
    }

    private static func isSame(_ content: Range<Int>, _ name: [UInt8], _ text: Span<UInt8>) -> Bool {
        var isPlain = true
        for index in content { isPlain = isPlain && text[index] != UInt8(ascii: "\\") }
        if isPlain {
            guard content.count == name.count else { return false }
            for index in name.indices where text[content.lowerBound + index] != name[index] { return false }
            return true
        }
        guard let key = try? JSONCursor.string(text, content) else { return false }
        return key.utf8.elementsEqual(name)
    }
}
