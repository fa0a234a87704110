import Findings

/// The pages of a column in a group of rows.
struct ParquetChunk {
    private let run: ExtractionRun
    private let store: any ByteStore
    private let column: ParquetColumn
    private let packing: BlockPacking
    private let values: ParquetValues
    private var dictionary = ParquetList()
    private var writer: TableWriter
    /// Bytes of values that the budget has not paid for yet.
    private var unspent = 0

    /// The record that is read, and the numbers of the elements in it.
    private var record: Int
    private var numbers: [Int]
    private let flatPath: String?

    /// The longest header of a page, the longest page, and the most values of one.
    private static let (longestHeader, longestPage, mostValues) = (1 << 20, 64 << 20, 1 << 22)
    private static let mostUnspent = 4096

    init(_ run: ExtractionRun, _ store: any ByteStore, _ column: ParquetColumn, _ packing: BlockPacking, record: Int) {
        (self.run, self.store, self.column, self.packing) = (run, store, column, packing)
        values = ParquetValues(column, run.budget)
        writer = TableWriter(run, [column.title], isOfRecords: true)
        self.record = record - 1
        numbers = [Int](repeating: -1, count: column.mostRepetition)
        flatPath = column.mostRepetition == 0 ? column.path([]) : nil
    }

    /// Reads pages from `start` on until there are `count` values.
    mutating func read(from start: Int, end: Int, count: Int) throws(ExtractionFailure) {
        var offset = start
        var left = count
        do throws(ExtractionFailure) {
            while left > 0, offset < end {
                try run.budget.check()
                guard let (header, length) = try readHeader(at: offset, end: end) else { throw .malformed }
                offset += length
                let size = header[3]?.integer ?? 0
                guard size >= 0, size <= end - offset, size <= ParquetChunk.longestPage else { throw .malformed }
                let page = try store.read(at: offset, upTo: size)
                guard page.count == size else { throw .malformed }
                offset += size
                left -= try readPage(header, page)
            }
            if left > 0 { throw .malformed }
        } catch {
            try writer.finish()
            throw error
        }
        try writer.finish()
    }

    private func readHeader(at offset: Int, end: Int) throws(ExtractionFailure) -> (ThriftValue, Int)? {
        var window = 1 << 12
        while window <= ParquetChunk.longestHeader {
            let bytes = try store.read(at: offset, upTo: min(window, end - offset))
            var reader = ThriftReader(bytes)
            if let header = reader.record() { return (header, reader.offset) }
            if bytes.count < window { return nil }
            window <<= 4
        }
        return nil
    }

    /// Reads a page.
    ///
    /// - Returns: How many values were in it.
    private mutating func readPage(_ header: ThriftValue, _ page: [UInt8]) throws(ExtractionFailure) -> Int {
        let size = header[2]?.integer ?? 0
        guard size >= 0, size <= ParquetChunk.longestPage else { throw ExtractionFailure(.memoryLimit) }
        switch header[1]?.integer {
        case 0:
            guard let data = header[5] else { throw .malformed }
            let count = try ParquetChunk.count(data[1])
            let bytes = try run.unpack(page, packing, upTo: size)
            var index = 0
            let repetitions = try levels(column.mostRepetition, bytes, &index, data[4]?.integer, count)
            let definitions = try levels(column.mostDefinition, bytes, &index, data[3]?.integer, count)
            try hand(data[2]?.integer ?? 0, bytes, from: index, count, repetitions, definitions)
            return count
        case 2:
            guard let data = header[7] else { throw .malformed }
            let bytes = try run.unpack(page, packing, upTo: size)
            // Whatever it says of how they are written, they lie plain.
            dictionary = try values.read(0, bytes, from: 0, count: try ParquetChunk.count(data[1]))
            return 0
        case 3:
            guard let data = header[8] else { throw .malformed }
            let count = try ParquetChunk.count(data[1])
            let (definitionSize, repetitionSize) = (data[5]?.integer ?? 0, data[6]?.integer ?? 0)
            guard definitionSize >= 0, repetitionSize >= 0, definitionSize <= page.count, repetitionSize <= page.count,
                definitionSize + repetitionSize <= page.count
            else { throw .malformed }
            let start = definitionSize + repetitionSize
            let repetitions = HybridNumbers.read(
                page,
                0..<repetitionSize,
                width: HybridNumbers.width(upTo: column.mostRepetition),
                count: count
            )
            let definitions = HybridNumbers.read(
                page,
                repetitionSize..<start,
                width: HybridNumbers.width(upTo: column.mostDefinition),
                count: count
            )
            var bytes = Array(page[start...])
            if data[7]?.bool ?? true, !bytes.isEmpty { bytes = try run.unpack(bytes, packing, upTo: size) }
            try hand(data[4]?.integer ?? 0, bytes, from: 0, count, repetitions, definitions)
            return count
        default: return 0
        }
    }

    private static func count(_ value: ThriftValue?) throws(ExtractionFailure) -> Int {
        guard let count = value?.integer, count >= 0 else { throw .malformed }
        guard count <= mostValues else { throw ExtractionFailure(.memoryLimit) }
        return count
    }

    private func levels(
        _ most: Int,
        _ bytes: [UInt8],
        _ index: inout Int,
        _ encoding: Int?,
        _ count: Int
    ) throws(ExtractionFailure) -> [Int32] {
        if most == 0 { return [Int32](repeating: 0, count: count) }
        let width = HybridNumbers.width(upTo: most)
        guard encoding != 4 else {
            // Packed with the highest bit first, as nobody has written for years.
            throw ExtractionFailure(.unsupportedFormat("application/vnd.apache.parquet; encoding=4"))
        }
        guard index + 4 <= bytes.count else { throw .malformed }
        let length = LittleNumber.fixed(bytes, index, 4)
        guard length <= bytes.count - index - 4 else { throw .malformed }
        let range = index + 4..<index + 4 + length
        index = range.upperBound
        return HybridNumbers.read(bytes, range, width: width, count: count)
    }

    /// Hands over the values of a page.
    private mutating func hand(
        _ encoding: Int,
        _ bytes: [UInt8],
        from start: Int,
        _ count: Int,
        _ repetitions: [Int32],
        _ definitions: [Int32]
    ) throws(ExtractionFailure) {
        guard repetitions.count == count, definitions.count == count else { throw .malformed }
        let present = definitions.count { $0 == column.mostDefinition }
        var found = ParquetList()
        var indices: [Int32] = []
        if encoding == 2 || encoding == 8 {
            guard start < bytes.count || present == 0 else { throw .malformed }
            if present > 0 {
                let width = Int(bytes[start])
                indices = HybridNumbers.read(bytes, start + 1..<bytes.count, width: width, count: present)
                guard indices.count == present else { throw .malformed }
            }
        } else {
            found = try values.read(encoding, bytes, from: start, count: present)
            guard found.count == present else { throw .malformed }
        }
        try run.budget.spend(count / 64)
        let list = indices.isEmpty ? found : dictionary
        let flatPath = flatPath
        var next = 0
        for place in 0..<count {
            step(Int(repetitions[place]))
            guard definitions[place] == column.mostDefinition else { continue }
            let index = indices.isEmpty ? next : Int(indices[next])
            guard index >= 0, index < list.count else { throw .malformed }
            next += 1
            try add(list, index, flatPath ?? column.path(numbers))
        }
        try spend()
    }

    /// Goes on to the value that repeats at a level: 0 begins a record.
    private mutating func step(_ level: Int) {
        if level == 0 {
            record += 1
            for index in numbers.indices { numbers[index] = 0 }
            return
        }
        for index in numbers.indices where index >= level - 1 {
            numbers[index] = index == level - 1 ? numbers[index] + 1 : 0
        }
    }

    private mutating func add(_ list: ParquetList, _ index: Int, _ path: String) throws(ExtractionFailure) {
        let range = list.range(index)
        unspent += range.count + 1
        if unspent >= ParquetChunk.mostUnspent { try spend() }
        let record = max(0, record)
        if list.isData(index) {
            writer.add(
                bytes: Array(list.bytes[range]),
                column: 0,
                at: TextPlace(record: record, path),
                member: column.title + Array("/\(record)".utf8)
            )
        } else {
            writer.add(list.bytes.span.extracting(range), record: record, path: path)
        }
        try writer.endRow()
    }

    /// Pays for values that were handed over.
    private mutating func spend() throws(ExtractionFailure) {
        defer { unspent = 0 }
        try run.budget.spend(unspent)
    }
}
