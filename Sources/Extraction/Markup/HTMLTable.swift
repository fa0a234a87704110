/// A table of a web page while it is read, as far as its first row has names for its columns.
///
/// Cells that are marked as headings are names. Others are where there are three or more, each of which reads like a name and differs
/// from the others, and a row of as many cells follows: two cells are as often a label and its value.
struct HTMLTable {
    /// What a tag means for a table.
    enum Turn: Equatable {
        case nothing
        /// Rows follow whose cells have these names.
        case begins(columns: [[UInt8]])
        /// The first row reads like these names; ``begin()`` says that rows of as many cells follow.
        case mayBegin(columns: [[UInt8]])
        /// No more rows follow.
        case ends
    }

    /// The tags that tables are made of.
    static let tags: Set<String> = ["table", "tr", "td", "th"]

    /// The most columns, and the most bytes of a name.
    private static let mostColumns = 256
    private static let longestName = 256
    /// The least columns of a table whose names are not marked, and the most bytes of such a name.
    private static let leastColumns = 3
    private static let longestPlainName = 64

    /// Whether cells that are read have names.
    private(set) var hasColumns = false
    /// The row and the column of the cell that is read, from 1; the row of names is the first.
    private(set) var row = 0
    private(set) var column = 0

    private var depth = 0
    /// The names, while the first row is read.
    private var names: [[UInt8]]?
    private var hasHeading = false
    private var isInCell = false

    /// Whether text is that of a cell with a name, which goes on until the cell ends, whatever lies in it.
    var isInNamedCell: Bool { hasColumns && isInCell }
    /// Whether a cell with a name begins with the tag that was followed last.
    var beginsNamedCell: Bool { isInNamedCell && depth == 1 }

    /// Takes text that stands in a cell.
    mutating func take(_ bytes: [UInt8]) {
        guard isInCell, let last = names?.indices.last, let known = names?[last].count else { return }
        names?[last] += bytes.prefix(HTMLTable.longestName - min(HTMLTable.longestName, known))
    }

    /// Follows a tag.
    ///
    /// - Parameters:
    ///   - tag: One of ``tags``.
    ///   - isEnd: Whether it is an end tag.
    ///   - spans: Whether a cell reaches over several columns or rows.
    /// - Returns: What it means; tables within tables mean nothing.
    mutating func follow(_ tag: String, isEnd: Bool, spans: Bool) -> Turn {
        if tag == "table" {
            depth = max(0, depth + (isEnd ? -1 : 1))
            guard depth <= (isEnd ? 0 : 1) else { return .nothing }
            let hadColumns = hasColumns
            (hasColumns, row, column, hasHeading, isInCell) = (false, 0, 0, false, false)
            names = isEnd ? nil : []
            return hadColumns ? .ends : .nothing
        }
        guard depth == 1 else { return .nothing }
        if tag == "tr" {
            isInCell = false
            if !isEnd { (row, column) = (row + 1, 0) }
            guard let found = names, !found.isEmpty else { return .nothing }
            names = nil
            let columns = found.map(HTMLTable.trimmed)
            guard hasHeading else { return HTMLTable.areNames(columns) ? .mayBegin(columns: columns) : .nothing }
            guard columns.count > 1 else { return .nothing }
            hasColumns = true
            return .begins(columns: columns)
        }
        isInCell = !isEnd
        guard !isEnd else { return .nothing }
        column += 1
        guard names != nil else { return .nothing }
        if tag == "th" { hasHeading = true }
        // Names that reach over several columns are names of none.
        if spans || names?.count == HTMLTable.mostColumns { names = nil } else { names?.append([]) }
        return .nothing
    }

    /// Takes the first row for names.
    mutating func begin() { hasColumns = true }

    /// Whether cells read like names of columns: letters, and none of what values have.
    private static func areNames(_ cells: [[UInt8]]) -> Bool {
        guard cells.count >= leastColumns, Set(cells).count == cells.count else { return false }
        return cells.allSatisfy { cell in
            1...longestPlainName ~= cell.count && cell.contains { $0 >= 0x80 || (($0 | 0x20) &- 97) < 26 }
                && cell.allSatisfy { $0 >= 0x80 || ($0 | 0x20) &- 97 < 26 || " _-./()#%&'".utf8.contains($0) }
        }
    }

    private static func trimmed(_ name: [UInt8]) -> [UInt8] {
        let start = name.firstIndex { $0 > 32 } ?? name.endIndex
        let end = name.lastIndex { $0 > 32 }.map { $0 + 1 } ?? start
        return Array(name[start..<max(start, end)])
    }
}
