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

        /// Variants that are searched around one of the words.
        var around: [Int] = []

        /// The name as it may be shown; `nil` if it looks more like a value than a name.
        ///
        /// A first row that matches is no header, but a value that no identifier knows may be in one.
        public var shownName: String? {
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

    /// Where the row after the header begins.
    public var dataStart: Int

    /// One more than the last column whose cells are searched.
    var searchedColumns: Int { (columns.lastIndex { !$0.around.isEmpty } ?? -1) + 1 }

    /// Rows that must agree on the number of cells before a text counts as a table.
    private static let sampledRows = 5

    /// The longest name of a column, in bytes.
    private static let longestName = 64

    /// The most columns of a table.
    private static let mostColumns = 512

    /// Looks at the first rows of `text`; `nil` if they are no header and rows of as many cells.
    public init?(_ text: borrowing TextBuffer) {
        let bytes = text.bytes
        for delimiter in [UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: ";"), UInt8(ascii: "|")] {
            var cutter = RowCutter(delimiter: delimiter, limit: TableLayout.mostColumns)
            let dataStart = cutter.cut(bytes, from: TableLayout.start(of: bytes))
            guard cutter.count > 1, dataStart < bytes.count, let columns = TableLayout.columns(cutter, bytes) else {
                continue
            }
            var row = dataStart
            var agrees = true
            for _ in 0..<TableLayout.sampledRows where agrees && row < bytes.count {
                row = cutter.cut(bytes, from: row)
                // The last row may be cut short by the end of the chunk.
                agrees = cutter.count == columns.count || row == bytes.count && row > dataStart && cutter.count == 1
            }
            guard agrees else { continue }
            self.delimiter = delimiter
            self.columns = columns
            self.dataStart = dataStart
            return
        }
        return nil
    }

    /// The first byte after a byte order mark.
    private static func start(of bytes: Span<UInt8>) -> Int {
        bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0
    }

    /// The columns that the cut row names; `nil` if the row is no header, which has a word in most fields and no number.
    private static func columns(_ cutter: borrowing RowCutter, _ bytes: Span<UInt8>) -> [Column]? {
        var columns: [Column] = []
        var named = 0
        for index in 0..<cutter.count {
            let field = trimmed(cutter.field(index), bytes)
            guard field.count <= longestName else { return nil }
            let name = field.map { bytes[$0] }
            let hasLetter = name.contains { ($0 & 0xDF) &- 65 < 26 || $0 >= 0x80 }
            let digits = name.count { $0 &- 48 < 10 }
            if digits * 2 > name.count { return nil }
            named += hasLetter ? 1 : 0
            columns.append(Column(name: name))
        }
        return named * 2 > columns.count ? columns : nil
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
        while start > 0, bytes[start - 1] != 10 { start -= 1 }
        guard start > 0 || isAtStart else { return nil }
        var column = 0
        var isQuoted = false
        for index in start..<offset {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if byte == delimiter, !isQuoted { column += 1 }
        }
        return column < columns.count ? column : nil
    }
}
