import Bytes
import Findings

/// The cells of a sheet as a table: tabs between them, and a line for each row.
///
/// Rows have as many cells as the first one with any, so that a header stands above what it names.
struct SheetWriter {
    private let run: ExtractionRun
    private let sink: any TextSink
    /// The column of the last cell that was handed over in the row.
    private var written = 0
    private var width = 0
    private var first = 0
    /// Bytes of cells that the budget has not paid for yet.
    private var unspent = 0

    private static let mostUnspent = 4096

    /// The most empty cells that stand between two.
    private static let mostBlanks = 512
    private static let tabs = [UInt8](repeating: 9, count: mostBlanks)
    private static let blank: [UInt8] = [32]
    private static let lineEnd: [UInt8] = [10]

    /// Hands over cells of a text that has begun.
    init(_ run: ExtractionRun) { (self.run, sink) = (run, run.sink) }

    /// Begins a row.
    mutating func beginRow() { written = 0 }

    /// Hands over a cell.
    ///
    /// - Parameters:
    ///   - row: Its row, from 1.
    ///   - column: Its column, from 1.
    ///   - value: What it shows; not empty.
    /// - Throws: ``ExtractionFailure`` when all cells together show too much.
    mutating func hand(_ row: Int, _ column: Int, _ value: Span<UInt8>) throws(ExtractionFailure) {
        unspent += value.count
        if unspent >= SheetWriter.mostUnspent { try spend() }
        if written == 0, first == 0 { first = column }
        let blanks = min(SheetWriter.mostBlanks, column - max(written, min(first, column)))
        let separator =
            blanks > 0
            ? SheetWriter.tabs.span.extracting(0..<blanks)
            : SheetWriter.blank.span.extracting(0..<(written > 0 ? 1 : 0))
        if SheetWriter.hasControls(value) {
            let line = Array(copying: value).map { $0 == 9 || $0 == 10 || $0 == 13 ? 32 : $0 }
            sink.append(cell: line.span, row: row, column: column, behind: separator)
        } else {
            sink.append(cell: value, row: row, column: column, behind: separator)
        }
        written = column
    }

    /// Ends a row.
    mutating func endRow() {
        guard written > 0 else { return }
        if width == 0 { width = written }
        let blanks = min(SheetWriter.mostBlanks, width - written)
        if blanks > 0 { sink.append([UInt8](repeating: 9, count: blanks).span) }
        sink.append(SheetWriter.lineEnd.span)
        written = 0
    }

    /// Pays for what cells have shown.
    private mutating func spend() throws(ExtractionFailure) {
        defer { unspent = 0 }
        try run.budget.repeatText(unspent)
    }

    private static func hasControls(_ value: Span<UInt8>) -> Bool {
        for index in value.indices where value[index] < 32 { return true }
        return false
    }

    /// The texts in quotes in a formula, unless the cell shows the same.
    static func quoted(_ formula: [UInt8], not shown: [UInt8]) -> [UInt8] {
        var texts: [UInt8] = []
        for (index, part) in formula.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false).enumerated()
        where index % 2 == 1 && part.count >= 6 && Array(part) != shown { texts += Array(part) + [32] }
        return texts
    }
}

/// Texts beside the one that is read, which are handed over behind it: those of a kind together, in order.
struct Asides {
    private var texts: [TextOrigin.Part: [UInt8]] = [:]
    private var count = 0
    private var isCutShort = false
    private var known: Set<[UInt8]> = []

    /// Keeps a text as a line; one that is too much is a gap.
    mutating func add(_ text: [UInt8], _ part: TextOrigin.Part, _ run: ExtractionRun) {
        guard text.contains(where: { $0 > 32 }) else { return }
        count += text.count
        guard count <= RichText.most else {
            if !isCutShort { run.note(Gap.Reason.memoryLimit) }
            isCutShort = true
            return
        }
        texts[part, default: []] += text
        if text.last != 10 { texts[part]?.append(10) }
    }

    /// Keeps a line that no program shows and that may come again with each element; once, but for the last ones of very many.
    mutating func add(once line: [UInt8], _ run: ExtractionRun) {
        let isNew = known.count < 100_000 ? known.insert(line).inserted : !known.contains(line)
        if isNew { add(line, .hidden, run) }
    }

    /// Hands over all of them, which then go.
    mutating func hand(to run: ExtractionRun, at place: TextPlace = TextPlace()) {
        for part in TextOrigin.Part.allCases { if let text = texts[part] { run.text(text, part, at: place) } }
        (texts, count) = ([:], 0)
    }
}
