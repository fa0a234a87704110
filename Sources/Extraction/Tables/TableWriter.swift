import Findings

/// Hands over a table as text: a line for each row, a tab before each cell, so that the name of a column counts for each of its cells.
///
/// What would tear a row apart, such as a cell of many lines, or has a format of its own comes as a text or member behind the
/// rows before it; the table then goes on as a further text of the same columns.
struct TableWriter {
    /// A cell that comes by itself.
    private struct Aside {
        var value: [UInt8]
        var column: Int
        var place: TextPlace
        /// What it is called as a member; `nil` for text.
        var member: [UInt8]?
    }

    private let run: ExtractionRun
    private var origin: TextOrigin
    private let columns: [[UInt8]]
    private var isOpen = false
    /// Tabs that stand in the row so far, and whether there is a cell.
    private var written = 0
    private var hasCells = false
    private var asides: [Aside] = []
    private var asideCount = 0

    /// What stands between cells and rows.
    private static let (tabs, blank, lineEnd) = ([UInt8](repeating: 9, count: 64), [UInt8(32)], [UInt8(10)])
    /// Bytes of cells that come by themselves and wait for the end of a text.
    private static let mostWaiting = 1 << 20
    private static let mostAsides = 256
    /// Bytes of data without a known beginning that are looked at as a file of their own.
    private static let shortestMember = 256
    /// A text of more bytes with line ends in it is no cell of a line.
    private static let longestLine = 120

    /// Begins a table.
    ///
    /// - Parameters:
    ///   - run: Takes the texts.
    ///   - columns: What the columns are called, in the order of the cells.
    ///   - part: Which part of the object it is.
    ///   - name: What the table is called, if it has a name.
    ///   - isOfRecords: Whether its cells are values of records, each with its path.
    init(
        _ run: ExtractionRun,
        _ columns: [[UInt8]],
        part: TextOrigin.Part = .body,
        name: String? = nil,
        isOfRecords: Bool = false
    ) {
        self.run = run
        self.columns = columns
        origin = TextOrigin(run.trail, part: part, sheet: name)
        origin.columns = columns
        origin.isOfRecords = isOfRecords
    }

    /// Hands over a cell of the row; cells come from left to right, and empty ones need not.
    ///
    /// - Parameters:
    ///   - value: What it holds, in UTF-8.
    ///   - column: Its column, from 0.
    ///   - place: Where it lies.
    mutating func add(_ value: [UInt8], column: Int, at place: TextPlace) {
        if value.isEmpty { return }
        if TableWriter.isTorn(value) { return wait(Aside(value: value, column: column, place: place)) }
        let isFirst = !isOpen
        if isFirst {
            run.sink.begin(origin)
            run.sink.place(place)
            isOpen = true
        }
        if written <= column {
            while written <= column {
                let count = min(column + 1 - written, TableWriter.tabs.count)
                run.sink.append(TableWriter.tabs.span.extracting(0..<count))
                written += count
            }
        } else {
            // Several values of one cell.
            run.sink.append(TableWriter.blank.span)
        }
        hasCells = true
        if !isFirst { run.sink.place(place) }
        if value.contains(where: { $0 == 9 || $0 == 10 || $0 == 13 }) {
            let flat = value.map { $0 == 9 || $0 == 10 || $0 == 13 ? 32 : $0 }
            run.sink.append(flat.span)
        } else {
            run.sink.append(value.span)
        }
    }

    /// Hands over a cell of bytes: as text where it is some, else as what it holds.
    mutating func add(bytes value: [UInt8], column: Int, at place: TextPlace, member: [UInt8]) {
        if value.isEmpty { return }
        let format = ContentFormat.of(value.span)
        if format == .open, case .text(let encoding) = Sniffer.openKind(of: value.span), encoding == .utf8 {
            return add(value, column: column, at: place)
        }
        // Numbers, sums and keys in a few bytes are no files of their own.
        if format == .open, value.count < TableWriter.shortestMember {
            return add(PrintableRuns.lines(of: value), column: column, at: place)
        }
        wait(Aside(value: value, column: column, place: place, member: member))
    }

    private mutating func wait(_ aside: Aside) {
        asides.append(aside)
        asideCount += aside.value.count
    }

    /// Whether a line of a table would not take the value as it is: a text of several lines, or a quote that nothing closes.
    private static func isTorn(_ value: [UInt8]) -> Bool {
        var quotes = 0
        var ends = 0
        for byte in value {
            if byte == UInt8(ascii: "\"") { quotes += 1 }
            if byte == 10 { ends += 1 }
        }
        return quotes & 1 == 1 || ends > 0 && (value.count > longestLine || ends > 2)
    }

    /// Ends the row.
    mutating func endRow() throws(ExtractionFailure) {
        if hasCells { run.sink.append(TableWriter.lineEnd.span) }
        (written, hasCells) = (0, false)
        if asides.count >= TableWriter.mostAsides || asideCount >= TableWriter.mostWaiting { try finish() }
    }

    /// Ends the text, and hands over what has waited for that.
    mutating func finish() throws(ExtractionFailure) {
        if isOpen { run.sink.end() }
        isOpen = false
        let waiting = asides
        (asides, asideCount) = ([], 0)
        for aside in waiting {
            if let member = aside.member {
                try run.member(member, StoreStream(MemoryStore(aside.value), 0..<aside.value.count))
                continue
            }
            var origin = origin
            origin.columns = columns.indices.contains(aside.column) ? [columns[aside.column]] : nil
            run.sink.begin(origin)
            run.sink.place(aside.place)
            run.sink.append(TableWriter.tabs.span.extracting(0..<1))
            run.sink.append(aside.value.span)
            run.sink.end()
        }
    }
}
