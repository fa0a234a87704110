import Findings

// Documents of LibreOffice and others: OASIS OpenDocument 1.3, part 3.
extension ExtractionRun {
    /// Reads all parts of a package.
    func readOpenDocument(_ package: OfficePackage) throws(ExtractionFailure) {
        var isEncrypted = false
        if let number = package.part("META-INF/manifest.xml") {
            try withPart(number, of: package) { xml throws(ExtractionFailure) in
                while true {
                    let event = try xml.next()
                    if event == .finish { return }
                    if event == .start, xml.name == "encryption-data" { isEncrypted = true }
                }
            }
        }
        if isEncrypted { return note(Gap.Reason.encrypted) }
        let paths = package.paths
        let order = ["content.xml", "styles.xml", "meta.xml"]
        for name in order { if let number = package.part(name) { try readOpenDocumentPart(number, of: package) } }
        for (number, path) in paths.enumerated() where !order.contains(path) {
            if path == "mimetype" || path == "settings.xml" || path == "manifest.rdf" || path.hasPrefix("meta-inf/")
                || path.hasPrefix("configurations2/") || path.hasPrefix("object replacements/")
                || path.hasPrefix("objectreplacements/")
            {
                if path.hasSuffix(".xml") || path.hasSuffix(".rdf") {
                    try readSilent(number, of: package)
                } else if path != "mimetype" {
                    try readQuiet(number, of: package)
                }
                continue
            }
            if path.hasSuffix(".xml") {
                try readOpenDocumentPart(number, of: package)
            } else {
                try readOtherPart(number, of: package)
            }
        }
    }

    private func readOpenDocumentPart(_ number: Int, of package: OfficePackage) throws(ExtractionFailure) {
        let part: TextOrigin.Part = package.paths[number].hasSuffix("meta.xml") ? .metadata : .body
        try withPart(number, of: package) { xml throws(ExtractionFailure) in
            try self.readOpenDocument(xml, part)
        }
    }

    /// Reads the XML of a document, which may be all of it in one file.
    func readOpenDocument(_ xml: XMLReader, _ part: TextOrigin.Part) throws(ExtractionFailure) {
        if part == .metadata { return try readMarkup(xml, .metadata, at: TextPlace()) }
        var reader = OpenDocumentReader(xml, self, part)
        try reader.read()
    }
}

/// Reads the text of a document: paragraphs, tables with their cells, slides with their numbers.
struct OpenDocumentReader {
    private let xml: XMLReader
    private let run: ExtractionRun
    private let part: TextOrigin.Part

    /// What was collected of the text that is read now, and those around it.
    private var stack: [(part: TextOrigin.Part, bytes: [UInt8])] = []
    private var aside = Asides()
    private var output: [UInt8] = []
    private var paragraphs = 0
    /// The texts of boxes that hang on the paragraph, and whether each box that is open hangs on one.
    private var boxed: [UInt8] = []
    private var boxes: [Bool] = []
    /// Whether something beside the text was dropped.
    private var isCutShort = false
    private var isOpen = false
    private var page = 0
    private var sheet: String?

    /// What stands outside of paragraphs now, and objects that the document holds.
    private var loose = LooseText()
    private var objects = XMLObjects()

    // Of the table that is read.
    private var tables = 0
    private var row = 0
    private var column = 0
    private var written = 0
    private var width = 0
    private var cellStart: Int?
    private var value: [UInt8] = []
    private var isNumber = false
    private var formula: [UInt8] = []

    private static let mostRepeats = 16_384

    init(_ xml: XMLReader, _ run: ExtractionRun, _ part: TextOrigin.Part) {
        (self.xml, self.run, self.part) = (xml, run, part)
    }

    mutating func read() throws(ExtractionFailure) {
        while true {
            switch try xml.next() {
            case .finish:
                flush()
                close()
                aside.hand(to: run)
                return try objects.hand(to: run)
            case .start: try start()
            case .end: end()
            case .text:
                if paragraphs > 0, !loose.isAside {
                    output += OpenDocumentReader.collapsed(xml.text)
                } else {
                    addLoose()
                }
                // What is never closed must not fill the memory.
                if output.count > RichText.most { cutShort() }
            case .comment: aside.add(xml.text, .hidden, run)
            }
            if stack.isEmpty, cellStart == nil, output.count >= RichText.enough { flush() }
        }
    }

    /// Keeps text outside of paragraphs: properties, macros, formulas, and what no program shows.
    private mutating func addLoose() {
        guard let (part, text) = loose.text(xml.text) else { return }
        aside.add(text, part, run)
    }

    /// Hands over what has come together although it is not closed, or drops what is too much beside the text.
    private mutating func cutShort() {
        if stack.isEmpty {
            cellStart = nil
            return flush()
        }
        output = []
        noteCutShort()
    }

    private mutating func noteCutShort() {
        if !isCutShort { run.note(Gap.Reason.memoryLimit) }
        isCutShort = true
    }

    /// White space counts once (part 3, section 6.1.2).
    private static func collapsed(_ text: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        for byte in text {
            let isSpace = byte == 32 || byte == 9 || byte == 10 || byte == 13
            if isSpace, output.last == 32 { continue }
            output.append(isSpace ? 32 : byte)
        }
        return output
    }

    private mutating func start() throws(ExtractionFailure) {
        loose.begin(xml)
        for stray in DocumentAttributes.strays(of: xml) { aside.add(once: stray, run) }
        switch xml.name {
        case "binary-data": try objects.read(xml, named: [], run)
        case "p", "h": paragraphs += 1
        case "s":
            let count = min(OpenDocumentReader.mostRepeats, xml.attributeText("c").flatMap { Int($0) } ?? 1)
            output += [UInt8](repeating: 32, count: max(0, count))
        case "tab": output.append(9)
        case "line-break": output.append(10)
        case "annotation": push(.comment)
        case "note": push(.note)
        // A box in a paragraph comes behind it.
        case "text-box", "custom-shape", "rect", "ellipse", "circle", "line", "polygon", "path", "connector", "caption":
            boxes.append(paragraphs > 0)
            if paragraphs > 0 { push(.body) }
        case "tracked-changes": push(.deleted)
        case "notes": push(.note)
        case "header", "header-left", "header-first": push(.header)
        case "footer", "footer-left", "footer-first": push(.footer)
        case "title", "desc": if !loose.isMetadata { push(.hidden); paragraphs += 1 }
        case "page":
            attributes()
            flush()
            page += 1
            if isOpen { run.sink.place(place) }
        case "table":
            tables += 1
            guard tables == 1 else { return }
            flush()
            close()
            sheet = xml.attributeText("name")
            (row, width) = (0, 0)
        case "table-row":
            guard tables == 1 else { return }
            row += 1
            (column, written) = (0, 0)
            repeatedRows = repeats("number-rows-repeated")
        case "table-cell", "covered-table-cell":
            guard tables == 1 else { return }
            column += 1
            repeatedColumns = repeats("number-columns-repeated")
            value = typed()
            cellStart = output.count
            formula = xml.attribute("formula") ?? []
        case let name where DocumentAttributes.elements.contains(name): attributes()
        default: break
        }
    }

    private var repeatedRows = 1
    private var repeatedColumns = 1

    private func repeats(_ name: String) -> Int {
        max(1, min(1 << 24, xml.attributeText(name).flatMap { Int($0) } ?? 1))
    }

    private static let numbers: Set<String> = ["float", "currency"]

    /// What was typed into the cell that has just begun, if it says so.
    private mutating func typed() -> [UInt8] {
        isNumber = OpenDocumentReader.numbers.contains(xml.attributeText("value-type") ?? "")
        return xml.attribute(isNumber ? "value" : "string-value") ?? []
    }

    private mutating func attributes() {
        for (part, text) in DocumentAttributes.texts(of: xml) {
            aside.add(text, part, run)
        }
    }

    private mutating func push(_ part: TextOrigin.Part) {
        stack.append((part, output))
        output = []
    }

    private mutating func pop() {
        guard let (part, outer) = stack.popLast() else { return }
        if part == .body {
            if boxed.count <= RichText.most { boxed += output } else { noteCutShort() }
        } else if output.contains(where: { $0 > 32 }) {
            aside.add(output + [10], part, run)
        }
        output = outer
    }

    private mutating func end() {
        loose.end(xml.name)
        switch xml.name {
        case "p", "h":
            paragraphs = max(0, paragraphs - 1)
            output.append(cellStart == nil || !stack.isEmpty ? 10 : 32)
            if paragraphs == 0 || stack.isEmpty, !boxed.isEmpty {
                output += cellStart == nil ? boxed : boxed.map { $0 == 10 ? 32 : $0 }
                boxed = []
            }
        case "note-citation": output.append(32)
        case "text-box", "custom-shape", "rect", "ellipse", "circle", "line", "polygon", "path", "connector", "caption":
            if boxes.popLast() == true { pop() }
        case "annotation", "note", "tracked-changes", "notes", "header", "header-left", "header-first", "footer",
            "footer-left",
            "footer-first":
            pop()
        case "title", "desc":
            if stack.last?.part == .hidden {
                paragraphs = max(0, paragraphs - 1)
                pop()
            }
        case "table-cell", "covered-table-cell": if tables == 1 { endCell() }
        case "table-row":
            guard tables == 1 else { return }
            if written > 0 {
                if width == 0 { width = written }
                output += [UInt8](repeating: 9, count: max(0, min(512, width - written)))
                output.append(10)
                flush()
            }
            row += repeatedRows - 1
        case "table":
            tables = max(0, tables - 1)
            guard tables == 0 else { return }
            flush()
            close()
            (sheet, cellStart) = (nil, nil)
        default: break
        }
    }

    private mutating func endCell() {
        guard let start = cellStart else { return }
        cellStart = nil
        var text = start <= output.count ? Array(output[start...]) : []
        output.removeLast(text.count)
        while let last = text.last, last == 32 || last == 10 { text.removeLast() }
        // A number that is too wide for its cell is shown in another way than it was typed.
        let hasExponent = zip(text, text.dropFirst()).contains { $0 &- 48 < 10 && $1 == UInt8(ascii: "E") }
        let isShort = hasExponent || text.contains(UInt8(ascii: "#")) || text.isEmpty
        if !value.isEmpty, isShort, isNumber || text.isEmpty { text = isNumber ? NumberFormat.plain(value) : value }
        // What is stored and what is shown are the same text, or one of them hides.
        if !isNumber, value.contains(where: { $0 > 32 }), text.filter({ $0 > 32 }) != value.filter({ $0 > 32 }) {
            aside.add(once: value + [10], run)
        }
        // What a formula holds in quotes is text that somebody has typed.
        if formula.contains(UInt8(ascii: "\"")) {
            text += (text.isEmpty ? [] : [32]) + SheetWriter.quoted(formula, not: text)
        }
        if !text.isEmpty {
            let blanks = max(0, min(512, column - max(written, 1)))
            output += [UInt8](repeating: 9, count: blanks)
            flush()
            open()
            run.sink.place(TextPlace(row: row, column: column))
            output += text.map { $0 == 9 || $0 == 10 || $0 == 13 ? 32 : $0 }
            flush()
            written = column
        }
        column += repeatedColumns - 1
    }

    private var place: TextPlace { page > 0 ? TextPlace(page: page) : TextPlace() }

    /// Hands over what has come together.
    private mutating func flush() {
        guard stack.isEmpty, !output.isEmpty else { return }
        open()
        run.sink.append(output.span)
        output = []
    }

    private mutating func open() {
        guard !isOpen else { return }
        run.sink.begin(TextOrigin(run.trail, part: part, sheet: sheet))
        if page > 0 { run.sink.place(place) }
        isOpen = true
    }

    private mutating func close() {
        if isOpen { run.sink.end() }
        isOpen = false
    }
}
