import Bytes
import Findings

// Spreadsheets: ECMA-376, part 1, section 18.
extension ExtractionRun {
    private struct Sheet {
        var name: String
        var id: String
        var isHidden: Bool
    }

    /// Reads the sheets of a workbook in their order, each with its comments.
    func readWorkbook(_ package: OfficePackage, _ number: Int, _ known: inout Set<Int>) throws(ExtractionFailure) {
        var sheets: [Sheet] = []
        var usesOldDates = false
        var names = Asides()
        try withPart(number, of: package) { xml throws(ExtractionFailure) in
            while true {
                let event = try xml.next()
                if event == .finish { return }
                if event == .text || event == .comment { names.add(xml.text, .hidden, self) }
                guard event == .start else { continue }
                switch xml.name {
                case "customWorkbookView": names.add(xml.attribute("name") ?? [], .hidden, self)
                case "sheet":
                    let state = xml.attributeText("state") ?? "visible"
                    let name = xml.attributeText("name") ?? ""
                    var id = ""
                    // The relationship's id has a prefix, and is the only attribute with this local name.
                    xml.forEachAttribute { name, value in
                        if name == "id" { id = String(decoding: value, as: UTF8.self) }
                    }
                    if sheets.count < 10_000 { sheets.append(Sheet(name: name, id: id, isHidden: state != "visible")) }
                case "workbookPr":
                    let value = xml.attributeText("date1904")
                    usesOldDates = value == "1" || value == "true"
                case "definedName":
                    let name = xml.attribute("name") ?? []
                    let comment = xml.attribute("comment").map { [32] + $0 } ?? []
                    names.add(name + Array(": ".utf8) + (try xml.content()) + comment, .hidden, self)
                case "fileSharing": names.add(xml.attribute("userName") ?? [], .metadata, self)
                default: break
                }
            }
        }
        known.insert(number)
        names.hand(to: self)
        let relations = try package.relations(of: package.paths[number], self)
        func target(_ type: String, _ usual: String) -> String {
            relations.first { $0.type == type && !$0.isExternal }?.target ?? usual
        }
        let formats = try numberFormats(package, target("styles", "xl/styles.xml"), usesOldDates)
        let strings = try sharedStrings(package, target("sharedStrings", "xl/sharedStrings.xml"), &known)
        defer { budget.release(strings.byteCount) }
        let targets = Dictionary(relations.map { ($0.id, $0.target) }) { first, _ in first }
        for sheet in sheets {
            guard let target = targets[sheet.id], let part = package.part(target), known.insert(part).inserted else {
                continue
            }
            let origin = TextOrigin(trail, part: sheet.isHidden ? .hidden : .body, sheet: sheet.name)
            try withPart(part, of: package) { xml throws(ExtractionFailure) in
                var reader = SheetReader(xml, origin, self, strings, formats)
                try reader.read()
            }
            for relation in try package.relations(of: target, self) where !relation.isExternal {
                guard relation.type == "comments" || relation.type == "threadedComment",
                    let other = package.part(relation.target), known.insert(other).inserted
                else { continue }
                try readSheetComments(other, of: package, sheet: sheet.name)
            }
        }
        strings.handUnshown(to: self)
    }

    /// Reads comments, each at its cell.
    private func readSheetComments(
        _ number: Int,
        of package: OfficePackage,
        sheet: String
    ) throws(ExtractionFailure) {
        var authors = Asides()
        try withPart(number, of: package) { xml throws(ExtractionFailure) in
            self.sink.begin(TextOrigin(self.trail, part: .comment, sheet: sheet))
            defer { self.sink.end() }
            while true {
                let event = try xml.next()
                if event == .finish { return }
                guard event == .start else { continue }
                switch xml.name {
                case "author": authors.add(try xml.content(), .metadata, self)
                case "comment", "threadedComment":
                    if let cell = xml.attribute("ref").flatMap(CellReference.init) {
                        self.sink.place(TextPlace(row: cell.row, column: cell.column))
                    }
                    let characters = try xml.content() + [10]
                    self.sink.append(characters.span)
                default: break
                }
            }
        }
        authors.hand(to: self)
    }

    /// The strings that cells refer to.
    private func sharedStrings(
        _ package: OfficePackage,
        _ path: String,
        _ known: inout Set<Int>
    ) throws(ExtractionFailure) -> SharedStrings {
        var strings = SharedStrings()
        var readings = Asides()
        defer { readings.hand(to: self) }
        guard let number = package.part(path) else { return strings }
        known.insert(number)
        let most = budget.freeMemory
        try withPart(number, of: package) { xml throws(ExtractionFailure) in
            var phonetic = 0
            while true {
                if phonetic == 0, let (bytes, start) = xml.plainStart {
                    var index = start
                    while let (text, end) = XMLReader.plainString(in: bytes.span, from: index) {
                        strings.append(bytes.span.extracting(text))
                        if strings.byteCount > most { throw ExtractionFailure(.memoryLimit) }
                        index = end
                    }
                    xml.passOver(to: index, deeper: 0)
                }
                switch try xml.next() {
                case .finish: return
                case .start:
                    switch xml.name {
                    case "si": strings.begin()
                    case "rPh": phonetic += 1
                    case "t":
                        let characters = try xml.content(upTo: most)
                        // How words are read, which cells can show above them.
                        if phonetic > 0 { readings.add(characters, .hidden, self) } else { strings.append(characters) }
                        if strings.byteCount > most { throw ExtractionFailure(.memoryLimit) }
                    default: break
                    }
                case .end: if xml.name == "rPh" { phonetic -= 1 }
                case .text, .comment: break
                }
            }
        }
        budget.hold(strings.byteCount)
        return strings
    }

    /// The formats of numbers, by the styles of cells.
    private func numberFormats(
        _ package: OfficePackage,
        _ path: String,
        _ usesOldDates: Bool
    ) throws(ExtractionFailure) -> [NumberFormat] {
        guard let number = package.part(path) else { return [] }
        var codes: [Int: String] = [:]
        var formats: [NumberFormat] = []
        var texts = Asides()
        defer { texts.hand(to: self) }
        try withPart(number, of: package) { xml throws(ExtractionFailure) in
            var isCells = false
            while true {
                let event = try xml.next()
                if event == .finish { return }
                if event == .end, xml.name == "cellXfs" { isCells = false }
                guard event == .start else { continue }
                switch xml.name {
                case "numFmt":
                    if let id = xml.attributeText("numFmtId").flatMap({ Int($0) }), codes.count < 10_000 {
                        let code = xml.attribute("formatCode") ?? []
                        codes[id] = String(decoding: code, as: UTF8.self)
                        // Words that cells show with their numbers.
                        texts.add(SheetWriter.quoted(code, not: []), .hidden, self)
                    }
                case "cellXfs": isCells = true
                case "xf":
                    guard isCells, formats.count < 100_000 else { continue }
                    let id = xml.attributeText("numFmtId").flatMap { Int($0) } ?? 0
                    formats.append(NumberFormat(id, codes[id], usesOldDates: usesOldDates))
                default: break
                }
            }
        }
        return formats
    }
}

/// A cell as formulas name it, such as `C5`.
struct CellReference {
    var row: Int
    var column: Int

    /// Reads a reference; `nil` for anything else, or what no spreadsheet has.
    init?(_ text: [UInt8]) { self.init(text[...]) }

    /// The same, in other text.
    init?(_ text: ArraySlice<UInt8>) {
        (row, column) = (0, 0)
        var index = text.startIndex
        while index < text.endIndex, (text[index] & 0xDF) &- 65 < 26, column < 1 << 20 {
            column = column * 26 + Int(text[index] & 0xDF) - 64
            index += 1
        }
        while index < text.endIndex, text[index] &- 48 < 10, row < 1 << 24 {
            row = row * 10 + Int(text[index]) - 48
            index += 1
        }
        guard index == text.endIndex, (1...16_384).contains(column), row >= 1 else { return nil }
    }
}

/// Strings that lie one behind the other.
struct SharedStrings {
    private(set) var bytes: [UInt8] = []
    private var starts: [Int] = []
    /// Which of them were asked for.
    private let uses = Uses()

    private final class Uses { var marks: [Bool] = [] }

    mutating func begin() { starts.append(bytes.count) }

    /// Adds to the string that has begun.
    mutating func append(_ text: [UInt8]) { bytes += text }

    /// Adds a string.
    mutating func append(_ text: Span<UInt8>) {
        begin()
        bytes.append(copying: text)
    }

    /// In memory, about.
    var byteCount: Int { bytes.count + 8 * starts.count }

    subscript(index: Int) -> ArraySlice<UInt8>? { range(of: index).map { bytes[$0] } }

    /// Where a string lies in ``bytes``; `nil` where there is none of that number.
    ///
    /// Whoever asks for it shows it.
    func range(of index: Int) -> Range<Int>? {
        guard starts.indices.contains(index) else { return nil }
        if index >= uses.marks.count {
            uses.marks += repeatElement(false, count: starts.count - uses.marks.count)
        }
        uses.marks[index] = true
        return stretch(index)
    }

    /// Hands over what no cell shows, such as the text of cells that were deleted.
    func handUnshown(to run: ExtractionRun) {
        var texts = Asides()
        for index in starts.indices where !(index < uses.marks.count && uses.marks[index]) {
            texts.add(Array(bytes[stretch(index)]), .hidden, run)
        }
        texts.hand(to: run)
    }

    private func stretch(_ index: Int) -> Range<Int> {
        starts[index]..<(index + 1 < starts.count ? starts[index + 1] : bytes.count)
    }
}
