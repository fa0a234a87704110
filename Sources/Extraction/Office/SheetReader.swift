import Findings

/// The cells of a sheet of a workbook since 2007.
struct SheetReader {
    private let xml: XMLReader
    private let origin: TextOrigin
    private let run: ExtractionRun
    private var sink: any TextSink { run.sink }
    private let strings: SharedStrings
    private let formats: [NumberFormat]

    private var table: SheetWriter
    private var row = 0
    private var column = 0

    /// Attributes that hold what somebody has written.
    private static let written: Set<String> = [
        "location", "display", "tooltip", "prompt", "promptTitle", "error", "errorTitle", "name", "comment", "user",
        "val", "text", "title", "destinationFile",
    ]
    /// The longest value of a cell, in bytes.
    private static let longestCell = 1 << 20

    init(
        _ xml: XMLReader,
        _ origin: TextOrigin,
        _ run: ExtractionRun,
        _ strings: SharedStrings,
        _ formats: [NumberFormat]
    ) {
        (self.xml, self.origin, self.run, self.strings, self.formats) = (xml, origin, run, strings, formats)
        table = SheetWriter(run)
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
                    column = 0
                    table.beginRow()
                case "c": try readCell()
                case "oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter":
                    add(PageHeader.text(try xml.content(upTo: SheetReader.longestCell)), to: &aside)
                case "formula1", "formula2", "formula", "f":
                    add(try xml.content(upTo: SheetReader.longestCell), to: &aside)
                case "hyperlink", "dataValidation", "protectedRange", "inputCells", "brk", "scenario", "filter",
                    "customFilter", "cfRule", "webPublishItem":
                    xml.forEachAttribute { name, value in
                        if SheetReader.written.contains(name) { add(value, to: &aside) }
                    }
                default: break
                }
            case .end: if xml.name == "row" { table.endRow() }
            default: break
            }
        }
    }

    private func add(_ text: [UInt8], to aside: inout [UInt8]) {
        if aside.count < RichText.most { aside += text + [10] }
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
        case "b": shown = Array((value == [UInt8(ascii: "1")] ? "TRUE" : "FALSE").utf8)
        default: shown = value.isEmpty ? inline : value
        }
        // What a formula holds in quotes is text that somebody has typed.
        if formula.contains(UInt8(ascii: "\"")) {
            shown += (shown.isEmpty ? [] : [32]) + SheetWriter.quoted(formula, not: shown)
        }
        if !shown.isEmpty { try table.hand(row, column, shown) }
    }
}
