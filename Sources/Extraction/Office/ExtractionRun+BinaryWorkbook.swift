import Findings

// Binary workbooks of Excel since 2007: [MS-XLSB], section 2.
extension ExtractionRun {
    private struct Sheet {
        var name: String
        var id: String
        var isHidden: Bool
    }

    /// Reads the sheets of a workbook in their order, each with its comments, and then its other parts.
    func readBinaryWorkbook(_ package: OfficePackage, _ number: Int, _ known: inout Set<Int>) throws(ExtractionFailure)
    {
        var sheets: [Sheet] = []
        var usesOldDates = false
        var names = Asides()
        try withRecords(number, of: package) { records throws(ExtractionFailure) in
            switch records.type {
            case 156:
                let texts = records.strings(8, 2).map { String(decoding: $0, as: UTF8.self) }
                let isHidden = records.number(0, 4) != 0
                if sheets.count < 10_000 { sheets.append(Sheet(name: texts[1], id: texts[0], isHidden: isHidden)) }
            case 153: usesOldDates = records.number(0, 4) & 1 != 0
            case 39:
                let name = records.string(9)
                let rest = PrintableRuns.lines(of: Array(records.bytes[name.end...]))
                names.add(name.text + Array(": ".utf8) + rest.map { $0 == 10 ? 32 : $0 }, .hidden, self)
            default: break
            }
        }
        known.insert(number)
        names.hand(to: self)
        let path = package.paths[number]
        let relations = try package.relations(of: path, self)
        var strings = SharedStrings()
        defer { budget.release(strings.byteCount) }
        var formats: [NumberFormat] = []
        for relation in relations where !relation.isExternal {
            guard let part = package.part(relation.target) else { continue }
            switch relation.type {
            case "sharedStrings":
                if known.insert(part).inserted { strings = try binaryStrings(part, of: package) }
            case "styles":
                if known.insert(part).inserted { formats = try binaryFormats(part, of: package, usesOldDates) }
            default: break
            }
        }
        let targets = Dictionary(relations.map { ($0.id, $0.target) }) { first, _ in first }
        for sheet in sheets {
            guard let target = targets[sheet.id], let part = package.part(target), known.insert(part).inserted else {
                continue
            }
            guard target.hasSuffix(".bin") else {
                known.remove(part)
                continue
            }
            let origin = TextOrigin(trail, part: sheet.isHidden ? .hidden : .body, sheet: sheet.name)
            try readSheet(part, of: package, origin, strings, formats)
            for relation in try package.relations(of: target, self) where relation.type == "comments" {
                guard let other = package.part(relation.target), known.insert(other).inserted else { continue }
                try readBinaryComments(other, of: package, sheet: sheet.name)
            }
        }
        strings.handUnshown(to: self)
        for (other, path) in package.paths.enumerated() where path.hasPrefix("xl/") && path.hasSuffix(".bin") {
            if ["vbaproject", "activex", "embeddings", "printersettings", "ctrlprops"].contains(where: path.contains) {
                continue
            }
            guard known.insert(other).inserted else { continue }
            // Which formulas are worked out first, and where rows begin.
            if path.hasSuffix("/calcchain.bin") || path.contains("/binaryindex") { continue }
            var texts = Asides()
            try withRecords(other, of: package) { records throws(ExtractionFailure) in
                texts.add(PrintableRuns.lines(of: records.bytes), .hidden, self)
            }
            texts.hand(to: self)
        }
    }

    /// Calls `body` with each record of a part; what fails there is a gap of that part.
    private func withRecords(
        _ number: Int,
        of package: OfficePackage,
        _ body: (BinaryRecords) throws(ExtractionFailure) -> Void
    ) throws(ExtractionFailure) {
        try withStream(number, of: package) { stream throws(ExtractionFailure) in
            var records = BinaryRecords(stream)
            while try records.next() { try body(records) }
        }
    }

    private func binaryStrings(_ number: Int, of package: OfficePackage) throws(ExtractionFailure) -> SharedStrings {
        var strings = SharedStrings()
        let most = budget.freeMemory
        try withRecords(number, of: package) { records throws(ExtractionFailure) in
            guard records.type == 19 else { return }
            strings.begin()
            strings.append(records.string(1).text)
            if strings.byteCount > most { throw ExtractionFailure(.memoryLimit) }
        }
        budget.hold(strings.byteCount)
        return strings
    }

    private func binaryFormats(
        _ number: Int,
        of package: OfficePackage,
        _ usesOldDates: Bool
    ) throws(ExtractionFailure) -> [NumberFormat] {
        var codes: [Int: String] = [:]
        var formats: [NumberFormat] = []
        var isCells = false
        try withRecords(number, of: package) { records throws(ExtractionFailure) in
            switch records.type {
            case 44:
                let code = String(decoding: records.string(2).text, as: UTF8.self)
                if codes.count < 10_000 { codes[Int(records.number(0, 2))] = code }
            case 617: isCells = true
            case 618: isCells = false
            case 47 where isCells && formats.count < 100_000:
                let id = Int(records.number(2, 2))
                formats.append(NumberFormat(id, codes[id], usesOldDates: usesOldDates))
            default: break
            }
        }
        return formats
    }

    private func readSheet(
        _ number: Int,
        of package: OfficePackage,
        _ origin: TextOrigin,
        _ strings: SharedStrings,
        _ formats: [NumberFormat]
    ) throws(ExtractionFailure) {
        sink.begin(origin)
        var cells = BinaryCells(self, strings, formats)
        var isOpen = true
        defer { if isOpen { sink.end() } }
        try withRecords(number, of: package) { records throws(ExtractionFailure) in try cells.take(records) }
        cells.finish()
        sink.end()
        isOpen = false
        for (part, text) in [(TextOrigin.Part.hidden, cells.aside), (.link, cells.links)] where !text.isEmpty {
            var origin = origin
            origin.part = part
            sink.begin(origin)
            sink.append(text.span)
            sink.end()
        }
    }

    private func readBinaryComments(
        _ number: Int,
        of package: OfficePackage,
        sheet: String
    ) throws(ExtractionFailure) {
        var authors = Asides()
        sink.begin(TextOrigin(trail, part: .comment, sheet: sheet))
        do throws(ExtractionFailure) {
            try withRecords(number, of: package) { records throws(ExtractionFailure) in
                switch records.type {
                case 632: authors.add(records.string(0).text, .metadata, self)
                case 635:
                    let (row, column) = (Int(records.number(4, 4)), Int(records.number(12, 4)))
                    sink.place(TextPlace(row: row + 1, column: column + 1))
                case 637:
                    let text = records.string(1).text + [10]
                    sink.append(text.span)
                default: break
                }
            }
        } catch {
            sink.end()
            throw error
        }
        sink.end()
        authors.hand(to: self)
    }
}

/// The cells of a sheet of a binary workbook.
struct BinaryCells {
    private var table: SheetWriter
    private let strings: SharedStrings
    private let formats: [NumberFormat]
    private var row = 0
    private var column = 0

    /// Texts of the sheet that stand in no cell, and what it leads to.
    private(set) var aside: [UInt8] = []
    private(set) var links: [UInt8] = []

    init(_ run: ExtractionRun, _ strings: SharedStrings, _ formats: [NumberFormat]) {
        table = SheetWriter(run)
        (self.strings, self.formats) = (strings, formats)
    }

    /// Takes a record.
    mutating func take(_ records: BinaryRecords) throws(ExtractionFailure) {
        switch records.type {
        case 0:
            table.endRow()
            row = Int(records.number(0, 4)) + 1
            column = 0
        // Cells say in which column they are, unless they follow the one before.
        case 1...11, 62:
            column = Int(records.number(0, 4)) + 1
            try cell(records.type, at: 8, style: Int(records.number(4, 3)), records)
        case 12...18:
            column += 1
            let type = [12: 1, 13: 2, 14: 3, 15: 4, 16: 5, 17: 6, 18: 7][records.type] ?? 1
            try cell(type, at: 4, style: Int(records.number(0, 3)), records)
        case 494: add(records.strings(16, 4), to: \.links)
        case 479: add(records.strings(2, 6).map(PageHeader.text), to: \.aside)
        case 64: add([PrintableRuns.lines(of: records.bytes)], to: \.aside)
        default: break
        }
    }

    private mutating func add(_ texts: [[UInt8]], to place: WritableKeyPath<BinaryCells, [UInt8]>) {
        for text in texts where !text.isEmpty && self[keyPath: place].count < RichText.most {
            self[keyPath: place] += text + (text.last == 10 ? [] : [10])
        }
    }

    /// Ends the last row.
    mutating func finish() { table.endRow() }

    private mutating func cell(_ type: Int, at offset: Int, style: Int, _ records: BinaryRecords)
        throws(ExtractionFailure)
    {
        var shown: [UInt8] = []
        var rest = records.bytes.count
        switch type {
        case 2: shown = number(BinarySheets.packed(records.number(offset, 4)), style)
        case 4: shown = Array((records.number(offset, 1) != 0 ? "1" : "0").utf8)
        case 5, 9:
            let value = Double(bitPattern: records.number(offset, 8))
            shown = number(Array(BinarySheets.shown(value).utf8), style)
            rest = offset + 8
        case 6, 8:
            let string = records.string(offset)
            (shown, rest) = (string.text, string.end)
        case 7: shown = strings[Int(records.number(offset, 4))].map { Array($0) } ?? []
        case 10, 11: rest = offset + 1
        case 62: shown = records.string(offset + 1).text
        default: break
        }
        // What a formula holds in quotes is text that somebody has typed.
        if 8...11 ~= type, rest + 2 < records.bytes.count {
            let typed = PrintableRuns.lines(of: Array(records.bytes[(rest + 2)...])).map { $0 == 10 ? 32 : $0 }
            if !typed.isEmpty { shown += (shown.isEmpty ? [] : [32]) + typed }
        }
        guard !shown.isEmpty, 1...16_384 ~= column, row > 0 else { return }
        try table.hand(row, column, shown.span)
    }

    private func number(_ value: [UInt8], _ style: Int) -> [UInt8] {
        formats.indices.contains(style) ? formats[style].text(of: value) : NumberFormat.plain(value)
    }
}
