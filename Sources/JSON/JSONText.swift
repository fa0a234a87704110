extension JSONValue {
    /// The value as JSON on one line, members in order of their names.
    public var json: String { String(decoding: bytes, as: UTF8.self) }

    /// The bytes of ``json``.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(256)
        write(to: &bytes)
        return bytes
    }

    /// Appends the bytes of ``json``.
    public func write(to bytes: inout [UInt8]) {
        switch self {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .boolean(let value): bytes.append(contentsOf: value ? "true".utf8 : "false".utf8)
        case .number(let value):
            // Every whole number below 2^53 is exact as a Double.
            let isWhole = value.rounded() == value && abs(value) < 9_007_199_254_740_992
            bytes.append(contentsOf: isWhole ? String(Int(value)).utf8 : String(value).utf8)
        case .string(let value): JSONText.quote(value, into: &bytes)
        case .array(let elements):
            bytes.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                element.write(to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let members):
            bytes.append(UInt8(ascii: "{"))
            for (index, (name, value)) in members.sorted(by: { $0.key < $1.key }).enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                JSONText.quote(name, into: &bytes)
                bytes.append(UInt8(ascii: ":"))
                value.write(to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }
}

/// JSON as text, where what a value looks like must not change.
public enum JSONText {
    /// A step on the way to a value.
    public enum Step: Sendable, Equatable {
        case member(String)
        case element(Int)
    }

    /// A string as JSON has it, quotes and all.
    public static func quoted(_ text: String) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count + 2)
        quote(text, into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends a string as JSON has it, quotes and all.
    public static func quote(_ text: String, into bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        if text.utf8.allSatisfy(isPlain) {
            bytes.append(contentsOf: text.utf8)
        } else {
            for byte in text.utf8 { escape(byte, into: &bytes) }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Whether a byte stands for itself in a string.
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }

    private static func escape(_ byte: UInt8, into bytes: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
        case 10: bytes += Array("\\n".utf8)
        case 13: bytes += Array("\\r".utf8)
        case 9: bytes += Array("\\t".utf8)
        case ..<0x20:
            bytes += Array("\\u00".utf8)
            bytes += [hexadecimal[Int(byte >> 4)], hexadecimal[Int(byte & 15)]]
        default: bytes.append(byte)
        }
    }

    private static let hexadecimal = Array("0123456789abcdef".utf8)

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
        var reader = Reader(json: json)
        for step in path {
            guard reader.enter(step) else { return nil }
        }
        return reader.value()
    }

    /// The names of an object's members in the order in which they are written, each once: where it is last.
    ///
    /// - Parameters:
    ///   - path: Steps from the outermost value inwards.
    ///   - json: Must be JSON.
    /// - Returns: None for what is no object.
    /// - Complexity: Linear in the text before the object's end.
    public static func memberNames(at path: [Step], in json: [UInt8]) -> [String] {
        var reader = Reader(json: json)
        for step in path {
            guard reader.enter(step) else { return [] }
        }
        var known: Set<String> = []
        return reader.names().reversed().filter { known.insert($0).inserted }.reversed()
    }

    /// Where the value ends that begins at `offset`, or behind blanks there; `nil` when there is none.
    ///
    /// What is not well-formed ends somewhere.
    static func end(ofValueAt offset: Int, in json: [UInt8]) -> Int? {
        var reader = Reader(json: json, offset: offset)
        return reader.value()?.endIndex
    }

    /// Passes over JSON that is known to be well-formed.
    private struct Reader {
        let json: [UInt8]
        var offset = 0

        private mutating func skipSpace() { while offset < json.count, json[offset] <= 32 { offset += 1 } }

        private mutating func take(_ byte: UInt8) -> Bool {
            skipSpace()
            guard offset < json.count, json[offset] == byte else { return false }
            offset += 1
            return true
        }

        /// Goes to the beginning of a member or element of the value that begins here.
        mutating func enter(_ step: Step) -> Bool {
            switch step {
            case .member(let name):
                guard take(UInt8(ascii: "{")) else { return false }
                let wanted = Array(name.utf8)
                repeat {
                    skipSpace()
                    guard let key = value(), key.first == UInt8(ascii: "\""), take(UInt8(ascii: ":")) else {
                        return false
                    }
                    if isSame(key, wanted) { return true }
                    guard value() != nil else { return false }
                } while take(UInt8(ascii: ","))
            case .element(let index):
                guard take(UInt8(ascii: "[")) else { return false }
                var count = 0
                repeat {
                    skipSpace()
                    if count == index { return offset < json.count && json[offset] != UInt8(ascii: "]") }
                    guard value() != nil else { return false }
                    count += 1
                } while take(UInt8(ascii: ","))
            }
            return false
        }

        /// The names of the members of the object that begins here.
        mutating func names() -> [String] {
            var names: [String] = []
            guard take(UInt8(ascii: "{")) else { return names }
            repeat {
                guard let key = value(), case .string(let name) = try? JSONValue(parsing: Array(key)),
                    take(UInt8(ascii: ":")), value() != nil
                else { return names }
                names.append(name)
            } while take(UInt8(ascii: ","))
            return names
        }

        private func isSame(_ key: ArraySlice<UInt8>, _ name: [UInt8]) -> Bool {
            let content = key.dropFirst().dropLast()
            guard content.contains(UInt8(ascii: "\\")) else { return content.elementsEqual(name) }
            guard case .string(let text) = try? JSONValue(parsing: Array(key)) else { return false }
            return text.utf8.elementsEqual(name)
        }

        /// Passes over the value that begins here.
        mutating func value() -> ArraySlice<UInt8>? {
            skipSpace()
            let start = offset
            var depth = 0
            while offset < json.count {
                let byte = json[offset]
                switch byte {
                case UInt8(ascii: "\""):
                    passString()
                    if depth == 0 { return json[start..<offset] }
                    continue
                case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
                case UInt8(ascii: "}"), UInt8(ascii: "]"):
                    if depth == 0 { return offset > start ? json[start..<offset] : nil }
                    depth -= 1
                    if depth == 0 {
                        offset += 1
                        return json[start..<offset]
                    }
                case UInt8(ascii: ","), UInt8(ascii: ":"), ...32:
                    if depth == 0 { return offset > start ? json[start..<offset] : nil }
                default: break
                }
                offset += 1
            }
            return offset > start ? json[start..<offset] : nil
        }

        private mutating func passString() {
            offset += 1
            while offset < json.count {
                if json[offset] == UInt8(ascii: "\\") {
                    offset = min(offset + 2, json.count)
                } else if json[offset] == UInt8(ascii: "\"") {
                    offset += 1
                    return
                } else {
                    offset += 1
                }
            }
        }
    }
}
