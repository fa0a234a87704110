import Findings

// Avro object container files: Apache Avro, "Specification", "Object Container Files". Each record is a row.
extension ExtractionRun {
    /// The longest header and the longest block, in bytes.
    private static let (longestHeader, longestBlock) = (8 << 20, 64 << 20)

    /// Reads a file.
    func readAvro(_ store: any ByteStore) throws(ExtractionFailure) {
        let head = try store.read(at: 0, upTo: ExtractionRun.longestHeader)
        guard let header = AvroHeader(head), let schema = AvroSchema(header.schema) else { throw .malformed }
        let (plan, columns) = AvroPlan.make(schema)
        text(header.about + Array(columns.joined(separator: [9])) + [10] + schema.notes, .metadata)
        var writer = TableWriter(self, columns, isOfRecords: true)
        var record = 0
        do throws(ExtractionFailure) {
            try readBlocks(store, header, schema, plan, &writer, &record)
        } catch {
            try writer.finish()
            if error.isFinal { throw error }
            note(error.reason)
            return
        }
        try writer.finish()
    }

    private func readBlocks(
        _ store: any ByteStore,
        _ header: AvroHeader,
        _ schema: AvroSchema,
        _ plan: AvroPlan,
        _ writer: inout TableWriter,
        _ record: inout Int
    ) throws(ExtractionFailure) {
        var offset = header.count
        while offset < store.count {
            let sizes = try store.read(at: offset, upTo: 20)
            var index = 0
            guard let first = SevenBits.number(sizes, &index, before: sizes.count),
                let second = SevenBits.number(sizes, &index, before: sizes.count)
            else { throw .malformed }
            let (count, size) = (LittleNumber.unfolded(first), LittleNumber.unfolded(second))
            offset += index
            guard count >= 0, size >= 0, size <= store.count - offset - 16 else { throw .malformed }
            guard size <= min(ExtractionRun.longestBlock, budget.freeMemory) else {
                throw ExtractionFailure(.memoryLimit)
            }
            var packed = try store.read(at: offset, upTo: size)
            offset += size
            // The sum of a block of Snappy stands behind it.
            if header.packing == .snappy { packed.removeLast(min(4, packed.count)) }
            let bytes = try unpack(packed, header.packing, upTo: ExtractionRun.longestBlock)
            var block = AvroBlock(schema, bytes, budget)
            for _ in 0..<count {
                try block.next(plan)
                for cell in block.cells {
                    let place = TextPlace(record: record, cell.path.text)
                    if cell.isData {
                        let name = Array("\(record)/".utf8) + Array(cell.path.text.utf8)
                        writer.add(bytes: cell.value, column: cell.column, at: place, member: name)
                    } else {
                        writer.add(cell.value, column: cell.column, at: place)
                    }
                }
                try writer.endRow()
                record += 1
            }
            guard block.isAtEnd, try store.read(at: offset, upTo: 16) == header.mark else { throw .malformed }
            offset += 16
        }
    }
}

/// What an Avro file says of itself.
struct AvroHeader {
    private(set) var schema: [UInt8] = []
    private(set) var packing = BlockPacking.none
    /// What else somebody has noted in it.
    private(set) var about: [UInt8] = []
    /// What stands behind each block.
    private(set) var mark: [UInt8] = []
    /// Bytes of the header.
    private(set) var count = 0

    /// Reads a header; `nil` for what is none.
    init?(_ bytes: [UInt8]) {
        var index = 4
        func number(_ index: inout Int) -> Int? {
            SevenBits.number(bytes, &index, before: bytes.count).map { LittleNumber.unfolded($0) }
        }
        func text(_ index: inout Int) -> [UInt8]? {
            guard let count = number(&index), count >= 0, count <= bytes.count - index else { return nil }
            index += count
            return Array(bytes[index - count..<index])
        }
        while true {
            guard var pairs = number(&index), pairs != .min else { return nil }
            if pairs == 0 { break }
            if pairs < 0 {
                guard number(&index) != nil else { return nil }
                pairs = -pairs
            }
            for _ in 0..<pairs {
                guard let name = text(&index), let value = text(&index) else { return nil }
                switch String(decoding: name, as: UTF8.self) {
                case "avro.schema": schema = value
                case "avro.codec": packing = AvroHeader.packing(String(decoding: value, as: UTF8.self))
                default: about += name + Array(": ".utf8) + value + [10]
                }
            }
        }
        guard index + 16 <= bytes.count, !schema.isEmpty else { return nil }
        mark = Array(bytes[index..<index + 16])
        count = index + 16
    }

    private static func packing(_ name: String) -> BlockPacking {
        switch name {
        case "null", "": .none
        case "deflate": .deflate
        case "snappy": .snappy
        case "zstandard": .library(.zstd)
        case "bzip2": .library(.bzip2)
        case "xz": .library(.xz)
        default: .other("application/vnd.apache.avro; codec=unknown")
        }
    }
}
