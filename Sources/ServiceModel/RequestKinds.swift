import JSON

extension OperationModel.Shape {
    /// What of a value is of another kind than the shape, in the words in which AWS refuses to read it.
    ///
    /// - Returns: The first mistake; `nil` when all is of the right kind, or null.
    func mismatch(in value: JSONValue) -> String? {
        switch (self, value) {
        case (_, .null): nil
        case (.structure(let parameters, _), .object(let members)):
            parameters.firstMismatch { parameter in members[parameter.name].flatMap(parameter.shape.mismatch) }
        case (.list(let element, _), .array(let elements)): elements.firstMismatch(element.mismatch)
        case (.map(_, _, let values), .object(let members)):
            members.values.firstMismatch((values ?? .string(0...0)).mismatch)
        case (.string, .string), (.word, .string), (.boolean, .boolean), (.time, .number), (.document, .object): nil
        case (.integer, .number(let number)):
            number.integer == nil ? "NUMBER_VALUE can not be converted to an Integer" : nil
        case (.blob, .string(let text)): Base64Text.byteCount(text) == nil ? "The value is no base64" : nil
        case (.time, .string):
            (try? value.time("")) != nil
                ? nil : "STRING_VALUE can not be converted to milliseconds since epoch: " + example
        case (.list, .string), (.list, .number), (.list, .boolean): "Expected list or null"
        case (.structure, .array), (.map, .array), (.document, .array): "Start of list found where not expected"
        case (.structure, _), (.map, _), (.document, _): "Expected null"
        case (_, .array): "Start of list found where not expected"
        case (_, .object): "Start of structure or map found where not expected."
        default: "\(value.token) can not be converted to \(noun)"
        }
    }

    /// For people who write times by hand.
    private var example: String { "times are such as 2026-11-24T12:00:00Z, or seconds since 1970" }

    /// What AWS's messages call it.
    private var noun: String {
        switch self {
        case .integer: "an Integer"
        case .boolean: "a Boolean"
        case .blob: "a Blob"
        case .time: "milliseconds since epoch"
        case .string, .word, .list, .map, .structure, .document: "a String"
        }
    }
}

extension JSONValue {
    /// What AWS's messages call a value that is no list and no object.
    fileprivate var token: String {
        switch self {
        case .boolean(let value): value ? "TRUE_VALUE" : "FALSE_VALUE"
        case .number: "NUMBER_VALUE"
        case .string, .null, .array, .object: "STRING_VALUE"
        }
    }
}

extension Sequence {
    /// The first mistake in elements.
    fileprivate func firstMismatch(_ mismatch: (Element) -> String?) -> String? {
        for element in self { if let found = mismatch(element) { return found } }
        return nil
    }
}

/// Base64 with padding (RFC 4648, section 4), looked at without being decoded.
enum Base64Text {
    /// How many bytes a text stands for; `nil` when it is no base64.
    static func byteCount(_ text: String) -> Int? {
        let count = text.utf8.count
        guard count.isMultiple(of: 4) else { return nil }
        var padding = 0
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "="): padding += 1
            case 48...57, 65...90, 97...122, UInt8(ascii: "+"), UInt8(ascii: "/"): if padding > 0 { return nil }
            default: return nil
            }
        }
        return padding > 2 ? nil : count / 4 * 3 - padding
    }
}
