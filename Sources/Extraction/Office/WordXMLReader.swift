import Findings

// Documents of Office as XML: Word 2003, and packages in one file.
extension ExtractionRun {
    /// Reads a document of Word 2003, or the parts of a package.
    func readWordXML(_ xml: XMLReader) throws(ExtractionFailure) {
        var reader = WordXMLReader(xml, self)
        try reader.read()
    }
}

/// Reads a document of Word 2003 as XML, or the parts of a package of Office in one file.
///
/// Source: Microsoft, Office 2003 XML Reference Schemas (WordprocessingML); Flat OPC as Word writes it: each part is an element with
/// its path, and holds its XML, or its bytes in base64.
struct WordXMLReader {
    private let xml: XMLReader
    private let run: ExtractionRun
    private var asides = Asides()
    private var objects = XMLObjects()
    private var links: Set<String> = []

    private static let mostLevels = 8

    init(_ xml: XMLReader, _ run: ExtractionRun) { (self.xml, self.run) = (xml, run) }

    mutating func read() throws(ExtractionFailure) {
        while true {
            let event = try xml.next()
            if event == .finish { break }
            if event == .comment { asides.add(xml.text, .hidden, run) }
            guard event == .start else { continue }
            switch xml.name {
            case "DocumentProperties", "CustomDocumentProperties": try markup(.metadata)
            case "fonts", "lists", "styles", "shapeDefaults": try xml.skip()
            case "body":
                let flow = try paragraphs(.body, level: 0)
                run.text(flow, .body)
                asides.hand(to: run)
            case "docPr": try markup(.hidden)
            case "binData": try objects.read(xml, named: name(), run)
            case "part": try readPart()
            default: break
            }
        }
        asides.hand(to: run)
        try objects.hand(to: run)
    }

    private func markup(_ part: TextOrigin.Part) throws(ExtractionFailure) {
        try xml.within { () throws(ExtractionFailure) in try run.readMarkup(xml, part, at: TextPlace()) }
    }

    /// What the element that has just begun calls what it holds, without the path to it.
    private func name() -> [UInt8] {
        let name = xml.attribute("name") ?? []
        return Array(name[(name.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0)...])
    }

    // MARK: Paragraphs

    /// The part of the document that the element which has just begun is; `nil` where it is none of its own.
    private var innerPart: TextOrigin.Part? {
        switch xml.name {
        case "hdr": .header
        case "ftr": .footer
        case "footnote", "endnote": .note
        case "annotation" where xml.attributeText("type") == "Word.Comment": .comment
        default: nil
        }
    }

    /// The text of the element that has just begun, as far as it is not handed over; what lies beside it is kept.
    private mutating func paragraphs(_ part: TextOrigin.Part, level: Int) throws(ExtractionFailure) -> [UInt8] {
        let depth = xml.depth
        var rich = RichText()
        var flow: [UInt8] = []
        rich.take(.start, xml)
        while true {
            let event = try xml.next()
            if event == .start {
                if level < WordXMLReader.mostLevels, let inner = innerPart {
                    if inner == .comment, let author = xml.attribute("author") { asides.add(author, .metadata, run) }
                    let text = try paragraphs(inner, level: level + 1)
                    asides.add(text, inner, run)
                    continue
                }
                if xml.name == "binData" {
                    try objects.read(xml, named: name(), run)
                    continue
                }
                if xml.name == "hlink", let target = xml.attribute("dest") { asides.add(target, .link, run) }
            }
            let isOver = event == .finish || xml.depth < depth
            rich.take(isOver ? .finish : event, xml)
            flow += rich.takeFlow(all: isOver)
            for piece in rich.takeAside() { asides.add(piece.text, piece.part, run) }
            if isOver { return flow }
            // What is long goes at once, unless it belongs beside the text.
            if flow.count > RichText.most {
                if level == 0 { run.text(flow, part) } else { asides.add(flow, part, run) }
                flow = []
            }
        }
    }

    // MARK: Parts of packages

    private mutating func readPart() throws(ExtractionFailure) {
        try run.budget.countMember()
        let path = String(decoding: xml.attribute("name") ?? [], as: UTF8.self).lowercased()
        let name = self.name()
        let depth = xml.depth
        while true {
            let event = try xml.next()
            if event == .finish || xml.depth < depth { return }
            guard event == .start else { continue }
            if xml.name == "binaryData" {
                try objects.read(xml, named: name, run)
            } else if xml.name == "xmlData" {
                try readXML(path, String(decoding: name, as: UTF8.self))
            }
        }
    }

    /// Reads the XML of a part, of which the element around it has just begun.
    private mutating func readXML(_ path: String, _ name: String) throws(ExtractionFailure) {
        if ExtractionRun.silent.contains(name) || path.contains("/theme/") { return try xml.skip() }
        let depth = xml.depth
        while true {
            let event = try xml.next()
            if event == .finish || xml.depth < depth { return }
            if event == .comment { asides.add(xml.text, .hidden, run) }
            guard event == .start else { continue }
            let (xml, run) = (xml, run)
            var known = links
            try xml.within { () throws(ExtractionFailure) in
                if path.hasSuffix(".rels") { return run.text(try run.links(xml, &known), .link) }
                if case .rich(let part) = ExtractionRun.kind(xml.name, xml) {
                    return try run.readRich(xml, part, at: WordXMLReader.place(of: path))
                }
                try run.readMarkup(xml, path.hasPrefix("/docprops/") ? .metadata : .hidden, at: TextPlace())
            }
            links = known
        }
    }

    /// The slide that a part is, by its path.
    private static func place(of path: String) -> TextPlace {
        guard path.hasPrefix("/ppt/slides/slide"), let number = Int(path.dropFirst(17).prefix { $0 != "." }) else {
            return TextPlace()
        }
        return TextPlace(page: number)
    }
}
