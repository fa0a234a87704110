/// A table of a web page while it is read, as far as its first row has names for its columns.
struct HTMLTable {
    /// What a tag means for a table.
    enum Turn: Equatable {
        case nothing
        /// Rows follow whose cells have these names.
        case begins(columns: [[UInt8]])
        /// No more rows follow.
        case ends
    }

    /// The tags that tables are made of.
    static let tags: Set<String> = ["table", "tr", "td", "th"]

    /// The most columns, and the most bytes of a name.
    private static let mostColumns = 256
    private static let longestName = 256

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
            guard hasHeading, found.count > 1 else { return .nothing }
            hasColumns = true
            return .begins(columns: found.map(HTMLTable.trimmed))
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

    private static func trimmed(_ name: [UInt8]) -> [UInt8] {
        let start = name.firstIndex { $0 > 32 } ?? name.endIndex
        let end = name.lastIndex { $0 > 32 }.map { $0 + 1 } ?? start
        return Array(name[start..<max(start, end)])
    }
}
