import Findings

/// The records of a block of an Avro file.
///
/// Source: Apache Avro, "Specification", "Binary Encoding".
struct AvroBlock {
    /// A value of a record.
    struct Cell {
        var column: Int
        var path: RecordPath
        var value: [UInt8]
        var isData = false
    }

    private let schema: AvroSchema
    private let bytes: [UInt8]
    private let budget: Budget
    private var index = 0
    private var steps = 0
    private(set) var cells: [Cell] = []

    private static let mostLevels = 64

    init(_ schema: AvroSchema, _ bytes: [UInt8], _ budget: Budget) {
        (self.schema, self.bytes, self.budget) = (schema, bytes, budget)
        // What takes no bytes may come without end.
        steps = 64 * bytes.count + 65_536
    }

    /// Whether all bytes were read.
    var isAtEnd: Bool { index == bytes.count }

    /// Reads the next record into ``cells``.
    mutating func next(_ plan: AvroPlan) throws(ExtractionFailure) {
        cells.removeAll(keepingCapacity: true)
        try read(plan, nil, RecordPath(), [], 0)
        if cells.count > 1 {
            let order = cells.indices.sorted { (cells[$0].column, $0) < (cells[$1].column, $1) }
            cells = order.map { cells[$0] }
        }
    }

    /// - Parameters:
    ///   - plan: Of the value, or of one around it that takes all.
    ///   - type: What the value is, where the plan is of one around.
    ///   - path: Where it lies.
    ///   - key: What it is called in the map around it.
    ///   - level: How deep it lies.
    /// - Throws: For what is damaged, and when the budget is used up.
    private mutating func read(
        _ plan: AvroPlan,
        _ type: Int?,
        _ path: RecordPath,
        _ key: [UInt8],
        _ level: Int
    ) throws(ExtractionFailure) {
        steps -= 1
        guard level < AvroBlock.mostLevels, steps > 0 else { throw .malformed }
        let kind = type ?? plan.type
        func part(_ place: Int, _ inner: Int) -> (AvroPlan, Int?) {
            plan.parts.indices.contains(place) && type == nil ? (plan.parts[place], nil) : (plan, inner)
        }
        switch schema.kinds[kind] {
        case .null: return
        case .unknown: throw .malformed
        case .boolean: try add(Array((try take(1).first == 1 ? "true" : "false").utf8), plan, path, key)
        case .int, .long: try add(text(try number(), schema.meanings[kind]), plan, path, key)
        case .float:
            let value = Float(bitPattern: UInt32(truncatingIfNeeded: LittleNumber.fixed(Array(try take(4)), 0, 4)))
            try add(
                Array((value == value.rounded() ? DataNumber.text(Double(value)) : "\(value)").utf8),
                plan,
                path,
                key
            )
        case .double:
            let bits = LittleNumber.fixed(Array(try take(8)), 0, 8)
            try add(Array(DataNumber.text(Double(bitPattern: UInt64(bitPattern: Int64(bits)))).utf8), plan, path, key)
        case .string: try add(Array(try take(try number())), plan, path, key)
        case .bytes: try data(Array(try take(try number())), schema.meanings[kind], plan, path, key)
        case .fixed(let size): try data(Array(try take(size)), schema.meanings[kind], plan, path, key)
        case .enumeration(let symbols):
            let symbol = try number()
            guard symbols.indices.contains(symbol) else { throw .malformed }
            try add(Array(symbols[symbol].utf8), plan, path, key)
        case .union(let branches):
            let branch = try number()
            guard branches.indices.contains(branch) else { throw .malformed }
            let (next, inner) = part(branch, branches[branch])
            try read(next, inner, path, key, level + 1)
        case .record(let fields):
            for (place, field) in fields.enumerated() {
                let (next, inner) = part(place, field.type)
                // A record within a column of its own kind has nothing but names to tell its values apart.
                let name = inner == nil ? key : Array(field.name.utf8)
                try read(next, inner, path.member(field.name), name, level + 1)
            }
        case .array(let items):
            let (next, inner) = part(0, items)
            var element = 0
            try eachItem { block throws(ExtractionFailure) in
                try block.read(next, inner, path.element(element), key, level + 1)
                element += 1
            }
        case .map(let values):
            let (next, inner) = part(0, values)
            try eachItem { block throws(ExtractionFailure) in
                let name = Array(try block.take(try block.number()))
                try block.read(next, inner, path.member(String(decoding: name, as: UTF8.self)), name, level + 1)
            }
        }
    }

    private mutating func eachItem(
        _ body: (inout AvroBlock) throws(ExtractionFailure) -> Void
    ) throws(ExtractionFailure) {
        while true {
            var count = try number()
            if count == 0 { return }
            if count < 0 {
                _ = try number()
                guard count != .min else { throw .malformed }
                count = -count
            }
            for _ in 0..<count { try body(&self) }
        }
    }

    private mutating func number() throws(ExtractionFailure) -> Int {
        guard let value = SevenBits.number(bytes, &index, before: bytes.count) else { throw .malformed }
        return LittleNumber.unfolded(value)
    }

    private mutating func take(_ count: Int) throws(ExtractionFailure) -> ArraySlice<UInt8> {
        guard count >= 0, count <= bytes.count - index else { throw .malformed }
        index += count
        return bytes[index - count..<index]
    }

    private func text(_ value: Int, _ meaning: AvroSchema.Meaning) -> [UInt8] {
        switch meaning {
        case .date: DataTime.date(value)
        case .time(let perSecond): DataTime.text(Double(value) / perSecond)
        default: Array(String(value).utf8)
        }
    }

    private mutating func data(
        _ value: [UInt8],
        _ meaning: AvroSchema.Meaning,
        _ plan: AvroPlan,
        _ path: RecordPath,
        _ key: [UInt8]
    ) throws(ExtractionFailure) {
        if case .decimal(let scale) = meaning, (1...8).contains(value.count) {
            return try add(DataValue.decimal(BigEndian.signed(value, 0, value.count), scale), plan, path, key)
        }
        try add(value, plan, path, key, isData: true)
    }

    private mutating func add(
        _ value: [UInt8],
        _ plan: AvroPlan,
        _ path: RecordPath,
        _ key: [UInt8],
        isData: Bool = false
    ) throws(ExtractionFailure) {
        try budget.spend(value.count + 1)
        let shown = key.isEmpty || isData ? value : key + Array(": ".utf8) + value
        cells.append(Cell(column: plan.column, path: path, value: shown, isData: isData))
    }
}
