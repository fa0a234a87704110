public import Bytes
import Identifiers
import Prefiltering

// What a scanner makes of tables: the names of their columns, and their cells.
extension Scanner {
    /// Bytes behind a first row that are looked at with it, for context words and lookaheads.
    private static let headerMargin = 256

    /// Reads the header of `text`, if it is a table, and what the names of its columns mean.
    ///
    /// A first row in which something matches, however unsure, is no header: its fields are values, and names of columns
    /// are shown.
    ///
    /// - Parameter text: The start of a text.
    /// - Returns: The table, with the context words in the names of its columns; `nil` if it is none or has no header.
    public mutating func table(in text: borrowing TextBuffer) -> TableLayout? {
        guard var table = TableLayout(text), !DumpStatement.begins(text.bytes), !MessageSegment.begins(text.bytes)
        else { return nil }
        var firstRow = TextBuffer(capacity: 0)
        let header = table.headerStart..<table.dataStart
        firstRow.append(
            contentsOf: text.bytes.extracting(
                header.lowerBound..<min(text.count, header.upperBound + Scanner.headerMargin)
            )
        )
        if holdsMatch(firstRow, before: header.count) { return nil }
        var name = TextBuffer(capacity: 256)
        for index in table.columns.indices {
            name.removeAll()
            let bytes = table.columns[index].name
            name.append(contentsOf: bytes.span)
            guard scan(name, owning: 0..<name.count).matches.isEmpty else { return nil }
            explain(&table.columns[index])
        }
        explainNames(of: &table)
        return table
    }

    /// A table whose columns are known from elsewhere, with what their names mean.
    ///
    /// A name in which something matches is a name still, and is never shown.
    ///
    /// - Parameter names: The names of the columns, from left to right.
    /// - Returns: The table; its text has a line for each row, a tab before each cell and no header.
    public mutating func table(named names: [[UInt8]]) -> TableLayout {
        var table = TableLayout(named: names)
        var name = TextBuffer(capacity: 256)
        for index in table.columns.indices {
            name.removeAll()
            let bytes = table.columns[index].name
            name.append(contentsOf: bytes.span)
            table.columns[index].isSensitive = !scan(name, owning: 0..<name.count).matches.isEmpty
            explain(&table.columns[index])
        }
        explainNames(of: &table)
        return table
    }

    /// Tells whether something matches in the first `end` bytes, as they are written or as they are read.
    private mutating func holdsMatch(_ text: borrowing TextBuffer, before end: Int) -> Bool {
        if !scan(text, owning: 0..<end).matches.isEmpty { return true }
        var plain = PlainText()
        for stretch in hiddenContent(in: text, []).stretches {
            plain.fill(from: text, stretch, [])
            if !scan(plain.text, owning: 0..<plain.offset(of: end)).matches.isEmpty { return true }
        }
        return false
    }

    /// Searches the cells of columns whose name holds a context word.
    mutating func scanCells(of table: TableLayout, _ bytes: Span<UInt8>, _ owned: Range<Int>, from base: Int) {
        var cutter = RowCutter(delimiter: table.delimiter, limit: table.searchedColumns)
        var row = max(0, table.dataStart - base)
        if base + row > table.dataStart {
            // A chunk begins inside a row: the first whole one is the first to be cut, and its margin holds the start.
            while row < bytes.count, bytes[row] != 10 { row += 1 }
            row += 1
        }
        var fields: [Range<Int>] = []
        while row < owned.upperBound {
            guard table.delimiter != AlignedRow.delimiter else {
                let next = AlignedRow.cut(bytes, from: row, into: &fields)
                if next > owned.lowerBound, fields.count <= table.columns.count {
                    for (number, field) in fields.enumerated() {
                        let index =
                            fields.count == table.columns.count
                            ? number : table.alignedColumn(ofFieldAt: field.lowerBound - row)
                        guard let index, table.columns[index].isSearched else { continue }
                        search(table.columns[index].around, in: field, bytes, owned)
                    }
                }
                row = max(next, row + 1)
                continue
            }
            let next = cutter.cut(bytes, from: row)
            if next > owned.lowerBound {
                for index in 0..<cutter.count where table.columns[index].isSearched {
                    search(table.columns[index].around, in: cutter.field(index), bytes, owned)
                }
            }
            row = next
        }
        columnWord = -1
    }

    mutating func search(
        _ variants: [TableLayout.Column.Search],
        in field: Range<Int>,
        _ bytes: Span<UInt8>,
        _ owned: Range<Int>
    ) {
        let cell = TableLayout.trimmed(field, bytes)
        guard let first = cell.first, let last = cell.last else { return }
        let digits = marks.digitCount(from: cell.lowerBound, to: cell.upperBound)
        for wanted in variants where digits >= wanted.digits {
            columnWord = wanted.word
            search(wanted.variant, in: bytes, startingIn: first...last, owned)
        }
    }

    /// Tells whether `value` is a cell of the table and what is `distance` bytes before it lies in another.
    ///
    /// Words count for their cell only, and the name of a column for the cells below it, as Macie has it.
    func isInOtherCell(_ distance: Int, from value: Range<Int>, in bytes: Span<UInt8>) -> Bool {
        guard let table, base + value.lowerBound >= table.dataStart, distance > 0, distance <= value.lowerBound else {
            return false
        }
        let start = value.lowerBound - distance
        return (start..<value.lowerBound).contains { index in
            bytes[index] == 10 || bytes[index] == table.delimiter && table.delimiter != AlignedRow.delimiter
        }
    }

    /// The column that holds `offset`; `nil` outside tables.
    func column(at offset: Int, in bytes: Span<UInt8>) -> TableLayout.Column? {
        if let cell = dumps?.cell(at: base + offset, in: bytes, from: base) { return cell.columns[cell.column] }
        guard let table, base + offset >= table.dataStart,
            let column = table.column(at: offset, in: bytes, isAtStart: isAtStart)
        else { return nil }
        return table.columns[column]
    }

    /// The word in the name of the column that holds `offset` which belongs to the context of `variant`.
    func columnWord(of variant: Int, at offset: Int, in bytes: Span<UInt8>) -> Int? {
        if columnWord >= 0 { return columnWord }
        if let cell = dumps?.cell(at: base + offset, in: bytes, from: base) {
            return longestWord(of: variant, in: cell.columns[cell.column])
        }
        guard let table, base + offset >= table.dataStart,
            table.columns.contains(where: { column in
                column.words.contains { detector.isContext(word: $0, of: variant) }
            }), let column = table.column(at: offset, in: bytes, isAtStart: isAtStart)
        else { return nil }
        return longestWord(of: variant, in: table.columns[column])
    }

    /// The longest word in the name of `column` that belongs to the context of `variant`.
    func longestWord(of variant: Int, in column: TableLayout.Column) -> Int? {
        column.words.filter { detector.isContext(word: $0, of: variant) }
            .max { detector.words[$0].bytes.count < detector.words[$1].bytes.count }
    }
}
