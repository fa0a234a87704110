import Findings

// Workbooks of Excel 2003 as XML.
extension ExtractionRun {
    /// Reads the sheets of a workbook, its names and properties.
    func readWorkbookXML(_ xml: XMLReader) throws(ExtractionFailure) {
        var reader = WorkbookXMLReader(xml, self)
        try reader.read()
    }
}

/// Reads a workbook of Excel 2003 as XML.
///
/// Source: Microsoft, XML Spreadsheet Reference (Office XP and 2003).
struct WorkbookXMLReader {
    private let xml: XMLReader
    private let run: ExtractionRun
    private var asides = Asides()
    private var formats: [String: NumberFormat] = [:]
    private var sheet = ""
    private var table: SheetWriter?
    private var row = 0
    private var column = 0

    private static let longestCell = 1 << 20

    init(_ xml: XMLReader, _ run: ExtractionRun) { (self.xml, self.run) = (xml, run) }

    mutating func read() throws(ExtractionFailure) {
        defer { close() }
        while true {
            switch try xml.next() {
            case .finish: return asides.hand(to: run)
            case .start: try start()
            case .end: end()
            case .comment: asides.add(xml.text, .hidden, run)
            case .text: break
            }
        }
    }

    private mutating func start() throws(ExtractionFailure) {
        switch xml.name {
        case "DocumentProperties", "CustomDocumentProperties":
            close()
            let (xml, run) = (xml, run)
            try xml.within { () throws(ExtractionFailure) in try run.readMarkup(xml, .metadata, at: TextPlace()) }
        case "Styles": try readStyles()
        case "NamedRange":
            let name = xml.attribute("Name") ?? []
            asides.add(name + Array(": ".utf8) + (xml.attribute("RefersTo") ?? []), .hidden, run)
        case "Worksheet":
            close()
            sheet = xml.attributeText("Name") ?? ""
            row = 0
        case "Row":
            row = index() ?? row + 1
            column = 0
            table?.beginRow()
        case "Cell": try readCell()
        case "Header", "Footer":
            let part: TextOrigin.Part = xml.name == "Header" ? .header : .footer
            if let text = xml.attribute("Data") { asides.add(PageHeader.text(text), part, run) }
        case "InputTitle", "InputMessage", "ErrorTitle", "ErrorMessage", "CellRangeList", "Value", "Alt", "Title":
            asides.add(try xml.content(upTo: WorkbookXMLReader.longestCell), .hidden, run)
        default: break
        }
    }

    private mutating func end() {
        switch xml.name {
        case "Row": table?.endRow()
        case "Worksheet":
            close()
            asides.hand(to: run)
        default: break
        }
    }

    /// Where a row or a cell says that it stands.
    private func index() -> Int? {
        xml.attributeText("Index").flatMap { Int($0) }.flatMap { 1...(1 << 24) ~= $0 ? $0 : nil }
    }

    private mutating func close() {
        if table != nil { run.sink.end() }
        table = nil
    }

    // MARK: Styles

    private mutating func readStyles() throws(ExtractionFailure) {
        let depth = xml.depth
        var style = ""
        while true {
            let event = try xml.next()
            if event == .finish || xml.depth < depth { return }
            guard event == .start else { continue }
            if xml.name == "Style" {
                style = xml.attributeText("ID") ?? ""
            } else if xml.name == "NumberFormat", let code = xml.attributeText("Format"), formats.count < 100_000 {
                formats[style] = NumberFormat(0, WorkbookXMLReader.named[code] ?? code)
            }
        }
    }

    /// Formats that have names.
    private static let named = [
        "General Date": "yyyy-mm-dd hh:mm", "Long Date": "yyyy-mm-dd", "Medium Date": "yyyy-mm-dd",
        "Short Date": "yyyy-mm-dd", "Long Time": "hh:mm:ss", "Medium Time": "hh:mm:ss", "Short Time": "hh:mm",
        "General Number": "General", "Currency": "General", "Euro Currency": "General", "Fixed": "General",
        "Standard": "General", "Percent": "General", "Scientific": "General", "Yes/No": "General",
        "True/False": "General", "On/Off": "General",
    ]

    // MARK: Cells

    private mutating func readCell() throws(ExtractionFailure) {
        column = index() ?? column + 1
        let style = xml.attributeText("StyleID") ?? ""
        let formula = xml.attribute("Formula") ?? []
        let merged = xml.attributeText("MergeAcross").flatMap { Int($0) } ?? 0
        if let link = xml.attribute("HRef") { asides.add(link, .link, run) }
        if let tip = xml.attribute("HRefScreenTip") { asides.add(tip, .hidden, run) }
        var shown: [UInt8] = []
        let depth = xml.depth
        while true {
            let event = try xml.next()
            if event == .finish || xml.depth < depth { break }
            guard event == .start else { continue }
            if xml.name == "Comment" {
                if let author = xml.attribute("Author") { asides.add(author, .metadata, run) }
                asides.add(try xml.content(upTo: WorkbookXMLReader.longestCell), .comment, run)
            } else if xml.name == "Data" {
                let type = xml.attributeText("Type") ?? "String"
                shown = WorkbookXMLReader.shown(
                    try xml.content(upTo: WorkbookXMLReader.longestCell),
                    type,
                    formats[style]
                )
            }
        }
        // What a formula holds in quotes is text that somebody has typed.
        if formula.contains(UInt8(ascii: "\"")) {
            shown += (shown.isEmpty ? [] : [32]) + SheetWriter.quoted(formula, not: shown)
        }
        if !shown.isEmpty { try hand(shown) }
        column += max(0, min(1 << 14, merged))
    }

    private mutating func hand(_ value: [UInt8]) throws(ExtractionFailure) {
        if table == nil {
            run.sink.begin(TextOrigin(run.trail, sheet: sheet))
            table = SheetWriter(run)
        }
        try table?.hand(row, column, value.span)
    }

    /// A value as the cell shows it.
    private static func shown(_ value: [UInt8], _ type: String, _ format: NumberFormat?) -> [UInt8] {
        switch type {
        case "Number": return (format ?? NumberFormat(0, nil)).text(of: value)
        case "DateTime":
            guard let days = days(of: value) else { return value }
            let usual = NumberFormat(days == days.rounded() ? 14 : 22, nil)
            return (format ?? usual).text(of: Array(String(days).utf8))
        default: return value
        }
    }

    /// A date in the form of ISO 8601 as days since the end of 1899.
    private static func days(of value: [UInt8]) -> Double? {
        let numbers = value.split { !($0 &- 48 < 10) }.prefix(6).compactMap { Int(String(decoding: $0, as: UTF8.self)) }
        guard numbers.count >= 3, 1...9999 ~= numbers[0], 1...12 ~= numbers[1], 1...31 ~= numbers[2] else { return nil }
        // Days from the first of March of the year 0 (H. Hinnant, days_from_civil).
        let year = numbers[1] <= 2 ? numbers[0] - 1 : numbers[0]
        let month = (numbers[1] + 9) % 12
        let day = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + numbers[2] - 1
        var seconds = 0
        for (index, factor) in [3600, 60, 1].enumerated() where index + 3 < numbers.count {
            seconds += factor * min(60, numbers[index + 3])
        }
        return Double(day - 693_899) + Double(seconds) / 86_400
    }
}
