import Findings

// What a PDF file keeps by name: attachments, scripts, and the data of forms.
extension ExtractionRun {
    private static let mostNames = 10_000
    /// The most elements of a tagged file that are looked at.
    private static let mostElements = 200_000

    /// The values of a tree of names (ISO 32000-1, section 7.9.6), at most 10,000.
    private func values(ofTree root: PDFObject, in file: any PDFFile) -> [PDFObject] {
        var waiting = [root]
        var found: [PDFObject] = []
        var steps = 0
        while let node = waiting.popLast(), steps < ExtractionRun.mostNames, found.count < ExtractionRun.mostNames {
            steps += 1
            let kids = file.entry(node, "/Kids")
            if case .array(let count) = file.value(kids) {
                waiting += (0..<min(count, 1000)).reversed().map { file.item(kids, $0) }
            }
            let names = file.entry(node, "/Names")
            guard case .array(let count) = file.value(names) else { continue }
            for index in stride(from: 1, to: min(count, ExtractionRun.mostNames), by: 2) {
                found.append(file.item(names, index))
            }
        }
        return found
    }

    /// Reads attachments of the file and of its pages, each once.
    ///
    /// - Parameters:
    ///   - marks: Specifications of files that notes on pages show.
    ///   - file: The file.
    /// - Throws: What ends the reading of the whole object.
    func readAttachments(_ marks: [PDFObject], in file: any PDFFile) throws(ExtractionFailure) {
        let names = values(ofTree: file.entry(file.entry(file.root, "/Names"), "/EmbeddedFiles"), in: file)
        var known: Set<Int> = []
        for specification in names + marks {
            let streams = file.entry(specification, "/EF")
            let name = pdfString(file.entry(specification, "/UF"), in: file)
            let plain = pdfString(file.entry(specification, "/F"), in: file)
            let stream = ["/UF", "/F"].map { file.entry(streams, $0) }.first { file.value($0) == .stream }
            guard let stream, known.insert(file.id(of: stream)).inserted else { continue }
            pdfKnown.add(file.id(of: stream))
            let description = pdfString(file.entry(specification, "/Desc"), in: file)
            var said = description.isEmpty ? [] : description + [10]
            for name in Set([name, plain]).sorted(by: { $0.lexicographicallyPrecedes($1) })
            where MemberNotes.mayIdentify(name) { said += name + [10] }
            text(said, .attachment)
            if let data = file.unpacked(stream, upTo: budget.freeMemory) {
                if !data.isWhole { note(Gap.Reason.memoryLimit) }
                let store = MemoryStore(data.bytes)
                try member(name.isEmpty ? plain : name, StoreStream(store, 0..<store.count))
            } else {
                try unread(name.isEmpty ? plain : name, .malformed)
            }
        }
    }

    /// Reads what the elements of a tagged file say of pictures and abbreviations (ISO 32000-1, section 14.9).
    func readDescriptions(in file: any PDFFile) throws(ExtractionFailure) {
        var waiting = [file.entry(file.entry(file.root, "/StructTreeRoot"), "/K")]
        var seen: Set<Int> = []
        var steps = 0
        var output: [UInt8] = []
        while let node = waiting.popLast(), steps < ExtractionRun.mostElements {
            steps += 1
            if steps & 1023 == 0 { try budget.check() }
            switch file.value(node) {
            case .array(let count):
                for index in (0..<min(count, ExtractionRun.mostElements)).reversed() {
                    let item = file.item(node, index)
                    // Numbers are those of marks on a page.
                    if case .number = file.value(item) { continue }
                    if waiting.count < ExtractionRun.mostElements { waiting.append(item) }
                }
            case .dictionary:
                let id = file.id(of: node)
                if id != 0, !seen.insert(id).inserted { continue }
                for key in ["/Alt", "/T", "/E"] {
                    let text = pdfString(file.entry(node, key), in: file)
                    if !text.isEmpty, output.count < 8 << 20 { output += text + [10] }
                }
                let kids = file.entry(node, "/K")
                if case .number = file.value(kids) { continue }
                waiting.append(kids)
            default: break
            }
        }
        if !waiting.isEmpty { note(Gap.Reason.expansionLimit) }
        text(output, .hidden)
    }

    /// Reads the scripts of the file, and what forms of XML hold.
    func readScripts(in file: any PDFFile) {
        var scripts: [UInt8] = []
        let names = values(ofTree: file.entry(file.entry(file.root, "/Names"), "/JavaScript"), in: file)
        for action in names + [file.entry(file.root, "/OpenAction")] {
            let script = file.entry(action, "/JS")
            if file.value(script) == .stream {
                pdfKnown.add(file.id(of: script))
                if let bytes = file.data(of: script, upTo: 1 << 20) { scripts += bytes + [10] }
            } else {
                let bytes = pdfString(script, in: file)
                if !bytes.isEmpty { scripts += bytes + [10] }
            }
            if scripts.count > 8 << 20 { break }
        }
        text(scripts, .hidden)
        let forms = file.entry(file.entry(file.root, "/AcroForm"), "/XFA")
        guard case .array(let count) = file.value(forms) else { return }
        for index in stride(from: 1, to: min(count, 100), by: 2)
        where file.value(file.item(forms, index - 1)) == .string(Array("datasets".utf8)) {
            pdfKnown.add(file.id(of: file.item(forms, index)))
            if let bytes = file.data(of: file.item(forms, index), upTo: 8 << 20) {
                try? readMarkup(XMLReader(bytes), .form, at: TextPlace())
            }
        }
    }
}
