/// The tables of a dump of databases or of a page in HTML, as far as a text that is scanned chunk by chunk has shown them.
///
/// A context word in the name of a column counts for every cell of it, as in a ``TableLayout``. Offsets count from the start of
/// the whole text.
public struct DumpTables: Sendable {
    /// The columns that a statement names.
    struct Layout: Sendable {
        var columns: [TableLayout.Column]
        /// Whether variants are searched in the cells of the columns.
        var isSearched: [Bool]

        init(_ columns: [TableLayout.Column]) {
            self.columns = columns
            isSearched = columns.map(\.isSearched)
        }
    }

    /// A place from which rows can be followed to another one.
    private struct Mark: Sendable {
        var offset: Int
        var cursor: DumpCursor
    }

    private(set) var layouts: [Layout] = []
    /// How many columns there is no more room for.
    private var columnCount = 0
    /// Layouts by the list of columns as it is written.
    private var known: [[UInt8]: Int] = [:]
    /// Layouts of tables that were created, by name.
    private var created: [[UInt8]: Int] = [:]
    /// The list that was looked up last: dumps have a statement for each row.
    private var last: (list: [UInt8], layout: Int)?
    private var marks: [Mark] = []

    /// What the byte at ``position`` belongs to.
    var cursor = DumpCursor()
    /// How far statements and rows were followed.
    var position = 0

    /// Bytes between two marks, which are followed when a place is looked up.
    static let stride = 512

    /// The most columns of all tables together, of so many bytes in a list, before all are forgotten.
    private static let mostColumns = 16_384
    private static let bytesOfColumn = 16

    /// The most tables that were created, before all are forgotten.
    private static let mostCreated = 4096

    /// The longest name of a column, in bytes.
    private static let longestName = 64

    /// The most columns of one table.
    private static let mostColumnsOfOne = 512

    /// Knows of no table.
    public init() {}

    // MARK: Layouts

    /// Looks up the columns of a statement, or makes a layout of them.
    ///
    /// - Parameters:
    ///   - statement: Its list, or the table it is for, says what the columns are.
    ///   - kind: Whether a table is created.
    ///   - bytes: The text.
    ///   - explain: Says what the name of a column means, when its list is new.
    /// - Returns: The number of the layout; `nil` when it is not known what the columns are.
    mutating func layout(
        of statement: DumpStatement,
        _ kind: DumpStatement.Kind,
        _ bytes: Span<UInt8>,
        _ explain: (inout TableLayout.Column) -> Void
    ) -> Int? {
        guard let list = statement.list else { return created[statement.table] }
        if kind != .create, let last, isEqual(last.list, bytes, list) { return last.layout }
        let key = list.map { bytes[$0] }
        if known[key] == nil { make(room: key.count / DumpTables.bytesOfColumn) }
        if kind == .create, created.count >= DumpTables.mostCreated { forgetAll() }
        let number =
            known[key] ?? make(DumpStatement.names(in: list, kind, bytes, atMost: DumpTables.mostColumnsOfOne), explain)
        known[key] = number
        if kind == .create { created[statement.table] = number } else { last = (key, number) }
        return number
    }

    /// Looks up the columns that the row of an HTML table names, or makes a layout of them.
    mutating func layout(
        of header: MarkupHeader,
        _ bytes: Span<UInt8>,
        _ explain: (inout TableLayout.Column) -> Void
    ) -> Int {
        let key = header.row.map { bytes[$0] }
        if let number = known[key] { return number }
        make(room: key.count / DumpTables.bytesOfColumn)
        let names = MarkupHeader.names(in: header.row, bytes, atMost: DumpTables.mostColumnsOfOne)
        let number = make(names, explain)
        known[key] = number
        return number
    }

    /// Looks up the columns of a segment of a message, or makes a layout of them.
    mutating func layout(
        of segment: MessageSegment,
        _ explain: (inout TableLayout.Column) -> Void
    ) -> Int {
        let key = Array(segment.tag.utf8)
        if let number = known[key] { return number }
        make(room: segment.columns.count)
        let number = make(segment.columns.map { Array($0.utf8) }, explain)
        known[key] = number
        return number
    }

    private func isEqual(_ key: [UInt8], _ bytes: Span<UInt8>, _ list: Range<Int>) -> Bool {
        guard key.count == list.count else { return false }
        for index in key.indices where key[index] != bytes[list.lowerBound + index] { return false }
        return true
    }

    /// Makes room for a list that is as long as so many columns usually are.
    private mutating func make(room columns: Int) {
        if columnCount + columns + 1 > DumpTables.mostColumns { forgetAll() }
        columnCount += columns + 1
    }

    private mutating func forgetAll() {
        layouts = []
        known = [:]
        created = [:]
        last = nil
        marks = []
        cursor = DumpCursor()
        columnCount = 0
    }

    private mutating func make(_ names: [[UInt8]], _ explain: (inout TableLayout.Column) -> Void) -> Int {
        let columns = names.map { name in
            var column = TableLayout.Column(name: name.count <= DumpTables.longestName ? name : [])
            explain(&column)
            return column
        }
        layouts.append(Layout(columns))
        return layouts.count - 1
    }

    // MARK: Places

    /// Begins with the rows of a statement.
    ///
    /// - Parameters:
    ///   - kind: What the statement is.
    ///   - layout: The number of its columns' layout.
    ///   - escapes: Whether a backslash in a text takes the next byte's meaning.
    ///   - offset: Where the first row begins.
    mutating func begin(_ kind: DumpStatement.Kind, _ layout: Int, escapes: Bool = false, at offset: Int) {
        cursor = DumpCursor(kind, layout: layout, columns: layouts[layout].columns.count, escapes: escapes)
        position = offset
        mark(offset)
    }

    /// Notes what the byte at an offset belongs to, if that says something new.
    mutating func mark(_ offset: Int) {
        if !cursor.isInRows, marks.last.map({ !$0.cursor.isInRows }) ?? true { return }
        marks.append(Mark(offset: offset, cursor: cursor))
    }

    /// Forgets what lies before an offset.
    public mutating func forget(before offset: Int) {
        guard let place = lastMark(upTo: offset), place > 0 else { return }
        marks.removeFirst(place)
    }

    /// Goes on from an offset with a text that reads otherwise.
    ///
    /// - Parameters:
    ///   - offset: Where the other text begins.
    ///   - bytes: The chunk that holds it.
    ///   - base: Where that begins.
    /// - Returns: The tables as they are known there.
    public func resumed(at offset: Int, in bytes: Span<UInt8>, from base: Int) -> DumpTables {
        var other = self
        other.cursor = cursor(at: offset, in: bytes, from: base) ?? DumpCursor()
        other.marks = []
        other.position = offset
        other.mark(offset)
        return other
    }

    /// The column that the byte at an offset belongs to, from 0, its number for a reader, and its table's columns.
    ///
    /// - Complexity: O(log *n*) in the bytes that are known, and ``stride`` bytes are passed over.
    public func cell(at offset: Int, in bytes: Span<UInt8>, from base: Int) -> (
        column: Int, number: Int, columns: [TableLayout.Column]
    )? {
        guard !marks.isEmpty, let cursor = cursor(at: offset, in: bytes, from: base) else { return nil }
        guard let column = cursor.currentColumn else { return nil }
        return (column, cursor.number(ofColumn: column), layouts[Int(cursor.layout)].columns)
    }

    private func cursor(at offset: Int, in bytes: Span<UInt8>, from base: Int) -> DumpCursor? {
        guard let place = lastMark(upTo: offset) else { return nil }
        var cursor = marks[place].cursor
        guard cursor.isInRows, marks[place].offset >= base else { return nil }
        var start = 0
        cursor.follow(bytes, marks[place].offset - base..<offset - base, cellFrom: &start) { _, _ in }
        return cursor
    }

    /// The last mark that does not lie behind an offset.
    private func lastMark(upTo offset: Int) -> Int? {
        var (low, high) = (0, marks.count)
        while low < high {
            let middle = (low + high) / 2
            if marks[middle].offset <= offset { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? low - 1 : nil
    }
}
