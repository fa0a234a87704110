import Bytes
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
    private let sink: any TextSink
    private var origin: TextOrigin
    private let columns: [[UInt8]]
    private var isOpen = false
    /// Tabs that stand in the row so far, and whether there is a cell.
    private var written = 0
    private var hasCells = false
    /// Whether the row is one value of a record, and whether the line end of such a row before it is still to come.
    private var isRecord = false
    private var owesLineEnd = false
    private var asides: [Aside] = []
    private var asideCount = 0

    /// What stands between cells and rows.
    private static let (tabs, blank, lineEnd) = ([UInt8](repeating: 9, count: 64), [UInt8(32)], [UInt8(10)])
    private static let rowStart: [UInt8] = [10, 9]
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
        (self.run, sink) = (run, run.sink)
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
        let shape = TableWriter.shape(of: value.span)
        if shape == .torn { return wait(Aside(value: value, column: column, place: place)) }
        let line = shape == .plain ? value : value.map { $0 == 9 || $0 == 10 || $0 == 13 ? 32 : $0 }
        add(line.span, column: column, at: place)
    }

    /// Hands over the only cell of a row, which is a value of a record, as ``add(_:column:at:)`` does.
    ///
    /// ``finish()`` must follow the last row, whatever happens.
    mutating func add(_ value: Span<UInt8>, record: Int, path: String) {
        if value.isEmpty { return }
        guard isOpen, written == 0, TableWriter.shape(of: value) == .plain else {
            return add(Array(copying: value), column: 0, at: TextPlace(record: record, path))
        }
        let separator = TableWriter.rowStart
        sink.append(
            value: value,
            record: record,
            path: path,
            behind: separator.span.extracting((owesLineEnd ? 0 : 1)..<2)
        )
        (written, hasCells, isRecord, owesLineEnd) = (1, true, true, false)
    }

    private mutating func payLineEnd() {
        if owesLineEnd { sink.append(TableWriter.lineEnd.span) }
        owesLineEnd = false
    }

    private mutating func add(_ value: Span<UInt8>, column: Int, at place: TextPlace) {
        payLineEnd()
        let isFirst = !isOpen
        if isFirst {
            sink.begin(origin)
            sink.place(place)
            isOpen = true
        }
        if written <= column {
            while written <= column {
                let count = min(column + 1 - written, TableWriter.tabs.count)
                sink.append(TableWriter.tabs.span.extracting(0..<count))
                written += count
            }
        } else {
            // Several values of one cell.
            sink.append(TableWriter.blank.span)
        }
        hasCells = true
        if !isFirst { sink.place(place) }
        sink.append(value)
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

    /// How a line of a table takes a value.
    private enum Shape {
        /// As it is.
        case plain
        /// With blanks for its tabs and line ends.
        case broken
        /// Not at all: a text of several lines, or a quote that nothing closes.
        case torn
    }

    private static func shape(of value: Span<UInt8>) -> Shape {
        var quotes = 0
        var ends = 0
        var breaks = 0
        for index in value.indices {
            let byte = value[index]
            if byte == UInt8(ascii: "\"") { quotes += 1 }
            if byte < 14 {
                if byte == 10 { ends += 1 }
                if byte == 9 || byte == 10 || byte == 13 { breaks += 1 }
            }
        }
        if quotes & 1 == 1 || ends > 0 && (value.count > longestLine || ends > 2) { return .torn }
        return breaks > 0 ? .broken : .plain
    }

    /// Ends the row.
    mutating func endRow() throws(ExtractionFailure) {
        if isRecord { owesLineEnd = true } else if hasCells { sink.append(TableWriter.lineEnd.span) }
        (written, hasCells, isRecord) = (0, false, false)
        if asides.count >= TableWriter.mostAsides || asideCount >= TableWriter.mostWaiting { try finish() }
    }

    /// Ends the text, and hands over what has waited for that.
    mutating func finish() throws(ExtractionFailure) {
        payLineEnd()
        if isOpen { sink.end() }
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
            sink.begin(origin)
            sink.place(aside.place)
            sink.append(TableWriter.tabs.span.extracting(0..<1))
            sink.append(aside.value.span)
            sink.end()
        }
    }
}
