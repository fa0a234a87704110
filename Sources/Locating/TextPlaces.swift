package import Extraction
package import Findings

/// Where the parts of a text lie in a document.
package struct TextPlaces {
    /// Through which containers the text is reached, as it may be shown.
    package let trail: Trail
    private let sheet: String?
    /// Whether the text is a table of values in records, which have no cells.
    private let isOfRecords: Bool
    private var marks: [Mark] = []
    /// The places of marks that are no cells, and how many of them have been forgotten.
    private var others: [TextPlace] = []
    private var forgotten = 0

    /// The paths of values in records.
    private var paths: [String] = []

    /// Where something begins: nearly always a cell or a value of a record, of which tables have a million.
    private struct Mark {
        var offset: Int
        /// The row and column of a cell; 0 and the number of another place; the number of a path, below 0, and the record.
        var row: Int32
        var column: Int32
    }

    /// How many bytes the text has so far.
    package var count = 0

    package init() { (trail, sheet, isOfRecords) = (Trail(), nil, false) }

    package init(_ origin: TextOrigin, naming shown: (Trail) -> Trail) {
        trail = shown(origin.trail)
        isOfRecords = origin.isOfRecords
        sheet = origin.sheet.map { String(decoding: shown(Trail([Array($0.utf8)])).names[0], as: UTF8.self) }
    }

    /// Behind some bytes that lie where those before do, so many lie in a cell.
    package mutating func add(row: Int, column: Int, behind separator: Int, count cell: Int) {
        count += separator
        defer { count += cell }
        guard let row32 = Int32(exactly: row), let column32 = Int32(exactly: column), row > 0 else {
            return add(TextPlace(row: row, column: column))
        }
        mark(row32, column32)
    }

    /// The number by which values of records at a path are added; `nil` when there are too many paths.
    package mutating func number(of path: String) -> Int32? {
        // Those of the columns of a table come again with each row.
        if let known = paths.suffix(TextPlaces.fewPaths).lastIndex(of: path) { return Int32(-known - 1) }
        guard paths.count < TextPlaces.mostPaths else { return nil }
        paths.append(path)
        return Int32(-paths.count)
    }

    private static let (fewPaths, mostPaths) = (16, 1 << 16)

    /// Behind some bytes that lie where those before do, so many are a value of a record at a path that has this number.
    package mutating func add(record: Int32, path: Int32, behind separator: Int, count value: Int) {
        count += separator
        mark(path, record)
        count += value
    }

    /// Begins a cell or a value.
    private mutating func mark(_ row: Int32, _ column: Int32) {
        if let last = marks.last {
            // Nothing stands at the place before.
            if last.offset == count {
                marks.removeLast()
                if last.row == 0 { others.removeLast() }
            }
            if let before = marks.last, before.row == row, before.column == column { return }
        }
        marks.append(Mark(offset: count, row: row, column: column))
    }

    /// What comes from now on lies there.
    package mutating func add(_ place: TextPlace) {
        if let last = marks.last, last.offset == count {
            marks.removeLast()
            if last.row == 0 { others.removeLast() }
        }
        if let row = place.row.flatMap(Int32.init(exactly:)), let column = place.column.flatMap(Int32.init(exactly:)),
            row > 0, place == TextPlace(row: Int(row), column: Int(column))
        {
            if let last = marks.last, last.row == row, last.column == column { return }
            marks.append(Mark(offset: count, row: row, column: column))
        } else if let last = marks.last, last.row <= 0, self.place(of: last) == place {
            return
        } else if let number = Int32(exactly: forgotten + others.count) {
            others.append(place)
            marks.append(Mark(offset: count, row: 0, column: number))
        }
    }

    private func place(of mark: Mark) -> TextPlace {
        if mark.row < 0 { return TextPlace(record: Int(mark.column), paths[-Int(mark.row) - 1]) }
        return mark.row > 0
            ? TextPlace(row: Int(mark.row), column: Int(mark.column)) : others[Int(mark.column) - forgotten]
    }

    /// Forgets what is only about bytes before `offset`.
    package mutating func forget(before offset: Int) {
        let index = index(of: offset)
        guard index > 0 else { return }
        let count = marks[..<index].count { $0.row == 0 }
        others.removeFirst(count)
        forgotten += count
        marks.removeFirst(index)
    }

    /// The last mark at `offset` or before it; 0 when there is none.
    private func index(of offset: Int) -> Int {
        var (low, high) = (0, marks.count)
        while low < high {
            let middle = (low + high) / 2
            if marks[middle].offset <= offset { low = middle + 1 } else { high = middle }
        }
        return max(0, low - 1)
    }

    /// Says of a location in the text where in the document it is.
    package func complete(_ location: inout Location) {
        location.trail = trail
        let index = index(of: location.range.lowerBound)
        guard index < marks.count, marks[index].offset <= location.range.lowerBound else { return }
        let place = place(of: marks[index])
        location.page = place.page
        location.record = place.record ?? location.record
        location.jsonPath = place.jsonPath ?? location.jsonPath
        // What lies in a record is told by its path; the table is only how it was written down.
        if isOfRecords { location.cell = nil }
        if let source = place.source { move(&location, to: source, from: marks[index].offset) }
        guard let row = place.row, let column = place.column else { return }
        let reference = sheet.map { "\($0)!\(TextPlaces.letters(of: column))\(row)" }
        location.cell = Cell(column: column, columnName: location.cell?.columnName, row: row, reference: reference)
    }

    /// Says where in the source a location is, of which the first byte belongs to a mark.
    private func move(_ location: inout Location, to source: TextPlace.Source, from mark: Int) {
        let (first, last) = (location.range.lowerBound, location.range.upperBound)
        let end = marks[index(of: max(first, last - 1))]
        guard let place = self.place(of: end).source else { return }
        let start = source.offset + first - mark
        (location.line, location.column) = (source.line, source.column + first - mark)
        (location.endLine, location.endColumn) = (place.line, place.column + last - end.offset)
        location.range = start..<max(start, place.offset + last - end.offset)
    }

    /// What spreadsheets call a column, from 1.
    private static func letters(of column: Int) -> String {
        var rest = column
        var letters = ""
        while rest > 0 {
            letters = String(UnicodeScalar(UInt8(65 + (rest - 1) % 26))) + letters
            rest = (rest - 1) / 26
        }
        return letters
    }
}
