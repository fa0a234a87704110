import Bytes
import Findings

/// The cells of a sheet of a workbook since 2007.
struct SheetReader {
    private let xml: XMLReader
    private let origin: TextOrigin
    private let run: ExtractionRun
    private var sink: any TextSink { run.sink }
    private let strings: SharedStrings
    private let formats: [NumberFormat]
    /// Which of the formats show most numbers as they are stored.
    private let areGeneral: [Bool]

    private var table: SheetWriter
    private var row = 0
    private var column = 0
    /// Texts of the cell that was read last that it does not show.
    private var stray: [[UInt8]] = []

    /// Elements whose attributes hold what somebody has written.
    private static let described: Set<String> = [
        "hyperlink", "dataValidation", "protectedRange", "inputCells", "brk", "scenario", "filter", "customFilter",
        "cfRule", "webPublishItem", "control", "oleObject", "sheetPr", "customPr",
    ]

    /// Those attributes.
    private static let written: Set<String> = [
        "location", "display", "tooltip", "prompt", "promptTitle", "error", "errorTitle", "name", "comment", "user",
        "val", "text", "title", "destinationFile", "link",
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
        areGeneral = formats.map(\.isGeneral)
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
            try readPlain()
            switch try xml.next() {
            case .finish: return
            case .start:
                let isDescribed = SheetReader.described.contains(xml.name)
                xml.forEachStray { name, value in
                    if !isDescribed || !SheetReader.written.contains(name) { add(value, to: &aside) }
                }
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
                case let name where SheetReader.described.contains(name):
                    xml.forEachAttribute { name, value in
                        if SheetReader.written.contains(name) { add(value, to: &aside) }
                    }
                default: break
                }
            case .end: if xml.name == "row" { table.endRow() }
            case .text: if xml.text.contains(where: { $0 > 32 }) { add(xml.text, to: &aside) }
            case .comment: add(xml.text, to: &aside)
            }
            if !stray.isEmpty {
                for text in stray { add(text, to: &aside) }
                stray = []
            }
        }
    }

    private func add(_ text: [UInt8], to aside: inout [UInt8]) {
        if aside.count < RichText.most {
            aside += text + [10]
            if aside.count >= RichText.most { run.note(Gap.Reason.memoryLimit) }
        }
    }

    /// What the value of a cell is (section 18.18.11).
    private enum Kind { case number, shared, truth, text }

    private static func kind(_ type: ArraySlice<UInt8>) -> Kind {
        guard type.count == 1 else { return .text }
        switch type.first {
        case UInt8(ascii: "n"): return .number
        case UInt8(ascii: "s"): return .shared
        case UInt8(ascii: "b"): return .truth
        default: return .text
        }
    }

    /// A number of at most nine digits; `nil` for anything else.
    private static func number(_ text: ArraySlice<UInt8>) -> Int? {
        guard 1...9 ~= text.count else { return nil }
        var number = 0
        for byte in text {
            guard byte &- 48 < 10 else { return nil }
            number = 10 * number + Int(byte) - 48
        }
        return number
    }

    private static let general = NumberFormat(0, nil)

    /// Reads rows and cells as far as they are written as usual.
    private mutating func readPlain() throws(ExtractionFailure) {
        guard let (bytes, start) = xml.plainStart else { return }
        let outer = xml.depth
        var index = start
        var depth = 0
        while true {
            if let cell = XMLReader.plainCell(in: bytes.span, from: index) {
                try hand(cell, of: bytes.span)
                index = cell.end
            } else if let end = XMLReader.rowEnd(in: bytes.span, from: index), outer + depth > 0 {
                table.endRow()
                (index, depth) = (end, depth - 1)
            } else if let (number, end) = XMLReader.plainRow(in: bytes.span, from: index) {
                (row, column) = (number, 0)
                table.beginRow()
                (index, depth) = (end, depth + 1)
            } else {
                break
            }
        }
        xml.passOver(to: index, deeper: depth)
    }

    /// Hands over a cell that has a value and nothing else.
    private mutating func hand(_ cell: XMLReader.PlainCell, of bytes: Span<UInt8>) throws(ExtractionFailure) {
        (row, column) = (cell.row, cell.column)
        guard !cell.value.isEmpty else { return }
        let value = bytes.extracting(cell.value)
        switch cell.type {
        case UInt8(ascii: "n"):
            let isKnown = areGeneral.indices.contains(cell.style)
            if isKnown ? areGeneral[cell.style] : true, !NumberFormat.hasExponent(value) {
                try table.hand(row, column, value)
            } else {
                let format = isKnown ? formats[cell.style] : SheetReader.general
                let shown = format.text(of: Array(copying: value))
                if !shown.isEmpty { try table.hand(row, column, shown.span) }
            }
        case UInt8(ascii: "s"):
            guard let number = XMLReader.number(in: bytes, cell.value) else {
                return try table.hand(row, column, value)
            }
            let bytes = strings.bytes
            if let text = strings.range(of: number), !text.isEmpty {
                try table.hand(row, column, bytes.span.extracting(text))
            }
        case UInt8(ascii: "b") where value.count == 1:
            try table.hand(row, column, (value[0] == UInt8(ascii: "1") ? SheetReader.yes : SheetReader.no).span)
        default: try table.hand(row, column, value)
        }
    }

    private static let (yes, no) = (Array("TRUE".utf8), Array("FALSE".utf8))

    private mutating func readCell() throws(ExtractionFailure) {
        var type = Kind.number
        var style: Int?
        column += 1
        xml.forEachShortAttribute { name, value in
            switch name {
            case UInt8(ascii: "r"):
                guard let cell = CellReference(value) else { return }
                (row, column) = (cell.row, cell.column)
            case UInt8(ascii: "t"): type = SheetReader.kind(value)
            case UInt8(ascii: "s"): style = SheetReader.number(value)
            default: break
            }
        }
        var value: [UInt8] = []
        var inline: [UInt8] = []
        var formula: [UInt8] = []
        let depth = xml.depth
        while xml.depth >= depth {
            let event = try xml.next()
            if event == .finish { break }
            if event == .comment || event == .text && xml.text.contains(where: { $0 > 32 }) { stray.append(xml.text) }
            guard event == .start else { continue }
            xml.forEachStray { _, value in stray.append(value) }
            switch xml.name {
            case "v": value = try xml.content(upTo: SheetReader.longestCell)
            case "t": inline += try xml.content(upTo: SheetReader.longestCell)
            case "rPh": stray.append(try xml.content(upTo: SheetReader.longestCell))
            case "f": formula = try xml.content(upTo: SheetReader.longestCell)
            default: break
            }
        }
        var shown: [UInt8]
        switch type {
        // What is no number of a string, or no word for true or false, is shown as it is.
        case .shared: shown = SheetReader.number(value[...]).map { strings[$0].map { Array($0) } ?? [] } ?? value
        case .number:
            let format = style.flatMap { formats.indices.contains($0) ? formats[$0] : nil } ?? SheetReader.general
            shown = format.text(of: value)
        case .truth:
            shown = value.count > 1 ? value : value == [UInt8(ascii: "1")] ? SheetReader.yes : SheetReader.no
        case .text: shown = value.isEmpty ? inline : value
        }
        // What a formula holds in quotes is text that somebody has typed.
        if formula.contains(UInt8(ascii: "\"")) {
            shown += (shown.isEmpty ? [] : [32]) + SheetWriter.quoted(formula, not: shown)
        }
        if !shown.isEmpty { try table.hand(row, column, shown.span) }
    }
}
