import Findings

// What a PDF file has beside what pages show: strings and streams of any object, and what earlier versions had.
extension ExtractionRun {
    /// Objects of all versions of a file together: each takes half a microsecond and 400 bytes, though it is not there.
    static let mostObjects = 500_000
    /// Bytes of strings that are handed over at once.
    private static let enough = 1 << 18

    /// Adds a text as a line, unless it was handed over or says nothing.
    func addUnknown(_ text: [UInt8], to output: inout [UInt8]) {
        guard text.count >= 4, text.contains(where: { $0 > 32 }), pdfKnown.add(text) else { return }
        output += text + [10]
    }

    /// Reads what was not handed over: strings of all objects, and streams that no page has led to.
    ///
    /// Viewers show some of it at a click, at a date or to some people, such as layers, actions, templates and the looks of notes;
    /// some of it nothing leads to any longer.
    ///
    /// - Parameters:
    ///   - file: The file.
    ///   - page: Reads contents that are drawn.
    ///   - most: How many objects the file can have.
    ///   - part: What part of the object it is.
    /// - Throws: ``ExtractionFailure`` when reading is to end.
    func readRemains(
        of file: any PDFFile,
        _ page: inout PDFPageText,
        upTo most: Int,
        as part: TextOrigin.Part = .hidden
    ) throws(ExtractionFailure) {
        var strings: [UInt8] = []
        // A file states how many there are, and each of them takes a byte at least.
        let stated = min(file.objectCount, most)
        let count = min(stated, pdfKnown.objectsLeft)
        if stated > count { note(Gap.Reason.expansionLimit) }
        pdfKnown.objectsLeft -= count
        for id in 0..<count {
            if id & 255 == 0 { try budget.check() }
            let object = file.object(id)
            let value = file.value(object)
            switch value {
            case .dictionary, .array, .string, .stream: addStrings(of: file.written(object), to: &strings)
            default: continue
            }
            if strings.count >= ExtractionRun.enough {
                text(strings, part)
                strings = []
            }
            if value == .stream, !pdfKnown.contains(id) { try readStream(object, id, in: file, &page, part) }
        }
        text(strings, part)
    }

    /// Adds the strings of an object that is written out.
    private func addStrings(of written: [UInt8], to output: inout [UInt8]) {
        guard ExtractionRun.hasString(written) else { return }
        var scanner = PDFScanner(written)
        while let token = scanner.next() {
            addStrings(of: token, scanner.strings, to: &output)
            scanner.forgetStrings()
        }
    }

    private func addStrings(of token: PDFScanner.Token, _ strings: [UInt8], to output: inout [UInt8]) {
        switch token {
        case .string(let part):
            guard PDFStrings.isText(strings[part]) else { return }
            var text = PDFStrings.text(Array(strings[part]))
            if ExtractionRun.isDate(text) { return }
            // Rich text says once more what a plain one says; here it is the characters that count.
            if text.first == UInt8(ascii: "<") { text = ExtractionRun.characters(of: text) }
            addUnknown(text, to: &output)
        case .array(let items):
            var key = ""
            for item in items {
                if case .name(let name) = item {
                    key = name
                    addName(name, to: &output)
                } else {
                    if !ExtractionRun.formal.contains(key) { addStrings(of: item, strings, to: &output) }
                    key = ""
                }
            }
        default: break
        }
    }

    /// Adds a name in which a number or an address of somebody may stand, and none that programs give objects and fonts.
    private func addName(_ name: String, to output: inout [UInt8]) {
        let bytes = name.utf8
        guard bytes.count >= 8, bytes.contains(UInt8(ascii: "@")) || bytes.count(where: { $0 &- 48 < 10 }) >= 8 else {
            return
        }
        addUnknown(Array(bytes), to: &output)
    }

    /// Keys whose strings programs make from lists of their own.
    private static let formal: Set<String> = ["Registry", "Ordering", "Lang", "CharSet"]

    /// Whether something that is written out has a string in it, or a name that ``addName(_:to:)`` takes, and no dictionaries and numbers
    /// alone.
    private static func hasString(_ bytes: [UInt8]) -> Bool {
        // Digits of the name that is looked at.
        var digits: Int?
        for index in bytes.indices {
            switch bytes[index] {
            case UInt8(ascii: "("), UInt8(ascii: "@"): return true
            case UInt8(ascii: "/"): digits = 0
            case 48...57: digits = digits.map { $0 + 1 }
            case 0...32: digits = nil
            default: break
            }
            if digits == 8 { return true }
            guard bytes[index] == UInt8(ascii: "<") else { continue }
            let isDouble =
                index > 0 && bytes[index - 1] == UInt8(ascii: "<")
                || index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "<")
            if !isDouble { return true }
        }
        return false
    }

    /// Whether a string is a date, such as `D:20260101120000+01'00'`.
    private static func isDate(_ text: [UInt8]) -> Bool {
        text.starts(with: "D:".utf8) && text.count <= 23
            && text.dropFirst(2).allSatisfy { $0 &- 48 < 10 || "+-Z'".utf8.contains($0) }
    }

    /// The characters of a text with marks, without the marks.
    private static func characters(of text: [UInt8]) -> [UInt8] {
        let xml = XMLReader(text)
        var output: [UInt8] = []
        while let event = try? xml.next(), event != .finish {
            switch event {
            case .text: output += xml.text
            case .end: if xml.name == "p", output.last != 32 { output.append(32) }
            default: break
            }
        }
        while let last = output.last, last <= 32 { output.removeLast() }
        return output
    }

    // MARK: Streams

    /// Reads a stream that nothing has led to by what it is.
    private func readStream(
        _ object: PDFObject,
        _ id: Int,
        in file: any PDFFile,
        _ page: inout PDFPageText,
        _ part: TextOrigin.Part
    ) throws(ExtractionFailure) {
        func name(_ key: String) -> String {
            if case .name(let name) = file.value(file.entry(object, key)) { name } else { "" }
        }
        let (type, subtype) = (name("/Type"), name("/Subtype"))
        // Pictures, fonts, colours and functions hold no text of people; objects in streams are read by the library.
        guard subtype != "/Image", !ExtractionRun.fontTypes.contains(subtype), type != "/ObjStm", type != "/XRef",
            !file.keys(of: object).contains(where: { ExtractionRun.technical.contains($0) })
        else { return }
        let limit = min(PDFBombs.mostBytes, budget.freeMemory / 2)
        guard limit > 0, let content = file.unpacked(object, upTo: limit), !content.bytes.isEmpty else { return }
        pdfKnown.add(id)
        try budget.spend(content.bytes.count)
        if !content.isWhole { note(Gap.Reason.expansionLimit) }
        if type == "/EmbeddedFile" {
            let store = MemoryStore(content.bytes)
            return try member(Array("attachment".utf8), StoreStream(store, 0..<store.count))
        }
        if type == "/Metadata" || content.bytes.starts(with: "<?xpacket".utf8) {
            return try readMarkup(XMLReader(content.bytes), .metadata, at: TextPlace())
        }
        if subtype == "/Form" || ExtractionRun.isDrawing(content.bytes) {
            let own = file.entry(object, "/Resources")
            let resources =
                file.value(own) == .dictionary ? own : inherited("/Resources", of: file.page(0), in: file)
            page.reset()
            do throws(ExtractionFailure) {
                try page.read(content.bytes, resources)
            } catch {
                if error.isFinal { throw error }
                note(error)
            }
            return text(pdfKnown.newLines(of: page.text()) + page.marked, part)
        }
        guard !ExtractionRun.isMap(content.bytes), !ExtractionRun.isFigure(content.bytes),
            PDFStrings.isText(content.bytes[...])
        else { return }
        var lines: [UInt8] = []
        addUnknown(PDFStrings.text(content.bytes), to: &lines)
        text(lines, part)
    }

    private static let fontTypes: Set<String> = ["/Type1C", "/CIDFontType0C", "/OpenType"]
    /// Keys of fonts, functions, shadings and profiles of colours.
    private static let technical: Set<String> = ["/Length1", "/FunctionType", "/ShadingType", "/N"]

    /// Whether bytes draw text: a part of them begins it, and one ends it.
    private static func isDrawing(_ bytes: [UInt8]) -> Bool {
        let start = XMLReader.index(of: Array("BT".utf8), in: bytes, from: 0)
        guard start + 2 < bytes.count, bytes[start + 2] <= 32 || bytes[start + 2] == UInt8(ascii: "/") else {
            return false
        }
        return XMLReader.index(of: Array("ET".utf8), in: bytes, from: start + 2) + 2 <= bytes.count
    }

    /// Whether bytes draw lines and areas and nothing else, as the glyphs of some fonts do.
    private static func isFigure(_ bytes: [UInt8]) -> Bool {
        var hasOperator = false
        for word in bytes.prefix(4096).split(whereSeparator: { $0 <= 32 }).prefix(200).dropLast() {
            if strokes.contains(String(decoding: word, as: UTF8.self)) {
                hasOperator = true
            } else if word.first != UInt8(ascii: "/"),
                word.contains(where: { $0 &- 48 >= 10 && !".-+[]".utf8.contains($0) })
            {
                return false
            }
        }
        return hasOperator
    }

    /// Operators that draw (ISO 32000-1, annex A).
    private static let strokes = Set(
        "m l c v y re h f F f* S s B B* b b* n W W* q Q cm d0 d1 d g G rg RG k K gs cs CS sc SC scn SCN w J j M i ri sh Do"
            .split(separator: " ").map(String.init)
    )

    /// Whether bytes are a map of characters.
    private static func isMap(_ bytes: [UInt8]) -> Bool {
        let mark = Array("begincmap".utf8)
        return XMLReader.index(of: mark, in: Array(bytes.prefix(2048)), from: 0) + mark.count <= min(2048, bytes.count)
    }

    // MARK: Versions

    /// Reads what earlier versions of a file had and the present one has not.
    ///
    /// - Parameters:
    ///   - bytes: The file.
    ///   - ends: Where versions end, the present one last.
    ///   - library: Opens each of them.
    /// - Throws: ``ExtractionFailure`` when reading is to end.
    func readVersions(_ bytes: [UInt8], _ ends: [Int], _ library: any PDFLibrary) throws(ExtractionFailure) {
        for end in ends.dropLast() {
            try budget.check()
            // A part of a file that is no version by itself has nothing to say that the whole has not.
            guard let file = try? library.open(Array(bytes[..<end])) else { continue }
            pdfKnown.forgetStreams()
            var page = PDFPageText(file, self)
            for index in 0..<min(file.pageCount, 10_000) {
                let output = try readPage(file.page(index), index, in: file, &page)
                text(pdfKnown.newLines(of: output), .deleted, at: TextPlace(page: index + 1))
            }
            try readRemains(of: file, &page, upTo: end, as: .deleted)
        }
    }
}
