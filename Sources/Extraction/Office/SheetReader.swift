import Findings

/// The cells of a sheet as a table: tabs between them, and a line for each row.
///
/// Rows have as many cells as the first one with any, so that a header stands above what it names.
struct SheetReader {
    private let xml: XMLReader
    private let origin: TextOrigin
    private let sink: any TextSink
    private let strings: SharedStrings
    private let formats: [NumberFormat]

    private var row = 0
    private var column = 0
    /// The column of the last cell that was handed over in the row.
    private var written = 0
    private var width = 0
    private var first = 0

    /// The most empty cells that stand between two.
    private static let mostBlanks = 512
    /// The longest value of a cell, in bytes.
    private static let longestCell = 1 << 20

    init(
        _ xml: XMLReader,
        _ origin: TextOrigin,
        _ sink: any TextSink,
        _ strings: SharedStrings,
        _ formats: [NumberFormat]
    ) {
        (self.xml, self.origin, self.sink, self.strings, self.formats) = (xml, origin, sink, strings, formats)
    }

    mutating func read() throws(ExtractionFailure) {
        var aside: [UInt8] = []
        sink.begin(origin)
        defer {
            sink.end()
            if !aside.isEmpty {
                sink.begin(TextOrigin(origin.trail, part: .hidden, sheet: origin.sheet))
                sink.append(aside.span)
                sink.end()
            }
        }
        while true {
            switch try xml.next() {
            case .finish: return
            case .start:
                switch xml.name {
                case "row":
                    row = xml.attributeText("r").flatMap { Int($0) } ?? row + 1
                    (column, written) = (0, 0)
                case "c": try readCell()
                case "oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter", "formula1",
                    "formula2":
                    aside += try xml.content(upTo: SheetReader.longestCell) + [10]
                case "hyperlink", "dataValidation", "protectedRange", "inputCells", "brk":
                    xml.forEachAttribute { name, value in
                        if ["location", "display", "tooltip", "prompt", "promptTitle", "error", "errorTitle", "name"]
                            .contains(name)
                        {
                            aside += value + [10]
                        }
                    }
                default: break
                }
            case .end: if xml.name == "row" { endRow() }
            default: break
            }
        }
    }

    private mutating func readCell() throws(ExtractionFailure) {
        if let cell = xml.attribute("r").flatMap(CellReference.init) {
            column = cell.column
            if row == 0 || cell.row != row { row = cell.row }
        } else {
            column += 1
        }
        let type = xml.attributeText("t") ?? "n"
        let style = xml.attributeText("s").flatMap { Int($0) }
        var value: [UInt8] = []
        var inline: [UInt8] = []
        var formula: [UInt8] = []
        let depth = xml.depth
        while xml.depth >= depth {
            let event = try xml.next()
            if event == .finish { break }
            guard event == .start else { continue }
            switch xml.name {
            case "v": value = try xml.content(upTo: SheetReader.longestCell)
            case "t": inline += try xml.content(upTo: SheetReader.longestCell)
            case "rPh": try xml.skip()
            case "f": formula = try xml.content(upTo: SheetReader.longestCell)
            default: break
            }
        }
        var shown: [UInt8]
        switch type {
        case "s":
            let text = String(decoding: value, as: UTF8.self)
            shown = Int(text).flatMap { strings[$0] }.map { Array($0) } ?? []
        case "n":
            let format = style.flatMap { formats.indices.contains($0) ? formats[$0] : nil } ?? NumberFormat(0, nil)
            shown = format.text(of: value)
        default: shown = value.isEmpty ? inline : value
        }
        // What a formula holds in quotes is text that somebody has typed.
        if formula.contains(UInt8(ascii: "\"")) {
            shown += (shown.isEmpty ? [] : [32]) + SheetReader.quoted(formula, not: shown)
        }
        if !shown.isEmpty { hand(shown) }
    }

    /// The texts in quotes in a formula, unless the cell shows the same.
    private static func quoted(_ formula: [UInt8], not shown: [UInt8]) -> [UInt8] {
        var texts: [UInt8] = []
        for (index, part) in formula.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false).enumerated()
        where index % 2 == 1 && part.count >= 6 && Array(part) != shown { texts += Array(part) + [32] }
        return texts
    }

    private mutating func hand(_ value: [UInt8]) {
        if written == 0, first == 0 { first = column }
        let blanks = min(SheetReader.mostBlanks, column - max(written, min(first, column)))
        if blanks > 0 { sink.append([UInt8](repeating: 9, count: blanks).span) }
        if written > 0, blanks <= 0 { sink.append([32].span) }
        sink.place(TextPlace(row: row, column: column))
        let line = value.map { $0 == 9 || $0 == 10 || $0 == 13 ? 32 : $0 }
        sink.append(line.span)
        written = column
    }

    private mutating func endRow() {
        guard written > 0 else { return }
        if width == 0 { width = written }
        let blanks = min(SheetReader.mostBlanks, width - written)
        if blanks > 0 { sink.append([UInt8](repeating: 9, count: blanks).span) }
        sink.append([10].span)
    }
}
