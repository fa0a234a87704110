public import Bytes
import Prefiltering

/// A text that is a table: delimiter-separated values (RFC 4180) with a header.
///
/// A context word in the header counts for every cell of its column, as Macie has it for columnar files.
public struct TableLayout: Sendable, Equatable {
    /// A column and what its name says.
    public struct Column: Sendable, Equatable {
        /// The name, without quotes.
        public var name: [UInt8]

        /// Context words in the name, as indices into ``Detector/words``.
        var words: [Int] = []

        /// What is searched in its cells: the variants that are searched around one of the words.
        var around: [Search] = []

        /// A variant that is searched in the cells of a column.
        struct Search: Sendable, Equatable {
            var variant: Int
            /// The least number of digits of a cell.
            var digits: Int
            /// The longest word in the name that belongs to its context.
            var word: Int
        }

        /// The codes of the countries that the name names.
        var countries: Set<String> = []

        /// Whether the name says that numbers below it are of another kind, as `order` does.
        var isCounter = false

        /// Whether its cells are searched.
        var isSearched: Bool { !around.isEmpty }

        /// Whether something in the name is a match, so that it is never shown.
        var isSensitive = false

        /// The name as it may be shown; `nil` if it looks more like a value than a name.
        ///
        /// A first row that matches is no header, but a value that no identifier knows may be in one.
        public var shownName: String? {
            if isSensitive { return nil }
            let digits = name.count { $0 &- 48 < 10 }
            let isName = name.allSatisfy { byte in
                byte >= 0x80 || byte &- 48 < 10 || (byte & 0xDF) &- 65 < 26 || Column.punctuation.contains(byte)
            }
            return isName && !name.isEmpty && digits <= Column.mostDigits ? String(decoding: name, as: UTF8.self) : nil
        }

        /// What names have besides letters and digits.
        private static let punctuation = Array(" _-./()[]#%&,'?".utf8)

        /// The most digits of a name: those of a year.
        private static let mostDigits = 4
    }

    /// What stands between cells.
    public let delimiter: UInt8

    /// The columns, from left to right.
    public internal(set) var columns: [Column]

    /// Where the header begins, behind titles and comments.
    public private(set) var headerStart = 0

    /// Where the row after the header begins.
    public var dataStart: Int

    /// Where the header's fields begin in its line, for a table of aligned columns.
    private let starts: [Int]

    /// One more than the last column whose cells are searched.
    var searchedColumns: Int { (columns.lastIndex(where: \.isSearched) ?? -1) + 1 }

    /// Rows that must agree on the number of cells before a text counts as a table.
    private static let sampledRows = 5

    /// The longest name of a column, in bytes.
    private static let longestName = 64

    /// The most columns of a table.
    private static let mostColumns = 512

    /// How much of a line is looked at, in bytes.
    static let longestLine = 4096

    /// Lines before a header that are passed over: titles, comments and empty ones.
    private static let mostLinesBefore = 8

    /// Looks at the first rows of `text`; `nil` if they are no header and rows of as many cells.
    public init?(_ text: borrowing TextBuffer) {
        let bytes = text.bytes
        var start = TableLayout.start(of: bytes)
        for _ in 0...TableLayout.mostLinesBefore {
            let signs = Signs(ofLineAt: start, in: bytes)
            if let table = TableLayout.table(in: bytes, from: start, signs) {
                self = table
                headerStart = start
                return
            }
            let end = signs.end
            guard end < bytes.count, TableLayout.isTitle(start..<end, bytes) else { return nil }
            start = end + 1
        }
        return nil
    }

    /// A table whose columns are known from elsewhere: a line for each row, a tab before each cell, and no header.
    ///
    /// - Parameter names: The names of the columns, from left to right; only so many bytes of each are looked at as a header's
    ///   may have.
    init(named names: [[UInt8]]) {
        delimiter = UInt8(ascii: "\t")
        // Before the first tab there is nothing.
        columns = [Column(name: [])] + names.map { Column(name: Array($0.prefix(TableLayout.longestName))) }
        dataStart = 0
        starts = []
    }

    private init(delimiter: UInt8, columns: [Column], dataStart: Int, starts: [Int] = []) {
        self.delimiter = delimiter
        self.columns = columns
        self.dataStart = dataStart
        self.starts = starts
    }

    /// The table whose header is the line at `start`, of which `signs` tell; `nil` if there is none.
    private static func table(in bytes: Span<UInt8>, from start: Int, _ signs: Signs) -> TableLayout? {
        var best: TableLayout?
        for delimiter in Signs.delimiters where signs.mayDivide(by: delimiter) {
            var cutter = RowCutter(delimiter: delimiter, limit: TableLayout.mostColumns)
            var dataStart = cutter.cut(bytes, from: start)
            guard cutter.count > 1, dataStart < bytes.count else { continue }
            let fields = (0..<cutter.count).map { cutter.field($0) }
            guard let columns = columns(fields, bytes) else { continue }
            dataStart = afterRule(bytes, from: dataStart)
            let agrees = rowsAgree(bytes, from: dataStart, with: columns.count) { row in
                let next = cutter.cut(bytes, from: row)
                return (cutter.count, next)
            }
            // `Last, First` is the name of one column where others are divided by tabs.
            if agrees, columns.count > best?.columns.count ?? 0 {
                best = TableLayout(delimiter: delimiter, columns: columns, dataStart: dataStart)
            }
        }
        if let best { return best }
        guard signs.hasGap else { return nil }
        var fields: [Range<Int>] = []
        var dataStart = AlignedRow.cut(bytes, from: start, into: &fields)
        guard fields.count > 1, dataStart < bytes.count, let columns = columns(fields, bytes) else { return nil }
        let starts = fields.map { $0.lowerBound - start }
        dataStart = afterRule(bytes, from: dataStart)
        let agrees = rowsAgree(bytes, from: dataStart, with: columns.count) { row in
            let next = AlignedRow.cut(bytes, from: row, into: &fields)
            return (fields.count, next)
        }
        guard agrees else {
            return table(below: start..<signs.end, rowsFrom: dataStart, in: bytes)
        }
        return TableLayout(delimiter: AlignedRow.delimiter, columns: columns, dataStart: dataStart, starts: starts)
    }

    /// The fewest columns of an aligned table whose header is cut by its rows.
    private static let leastColumnsByRows = 4

    /// The most cells that a row of such a table may lack.
    private static let mostGaps = 2

    /// The aligned table whose header has single blanks between some of its names, so that its first row tells where they begin.
    private static func table(
        below header: Range<Int>,
        rowsFrom dataStart: Int,
        in bytes: Span<UInt8>
    ) -> TableLayout? {
        var fields: [Range<Int>] = []
        _ = AlignedRow.cut(bytes, from: dataStart, into: &fields)
        guard fields.count >= leastColumnsByRows else { return nil }
        let starts = fields.map { $0.lowerBound - dataStart }
        var names: [Range<Int>] = []
        for (index, start) in starts.enumerated() {
            let from = index == 0 ? header.lowerBound : header.lowerBound + start
            let to = index + 1 < starts.count ? header.lowerBound + starts[index + 1] : header.upperBound
            guard from < to, to <= header.upperBound, index == 0 || bytes[from - 1] == 32 || bytes[from - 1] == 9 else {
                return nil
            }
            names.append(from..<to)
        }
        guard let columns = columns(names, bytes) else { return nil }
        var row = dataStart
        var rows = 0
        while rows < sampledRows, row < bytes.count {
            let next = AlignedRow.cut(bytes, from: row, into: &fields)
            if fields.isEmpty { break }
            guard fields.count <= columns.count, fields.count + mostGaps >= columns.count, next > row else {
                return nil
            }
            rows += 1
            row = next
        }
        guard rows > 1 else { return nil }
        return TableLayout(delimiter: AlignedRow.delimiter, columns: columns, dataStart: dataStart, starts: starts)
    }

    /// The fewest columns of a table of which a row may have more or fewer cells, as one has where nobody has quoted a comma.
    private static let leastColumnsOfSlips = 4

    /// Tells whether the rows from `start` on have as many cells as there are columns; what follows them may differ.
    private static func rowsAgree(
        _ bytes: Span<UInt8>,
        from start: Int,
        with count: Int,
        cut: (Int) -> (count: Int, next: Int)
    ) -> Bool {
        var row = start
        var agreed = 0
        var slips = 0
        while agreed + slips < sampledRows, row < bytes.count {
            let (cells, next) = cut(row)
            if cells != count {
                // The last row may be cut short by the end of the chunk; a table may end with a line or a count of rows.
                let isCutShort = next == bytes.count && next > start && cells == 1
                let isEnd = agreed > 0 && (bytes[row] == 10 || bytes[row] == 13 || bytes[row] == UInt8(ascii: "("))
                if isCutShort || isEnd { return true }
                guard count >= leastColumnsOfSlips, agreed > slips, cells == count + 1, next > row else { return false }
                slips += 1
                row = next
                continue
            }
            agreed += 1
            row = next
        }
        return true
    }

    private static func lineEnd(_ bytes: Span<UInt8>, from start: Int) -> Int {
        var end = start
        while end < bytes.count, end - start < longestLine, bytes[end] != 10 { end += 1 }
        return end
    }

    /// Whether a line is empty, a comment, a rule below a title, or has one cell only.
    private static func isTitle(_ line: Range<Int>, _ bytes: Span<UInt8>) -> Bool {
        guard let first = line.first else { return true }
        if line.allSatisfy({ isOfRule(bytes[$0]) }) { return true }
        if bytes[first] == UInt8(ascii: "#") || bytes[first] == UInt8(ascii: "-") || bytes[first] == UInt8(ascii: "/") {
            return true
        }
        return !line.contains { index in
            switch bytes[index] {
            case UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: "="),
                UInt8(ascii: "{"), UInt8(ascii: "<"):
                true
            default: false
            }
        }
    }

    /// Whether a byte is one of those that lines below titles are drawn with.
    private static func isOfRule(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "="), UInt8(ascii: "-"), UInt8(ascii: "~"), UInt8(ascii: "*"), UInt8(ascii: "_"),
            UInt8(ascii: "+"),
            UInt8(ascii: " "), UInt8(ascii: "\r"):
            true
        default: false
        }
    }

    /// Where the row begins after a line of dashes below a header, as `psql` and Markdown have it.
    private static func afterRule(_ bytes: Span<UInt8>, from start: Int) -> Int {
        let end = lineEnd(bytes, from: start)
        var dashes = 0
        for index in start..<end {
            switch bytes[index] {
            case UInt8(ascii: "-"), UInt8(ascii: "="): dashes += 1
            case UInt8(ascii: "+"), UInt8(ascii: "|"), UInt8(ascii: ":"), 32, 9, 13: break
            default: return start
            }
        }
        return dashes >= 3 && end < bytes.count ? end + 1 : start
    }

    /// The first byte after a byte order mark.
    private static func start(of bytes: Span<UInt8>) -> Int {
        bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0
    }

    /// The columns that the cut row names; `nil` if the row is no header, which has a word in most fields and no number.
    private static func columns(_ fields: [Range<Int>], _ bytes: Span<UInt8>) -> [Column]? {
        var columns: [Column] = []
        var named = 0
        for field in fields {
            let field = trimmed(field, bytes)
            guard field.count <= longestName else { return nil }
            let name = field.map { bytes[$0] }
            // Labels of a form, with what they label behind them.
            if name.last == UInt8(ascii: ":") { return nil }
            let hasLetter = name.contains { ($0 & 0xDF) &- 65 < 26 || $0 >= 0x80 }
            let digits = name.count { $0 &- 48 < 10 }
            if digits * 2 > name.count { return nil }
            named += hasLetter ? 1 : 0
            columns.append(Column(name: name))
        }
        // Markdown has delimiters around its rows, so that the first and last cell are empty.
        let around = columns.count > 2 && columns[0].name.isEmpty && columns[columns.count - 1].name.isEmpty ? 2 : 0
        return named * 2 > columns.count - around ? columns : nil
    }

    /// A field without white space and quotes around it.
    static func trimmed(_ field: Range<Int>, _ bytes: Span<UInt8>) -> Range<Int> {
        var range = field
        func isAround(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 13 || byte == UInt8(ascii: "\"") }
        while let first = range.first, isAround(bytes[first]) { range = first + 1..<range.upperBound }
        while let last = range.last, isAround(bytes[last]) { range = range.lowerBound..<last }
        return range
    }

    /// The column that holds `offset`, from 0; `nil` if its row begins before `text` or it lies beyond the last column.
    public func column(at offset: Int, in bytes: Span<UInt8>, isAtStart: Bool) -> Int? {
        var start = offset
        var column = 0
        var hasQuotes = false
        while start > 0, case let byte = bytes[start - 1], byte != 10 {
            if byte == delimiter { column += 1 }
            if byte == UInt8(ascii: "\"") { hasQuotes = true }
            start -= 1
        }
        guard start > 0 || isAtStart else { return nil }
        if delimiter == AlignedRow.delimiter { return alignedColumn(at: offset, from: start, in: bytes) }
        if hasQuotes { column = unquotedDelimiters(start..<offset, bytes) }
        return column < columns.count ? column : nil
    }

    /// How many delimiters stand outside quotes.
    private func unquotedDelimiters(_ range: Range<Int>, _ bytes: Span<UInt8>) -> Int {
        var count = 0
        var isQuoted = false
        for index in range {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if byte == delimiter, !isQuoted { count += 1 }
        }
        return count
    }

    /// The column of an aligned table: by its number where the row is complete, else by the header that it begins below.
    private func alignedColumn(at offset: Int, from start: Int, in bytes: Span<UInt8>) -> Int? {
        var fields: [Range<Int>] = []
        _ = AlignedRow.cut(bytes, from: start, into: &fields)
        guard let field = fields.firstIndex(where: { $0.contains(offset) }) else { return nil }
        if fields.count == columns.count { return field }
        return alignedColumn(ofFieldAt: fields[field].lowerBound - start)
    }

    /// The column below whose name a field begins `place` bytes behind the start of its row.
    func alignedColumn(ofFieldAt place: Int) -> Int? { starts.lastIndex { $0 <= place + 1 } }
}

/// Rows whose cells stand below one another, with two blanks or a tab between.
enum AlignedRow {
    /// What stands for the delimiter of such a table.
    static let delimiter: UInt8 = 0

    /// The most cells and bytes of a row that are looked at.
    private static let (mostCells, longestRow) = (128, 4096)

    /// Cuts the row that begins at `start`.
    ///
    /// - Returns: Where the next row begins.
    static func cut(_ bytes: Span<UInt8>, from start: Int, into fields: inout [Range<Int>]) -> Int {
        fields.removeAll(keepingCapacity: true)
        var index = start
        var field: Int?
        var last = start
        while index < bytes.count, bytes[index] != 10 {
            let byte = bytes[index]
            let isBlank = byte == 32 || byte == 13
            let isGap =
                byte == 9 || isBlank && index + 1 < bytes.count && (bytes[index + 1] == 32 || bytes[index + 1] == 10)
            if isGap, let begin = field {
                if fields.count < mostCells { fields.append(begin..<last) }
                field = nil
            }
            if !isBlank, byte != 9 {
                if field == nil { field = index }
                last = index + 1
            }
            index += 1
            if index - start > longestRow { field = nil }
        }
        if let begin = field, fields.count < mostCells { fields.append(begin..<last) }
        return min(index + 1, bytes.count)
    }
}
