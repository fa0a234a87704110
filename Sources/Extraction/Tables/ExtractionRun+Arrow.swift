import Findings

// Arrow files, which Feather files are since its second version: each row of a batch is a record.
extension ExtractionRun {
    /// The longest head of a message.
    private static let longestHead = 16 << 20
    private static let arrow = "application/vnd.apache.arrow.file"

    /// Reads a file message by message; what its end says of them is not needed.
    func readArrow(_ store: any ByteStore) throws(ExtractionFailure) {
        var rows: ArrowRows?
        defer { budget.release(rows?.held ?? 0) }
        do throws(ExtractionFailure) {
            try readMessages(of: store, &rows)
        } catch {
            // What came before the damage is read.
            if error.isFinal || rows == nil { throw error }
            note(error)
        }
    }

    private func readMessages(of store: any ByteStore, _ rows: inout ArrowRows?) throws(ExtractionFailure) {
        var offset = 8
        while let (message, start, length) = try message(at: offset, in: store) {
            try budget.check()
            guard length >= 0, length <= store.count - start else { throw .malformed }
            offset = start + length
            guard let head = message.table(2) else { throw .malformed }
            switch message.number(1, 1) {
            case 1:
                guard rows == nil else { throw .malformed }
                guard head.number(0, 2) == 0 else { throw ExtractionFailure(.unsupportedFormat(ExtractionRun.arrow)) }
                guard let (fields, columns) = ArrowField.fields(head) else { throw .malformed }
                var about = Array(columns.joined(separator: [9])) + [10]
                for pair in head.tables(2, most: 10_000) {
                    about += pair.text(0) + Array(": ".utf8) + pair.text(1) + [10]
                }
                text(about, .metadata)
                rows = ArrowRows(self, fields, columns)
            case 2:
                guard let inner = head.table(1), rows != nil else { throw .malformed }
                var batch = ArrowBatch(inner, self, store, start: start, length: length)
                try rows?.addDictionary(head.number(0, 8), isDelta: head.number(2, 1) != 0, &batch)
            case 3:
                guard rows != nil else { throw .malformed }
                var batch = ArrowBatch(head, self, store, start: start, length: length)
                try rows?.read(&batch, count: head.number(0, 8))
            default: throw .malformed
            }
        }
        if rows == nil { throw .malformed }
    }

    /// The message at `offset`, and where its body lies; `nil` at the end.
    private func message(
        at offset: Int,
        in store: any ByteStore
    ) throws(ExtractionFailure) -> (FlatTable, start: Int, length: Int)? {
        let sizes = try store.read(at: offset, upTo: 8)
        guard sizes.count == 8 else { throw .malformed }
        // Files of before version 0.15 have no mark in front.
        let hasMark = sizes.starts(with: [0xFF, 0xFF, 0xFF, 0xFF])
        let size = LittleNumber.fixed(sizes, hasMark ? 4 : 0, 4)
        if size == 0 { return nil }
        guard size <= ExtractionRun.longestHead else { throw .malformed }
        let start = offset + (hasMark ? 8 : 4)
        let head = try store.read(at: start, upTo: size)
        guard head.count == size, let message = FlatTable(head) else { throw .malformed }
        return (message, (start + size + 7) & ~7, message.number(3, 8))
    }
}

/// Hands over the rows of batches.
struct ArrowRows {
    private struct Cell {
        var column: Int
        var path: RecordPath
        var value: [UInt8]
        var isData: Bool
    }

    private let run: ExtractionRun
    private let fields: [ArrowField]
    private var writer: TableWriter
    private var dictionaries: [Int: [ArrowColumn]] = [:]
    private var dictionaryCount = 0
    private var record = 0
    private var cells: [Cell] = []
    /// Bytes of dictionaries that the budget holds.
    private(set) var held = 0

    private static let (mostLevels, mostDictionaries) = (64, 10_000)

    init(_ run: ExtractionRun, _ fields: [ArrowField], _ columns: [[UInt8]]) {
        (self.run, self.fields) = (run, fields)
        writer = TableWriter(run, columns, isOfRecords: true)
    }

    /// Keeps entries of a dictionary.
    mutating func addDictionary(_ id: Int, isDelta: Bool, _ batch: inout ArrowBatch) throws(ExtractionFailure) {
        guard let field = ArrowRows.field(of: id, in: fields, 0) else { throw .malformed }
        let column = try batch.column(field, isDictionary: true)
        dictionaryCount += 1
        guard dictionaryCount <= ArrowRows.mostDictionaries else { throw ExtractionFailure(.memoryLimit) }
        let size = ArrowRows.size(of: column)
        guard size <= run.budget.freeMemory else { throw ExtractionFailure(.memoryLimit) }
        run.budget.hold(size)
        held += size
        if isDelta { dictionaries[id, default: []].append(column) } else { dictionaries[id] = [column] }
    }

    private static func field(of id: Int, in fields: [ArrowField], _ level: Int) -> ArrowField? {
        guard level < mostLevels else { return nil }
        for field in fields {
            if field.dictionary == id { return field }
            if let found = self.field(of: id, in: field.children, level + 1) { return found }
        }
        return nil
    }

    private static func size(of column: ArrowColumn) -> Int {
        column.buffers.reduce(column.validity.count) { $0 + $1.count } + column.children.reduce(0) { $0 + size(of: $1) }
    }

    /// Hands over the rows of a batch.
    mutating func read(_ batch: inout ArrowBatch, count: Int) throws(ExtractionFailure) {
        var columns: [ArrowColumn] = []
        for field in fields { columns.append(try batch.column(field)) }
        guard count >= 0, columns.allSatisfy({ $0.count == count }) else { throw .malformed }
        do throws(ExtractionFailure) {
            // Rows of nothing cost nothing, however many there are said to be.
            for row in 0..<(columns.contains { $0.field.kind != .null } ? count : 0) {
                if row & 1023 == 0 { try run.budget.check() }
                try run.budget.spend(1)
                cells = []
                for column in columns { try visit(column, row, RecordPath().member(column.field.name), [], 0) }
                // Elements of lists of structures come one after the other: each belongs to its column.
                for cell in cells.enumerated().sorted(by: { ($0.1.column, $0.0) < ($1.1.column, $1.0) }).map(\.1) {
                    let place = TextPlace(record: record + row, cell.path.text)
                    if cell.isData {
                        let name = Array("\(record + row)/".utf8) + Array(cell.path.text.utf8)
                        writer.add(bytes: cell.value, column: cell.column, at: place, member: name)
                    } else {
                        writer.add(cell.value, column: cell.column, at: place)
                    }
                }
                try writer.endRow()
            }
        } catch {
            try writer.finish()
            throw error
        }
        try writer.finish()
        record += count
    }

    private mutating func add(
        _ value: [UInt8],
        _ column: ArrowColumn,
        _ path: RecordPath,
        _ key: [UInt8],
        isData: Bool = false
    ) throws(ExtractionFailure) {
        try run.budget.spend(value.count + 1)
        let shown = key.isEmpty || isData ? value : key + Array(": ".utf8) + value
        cells.append(Cell(column: column.field.column, path: path, value: shown, isData: isData))
    }

    private mutating func visit(
        _ column: ArrowColumn,
        _ row: Int,
        _ path: RecordPath,
        _ key: [UInt8],
        _ level: Int
    ) throws(ExtractionFailure) {
        guard level < ArrowRows.mostLevels, row >= 0, row < column.count, column.isValid(row) else { return }
        if column.isIndex { return try visitEntry(column, row, path, key, level) }
        switch column.field.kind {
        case .structure:
            for child in column.children {
                try visit(child, row, path.member(child.field.name), [], level + 1)
            }
        case .list(let width):
            let (start, end) = (column.number(0, row, width), column.number(0, row + 1, width))
            try visitItems(column, start, to: end, path, key, level)
        case .listViews(let width):
            let start = column.number(0, row, width)
            let (end, isTooMuch) = start.addingReportingOverflow(column.number(1, row, width))
            guard !isTooMuch else { throw .malformed }
            try visitItems(column, start, to: end, path, key, level)
        case .fixedList(let count):
            let (start, isTooMuch) = row.multipliedReportingOverflow(by: count)
            guard !isTooMuch, start <= Int.max - count else { throw .malformed }
            try visitItems(column, start, to: start + count, path, key, level)
        case .map: try visitEntries(column, row, path, level)
        case .union(let isDense, let ids):
            guard let child = ids.firstIndex(of: column.number(0, row, 1)), child < column.children.count else {
                return
            }
            let place = isDense ? column.number(1, row, 4) : row
            let inner = column.children[child]
            try visit(inner, place, path.member(inner.field.name), key, level + 1)
        case .runs:
            // The end of the run in which the row lies.
            let ends = column.children[0]
            guard case .integer(let width, _) = ends.field.kind else { throw .malformed }
            var (low, high) = (0, ends.count)
            while low < high {
                let middle = (low + high) / 2
                if ends.number(0, middle, width) > row { high = middle } else { low = middle + 1 }
            }
            try visit(column.children[1], low, path, key, level + 1)
        default:
            guard let (value, isData) = ArrowValue.text(column, row) else { return }
            try add(value, column, path, key, isData: isData)
        }
    }

    private mutating func visitItems(
        _ column: ArrowColumn,
        _ start: Int,
        to end: Int,
        _ path: RecordPath,
        _ key: [UInt8],
        _ level: Int
    ) throws(ExtractionFailure) {
        guard start >= 0, start <= end, end <= column.children[0].count else { throw .malformed }
        for item in start..<end {
            // Lists may share their items, as often as there are rows.
            try run.budget.spend(1)
            try visit(column.children[0], item, path.element(item - start), key, level + 1)
        }
    }

    private mutating func visitEntries(
        _ column: ArrowColumn,
        _ row: Int,
        _ path: RecordPath,
        _ level: Int
    ) throws(ExtractionFailure) {
        let (start, end) = (column.number(0, row, 4), column.number(0, row + 1, 4))
        let entries = column.children[0]
        guard start >= 0, start <= end, end <= entries.count, entries.children.count >= 2 else { throw .malformed }
        for entry in start..<end {
            try run.budget.spend(1)
            let key = ArrowValue.text(entries.children[0], entry)?.0 ?? []
            let name = path.member(String(decoding: key, as: UTF8.self))
            try visit(entries.children[1], entry, name, key, level + 1)
        }
    }

    /// The entry of a dictionary.
    private mutating func visitEntry(
        _ column: ArrowColumn,
        _ row: Int,
        _ path: RecordPath,
        _ key: [UInt8],
        _ level: Int
    ) throws(ExtractionFailure) {
        guard case .integer(let width, let isSigned) = column.field.index, let id = column.field.dictionary else {
            throw .malformed
        }
        // Entries may lead to entries, several at a time.
        try run.budget.spend(1)
        var entry = column.number(0, row, width, isSigned: isSigned)
        for part in dictionaries[id] ?? [] {
            if entry < part.count { return try visit(part, entry, path, key, level + 1) }
            entry -= part.count
        }
        throw .malformed
    }
}

/// Values of fields without children, as people read them.
enum ArrowValue {
    /// The value of a row, and whether it is data of whatever kind; `nil` for none.
    static func text(_ column: ArrowColumn, _ row: Int) -> (bytes: [UInt8], isData: Bool)? {
        func text(_ text: String) -> ([UInt8], Bool) { (Array(text.utf8), false) }
        switch column.field.kind {
        case .boolean:
            let bits = column.bytes(0, row >> 3, 1)
            return bits.first.map { text($0 >> UInt8(row & 7) & 1 == 1 ? "true" : "false") }
        case .integer(let width, let isSigned):
            let number = column.number(0, row, width, isSigned: isSigned)
            return text(isSigned ? String(number) : String(UInt64(bitPattern: Int64(number))))
        case .real(let width):
            let bits = column.number(0, row, width, isSigned: false)
            if width == 8 { return text(DataNumber.text(Double(bitPattern: UInt64(bitPattern: Int64(bits))))) }
            if width == 2 { return text(DataNumber.text(half(bits))) }
            let value = Float(bitPattern: UInt32(truncatingIfNeeded: bits))
            return text(value == value.rounded() ? DataNumber.text(Double(value)) : "\(value)")
        case .bytes(let width, let isText):
            let (start, end) = (column.number(0, row, width), column.number(0, row + 1, width))
            guard start >= 0, start <= end else { return nil }
            return (Array(column.bytes(1, start, end - start)), !isText)
        case .views(let isText):
            let head = 16 * row
            let length = column.number(0, 4 * row, 4)
            if length <= 12 { return (Array(column.bytes(0, head + 4, max(0, length))), !isText) }
            let (buffer, start) = (column.number(0, 4 * row + 2, 4), column.number(0, 4 * row + 3, 4))
            guard 0...1 << 20 ~= buffer else { return nil }
            return (Array(column.bytes(1 + buffer, start, length)), !isText)
        case .fixed(let width): return (Array(column.bytes(0, row * width, width)), true)
        case .decimal(let width, let scale):
            let bytes = Array(column.bytes(0, row * width, width))
            guard bytes.count == width else { return nil }
            let number = FlatTable.signed(bytes, 0, min(8, width))
            // The upper bytes of small numbers are all sign.
            let isSmall = bytes.dropFirst(8).allSatisfy { $0 == (number < 0 ? 0xFF : 0) }
            return isSmall ? (DataValue.decimal(number, scale), false) : (bytes, true)
        case .date(let perDay, let width):
            return (DataTime.date(Int((Double(column.number(0, row, width)) / Double(perDay)).rounded(.down))), false)
        case .time(let perSecond, let width, let isOfDay):
            // Times of day are no days of 1970.
            let time = DataTime.text(Double(column.number(0, row, width)) / perSecond)
            return (isOfDay ? Array(time.drop { $0 != UInt8(ascii: "T") && $0 != 32 }.dropFirst()) : time, false)
        default: return nil
        }
    }

    /// A number of 16 bits (IEEE 754, binary16).
    private static func half(_ bits: Int) -> Double {
        let (exponent, fraction) = (bits >> 10 & 31, Double(bits & 1023))
        let sign = bits & 0x8000 == 0 ? 1.0 : -1.0
        if exponent == 0 { return sign * fraction / 16_777_216 }
        guard exponent < 31 else { return fraction == 0 ? sign * .infinity : .nan }
        var value = sign * (1 + fraction / 1024)
        for _ in 0..<abs(exponent - 15) { value = exponent > 15 ? value * 2 : value / 2 }
        return value
    }
}
