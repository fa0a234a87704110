import Findings

/// A row of a tree.
struct SQLiteRecord {
    /// Its number, in tables that have some.
    var rowID: Int?
    /// Its header and its values.
    var payload: [UInt8]
}

/// The rows of a table or an index, page by page in their order.
///
/// Source: SQLite, "Database File Format", sections 1.6 (b-tree pages) and 2.1 (record format).
struct SQLiteTree {
    /// A page that is being read.
    private struct Level {
        var bytes: [UInt8]
        var start: Int
        var kind: UInt8
        var cellCount: Int
        var next = 0
        /// Whether the child to the left of the next cell was read.
        var isBeside = false
        var used: [Range<Int>] = []
        var usedCount = 0
    }

    private let file: SQLiteFile
    private let mostBytes: Int
    private var levels: [Level] = []
    /// Whether rows are put together that do not fit into their page.
    private var followsOverflow = true
    /// Whether a row was longer than may lie in memory.
    private(set) var isCut = false

    /// The most levels: those of a tree of as many pages as there can be.
    private static let mostLevels = 40

    /// - Parameters:
    ///   - file: Holds the tree.
    ///   - mostBytes: The longest row.
    init(_ file: SQLiteFile, mostBytes: Int) { (self.file, self.mostBytes) = (file, mostBytes) }

    /// Goes through all rows.
    ///
    /// - Parameters:
    ///   - root: The page at the top.
    ///   - row: Takes each row.
    ///   - leftover: Takes a page and what of it no row takes, once all of its rows were read.
    /// - Throws: What the two throw, and ``ExtractionFailure`` when reading fails or is to end.
    mutating func forEach(
        from root: Int,
        _ row: (SQLiteRecord) throws(ExtractionFailure) -> Void,
        leftover: ([UInt8], [Range<Int>]) throws(ExtractionFailure) -> Void
    ) throws(ExtractionFailure) {
        try descend(root)
        try goThrough(row, leftover: leftover)
    }

    /// Goes through the rows of a page that is in no tree any longer; of rows that go on elsewhere only what lies in it.
    ///
    /// - Parameters:
    ///   - page: Its bytes.
    ///   - isFirst: Whether it is the first of its database.
    ///   - row: Takes each row.
    /// - Throws: What `row` throws.
    mutating func forEach(
        on page: [UInt8],
        isFirst: Bool,
        _ row: (SQLiteRecord) throws(ExtractionFailure) -> Void
    ) throws(ExtractionFailure) {
        let start = isFirst ? 100 : 0
        guard page.count >= file.usable, page[start] == 10 || page[start] == 13 else { return }
        followsOverflow = false
        push(page, start)
        try goThrough(row) { _, _ in }
    }

    private mutating func goThrough(
        _ row: (SQLiteRecord) throws(ExtractionFailure) -> Void,
        leftover: ([UInt8], [Range<Int>]) throws(ExtractionFailure) -> Void
    ) throws(ExtractionFailure) {
        while var level = levels.popLast() {
            let isInner = level.kind == 2 || level.kind == 5
            guard level.next < level.cellCount else {
                if isInner, !level.isBeside {
                    level.isBeside = true
                    levels.append(level)
                    try descend(BigEndian.number(level.bytes, level.start + 8, 4))
                } else {
                    try leftover(level.bytes, SQLiteTree.unused(level, file.usable))
                }
                continue
            }
            let pointer = level.start + (isInner ? 12 : 8) + 2 * level.next
            let cell = BigEndian.number(level.bytes, pointer, 2)
            if isInner, !level.isBeside {
                level.isBeside = true
                levels.append(level)
                try descend(BigEndian.number(level.bytes, cell, 4))
                continue
            }
            level.next += 1
            level.isBeside = false
            guard let (record, end) = try readCell(level, at: cell) else {
                levels.append(level)
                continue
            }
            level.used.append(cell..<end)
            level.usedCount += end - cell
            // Cells that share bytes would come out again and again.
            if level.usedCount > file.usable {
                file.isDamaged = true
                level.next = level.cellCount
            }
            levels.append(level)
            if let record { try row(record) }
        }
    }

    /// Begins with a page.
    private mutating func descend(_ number: Int) throws(ExtractionFailure) {
        guard levels.count < SQLiteTree.mostLevels, let bytes = try file.page(number) else {
            file.isDamaged = true
            return
        }
        let start = number == 1 ? 100 : 0
        let kind = bytes[start]
        guard kind == 2 || kind == 5 || kind == 10 || kind == 13 else {
            file.isDamaged = true
            return
        }
        push(bytes, start)
    }

    private mutating func push(_ bytes: [UInt8], _ start: Int) {
        let count = BigEndian.number(bytes, start + 3, 2)
        let most = (file.usable - start - 8) / 2
        if count > most { file.isDamaged = true }
        levels.append(Level(bytes: bytes, start: start, kind: bytes[start], cellCount: min(count, most)))
    }

    /// Reads a cell; no record for one that only points to a child.
    private mutating func readCell(
        _ level: Level,
        at cell: Int
    ) throws(ExtractionFailure) -> (record: SQLiteRecord?, end: Int)? {
        var reader = VarintReader(level.bytes, at: cell, end: file.usable)
        if level.kind == 2 || level.kind == 5 { reader.offset += 4 }
        if level.kind == 5 { return reader.next() == nil ? failed() : (nil, reader.offset) }
        guard let count = reader.next(), count >= 0 else { return failed() }
        var rowID: Int?
        if level.kind == 13 {
            guard let number = reader.next() else { return failed() }
            rowID = number
        }
        let local = SQLiteTree.localCount(count, isTable: level.kind == 13, file.usable)
        let start = reader.offset
        guard start + local <= file.usable else { return failed() }
        var payload = Array(level.bytes[start..<start + local])
        guard local < count else { return (SQLiteRecord(rowID: rowID, payload: payload), start + local) }
        guard start + local + 4 <= file.usable else { return failed() }
        guard followsOverflow else { return (SQLiteRecord(rowID: rowID, payload: payload), start + local + 4) }
        var next = BigEndian.number(level.bytes, start + local, 4)
        while payload.count < count {
            if payload.count >= mostBytes {
                isCut = true
                break
            }
            guard let page = try file.page(next) else { break }
            next = BigEndian.number(page, 0, 4)
            payload += page[4..<4 + min(count - payload.count, file.usable - 4)]
        }
        return (SQLiteRecord(rowID: rowID, payload: payload), start + local + 4)
    }

    private func failed() -> (SQLiteRecord?, Int)? {
        file.isDamaged = true
        return nil
    }

    /// How many bytes of a row lie in its page, and not in pages that overflow.
    private static func localCount(_ count: Int, isTable: Bool, _ usable: Int) -> Int {
        let most = isTable ? usable - 35 : (usable - 12) * 64 / 255 - 23
        if count <= most { return count }
        let least = (usable - 12) * 32 / 255 - 23
        let local = least + (count - least) % (usable - 4)
        return local <= most ? local : least
    }

    /// What of a page neither its head nor a cell takes.
    private static func unused(_ level: Level, _ usable: Int) -> [Range<Int>] {
        let isInner = level.kind == 2 || level.kind == 5
        var start = level.start + (isInner ? 12 : 8) + 2 * level.cellCount
        var ranges: [Range<Int>] = []
        for range in level.used.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if range.lowerBound > start { ranges.append(start..<range.lowerBound) }
            start = max(start, range.upperBound)
        }
        if start < usable { ranges.append(start..<usable) }
        return ranges
    }
}

/// Reads numbers of one to nine bytes.
struct VarintReader {
    private let bytes: [UInt8]
    private let end: Int
    var offset: Int

    init(_ bytes: [UInt8], at offset: Int, end: Int) {
        (self.bytes, self.offset, self.end) = (bytes, offset, min(end, bytes.count))
    }

    /// The next number; `nil` behind the end.
    mutating func next() -> Int? {
        SevenBits.number(bytes, &offset, before: end, .big)
    }
}

/// The values of a row.
struct SQLiteValues {
    /// A value, and where it lies in the row.
    enum Value {
        case null
        case integer(Int)
        case real(Double)
        case text(Range<Int>)
        case blob(Range<Int>)
    }

    private(set) var values: [Value] = []
    /// Whether the row is shorter than its header says.
    private(set) var isShort = false

    /// The most values of a row: SQLite's own limit.
    private static let most = 32_767

    init(_ payload: [UInt8]) {
        var header = VarintReader(payload, at: 0, end: payload.count)
        guard let count = header.next(), count >= 0 else {
            isShort = true
            return
        }
        var types = VarintReader(payload, at: header.offset, end: count)
        var start = count
        while types.offset < count, values.count < SQLiteValues.most, let type = types.next() {
            guard let length = SQLiteValues.byteCount(of: type) else {
                isShort = true
                return
            }
            let end = min(start, payload.count) + min(length, payload.count)
            let range = min(start, payload.count)..<min(end, payload.count)
            if range.count < length { isShort = true }
            values.append(SQLiteValues.value(type, range, payload))
            start = range.upperBound
        }
        if count > payload.count { isShort = true }
    }

    /// Bytes of a value of a type; `nil` for what is none.
    static func byteCount(of type: Int) -> Int? {
        switch type {
        case 0, 8, 9: 0
        case 1...4: type
        case 5: 6
        case 6, 7: 8
        case 12...: (type - 12) / 2
        default: nil
        }
    }

    private static func value(_ type: Int, _ range: Range<Int>, _ payload: [UInt8]) -> Value {
        switch type {
        case 0: return .null
        case 8, 9: return .integer(type - 8)
        case 7:
            let bits = UInt64(bitPattern: Int64(BigEndian.number(payload, range.lowerBound, 8)))
            return .real(Double(bitPattern: bits))
        case 1...6:
            return range.isEmpty ? .null : .integer(BigEndian.signed(payload, range.lowerBound, range.count))
        default: return type & 1 == 1 ? .text(range) : .blob(range)
        }
    }
}
