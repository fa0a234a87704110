import Findings

/// The values of a field in a batch of rows.
final class ArrowColumn {
    let field: ArrowField
    let count: Int
    fileprivate(set) var validity: [UInt8] = []
    fileprivate(set) var buffers: [[UInt8]] = []
    fileprivate(set) var children: [ArrowColumn] = []
    /// Whether the values are numbers of entries of a dictionary.
    fileprivate(set) var isIndex = false

    fileprivate init(_ field: ArrowField, _ count: Int) { (self.field, self.count) = (field, count) }

    /// Whether there is a value in a row.
    func isValid(_ row: Int) -> Bool {
        validity.isEmpty || row >> 3 < validity.count && validity[row >> 3] >> UInt8(row & 7) & 1 == 1
    }

    /// A number of a buffer; 0 where the buffer has ended.
    func number(_ buffer: Int, _ row: Int, _ width: Int, isSigned: Bool = true) -> Int {
        guard buffer < buffers.count, row >= 0, row < buffers[buffer].count / width else { return 0 }
        let bytes = buffers[buffer]
        return isSigned ? FlatTable.signed(bytes, row * width, width) : LittleNumber.fixed(bytes, row * width, width)
    }

    /// Bytes of a buffer; none where they do not lie within.
    func bytes(_ buffer: Int, _ start: Int, _ count: Int) -> ArraySlice<UInt8> {
        guard buffer < buffers.count, start >= 0, count >= 0, start <= buffers[buffer].count,
            count <= buffers[buffer].count - start
        else { return [] }
        return buffers[buffer][start..<start + count]
    }
}

/// Takes a batch of rows apart into the columns of its fields.
///
/// Source: Apache Arrow, "Arrow Columnar Format", "Recursive flattening of arrays", and `format/Message.fbs`.
struct ArrowBatch {
    private let run: ExtractionRun
    private let store: any ByteStore
    private let start: Int
    private let length: Int
    private let packing: BlockPacking?
    private var nodes: [Int]
    private var places: [Int]
    private var variadic: [Int]
    private var node = 0
    private var buffer = 0
    private var nextVariadic = 0

    /// The longest buffer that is unpacked, and the most buffers of a batch.
    private static let (longestBuffer, mostBuffers) = (256 << 20, 200_000)
    /// More rows than a batch has, so that places of values are numbers of 64 bits.
    private static let mostRows = 1 << 36

    /// Describes a batch.
    ///
    /// - Parameters:
    ///   - head: What its message says of it.
    ///   - run: Unpacks.
    ///   - store: The file.
    ///   - start: Where its bytes begin.
    ///   - length: How many there are.
    init(_ head: FlatTable, _ run: ExtractionRun, _ store: any ByteStore, start: Int, length: Int) {
        (self.run, self.store, self.start, self.length) = (run, store, start, length)
        nodes = head.numbers(1, perElement: 2, most: ArrowBatch.mostBuffers)
        places = head.numbers(2, perElement: 2, most: ArrowBatch.mostBuffers)
        variadic = head.numbers(4, most: ArrowBatch.mostBuffers)
        packing =
            head.table(3).map { packing in
                switch packing.number(0, 1) {
                case 0: .library(.lz4)
                case 1: .library(.zstd)
                default: .other("application/vnd.apache.arrow.file; compression=unknown")
                }
            }
    }

    /// The values of a field, and of its children; of the entries of a dictionary with `isDictionary`, else of their numbers.
    mutating func column(_ field: ArrowField, isDictionary: Bool = false) throws(ExtractionFailure) -> ArrowColumn {
        guard 2 * node + 1 < nodes.count, 0...ArrowBatch.mostRows ~= nodes[2 * node] else { throw .malformed }
        let column = ArrowColumn(field, nodes[2 * node])
        let hasNulls = nodes[2 * node + 1] != 0
        node += 1
        column.isIndex = field.dictionary != nil && !isDictionary
        let kind = column.isIndex ? field.index : field.kind
        switch kind {
        case .null, .runs: break
        case .union(let isDense, _):
            for _ in 0..<(isDense ? 2 : 1) { column.buffers.append(try next()) }
        default:
            let validity = try next()
            if hasNulls { column.validity = validity }
            var count: Int
            switch kind {
            case .structure, .fixedList: count = 0
            case .bytes: count = 2
            case .listViews: count = 2
            case .views:
                guard nextVariadic < variadic.count, variadic[nextVariadic] >= 0 else { throw .malformed }
                count = 1 + min(variadic[nextVariadic], ArrowBatch.mostBuffers)
                nextVariadic += 1
            default: count = 1
            }
            while count > 0 {
                column.buffers.append(try next())
                count -= 1
            }
        }
        guard !column.isIndex else { return column }
        for child in field.children { column.children.append(try self.column(child)) }
        return column
    }

    private mutating func next() throws(ExtractionFailure) -> [UInt8] {
        guard 2 * buffer + 1 < places.count else { throw .malformed }
        let (offset, count) = (places[2 * buffer], places[2 * buffer + 1])
        buffer += 1
        guard offset >= 0, count >= 0, offset <= length, count <= length - offset else { throw .malformed }
        if count == 0 { return [] }
        guard count <= min(ArrowBatch.longestBuffer, run.budget.freeMemory) else {
            throw ExtractionFailure(.memoryLimit)
        }
        let bytes = try store.read(at: start + offset, upTo: count)
        guard bytes.count == count else { throw .malformed }
        guard let packing else { return bytes }
        guard count >= 8 else { throw .malformed }
        let full = FlatTable.signed(bytes, 0, 8)
        let packed = Array(bytes[8...])
        // What would not become smaller is left as it is.
        if full == -1 { return packed }
        guard full >= 0, full <= min(ArrowBatch.longestBuffer, run.budget.freeMemory) else {
            throw ExtractionFailure(.memoryLimit)
        }
        let output = try run.unpack(packed, packing, upTo: full)
        guard output.count == full else { throw .malformed }
        return output
    }
}
