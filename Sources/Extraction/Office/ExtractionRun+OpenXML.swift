import Findings

// Documents of Word, Excel, PowerPoint and Visio since 2007.
extension ExtractionRun {
    /// Parts that say how a document looks, in which nobody is meant to write.
    static let silent: Set<String> = [
        "styles.xml", "stylesWithEffects.xml", "fontTable.xml", "webSettings.xml", "tableStyles.xml", "viewProps.xml",
        "presProps.xml", "theme1.xml", "calcChain.xml",
    ]

    /// Reads all parts of a package.
    func readOpenXML(_ package: OfficePackage) throws(ExtractionFailure) {
        var known: Set<Int> = []
        // The document says which part it begins with; most have these names.
        let main = try package.relations(of: "", self).first { $0.type == "officeDocument" && !$0.isExternal }?.target
        let path = main.flatMap { package.part($0) }.map { package.paths[$0] } ?? ""
        if let number = package.part(path.hasPrefix("xl/") ? path : "xl/workbook.xml") {
            if path.hasSuffix(".bin") {
                try readBinaryWorkbook(package, number, &known)
            } else {
                try readWorkbook(package, number, &known)
            }
        } else if let number = package.part("xl/workbook.bin") {
            try readBinaryWorkbook(package, number, &known)
        } else if let number = package.part(path.hasPrefix("ppt/") ? path : "ppt/presentation.xml") {
            try readPresentation(package, number, &known)
        }
        var links: Set<String> = []
        for (number, path) in package.paths.enumerated() where !known.contains(number) {
            let name = path.split(separator: "/").last.map(String.init) ?? path
            if path == "[content_types].xml" || DrawingReader.isSilent(path) {
                try readSilent(number, of: package)
            } else if name.hasSuffix(".rels") {
                try readLinks(number, of: package, &links)
            } else if let page = DrawingReader.page(path) {
                try withPart(number, of: package) { xml throws(ExtractionFailure) in
                    var reader = DrawingReader(xml, self, at: page)
                    try reader.read()
                }
            } else if let page = FixedPageReader.page(path) {
                try withPart(number, of: package) { xml throws(ExtractionFailure) in
                    var reader = FixedPageReader(xml, self, at: page)
                    try reader.read()
                }
            } else if name.hasSuffix(".xml") || name.hasSuffix(".vml") {
                if ExtractionRun.silent.contains(where: { $0.lowercased() == name }) || path.contains("/theme/") {
                    try readSilent(number, of: package)
                } else {
                    let isComments = path.hasPrefix("visio/comments")
                    try readPart(number, of: package, at: TextPlace(), as: isComments ? .comment : nil)
                }
            } else {
                try readOtherPart(number, of: package)
            }
        }
    }

    /// Reads what a part is related to outside of the document.
    private func readLinks(
        _ number: Int,
        of package: OfficePackage,
        _ known: inout Set<String>
    ) throws(ExtractionFailure) {
        var links: [UInt8] = []
        try withPart(number, of: package) { xml throws(ExtractionFailure) in
            links = try self.links(xml, &known)
        }
        text(links, .link)
    }

    /// What a part of relations leads to outside of the document and is not in `known`, each on a line.
    func links(_ xml: XMLReader, _ known: inout Set<String>) throws(ExtractionFailure) -> [UInt8] {
        var links: [UInt8] = []
        while true {
            let event = try xml.next()
            if event == .finish { return links }
            guard event == .start, xml.name == "Relationship", xml.attributeText("TargetMode") == "External",
                let target = xml.attributeText("Target"), known.count < 100_000, known.insert(target).inserted
            else { continue }
            links += Array(target.utf8) + [10]
        }
    }

    /// What the first element of a part says that it is.
    enum PartKind { case rich(TextOrigin.Part), sheetComments, generic }

    static func kind(_ root: String, _ xml: XMLReader) -> PartKind {
        switch root {
        case "numbering", "document", "glossaryDocument",
            "sld", "sldLayout", "sldMaster", "drawing", "wsDr", "chartSpace",
            "dataModel", "xml":
            .rich(.body)
        case "hdr": .rich(.header)
        case "ftr": .rich(.footer)
        case "footnotes", "endnotes", "notes", "notesMaster", "handoutMaster": .rich(.note)
        case "comments": xml.attribute("w") == nil ? .rich(.comment) : .rich(.comment)
        default: .generic
        }
    }

    /// Reads a part by what its first element is.
    ///
    /// - Parameters:
    ///   - number: Which of the package's parts.
    ///   - package: The document.
    ///   - place: Where its text lies.
    ///   - part: What it is, if that is known.
    /// - Throws: ``ExtractionFailure`` when reading is to end.
    func readPart(
        _ number: Int,
        of package: OfficePackage,
        at place: TextPlace,
        as part: TextOrigin.Part? = nil
    ) throws(ExtractionFailure) {
        let isMetadata = package.paths[number].hasPrefix("docprops/")
        try withPart(number, of: package) { xml throws(ExtractionFailure) in
            while true {
                switch try xml.next() {
                case .finish: return
                case .comment: self.text(xml.text, .hidden, at: place)
                case .start:
                    let kind = ExtractionRun.kind(xml.name, xml)
                    if case .rich(let usual) = kind {
                        return try self.readRich(xml, part ?? usual, at: place)
                    }
                    return try self.readMarkup(xml, part ?? (isMetadata ? .metadata : .hidden), at: place)
                default: break
                }
            }
        }
    }

    /// Reads paragraphs, the first element having begun.
    func readRich(_ xml: XMLReader, _ part: TextOrigin.Part, at place: TextPlace) throws(ExtractionFailure) {
        var rich = RichText()
        rich.take(.start, xml)
        var isOpen = false
        var aside = Asides()
        while true {
            let event = try xml.next()
            rich.take(event, xml)
            let flow = rich.takeFlow(all: event == .finish)
            if !flow.isEmpty {
                if !isOpen {
                    sink.begin(TextOrigin(trail, part: part))
                    sink.place(place)
                    isOpen = true
                }
                sink.append(flow.span)
            }
            for piece in rich.takeAside() { aside.add(piece.text, piece.part, self) }
            if event == .finish { break }
        }
        if isOpen { sink.end() }
        aside.hand(to: self, at: place)
    }

    /// Reads any XML: all characters and all values of attributes, each behind its name.
    func readMarkup(_ xml: XMLReader, _ part: TextOrigin.Part, at place: TextPlace) throws(ExtractionFailure) {
        var output: [UInt8] = []
        var isOpen = false
        func hand(_ all: Bool) {
            guard !output.isEmpty, all || output.count >= RichText.enough else { return }
            if !isOpen {
                sink.begin(TextOrigin(trail, part: part))
                sink.place(place)
                isOpen = true
            }
            sink.append(output.span)
            output = []
        }
        var event = XMLReader.Event.start
        var hasText = false
        // What a property is called, which says what its value is.
        var label: [UInt8]?
        while event != .finish {
            switch event {
            case .start:
                if output.last != nil, output.last != 10 { output.append(10) }
                hasText = false
                if ExtractionRun.properties.contains(xml.name) { label = xml.attribute("name") }
                let isNamed = ExtractionRun.properties.contains(xml.name) && label != nil
                let pair = ExtractionRun.pair(of: xml)
                if let pair { output += pair + [10] }
                xml.forEachAttribute { name, value in
                    if isNamed && (name == "name" || name == "fmtid")
                        || pair != nil && (name == "name" || name == "val")
                    {
                        return
                    }
                    guard value.count >= 4, !value.starts(with: "http://schemas.".utf8) else { return }
                    output += Array(name.utf8) + Array("=\"".utf8) + value + Array("\"\n".utf8)
                }
            case .text:
                if xml.text.contains(where: { $0 > 32 }) {
                    if !hasText, !xml.name.isEmpty, output.last == nil || output.last == 10 {
                        output += (label ?? Array(xml.name.utf8)) + Array(": ".utf8)
                    }
                    output += xml.text
                    hasText = true
                }
            case .end:
                if output.last != nil, output.last != 10 { output.append(10) }
                if ExtractionRun.properties.contains(xml.name) { label = nil }
            case .comment: output += xml.text + [10]
            case .finish: break
            }
            hand(false)
            event = try xml.next()
        }
        hand(true)
        if isOpen { sink.end() }
    }

    /// Elements whose name, given by a user, says what the text in them is.
    private static let properties: Set<String> = ["property", "user-defined"]

    /// A name and its value, both in attributes, as tags and variables of documents have them.
    private static func pair(of xml: XMLReader) -> [UInt8]? {
        guard xml.name == "tag" || xml.name == "docVar", let name = xml.attribute("name"),
            let value = xml.attribute("val")
        else { return nil }
        return name + Array(": ".utf8) + value
    }

    // MARK: Presentations

    /// Reads the slides of a presentation in their order, each with its notes and comments.
    private func readPresentation(
        _ package: OfficePackage,
        _ number: Int,
        _ known: inout Set<Int>
    ) throws(ExtractionFailure) {
        let path = package.paths[number]
        var order: [String] = []
        try withPart(number, of: package) { xml throws(ExtractionFailure) in
            while order.count < 100_000 {
                let event = try xml.next()
                if event == .finish { return }
                guard event == .start, xml.name == "sldId" else { continue }
                // The relationship's id and the slide's own have one local name.
                xml.forEachAttribute { name, value in
                    let value = String(decoding: value, as: UTF8.self)
                    if name == "id", UInt32(value) == nil { order.append(value) }
                }
            }
        }
        let relations = try package.relations(of: path, self)
        let targets = Dictionary(relations.map { ($0.id, $0.target) }) { first, _ in first }
        for (index, id) in order.enumerated() {
            guard let target = targets[id], let slide = package.part(target), known.insert(slide).inserted else {
                continue
            }
            let place = TextPlace(page: index + 1)
            try readPart(slide, of: package, at: place)
            for relation in try package.relations(of: target, self) where !relation.isExternal {
                let part: TextOrigin.Part? =
                    switch relation.type {
                    case "notesSlide": .note
                    case "comments", "comment": .comment
                    case "chart", "diagramData", "vmlDrawing", "tags": .body
                    default: nil
                    }
                guard let part, let other = package.part(relation.target), known.insert(other).inserted else {
                    continue
                }
                try readPart(other, of: package, at: place, as: part)
            }
        }
    }
}
