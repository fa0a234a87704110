/// The fields of events that some pattern asks for, as a tree by name.
struct FieldTree: Sendable {
    struct Node: Sendable {
        var children: [(name: [UInt8], node: Int)] = []
        /// The number of the field that ends here.
        var field: Int?
    }

    private(set) var nodes = [Node()]
    private(set) var fieldCount = 0

    /// The number of the field at `path`, which is added if it is new.
    mutating func add(_ path: [String]) -> Int {
        var current = 0
        for name in path {
            let bytes = Array(name.utf8)
            if let child = nodes[current].children.first(where: { $0.name == bytes }) {
                current = child.node
            } else {
                nodes.append(Node())
                nodes[current].children.append((bytes, nodes.count - 1))
                current = nodes.count - 1
            }
        }
        if let field = nodes[current].field { return field }
        nodes[current].field = fieldCount
        fieldCount += 1
        return fieldCount - 1
    }

    /// The node below `node` for a name, in which dots separate names.
    func node(below node: Int, _ name: Span<UInt8>) -> Int? {
        for child in nodes[node].children where FieldTree.isEqual(child.name, name, 0, name.count) { return child.node }
        return nodeByParts(below: node, name)
    }

    private func nodeByParts(below node: Int, _ name: Span<UInt8>) -> Int? {
        var current = node
        var start = 0
        var parts = 0
        for index in 0...name.count where index == name.count || name[index] == UInt8(ascii: ".") {
            guard let next = nodes[current].children.first(where: { FieldTree.isEqual($0.name, name, start, index) })
            else { return nil }
            current = next.node
            start = index + 1
            parts += 1
        }
        return parts > 1 ? current : nil
    }

    private static func isEqual(_ name: [UInt8], _ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        guard name.count == end - start else { return false }
        for index in name.indices where name[index] != bytes[start + index] { return false }
        return true
    }
}

/// The values that an event has in the fields that matter.
struct EventFields: Sendable {
    /// A value, which is a scalar.
    struct Value: Sendable {
        enum Kind: UInt8, Sendable { case string, number, boolean, null }

        var kind: Kind
        var bytes: [UInt8]
        var number = 0.0
        /// Where it lies in arrays: which array of the event, and the index in it.
        var places: [(array: Int32, index: Int32)]
    }

    private(set) var values: [[Value]]
    private var used: [Int] = []

    init(fieldCount: Int) { values = Array(repeating: [], count: fieldCount) }

    mutating func add(_ value: Value, to field: Int) {
        if values[field].isEmpty { used.append(field) }
        values[field].append(value)
    }

    /// The fields that have values.
    var present: [Int] { used }

    mutating func removeAll() {
        for field in used { values[field].removeAll(keepingCapacity: true) }
        used.removeAll(keepingCapacity: true)
    }
}

/// Reads the values of fields out of an event's JSON, passing over everything else.
struct EventScanner: ~Copyable {
    private let tree: FieldTree
    private var offset = 0
    private var arrays: Int32 = 0
    private var places: [(array: Int32, index: Int32)] = []
    private var text: [UInt8] = []

    init(_ tree: FieldTree) { self.tree = tree }

    /// Reads an event.
    ///
    /// - Throws: ``JSONError`` for what cannot be read; not every mistake is noticed in what is passed over.
    mutating func scan(_ bytes: Span<UInt8>, into fields: inout EventFields) throws(JSONError) {
        offset = 0
        arrays = 0
        places.removeAll(keepingCapacity: true)
        fields.removeAll()
        skipSpace(bytes)
        try value(bytes, 0, 0, &fields)
        skipSpace(bytes)
        guard offset == bytes.count else { throw mistake("more after the value") }
    }

    private mutating func value(
        _ bytes: Span<UInt8>,
        _ node: Int,
        _ depth: Int,
        _ fields: inout EventFields
    ) throws(JSONError) {
        guard offset < bytes.count, depth < 512 else { throw mistake("the text ends too early, or is nested too deeply") }
        let field = tree.nodes[node].field
        switch bytes[offset] {
        case UInt8(ascii: "{"):
            if tree.nodes[node].children.isEmpty { return try skip(bytes) }
            try object(bytes, node, depth, &fields)
        case UInt8(ascii: "["): try array(bytes, node, depth, &fields)
        case UInt8(ascii: "\""):
            if let field {
                try string(bytes)
                fields.add(EventFields.Value(kind: .string, bytes: text, places: places), to: field)
            } else {
                try skipString(bytes)
            }
        default:
            let start = offset
            try skipWord(bytes)
            if let field { fields.add(try word(bytes, start), to: field) }
        }
    }

    private mutating func object(
        _ bytes: Span<UInt8>,
        _ node: Int,
        _ depth: Int,
        _ fields: inout EventFields
    ) throws(JSONError) {
        offset += 1
        skipSpace(bytes)
        if take(bytes, UInt8(ascii: "}")) { return }
        repeat {
            skipSpace(bytes)
            guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") else { throw mistake("no member name") }
            let start = offset + 1
            let isPlain = try skipString(bytes)
            let child: Int?
            if isPlain {
                child = tree.node(below: node, bytes.extracting(start..<offset - 1))
            } else {
                let end = offset
                offset = start - 1
                try string(bytes)
                offset = end
                child = tree.node(below: node, text.span)
            }
            skipSpace(bytes)
            guard take(bytes, UInt8(ascii: ":")) else { throw mistake("no ':' after a member name") }
            skipSpace(bytes)
            if let child { try value(bytes, child, depth + 1, &fields) } else { try skip(bytes) }
            skipSpace(bytes)
        } while take(bytes, UInt8(ascii: ","))
        guard take(bytes, UInt8(ascii: "}")) else { throw mistake("neither ',' nor '}' after a member") }
    }

    private mutating func array(
        _ bytes: Span<UInt8>,
        _ node: Int,
        _ depth: Int,
        _ fields: inout EventFields
    ) throws(JSONError) {
        offset += 1
        skipSpace(bytes)
        if take(bytes, UInt8(ascii: "]")) { return }
        arrays += 1
        places.append((arrays, 0))
        repeat {
            skipSpace(bytes)
            try value(bytes, node, depth + 1, &fields)
            places[places.count - 1].index += 1
            skipSpace(bytes)
        } while take(bytes, UInt8(ascii: ","))
        places.removeLast()
        guard take(bytes, UInt8(ascii: "]")) else { throw mistake("neither ',' nor ']' after an element") }
    }

    // MARK: Scalars

    private mutating func word(_ bytes: Span<UInt8>, _ start: Int) throws(JSONError) -> EventFields.Value {
        let raw = (start..<offset).map { bytes[$0] }
        switch raw.first {
        case UInt8(ascii: "t"), UInt8(ascii: "f"):
            return EventFields.Value(kind: .boolean, bytes: raw, places: places)
        case UInt8(ascii: "n"): return EventFields.Value(kind: .null, bytes: raw, places: places)
        default:
            guard let number = Double(String(decoding: raw, as: UTF8.self)), number.isFinite else {
                offset = start
                throw mistake("no value")
            }
            return EventFields.Value(kind: .number, bytes: raw, number: number, places: places)
        }
    }

    /// Reads a string into ``text``.
    private mutating func string(_ bytes: Span<UInt8>) throws(JSONError) {
        text.removeAll(keepingCapacity: true)
        let start = offset
        if try skipString(bytes) {
            for index in start + 1..<offset - 1 { text.append(bytes[index]) }
            return
        }
        // With escapes, the slow way, which knows all of them.
        let raw = (start..<offset).map { bytes[$0] }
        if case .string(let value) = try JSONValue(parsing: raw) { text = Array(value.utf8) }
    }

    // MARK: Passing over

    private mutating func skip(_ bytes: Span<UInt8>) throws(JSONError) {
        var depth = 0
        repeat {
            guard offset < bytes.count else { throw mistake("the text ends too early") }
            switch bytes[offset] {
            case UInt8(ascii: "\""): try skipString(bytes)
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                offset += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                offset += 1
            case UInt8(ascii: ","), UInt8(ascii: ":"), 9, 10, 13, 32: offset += 1
            default: try skipWord(bytes)
            }
        } while depth > 0
    }

    /// - Returns: Whether the string has no escapes.
    @discardableResult
    private mutating func skipString(_ bytes: Span<UInt8>) throws(JSONError) -> Bool {
        var isPlain = true
        var index = offset + 1
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") {
                offset = index + 1
                return isPlain
            }
            if byte == UInt8(ascii: "\\") {
                isPlain = false
                index += 1
            } else if byte < 0x20 {
                break
            }
            index += 1
        }
        throw mistake("a string without end, or with a control character in it")
    }

    private mutating func skipWord(_ bytes: Span<UInt8>) throws(JSONError) {
        let start = offset
        while offset < bytes.count {
            switch bytes[offset] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "E"),
                UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
                offset += 1
                continue
            default: break
            }
            break
        }
        guard offset > start else { throw mistake("no value") }
    }

    private mutating func take(_ bytes: Span<UInt8>, _ byte: UInt8) -> Bool {
        guard offset < bytes.count, bytes[offset] == byte else { return false }
        offset += 1
        return true
    }

    private mutating func skipSpace(_ bytes: Span<UInt8>) {
        while offset < bytes.count, bytes[offset] == 32 || bytes[offset] &- 9 < 5 { offset += 1 }
    }

    private func mistake(_ message: String) -> JSONError { JSONError(message: message, offset: offset) }
}
