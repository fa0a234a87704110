import JSON

/// The fields of events that some pattern asks for, as a tree by name.
struct FieldTree: Sendable {
    private struct Node: Sendable {
        var hasChildren = false
        var parent: Int32
        /// Its place, and that of the last node below it, in an order in which each comes before those below it.
        var place: Int32 = 0
        var lastPlace: Int32 = 0
        /// The number of the field that ends here, or -1.
        var field: Int32 = -1
    }

    private var nodes = [Node(parent: 0)]
    private var fieldNodes: [Int32] = []
    /// Nodes by the one above and the name.
    private var children = ByteTable()
    private(set) var fieldCount = 0

    /// The number of the field at `path`, which is added if it is new.
    mutating func add(_ path: [String]) -> Int {
        var current = 0
        for name in path {
            nodes[current].hasChildren = true
            let above = current
            current = Int(children.value(current, Array(name.utf8)) { Int32(nodes.count) })
            if current == nodes.count { nodes.append(Node(parent: Int32(above))) }
        }
        if nodes[current].field < 0 {
            nodes[current].field = Int32(fieldCount)
            fieldNodes.append(Int32(current))
            fieldCount += 1
        }
        return Int(nodes[current].field)
    }

    /// To be called when all fields were added.
    mutating func finish() {
        // Each node was added after the one above it.
        var sizes = [Int32](repeating: 1, count: nodes.count)
        for index in nodes.indices.dropFirst().reversed() { sizes[Int(nodes[index].parent)] += sizes[index] }
        var next = [Int32](repeating: 0, count: nodes.count)
        for index in nodes.indices {
            let parent = Int(nodes[index].parent)
            nodes[index].place = index == 0 ? 0 : next[parent]
            if index > 0 { next[parent] += sizes[index] }
            next[index] = nodes[index].place + 1
            nodes[index].lastPlace = nodes[index].place + sizes[index] - 1
        }
    }

    /// Whether a field is that at a node or lies below it.
    func isField(_ field: Int, below node: Int32) -> Bool {
        let place = nodes[Int(fieldNodes[field])].place
        return nodes[Int(node)].place <= place && place <= nodes[Int(node)].lastPlace
    }

    /// Whether any field lies below a node.
    func hasChildren(_ node: Int) -> Bool { nodes[node].hasChildren }

    /// The field that ends at a node.
    func field(_ node: Int) -> Int? { nodes[node].field >= 0 ? Int(nodes[node].field) : nil }

    /// The node below `node` for the name at `range`, in which dots separate names.
    func node(below node: Int, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        if let child = children.value(node, bytes, range) { return Int(child) }
        var current = node
        var start = range.lowerBound
        var parts = 0
        for index in range where bytes[index] == UInt8(ascii: ".") {
            guard let next = children.value(current, bytes, start..<index) else { return nil }
            current = Int(next)
            start = index + 1
            parts += 1
        }
        guard parts > 0, let last = children.value(current, bytes, start..<range.upperBound) else { return nil }
        return Int(last)
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

        /// Makes it another value, in the memory that it has.
        fileprivate mutating func set(
            _ kind: Kind,
            _ source: Span<UInt8>,
            _ range: Range<Int>,
            _ number: Double,
            _ places: [(array: Int32, index: Int32)]
        ) {
            self.kind = kind
            self.number = number
            self.places = places
            bytes.removeAll(keepingCapacity: true)
            bytes.append(addingCapacity: range.count) { span in
                for index in range { span.append(source[index]) }
            }
        }
    }

    /// The values of each field; behind the first ``counts`` lie those of earlier events, whose memory is used again.
    private(set) var values: [[Value]]
    private(set) var counts: [Int]

    /// The fields that have values.
    private(set) var present: [Int] = []

    init(fieldCount: Int) {
        values = Array(repeating: [], count: fieldCount)
        counts = Array(repeating: 0, count: fieldCount)
    }

    /// Adds a value to a field.
    mutating func add(
        _ kind: Value.Kind,
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        number: Double = 0,
        places: [(array: Int32, index: Int32)],
        to field: Int
    ) {
        let count = counts[field]
        if count == 0 { present.append(field) }
        if count == values[field].count { values[field].append(Value(kind: kind, bytes: [], places: [])) }
        values[field][count].set(kind, bytes, range, number, places)
        counts[field] = count + 1
    }

    mutating func removeAll() {
        for field in present { counts[field] = 0 }
        present.removeAll(keepingCapacity: true)
    }
}

/// Reads the values of fields out of an event's JSON, passing over everything else.
struct EventScanner: ~Copyable {
    private let tree: FieldTree
    private var offset = 0
    /// For each array that was entered the node of the tree at which it lies; they are known by their place here.
    private(set) var arrayNodes: [Int32] = []
    private var places: [(array: Int32, index: Int32)] = []
    private var text: [UInt8] = []

    init(_ tree: FieldTree) { self.tree = tree }

    /// Reads an event.
    ///
    /// - Throws: ``JSONError`` for what cannot be read; not every mistake is noticed in what is passed over.
    mutating func scan(_ bytes: Span<UInt8>, into fields: inout EventFields) throws(JSONError) {
        offset = 0
        arrayNodes.removeAll(keepingCapacity: true)
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
        guard offset < bytes.count, depth < 512 else {
            throw mistake("the text ends too early, or is nested too deeply")
        }
        let field = tree.field(node)
        switch bytes[offset] {
        case UInt8(ascii: "{"):
            if !tree.hasChildren(node) { return try skip(bytes) }
            try object(bytes, node, depth, &fields)
        case UInt8(ascii: "["): try array(bytes, node, depth, &fields)
        case UInt8(ascii: "\""):
            if let field {
                let start = offset
                if try skipString(bytes) {
                    fields.add(.string, bytes, start + 1..<offset - 1, places: places, to: field)
                } else {
                    offset = start
                    try string(bytes)
                    fields.add(.string, text.span, text.indices, places: places, to: field)
                }
            } else {
                try skipString(bytes)
            }
        default:
            let start = offset
            try skipWord(bytes)
            if let field { try word(bytes, start, &fields, field) }
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
                child = tree.node(below: node, bytes, start..<offset - 1)
            } else {
                let end = offset
                offset = start - 1
                try string(bytes)
                offset = end
                child = tree.node(below: node, text.span, text.indices)
            }
            skipSpace(bytes)
            guard take(bytes, UInt8(ascii: ":")) else { throw mistake("no ':' after a member name") }
            skipSpace(bytes)
            guard offset < bytes.count else { throw mistake("the text ends too early") }
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
        places.append((Int32(arrayNodes.count), 0))
        arrayNodes.append(Int32(node))
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

    private mutating func word(
        _ bytes: Span<UInt8>,
        _ start: Int,
        _ fields: inout EventFields,
        _ field: Int
    ) throws(JSONError) {
        let range = start..<offset
        switch bytes[start] {
        case UInt8(ascii: "t"), UInt8(ascii: "f"): fields.add(.boolean, bytes, range, places: places, to: field)
        case UInt8(ascii: "n") where range.count == 4:
            fields.add(.null, bytes, range, places: places, to: field)
        default:
            if let number = integer(bytes, start) {
                return fields.add(.number, bytes, range, number: number, places: places, to: field)
            }
            let text = range.map { bytes[$0] }
            guard text.allSatisfy({ $0 &- 48 < 10 || "+-.eE".utf8.contains($0) }),
                let number = Double(String(decoding: text, as: UTF8.self))
            else {
                offset = start
                throw mistake("no value")
            }
            // What is not wholly held is compared as it is written, and with nothing else.
            let held = DecimalText.isWhole(text, number) ? number : .nan
            fields.add(.number, bytes, range, number: held, places: places, to: field)
        }
    }

    /// The number from `start` on, if it is written with digits only and few of them.
    private func integer(_ bytes: Span<UInt8>, _ start: Int) -> Double? {
        guard offset - start <= 15 else { return nil }
        var number = 0
        for index in start..<offset {
            guard bytes[index] &- 48 < 10 else { return nil }
            number = number * 10 + Int(bytes[index] &- 48)
        }
        return Double(number)
    }

    /// Reads a string with escapes into ``text``.
    private mutating func string(_ bytes: Span<UInt8>) throws(JSONError) {
        let start = offset
        try skipString(bytes)
        let raw = (start..<offset).map { bytes[$0] }
        if case .string(let value) = try JSONValue(parsing: raw) { text = Array(value.utf8) }
    }

    // MARK: Passing over

    private mutating func skip(_ bytes: Span<UInt8>) throws(JSONError) {
        var depth = 0
        var isInString = false
        var index = offset
        // A scalar by itself ends where a word or string does; a nested value where its brackets are closed.
        switch bytes[index] {
        case UInt8(ascii: "{"), UInt8(ascii: "["): break
        case UInt8(ascii: "\""):
            try skipString(bytes)
            return
        default: return try skipWord(bytes)
        }
        while index < bytes.count {
            let byte = bytes[index]
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
        throw mistake("the text ends too early")
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
