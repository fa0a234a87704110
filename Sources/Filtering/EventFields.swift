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
