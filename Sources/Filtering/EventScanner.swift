import JSON

/// Reads the values of fields out of an event's JSON, passing over everything else.
struct EventScanner: ~Copyable {
    private let tree: FieldTree
    private var cursor = JSONCursor()
    /// For each array that was entered the node of the tree at which it lies; they are known by their place here.
    private(set) var arrayNodes: [Int32] = []
    private var places: [(array: Int32, index: Int32)] = []
    /// A string that had escapes.
    private var text: [UInt8] = []

    init(_ tree: FieldTree) { self.tree = tree }

    /// Reads an event.
    ///
    /// - Throws: ``JSONError`` for what cannot be read; not every mistake is noticed in what is passed over.
    mutating func scan(_ bytes: Span<UInt8>, into fields: inout EventFields) throws(JSONError) {
        cursor.offset = 0
        arrayNodes.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
        fields.removeAll()
        cursor.skipSpace(bytes)
        try value(bytes, 0, 0, &fields)
        cursor.skipSpace(bytes)
        guard cursor.offset == bytes.count else { throw cursor.mistake("more after the value") }
    }

    private mutating func value(
        _ bytes: Span<UInt8>,
        _ node: Int,
        _ depth: Int,
        _ fields: inout EventFields
    ) throws(JSONError) {
        guard cursor.offset < bytes.count, depth < JSONLimits.standard.depth else {
            throw cursor.mistake("the text ends too early, or is nested too deeply")
        }
        switch bytes[cursor.offset] {
        case UInt8(ascii: "{"):
            if !tree.hasChildren(node) { return try cursor.passValue(bytes) }
            try object(bytes, node, depth, &fields)
        case UInt8(ascii: "["): try array(bytes, node, depth, &fields)
        default:
            if let field = tree.field(node) {
                try scalar(bytes, &fields, field)
            } else {
                try cursor.passValue(bytes)
            }
        }
    }

    private mutating func object(
        _ bytes: Span<UInt8>,
        _ node: Int,
        _ depth: Int,
        _ fields: inout EventFields
    ) throws(JSONError) {
        cursor.offset += 1
        if cursor.take(UInt8(ascii: "}"), bytes) { return }
        repeat {
            cursor.skipSpace(bytes)
            guard cursor.offset < bytes.count, bytes[cursor.offset] == UInt8(ascii: "\"") else {
                throw cursor.mistake("no member name")
            }
            let start = cursor.offset + 1
            let isPlain = try cursor.passString(bytes)
            let content = start..<cursor.offset - 1
            let child: Int?
            if isPlain {
                child = tree.node(below: node, bytes, content)
            } else {
                text = Array(try JSONCursor.string(bytes, content).utf8)
                child = tree.node(below: node, text.span, text.indices)
            }
            guard cursor.take(UInt8(ascii: ":"), bytes) else { throw cursor.mistake("no ':' after a member name") }
            cursor.skipSpace(bytes)
            if let child { try value(bytes, child, depth + 1, &fields) } else { try cursor.passValue(bytes) }
        } while cursor.take(UInt8(ascii: ","), bytes)
        guard cursor.take(UInt8(ascii: "}"), bytes) else { throw cursor.mistake("neither ',' nor '}' after a member") }
    }

    private mutating func array(
        _ bytes: Span<UInt8>,
        _ node: Int,
        _ depth: Int,
        _ fields: inout EventFields
    ) throws(JSONError) {
        cursor.offset += 1
        if cursor.take(UInt8(ascii: "]"), bytes) { return }
        places.append((Int32(arrayNodes.count), 0))
        arrayNodes.append(Int32(node))
        repeat {
            cursor.skipSpace(bytes)
            try value(bytes, node, depth + 1, &fields)
            places[places.count - 1].index += 1
        } while cursor.take(UInt8(ascii: ","), bytes)
        places.removeLast()
        guard cursor.take(UInt8(ascii: "]"), bytes) else {
            throw cursor.mistake("neither ',' nor ']' after an element")
        }
    }

    // MARK: Scalars

    private mutating func scalar(
        _ bytes: Span<UInt8>,
        _ fields: inout EventFields,
        _ field: Int
    ) throws(JSONError) {
        let start = cursor.offset
        switch bytes[start] {
        case UInt8(ascii: "\""):
            let isPlain = try cursor.passString(bytes)
            let content = start + 1..<cursor.offset - 1
            if isPlain { return fields.add(.string, bytes, content, places: places, to: field) }
            text = Array(try JSONCursor.string(bytes, content).utf8)
            fields.add(.string, text.span, text.indices, places: places, to: field)
        case UInt8(ascii: "t"):
            try cursor.passWord("true", bytes)
            fields.add(.boolean, bytes, start..<cursor.offset, places: places, to: field)
        case UInt8(ascii: "f"):
            try cursor.passWord("false", bytes)
            fields.add(.boolean, bytes, start..<cursor.offset, places: places, to: field)
        case UInt8(ascii: "n"):
            try cursor.passWord("null", bytes)
            fields.add(.null, bytes, start..<cursor.offset, places: places, to: field)
        default:
            try cursor.passNumber(bytes)
            let range = start..<cursor.offset
            fields.add(.number, bytes, range, number: number(bytes, range), places: places, to: field)
        }
    }

    /// The number at `range`; none that is equal to any when no `Double` holds all of it, so that it is compared as it is
    /// written, and with nothing else.
    private func number(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Double {
        if let number = small(bytes, range) { return number }
        let text = range.map { bytes[$0] }
        guard let number = Double(String(decoding: text, as: UTF8.self)), DecimalText.isWhole(text, number) else {
            return .nan
        }
        return number
    }

    /// The number at `range`, if it is written with digits only and few of them.
    private func small(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Double? {
        guard range.count <= 15 else { return nil }
        var number = 0
        for index in range {
            guard bytes[index] &- 48 < 10 else { return nil }
            number = number * 10 + Int(bytes[index] &- 48)
        }
        return Double(number)
    }
}
