import Findings

// PDF files.
extension ExtractionRun {
    private static let mostPages = 100_000
    private static let mostItems = 100_000

    /// Reads the pages of a file, what hangs on them, what nothing leads to, and what earlier versions had.
    func readPDF(_ store: any ByteStore) throws(ExtractionFailure) {
        guard let library = pdfLibrary else { throw ExtractionFailure(.unsupportedFormat("application/pdf")) }
        guard store.count <= budget.limits.memoryBytes else { throw ExtractionFailure(.memoryLimit) }
        let bytes = try store.read(at: 0, upTo: store.count)
        let file = try library.open(bytes)
        let outer = pdfKnown
        pdfKnown = PDFKnown()
        defer { pdfKnown = outer }
        let ends = PDFVersions.ends(in: bytes)
        pdfKnown.keepsPages = ends.count > 1
        pdfKnown.objectsLeft = ExtractionRun.mostObjects
        try readVersion(file, of: bytes.count)
        try readVersions(bytes, ends, library)
        var between = PDFBetween(bytes, upTo: ends.last ?? bytes.count)
        between.read(from: 0)
        if between.isCutShort { note(Gap.Reason.expansionLimit) }
        text(pdfKnown.newLines(of: between.output), .hidden)
        if let last = ends.last {
            try readBehind(StoreStream(store, last..<store.count)) { $0 == .zip }
        }
    }

    /// Reads a file of so many bytes as it is now.
    private func readVersion(_ file: any PDFFile, of byteCount: Int) throws(ExtractionFailure) {
        var page = PDFPageText(file, self)
        if file.isDisarmed { note(Gap.Reason.expansionLimit) }
        let count = file.pageCount
        var attached: [PDFObject] = []
        for index in 0..<min(count, ExtractionRun.mostPages) {
            try budget.check()
            let object = file.page(index)
            let output = try readPage(object, index, in: file, &page)
            text(output, at: TextPlace(page: index + 1))
            if pdfKnown.keepsPages { pdfKnown.add(lines: output) }
            text(page.marked, .hidden, at: TextPlace(page: index + 1))
            if page.isEmpty ? page.hasImages : page.isGarbled { sink.add(Gap(.noText, in: trail, page: index + 1)) }
            attached += readAnnotations(of: object, page: index + 1, in: file)
        }
        if count == 0 { note(Gap.Reason.malformed) }
        readFields(in: file)
        readProperties(in: file)
        readScripts(in: file)
        try readDescriptions(in: file)
        try readAttachments(attached, in: file)
        try readRemains(of: file, &page, upTo: byteCount)
    }

    /// The text of a page.
    func readPage(
        _ object: PDFObject,
        _ index: Int,
        in file: any PDFFile,
        _ page: inout PDFPageText
    ) throws(ExtractionFailure) -> [UInt8] {
        page.reset()
        do throws(ExtractionFailure) {
            try page.read(try content(of: object, in: file), inherited("/Resources", of: object, in: file))
        } catch {
            if error.isFinal { throw error }
            sink.add(Gap(error.reason, in: trail, page: index + 1))
        }
        return page.text()
    }

    private func content(of page: PDFObject, in file: any PDFFile) throws(ExtractionFailure) -> [UInt8] {
        let contents = file.entry(page, "/Contents")
        var streams: [PDFObject] = []
        switch file.value(contents) {
        case .stream: streams = [contents]
        case .array(let count): streams = (0..<min(count, 10_000)).map { file.item(contents, $0) }
        default: return []
        }
        var bytes: [UInt8] = []
        for stream in streams {
            pdfKnown.add(file.id(of: stream))
            guard let part = file.unpacked(stream, upTo: min(PDFBombs.mostBytes, budget.freeMemory / 2)) else {
                throw .malformed
            }
            try budget.spend(part.bytes.count)
            bytes += part.bytes + [10]
            if !part.isWhole { note(Gap.Reason.expansionLimit) }
            if bytes.count > budget.freeMemory { throw ExtractionFailure(.memoryLimit) }
        }
        return bytes
    }

    /// A value that a page may have from the folders of pages that it lies in.
    func inherited(_ key: String, of page: PDFObject, in file: any PDFFile) -> PDFObject {
        var object = page
        for _ in 0..<64 {
            let value = file.entry(object, key)
            if file.value(value) != .null { return value }
            object = file.entry(object, "/Parent")
        }
        return file.entry(object, key)
    }

    /// A string in UTF-8, which from then on counts as handed over.
    func pdfString(_ object: PDFObject, in file: any PDFFile) -> [UInt8] {
        guard case .string(let bytes) = file.value(object) else { return [] }
        let text = PDFStrings.text(bytes)
        pdfKnown.add(text)
        return text
    }

    /// Reads notes and links.
    ///
    /// - Returns: The files that notes show, at most 1000.
    private func readAnnotations(of page: PDFObject, page number: Int, in file: any PDFFile) -> [PDFObject] {
        let list = file.entry(page, "/Annots")
        guard case .array(let count) = file.value(list) else { return [] }
        var attached: [PDFObject] = []
        var comments: [UInt8] = []
        var links: [UInt8] = []
        for index in 0..<min(count, ExtractionRun.mostItems) {
            let annotation = file.item(list, index)
            // What hangs on the field of a form is read with the form.
            if file.value(file.entry(annotation, "/Subtype")) == .name("/Widget") { continue }
            var known: [[UInt8]] = []
            for key in ["/Contents", "/T", "/Subj"] {
                let text = pdfString(file.entry(annotation, key), in: file)
                if text.isEmpty || known.contains(text) { continue }
                known.append(text)
                comments += text + [10]
            }
            let attachment = file.entry(annotation, "/FS")
            if file.value(attachment) == .dictionary, attached.count < 1000 { attached.append(attachment) }
            let link = pdfString(file.entry(file.entry(annotation, "/A"), "/URI"), in: file)
            if !link.isEmpty { links += link + [10] }
        }
        text(comments, .comment, at: TextPlace(page: number))
        text(links, .link, at: TextPlace(page: number))
        return attached
    }

    /// Reads the fields of forms: names, which say what values are, and values.
    private func readFields(in file: any PDFFile) {
        let fields = file.entry(file.entry(file.root, "/AcroForm"), "/Fields")
        var waiting = [fields]
        var seen: Set<Int> = []
        var output: [UInt8] = []
        while let list = waiting.popLast(), seen.count < ExtractionRun.mostItems {
            guard case .array(let count) = file.value(list) else { continue }
            for index in 0..<min(count, ExtractionRun.mostItems) {
                let field = file.item(list, index)
                let id = file.id(of: field)
                if id != 0, !seen.insert(id).inserted { continue }
                let name =
                    pdfString(file.entry(field, "/TU"), in: file) + [32] + pdfString(file.entry(field, "/T"), in: file)
                let values = values(of: field, in: file)
                // What stands at a box is read though nobody has ticked it.
                if values.isEmpty, name.contains(where: { $0 > 32 }) { output += name + [10] }
                for (index, value) in values.enumerated() {
                    output += (index == 0 ? name + Array(": ".utf8) : []) + value + [10]
                }
                waiting.append(file.entry(field, "/Kids"))
            }
        }
        text(output, .form)
    }

    /// What is typed into a field, and what could be chosen in it.
    private func values(of field: PDFObject, in file: any PDFFile) -> [[UInt8]] {
        var values: [[UInt8]] = []
        func add(_ object: PDFObject) {
            let text = pdfString(object, in: file)
            if !text.isEmpty, values.count < 1000, !values.contains(text) { values.append(text) }
        }
        for key in ["/V", "/DV", "/Opt"] {
            let value = file.entry(field, key)
            switch file.value(value) {
            case .array(let count):
                for index in 0..<min(count, 1000) {
                    let item = file.item(value, index)
                    // An option is a text, or a value and the text that stands for it.
                    add(item)
                    if key == "/Opt" {
                        add(file.item(item, 0))
                        add(file.item(item, 1))
                    }
                }
            case .stream:
                pdfKnown.add(file.id(of: value))
                if let bytes = file.data(of: value, upTo: 1 << 20), !bytes.isEmpty { values.append(bytes) }
            default: add(value)
            }
        }
        return values
    }

    /// Reads what the file says of itself, its bookmarks and its scripts.
    private func readProperties(in file: any PDFFile) {
        var output: [UInt8] = []
        let info = file.entry(file.trailer, "/Info")
        for key in file.keys(of: info) {
            let value = pdfString(file.entry(info, key), in: file)
            if !value.isEmpty { output += Array(key.utf8.dropFirst()) + Array(": ".utf8) + value + [10] }
        }
        text(output, .metadata)
        let metadata = file.entry(file.root, "/Metadata")
        pdfKnown.add(file.id(of: metadata))
        if file.value(metadata) == .stream, let bytes = file.data(of: metadata, upTo: 1 << 20) {
            try? readMarkup(XMLReader(bytes), .metadata, at: TextPlace())
        }
        var titles: [UInt8] = []
        var waiting = [file.entry(file.entry(file.root, "/Outlines"), "/First")]
        var seen: Set<Int> = []
        while let item = waiting.popLast(), seen.count < ExtractionRun.mostItems {
            guard file.value(item) == .dictionary, seen.insert(file.id(of: item)).inserted else { continue }
            titles += pdfString(file.entry(item, "/Title"), in: file) + [10]
            waiting += [file.entry(item, "/Next"), file.entry(item, "/First")]
        }
        text(titles.contains { $0 > 32 } ? titles : [], .hidden)
    }
}
